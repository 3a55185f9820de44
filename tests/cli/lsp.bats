#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# lode lsp: what an editor is told of rule files, in its own messages.
load help.bash

# Runs a script against a server: `client` is one whose handshake is done, `rules` the text of rules.yaml.
editor() {
    { cat <<'END'
import subprocess
import sys
sys.path.insert(0, sys.argv[2])
from lsp_client import Client
client = Client()
client.initialize()
rules = open('rules.yaml').read()
END
    cat; } >editor.py
    timeout 120 python3 editor.py "${LODE:-${BATS_TEST_DIRNAME}/../../lode}" "$BATS_TEST_DIRNAME"
}

# Sends bytes to a server; its answers, a line each, without headers.
send() {
    timeout 60 "${LODE:-${BATS_TEST_DIRNAME}/../../lode}" lsp | sed 's/\r$//; s/}Content-Length.*/}/' | grep '^{'
    return "${PIPESTATUS[0]}"
}

message() {
    printf 'Content-Length: %d\r\n\r\n%s' "${#1}" "$1"
}

@test "the server says what it can, and ends as it is asked to" {
    editor <<'END'
assert client.request('initialize')['error'] == {'code': -32600, 'message': "'initialize' comes once"}
assert client.request('textDocument/rename')['error']['code'] == -32601
client.notify('$/cancelRequest', id=1)
client.send({'id': 99, 'result': None})
assert client.request('shutdown') == {'jsonrpc': '2.0', 'id': 4, 'result': None}
assert client.request('textDocument/completion')['error']['code'] == -32600
client.notify('exit')
assert client.server.wait(60) == 0
client = Client()
assert client.request('shutdown')['error'] == {'code': -32002, 'message': "'initialize' comes first"}
assert client.initialize()['result'] == {
    'capabilities': {
        'positionEncoding': 'utf-16', 'textDocumentSync': {'openClose': True, 'change': 1, 'save': True},
        'completionProvider': {'triggerCharacters': ['{', '@', ':']}, 'hoverProvider': True, 'definitionProvider': True},
    'serverInfo': {'name': 'lode', 'version': subprocess.check_output([sys.argv[1], '--version'], text=True).split()[1]}}
client.notify('exit')
assert client.server.wait(60) == 1
END
}

@test "what is wrong in the editor's text is told while the file is right, in UTF-16" {
    editor <<'END'
client.open('rules.yaml', rules)
assert client.diagnostics('rules.yaml') == []
client.change('rules.yaml', rules.replace('of )?', 'of \U0001F600é)? %{unti}').replace('type: weight', 'tipe: weight'), 2)
assert client.diagnostics('rules.yaml') == [
    "4:4-6 mistake a rule without 'type'; name what it finds, as in 'type: money'",
    "5:4-8 mistake unknown key 'tipe', did you mean 'type'?",
    "6:29-36 mistake unknown name 'unti', did you mean 'unit'?"], client.shown
client.change('rules.yaml', rules.replace("match: '", 'match: "\\d'), 3)
assert client.diagnostics('rules.yaml') == [
    '6:12-65 mistake an escape that YAML does not know in double quotes; write the pattern in single quotes, in which \\ is itself']
client.change('rules.yaml', rules.replace('g: gram', 'g: gram, t: ton'), 4)
assert client.diagnostics('rules.yaml') == [], client.shown
client.change('rules.yaml', rules + '# ' + 'x' * 120 + '\ndefine: {idle: x}\n', 5)
assert client.diagnostics('rules.yaml') == [
    '11:120-122 advice the line has 122 characters, more than 120; break it, with >- for a long text, or make a table or '
    'definition of its parts',
    "12:15-16 advice no rule uses the definition 'idle'; take it out, or use it"], client.shown
client.close('rules.yaml')
assert client.diagnostics('rules.yaml') == []
assert client.end() == 0
END
}

