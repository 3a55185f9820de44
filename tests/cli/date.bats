#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The date extractor: from fields to values, with a small pack that reaches each field, and the choices of the Vietnamese pack.
load help.bash

words="$BATS_TEST_DIRNAME/../fixtures/date-words.yaml"

# What is found in a text, one a line: text = value [mod] [begin/end].
dates() {
    local pack=$1 date=$2
    shift 2
    printf '%s' "$*" >text.txt
    lode extract -r "$pack" ${date:+--date "$date"} text.txt | python3 -c '
import json, sys
for line in sys.stdin:
    for e in json.loads(line)["entities"]:
        if e["type"] != "date":
            continue
        a = e["attributes"]
        print(e["text"].replace("\n", " "), "=", a["timex"], *[str(a[k]) for k in ("value", "mod", "begin", "end") if k in a])'
}

# expect PACK DATE TEXT LINE...
expect() {
    local pack=$1 date=$2 text=$3
    shift 3
    run dates "$pack" "$date" "$text"
    [ "$status" -eq 0 ]
    [ "$output" = "$(printf '%s\n' "$@")" ] || {
        printf 'text: %s\n%s\n' "$text" "$output" >&2
        return 1
    }
}

@test "the examples of the tests' own pack hold" {
    run lode test -r "$words"
    [ "$status" -eq 0 ]
    [[ ${lines[-1]} == *' 0 failed' ]]
}

@test "days: written out, in figures, with two digits for the year" {
    expect "$words" '' 'on 5 May 2020 and March 1, 1999' '5 May 2020 = date 2020-05-05' 'March 1, 1999 = date 1999-03-01'
    expect "$words" '' '3/4/29, 3/4/30' '3/4/29 = date 2029-03-04' '3/4/30 = date 1930-03-04'
}

@test "the first rule that can be: month first, else day first, else nothing" {
    expect "$words" '' '02/03/2023' '02/03/2023 = date 2023-02-03'
    expect "$words" '' '21/02/2023' '21/02/2023 = date 2023-02-21'
    run dates "$words" '' '31/02/2020 and 29/02/2021'
    [ "$output" = '' ]
}

@test "a year that is left out is X, or the one nearest to the document's date" {
    expect "$words" '' 'it snowed on 28 December' '28 December = date XXXX-12-28'
    expect "$words" 2021-01-10 'it snowed on 28 December' '28 December = date 2020-12-28'
    expect "$words" 2021-01-10 'snow: 5 March, 5 November' '5 March = date 2021-03-05' '5 November = date 2020-11-05'
    expect "$words" 2021-06-10 'snow in December' 'December = date 2021-12'
    expect "$words" 2021-02-10 'sales in Q4' 'Q4 = date 2020-Q4'
    expect "$words" 2021-02-10 'it snowed on 29 February' '29 February = date 2020-02-29'
}

@test "a text that is nothing but the expression looks ahead" {
    expect "$words" 2021-01-10 '28 December' '28 December = date 2021-12-28'
    expect "$words" 2021-01-10 'on 5 January.' '5 January = date 2022-01-05'
    expect "$words" 2021-06-09 'on Friday' 'Friday = date 2021-06-11'
}

@test "a weekday beside the day finds the year in which they agree" {
    expect "$words" 2021-06-01 'Friday, 5 June' 'Friday, 5 June = date 2020-06-05'
    expect "$words" 2021-06-01 'Friday, 5 June 2021' 'Friday, 5 June 2021 = date 2021-06-05'
}

@test "months, quarters, halves, weeks, seasons, years, with mod" {
    expect "$words" '' 'late March 2021, Q3 2021, H1 2021, week 7 of 2021, summer 2020, early in 2020' \
        'late March 2021 = date 2021-03 end' 'Q3 2021 = date 2021-Q3' 'H1 2021 = date 2021-H1' 'week 7 of 2021 = date 2021-W07' \
        'summer 2020 = date 2020-SU' '2020 = date 2020 start'
    expect "$words" '' 'Q5 2021, week 54 of 2021, May' 'May = date XXXX-05'
}

