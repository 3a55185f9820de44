#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# lode extract: inputs, options, statuses.
load help.bash

@test "a file gives one line of JSON" {
    run --separate-stderr lode extract -r rules.yaml a.txt
    [ "$status" -eq 0 ]
    [ "$stderr" = '' ]
    [ "$output" = '{"document":"a.txt","entities":[{"type":"weight","start":7,"end":12,"text":"20 kg","rule":"weight","attributes":{"value":20,"unit":"kilogram"}},{"type":"weight","start":20,"end":23,"text":"3 g","rule":"weight","attributes":{"value":3,"unit":"gram"}}]}' ]
}

@test "standard input is a document, and a file's name may begin with a dash" {
    run lode extract -r rules.yaml - <a.txt
    [ "$status" -eq 0 ]
    [[ $output == '{"document":"-","entities":[{"type":"weight","start":7,'* ]]
    cp a.txt -- -b.txt
    run lode extract -r rules.yaml -- -b.txt
    [[ $output == '{"document":"-b.txt",'* ]]
}

@test "folders are gone through by name, to any depth, without what no reader takes" {
    mkdir -p in/b/deep in/.hidden
    for name in in/c.txt in/B.txt in/b/deep/z.md in/b/y.txt in/.hidden/x.txt in/.x.txt in/picture.png; do
        cp a.txt "$name"
    done
    ln -s .. in/b/loop
    run --separate-stderr lode extract -r rules.yaml in a.txt
    [ "$status" -eq 0 ]
    [ "$(grep -o '"document":"[^"]*"' <<<"$output" | cut -d'"' -f4 | tr '\n' ' ')" = \
        'in/B.txt in/b/deep/z.md in/b/y.txt in/c.txt a.txt ' ]
    [[ $stderr == 'lode: 1 '*'passed over'* ]]
    run --separate-stderr lode extract -r rules.yaml in/picture.png
    [ "$stderr" = '' ]
    [[ $output == '{"document":"in/picture.png",'* ]]
}

@test "every document that fails is named, and the rest goes on" {
    printf 'a\xff\x20b 1 g' >bad.txt
    mkdir not-a-file.txt locked
    run --separate-stderr lode extract -r rules.yaml --encoding UTF-8 bad.txt missing.txt a.txt
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 3 ]
    [[ ${lines[0]} == '{"document":"bad.txt","error":{"code":"encoding","message":"'* ]]
    [ "${lines[1]}" = '{"document":"missing.txt","error":{"code":"io","message":"No such file or directory"}}' ]
    [[ ${lines[2]} == '{"document":"a.txt","entities":[{'* ]]
    [[ $stderr == *'lode: missing.txt: No such file or directory'* ]]
}

@test "a file that may not be read is named" {
    [ "$(id -u)" -ne 0 ] || skip 'root may read everything'
    cp a.txt secret.txt
    chmod 0 secret.txt
    run --separate-stderr lode extract -r rules.yaml secret.txt
    [ "$status" -eq 1 ]
    [ "$output" = '{"document":"secret.txt","error":{"code":"io","message":"Permission denied"}}' ]
}

@test "an empty file is a document without entities" {
    : >empty.txt
    run lode extract -r rules.yaml empty.txt
    [ "$status" -eq 0 ]
    [ "$output" = '{"document":"empty.txt","entities":[]}' ]
}

@test "offsets count bytes, code points or UTF-16 units" {
    printf 'é𝄞 3 g' >u.txt
    for unit in byte:7 codepoint:3 utf16:4; do
        run lode extract -r rules.yaml --offsets "${unit%:*}" u.txt
        [[ $output == *"\"start\":${unit#*:},"* ]]
    done
}

@test "the encoding is found or told" {
    printf 'é 3 g' | iconv -t UTF-16 >u.txt
    run lode extract -r rules.yaml u.txt
    [[ $output == *'"text":"3 g"'* ]]
    printf '\xe9 3 g' >l.txt
    run lode extract -r rules.yaml --encoding ISO-8859-1 l.txt
    [[ $output == *'"start":2,"end":5,"text":"3 g"'* ]]
    run lode extract -r rules.yaml --encoding nonsense l.txt
    [ "$status" -eq 1 ]
    [[ $output == *'"error":{"code":"'*nonsense* ]]
}

