#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Tables for spreadsheets: a type with its columns, a folder with a file a type, some types alone.
load help.bash

# A pack with entities, facts that point to some of them, and texts that a spreadsheet would run.
pack() {
    cat >pack.yaml <<'END'
lode: 1
rules:
  - id: cost
    type: cost
    match: '(?<span>%{digits:amount} (?<currency>USD|VND))'
    examples: [{text: 'for [3 USD]', values: [{amount: 3, currency: USD}]}]
  - id: maker
    type: maker
    match: '(?:Alpha|Beta)'
    examples: ['by [Alpha]']
  - id: sum
    type: sum
    match: '=[A-Z]+[(][^)]*[)]'
    examples: ['[=SUM(A1)]']
  - id: order
    fact: order
    match: '%{@cost:price}'
    parts:
      by: {is: '%{@maker}', behind: price, over: ' from ', list: ' and '}
    needs: [by]
    examples: [{text: '3 USD from Alpha', facts: [{price: 3 USD, by: [Alpha]}]}]
END
}

# rows FILE SEPARATOR: a line a row as Python's csv reads it, cells with their columns, empty ones left out.
rows() {
    python3 - "$1" "$2" <<'END'
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file, delimiter=sys.argv[2]):
        print("|".join(f"{name}={value}" for name, value in row.items() if value))
END
}

