#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Readers that give several documents for one file, and which reader a file goes to.
load help

bats_require_minimum_version 1.5.0

setup_file() {
    export LODE_PLUGIN_PATH="$LODE_BUILD/tests/fixtures/.libs${LODE_PLUGIN_PATH:+:$LODE_PLUGIN_PATH}"
}

# bundle LINE...: a file of the test format.
bundle() {
    printf '%s\n' BUNDLE "$@"
}

@test "several documents of a file, each with what is known of it" {
    bundle 'part 1' 'title First & foremost' 'date 2021-10-13T08:00' 'language en' 'metadata author A. Writer' \
        'text There are 20 kg.' finish 'part 2' 'id b-2' 'text And 3 g.' finish 'text The last: 7 g' >two.bundle
    for workers in '--in-process' '-j 1' '-j 2'; do
        # shellcheck disable=SC2086
        run --separate-stderr lode extract $workers -r rules.yaml two.bundle a.txt
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        [ "${#lines[@]}" -eq 4 ]
        [ "${lines[0]}" = '{"document":"two.bundle","part":"1","language":"en","date":"2021-10-13","title":"First & foremost","metadata":{"author":"A. Writer"},"entities":[{"type":"weight","start":10,"end":15,"text":"20 kg","rule":"weight","attributes":{"value":20,"unit":"kilogram"}}]}' ]
        [ "${lines[1]}" = '{"document":"two.bundle","part":"2","id":"b-2","entities":[{"type":"weight","start":4,"end":7,"text":"3 g","rule":"weight","attributes":{"value":3,"unit":"gram"}}]}' ]
        [ "${lines[2]}" = '{"document":"two.bundle","entities":[{"type":"weight","start":10,"end":13,"text":"7 g","rule":"weight","attributes":{"value":7,"unit":"gram"}}]}' ]
        [[ ${lines[3]} == '{"document":"a.txt",'* ]]
    done
}

@test "a document that fails costs none of the others" {
    bundle 'part 1' 'text 1 kg' finish 'part 2' 'fail it is encrypted' 'part 3' finish 'part 4' 'text 4 kg' finish 'part 5' \
        'error it is cut short' >some.bundle
    run --separate-stderr lode extract -r rules.yaml some.bundle
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 5 ]
    [[ ${lines[0]} == '{"document":"some.bundle","part":"1","entities":[{'* ]]
    [ "${lines[1]}" = '{"document":"some.bundle","part":"2","error":{"code":"syntax","message":"it is encrypted","plugin":"bundle"}}' ]
    [ "${lines[2]}" = '{"document":"some.bundle","part":"3","error":{"code":"plugin","message":"the reader gave no text","plugin":"bundle"}}' ]
    [[ ${lines[3]} == '{"document":"some.bundle","part":"4","entities":[{'* ]]
    [ "${lines[4]}" = '{"document":"some.bundle","part":"5","error":{"code":"syntax","message":"it is cut short","plugin":"bundle"}}' ]
}

# member NAME: standard input as a file in a bundle.
member() {
    cat >member
    printf 'member %s %d\n' "$1" "$(wc -c <member)"
    cat member
}

# parts: of each line its part, then what was found or what went wrong.
parts() {
    sed -E 's/^\{"document":"[^"]*",("part":"([^"]*)",)?.*"entities":\[/\2:/; s/^\{"document":"[^"]*",("part":"([^"]*)",)?"error":\{"code":"([^"]*)","message":"([^"]*)".*/\2! \3: \4/
        s/\{"type":"weight"[^}]*"text":"([^"]*)"[^}]*\}\},?/ \1/g; s/\]\}$//'
}

