# Writes a pack of made-up rules, for seeing what more rules cost:  awk -f rules.awk -v rules=N -v pack=NAME TEXT
# The words are those of a text, so that the rules look at real places of it; the same arguments give the same rules.
function random(below) { seed = (seed * 16807) % 2147483647; return seed % below }
function word() { return words[1 + random(count)] }
{
    for (i = 1; i <= NF; i++)
        if ($i !~ /[^a-zA-Z\200-\377]/ && length($i) > 2 && !($i in seen)) { seen[$i] = 1; words[++count] = $i }
}
END {
    seed = 20201013
    print "lode: 1\npack: {language: vi, uses: [" pack "]}\nrules:"
    for (n = 1; n <= rules; n++) {
        first = word(); second = word(); third = word(); kind = n % 5
        example = first " " second " 12"
        if (kind == 0) { match_ = first " " second " %{digits:count}" }
        else if (kind == 1) { match_ = "%{digits:count} (" first "|" second ") " third; example = "12 " first " " third }
        else if (kind == 2) { match_ = first " (" second "|" third ")( %{number:count})?" }
        else if (kind == 3) { match_ = "(?<![\\p{L}])" first " (?<name>\\p{Lu}\\p{Ll}+(?:\\h\\p{Lu}\\p{Ll}+){1,4})"; example = first " Minh Anh" }
        else { match_ = second " " first " (?<span>\\d{1,2}[/-]\\d{1,2}(?:[/-]\\d{4})?)"; example = second " " first " [12/5]" }
        if (kind != 4) example = "[" example "]"
        printf "  - {id: made.up.%d, type: made_up_%d, priority: -100, match: '%s', examples: ['%s']}\n", n, n % 40, match_, example
    }
}
