#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Tables as CSV and tab-separated values: a document a row, from the columns that are asked for.
load help.bash

# found FILE...: the part or id of each document, and the weights in it or why there are none.
found() {
    lode extract -r rules.yaml "$@" | python3 -c '
import json, sys
for line in sys.stdin:
    document = json.loads(line)
    error = document.get("error")
    print(document.get("part", "-"), document.get("id", "-"), "|", error["code"] + ": " + error["message"] if error else
          ", ".join(e["text"].replace("\n", "\\n") for e in document["entities"]))'
}

@test "tables: a row is a document, and no entity goes from cell to cell" {
    printf 'name,weight,note\r\nflour,20 kg,"fine, ""white"" 3 g"\r\n\r\nsalt,1,kg\r\n"6\n\nkg","x\r\n5 kg",\r\n' >a.csv
    run found a.csv
    [ "$output" = $'2 - | 20 kg, 3 g\n4 - | \n5 - | 5 kg' ]
}

@test "tables: a column is the text, others are id, title, date and language" {
    printf 'id;heading;day;tongue;body;rest\n7;Flour;2020-02-03;en;"20 kg";9 kg\n8;;;;;1 kg\n9;Salt;no day;;3 g;\n' >a.csv
    run --separate-stderr lode extract -r rules.yaml --set csv.text=body --set csv.id=id --set csv.title=heading --set csv.date=day --set csv.language=tongue a.csv
    [ "${lines[0]}" = '{"document":"a.csv","part":"2","id":"7","language":"en","date":"2020-02-03","title":"Flour","entities":[{"type":"weight","start":0,"end":5,"text":"20 kg","rule":"weight","attributes":{"value":20,"unit":"kilogram"}}]}' ]
    [ "${lines[1]}" = '{"document":"a.csv","part":"3","id":"8","entities":[]}' ]
    [[ "${lines[2]}" == '{"document":"a.csv","part":"4","id":"9","title":"Salt","error":{"code":"syntax","message":"'*"'no day' is not a date"* ]]
    [ "${#lines[@]}" -eq 3 ]
    run --separate-stderr lode extract -r rules.yaml --set csv.text=Body a.csv
    [[ "$output" == *"there is no column 'Body' in it; name one of its first row"* ]]
}

@test "tables: separators are found or given, files have heads or none" {
    printf '1 kg\t2 kg\n' >a.tsv
    printf 'sep=|\nx|y\n3 kg|"4 kg"\n' >b.csv
    printf '\xEF\xBB\xBFx;y,z\n5 kg;6 kg\n' >c.csv
    printf 'x\n7 kg' >d.csv
    run found --set csv.header=off a.tsv
    [ "$output" = '1 - | 1 kg, 2 kg' ]
    run found --set csv.header=off --set csv.text=2 a.tsv
    [ "$output" = '1 - | 2 kg' ]
    run found b.csv c.csv d.csv
    [ "$output" = $'3 - | 3 kg, 4 kg\n2 - | 5 kg, 6 kg\n2 - | 7 kg' ]
    run found --set csv.separator=comma --set csv.text=z c.csv
    [ "$output" = '2 - | ' ]
}

@test "tables: the whole file as one document" {
    printf 'weight,of\n1 kg,flour\n2 kg,salt\n' >a.csv
    run found --set csv.document=file a.csv
    [ "$output" = '- - | 1 kg, 2 kg' ]
}

@test "tables: encodings are found as in plain text" {
    printf 'x\tcaf\xE9 1 kg\n' | cat - <(printf 'y\t2 kg\n') >a.tsv
    run found --encoding windows-1252 --set csv.header=off a.tsv
    [ "$output" = $'1 - | 1 kg\n2 - | 2 kg' ]
    printf 'x,y\n1 kg,2 kg\n' | iconv -t utf-16 >b.csv
    run found b.csv
    [ "$output" = '2 - | 1 kg, 2 kg' ]
}

@test "tables: broken ones are named, and cost no row before" {
    printf 'x\n1 kg\n"2 kg\n3 kg\n' >a.csv
    run --separate-stderr found a.csv
    [ "$output" = $'2 - | 1 kg\n- - | syntax: row 3 has a quote that is not closed; close it, or double a quote that is part of a cell' ]
    printf 'x,y\n' >b.csv
    : >c.csv
    run --separate-stderr found b.csv c.csv
    [ "$output" = $'- - | syntax: there is no row in it\n- - | syntax: there is no row in it' ]
    python3 -c 'print(",".join("x" * 20000)); print("1 kg")' >d.csv
    run --separate-stderr found d.csv
    [[ "$output" == '- - | limit: row 1 has more than 16384 cells'* ]]
    python3 - <<'END'
import random
rng = random.Random(7)
for i in range(200):
    open(f'r{i:03}.csv', 'wb').write(bytes(rng.choice(b'",;\n\r\t ak1\xe9') for _ in range(rng.randrange(400))))
END
    lode extract -r rules.yaml r*.csv >.found || true
    run -1 grep -E '"code":"(crash|timeout|memory)"' .found
    [ "$(python3 -c 'import json; print(len({json.loads(l)["document"] for l in open(".found")}))')" -eq 200 ]
}
