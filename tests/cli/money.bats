#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The money extractor: from fields to values with a small pack, what it refuses, and the Vietnamese pack's amounts.
load help.bash

words="$BATS_TEST_DIRNAME/../fixtures/money-words.yaml"

# What is found in a text, one a line: text = amount or min..max, currency, mod, per.
amounts() {
    local pack=$1
    shift
    printf '%s' "$*" >text.txt
    lode extract -r "$pack" text.txt | python3 -c '
import json, sys
from decimal import Decimal
for line in sys.stdin:
    for e in json.loads(line, parse_float=Decimal)["entities"]:
        if e["type"] != "money":
            continue
        a = e["attributes"]
        amount = a["amount"] if "amount" in a else "%s..%s" % (a["amount_min"], a["amount_max"])
        print(e["text"].replace("\n", " "), "=", amount, *[str(a[k]) for k in ("currency", "mod", "per") if k in a])'
}

# expect PACK TEXT LINE...
expect() {
    local pack=$1 text=$2
    shift 2
    run amounts "$pack" "$text"
    [ "$status" -eq 0 ]
    [ "$output" = "$(printf '%s\n' "$@")" ] || {
        printf 'text: %s\n%s\n' "$text" "$output" >&2
        return 1
    }
}

# refuse MESSAGE ADVICE LINES-OF-A-RULE...
refuse() {
    local message=$1 advice=$2
    shift 2
    printf '%s\n' 'lode: 1' 'tables: {unit: {dollars: USD}, bad: {dollars: usd}, word: {about: perhaps}}' 'rules:' \
        '  - id: r' '    type: money' '    extractor: money' '    examples: ["[1 dollars]"]' "$@" >bad.yaml
    run lode extract -r bad.yaml a.txt
    [ "$status" -eq 2 ]
    [[ $output == *"$message"* ]] || {
        printf '%s\n' "$output" >&2
        return 1
    }
    [[ $output == *"$advice"* ]]
}

@test "money: the examples of the tests' own pack hold" {
    run lode test -r "$words"
    [ "$status" -eq 0 ]
    [[ ${lines[-1]} == *' 0 failed' ]]
}

@test "money: amounts are exact, however large or small" {
    expect "$words" '12,345,678,901,234,567.89 dollars' '12,345,678,901,234,567.89 dollars = 12345678901234567.89 USD'
    expect "$words" '0.1 dollars' '0.1 dollars = 0.1 USD'
}

@test "money: limits and rates" {
    expect "$words" 'about 5 dollars' '5 dollars = 5 USD approx'
    expect "$words" 'under 2 million dollars/kilo' '2 million dollars = 2000000 USD less kg'
}

@test "money: a scale counts for both ends of a range" {
    expect "$words" '120 to 150 million dollars' '120 to 150 million dollars = 120000000..150000000 USD'
    expect "$words" '900 to 1 million dollars' '900 to 1 million dollars = 900000..1000000 USD'
}

@test "money: no range that falls, and none between two currencies" {
    expect "$words" '9-3 dollars' '3 dollars = 3 USD'
    expect "$words" '5 francs to 6 dollars' '5 francs = 5 CHF' '6 dollars = 6 USD'
}

@test "money: minor units, but not as many as make one" {
    expect "$words" '2 dollars and 99 cents' '2 dollars and 99 cents = 2.99 USD'
    expect "$words" '2 dollars and 100 cents' '2 dollars = 2 USD'
}

@test "money: a rule is refused for what it captures or lacks" {
    refuse "no field 'amuont'" "did you mean 'amount'" "    match: '%{number:amuont} %{unit:currency}'"
    refuse "needs the field 'currency'" 'ISO 4217' "    match: '%{number:amount} dollars'"
    refuse "needs the field 'amount'" 'min' "    match: '%{number:min} %{unit:currency}'"
    refuse "'currency' cannot be 'usd'" 'three capital letters' "    match: '%{number:amount} %{bad:currency}'"
    refuse "'mod' cannot be 'perhaps'" 'one of approx, less, more' "    match: '%{word:mod} %{number:amount} %{unit:currency}'"
    refuse "'minor' needs the field 'divisor'" 'divisor: 100' "    match: '%{number:amount} %{unit:currency} %{number:minor}'"
    refuse "'scale' cannot be '0'" 'above zero' "    match: '%{number:amount} %{unit:currency}'" '    set: {scale: 0}'
}

