#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# make bench: how fast lode is, against named baselines, in one run on this machine. Figures are medians; MB are 10^6 bytes of
# document text. RUNS (3), MEGABYTES (64) and SLOW_MEGABYTES (8, for what is slow) may be set.
#
#     run.sh LODE TOOLS SOURCE        the command, the folder of the bench's own programs, the source tree
set -eu
lode=$1 tools=$2 source=$3
runs=${RUNS:-3} megabytes=${MEGABYTES:-64} slow=${SLOW_MEGABYTES:-8}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache"
samples=("$source"/samples/vi/{aid-programme,budget-table,decision,delegation-visit,festival,investment-report,web-page}.txt)

# measure COMMAND...: sets seconds and memory (MiB).
measure() { read -r seconds memory _ < <("$tools/measure" "$runs" "$work/output" "$@"); }
rate() { awk -v mb="$1" -v s="$seconds" 'BEGIN { printf "%.2f", mb / s }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
row() { printf '| %-58s | %9s | %9s | %9s |\n' "$@"; }
head_row() {
    row "$1" 'MB/s' 'seconds' 'MiB'
    printf '| --- | ---: | ---: | ---: |\n'
}

for size in "$megabytes" "$slow"; do
    "$tools/corpus" jsonl "$size" "${samples[@]}" >"$work/$size.jsonl"
    "$tools/corpus" text "$size" "${samples[@]}" >"$work/$size.txt"
done
mkdir "$work/folder"
"$tools/corpus" text 1 "${samples[@]}" | split -C 4000 -a 5 - "$work/folder/document-"
document=$(find "$work/folder" -type f | sort | head -n 1)
"$lode" list patterns -r vi | LC_ALL=C sort >"$work/patterns"
# pcre2grep takes no pattern of more than 8192 bytes; ripgrep makes one of all, and takes no more than these of up to 500.
LC_ALL=C awk -F '\t' 'length($2) <= 8180' "$work/patterns" | sed -e 's/^[^\t]*\t//' -e 's/^/(*UCP)(?n)/' >"$work/pcre2grep.patterns"
LC_ALL=C awk -F '\t' 'length($2) <= 500 {
    for (i = 1; i <= 2; i++) {
        letter = substr("ft", i, 1)
        gsub("\\(\\?<" letter, "(?<r" NR letter, $2)
        gsub("\\\\k<" letter, "\\\\k<r" NR letter, $2)
        gsub("\\(\\?&" letter, "(?\\\\&r" NR letter, $2)
    }
    print $2
}' "$work/patterns" >"$work/rg.patterns"

extract=("$lode" extract -r vi --language vi)
"${extract[@]}" "$document" >/dev/null
printf '%s, %s, %s rules, %s\n\n' "$(uname -m)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    "$(wc -l <"$work/patterns")" "$("$lode" --version | head -n 1)"

head_row "One core, $megabytes MB of documents (slow ones: $slow MB)"
measure "${extract[@]}" -j 1 "$work/$megabytes.jsonl"
fast=$(rate "$megabytes")
row 'lode, prefilter, one worker' "$fast" "$seconds" "$memory"
measure "${extract[@]}" --in-process "$work/$megabytes.jsonl"
inside=$(rate "$megabytes")
row 'lode, prefilter, in process' "$inside" "$seconds" "$memory"
measure "${extract[@]}" -j 2 "$work/$megabytes.jsonl"
two=$(rate "$megabytes")
row 'lode, prefilter, two workers' "$two" "$seconds" "$memory"
measure "${extract[@]}" --in-process --prefilter off "$work/$slow.jsonl"
plain=$(rate "$slow")
row 'lode, --prefilter off, in process' "$plain" "$seconds" "$memory"
measure "$tools/pcre2_loop" "$work/patterns" "$work/$slow.txt"
loop=$(rate "$slow")
row 'a loop of PCRE2 JIT over the same patterns, matching only' "$loop" "$seconds" "$memory"
grep_rate='' rg_rate=''
if command -v pcre2grep >/dev/null; then
    measure pcre2grep -u -o --buffer-size=1M -f "$work/pcre2grep.patterns" "$work/$slow.txt"
    grep_rate=$(rate "$slow")
    row "pcre2grep -u -o, the $(wc -l <"$work/pcre2grep.patterns") patterns that it takes" "$grep_rate" "$seconds" "$memory"