@test "decades, centuries, before Christ" {
    expect "$words" '' 'the 1990s, the 60s of the 20th century, the 80s' '1990s = date 199' '60s of the 20th century = date 196' '80s = date 198'
    expect "$words" '' '21st century, 2nd century BC, 44 BC, 40 AD' '21st century = date 20' '2nd century BC = date BC01' '44 BC = date BC0044' \
        '40 AD = date 0040'
}

@test "offsets: units from the document's date, refined by finer fields" {
    expect "$words" 2021-01-01 'yesterday' 'yesterday = date 2020-12-31'
    expect "$words" 2021-01-01 'last week, next month, last quarter, this year, last decade, this century' \
        'last week = date 2020-W52' 'next month = date 2021-02' 'last quarter = date 2020-Q4' 'this year = date 2021' \
        'last decade = date 201' 'this century = date 20'
    expect "$words" 2021-01-01 'June last year, Friday of next week, this evening' \
        'June last year = date 2020-06' 'Friday of next week = date 2021-01-08' 'this evening = time 2021-01-01TEV'
    expect "$words" '' 'yesterday, last week, last month, last quarter, this year, this evening' \
        'yesterday = date XXXX-XX-XX' 'last week = date XXXX-WXX' 'last month = date XXXX-XX' 'last quarter = date XXXX-QX' 'this year = date XXXX' \
        'this evening = time XXXX-XX-XXTEV'
}

@test "the next and the last of a weekday or month" {
    expect "$words" 2021-06-09 'next Wednesday, last Wednesday, this Friday, next June, last June, next May' \
        'next Wednesday = date 2021-06-16' 'last Wednesday = date 2021-06-02' 'this Friday = date 2021-06-11' 'next June = date 2022-06' \
        'last June = date 2020-06' 'next May = date 2022-05'
    expect "$words" 2021-06-09 'on Sunday, on Friday' 'Sunday = date 2021-06-06' 'Friday = date 2021-06-11'
    expect "$words" '' 'on Sunday' 'Sunday = date XXXX-WXX-7'
    expect "$words" 2021-06-09 'weekend of next week' 'weekend of next week = date 2021-W24-WE'
}

@test "which occurrence stands for one that is not told: the pack's policy, or that of --prefer" {
    local policy
    printf 'A report.\non Friday; 28 June; in August' >text.txt
    for policy in '' nearest past future; do
        lode extract -r "$words" --date 2021-06-09 ${policy:+--prefer "$policy"} text.txt | python3 -c '
import json, sys
print(*[e["attributes"]["value"] for e in json.loads(sys.stdin.read())["entities"]])'
    done >found
    diff - found <<'END'
2021-06-04 2021-06-28 2021-08
2021-06-11 2021-06-28 2021-08
2021-06-04 2020-06-28 2020-08
2021-06-11 2021-06-28 2021-08
END
    run lode extract --prefer soon text.txt
    [ "$status" -eq 2 ]
    [[ "$output" == *"choose nearest, past or future"* ]]
}

@test "the nth weekday of a month" {
    expect "$words" '' 'second Monday of May 2021, last Friday of May 2021' \
        'second Monday of May 2021 = date 2021-05-10' 'last Friday of May 2021 = date 2021-05-28'
}

@test "holidays: fixed, of several days, movable" {
    expect "$words" '' 'Christmas 2020, Christmas holidays 2020, Easter 2022, Easter 1990, Easter' 'Christmas 2020 = date 2020-12-25' \
        'Christmas holidays 2020 = interval 2020-12-24/2020-12-26' 'Easter 2022 = date 2022-04-17' 'Easter 1990 = date 1990-XX-XX' 'Easter = date XXXX-XX-XX'
    expect "$words" 2021-12-01 'Easter next year' 'Easter next year = date 2022-04-17'
    expect "$words" 2021-12-01 'Easter' 'Easter = date 2022-04-17'
}

