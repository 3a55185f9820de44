#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Office files: the text that their readers see, cell by cell, and what they say of themselves.
load help.bash

reader=office

# make FILE EXPRESSION: a file of what an expression of tests/samples/make_office.py gives.
make() {
    PYTHONPATH="$LODE_SOURCE/tests/samples" python3 -c "
import sys
from make_office import *
open(sys.argv[1], 'wb').write($2)" "$1"
}

# pieces FILE...: the text as rules see it, each line and cell by itself; or why there is none.
pieces() {
    cat >pieces.yaml <<'END'
lode: 1
rules:
  - {id: piece, type: piece, match: '[^\n\t]+', examples: ['[a b]']}
END
    lode extract -r pieces.yaml "$@" | python3 -c '
import json, sys
for line in sys.stdin:
    document = json.loads(line)
    if "error" in document:
        print(document["error"]["code"] + ":", document["error"]["message"])
    for e in document.get("entities", []):
        print(e["text"])'
}

@test "office: paragraphs with runs, breaks, hyphens and fields" {
    make a.docx 'docx(p("One ", run("tw", "<w:b/>"), run("o", "<w:i/>")) + p("a<w:br/>") + p("<w:r><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e\u00adf</w:t></w:r>") +
        p("<w:r><w:t>5</w:t><w:tab/><w:t>6</w:t></w:r>") + p("R&D <x>") + p("page ", "<w:fldSimple w:instr=\"PAGE\">" + run("77") + "</w:fldSimple>") +
        p("see ", "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>REF x</w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r>", "table 8", "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>") +
        p("<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText> NUMPAGES</w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r>", "99", "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", "pages"))'
    run pieces a.docx
    [ "$output" = $'One two\na<w:br/>\nb\nc-def\n5\n6\nR&D <x>\npage\nsee table 8\npages' ]
}

@test "office: deletions are left out and insertions are text, hidden runs are not" {
    make a.docx 'docx(p("1 ", "<w:del>" + run("2") + "<w:r><w:delText>3</w:delText></w:r></w:del>", "<w:ins>" + run("4") + "</w:ins>", "<w:moveFrom>" + run("5") + "</w:moveFrom>", "<w:moveTo>" + run("6") + "</w:moveTo>", run("7", "<w:vanish/>"), run("8", "<w:vanish w:val=\"0\"/>")) +
        p("joined ", properties="<w:rPr><w:del/></w:rPr>") + p("up", properties="<w:pPrChange><w:pPr><w:pStyle w:val=\"x\"/></w:pPr></w:pPrChange>"))'
    run pieces a.docx
    [ "$output" = $'1 468\njoined up' ]
    make a.odt 'odf("text", "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>1<text:change text:change-id=\"c\"/>2<office:annotation><text:p>no</text:p></office:annotation></text:p>")'
    run pieces a.odt
    [ "$output" = '12' ]
}

@test "office: headers before, notes and footers behind, boxes behind their paragraph" {
    make a.docx 'docx(p("first ", "<w:r><w:footnoteReference w:id=\"2\"/></w:r>", "half", box(p("box"), p("two"))) + p("second"), header=p("head"), footer=p("foot"),
        footnotes="<w:footnote w:type=\"separator\" w:id=\"0\">" + p("-") + "</w:footnote><w:footnote w:id=\"2\">" + p("note") + "</w:footnote>")'
    run pieces a.docx
    [ "$output" = $'head\nfirst half\nbox\ntwo\nsecond\nnote\nfoot' ]
    make a.odt 'odf("text", "<text:p>first<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note> half<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:title>no</svg:title></draw:frame></text:p><text:p>second</text:p>",
        styles="<office:master-styles><style:master-page><style:header><text:p>head <text:page-number>4</text:page-number></text:p></style:header></style:master-page></office:master-styles>")'
    run pieces a.odt
    [ "$output" = $'head\nfirst half\nbox\nsecond\nnote' ]
}

@test "office: white space of OpenDocument" {
    make a.odt 'odf("text", "\n <text:p>  a\n  b<text:s text:c=\"2\"/>c<text:tab/>d<text:line-break/>e<text:span> f </text:span> g</text:p>\n<text:h>h</text:h>")'
    run pieces a.odt
    [ "$output" = $'a b  c\nd\ne f g\nh' ]
}

