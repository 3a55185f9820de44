#!/usr/bin/env bats
# A language is data: lode as it was built takes one more, which only the tests have.
load help.bash

french="$BATS_TEST_DIRNAME/data/fr"

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

# expect TEXT LINE...: with the French pack.
expect() {
    local text=$1
    shift
    run found "$text" -r "$french" --date 2023-02-21
    [ "$status" -eq 0 ]
    [ "$output" = "$(printf '%s\n' fr "$@")" ] || {
        printf 'text: %s\n%s\n' "$text" "$output" >&2
        return 1
    }
}

@test "the examples of the French pack hold" {
    run lode test -r "$french"
    [ "$status" -eq 0 ]
    [[ ${lines[-1]} == *' 0 failed' ]]
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
