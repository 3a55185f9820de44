#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# SQLite databases, as the program sqlite3 opens them.
load help.bash

reader=sqlite # a writer, rather

# Passes over the test where there is nothing to open a database with.
needs_sqlite() {
    command -v sqlite3 >/dev/null || skip 'there is no sqlite3'
}

@test "sqlite: tables, a view a type, sentences, what made them; the same bytes each time" {
    needs_sqlite
    printf 'A sack of 20 kg. Salt: 0.5 g, "%s kg".\n' 12345678901234567890 >b.txt
    printf '\xff\xfe\x00' >broken.txt
    run -1 lode extract -r rules.yaml --with-text -o found.sqlite a.txt b.txt broken.txt
    [ "$(sqlite3 found.sqlite 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]
    [ "$(sqlite3 found.sqlite 'SELECT document, text, value, typeof(value), unit, sentence FROM weight ORDER BY id')" = 'a.txt|20 kg|20|text|kilogram|Flour: 20 kg, salt: 3 g.
a.txt|3 g|3|text|gram|Flour: 20 kg, salt: 3 g.
b.txt|20 kg|20|text|kilogram|A sack of 20 kg.
b.txt|0.5 g|0.5|text|gram|Salt: 0.5 g, "12345678901234567890 kg".
b.txt|12345678901234567890 kg|12345678901234567890|text|kilogram|Salt: 0.5 g, "12345678901234567890 kg".' ]
    [ "$(sqlite3 found.sqlite "SELECT typeof(value), count(*) FROM attributes WHERE number GROUP BY 1")" = 'integer|3
text|2' ]
    [ "$(sqlite3 found.sqlite 'SELECT count(*) FROM documents WHERE error IS NOT NULL')" = 1 ]
    [ "$(sqlite3 found.sqlite "SELECT value FROM run WHERE name LIKE 'pack %'" | grep -cE '^[0-9a-f]{16}$')" = 1 ]
    lode convert found.sqlite.jsonl -o once.sqlite
    lode convert found.sqlite.jsonl -o twice.sqlite
    cmp once.sqlite twice.sqlite
    [ "$(sqlite3 once.sqlite "SELECT name, value IS NULL FROM run WHERE name LIKE 'pack%'")" = 'pack|1' ]
    [ "$(sqlite3 once.sqlite .dump | grep -v 'INTO run')" = "$(sqlite3 found.sqlite .dump | grep -v 'INTO run')" ]
    run -2 lode convert --to sqlite found.sqlite.jsonl
    [[ $output == *'name it with -o'* ]]
}

@test "sqlite: sums are those of the JSON Lines, to the last digit" {
    needs_sqlite
    lode extract -r vi "$LODE_SOURCE/samples/vi" >found.jsonl 2>messages
    lode convert found.jsonl -o found.sqlite
    python3 - >sums <<'END'
import json, decimal
sums = {}
for line in open("found.jsonl"):
    for entity in json.loads(line, parse_float=decimal.Decimal).get("entities", []):
        attributes = entity.get("attributes", {})
        if entity["type"] == "money" and isinstance(attributes.get("amount"), int):
            sums[attributes["currency"]] = sums.get(attributes["currency"], 0) + attributes["amount"]
for currency in sorted(sums):
    print(f"{currency}|{sums[currency]}")
END
    sqlite3 found.sqlite "SELECT currency, sum(amount) FROM money WHERE typeof(amount + 0) = 'integer' AND amount IS NOT NULL
        GROUP BY currency ORDER BY currency" | diff - sums
    [ "$(sqlite3 found.sqlite 'SELECT count(*) FROM funding WHERE amount_amount IS NOT NULL')" -gt 0 ]
}

@test "sqlite: names of types and attributes are only names" {
    needs_sqlite
    cat >odd.jsonl <<'END'
{"document":"d","entities":[{"type":"documents","start":0,"end":1,"text":"a","rule":"r","attributes":{"text":"x","q\"'; DROP":1}},{"type":"sqlite_x\"y","start":1,"end":2,"text":"b","rule":"r"}],"facts":[{"type":"documents","rule":"f","start":0,"end":2,"sentence":{"start":0,"end":2},"parts":{"p":[{"start":0,"end":1,"text":"a","entity":0},{"start":1,"end":2,"text":"b","entity":1}],"n":{"value":7}}}]}
END
    lode convert odd.jsonl -o odd.sqlite
    [ "$(sqlite3 odd.sqlite "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")" = 'type_documents
type_sqlite_x"y
type_type_documents' ]
    [ "$(sqlite3 odd.sqlite 'SELECT documents_text, "q""'"'"'; DROP" FROM type_documents')" = 'x|1' ]
    [ "$(sqlite3 odd.sqlite 'SELECT p, n, typeof(n), p_text FROM type_type_documents')" = 'a; b|7|integer|x' ]
}
