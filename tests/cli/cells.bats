#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Rules for the cells of tables: where they find units, and what they leave alone.
load help.bash

setup() {
    case ${LODE:-} in
    '' | /*) ;;
    *) LODE=$PWD/$LODE ;;
    esac
    export LC_ALL=C.UTF-8
    cd "$BATS_TEST_TMPDIR" || exit 1
    cat >rules.yaml <<'YAML'
lode: 1
numbers: {decimal_marks: ['.'], group_marks: [',']}
tables:
  measure: {kg: kilogram, g: gram, t: ton}
  times: {thousand: 1000}
rules:
  - id: t.day
    type: day
    match: '(?<value>Monday|Tuesday)'
    examples: ['on [Monday]']
  - id: t.weight
    type: weight
    match: '%{number:value}'
    set: {times: 1}
    cell:
      unit: '(?:^|[(:] ?)(?:%{times:times} )?%{measure:unit}(?=$|\))'
      except: '^Count'
      period: day
    examples:
      - text: "Flour (kg) | Monday\nOld | [1,200]\n"
        values: [{value: 1200, unit: kilogram, times: 1, row: Old, column: Monday, period: Monday}]
YAML
}

# cells TEXT|-f FILE: what is found, a line an entity: its text and attributes.
cells() {
    if [ "$1" != -f ]; then
        printf '%b' "$1" >a.txt
        set -- -f a.txt
    fi
    lode extract -r rules.yaml --set csv.document=file --type weight "$2" | python3 -c '
import json, sys
for line in sys.stdin:
    for e in json.loads(line)["entities"]:
        a = e["attributes"]
        print(e["text"], a["value"], a["unit"], a["times"], *(str(a.get(k, "-")) for k in ("row", "column", "period")), sep="|")'
}

expect() {
    [ "$output" = "$1" ] || { printf 'found:\n%s\nexpected:\n%s\n' "$output" "$1" >&2; false; }
}

@test "cells: the unit of the column goes before that of the table, and the lowest head before those above" {
    run cells 'Stock: thousand kg\nThing | Monday | Tuesday (g)\nSalt | 1,200 | 7\nOats | 2.5 | 80\n'
    expect '1,200|1200|kilogram|1000|Salt|Monday|Monday
7|7|gram|1|Salt|Tuesday (g)|Tuesday
2.5|2.5|kilogram|1000|Oats|Monday|Monday
80|80|gram|1|Oats|Tuesday (g)|Tuesday'
    run cells 'Thing | (kg) | (kg)\nof | (g) | 2020\nSalt | 1 | 2\nOats | 3 | 4\n'
    expect '1|1|gram|1|Salt|(kg) (g)|-
2|2|kilogram|1|Salt|(kg) 2020|2020
3|3|gram|1|Oats|(kg) (g)|-
4|4|kilogram|1|Oats|(kg) 2020|2020'
}

@test "cells: a row has its unit in its label or in a column of units" {
    run cells 'Thing\tUnit\t2020\nSalt\tkg\t5\nOats\tthousand g\t6\nJars\tpieces\t7\n'
    expect '5|5|kilogram|1|Salt|2020|2020
6|6|gram|1000|Oats|2020|2020'
    run cells 'Thing\t2020\nSalt (kg)\t5\nOats (g)\t6\n'
    expect '5|5|kilogram|1|Salt (kg)|2020|2020
6|6|gram|1|Oats (g)|2020|2020'
}

@test "cells: where units differ, or heads say otherwise, nothing is found" {
    run cells 'Thing | Monday (kg)\nSalt (g) | 5\n'
    expect ''
    run cells 'Thing | Monday (kg) (g)\nSalt | 5\n'
    expect ''
    run cells 'In: kg\nThing | Count of jars | Mass\nSalt | 5 | 6\nCount | 1 | 2\n'
    expect '6|6|kilogram|1|Salt|Mass|-'
    run cells 'Thing | Mass\nSalt | 5\n'
    expect ''
}

@test "cells: ordinals, years, numbers of columns, codes and what leads a row are no figures" {
    run cells 'In: kg\nNo | Thing | Since | Code | 2019 | 2020\nA | B | 1 | 2 | 3 | 4=3/2\n1 | Salt | 2001 | 010 | 8 | 9\n2 | Oats | 1999 | 020 | 10 | 11\nNo | Thing | Since | Code | 2019 | 2020\n3 | Rye | 1998 | 030 | 2 | 3\n'
    expect '8|8|kilogram|1|Salt|2019|2019
9|9|kilogram|1|Salt|2020|2020
10|10|kilogram|1|Oats|2019|2019
11|11|kilogram|1|Oats|2020|2020
2|2|kilogram|1|Rye|2019|2019
3|3|kilogram|1|Rye|2020|2020'
    run cells 'In: kg\nYear | Mass\n2019 | 2,020\n2020 | 2,019\n'
    expect '2,020|2020|kilogram|1|2019|Mass|2019
2,019|2019|kilogram|1|2020|Mass|2020'
}

@test "cells: columns of blanks are those below which a cell stands, whatever is empty" {
    run cells '\n                     Monday           Tuesday\n                   (kg)      (g)      (kg)      (g)\nSalt                 1.5       2                  4\nOats and rye                            10       20\nBarley            1,000                  3\n'
    expect '1.5|1.5|kilogram|1|Salt|Monday (kg)|Monday
2|2|gram|1|Salt|Monday (g)|Monday
4|4|gram|1|Salt|Tuesday (g)|Tuesday
10|10|kilogram|1|Oats and rye|Tuesday (kg)|Tuesday
20|20|gram|1|Oats and rye|Tuesday (g)|Tuesday
1,000|1000|kilogram|1|Barley|Monday (kg)|Monday
3|3|kilogram|1|Barley|Tuesday (kg)|Tuesday'
}

@test "cells: rows of another number of cells are left alone, and so are lines that are no table" {
    run cells 'In: kg\nThing\tMass\tOld\nSalt\t5\t6\nOats\t7\nRye\t8\t9\n'
    expect '5|5|kilogram|1|Salt|Mass|-
6|6|kilogram|1|Salt|Old|-
8|8|kilogram|1|Rye|Mass|-
9|9|kilogram|1|Rye|Old|-'
    run cells 'In: kg\nSalt 5 and 6\nOats 7 and 8\n'
    expect ''
}

@test "cells: a mark that may divide groups or decimals is what other figures show" {
    run cells 'Thing | kg\nSalt | 1.234\nOats | 2\n'
    expect '2|2|kilogram|1|Oats|kg|-'
    run cells 'Thing | kg\nSalt | 1.234\nOats | 2.5\n'
    expect '1.234|1.234|kilogram|1|Salt|kg|-
2.5|2.5|kilogram|1|Oats|kg|-'
    run cells 'Thing | kg\nSalt | 1.234\nOats | 1.234.567\n'
    expect '1.234|1234|kilogram|1|Salt|kg|-
1.234.567|1234567|kilogram|1|Oats|kg|-'
    run cells 'Thing | kg\nSalt | 1,234\nOats | 1.5\nRye | 2,25\n'
    expect '1.5|1.5|kilogram|1|Oats|kg|-'
}

@test "cells: tables of csv files and web pages have their heads and captions" {
    needs_reader html
    printf 'Thing,kg\nSalt,5\n"Oats, wild",6\n' >a.csv
    run cells -f a.csv
    expect '5|5|kilogram|1|Salt|kg|-
6|6|kilogram|1|Oats, wild|kg|-'
    printf '<p>Stock (kg)<table><tr><th rowspan=2>No<th rowspan=2>Thing<th colspan=2>Mass<th rowspan=2>Count<tr><th>Monday<th>Tuesday<tr><td>1<td>Salt<td>5<td>6<td>7</table>' >a.html
    run cells -f a.html
    expect '5|5|kilogram|1|Salt|Mass Monday|Monday
6|6|kilogram|1|Salt|Mass Tuesday|Tuesday'
}

@test "cells: the keys are checked" {
    cat >bad.yaml <<'YAML'
lode: 1
rules:
  - {id: t.a, type: a, match: '%{digits:n}', cell: {except: x}, examples: ['a | b']}
  - {id: t.b, type: a, match: '%{digits:n}', stage: 2, cell: {unit: '%{@day}', uint: x}, examples: ['a | b']}
YAML
    run lode test -r ./bad.yaml
    [ "$status" -eq 2 ]
    [[ $output == *"bad.yaml:3:52: 'cell' has no 'unit'; add unit: 'pattern'"* ]] || { echo "$output"; false; }
    [[ $output == *"a rule with 'cell' has no 'stage'; take it out"* ]]
    [[ $output == *"unknown key 'uint', did you mean 'unit'?"* ]]
    run lode list rules -r ./rules.yaml
    [ "$status" -eq 0 ]
}

@test "cells: very long, wide and ragged tables take time in proportion to their size" {
    python3 - <<'END'
with open('long.txt', 'w') as to:
    to.write('Thing | kg | g\n')
    for i in range(60000):
        to.write(f'Salt {i} | {i + 3000} | 5\n')
with open('wide.txt', 'w') as to:
    to.write('\t'.join(['kg'] * 2000) + '\n')
    for i in range(100):
        to.write('Salt\t' + '\t'.join(['7'] * 1999) + '\n')
with open('ragged.txt', 'w') as to:
    for i in range(20000):
        to.write('   '.join(['kg', '1', '|', '22', '-'][i % 5:] * (i % 7)) + '\n')
END
    [ "$(timeout 60 "$LODE" extract -r rules.yaml long.txt | grep -o '"type":"weight"' | wc -l)" -eq 120000 ]
    timeout 60 "$LODE" extract -r rules.yaml wide.txt >/dev/null
    timeout 60 "$LODE" extract -r rules.yaml ragged.txt >/dev/null
}

@test "cells: tables below each other, as in a sheet, have their own heads and units" {
    run cells 'In: kg\nThing | Old | New\nSalt | 5 | 6\nOats | n/a | n/a\nRye | 7 | -\nMore (g)\nThing | Mass | Count of jars\nMint | 8 | 9\n'
    expect '5|5|kilogram|1|Salt|Old|-
6|6|kilogram|1|Salt|New|-
7|7|kilogram|1|Rye|Old|-
8|8|gram|1|Mint|Mass|-'
}

@test "cells: a cell at the end of a row may be empty where bars say so; two letters are a label, Roman figures are none" {
    run cells 'In: kg\nNo | Who | Mass | Note\nI | An | 5 | x\nII | Bo | 6 |\n'
    expect '5|5|kilogram|1|An|Mass|-
6|6|kilogram|1|Bo|Mass|-'
}

@test "a rule for cells and a rule for facts are listed as what they are" {
    lode list rules -r "${LODE_SOURCE:-$BATS_TEST_DIRNAME/../..}/rules/vi" >rules.txt
    grep -q '^vi.money.cell .* cells$' rules.txt
    grep -q '^vi.fact.funding .* sentences$' rules.txt
}
