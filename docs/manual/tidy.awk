# Makes of scdoc's pages what mandoc -T lint has nothing to say about: the paragraph macros, which end paragraphs, move to where
# paragraphs begin, the title is in capitals, and lines of text have at most 80 bytes. Needs LC_ALL=C.
/^\.PP?$/ { held = 1; next }
/^\.RE/ { print; last = $0; next }
/^\.TH / { $2 = toupper($2) }
/^\.nf/ { as_is = 1 }
/^\.fi/ { as_is = 0 }
{
    if (held && !/^\.(SH|SS|RS)/ && last !~ /^\.(SH|SS|TH)/)
        print ".P"
    held = 0
    last = $0
    if (as_is || /^[.']/)
        print
    else
        fill()
}

# Words that would be macros at the beginning of a line stay where they are.
function fill(    words, count, line, i) {
    count = split($0, words, / /)
    line = words[1]
    for (i = 2; i <= count; i++)
        if (length(line) + 1 + length(words[i]) > 80 && words[i] !~ /^[.']|^$/) {
            print line
            line = words[i]
        } else
            line = line " " words[i]
    print line
}