@test "date and language are told" {
    run lode extract -r rules.yaml --date 2021-10-13 --language en-GB a.txt
    [[ $output == '{"document":"a.txt","language":"en-GB","date":"2021-10-13","entities":['* ]]
    run lode extract -r rules.yaml --date 2021-02-29 a.txt
    [ "$status" -eq 2 ]
    [[ $output == "lode: '--date 2021-02-29' is not a date; "* ]]
}

@test "output goes to a file, which is not an input as well" {
    mkdir in
    cp a.txt in/a.txt
    run lode extract -r rules.yaml -o in/out.jsonl in
    [ "$status" -eq 0 ]
    [ "$output" = '' ]
    [ "$(wc -l <in/out.jsonl)" -eq 1 ]
    run lode extract -r rules.yaml --overwrite -o in/out.jsonl in
    [ "$status" -eq 0 ]
    [ "$(wc -l <in/out.jsonl)" -eq 1 ]
}

@test "a full disk is told, with status 3" {
    [ -w /dev/full ] || skip 'there is no /dev/full'
    run lode extract -r rules.yaml -o /dev/full a.txt
    [ "$status" -eq 3 ]
    [[ $output == 'lode: /dev/full: the output cannot be written: No space left on device; '* ]]
    run bash -c '"$0" list packs -r rules.yaml >/dev/full' "${LODE:-$BATS_TEST_DIRNAME/../../lode}"
    [ "$status" -eq 3 ]
}

@test "a closed pipe ends it quietly, with status 1" {
    for _ in $(seq 3000); do echo a.txt; done | xargs printf '%s\n' >names
    # shellcheck disable=SC2046
    lode extract -r rules.yaml $(cat names) 2>stderr.txt | head -n 1 >first.txt
    [ "${PIPESTATUS[0]}" -eq 1 ]
    [ -s first.txt ]
    [ ! -s stderr.txt ]
}

@test "mistakes on the command line are told with what to do" {
    run lode
    [ "$status" -eq 2 ]
    [ "$output" = "lode: there is no command; 'lode help' lists them" ]
    run lode extrat
    [ "$output" = "lode: unknown command 'extrat'; did you mean 'extract'?" ]
    [ "$status" -eq 2 ]
    run lode extract --fromat csv a.txt
    [ "$output" = "lode: unknown option '--fromat'; did you mean '--format'?" ]
    [ "$status" -eq 2 ]
    run lode extract -f cvs -r rules.yaml a.txt
    [ "$output" = "lode: there is no format 'cvs'; did you mean 'csv'?" ]
    [ "$status" -eq 2 ]
    run lode extract -r
    [ "$output" = "lode: option '--rules' needs PACK" ]
    [ "$status" -eq 2 ]
    run lode extract -Z
    [ "$output" = "lode: unknown option '-Z'; 'lode extract --help' lists them all" ]
    [ "$status" -eq 2 ]
    run lode extract --no-cache=1 a.txt
    [ "$output" = "lode: option '--no-cache' takes no value" ]
    run lode extract
    [ "$output" = "lode: there is nothing to extract from; name files or folders, or '-' for standard input" ]
    [ "$status" -eq 2 ]
    run lode extract --offsets bits a.txt
    [ "$output" = "lode: '--offsets bits' is not known; choose byte, codepoint or utf16" ]
    run lode extract --match-limit 0 a.txt
    [[ $output == "lode: '--match-limit 0' is no limit; "* ]]
    run lode extract -r rules.yaml --reader jsno a.txt
    [ "$status" -eq 2 ]
    [[ $output == "lode: there is no reader 'jsno'; "* ]]
}

@test "mistakes in rules are told with their place, all at once" {
    printf 'lode: 1\nrules:\n  - {id: a, type: t, match: "(", exmaples: []}\n' >bad.yaml
    run lode extract -r bad.yaml a.txt
    [ "$status" -eq 2 ]
    [[ $output == *"lode: bad.yaml:3:"*"'exmaples'"*"'examples'"* ]]
    run lode extract -r no-such-pack a.txt
    [ "$status" -eq 2 ]
}