@test "a folder's files are checked together, each as the editor has it" {
    mkdir pack
    printf 'lode: 1\npack: {summary: Two files.}\ndefine: {word: abc}\n' >pack/pack.yaml
    printf "lode: 1\nrules:\n  - {id: r, type: t, match: '%%{word}', examples: ['[abc]']}\n" >pack/rules.yaml
    printf 'services: {web: {image: x}}\n' >compose.yaml
    editor <<'END'
pack, text = open('pack/pack.yaml').read(), open('pack/rules.yaml').read()
client.open('pack/rules.yaml', text)
assert client.diagnostics('rules.yaml') == []
client.change('pack/rules.yaml', text.replace('{word}', '{wrod}'), 2)
assert client.diagnostics('rules.yaml') == ["2:29-36 mistake unknown name 'wrod', did you mean 'word'?"], client.shown
client.open('pack/pack.yaml', pack.replace('word', 'wrod'))
assert client.diagnostics('rules.yaml') == []
client.change('pack/pack.yaml', pack, 2)
assert client.diagnostics('rules.yaml') == ["2:29-36 mistake unknown name 'wrod', did you mean 'word'?"]
client.close('pack/rules.yaml')
assert client.diagnostics('rules.yaml') == []
# A file of which the editor does not tell, too, and only as long as it is wrong.
client.change('pack/pack.yaml', pack.replace('word', 'other'), 3)
assert client.diagnostics('rules.yaml') == [
    "2:29-36 mistake unknown name 'word'; add it under 'define:' or 'tables:', or the pack that has it to 'uses:'"], client.shown
client.change('pack/pack.yaml', pack, 4)
assert client.diagnostics('rules.yaml') == []
# What is no rule file is none of ours.
client.open('compose.yaml', 'services: {web: {image: x}}\n')
assert client.diagnostics('compose.yaml') == []
assert client.end() == 0
END
}

@test "keys, names, types and values are completed where they may stand" {
    mkdir used
    printf 'lode: 1\ntables: {month: {May: 5}}\nrules: [{id: u, type: used_type, match: x}]\n' >used.yaml
    editor <<'END'
rules = rules.replace('lode: 1\n', 'lode: 1\npack: {uses: [used]}\ndefine:\n  word: abc\n', 1)
client.open('rules.yaml', rules)
rule = ['id', 'type', 'fact', 'extractor', 'priority', 'stage', 'role', 'match', 'lookup', 'before', 'after', 'not_before',
        'not_after', 'each', 'cell', 'parts', 'needs', 'flags', 'set', 'examples', 'counterexamples', 'summary']
part = ['is', 'has', 'behind', 'before', 'beside', 'inside', 'over', 'list', 'each']
table = ['file', 'column', 'caseless', 'capitalised', 'entries', 'of']
names = ['number', 'digits', 'roman', 'word', 'unit', 'month']
for text, expected in {
        "    after: '%{|'\n": (names, ['number']),
        "    after: '\U0001F600 %{un|}'\n": (names, ['number']),
        '    after: >-\n      abc %{|}\n': (names, ['number']),
        "    after: '%{@|}'\n": (['weight', 'used_type'], ['weight']),
        '    type: |\n': (['weight', 'used_type'], ['weight']),
        '    lookup: |\n': (['unit', 'month'], ['unit']),
        "    after: '%{unit:|}'\n": ([], []),
        "    after: '\\%{|}'\n": ([], []),
        '    priority: |\n': (['guess', 'general', 'normal', 'specific', 'certain'], ['guess']),
        '    role: |\n': (['document_date'], ['document_date']),
        '    flags: [|]\n': (['caseless'], ['caseless']),
        '    pri|\n': (rule, ['id: ']),
        '  - |\n': (rule, ['id: ']),
        '    cell:\n      |\n': (['unit', 'except', 'period'], ['unit: ']),
        '    cell: {unit: a, |}\n': (['unit', 'except', 'period'], ['unit: ']),
        '    parts:\n      money: {|}\n': (part, ['is: ']),
        '    parts:\n      money:\n        - i|\n': (part, ['is: ']),
        '    examples:\n      - |\n': (['text', 'date', 'values', 'facts'], ['text: ']),
        '    examples: [{|\n': (['text', 'date', 'values', 'facts'], ['text: ']),
        '    counterexamples:\n    - |\n': (['text', 'date'], ['text: ']),
        '    examples:\n      - text: a|\n': ([], []),
        '    # p|\n': ([], []),
        'calendar:\n  t:\n    |\n': (table, ['file: ']),
        'tables:\n  t: {f|\n': (table, ['file: ']),
        'define:\n  x: |\n': ([], []),
        '|\n': (['lode', 'pack', 'sentences', 'normalise', 'numbers', 'calendar', 'settings', 'tables', 'define', 'rules'],
                ['lode: '])}.items():
    assert client.complete('rules.yaml', rules + text) == expected, (text, client.complete('rules.yaml', rules + text))
extractors, _ = client.complete('rules.yaml', rules + '    extractor: |\n')
assert extractors == sorted(extractors) and 'money' in extractors
client.notify('textDocument/didClose', textDocument={'uri': 'file:///nowhere'})
assert client.request('textDocument/completion', {'textDocument': {'uri': 'file:///nowhere'}, 'position': {
    'line': 0, 'character': 0}})['error']['code'] == -32602
assert client.end() == 0
END
}

