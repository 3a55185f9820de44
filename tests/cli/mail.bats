#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Mail: messages and mailboxes, with what came with them.
load help.bash

reader=mail

# Each document on a line: part, date, title, then what is found in it.
found() {
    lode extract -r rules.yaml "$@" 2>.messages | python3 -c '
import json, sys
for line in sys.stdin:
    d = json.loads(line)
    if "error" in d:
        print(d.get("part", "-"), "error:", d["error"]["message"])
    else:
        print(d.get("part", "-"), d.get("date", "-"), d.get("title", "-"), [" ".join(e["text"].split()) for e in d["entities"]])'
}

expect() {
    [ "$output" = "$(printf '%b' "$1")" ] || {
        printf 'found: %s\n' "$output" >&2
        return 1
    }
}

head='From: A <a@b.example>\nDate: Mon, 3 Feb 2020 10:00:00 +0100\n'

@test "mail: headers are title and date; the text is decoded" {
    printf "${head}Subject: =?iso-8859-1?Q?caf=E9?= =?utf-8?b?IOKA?=\n =?utf-8?b?kyBiYXI=?= and more\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nA sack of 2=\n0=20kg.\n" >a.eml
    run found a.eml
    expect "- 2020-02-03 café – bar and more ['20 kg']"
    printf "${head}Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: 8bit\n\ncaf\xE9: 5 kg.\n" >a.eml
    run found a.eml
    expect "- 2020-02-03 - ['5 kg']"
    printf "${head}Content-Type: text/plain; charset=no-such-set\n\n6 kg.\n" >a.eml
    run found a.eml
    expect "- 2020-02-03 - ['6 kg']"
}

@test "mail: text goes before a page where both are, unless it is empty" {
    form() {
        printf "${head}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\n$1\n--x\nContent-Type: text/html\n\n<p>2 <b>kg</b></p>\n--x--\n" >a.eml
    }
    form '1 kg'
    run found a.eml
    expect "- 2020-02-03 - ['1 kg']"
    form ' '
    run found a.eml
    expect "- 2020-02-03 - ['2 kg']"
}

@test "mail: a page's title and date do not go before the message's" {
    printf "${head}Subject: mine\nContent-Type: text/html\n\n<html><head><title>page</title><meta name=date content=1999-01-01></head><p>3 kg" >a.eml
    run found a.eml
    expect "- 2020-02-03 mine ['3 kg']"
}

@test "mail: what came with a message is read by the reader that fits, and has its date" {
    printf "${head}Subject: files\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n1 kg\n--x\nContent-Type: application/octet-stream; name*=utf-8''n%%C3%%A9.txt\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nMiBrZw==\n--x\nContent-Type: image/png\n\nnothing\n--x\nContent-Type: message/rfc822\n\nFrom: b@b.example\nDate: Tue, 4 Feb 2020 10:00:00 +0100\nSubject: inner\n\n3 kg\n--x--\n" >a.eml
    run found a.eml
    expect "- 2020-02-03 files ['1 kg']\nné.txt 2020-02-03 - ['2 kg']\npart-3.eml 2020-02-04 inner ['3 kg']"
    grep -q '1 file that no reader takes passed over in other files: a.eml/part-2.png' .messages
}

@test "mail: lines that flow are joined, a signature's mark stays" {
    cat >flow.yaml <<'END'
lode: 1
rules:
  - {id: sack, type: sack, match: 'sack[ ]of[ ]\d+', examples: ['[sack of 5]']}
END
    printf "${head}Content-Type: text/plain; format=flowed\n\na sack \nof 20\n-- \nsack\nof 30\n" >a.eml
    lode extract -r flow.yaml --lines keep a.eml >.found
    [ "$(grep -c '"text":"sack of 20"' .found)" -eq 1 ]
    run -1 grep -q 'of 30' .found
}

@test "mail: each message of a mailbox is a document of its own" {
    printf "From a@b.example Mon Feb  3 10:00:00 2020\n${head}Subject: one\n\n1 kg\n\nFrom a@b.example Mon Feb  3 10:00:00 2020\n${head}Subject: two\n\n2 kg\n" >box
    run found box
    expect "1 2020-02-03 one ['1 kg']\n2 2020-02-03 two ['2 kg']"
}

@test "mail: a text that only looks like mail is one" {
    printf 'Subject: sacks\nTo: whom it may concern\n\n4 kg\n' >note.txt
    run found note.txt
    expect "- - - ['4 kg']"
}

@test "mail: cut, broken and nested messages are read or named, and cost no other" {
    python3 - <<'END'
import os, random
box = open(os.environ['LODE_SOURCE'] + '/samples/vi/letters.mbox', 'rb').read()
for i in range(200):
    open(f'cut{i:03}.mbox', 'wb').write(box[:len(box) * i // 200])
rng = random.Random(3)
for i in range(200):
    broken = bytearray(box)
    for _ in range(20):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    open(f'broken{i:03}.mbox', 'wb').write(broken)
inner = b'From: a@b\nDate: x\n\n5 kg\n'
for i in range(30):
    inner = b'From: a@b\nDate: x\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\nContent-Type: message/rfc822\n\n%s\n--b%d--\n' % (i, i, inner, i)
open('nested.eml', 'wb').write(inner)
many = b'From: a@b\nDate: x\nContent-Type: multipart/mixed; boundary=b\n\n' + b'--b\nContent-Disposition: attachment; filename=a.txt\n\n6 kg\n' * 10000
open('parts.eml', 'wb').write(many)
open('deep.eml', 'wb').write(b'From: a@b\nDate: x\n' + b''.join(
    b'Content-Type: multipart/mixed; boundary=c%d\n\n--c%d\n' % (i, i) for i in range(20000)) + b'\n7 kg\n')
END
    printf '8 kg' >whole.txt
    lode extract -r rules.yaml . >.out.jsonl 2>.messages || true
    [ "$(grep -c '"document":"./parts.eml"' .out.jsonl)" -eq 10001 ]
    grep -q '"document":"./whole.txt".*8 kg' .out.jsonl
    [ "$(grep -o '^{"document":"[^"]*"' .out.jsonl | sort -u | wc -l)" -eq 405 ]
    grep -q 'nested.eml.*more than 8 deep' .out.jsonl
    [ "$(grep -v deep.eml .out.jsonl | grep -cE '"code":"(crash|timeout|memory)"')" -eq 0 ]
}