@test "files in a file, read by the reader that fits each" {
    printf '5 kg' >five
    printf '\211PNG ' >picture
    printf '{"text":"3 kg"}\n\n{"text":"4 kg"}\n' >lines
    {
        bundle 'part q' 'text 6 kg' finish
        member c.txt < <(echo '7 kg')
        echo 'text 8 kg'
    } >inner
    {
        bundle 'text 1 kg' finish
        member a.txt < <(echo '2 kg')
        member b.jsonl <lines
        member folder/no-ending <five
        member inner <inner
        member picture.png <picture
        echo 'text 9 kg'
    } >all.bundle
    run --separate-stderr lode extract -r rules.yaml all.bundle
    [ "$status" -eq 0 ]
    [ "$(printf '%s\n' "${lines[@]}" | parts)" = ': 1 kg
a.txt: 2 kg
b.jsonl: 3 kg
b.jsonl: 4 kg
folder/no-ending: 5 kg
inner/q: 6 kg
inner/c.txt: 7 kg
inner: 8 kg
: 9 kg' ]
    [[ ${lines[2]} == '{"document":"all.bundle","part":"b.jsonl","line":1,"entities"'* ]]
    [[ ${lines[3]} == '{"document":"all.bundle","part":"b.jsonl","line":3,"entities"'* ]]
    [ "$stderr" = 'lode: 1 file that no reader takes passed over in other files: all.bundle/picture.png' ]
}

# nested DEPTH: a bundle in a bundle in ...
nested() {
    if [ "$1" -eq 0 ]; then
        bundle 'text 1 kg'
        return
    fi
    nested $(($1 - 1)) >"inner$1"
    bundle
    member n <"inner$1"
}

@test "what lies in one another is bounded in depth" {
    nested 8 >eight.bundle
    nested 9 >nine.bundle
    run lode extract -r rules.yaml eight.bundle
    [ "$status" -eq 0 ]
    [ "$(printf '%s\n' "${lines[@]}" | parts)" = 'n/n/n/n/n/n/n/n: 1 kg' ]
    run --separate-stderr lode extract -r rules.yaml nine.bundle
    [ "$status" -eq 1 ]
    [ "$(printf '%s\n' "${lines[@]}" | parts)" = 'n/n/n/n/n/n/n/n/n! limit: files lie in one another more than 8 deep' ]
}

@test "what comes out of a file is bounded in size" {
    bundle 'part 1' 'text 1 kg' finish 'part 2' 'fill 2000000' finish 'part 3' 'text 3 kg' >bomb.bundle
    run --separate-stderr lode extract -r rules.yaml bomb.bundle
    [ "$status" -eq 1 ]
    [ "$(printf '%s\n' "${lines[@]}" | parts)" = '1: 1 kg
2! limit: what the file holds is too large for its size
3: 3 kg' ]
    run --separate-stderr lode extract -r rules.yaml --max-bytes 1K bomb.bundle
    [ "$(printf '%s\n' "${lines[@]}" | parts)" = '1: 1 kg
2! limit: the document is larger than 1024 bytes; allow more with --max-bytes
3: 3 kg' ]
}

@test "pages and tables: where an entity is, and no entity across cells" {
    bundle 'text before 1 kg' 'page 7' 'text on 2 kg' table 'caption in 3 kg' row 'head of 4' 'head kg' row 'cell 5' 'cell kg' \
        'cell 6 g' endtable 'page 8' 'text 7 kg' >table.bundle
    run --separate-stderr lode extract -r rules.yaml table.bundle
    [ "$status" -eq 0 ]
    [ "$output" = '{"document":"table.bundle","entities":[{"type":"weight","start":7,"end":11,"text":"1 kg","rule":"weight","attributes":{"value":1,"unit":"kilogram"}},{"type":"weight","start":15,"end":19,"text":"2 kg","rule":"weight","page":7,"attributes":{"value":2,"unit":"kilogram"}},{"type":"weight","start":23,"end":27,"text":"3 kg","rule":"weight","page":7,"attributes":{"value":3,"unit":"kilogram"}},{"type":"weight","start":41,"end":44,"text":"6 g","rule":"weight","page":7,"attributes":{"value":6,"unit":"gram"}},{"type":"weight","start":45,"end":49,"text":"7 kg","rule":"weight","page":8,"attributes":{"value":7,"unit":"kilogram"}}]}' ]
}

@test "a signature goes before the ending, a verified one; and where there is none the ending counts" {
    bundle 'text 1 kg' >plain.txt
    printf 'BUNDLES of 2 kg' >other.txt
    printf '3 kg' >wrong.bundle
    run --separate-stderr lode extract -r rules.yaml plain.txt other.txt wrong.bundle
    [ "$status" -eq 1 ]
    [ "$(printf '%s\n' "${lines[@]}" | parts)" = ': 1 kg
: 2 kg
! syntax: it is no bundle' ]
    run lode extract -r rules.yaml --reader text plain.txt
    [[ $output == *'"start":12,"end":16,"text":"1 kg"'* ]]
    mkdir in
    cp plain.txt in/no-ending
    printf '4 kg' >in/unknown.xyz
    run --separate-stderr lode extract -r rules.yaml in
    [ "${#lines[@]}" -eq 1 ]
    [[ ${lines[0]} == '{"document":"in/no-ending",'*'"text":"1 kg"'* ]]
    [[ $stderr == 'lode: 1 file that no reader takes passed over in folders: in/unknown.xyz; '* ]]
    run lode extract -r rules.yaml - <plain.txt
    [[ $output == '{"document":"-","entities":[{"type":"weight","start":0,'* ]]
}

@test "settings: from the command line, from a pack, by default; mistakes are told" {
    cat >greet.yaml <<'END'
lode: 1
rules: [{id: word, type: word, match: '(?<word>[a-z]+ o(?:n|ff))\b', examples: ['[word on]']}]
END
    sed 's/^lode: 1$/&\nsettings: {bundle: {greeting: from-a-pack, loud: "on"}}/' greet.yaml >pack.yaml
    bundle greet >greet.bundle
    found() {
        grep -o '"word":"[^"]*"'
    }
    [ "$(lode extract -r greet.yaml greet.bundle | found)" = '"word":"hello off"' ]
    [ "$(lode extract -r greet.yaml --set bundle.greeting=hey --set bundle.loud=off --set bundle.loud=on greet.bundle | found)" = '"word":"hey on"' ]
    [ "$(lode extract -r pack.yaml greet.bundle | found)" = '"word":"pack on"' ]
    [ "$(lode extract -r pack.yaml --set bundle.greeting=hey greet.bundle | found)" = '"word":"hey on"' ]
    wrong() {
        run lode extract -r greet.yaml --set "$1" greet.bundle
        [ "$status" -eq 2 ]
        [ "$output" = "lode: $2" ] || { echo "$output"; false; }
    }
    wrong bundel.loud=on "there is no plugin 'bundel' to set anything of; did you mean 'bundle'?"
    wrong bundle.lout=on "'bundle' has no setting 'lout'; did you mean 'loud'?"
    wrong bundle.colour=red "'bundle' has no setting 'colour'; it has greeting, loud"
    wrong text.loud=on "'text' has no setting 'loud'; it has none"
    wrong bundle.loud=yes "'bundle.loud' cannot be 'yes'; choose one of on|off"
    wrong bundle "'bundle' sets nothing; write it as NAME.SETTING=VALUE"
    sed -i s/loud/lout/ pack.yaml
    run lode extract -r pack.yaml greet.bundle
    [ "$status" -eq 2 ]
    [ "${lines[0]}" = "lode: pack.yaml: 'bundle' has no setting 'lout'; did you mean 'loud'?" ]
}

@test "part, title and page in every format, and the text along with it" {
    bundle 'part 1' 'title A "title", of sorts' 'page 3' 'text There. Take 20 kg! Go.' finish 'part 2' 'fail it is locked' >t.bundle
    run --separate-stderr lode extract -r rules.yaml --with-text t.bundle
    [ "${lines[0]}" = '{"document":"t.bundle","part":"1","title":"A \"title\", of sorts","text":"There. Take 20 kg! Go.\n","sentences":[[0,6],[7,18],[19,22]],"entities":[{"type":"weight","start":12,"end":17,"text":"20 kg","rule":"weight","page":3,"attributes":{"value":20,"unit":"kilogram"}}]}' ]
    [ "${lines[1]}" = '{"document":"t.bundle","part":"2","error":{"code":"syntax","message":"it is locked","plugin":"bundle"}}' ]
    run --separate-stderr lode extract -r rules.yaml --with-text --offsets utf16 t.bundle
    [[ ${lines[0]} == *'"sentences":[[0,6],[7,18],[19,22]],'* ]]
    lode extract -r rules.yaml -f csv t.bundle >out.csv 2>err || true
    printf '%s\r\n' 'document,id,line,type,start,end,text,rule,attributes,error,part,title,page' \
        't.bundle,,,weight,12,17,20 kg,weight,"value=20;unit=kilogram",,1,"A ""title"", of sorts",3' \
        't.bundle,,,,,,,,,"syntax: it is locked",2,,' >expected.csv
    cmp out.csv expected.csv
    [ "$(cat err)" = "lode: t.bundle: part '2': it is locked" ]
    lode extract -r rules.yaml -f csv --with-text t.bundle >out.csv 2>err || true
    sed -i 's/page\r$/page,sentence\r/; s/3\r$/3,Take 20 kg!\r/; s/,,\r$/,,,\r/' expected.csv
    cmp out.csv expected.csv
    run --separate-stderr lode extract -r rules.yaml -f table t.bundle
    [ "${lines[0]}" = 't.bundle  1  A "title", of sorts' ]
    [[ ${lines[2]} == '  weight      20  unit=kilogram  page=3  '* ]]
    [ "${lines[3]}" = 't.bundle  2' ]
}

@test "no sentence goes on beyond a cell of a table" {
    bundle 'text Before it' table row 'cell one thing' 'cell two kg' endtable 'text Behind it. Yes.' >t.bundle
    run lode extract -r rules.yaml --with-text --lines join t.bundle
    [[ $output == *'"text":"Before it\none thing\ttwo kg\nBehind it. Yes.\n","sentences":[[0,9],[10,19],[20,26],[27,37],[38,42]],'* ]]
}

@test "marks stand where they were left, whatever becomes of the text" {
    # Decomposed letters, tabs and blanks before each page.
    bundle 'page 1' "$(printf 'text Vie\xcc\xa3\xcc\x82t   Nam\t 1 kg')" 'page 2' 'text    2 kg' "$(printf 'text \xc3\xa9e\xcc\x81')" 'page 3' 'text 3 kg' >p.bundle
    run lode extract -r rules.yaml p.bundle
    [ "$(grep -o '"text":"[^"]*","rule":"weight","page":[0-9]' <<<"$output" | tr '\n' ' ')" = \
        '"text":"1 kg","rule":"weight","page":1 "text":"2 kg","rule":"weight","page":2 "text":"3 kg","rule":"weight","page":3 ' ]
}

@test "rows of one cell are no lines of a paragraph" {
    # As wide as wrapped text would be.
    row='cell a long row of words that goes on and on up to the very end of it 7'
    bundle table row "$row" row "$row" row 'cell kg of flour and more and more words that make a row of their own' endtable >w.bundle
    run lode extract -r rules.yaml w.bundle
    [[ $output == *'"entities":[]'* ]]
}
