#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Workbooks, as openpyxl opens them.
load help.bash

reader=xlsx # a writer, rather

# Finds a Python that opens workbooks; passes over the test where there is none.
needs_openpyxl() {
    for PYTHON in python3 /usr/bin/python3; do
        if "$PYTHON" -c 'import openpyxl' 2>/dev/null; then
            return
        fi
    done
    skip 'there is no openpyxl'
}

@test "xlsx: a sheet a type, numbers, days, filters, frozen heads, links to sentences; the same bytes each time" {
    needs_openpyxl
    cat >day.yaml <<'END'
lode: 1
rules:
  - id: day
    type: day
    match: '(?<value>\d{4}-\d\d-\d\d)'
    examples: ['on [2020-01-02]']
END
    printf 'Flour: 20 kg, salt: 0.5 g. On 2020-02-03 =1+1.\n' >b.txt
    printf '12345678901234567890 kg\n' >c.txt
    lode extract -r rules.yaml -r day.yaml --with-text -o found.xlsx b.txt c.txt
    "$PYTHON" - <<'END'
import datetime
import openpyxl
book = openpyxl.load_workbook("found.xlsx")
assert book.sheetnames == ["documents", "weight", "day", "sentences"], book.sheetnames
weight = book["weight"]
heads = [cell.value for cell in weight[1]]
rows = [dict(zip(heads, (cell.value for cell in row))) for row in weight.iter_rows(min_row=2)]
assert [row["value"] for row in rows] == [20, 0.5, "12345678901234567890"], rows
assert [row["text"] for row in rows] == ["20 kg", "0.5 g", "12345678901234567890 kg"], rows
assert weight.freeze_panes == "A2" and weight.auto_filter.ref.startswith("A1:"), weight.auto_filter.ref
day = book["day"]
value = day.cell(2, [cell.value for cell in day[1]].index("value") + 1)
assert value.value == datetime.datetime(2020, 2, 3) and value.is_date, value.value
target = rows[0]["sentence"].split('"')[1].removeprefix("#sentences!")
assert book["sentences"][target].value == "Flour: 20 kg, salt: 0.5 g.", (target, rows[0]["sentence"])
shown = openpyxl.load_workbook("found.xlsx", data_only=True)["day"]
assert shown.cell(2, [cell.value for cell in shown[1]].index("sentence") + 1).value == "On 2020-02-03 =1+1."
END
    lode convert found.xlsx.jsonl -o again.xlsx
    cmp found.xlsx again.xlsx
    sleep 2 # what is in a zip file has its time in two seconds
    lode convert found.xlsx.jsonl -o later.xlsx
    cmp found.xlsx later.xlsx
}