@test "money in Vietnamese: scales, words, signs and codes" {
    expect vi 'cầu dài 2 km, vốn 3,75 nghìn tỷ đồng, vay 160 triệu USD' '3,75 nghìn tỷ đồng = 3750000000000 VND' \
        '160 triệu USD = 160000000 USD'
    expect vi 'hai mươi lăm triệu đồng, 3 tỷ 200 triệu đồng' 'hai mươi lăm triệu đồng = 25000000 VND' '3 tỷ 200 triệu đồng = 3200000000 VND'
    expect vi '$12.500, US$ 9, 40€, VND7000, 5tr đồng, 90k đồng' '$12.500 = 12500 USD' 'US$ 9 = 9 USD' '40€ = 40 EUR' \
        'VND7000 = 7000 VND' '5tr đồng = 5000000 VND' '90k đồng = 90000 VND'
    expect vi '8 đô 15 xu, 30 rúp, 6 triệu bảng' '8 đô 15 xu = 8.15 USD' '30 rúp = 30 RUB' '6 triệu bảng = 6000000 GBP'
}

@test "money in Vietnamese: limits stay outside the span" {
    expect vi 'khoảng 4 tỷ đồng, gần 2 tỷ đồng, hơn 9 tỷ đồng, không quá 5 tỷ đồng, ít nhất 1 tỷ đồng' '4 tỷ đồng = 4000000000 VND approx' \
        '2 tỷ đồng = 2000000000 VND less' '9 tỷ đồng = 9000000000 VND more' '5 tỷ đồng = 5000000000 VND less' '1 tỷ đồng = 1000000000 VND more'
    expect vi 'từ 3 triệu đồng trở lên' '3 triệu đồng = 3000000 VND more'
}

@test "money in Vietnamese: ranges, lists, open amounts, rates" {
    expect vi 'từ 90 đến 110 triệu USD' '90 đến 110 triệu USD = 90000000..110000000 USD'
    expect vi 'từ 4000 đồng đến 6000 đồng' '4000 đồng đến 6000 đồng = 4000..6000 VND'
    expect vi '4, 6 và 8 triệu USD' '4 = 4000000 USD' '6 = 6000000 USD' '8 triệu USD = 8000000 USD'
    expect vi 'hàng chục tỷ đồng, vài trăm triệu đồng' 'hàng chục tỷ đồng = 10000000000..100000000000 VND' \
        'vài trăm triệu đồng = 200000000..1000000000 VND'
    expect vi 'xăng 19.300 đồng/lít' '19.300 đồng = 19300 VND L'
}

@test "money in Vietnamese: what only looks like it" {
    expect vi 'ba đồng chí, 7 đồng nghiệp, đồng USD, không đồng ý, 4 đô thị, bản 1.2.3, gọi 0912 345 678, Điều 5, đơn vị: triệu đồng' ''
}

@test "three zeros behind a decimal mark group; a code of two letters stands at its number without a space" {
    expect vi 'giá 100,000 đồng hay 1,250 triệu đồng' '100,000 đồng = 100000 VND' '1,250 triệu đồng = 1250000 VND'
    expect en 'Rs20 and RM5' 'Rs20 = 20 INR' 'RM5 = 5 MYR'
}

@test "spoken English: bucks, a grand, a dime, and words that only look like them" {
    expect en 'He had 20 bucks, a dime, and owed five grand.' '20 bucks = 20 USD' 'a dime = 0.1 USD' 'five grand = 5000 USD'
    run amounts en 'a grand piano, a nickel mine, a dollar store; 300 won seats'
    [ "$output" = '' ]
}

@test "amounts, dates and percentages that are built from a pack's own parts have no wrong value" {
    for language in en vi; do
        run "$BATS_TEST_DIRNAME/../expressions/expressions.py" "$language" 6000 7 "${LODE:-${BATS_TEST_DIRNAME}/../../lode}"
        [ "$status" -eq 0 ] || {
            printf '%s\n' "$output" >&2
            return 1
        }
        [ "$output" = '0 wrong of 6000, 0 not found' ]
    done
}
