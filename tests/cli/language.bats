#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# A language is data: lode as it was built takes one more, which only the tests have.
load help.bash

french="$BATS_TEST_DIRNAME/data/fr"
german="$BATS_TEST_DIRNAME/data/de"

# What is found in a text, one a line: text = the attributes in order.
found() {
    printf '%s' "$1" >text.txt
    shift
    lode extract "$@" text.txt | python3 -c '
import json, sys
for line in sys.stdin:
    document = json.loads(line, parse_float=str)
    print(document["language"])
    for e in document["entities"]:
        print(e["text"], "=", *[str(v) for v in e["attributes"].values()])'
}

# expect_in PACK TEXT LINE...: with that pack.
expect_in() {
    local pack=$1 text=$2
    shift 2
    run found "$text" -r "$pack" --date 2023-02-21
    [ "$status" -eq 0 ]
    [ "$output" = "$(printf '%s\n' "${pack##*/}" "$@")" ] || {
        printf 'text: %s\n%s\n' "$text" "$output" >&2
        return 1
    }
}

expect() {
    expect_in "$french" "$@"
}

@test "the examples of the French pack and the German one hold" {
    for pack in "$french" "$german"; do
        run lode test -r "$pack"
        [ "$status" -eq 0 ]
        [[ ${lines[-1]} == *' 0 failed' ]]
    done
}

@test "French money: marks, scales, limits, a range" {
    expect "Le pont a coûté 1 234 567,89 € et plus de 2,5 milliards de dollars." \
        '1 234 567,89 € = 1234567.89 EUR' '2,5 milliards de dollars = 2500000000 USD more'
    expect "La ville verse entre 300 et 450 francs suisses." '300 et 450 francs suisses = 300 450 CHF'
}

@test "French numbers in words" {
    expect "Il doit quatre-vingt-dix mille euros et vingt et un millions de dollars." \
        'quatre-vingt-dix mille euros = 90000 EUR' 'vingt et un millions de dollars = 21000000 USD'
    expect "Près de deux cent trente-quatre euros." 'deux cent trente-quatre euros = 234 EUR less'
}

@test "French dates" {
    expect "Signé le 14 juillet 2020, ouvert du 28 février au 3 mars 2021, clos le 05/10/2022." \
        '14 juillet 2020 = date 2020-07-14' '28 février au 3 mars 2021 = interval 2021-02-28/2021-03-03' '05/10/2022 = date 2022-10-05'
    expect "Les ventes du quatrième trimestre 2019 et de décembre 2021." 'quatrième trimestre 2019 = date 2019-Q4' 'décembre 2021 = date 2021-12'
    expect "Elle est partie hier ; elle sera là le lundi 27 février." 'hier = date 2023-02-20' 'lundi 27 février = date 2023-02-27'
    expect "Le 31 février 2020 n'est pas au calendrier."
}

@test "French durations" {
    expect "Les travaux ont duré trois ans, puis 18 mois et deux semaines." \
        'trois ans = duration P3Y' '18 mois = duration P18M' 'deux semaines = duration P2W'
}

@test "German numbers are words written together, the ones before the tens" {
    while IFS='=' read -r words value; do
        expect_in "$german" "Das kostet $words Euro." "$words Euro = $value EUR"
    done <<'END'
siebenundzwanzig=27
einundzwanzig=21
Zweiundvierzig=42
hundert=100
hunderteins=101
hundertundein=101
zweihundertdreißigtausend=230000
zweihundertdreissigtausend=230000
eintausendneunhundertneunundneunzig=1999
drei Millionen vierhunderttausendfünfhundertsechs=3400506
eine Million dreihunderttausend=1300000
eineinhalb Millionen=1500000
zweieinhalb Millionen=2500000
drei Komma fünf Millionen=3500000
minus fünf=-5
500tausend=500000
5 Mio.=5000000
END
    for word in zweifach einsam Tausende Hundertschaft siebenundzwanzigste 'mehrere hundert' 'ein paar tausend'; do
        expect_in "$german" "Das kostet $word Euro."
    done
}

@test "a smaller unit without a country is of the currency that the pack counts in" {
    expect_in "$german" "Das kostet 99 Cent, mehr als sieben Euro und zwanzig Cent." \
        '99 Cent = 0.99 EUR' 'sieben Euro und zwanzig Cent = 7.2 EUR more'
}

@test "Dutch numbers are read by the same keys" {
    mkdir -p nl
    cat >nl/nl.yaml <<'END'
lode: 1
pack: {language: nl, summary: Dutch numbers, common_words: [het, de, een, kost]}
numbers:
  decimal_marks: [',']
  group_marks: ['.']
  units: {één: 1, een: 1, twee: 2, drie: 3, vier: 4, vijf: 5, zeven: 7, acht: 8, twintig: 20, dertig: 30, tachtig: 80}
  scales: {miljoen: 1000000}
  scales_alone: {honderd: 100, duizend: 1000}
  compounds: true
  ones_first: [en, ën]
tables: {currency: {euro: EUR}}
rules:
  - {id: nl.money, type: money, extractor: money, match: '%{number:amount} %{currency:currency}', examples: ['het kost [twee euro]']}
END
    while IFS='=' read -r words value; do
        expect_in ./nl "Het kost $words euro." "$words euro = $value EUR"
    done <<'END'
eenentwintig=21
tweeëndertig=32
achtentachtig=88
honderdvijfendertigduizend=135000
drie miljoen tweehonderdduizend=3200000
END
}

@test "with the packs that lode has, each text is read in its own language" {
    packs=(-r en -r vi -r "$french")
    run found "Le maire a dit que les travaux ont coûté 5 millions d'euros." "${packs[@]}"
    [ "$output" = $'fr\n5 millions d\'euros = 5000000 EUR' ]
    run found 'The mayor said that the work had cost 5 million euros.' "${packs[@]}"
    [ "$output" = $'en\n5 million euros = 5000000 EUR' ]
    run found 'Ông cho biết công trình đã tiêu tốn 5 triệu euro.' "${packs[@]}"
    [ "$output" = $'vi\n5 triệu euro = 5000000 EUR' ]
}

@test "a short text without common words is known by the letters of its small words, not by its names" {
    run found "Lai Châu (4/9/2021): Tối 3/9 mưa lớn."
    [ "${lines[0]}" = vi ]
    [[ "$output" == *"4/9/2021 = date 2021-09-04"* ]]
    run found "Nguyễn Văn Đức arrived on 4/9/2021."
    [ "${lines[0]}" = en ]
    [[ "$output" == *"4/9/2021 = date 2021-04-09"* ]]
}