@test "csv and tsv with one type: a row an entity or fact, a column an attribute or part" {
    pack
    printf 'It took 25 USD from Alpha. "Beta", 0.5 VND.\n' >a.txt
    lode extract -r pack.yaml --with-text -o found.jsonl a.txt
    lode convert found.jsonl --type cost -o cost.csv
    [ "$(rows cost.csv ,)" = 'document=a.txt|start=8|end=14|text=25 USD|amount=25|currency=USD|rule=cost|sentence=It took 25 USD from Alpha.
document=a.txt|start=35|end=42|text=0.5 VND|amount=0.5|currency=VND|rule=cost|sentence="Beta", 0.5 VND.' ]
    lode convert found.jsonl --type order --to tsv >order.tsv
    [ "$(rows order.tsv $'\t')" = 'document=a.txt|start=8|end=25|price=25 USD|price.amount=25|price.currency=USD|by=Alpha|rule=order|sentence=It took 25 USD from Alpha.' ]
    lode convert --type cost --to csv <found.jsonl | cmp - cost.csv
}

@test "a folder has a file a type, and one of documents with their errors" {
    pack
    printf 'It took 25 USD from Alpha.\n' >a.txt
    printf '\xff\xfe\x00' >broken.txt
    run -1 lode extract -r pack.yaml -o out/ a.txt broken.txt
    [ "$(ls out)" = "$(printf '%s\n' cost.csv documents.csv maker.csv order.csv)" ]
    [ ! -e out.part ]
    rows out/documents.csv , >rows
    [ "$(sed -n 1p rows)" = 'document=a.txt|entities=2|facts=1' ]
    [[ "$(sed -n 2p rows)" == 'document=broken.txt|entities=0|facts=0|error='*': '* ]]
    lode convert out.jsonl --type cost --to csv >cost.csv
    [[ "$(rows cost.csv , | sed -n 2p)" == 'document=broken.txt|error='*': '* ]]
    lode convert out.jsonl --to tsv -o tabs/
    [ "$(rows tabs/maker.tsv $'\t')" = 'document=a.txt|start=20|end=25|text=Alpha|rule=maker' ]
    run -2 lode convert out.jsonl -o out/
    [[ $output == *'the folder is there already'* ]]
    run -2 lode convert out.jsonl --to jsonl -o other/
    [[ $output == *'cannot be written as a folder'* ]]
    [ ! -e other.part ]
}

@test "what a spreadsheet would run is text; a byte order mark where it is asked for" {
    pack
    printf '=SUM(A1) and =HYPERLINK(";"",x)\n' >a.txt
    lode extract -r pack.yaml -f csv --bom a.txt >list.csv
    [ "$(head -c 3 list.csv | od -An -tx1 | tr -d ' ')" = efbbbf ]
    [ "$(rows list.csv , | sed 's/.*text=\([^|]*\).*/\1/')" = "'=SUM(A1)
'=HYPERLINK(\";\"\",x)" ]
    lode extract -r pack.yaml -o sum.csv --type sum --bom a.txt
    [ "$(rows sum.csv , | sed 's/.*text=\([^|]*\).*/\1/' | head -n 1)" = "'=SUM(A1)" ]
    [ "$(head -c 3 sum.csv | od -An -tx1 | tr -d ' ')" = efbbbf ]
    lode extract -r pack.yaml -f csv --set csv.formulas=keep a.txt >kept.csv
    [ "$(rows kept.csv , | sed 's/.*text=\([^|]*\).*/\1/' | head -n 1)" = '=SUM(A1)' ]
}

@test "--type leaves what facts of the type point to, and facts point right" {
    pack
    printf 'Beta. It took 25 USD from Alpha. 3 VND.\n' >a.txt
    lode extract -r pack.yaml a.txt >all.jsonl
    lode extract -r pack.yaml --type order a.txt >some.jsonl
    lode convert --type order --to jsonl all.jsonl | cmp - some.jsonl
    python3 - <<'END'
import json
found = json.load(open("some.jsonl"))
assert [entity["text"] for entity in found["entities"]] == ["25 USD", "Alpha"], found
parts = found["facts"][0]["parts"]
assert (parts["price"]["entity"], parts["by"][0]["entity"] if isinstance(parts["by"], list) else parts["by"]["entity"]) == (0, 1)
END
    lode extract -r pack.yaml --type cost,maker a.txt | grep -o '"text":"[^"]*"' >texts
    [ "$(tr '\n' ' ' <texts)" = '"text":"Beta" "text":"25 USD" "text":"Alpha" "text":"3 VND" ' ]
    run -2 lode extract -r pack.yaml --type ordre a.txt
    [[ $output == *"no rule that is loaded makes the type 'ordre'; did you mean 'order'?"* ]]
    run -0 lode convert --type ordre --to jsonl all.jsonl
    [[ $output == *"nothing of the type 'ordre' was found"* ]]
}

@test "extract -o with an ending: JSON Lines are kept beside it, and gone on with" {
    pack
    printf 'It took 25 USD from Alpha.\n' >a.txt
    lode extract -r pack.yaml -o list.csv a.txt
    [ "$(rows list.csv , | wc -l)" -eq 2 ]
    [ ! -e list.csv.jsonl ]
    lode extract -r pack.yaml -o cost.csv --type cost a.txt
    [ "$(rows cost.csv ,)" = 'document=a.txt|start=8|end=14|text=25 USD|amount=25|currency=USD|rule=cost' ]
    lode extract -r pack.yaml --type cost a.txt | cmp - cost.csv.jsonl
    mv cost.csv before.csv
    lode extract -r pack.yaml -o cost.csv --type cost --resume a.txt
    cmp cost.csv before.csv
    run -0 lode extract -r pack.yaml -o cost.csv --type cost --resume a.txt
    [[ $output == *'it is finished'* ]]
    run -2 lode extract -r pack.yaml -o cost.csv --type cost a.txt
    [[ $output == *--overwrite* ]]
    lode extract -r pack.yaml -o cost.csv --type cost --overwrite a.txt
    cmp cost.csv before.csv
    lode extract -r pack.yaml -f csv --type cost a.txt | cmp - cost.csv
}

@test "explain --type: those types alone, and the entities of facts that were found" {
    pack
    printf 'It took 25 USD from Alpha. Also 7 VND, and Beta.\n' >a.txt
    lode explain -r pack.yaml a.txt >all
    run -0 lode explain -r pack.yaml --type cost a.txt
    [ "$(grep -c ' cost cost ' <<<"$output")" -eq 2 ]
    [ "$output" = "$(grep -E '^a.txt|^$| cost cost ' all)" ]
    run -0 lode explain -r pack.yaml --type order a.txt
    [[ $output == *'won       cost cost  "25 USD"'* ]]
    [[ $output == *'fact      order '* ]]
    [[ $output == *'declined  order '* ]]
    [[ $output != *'cost cost  "7 VND"'* ]]
    run -2 lode explain -r pack.yaml --type ordre a.txt
    [[ $output == *"did you mean 'order'?"* ]]
}
