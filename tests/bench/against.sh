#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# make bench-against BASE=COMMIT: this lode against that of a commit, on one core, with the whole Vietnamese pack, values and
# JSON Lines. Figures are processor time (user and system, of all processes), the least of RUNS (5) runs that take turns.
# MEGABYTES (8) may be set. A first pass is one with an empty cache; a second pass has what the first one left there.
#
#     against.sh LODE TOOLS SOURCE COMMIT        the command, the folder of the bench's own programs, the source tree; COMMIT
#                                                may be a folder in which one is built
set -eu
lode=$1 tools=$2 source=$3 commit=$4
runs=${RUNS:-5} megabytes=${MEGABYTES:-8}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
samples=("$source"/samples/vi/{aid-programme,budget-table,decision,delegation-visit,festival,investment-report,web-page}.txt)

if [ -d "$commit" ]; then
    base=$commit/lode
else
    mkdir "$work/base"
    git -C "$source" archive "$commit" | tar -x -C "$work/base"
    (cd "$work/base" && ./bootstrap) >"$work/log" 2>&1 || {
        tail "$work/log" >&2
        exit 1
    }
    base=$work/base/lode
fi

"$tools/news" jsonl "$megabytes" "${samples[@]}" >"$work/news.jsonl"
"$tools/news" text "$megabytes" "${samples[@]}" >"$work/news.txt"
"$tools/news" text 11 "${samples[@]}" >"$work/large.txt"
"$tools/corpus" jsonl "$megabytes" "${samples[@]}" >"$work/dense.jsonl"
mkdir "$work/folder"
split -C 3000 -a 5 --additional-suffix=.txt "$work/news.txt" "$work/folder/document-"
document=$(find "$work/folder" -type f | sort | head -n 1)

# turn WHO NAME OPTION... : runs one of the two and keeps the least processor time and the most memory under the name.
declare -A least memory
turn() {
    local who=$1 name=$2 command=$lode seconds mib
    shift 2
    [ "$who" = this ] || command=$base
    read -r _ mib seconds < <(XDG_CACHE_HOME="$work/cache-$who" "$tools/measure" 1 "$work/output-$who" \
        "$command" extract -r vi --language vi "$@")
    least[$who$name]=$(awk -v a="${least[$who$name]:-1e9}" -v b="$seconds" 'BEGIN { print a + 0 < b + 0 ? a : b }')
    memory[$who$name]=$mib
}

# compare EMPTY TITLE OPTION... : EMPTY says whether the cache is emptied before each run.
compare() {
    local empty=$1 title=$2
    shift 2
    for who in base this; do
        [ "$empty" = empty ] || turn "$who" warming "$@"
    done
    for ((run = 0; run < runs; run++)); do
        for who in base this; do
            [ "$empty" = kept ] || rm -rf "$work/cache-$who"
            turn "$who" "$title" "$@"
        done
    done
    same=$(cmp -s "$work/output-base" "$work/output-this" && echo same || echo other)
    awk -v title="$title" -v a="${least[base$title]}" -v b="${least[this$title]}" -v same="$same" \
        -v m="${memory[base$title]}" -v n="${memory[this$title]}" \
        'BEGIN { printf "| %-50s | %7.3f | %7.3f | %5.2f | %6.1f | %6.1f | %s |\n", title, a, b, a / (b ? b : 0.001), m, n, same }'
}

printf '| %-50s | %7s | %7s | %5s | %6s | %6s | %s |\n' "$megabytes MB, against $commit" seconds now times MiB now bytes
printf '| --- | ---: | ---: | ---: | ---: | ---: | --- |\n'
compare kept 'news, JSON Lines, second pass' --in-process "$work/news.jsonl"
compare kept 'news, one large text, second pass' --in-process "$work/news.txt"
compare kept 'news, files of 3 KB, a worker, second pass' -j 1 "$work/folder"
compare empty 'news, JSON Lines, first pass' --in-process "$work/news.jsonl"
compare kept 'news, JSON Lines, no cache' --in-process --no-cache "$work/news.jsonl"
compare kept 'dense, JSON Lines, second pass' --in-process "$work/dense.jsonl"
compare kept 'start without a cache, a document of 3 KB' --in-process --no-cache "$document"
compare kept 'start with it, a document of 3 KB' --in-process "$document"
compare kept 'a document of 11 MB' --in-process "$work/large.txt"
