#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Which language a document is in, as it is said or found, and what is told where that comes to nothing.
load help.bash

packs() {
    cat >en.yaml <<'END'
lode: 1
pack: {language: en, common_words: [the, of, in, was]}
rules: [{id: en.x, type: en, match: x, examples: ['[x]']}]
END
    cat >vi.yaml <<'END'
lode: 1
pack: {language: vi, common_words: [của, và]}
rules: [{id: vi.x, type: vi, match: x, examples: ['[x]']}]
END
    cat >any.yaml <<'END'
lode: 1
rules: [{id: any.y, type: any, match: y, examples: ['[y]']}]
END
}

german='Der Bürgermeister hat gestern in Hamburg gesagt, dass die neue Brücke 56 Millionen Euro kostet. Was an Arbeiten zu tun ist, ist klar.'

@test "what is no language tag is refused" {
    packs
    for tag in english vn_VN e '' 'vi-' en-123456789 'x-private'; do
        run -2 lode extract -r vi.yaml --language "$tag" a.txt
        [ "$output" = "lode: '--language $tag' is no language tag; write it as in BCP 47, such as 'vi' or 'en-GB'" ]
    done
    echo '{"text":"x","language":"english"}' >a.jsonl
    run -1 --separate-stderr lode extract -r vi.yaml a.jsonl
    [[ $output == *'"error":{"code":"syntax","message":"'"'english' is no language tag"* ]]
    sed -i 's/language: vi/language: vietnamese/' vi.yaml
    run -2 lode test -r vi.yaml
    [[ ${lines[0]} == "lode: vi.yaml:2:18: 'vietnamese' is no language tag; "* ]]
}

@test "a language that no loaded pack is for is told" {
    packs
    run -2 lode extract -r vi.yaml -r en.yaml --language vn a.txt
    [ "$output" = "lode: no pack that is loaded is for the language 'vn'; there are rules for vi, en" ]
    run -0 --separate-stderr lode extract -r vi.yaml -r any.yaml --language vn a.txt
    [[ $output == '{"document":"a.txt","language":"vn","entities":'* ]]
    [ "${stderr_lines[0]}" = "lode: no pack that is loaded is for the language 'vn'; only rules for any language run; there are rules for vi" ]
    run -0 --separate-stderr lode extract -r vi.yaml --language vi-VN a.txt
    [[ $stderr != *language* ]]
}

@test "a pack whose language cannot be found in a text is told so where there are others" {
    packs
    sed -i 's/, common_words.*]//' vi.yaml
    run -0 lode extract -r vi.yaml a.txt
    [[ $output != *common_words* ]]
    run -0 --separate-stderr lode extract -r vi.yaml -r en.yaml a.txt
    [ "${stderr_lines[0]}" = "lode: vi.yaml: no text is known to be in 'vi': no pack that is loaded for this language has 'common_words'; add some, or use a pack that has them; '--language vi' says it of all documents" ]
}

@test "a text in none of the languages is called none of them" {
    packs
    echo "$german x y" >de.txt
    run -0 --separate-stderr lode extract -r vi.yaml -r en.yaml -r any.yaml de.txt
    [[ $output == '{"document":"de.txt","entities":[{"type":"any",'*']}' ]]
    [[ $output != *'"en"'* ]]
    # A pack that is alone runs, and does not say what the text is.
    run -0 --separate-stderr lode extract -r en.yaml de.txt
    [[ $output == '{"document":"de.txt","entities":[{"type":"en",'* ]]
    echo "$german" >de.txt
    run -0 --separate-stderr lode extract de.txt
    [ "$output" = '{"document":"de.txt","entities":[]}' ]
}

@test "a pack knows its language by the words of the packs for it that it uses" {
    packs
    printf 'lode: 1\npack: {language: vi-VN, uses: [vi.yaml]}\nrules: [{id: my.z, type: my, match: z, examples: ["[z]"]}]\n' >my.yaml
    echo 'của và z' >z.txt
    run -0 --separate-stderr lode extract -r my.yaml -r en.yaml z.txt
    [[ $output == '{"document":"z.txt","language":"vi-VN","entities":[{"type":"my",'* ]]
    [[ $stderr != *common_words* ]]
}
