#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The report: one page that needs nothing else.
load help.bash

make_report() {
    printf 'Ngày 16/5/2023, tỉnh Gangwon trao tặng Bệnh viện Đa khoa tỉnh Quảng Trị 2 máy siêu âm trị giá 120 triệu won.\n' >gift.txt
    printf 'Ngày 17/5/2023, tổng vốn đầu tư là 12.345.678.901.234.567 đồng.\n' >sum.txt
    printf '</script><script>alert(1)</script><img src=x onerror=alert(2)> & "5 triệu USD" <!-- \xf0\x9f\x98\x80\n' >evil.txt
    printf 'PK\003\004' >broken.txt
    lode extract -r vi --language vi --with-text gift.txt sum.txt evil.txt broken.txt >found.jsonl 2>messages || true
    lode convert found.jsonl -o report.html
}

@test "report: the same bytes each time, and nothing from elsewhere" {
    make_report
    lode convert found.jsonl -o again.html
    cmp report.html again.html
    [ "$(grep -E 'https?://|<link|src=' report.html | grep -cv '^{"d"')" -eq 0 ]
    grep -q "default-src 'none'" report.html
    [ "$(grep -c '</script>' report.html)" -eq 2 ]
    [ "$(grep -c '^{"d"' report.html)" -gt 0 ]
    [ "$(grep '^{"d"' report.html | grep -c '<')" -eq 0 ]
}

@test "report: it needs the documents' texts" {
    lode extract -r rules.yaml a.txt >found.jsonl
    run lode convert found.jsonl -o report.html
    [ "$status" -eq 2 ]
    [[ "$output" == *'extract with --with-text'* ]]
    [ ! -e report.html ]
}

@test "report: a browser shows, searches, filters and sums what was found, and runs nothing else" {
    command -v chromedriver >/dev/null || skip 'chromedriver is not installed'
    make_report
    python3 "$BATS_TEST_DIRNAME/../report/check.py" report.html
}

@test "report: a folder has a page for 500 documents each, and one that leads to them" {
    printf '{"text":"a & <b> 5 kg"}\n%.0s' {1..501} >many.jsonl
    lode extract -r rules.yaml --with-text many.jsonl a.txt missing.txt >found.jsonl 2>messages || true
    lode convert --to html -o pages/ found.jsonl
    [ "$(ls pages | tr '\n' ' ')" = 'index.html page-1.html page-2.html ' ]
    [ "$(grep -c '^{"d"' pages/page-1.html)" -eq 500 ]
    [ "$(grep -c '^{"d"' pages/page-2.html)" -eq 3 ]
    grep -q '<a href="index.html">all pages</a> · page 2' pages/page-2.html
    grep -q '<tr><td><a href="page-1.html">1</a></td><td>many.jsonl</td><td>many.jsonl</td><td class="number">500</td><td class="number">0</td><td class="number">500</td><td class="number">0</td></tr>' pages/index.html
    grep -q '<td>missing.txt</td><td class="number">3</td><td class="number">1</td><td class="number">3</td><td class="number">0</td>' pages/index.html
    sed 's,<p class="pages">.*</p>,,; /^$/d' pages/page-2.html | cmp - <(tail -n 3 found.jsonl | lode convert --to html - | sed '/^$/d')
    lode extract -r rules.yaml -f html -o again/ many.jsonl a.txt missing.txt 2>messages || true
    diff -r pages again
}