@test "without -r all packs of the folder are used" {
    mkdir -p packs/one packs/empty
    printf 'lode: 1\nrules: [{id: salt, type: spice, priority: 99, match: salt, examples: ["[salt]"]}]\n' >packs/one/salt.yaml
    printf 'lode: 1\nrules: [{id: flour, type: food, priority: 99, match: Flour, examples: ["[Flour]"]}]\n' >packs/two.yaml
    echo 'no rules' >packs/README
    LODE_RULE_PATH=packs run lode list packs
    [[ $output == *one*any*1*packs/one*two*any*1*packs/two.yaml* ]]
    LODE_RULE_PATH=packs run lode extract a.txt
    [[ $output == *'"type":"food"'*'"type":"spice"'* ]]
    LODE_RULE_PATH=packs run lode extract -r two a.txt
    [[ $output == *'"type":"food"'* && $output != *'"type":"spice"'* ]]
}

@test "JSON Lines are read record by record" {
    cat >in.jsonl <<'END'
{"id":"one","text":"1 kg","date":"2021-10-13T08:00:00Z","language":"en"}

{"id":2,"text":"é 3 g","unknown":[1,{}]}
{"id":"three","text":12}
{"id":"four"
["no object"]
{"text":"1 g","text":"2 g"}
{"id":1.5,"text":"1 g"}
{"id":"eight","text":"1 g","date":"13/10/2021"}
{"text":"a\u0000b 5 g"}
END
    run --separate-stderr lode extract -r rules.yaml in.jsonl
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 9 ]
    [ "${lines[0]}" = '{"document":"in.jsonl","id":"one","line":1,"language":"en","date":"2021-10-13","entities":[{"type":"weight","start":0,"end":4,"text":"1 kg","rule":"weight","attributes":{"value":1,"unit":"kilogram"}}]}' ]
    [[ ${lines[1]} == '{"document":"in.jsonl","id":"2","line":3,"entities":[{"type":"weight","start":3,"end":6,'* ]]
    [ "${lines[2]}" = '{"document":"in.jsonl","id":"three","line":4,"error":{"code":"syntax","message":"the record'"'s 'text' is not a string; give every record its text as a string"'","plugin":"jsonl"}}' ]
    [[ ${lines[3]} == '{"document":"in.jsonl","line":5,"error":{"code":"syntax","message":"the line is not valid JSON: '* ]]
    [[ ${lines[4]} == *'"line":6,'*'the line is not a JSON object'* ]]
    [[ ${lines[5]} == *'"line":7,'*'duplicate'* ]]
    [[ ${lines[6]} == *'"line":8,'*"'id' is neither a string nor an integer"* ]]
    [[ ${lines[7]} == *'"id":"eight","line":9,'*"'13/10/2021' is not a date"* ]]
    [[ ${lines[8]} == *'"line":10,'*'"start":4,"end":7,"text":"5 g"'* ]]
    [[ $stderr == *'lode: in.jsonl:4: '* ]]
}

@test "a reader is told for any file" {
    printf '{"text":"1 kg"}\n{"text":"2 kg"}' >in.dat
    run lode extract -r rules.yaml --reader jsonl in.dat
    [ "${#lines[@]}" -eq 2 ]
    run lode extract -r rules.yaml --reader jsonl - <in.dat
    [ "${#lines[@]}" -eq 2 ]
    [[ ${lines[1]} == '{"document":"-","line":2,'* ]]
}

@test "a rule that reaches a limit is a problem of the document, and the rest stands" {
    cat >slow.yaml <<'END'
lode: 1
rules:
  - {id: slow, type: s, match: '(a|aa)+(?<!aa) 7', examples: ['[a 7]']}
  - {id: seven, type: n, match: '7', examples: ['[7]']}
END
    printf '%060d 7' 0 | tr 0 a >slow.txt
    run --separate-stderr lode extract -r slow.yaml --match-limit 1000 slow.txt
    [ "$status" -eq 1 ]
    [[ $output == *'"text":"7"'*'"problems":[{"code":"limit","message":"'*'"rule":"slow"}]}' ]]
    [[ $stderr == "lode: slow.txt: rule 'slow': "* ]]
}

@test "help and version" {
    run lode --version
    [ "$status" -eq 0 ]
    [[ $output =~ ^lode\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
    for command in extract test explain list new; do
        run lode "$command" --help
        [ "$status" -eq 0 ]
        [[ ${lines[0]} == "lode $command "* ]]
        run lode help
        [[ $output == *"lode $command "* ]]
        run lode help "$command"
        [[ ${lines[0]} == "lode $command "* ]]
    done
}
