#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The organization extractor: kinds, short names and their other mentions with a small pack, and names in Vietnamese.
load help.bash

words="$BATS_TEST_DIRNAME/../fixtures/organization-words.yaml"

# What is found in a text, one a line: start text = kind [name].
bodies() {
    local pack=$1
    shift
    printf '%s' "$*" >text.txt
    lode extract -r "$pack" text.txt | python3 -c '
import json, sys
for line in sys.stdin:
    for e in json.loads(line)["entities"]:
        if e["type"] == "organization":
            a = e["attributes"]
            print(e["start"], e["text"], "=", *[str(a[k]) for k in ("kind", "name") if k in a])'
}

# expect PACK TEXT LINE...
expect() {
    local pack=$1 text=$2
    shift 2
    run bodies "$pack" "$text"
    [ "$status" -eq 0 ]
    [ "$output" = "$(printf '%s\n' "$@")" ] || {
        printf 'text: %s\n%s\n' "$text" "$output" >&2
        return 1
    }
}

@test "organization: the examples of the tests' own pack hold" {
    run lode test -r "$words"
    [ "$status" -eq 0 ]
    [[ ${lines[-1]} == *' 0 failed' ]]
}

@test "organization: a short name is found before and behind its introduction, as a word of its own" {
    expect "$words" 'BF lends. The Bank of Foo (BF) and ABF, BFs, BF2; BF.' '0 BF = bank Bank of Foo' '14 Bank of Foo = bank' \
        '27 BF = bank Bank of Foo' '50 BF = bank Bank of Foo'
}

@test "organization: a short name introduced twice belongs to the first" {
    expect "$words" 'Bank of Foo (BF), School of Bar (BF): BF' '0 Bank of Foo = bank' '13 BF = bank Bank of Foo' \
        '18 School of Bar = school' '33 BF = school School of Bar' '38 BF = bank Bank of Foo'
}

@test "organization: what one document introduces is unknown in the next" {
    printf '%s\n' '{"id":"1","text":"Bank of Foo (BF)"}' '{"id":"2","text":"BF lends"}' >two.jsonl
    run lode extract -r "$words" two.jsonl
    [ "$status" -eq 0 ]
    [[ ${lines[0]} == *'"text":"BF"'* ]]
    [[ ${lines[1]} == *'"entities":[]'* ]]
}

@test "organization: a rule with another field is refused" {
    printf '%s\n' 'lode: 1' 'rules:' '  - {id: r, type: organization, extractor: organization, match: "(?<knd>A)", examples: ["[A]"]}' >bad.yaml
    run lode extract -r bad.yaml a.txt
    [ "$status" -eq 2 ]
    [[ $output == *"no field 'knd'"* ]]
}

@test "organization in Vietnamese: titles outside, places inside, short forms" {
    expect vi 'Bí thư Tỉnh ủy Nghệ An làm việc với Sở Công Thương, UBND huyện Con Cuông' '9 Tỉnh ủy Nghệ An = party' \
        '49 Sở Công Thương = government' '70 UBND huyện Con Cuông = government'
    expect vi 'Bộ Chính trị và Chính phủ giao HĐND' '0 Bộ Chính trị = party' '22 Chính phủ = government' '40 HĐND = government'
}

@test "organization in Vietnamese: names end where the sentence goes on" {
    expect vi 'Chủ tịch UBND tỉnh Trần Văn Lâm phát biểu' '13 UBND tỉnh = government'
    expect vi 'Sở Xây dựng đã kiểm tra' '0 Sở Xây dựng = government'
    expect vi 'Công ty TNHH Thương mại và Dịch vụ Hoàng Long tài trợ quà' '0 Công ty TNHH Thương mại và Dịch vụ Hoàng Long = company'
}

@test "organization in Vietnamese: kinds" {
    expect vi 'Trường Tiểu học Kim Liên, Bệnh viện Phụ sản Hải Phòng, báo Lao Động, CLB Sông Đà, TAND TP Vinh' \
        '0 Trường Tiểu học Kim Liên = school' '34 Bệnh viện Phụ sản Hải Phòng = hospital' '74 báo Lao Động = media' \
        '92 CLB Sông Đà = sport' '108 TAND TP Vinh = court'
}

@test "organization in Vietnamese: an abbreviation in parentheses counts in the whole document" {
    expect vi 'Quỹ Phát triển Rừng Việt (QPTR) trao quà. QPTR cảm ơn.' '0 Quỹ Phát triển Rừng Việt = fund' \
        '35 QPTR = fund Quỹ Phát triển Rừng Việt' '52 QPTR = fund Quỹ Phát triển Rừng Việt'
}

@test "organization in Vietnamese: bodies without a name" {
    expect vi 'các sở, ngành, doanh nghiệp và các ngân hàng Nhật Bản của tỉnh' ''
}
