#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Web pages: the text that a page shows, as it says it is written.
load help.bash

reader=html

# What is found in a page, one a line; the page's rules are those of help.bash: weights.
found() {
    lode extract -r rules.yaml "$@" | python3 -c '
import json, sys
for line in sys.stdin:
    document = json.loads(line)
    if "error" in document:
        print("error:", document["error"]["message"])
    for e in document.get("entities", []):
        print(" ".join(e["text"].split()))'
}

@test "html: scripts, styles, chrome and what is hidden are no text" {
    cat >page.html <<'END'
<!doctype html><title>1 kg</title><style>p:after{content:"2 kg"}</style><script>"3 kg"</script>
<header>4 kg</header><nav>5 kg</nav><div role="navigation">6 kg</div><div style="color: red; display : none">7 kg</div>
<article><header>8 kg</header><p>9 <b>k</b>g and 1<i>0</i>&nbsp;kg</p><p aria-hidden="true">11 kg</p><footer>12 kg</footer>
<p hidden>13 kg</p><select><option>14 kg</select><noscript>15 kg</noscript><del>16 kg</del></article>
<aside>17 kg</aside><footer>18 kg</footer><!-- 19 kg --><template>20 kg</template>
END
    run found page.html
    [ "$output" = $'8 kg\n9 kg\n10 kg' ]
}

@test "html: blocks end lines, white space divides words, <pre> keeps its lines" {
    printf '<html><body><p>1\n   kg</p><div>2<p>kg</p></div>3<br>kg<ul><li>4<li>kg</ul><span>5</span> <span>kg</span><pre>6 kg\n7 kg</pre>' >page.html
    run found page.html
    [ "$output" = $'1 kg\n2 kg\n3 kg\n4 kg\n5 kg\n6 kg\n7 kg' ]
}

@test "html: soft hyphens are no text" {
    printf '<html><body><p>1&shy;2 k&shy;g</p><pre>3\xc2\xad4 kg\xc2\xad</pre><p>\xc2\xa35 kg' >page.html
    run found page.html
    [ "$output" = $'12 kg\n34 kg\n5 kg' ]
}

@test "html: no entity goes from cell to cell; tables that lay out a page are blocks" {
    printf '<html><table><tr><th>8</th><td>kg</td></tr><tr><td>9 kg</td><td>10 kg</td></tr></table><table><tr><td><table><tr><td>1</td><td>kg</td></tr></table>2</td><td>g</td></tr></table>' >page.html
    run found page.html
    [ "$output" = $'9 kg\n10 kg\n2 g' ]
}

@test "html: only <main> counts where there is one" {
    printf '<html><body><p>1 kg</p><main><p>2 kg</p></main><p>3 kg</p>' >page.html
    run found page.html
    [ "$output" = '2 kg' ]
}

@test "html: the encoding is what the page says, in all the ways there are" {
    local body='<p>caf\xE9: 5 kg</p>'
    cat >cafe.yaml <<'END'
lode: 1
rules:
  - {id: cafe, type: cafe, match: 'café', examples: ['[café]']}
END
    printf "<html><meta charset=iso-8859-1>$body" >a.html
    printf "<html><meta http-equiv='Content-Type' content='text/html; charset=\"latin1\"'>$body" >b.html
    printf "<?xml version='1.0' encoding='windows-1252'?><html>$body" >c.html
    printf '<html><meta charset="utf-16"><p>caf\xC3\xA9' >d.html
    printf '<html><p>caf&eacute;, caf&#233;, caf&#xe9;' >e.html
    printf '<html><p>caf\xE9' | iconv -f latin1 -t utf-16 >f.html
    printf '<html><meta charset="no-such-set"><p>caf\xC3\xA9' >g.html
    for file in a b c d f g; do
        run lode extract -r cafe.yaml "$file.html"
        [[ "$output" == *'"text":"café"'* ]] || { echo "$file: $output" >&2; false; }
    done
    [ "$(lode extract -r cafe.yaml e.html | grep -o '"text":"café"' | wc -l)" -eq 3 ]
    printf '<html><p>caf\x82' >h.html
    [[ "$(lode extract -r cafe.yaml --encoding cp437 h.html)" == *'"text":"café"'* ]]
}

@test "html: a page's title, date, language and author are the document's" {
    cat >page.html <<'END'
<html lang="en-GB"><head><title> Two
  sacks </title><meta name="author" content="A. Miller"><meta name="date" content="2001-01-01">
<meta property="article:published_time" content="2020-02-03T10:00:00Z"></head><time datetime="1999-09-09">then</time>
END
    run lode extract -r rules.yaml page.html
    [ "$output" = '{"document":"page.html","language":"en-GB","date":"2020-02-03","title":"Two sacks","metadata":{"author":"A. Miller"},"entities":[]}' ]
    printf '<html><body><time datetime="1999-09-09">then</time>' >page.html
    [[ "$(lode extract -r rules.yaml page.html)" == *'"date":"1999-09-09"'* ]]
    printf '<html><meta name="date" content="next week"><body>' >page.html
    [[ "$(lode extract -r rules.yaml page.html)" != *'"date"'* ]]
}

@test "html: a page is known by how it begins, whatever its name" {
    printf '\n<!-- a page -->\n<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<nav>1 kg</nav>2 kg' >page.txt
    printf 'In <html> the word <nav>1 kg</nav> is bold, 2 kg.' >note.txt
    run found page.txt
    [ "$output" = '2 kg' ]
    run found note.txt
    [ "$output" = $'1 kg\n2 kg' ]
}

@test "html: deep, cut and broken pages are read or named, and cost no other" {
    python3 - <<'END'
import random
page = open(__import__('os').environ['LODE_SOURCE'] + '/samples/vi/press-page.html', 'rb').read()
for i in range(200):
    open(f'cut{i:03}.html', 'wb').write(page[:len(page) * i // 200])
rng = random.Random(7)
for i in range(200):
    broken = bytearray(page)
    for _ in range(20):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    open(f'broken{i:03}.html', 'wb').write(broken)
open('deep.html', 'w').write('<html>' + '<div>' * 100000 + '5 kg')
open('nul.html', 'wb').write(b'<html><p>5\0kg and 6 kg')
open('tables.html', 'w').write('<html>' + '<table><tr><td>' * 3000 + '7 kg')
END
    printf '8 kg' >whole.txt
    run --separate-stderr found .
    [ "$status" -eq 0 ]
    [[ "$output" == *$'\n5 kg\n'* && "$output" == *$'\n6 kg\n'* && "$output" == *$'\n7 kg\n8 kg' ]]
    lode extract -r rules.yaml . >.out.jsonl || true
    [ "$(grep -c . .out.jsonl)" -eq "$(find . -name '*.html' -o -name '*.txt' | wc -l)" ]
    run -1 grep -E '"code":"(crash|timeout|memory)"' .out.jsonl
}