@test "office: no entity goes from cell to cell, nor over the edge of a table; merged and nested cells" {
    make a.docx 'docx(p("1") + table(("kg", "2"), ("kg 3 kg", "4 kg"), ((2, "5"),), ("kg", "6 kg")) + p("kg 7 kg"))'
    run lode extract -r rules.yaml a.docx
    [ "$(grep -o '"text":"[^"]*"' <<<"$output" | tr '\n' ' ')" = '"text":"3 kg" "text":"4 kg" "text":"6 kg" "text":"7 kg" ' ]
    make b.docx 'docx(table((p("outer") + table(("8", "kg"), ("9 kg", "x")) + p("more"), "beside"), head=False))'
    run pieces b.docx
    [ "$output" = $'outer\n8\nkg\n9 kg\nx\nmore\nbeside' ]
    run lode extract -r rules.yaml b.docx
    [ "$(grep -o '"text":"[^"]*"' <<<"$output" | tr '\n' ' ')" = '"text":"9 kg" ' ]
    make a.odt 'odf("text", "<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>kg</text:p><text:p>2 kg</text:p></table:table-cell></table:table-row></table:table><text:p>kg</text:p>")'
    run lode extract -r rules.yaml a.odt
    [ "$(grep -o '"text":"[^"]*"' <<<"$output" | tr '\n' ' ')" = '"text":"2 kg" ' ]
}

@test "office: fonts from before Unicode are read as what they show" {
    make a.docx 'docx(p(run("Nghi\u00d6p", "<w:rFonts w:ascii=\".VnTime\"/>"), run(" \u00ae\u00e5ng", "<w:rFonts w:ascii=\".VnArial\" w:hAnsi=\".VnArial\"/>")) +
        p(run("\u00f1y ban", "<w:rFonts w:hAnsi=\".VnTimeH\"/>"), run(" nh\u00c9", "<w:rFonts w:hAnsi=\"Times New Roman\"/>")) +
        p("<w:r><w:rPr><w:rFonts w:hAnsi=\".VnTime\"/></w:rPr><w:t>tr</w:t><w:softHyphen/><w:t>\u00edc</w:t></w:r>") +
        p(run("Vie", "<w:rFonts w:hAnsi=\"VNI-Times\"/>"), run("\u00e4t Nam \u00d1oâng Höôùng YÙ kieán", "<w:rFonts w:hAnsi=\"VNI-Times\"/>")) +
        p(run("Việt Nam đã", "<w:rFonts w:hAnsi=\".VnTime\"/>")) + p("b\u00b8o", properties="<w:pStyle w:val=\"Old\"/>"),
        styles="<w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Old\"><w:basedOn w:val=\"Base\"/></w:style>")'
    run pieces a.docx
    [ "$output" = $'Nghiệp đồng\nỦY BAN nhÉ\ntrước\nViệt Nam Đông Hướng Ý kiến\nViệt Nam đã\nbáo' ]
    make a.odt 'odf("text", "<text:p text:style-name=\"P1\">b\u00b8o <text:span text:style-name=\"T1\">c\u00f3</text:span> c\u00b8o</text:p>", automatic="<style:style style:name=\"P1\" style:family=\"paragraph\"><style:text-properties fo:font-family=\"&apos;.VnTime&apos;\"/></style:style><style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:font-family=\"Arial\"/></style:style>")'
    run pieces a.odt
    [ "$output" = 'báo có cáo' ]
    make a.xlsx 'xlsx([("S", "", [(("b\u00b8o", 1), "<r><rPr><rFont val=\"VNI-Times\"/></rPr><t>caùo</t></r>")])], formats=(0,), fonts=("Calibri", ".VnTime"))'
    run pieces a.xlsx
    [ "$output" = $'S\nbáo\ncáo' ]
}

@test "office: workbooks show their numbers, days and currencies as people see them" {
    make a.xlsx 'xlsx([("R&D", "", [("text", 3500000, 1.5, "=inline", None, 0.1), ((1234567.891, 1), (1234567.891, 2), (0.256, 3), (-12, 4), (44197, 5)), ((44197.75, 6), (44197, 7), (-5, 8), (5, 8), (0, 8), (1500000, 9)), ((44197, 10), (0.5, 11))]), ("Hidden", "hidden", [(1,)])],
        formats=(3, "#,##0.00", 9, "\"USD\" #,##0", 14, "dd/mm/yyyy hh:mm", "d mmmm yyyy", "#,##0_);(#,##0);\"-\"", "#,##0, \"k\"", "[$-42A]dd\\-mm\\-yy", 20))'
    run pieces a.xlsx
    [ "$output" = $'R&D\ntext\n3500000\n1.5\ninline\n0.1\n1,234,568\n1,234,567.89\n26%\n-USD 12\n2021-01-01\n01/01/2021 18:00\n2021-01-01\n(5)\n5\n-\n1,500 k\n01-01-2021\n12:00' ]
    run pieces --set office.decimals=comma --set office.hidden=on a.xlsx
    [ "$output" = $'R&D\ntext\n3500000\n1,5\ninline\n0,1\n1.234.568\n1.234.567,89\n26%\n-USD 12\n2021-01-01\n01/01/2021 18:00\n2021-01-01\n(5)\n5\n-\n1.500 k\n01-01-2021\n12:00\nHidden\n1' ]
    make b.xlsx 'xlsx([("Tr\u01b0\u1eddng", "", [(1.5, 1e21, 1.1000000000000001, -0.0)])])'
    run pieces b.xlsx
    [ "$output" = $'Trường\n1,5\n1000000000000000000000\n1,1\n0' ]
}

@test "office: sheets of OpenDocument repeat what they say they repeat, and hide what is hidden" {
    make a.ods 'odf("spreadsheet", "<table:table table:name=\"One\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\"><text:p>1 kg</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row></table:table><table:table table:name=\"Two\" table:style-name=\"ta\"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>", automatic="<style:style style:name=\"ta\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>")'
    run pieces a.ods
    [ "$output" = $'One\n1 kg\n1 kg\n1 kg\n1 kg' ]
    run pieces --set office.hidden=on a.ods
    [ "$output" = $'One\n1 kg\n1 kg\n1 kg\n1 kg\nTwo\nx' ]
}

@test "office: slides in their order" {
    make a.pptx 'package("ppt/presentation.xml", {}, [("ppt/presentation.xml", "<p:p xmlns:p=\"p\" xmlns:r=\"r\"><p:sldId id=\"256\" r:id=\"r2\"/><p:sldId id=\"257\" r:id=\"r1\"/></p:p>"), ("ppt/_rels/presentation.xml.rels", relations(("r1", "slide", "slides/slide1.xml"), ("r2", "slide", "slides/slide2.xml"))),
        *((f"ppt/slides/slide{i}.xml", f"<p:s xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>slide </a:t></a:r><a:r><a:t>{i}</a:t></a:r></a:p><a:tbl><a:tr><a:tc><a:p><a:r><a:t>a</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>b</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:s>") for i in (1, 2))])'
    run pieces a.pptx
    [ "$output" = $'slide 2\na\nb\nslide 1\na\nb' ]
    make a.odp 'odf("presentation", "<draw:page><draw:frame><draw:text-box><text:p>one</text:p></draw:text-box></draw:frame></draw:page><draw:page><draw:custom-shape><text:p>two</text:p></draw:custom-shape><presentation:notes><text:p>no</text:p></presentation:notes></draw:page>")'
    run pieces a.odp
    [ "$output" = $'one\ntwo' ]
}

@test "office: title, author and day, as asked for" {
    make a.docx 'docx(p("x"), title=" The\n report ", author="A. B.", created="2021-10-13T08:00:00Z", modified="2022-01-02T00:00:00Z")'
    run lode extract -r rules.yaml a.docx
    [ "$output" = '{"document":"a.docx","date":"2021-10-13","title":"The report","metadata":{"author":"A. B."},"entities":[]}' ]
    [[ "$(lode extract -r rules.yaml --set office.date=modified a.docx)" == *'"date":"2022-01-02"'* ]]
    [[ "$(lode extract -r rules.yaml --set office.date=none a.docx)" != *'"date"'* ]]
    [[ "$(lode extract -r rules.yaml --date 2000-01-01 a.docx)" == *'"date":"2000-01-01"'* ]]
    make a.odt 'odf("text", "<text:p>x</text:p>", title="T", author="C", modified="2020-02-03T10:00:00")'
    run lode extract -r rules.yaml a.odt
    [ "$output" = '{"document":"a.odt","date":"2020-02-03","title":"T","metadata":{"author":"C"},"entities":[]}' ]
}

@test "office: a file is known by what is in it; what is none, encrypted or old is named" {
    make text.bin 'docx(p("5 kg"))'
    [[ "$(pieces text.bin)" == '5 kg' ]]
    printf 'no zip at all' >a.docx
    printf '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old' >b.doc
    printf '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0' >c.docx
    make d.odt 'odf("text", "", extra=[("META-INF/manifest.xml", "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>")])'
    make e.docx 'packed([("word/other.txt", "x"), ("[Content_Types].xml", "")])'
    make f.docx 'package("word/document.xml", {}, [])'
    run --separate-stderr pieces a.docx b.doc c.docx d.odt e.docx f.docx
    [ "${#lines[@]}" -eq 6 ]
    [[ "${lines[0]}" == 'syntax: it is no office file: '* ]]
    [[ "${lines[1]}" == 'syntax: it is in a format of Office 97 to 2003, which is not read; save it as .docx'* ]]
    [[ "${lines[2]}" == 'syntax: it is encrypted; save it without a password' ]]
    [[ "${lines[3]}" == 'syntax: it is encrypted; save it without a password' ]]
    [[ "${lines[4]}" == 'syntax: it is no office file: nothing in it says where its text is'* ]]
    [[ "${lines[5]}" == 'syntax: it has no word/document.xml, where its text would be' ]]
    [[ "$stderr" != *'failed on 3 documents in a row'* ]] # what is wrong with them is not the reader's fault
}

@test "office: hostile files are named, and cost no other document" {
    make type.docx 'package("word/document.xml", {}, [("word/document.xml", "<!DOCTYPE w [<!ENTITY a \"1 kg\">]><w:document xmlns:w=\"w\"><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>")])'
    make xxe.odt 'packed([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<!DOCTYPE w SYSTEM \"/etc/passwd\"><w/>")])'
    make bomb.docx 'docx(p("0" * 400_000_000))'
    make rows.ods 'odf("spreadsheet", "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>1 kg</text:p></table:table-cell></table:table-row></table:table>")'
    make deep.docx 'docx("<w:tbl><w:tr><w:tc>" * 3000 + p("1 kg") + "</w:tc></w:tr></w:tbl>" * 3000)'
    make nested.docx 'docx("<w:tbl><w:tr><w:tc>" * 60 + p("2 kg") + "</w:tc></w:tr></w:tbl>" * 60)'
    make boxes.docx 'docx("<w:p><w:r><w:txbxContent>" * 40 + p("3 kg") + "</w:txbxContent></w:r></w:p>" * 40)'
    make loop.docx 'docx(p("4 kg", properties="<w:pStyle w:val=\"a\"/>"), styles="<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style><w:style w:styleId=\"c\"><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr></w:style>")'
    make many.docx 'docx(p("5 kg")) if False else package("word/document.xml", {}, [*((f"word/x{i}.bin", "") for i in range(10000)), ("word/document.xml", word_part("document", "<w:body>" + p("5 kg") + "</w:body>"))])'
    printf '6 kg' >a.txt
    run --separate-stderr lode extract -r rules.yaml -j 2 .
    [ "$status" -eq 1 ]
    [ "$(grep -cE '"code":"(crash|timeout|memory)"' <<<"$output")" -eq 0 ]
    [ "$(grep -c . <<<"$output")" -eq 10 ]
    [[ "$output" == *'"document":"./bomb.docx","error":{"code":"limit"'* && "$output" == *'"document":"./rows.ods","error":{"code":"limit"'* ]]
    [[ "$output" == *'./type.docx","error":{"code":"syntax","message":"word/document.xml has a DOCTYPE, which no office file has"'* ]]
    [[ "$output" == *'./xxe.odt","error":{"code":"syntax","message":"content.xml has a DOCTYPE, which no office file has"'* ]]
    for weight in 1 2 3 4 5 6; do [[ "$output" == *"\"text\":\"$weight kg\""* ]]; done
}

@test "office: cut and broken files are read or named, and cost no other" {
    python3 - <<'END'
import os, random
rng = random.Random(7)
for name in ('aid-report.docx', 'visit-notes.odt', 'projects.xlsx', 'grants.ods'):
    whole = open(os.environ['LODE_SOURCE'] + '/samples/vi/' + name, 'rb').read()
    stem, ending = name.split('.')
    for i in range(200):
        open(f'{stem}-cut{i:03}.{ending}', 'wb').write(whole[:len(whole) * i // 200])
        broken = bytearray(whole)
        for _ in range(1 + i % 20):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        open(f'{stem}-broken{i:03}.{ending}', 'wb').write(broken)
END
    rm a.txt
    printf '8 kg' >whole.txt
    lode extract -r rules.yaml -j 2 . >.found || true
    [ "$(python3 -c 'import json; print(len({json.loads(l)["document"] for l in open(".found")}))')" -ge 1400 ] # some break into other archives
    run -1 grep -E '"code":"(crash|timeout|memory|plugin)"' .found
    [[ "$(tail -1 .found)" == *'"text":"8 kg"'* ]]
}

@test "office: Rich Text Format: paragraphs, characters, tables, notes; what is hidden, deleted or for programs is left out" {
    printf '%s\n' '{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}{\f1\fnil\fcharset163 Arial;}{\f2 .VnTime;}{\f3\fcharset0 VNI-Times;}}' \
        '{\info{\title A \u273\'"'"'3freport}{\author B. C.}{\creatim\yr2021\mo10\dy3\hr8}{\revtim\yr2022\mo1\dy2}}{\stylesheet{\s0 Normal;}}{\*\generator x;}' \
        '{\header \pard head \par}\pard One {\b tw}o\par caf\'"'"'e9 \u7879 ?\u-10179\'"'"'3f\u-8704\'"'"'3f {\f1 \'"'"'f0\'"'"'ea}\~5\_6\line next\tab tab\par' \
        '{\f2 B\'"'"'b8o c\'"'"'b8o} {\f3 Vie\'"'"'e4t}{\v hidden}{\deleted gone}{\pict 0102}{\field{\*\fldinst PAGE}{\fldrslt 9}}{\field{\*\fldinst REF a}{\fldrslt 8}}{\footnote \pard note}\par' \
        '\trowd\cellx1\cellx2\pard\intbl 1\cell kg 2 kg\cell\row\pard\intbl\'"'"'33\cell kg\cell\row\pard kg 4 kg {\*\unknown x}{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard box\par}}}end\par}' >a.rtf
    run --separate-stderr pieces a.rtf
    [ "$output" = $'One two\ncafé ệ😀 đê 5-6\nnext\ntab\nBáo cáo Việt8\n1\nkg 2 kg\n3\nkg\nkg 4 kg end\nbox\nhead\nnote' ]
    run --separate-stderr lode extract -r rules.yaml a.rtf
    [[ "$output" == '{"document":"a.rtf","date":"2021-10-03","title":"A đreport","metadata":{"author":"B. C."},"entities":['* ]]
    [ "$(grep -o '"text":"[^"]*"' <<<"$output" | tr '\n' ' ')" = '"text":"2 kg" "text":"4 kg" ' ]
    [[ "$(lode extract -r rules.yaml --set office.date=modified a.rtf)" == *'"date":"2022-01-02"'* ]]
    # Half a character is none, whatever comes in place of the other half.
    printf '%s\n' '{\rtf1\uc1 a\u-10179 ?b\u-10179 ?\u-10179 ?\u-8704 ?{\*\x y\u-10179 ?}\u-8704 ?\uc0\u-10179\u233\u-10179\emdash\u-10179\par c{\footnote d\u-10179}\u-10179}' >half.rtf
    run --separate-stderr pieces half.rtf
    [ "$output" = $'a\uFFFDb\uFFFD😀\uFFFD\uFFFDé\uFFFD—\uFFFD\nc\uFFFD\nd\uFFFD' ]
    rm half.rtf
    python3 - <<'END'
import random
rng = random.Random(7)
whole = open('a.rtf', 'rb').read()
for i in range(200):
    open(f'cut{i:03}.rtf', 'wb').write(whole[:len(whole) * i // 200])
    broken = bytearray(whole)
    for _ in range(1 + i % 20):
        broken[rng.randrange(len(broken))] = rng.choice(b'\\{}\'u0fx \xff')
    open(f'broken{i:03}.rtf', 'wb').write(broken)
open('deep.rtf', 'w').write('{\\rtf1' + '{' * 100000)
END
    lode extract -r rules.yaml -j 2 . >.found || true
    [ "$(grep -c . .found)" -eq 403 ]
    run -1 grep -E '"code":"(crash|timeout|memory|plugin)"' .found
    [[ "$(lode extract -r rules.yaml cut199.rtf)" == *'"message":"it is cut short: 1 of its groups do not end; open it where it was made and save it again"'* ]]
    [[ "$(lode extract -r rules.yaml deep.rtf)" == *'"message":"its groups lie in one another more than 1024 deep"'* ]]
}