@test "clock times: 12 hours, zones, before the hour" {
    expect "$words" 2021-06-09 'at 10:30 am, at 12 am, at 12 pm, at 15:04:05 ICT, at 7 in the evening, at 10 at night, at 1 at night' \
        '10:30 am = time 2021-06-09T10:30' '12 am = time 2021-06-09T00' '12 pm = time 2021-06-09T12' '15:04:05 ICT = time 2021-06-09T15:04:05+07:00' \
        '7 in the evening = time 2021-06-09T19' '10 at night = time 2021-06-09T22' '1 at night = time 2021-06-09T01'
    expect "$words" '' '10 to 5 pm, half past 5, at 25' '10 to 5 pm = time XXXX-XX-XXT16:50' 'half past 5 = time XXXX-XX-XXT05:30'
    expect "$words" 2021-06-09 'tomorrow at 8:15' 'tomorrow at 8:15 = time 2021-06-10T08:15'
}

@test "durations: parts, fractions, coarse units" {
    expect "$words" '' 'three years; two and a half years; half a year; 1.5 hours; 2.5 days; 1.5 months; 1 year and 6 months; 2 quarters; 3 decades; 90 minutes' \
        'three years = duration P3Y' 'two and a half years = duration P2Y6M' 'half a year = duration P6M' '1.5 hours = duration PT1H30M' \
        '2.5 days = duration P2DT12H' '1.5 months = duration P1.5M' '1 year and 6 months = duration P1Y6M' '2 quarters = duration P6M' \
        '3 decades = duration P30Y' '90 minutes = duration PT90M'
    expect "$words" '' '2-3 years' '2-3 years = duration P2Y/P3Y'
}

@test "counts that are placed: ago, from now, the past and the coming" {
    expect "$words" 2021-06-09 'two weeks ago, 3 days ago, in 2 months' 'two weeks ago = date 2021-W21' '3 days ago = date 2021-06-06' \
        'in 2 months = date 2021-08'
    expect "$words" 2021-06-09 'the past five years, the coming 3 months' 'five years = duration P5Y 2016 2020' '3 months = duration P3M 2021-07 2021-09'
    expect "$words" '' 'the past five years' 'five years = duration P5Y'
}

@test "slices of a year or month" {
    expect "$words" '' 'first six months of 2020; last three months of 2020; first nine months of 2020; last quarter of 2020; first two weeks of 2/2020; second week of 6/2020; last day of 2/2020' \
        'first six months of 2020 = date 2020-H1' 'last three months of 2020 = date 2020-Q4' 'first nine months of 2020 = interval 2020-01/2020-09' \
        'last quarter of 2020 = date 2020-Q4' 'first two weeks of 2/2020 = interval 2020-02-01/2020-02-14' \
        'second week of 6/2020 = date 2020-W24' 'last day of 2/2020 = date 2020-02-29'
}

@test "ranges complete each other, in both directions and over the turn of the year" {
    expect "$words" '' '5 to 7 May 2020, 28 May to 3 June 2020, 5 May 2020 to 7 June' '5 to 7 May 2020 = interval 2020-05-05/2020-05-07' \
        '28 May to 3 June 2020 = interval 2020-05-28/2020-06-03' '5 May 2020 to 7 June = interval 2020-05-05/2020-06-07'
    expect "$words" '' 'November to February 2020; November 2019 to February; May to June' 'November to February 2020 = interval 2019-11/2020-02' \
        'November 2019 to February = interval 2019-11/2020-02' 'May to June = interval XXXX-05/XXXX-06'
    expect "$words" '' 'from 2 to 4 pm on 5 May 2020' '2 to 4 pm on 5 May 2020 = interval 2020-05-05T14/2020-05-05T16'
    expect "$words" '' 'days 5/7 of 6/2020' 'days 5/7 of 6/2020 = interval 2020-06-05/2020-06-07'
    expect "$words" '' 'June 2020 to May 2020' 'June 2020 = date 2020-06' 'May 2020 = date 2020-05'
}

