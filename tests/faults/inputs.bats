#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Inputs of every kind of badness: each is done or named, and the rest goes on.
load help

# error FILE: the error of a file in `out`.
error() {
    grep -F "{\"document\":\"$1\"," out | sed 's/.*"error"://'
}

@test "files that are gone, unreadable, folders, pipes or empty" {
    mkdir files folder
    echo 'Mr Jones' >files/a.txt
    : >files/b.txt
    ln -s nowhere files/c.txt
    ln -s . files/d.txt
    mkfifo files/e.txt
    echo 'Mr Smith' >files/f.txt
    run lode extract -r rules.yaml -o out gone.txt files folder files/c.txt
    [ "$status" -eq 1 ]
    [ "$(wc -l <out)" -eq 6 ]
    [ "$(error gone.txt)" = '{"code":"io","message":"No such file or directory"}}' ]
    [ "$(grep -c '"document":"files/c.txt","error":{"code":"io","message":"No such file or directory"}}' out)" -eq 2 ]
    grep -qxF '{"document":"files/b.txt","entities":[]}' out
    grep -q '"document":"files/f.txt".*"text":"Smith"' out
    run -1 grep -q 'files/e.txt' out
}

@test "an unreadable file and an unreadable folder" {
    [ "$(id -u)" -ne 0 ] || skip 'root may read everything'
    mkdir files files/closed
    echo 'Mr Jones' >files/a.txt
    chmod 0 files/closed files/a.txt
    run lode extract -r rules.yaml -o out files
    chmod 700 files/closed
    [ "$status" -eq 1 ]
    [ "$(error files/a.txt)" = '{"code":"io","message":"Permission denied"}}' ]
    [ "$(error files/closed)" = '{"code":"io","message":"Permission denied"}}' ]
}

@test "folders that contain themselves, and a folder under many names" {
    mkdir -p a/b/c
    echo 'Mr Jones' >a/b/c/1.txt
    ln -s .. a/b/up
    ln -s ../.. a/b/c/around
    ln -s b a/same
    run lode extract -r rules.yaml a
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 2 ]
    [[ ${lines[0]} == '{"document":"a/b/c/1.txt",'* && ${lines[1]} == '{"document":"a/same/c/1.txt",'* ]]
}

# paths: the bytes of the paths that names of documents lead back to, each ended by a NUL.
paths() {
    perl -0777 -ne 'for my $name (/"document":"((?:[^"\\]|\\.)*)"/g) {
        $name =~ s/\\n/\n/g;
        $name =~ s/\\t/\t/g;
        $name =~ s/\\"/"/g;
        $name =~ s/%([0-9A-F]{2})/chr hex $1/ge if $name =~ s/^file://;
        print "$name\0" }'
}

@test "names with line ends, quotes, and bytes that are not UTF-8" {
    mkdir files
    for name in $'new\nline' 'quo"te' $'\xff\xfe' $'\xfe\xff' $'ü\xc3%41\xed\xa0\x80' '%FF' ' ' '-r' $'tab\t' 'ünï'; do
        echo 'Mr Jones' >"files/$name.txt"
    done
    mkdir file:
    echo 'Mr Jones' >file:/%25.txt
    run lode extract -r rules.yaml -o out files file:
    [ "$status" -eq 0 ]
    [ "$(wc -l <out)" -eq 11 ]
    iconv -f UTF-8 out >/dev/null
    grep -qF '{"document":"files/new\nline.txt",' out
    grep -qF '{"document":"files/quo\"te.txt",' out
    # each has a name of its own that leads back to it
    grep -qF '{"document":"file:files/%FF%FE.txt",' out
    grep -qF '{"document":"file:files/ü%C3%2541%ED%A0%80.txt",' out
    grep -qF '{"document":"files/%FF.txt",' out
    grep -qF '{"document":"file:file:/%2525.txt",' out
    find files file: -type f -print0 | sort -z >names
    paths <out | sort -z | cmp names -
    run --separate-stderr lode extract -r rules.yaml --in-process --files-from names -0
    [ "$status" -eq 0 ]
    [ "$(printf '%s\n' "$output" | sort)" = "$(sort out)" ]
    # one that fails has the same name
    printf 'Mr \xff' >$'files/\xff\xfe.txt'
    run --separate-stderr lode extract -r rules.yaml --encoding UTF-8 --list-skipped $'files/\xff\xfe.txt' $'gone\xff.txt'
    [ "$status" -eq 1 ]
    [[ ${lines[0]} == '{"document":"file:files/%FF%FE.txt","error":'* ]]
    [[ ${lines[1]} == '{"document":"file:gone%FF.txt","error":'* ]]
    [[ $stderr == 'lode: file:files/%FF%FE.txt: '* ]]
}

