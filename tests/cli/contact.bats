#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The contact extractor: normal forms, what it refuses, and the Vietnamese pack's contacts.
load help.bash

# What is found in a text, one a line: text = kind value.
contacts() {
    local pack=$1
    shift
    printf '%s' "$*" >text.txt
    lode extract -r "$pack" text.txt | python3 -c '
import json, sys
for line in sys.stdin:
    for e in json.loads(line)["entities"]:
        if e["type"] == "contact":
            print(e["text"], "=", e["attributes"]["kind"], e["attributes"]["value"])'
}

expect() {
    local pack=$1 text=$2
    shift 2
    run contacts "$pack" "$text"
    [ "$status" -eq 0 ]
    [ "$output" = "$(printf '%s\n' "$@")" ] || {
        printf 'text: %s\n%s\n' "$text" "$output" >&2
        return 1
    }
}

# A pack whose country has the calling code 49; with no settings when $1 is empty.
pack() {
    printf '%s\n' 'lode: 1' ${1:+"settings: {contact: {calling_code: '49', trunk_prefix: '0'}}"} 'rules:' \
        '  - {id: p, type: contact, extractor: contact, set: {kind: phone}, match: "tel (?<span>(?<value>[0-9+() -]+[0-9]))", examples: ["tel [0123]"]}' \
        '  - {id: m, type: contact, extractor: contact, set: {kind: email}, match: "(?<value>\\w+@[\\w.]+)", examples: ["[a@b.c]"]}' \
        '  - {id: u, type: contact, extractor: contact, set: {kind: url}, match: "(?<value>\\w+://\\S+)", examples: ["[x://y]"]}' >"$2"
}

@test "contact: phone numbers become E.164" {
    pack yes p.yaml
    expect p.yaml 'tel 030 123-456' '030 123-456 = phone +4930123456'
    expect p.yaml 'tel +84 (0)24 3825 4321' '+84 (0)24 3825 4321 = phone +842438254321'
    expect p.yaml 'tel 0084 24 38254321' '0084 24 38254321 = phone +842438254321'
    expect p.yaml 'tel 115' '115 = phone 115'
}

@test "contact: without the country's code numbers stay as dialled, and too long ones are none" {
    pack '' p.yaml
    expect p.yaml 'tel 030 123' '030 123 = phone 030123'
    expect p.yaml 'tel 1234567890123456' ''
    expect p.yaml 'tel 12' ''
}

@test "contact: only the parts without case are lowered" {
    pack yes p.yaml
    expect p.yaml 'Ab@EXAMPLE.Org HTTP://Example.ORG/Path?Q' 'Ab@EXAMPLE.Org = email Ab@example.org' \
        'HTTP://Example.ORG/Path?Q = url http://example.org/Path?Q'
}

@test "contact: a rule of another kind, or without a value, is refused" {
    printf '%s\n' 'lode: 1' 'rules:' '  - {id: r, type: contact, extractor: contact, set: {kind: fax}, match: "(?<value>1)", examples: ["[1]"]}' >bad.yaml
    run lode extract -r bad.yaml a.txt
    [ "$status" -eq 2 ]
    [[ $output == *"'kind' cannot be 'fax'"* ]]
    printf '%s\n' 'lode: 1' 'rules:' '  - {id: r, type: contact, extractor: contact, set: {kind: url}, match: "1", examples: ["[1]"]}' >bad.yaml
    run lode extract -r bad.yaml a.txt
    [ "$status" -eq 2 ]
    [[ $output == *"needs the fields 'kind' and 'value'"* ]]
}

@test "contact in Vietnamese" {
    expect vi 'Gọi 0903.111.222 hoặc (024) 3826 5432, thư: Toa.Soan@Bao.VN, xem www.bao.vn.' '0903.111.222 = phone +84903111222' \
        '(024) 3826 5432 = phone +842438265432' 'Toa.Soan@Bao.VN = email Toa.Soan@bao.vn' 'www.bao.vn = url www.bao.vn'
    expect vi 'vốn 903.111.222 đồng, Điều 12, số 01/2020' ''
}

@test "contacts in English: numbers by their forms, by what they are called, and what is none" {
    expect en 'Ring (212) 555-0187 or 1-212-555-0188 ext. 21.' '(212) 555-0187 = phone 2125550187' '1-212-555-0188 ext. 21 = phone 12125550188'
    expect en 'Our fax number is 0201/ 34 56 78' '0201/ 34 56 78 = phone 0201345678'
    expect en 'Mobile: (+47) 912 34 567' '(+47) 912 34 567 = phone +4791234567'
    expect en 'card 5500 0000 0000 004, account number 87654321, 911-67-0060, 16-04-2010' ''
    expect en 'the phone network of 2019-2020 cost 12345678' ''
}

@test "contacts in English: hosts under all top-level domains, and words that are none" {
    expect en 'see karst.museum, ox.ly and news.hue.com.sa/a/' 'karst.museum = url karst.museum' 'ox.ly = url ox.ly' \
        'news.hue.com.sa/a/ = url news.hue.com.sa/a/'
    expect en 'it ended.in all, e.g.the run.sh and read.me, http://nowhere and a..b@karst.org' ''
    expect en 'www.karst.in and karst.in/map' 'www.karst.in = url www.karst.in' 'karst.in/map = url karst.in/map'
}