@test "a field that does not exist, and a value that it can't take, are refused with their place" {
    cat >bad.yaml <<'END'
lode: 1
tables:
  month_name: {may: 5, smarch: 13}
  part: {dawn: TDA}
  holiday: {feast: 31-12}
rules:
  - {id: a, type: date, extractor: date, match: '(?<yaer>[0-9]{4})', examples: ['[2020]']}
  - {id: b, type: date, extractor: date, match: '%{month_name:month}', examples: ['[may]']}
  - {id: c, type: date, extractor: date, match: '%{part:part}', examples: ['[dawn]']}
  - {id: d, type: date, extractor: date, match: '%{holiday:to.holiday}', examples: ['[feast]']}
END
    sed -i 's/%{holiday:to.holiday}/%{holiday:holiday}/' bad.yaml
    run lode test -r bad.yaml
    [ "$status" -eq 2 ]
    [[ $output == *"bad.yaml:7:"*"no field 'yaer'"* ]]
    [[ $output == *"bad.yaml:8:"*"'month' can't be '13'; a whole number from 1 to 12"* ]]
    [[ $output == *"bad.yaml:9:"*"'part' can't be 'TDA'; one of TMO, TMI,"* ]]
    [[ $output == *"bad.yaml:10:"*"'holiday' can't be '31-12'"* ]]
}

@test "Vietnamese: the page's own line gives the date, its counter does not use it" {
    expect vi '' $'Cập nhật: 08:00 02/03/2022\nHôm qua, đoàn về nước.\nHôm nay:\n35\nTuần này: 402\n' \
        '08:00 02/03/2022 = time 2022-03-02T08:00' 'Hôm qua = date 2022-03-01' 'Hôm nay = date XXXX-XX-XX' 'Tuần này = date XXXX-WXX'
}

@test "Vietnamese: a day that opens a paragraph is what later words count from, but gives no year" {
    expect vi '' $'Ngày 4/5/2021, huyện họp.\nNgày mai đoàn về. Chiều 6-5, trời mưa.' \
        'Ngày 4/5/2021 = date 2021-05-04' 'Ngày mai = date 2021-05-05' 'Chiều 6-5 = time XXXX-05-06TAF'
}

@test "Vietnamese: what looks like a date and is none" {
    run dates vi 2021-01-01 'Nghị quyết số 12-NQ/TU; Quyết định 05/QĐ-UBND; tỷ số 3-1; 2/3 số phiếu; trực 24/7; gọi 0912-345-678; Điều 5; 31/2/2020; đầu tư; thứ hai là'
    [ "$status" -eq 0 ]
    [ "$output" = '' ]
}

@test "a clock time alone is of the day that its paragraph named last, else of the document's date" {
    expect "$words" 2021-06-09 $'On 5 May 2020 at 3 pm ICT.\nOn 7 May 2020 and in 2019, at 9 am.\nAt 10:30 am' \
        '5 May 2020 = date 2020-05-05' '3 pm ICT = time 2020-05-05T15+07:00' '7 May 2020 = date 2020-05-07' '2019 = date 2019' \
        '9 am = time 2021-06-09T09' '10:30 am = time 2021-06-09T10:30'
    expect "$words" '' 'On 5 May, three hours, at 3 pm' '5 May = date XXXX-05-05' 'three hours = duration PT3H' '3 pm = time XXXX-05-05T15'
    expect vi 2022-03-01 'Chiều 4/2/2022, đoàn tới; lễ ký bắt đầu lúc 19h30, tiệc từ 20h đến 22h.' 'Chiều 4/2/2022 = time 2022-02-04TAF' \
        '19h30 = time 2022-02-04T19:30' '20h đến 22h = interval 2022-02-04T20/2022-02-04T22'
}