fi
if command -v rg >/dev/null; then
    measure rg -P -o -f "$work/rg.patterns" "$work/$slow.txt"
    rg_rate=$(rate "$slow")
    row "rg -P -o, the $(wc -l <"$work/rg.patterns") patterns that it takes" "$rg_rate" "$seconds" "$memory"
fi
measure env LC_ALL=C.UTF-8 wc -w "$work/$megabytes.txt"
words=$(rate "$megabytes")
row 'wc -w (C.UTF-8)' "$words" "$seconds" "$memory"

printf '\n'
printf 'prefilter on / off, in process:  %s\n' "$(ratio "$inside" "$plain")"
[ -z "$grep_rate" ] || printf 'lode / pcre2grep -o:             %s\n' "$(ratio "$fast" "$grep_rate")"
[ -z "$rg_rate" ] || printf 'lode / rg -P -o:                 %s\n' "$(ratio "$fast" "$rg_rate")"
printf 'lode / wc -w:                    %s\n' "$(ratio "$fast" "$words")"
printf 'two workers / one:               %s\n' "$(ratio "$two" "$fast")"
printf 'in process / one worker:         %s\n\n' "$(ratio "$inside" "$fast")"

head_row "More rules, in process, $megabytes MB"
rules=$(wc -l <"$work/patterns")
one=$seconds
for times in 1 3 10 30; do
    more=(-r vi)
    if [ "$times" -gt 1 ]; then
        awk -f "$source/tests/bench/rules.awk" -v rules=$((rules * (times - 1))) -v pack=vi "${samples[@]}" >"$work/more.yaml"
        more+=(-r "$work/more.yaml")
    fi
    "$lode" extract "${more[@]}" "$document" >/dev/null # so that what is compiled is kept
    measure "$lode" extract "${more[@]}" --in-process "$work/$megabytes.jsonl"
    [ "$times" -gt 1 ] || one=$seconds
    row "$times times the rules: $(ratio "$seconds" "$one") times the time" "$(rate "$megabytes")" "$seconds" "$memory"
done
awk -f "$source/tests/bench/table.awk" -v entries=100000 >"$work/names.tsv"
cat >"$work/names.yaml" <<'YAML'
lode: 1
pack: {language: vi}
tables: {names: {file: names.tsv}}
rules:
  - {id: bench.names, type: name, lookup: names, priority: -100, examples: ['[An An An Bình]']}
YAML
sed -i "s/\[An An An Bình\]/[$(sed -n 2p "$work/names.tsv" | cut -f 1)]/" "$work/names.yaml"
"$lode" extract -r vi -r "$work/names.yaml" "$document" >/dev/null
measure "$lode" extract -r vi -r "$work/names.yaml" --in-process "$work/$megabytes.jsonl"
row "a table of 100,000 entries: $(ratio "$seconds" "$one") times the time" "$(rate "$megabytes")" "$seconds" "$memory"

printf '\n'
head_row 'Starting: one document of 4 KB'
runs=11
measure "${extract[@]}" --no-cache "$document"
row 'cold: without a cached prefilter' '' "$seconds" "$memory"
"${extract[@]}" "$document" >/dev/null
measure "${extract[@]}" "$document"
row 'warm: with it' '' "$seconds" "$memory"

printf '\n'
"$source/tests/bench/readers.sh" "$lode" "$tools" "$source" "$work" "${RUNS:-3}"
