# Moves the paragraph macros of scdoc, which end paragraphs, to where paragraphs begin.
/^\.PP?$/ { held = 1; next }
/^\.RE/ { print; last = $0; next }
{
    if (held && !/^\.(SH|SS|RS)/ && last !~ /^\.(SH|SS|TH)/)
        print ".P"
    held = 0
    print
    last = $0
}