@test "hours, minutes and seconds from now need a document with a time of day" {
    expect en 2017-02-02T23:55:10 '20 minutes ago, 2 hours from now, the next 3 minutes, the last 2 hours' '20 minutes ago = time 2017-02-02T23:35:10' \
        '2 hours from now = time 2017-02-03T01:55' '3 minutes = duration PT3M 2017-02-02T23:56 2017-02-02T23:58' \
        '2 hours = duration PT2H 2017-02-02T21 2017-02-02T22'
    expect en 2017-02-02 '2 hours from now, the next 3 minutes' '2 hours = duration PT2H' '3 minutes = duration PT3M'
    expect vi 2017-02-02T03:55 '15 phút nữa, 10 giây trước' '15 phút nữa = time 2017-02-02T04:10' '10 giây = duration PT10S'
    expect vi '' $'Cập nhật: 7/6/2019 | 14:05\nHai giờ trước, cầu đã thông.' '7/6/2019 | 14:05 = time 2019-06-07T14:05' 'Hai giờ trước = time 2019-06-07T12:05'
}

@test "short messages in English and Vietnamese give what they say" {
    for language in en vi; do
        run "$BATS_TEST_DIRNAME/../phrases.py" "$BATS_TEST_DIRNAME/../fixtures/phrases-$language.tsv" "$language" "${LODE:-${BATS_TEST_DIRNAME}/../../lode}"
        [ "$status" -eq 0 ] || {
            printf '%s\n' "$output" >&2
            return 1
        }
    done
}

@test "the order of day and month in figures is that of the text's other dates" {
    expect en '' 'on 03/04/2021 and 25/04/2021' '03/04/2021 = date 2021-04-03' '25/04/2021 = date 2021-04-25'
    expect en '' 'on 03/04/2021 and 04/25/2021' '03/04/2021 = date 2021-03-04' '04/25/2021 = date 2021-04-25'
    expect en '' 'on 03/04/2021, that is 3 April 2021' '03/04/2021 = date 2021-04-03' '3 April 2021 = date 2021-04-03'
    expect en '' '03/04/2021 to 13/04/2021' '03/04/2021 to 13/04/2021 = interval 2021-04-03/2021-04-13'
    expect en '' 'at 9:00 on 03/04/2021, not on 25/04/2021' '9:00 on 03/04/2021 = time 2021-04-03T09:00' '25/04/2021 = date 2021-04-25'
}

@test "holidays that move by rule: the nth weekday of a month, days after another day" {
    expect en '' 'Thanksgiving 2014, Black Friday 2019, Memorial Day 2021, Good Friday 2014' 'Thanksgiving 2014 = date 2014-11-27' \
        'Black Friday 2019 = date 2019-11-29' 'Memorial Day 2021 = date 2021-05-31' 'Good Friday 2014 = date 2014-04-18'
    cat >bad.yaml <<'END'
lode: 1
tables: {holiday: {feast: 13/1/1}}
rules:
  - {id: a, type: date, extractor: date, match: '%{holiday:holiday}', examples: ['[feast]']}
END
    run lode test -r bad.yaml
    [ "$status" -eq 2 ]
    [[ $output == *"'holiday' can't be '13/1/1'; a day as in '09-02',"* ]]
}

@test "English dates that are built at random have the values that they were built from" {
    run "$BATS_TEST_DIRNAME/../dates.py" 3000 "${LODE_TEST_SEED:-1}" "${LODE:-${BATS_TEST_DIRNAME}/../../lode}"
    [ "$status" -eq 0 ] || {
        printf '%s\n' "$output" >&2
        return 1
    }
}

@test "the policy of a pack: past, nearest or future, and nothing else" {
    cat >policy.yaml <<'END'
lode: 1
calendar: {prefer: future, month_name: {may: 5}}
rules:
  - {id: a, type: date, extractor: date, match: '%{month_name:month}', examples: ['in [may]']}
END
    printf 'A report of some length.\nIt rained in may.' >text.txt
    run lode extract -r ./policy.yaml --date 2021-06-09 text.txt
    [[ $output == *'"value":"2022-05"'* ]]
    run lode extract -r ./policy.yaml --date 2021-06-09 --prefer past text.txt
    [[ $output == *'"value":"2021-05"'* ]]
    sed -i 's/prefer: future/prefer: soon/' policy.yaml
    run lode test -r ./policy.yaml
    [ "$status" -eq 2 ]
    [[ $output == *"the setting 'prefer' of 'calendar' can't be 'soon'; one of past, nearest, future"* ]]
}