@test "a key, a name, a type and an extractor are told, and where they are declared" {
    mkdir used
    printf 'lode: 1\ntables:\n  month:\n    caseless: true\n\n    entries: {May: 5}\nrules: [{id: u, type: weight, match: x}]\n' >used.yaml
    editor <<'END'
rules = rules.replace('lode: 1\n', 'lode: 1\npack: {uses: [used]}\ndefine:\n  word: abc\n', 1).replace(
    "match: '", "extractor: money\n    lookup: month\n    after: '\U0001F600%{word:lead}%{month} %{number} %{@weight} %{nothing}'\n    match: '")
client.open('rules.yaml', rules)

def ask(what, before, behind):
    text = rules[:rules.index(before + behind) + len(before)]
    return client.request('textDocument/' + what, {
        'textDocument': {'uri': client.uri('rules.yaml')},
        'position': {'line': text.count('\n'), 'character': len(text.split('\n')[-1].encode('utf-16-le')) // 2}})['result']

def hover(before, behind):
    told = ask('hover', before, behind)
    return told and (told['contents']['value'], told['range']['start']['character'], told['range']['end']['character'])

assert hover('    ty', 'pe:') == ('**type**: The type of the entities that it finds.', 4, 8)
assert hover('rul', 'es:')[0].startswith('**rules**: ')
assert hover('    aft', 'er:') == ('**after**: What must stand after a match.', 4, 9)
assert hover('%{wo', 'rd:') == ('a definition, rules.yaml, line 4\n\n````yaml\nword: abc\n````\n', 16, 20)
month = 'a table, used.yaml, line 3\n\n````yaml\nmonth:\n  caseless: true\n\n  entries: {May: 5}\n````\n'
assert hover('%{month', '}') == (month, 28, 33)
assert hover('lookup: ', 'month') == (month, 12, 17)
assert hover('%{', 'number')[0].startswith('**number**: ')
assert hover('%{@', 'weight}')[0] == 'the type of the entities of 2 rules\n\n- rules.yaml, line 9\n- used.yaml, line 7'
assert hover('extractor: ', 'money')[0].startswith('**money**: amounts of money')
for before, behind in (('%{', 'nothing'), (':', 'lead'), ('abc', '\n'), ('lode: ', '1')):
    assert ask('hover', before, behind) is None, before

def places(before, behind):
    return [(place['uri'].split('/')[-1], place['range']) for place in ask('definition', before, behind)]

def span(line, start, end):
    return {'start': {'line': line, 'character': start}, 'end': {'line': line, 'character': end}}

assert places('%{wo', 'rd:') == [('rules.yaml', span(3, 2, 6))]
assert places('%{month', '}') == places('lookup: ', 'month') == [('used.yaml', span(2, 2, 7))]
assert places('%{@', 'weight}') == [('rules.yaml', span(8, 10, 16)), ('used.yaml', span(6, 22, 28))]
assert places('%{', 'number') == places('    ty', 'pe:') == []
# While a line is broken, what the file was before tells.
broken = rules.replace("match: '", 'match: "')
client.change('rules.yaml', broken, 2)
rules = broken
assert places('%{wo', 'rd:') == [('rules.yaml', span(3, 2, 6))]
# Every key that is offered is told.
start = 'lode: 1\n'
for text in ('|', 'pack:\n  |', 'sentences:\n  |', 'normalise:\n  |', 'numbers:\n  |', 'tables:\n  t:\n    |', 'rules:\n  - |',
             'rules:\n  - parts:\n      a:\n        |', 'rules:\n  - cell:\n      |', 'rules:\n  - examples:\n    - |',
             'rules:\n  - counterexamples:\n    - |'):
    keys, _ = client.complete('rules.yaml', start + text)
    assert keys
    for key in keys:
        rules = start + text.replace('|', key + ': ')
        client.change('rules.yaml', rules, 3)
        assert hover(rules[:rules.rindex(key)], key)[0].startswith(f'**{key}**: '), (text, key)
assert client.end() == 0
END
}

@test "what is no message is refused" {
    hello='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}'
    run -1 send < <(message "$hello"; message '{"id":'; message '[]'; message '{"id":{},"method":"x"}'; message '"x"'
        message '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":[1]}'
        message '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":5,"text":{}}}}'
        message '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x"},"contentChanges":[]}}'
        message '{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":7}}}'
        message '{"jsonrpc":"2.0","id":"a","method":"textDocument/completion","params":null}')
    [ "$(grep -c '"code":-32700' <<<"$output")" -eq 1 ]
    [ "$(grep -c '"code":-32600' <<<"$output")" -eq 3 ]
    grep -q '"id":"a","error":{"code":-32602' <<<"$output"
    grep -qF "lode: the input ended before 'exit' came" <<<"$output"
    for header in 'Content-Length: x' 'Content-Length: -5' 'Content-Length: 5 5' 'GET / HTTP/1.1' 'Content-Type: a'; do
        run -1 send < <(printf '%s\r\n\r\n{}' "$header")
        grep -q '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the header has no proper Content-Length"}}' <<<"$output"
        grep -q 'no message of the Language Server Protocol' <<<"$output"
    done
    # A length that nothing comes up to takes neither memory nor the server down.
    for length in 99999999999999999999999999 9223372036854775807 160000000; do
        run -1 send < <(message "$hello"; printf 'Content-Length: %s\r\n\r\n{"a":' "$length")
        grep -q "the input ended" <<<"$output"
    done
    run -1 send </dev/null
    run -1 send < <(head -c 200000 /dev/zero)
    run -1 send < <(printf '%0100000d' 0)
    run -1 send < <(printf '[%.0s' {1..5000} >deep; message "$(cat deep)")
    grep -q '"code":-32700' <<<"$output"
}

@test "no cut or broken conversation brings the server down" {
    cat >break.py <<'END'
import json, random, subprocess, sys
from pathlib import Path
uri, text = Path('rules.yaml').absolute().as_uri(), open('rules.yaml').read()
def frame(method, params, **more):
    body = json.dumps({'jsonrpc': '2.0', 'method': method, 'params': params, **more}).encode()
    return b'Content-Length: %d\r\n\r\n%b' % (len(body), body)
document = {'uri': uri, 'version': 1, 'languageId': 'yaml', 'text': text}
rounds = [frame('textDocument/didOpen', {'textDocument': document})]
for place in range(0, len(text), 40):
    rounds.append(frame('textDocument/didChange', {'textDocument': document, 'contentChanges': [{'text': text[:place] + "'%{@\0" + text[place:]}]}))
    rounds.append(frame('textDocument/completion', {'textDocument': document, 'position': {'line': place // 40, 'character': place % 37}}, id=place))
whole = frame('initialize', {}, id='i') + b''.join(rounds) + frame('shutdown', None, id='s') + frame('exit', None)
chance = random.Random(1)
def run(data):
    status = subprocess.run([sys.argv[1], 'lsp'], input=data, capture_output=True, timeout=60).returncode
    assert status in (0, 1), (status, data)
run(whole)
for _ in range(60):
    data = bytearray(whole[:chance.randrange(len(whole))])
    for _ in range(chance.randrange(4)):
        data[chance.randrange(len(data))] = chance.choice(b'"{}[]\\:,0u\n\x00\xff%')
    run(bytes(data))
END
    timeout 120 python3 break.py "${LODE:-${BATS_TEST_DIRNAME}/../../lode}"
}
