#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# PDF documents: paragraphs in their order, pages, what cannot be read.
load help.bash

reader=pdf

samples="$LODE_SOURCE/samples"

# What is found, one a line: type, text and page.
found() {
    lode extract -r vi --no-cache "$@" | python3 -c '
import json, sys
for line in sys.stdin:
    d = json.loads(line)
    if "error" in d:
        print(d["error"]["message"])
    for e in d.get("entities", []):
        print(e["type"], " ".join(e["text"].split()), json.dumps(e.get("attributes")), *sys.argv[1:] and [e.get("page", 1)])' ${pages:+pages}
}

@test "pdf: two columns on two pages give what their plain text gives, in its order" {
    python3 "$LODE_SOURCE/tests/samples/make_pdf.py" --text >columns.txt
    found --date 2022-04-01 columns.txt >plain
    found --date 2022-04-01 "$samples/vi/journal-columns.pdf" >columns
    [ "$(wc -l <plain)" -gt 40 ]
    diff plain columns
}

@test "pdf: each entity says on which page it begins; running heads and page numbers are no text" {
    pages=yes found "$samples/vi/journal-columns.pdf" >columns
    [ "$(tail -n 1 columns)" = 'location huyện Đắk Glong null 2' ]
    [ "$(grep -c ' 2$' columns)" -eq 1 ]
    run -1 grep -q 'tháng 4/2022' columns
}

@test "pdf: columns with a narrow gutter, broken words, figures at a page's head, and lists are read as they were written" {
    python3 "$LODE_SOURCE/tests/samples/make_pdf.py" --newsletter >written
    lode extract -r vi --no-cache --with-text "$BATS_TEST_DIRNAME/data/newsletter.pdf" |
        python3 -c 'import json, sys; print(json.load(sys.stdin)["text"].strip())' >read
    diff written read
}

@test "pdf: items of lists, a raised figure, a quotation set in, and a table with heads that nearly touch" {
    python3 "$LODE_SOURCE/tests/samples/make_pdf.py" --minutes >written
    lode extract -r vi --no-cache --with-text "$BATS_TEST_DIRNAME/data/minutes.pdf" |
        python3 -c 'import json, sys; print(json.load(sys.stdin)["text"].strip())' >read
    diff written read
    lode extract -r vi --no-cache "$BATS_TEST_DIRNAME/data/minutes.pdf" |
        grep -qF '"amount":12915000000,"currency":"VND","row":"Lạc Hòa và các hạng mục phụ","column":"Quý III/2023","period":"2023-Q3"'
}

@test "pdf: of two heads that nearly touch the one that goes on below does so" {
    lode extract -r vi --no-cache --with-text "$BATS_TEST_DIRNAME/data/plan.pdf" |
        python3 -c 'import json, sys; print(json.load(sys.stdin)["text"].strip())' >read
    diff read - <<'END'
Công trình	Vốn kế hoạch tỉnh giao	Đã giải ngân
Cầu Kế Sách	96.400	81.250
Kè Mỹ Tú	7.300	2.915
END
}

@test "pdf: words whose letters come from two fonts are words" {
    # Chromium printed it, in a font that has no letter with two marks.
    found "$BATS_TEST_DIRNAME/data/fallback-font.pdf" | sed 's/ {.*//; s/ null$//' >read
    diff read - <<'END'
date Ngày 7/11/2023
person Nguyễn Thị Hiền
organization Sở Tài chính tỉnh Đồng Tháp
money 18,4 tỷ đồng
location sông Tiền
money 26 tỷ đồng
date quý I năm 2024
END
}

@test "pdf: title and date are the document's" {
    run lode extract -r vi "$samples/vi/journal-columns.pdf"
    [[ "$output" == *'"date":"2022-04-01","title":"Bản tin hợp tác quốc tế vùng Tây Nguyên"'* ]]
}

@test "pdf: pages that are pictures are named, or read by Tesseract" {
    run found "$BATS_TEST_DIRNAME/data/scanned-letter.pdf"
    [[ "$output" == *'the PDF document has no text; its pages may be pictures; read them with --set pdf.ocr=on' ]]
    tesseract --list-langs 2>/dev/null | grep -q '^vie$' || skip 'Tesseract is not installed with its Vietnamese'
    found --set pdf.ocr=on --timeout 120 "$BATS_TEST_DIRNAME/data/scanned-letter.pdf" >read
    [ "$(grep -c . read)" -ge 11 ]
    grep -qx 'money 65.000 USD {"amount": 65000, "currency": "USD"}' read
    grep -q '^organization Tổ chức Bánh mì cho Thế giới ' read
    grep -q '^person Nguyễn Thị Phong Vũ ' read
}

@test "pdf: a document that is locked is named" {
    run found "$BATS_TEST_DIRNAME/data/locked.pdf"
    [[ "$output" == *'the PDF document is locked by a password'* ]]
}

@test "pdf: settings that are none, or have no such value, are mistakes" {
    run lode extract --set pdf.orc=on "$BATS_TEST_DIRNAME/data/scanned-letter.pdf"
    [ "$status" -eq 2 ]
    [[ "$output" == *"ocr"* ]]
    run lode extract --set pdf.ocr=maybe "$BATS_TEST_DIRNAME/data/scanned-letter.pdf"
    [ "$status" -eq 2 ]
}

@test "pdf: cut and broken documents are read or named, and cost no other" {
    python3 - <<'END'
import os, random
pdf = open(os.environ['LODE_SOURCE'] + '/samples/vi/journal-columns.pdf', 'rb').read()
for i in range(1, 200):
    open(f'cut{i:03}.pdf', 'wb').write(pdf[:len(pdf) * i // 200])
rng = random.Random(5)
for i in range(200):
    broken = bytearray(pdf)
    for _ in range(30):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    open(f'broken{i:03}.pdf', 'wb').write(broken)
END
    printf '20 kg' >whole.txt
    lode extract -r rules.yaml . >.out.jsonl 2>.messages || true
    [ "$(grep -c . .out.jsonl)" -eq 401 ]
    grep -q '"document":"./whole.txt".*20 kg' .out.jsonl
    run -1 grep -E '"code":"(crash|timeout|memory)"' .out.jsonl
}