@test "what is passed over in folders is counted and named" {
    mkdir files
    echo 'Mr Jones' >files/a.txt
    for name in $'1\xff' 2 3 4; do echo binary >"files/$name.none"; done
    mkfifo files/pipe.txt files/other.txt
    perl -MIO::Socket -e 'IO::Socket::UNIX->new(Type => SOCK_STREAM, Local => "files/socket.txt", Listen => 1) or die'
    ln -s /dev/zero files/zero.txt
    echo old >files/out.jsonl
    echo hidden >files/.hidden.none
    run --separate-stderr lode extract -r rules.yaml --overwrite -o files/out.jsonl files
    [ "$status" -eq 0 ]
    [ "$stderr" = 'lode: 4 files that no reader takes passed over in folders: file:files/1%FF.none, files/2.none, files/3.none, ...; --list-skipped names all; name them, or give --include, to read them
lode: 2 named pipes passed over in folders: files/other.txt, files/pipe.txt
lode: 1 socket passed over in folders: files/socket.txt
lode: 1 device passed over in folders: files/zero.txt
lode: 1 file that the output takes the place of passed over in folders: files/out.jsonl' ]
    [ "$(wc -l <files/out.jsonl)" -eq 1 ]
    rm files/out.jsonl
    run --separate-stderr lode extract -r rules.yaml --list-skipped files
    [ "$status" -eq 0 ]
    [ "$stderr" = 'lode: file:files/1%FF.none: passed over, a file that no reader takes
lode: files/2.none: passed over, a file that no reader takes
lode: files/3.none: passed over, a file that no reader takes
lode: files/4.none: passed over, a file that no reader takes
lode: files/other.txt: passed over, a named pipe
lode: files/pipe.txt: passed over, a named pipe
lode: files/socket.txt: passed over, a socket
lode: files/zero.txt: passed over, a device
lode: 4 files that no reader takes passed over in folders; name them, or give --include, to read them
lode: 2 named pipes passed over in folders
lode: 1 socket passed over in folders
lode: 1 device passed over in folders' ]
    # given by name they are mistakes, but for a pipe without a name, to which somebody writes
    for where in --in-process '-j 2'; do
        # shellcheck disable=SC2086
        run --separate-stderr lode extract -r rules.yaml $where files/socket.txt files/zero.txt files/pipe.txt <(echo 'Mr Jones')
        [ "$status" -eq 1 ]
        [ "${lines[0]}" = '{"document":"files/socket.txt","error":{"code":"io","message":"it is a socket"}}' ]
        [ "${lines[1]}" = '{"document":"files/zero.txt","error":{"code":"io","message":"it is a device"}}' ]
        [[ ${lines[2]} == '{"document":"files/pipe.txt","error":{"code":"io","message":"it is a named pipe; read it as standard input, '* ]]
        [[ ${lines[3]} == *'"text":"Jones"'* ]]
    done
}

@test "lists of names" {
    for i in 1 2 3; do echo "Mr Jones has $i things" >$i.txt; done
    printf '3.txt\n\n1.txt' >names
    run lode extract -r rules.yaml --files-from names 2.txt
    [ "$(grep -o '"document":"[0-9]' <<<"$output" | tr -dc 0-9)" = 231 ]
    run lode extract -r rules.yaml --files-from - < <(printf '1.txt\n2.txt\n')
    [ "$(grep -o '"document":"[0-9]' <<<"$output" | tr -dc 0-9)" = 12 ]
    printf '3.txt\0002.txt\000' >names
    run lode extract -r rules.yaml -0 --files-from names
    [ "$(grep -o '"document":"[0-9]' <<<"$output" | tr -dc 0-9)" = 32 ]
    run lode extract -r rules.yaml --files-from gone
    [ "$status" -eq 2 ]
    [ "$output" = 'lode: gone: No such file or directory' ]
    run lode extract -r rules.yaml -0 1.txt
    [ "$status" -eq 2 ]
    [ "$output" = "lode: '--null' needs '--files-from'; give the file of names with --files-from" ]
}

@test "what folders hold is chosen by name" {
    mkdir -p files/old files/new
    for name in a.txt b.log old/c.txt new/d.txt new/e.log .hidden.txt; do echo 'Mr Jones' >files/$name; done
    chosen() { lode extract -r rules.yaml "$@" files | grep -o '"document":"[^"]*' | sed 's/.*files.//' | tr '\n' ' '; }
    [ "$(chosen --include '*.log')" = 'b.log new/e.log ' ]
    [ "$(chosen --include '*.log' --include 'a*')" = 'a.txt b.log new/e.log ' ]
    [ "$(chosen --exclude old)" = 'a.txt new/d.txt ' ]
    [ "$(chosen --exclude '*/new/*')" = 'a.txt old/c.txt ' ]
    [ "$(chosen --include '*' --exclude '*.txt')" = 'b.log new/e.log ' ]
}

@test "bytes that are no text in their encoding" {
    mkdir files
    i=0
    # a lone continuation, overlong forms, a surrogate, beyond Unicode, cut short, bytes that never occur
    for bytes in '\200' '\300\200' '\340\200\200' '\355\240\200' '\364\220\200\200' '\342\202' '\376' '\377\377'; do
        i=$((i + 1))
        printf 'Mr Jones has 7 things %b and more\n' "$bytes" | sed 's/\\\([0-7]*\)/\\0\1/g' >files/$i.txt
        printf "Mr Jones has 7 things $bytes and more\n" >files/$i.txt
    done
    printf 'Mr Jones \000 has 7 things\000' >files/nul.txt
    printf '\377\376M\000r\000 \000\000\330J\000o\000n\000e\000s\000' >files/half.txt
    printf '\377\376M\000r\000 \000J\000o\000n\000e\000s\000x' >files/odd.txt
    run lode extract -r rules.yaml --encoding UTF-8 -o out files
    [ "$status" -eq 1 ]
    [ "$(wc -l <out)" -eq 11 ]
    for i in 1 2 3 4 5 6 7 8; do
        [[ $(error files/$i.txt) == '{"code":"encoding","message":'* ]]
    done
    run lode extract -r rules.yaml --overwrite -o out files
    [ "$(wc -l <out)" -eq 11 ]
    [[ $(error files/half.txt) == '{"code":"encoding","message":'* ]]
    [[ $(error files/odd.txt) == '{"code":"encoding","message":'* ]]
    grep '"document":"files/nul.txt"' out | grep -q '"text":"7 things"'
}

@test "lines that are too long are named, those before and behind them are done" {
    {
        echo '{"text":"Mr Jones"}'
        printf '{"text":"'
        head -c 200000000 /dev/zero | tr '\0' x
        printf '"}\n'
        echo '{"text":"Mr Smith"}'
    } >in.jsonl
    run lode extract -r rules.yaml -j 2 -o out in.jsonl
    [ "$status" -eq 1 ]
    [ "$(wc -l <out)" -eq 3 ]
    [ "$(sed -n 2p out)" = '{"document":"in.jsonl","line":2,"error":{"code":"limit","message":"the document is larger than 134217728 bytes"}}' ]
    sed -n 1p out | grep -q '"text":"Jones"'
    sed -n 3p out | grep -q '"line":3,.*"text":"Smith"'
    echo 'Mr Jones has 1 things' >a.txt
    run --separate-stderr lode extract -r rules.yaml --max-bytes 10 a.txt
    [ "$output" = '{"document":"a.txt","error":{"code":"limit","message":"the document is larger than 10 bytes"}}' ]
    run lode extract -r rules.yaml --max-bytes 22 a.txt
    [ "$status" -eq 0 ]
}

@test "a line of 20 MB is a document" {
    { printf '{"text":"'; seq -s ' things, and then there is another sentence of no use, and ' 1500000 | head -c 20000000; printf '"}\n'; } >in.jsonl
    lode extract -r rules.yaml -j 2 in.jsonl >out
    [ "$(grep -o '"type":"count"' out | wc -l)" -eq "$(grep -o ' things' in.jsonl | wc -l)" ]
    lode extract -r rules.yaml --in-process in.jsonl | cmp - out
}

@test "a hundred thousand brackets" {
    for bracket in '[' '{"a":'; do
        { yes "$bracket" | head -n 100000 | tr -d '\n'; echo; echo '{"text":"Mr Jones"}'; } >in.jsonl
        run lode extract -r rules.yaml --overwrite -o out in.jsonl
        [ "$status" -eq 1 ]
        [[ $(sed -n 1p out) == *'"line":1,"error":{"code":"syntax",'* ]]
        sed -n 2p out | grep -q '"text":"Jones"'
    done
    { yes '(' | head -n 100000; echo 'Mr Jones'; yes ')' | head -n 100000; } >in.txt
    run lode extract -r rules.yaml in.txt
    [ "$status" -eq 0 ]
    [[ $output == *'"text":"Jones"'* ]]
}

@test "patterns that go back without end are cut off by the limits, and the rest goes on" {
    cat >slow.yaml <<'END'
lode: 1
rules:
  - {id: slow, type: s, match: '(a|aa)+(?=[bc])', examples: ['[a]b']}
  - {id: deep, type: d, match: '((x|xx)+y?)+z', examples: ['[xz]']}
  - {id: seven, type: n, match: '7 things', examples: ['[7 things]']}
END
    for i in 1 2 3; do printf '%0100d 7 things b %0100d z %d' 0 0 "$i" | tr 0 "$(cut -c $i <<<axa)" >$i.txt; done
    run --separate-stderr lode extract -r slow.yaml --prefilter off [123].txt
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 3 ]
    for line in "${lines[@]}"; do [[ $line == *'"text":"7 things"'* ]]; done
    [[ ${lines[0]} == *'"problems":[{"code":"limit","message":"match limit exceeded","rule":"slow"}]}' ]]
    [[ ${lines[1]} == *'"code":"limit"'*'"rule":"deep"'* ]]
}

@test "memory is bounded by what is in flight" {
    sanitized && skip 'the sanitizer keeps freed memory'
    peak() { # in KiB, of the coordinator, which waits for its workers
        "$LODE" extract -r rules.yaml -j 2 "$1" >/dev/null &
        coordinator=$!
        most=0
        while now=$(awk '/^VmHWM/ { print $2 }' "/proc/$coordinator/status" 2>/dev/null) && [ -n "$now" ]; do most=$now; sleep 0.02; done
        wait $coordinator
        echo "$most"
    }
    records 30000 >small.jsonl
    for i in 1 2 3 4 5 6 7 8; do cat small.jsonl; done >large.jsonl
    small=$(peak small.jsonl)
    large=$(peak large.jsonl)
    echo "$small KiB, $large KiB"
    [ "$large" -lt $((small + 16384)) ]
}
