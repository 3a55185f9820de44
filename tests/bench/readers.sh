#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How fast each reader is, as MB (10^6 bytes) of text a second out of COPIES (300) copies of each sample, on one core and in process,
# with one rule that finds nothing: reading is what is left. Called by run.sh.
#
#     readers.sh LODE TOOLS SOURCE WORK RUNS
set -eu
lode=$1 tools=$2 source=$3 work=$4 runs=$5
copies=${COPIES:-300}
cat >"$work/nothing.yaml" <<'YAML'
lode: 1
rules:
  - {id: bench.nothing, type: nothing, match: 'qxzqxz', examples: ['[qxzqxz]']}
YAML

# text FOLDER: the bytes of text in what its files hold.
text() {
    "$lode" extract -r "$work/nothing.yaml" --in-process --with-text "$1" 2>/dev/null |
        python3 -c 'import json, sys; print(sum(len(json.loads(line).get("text", "").encode()) for line in sys.stdin))'
}

printf '| %-58s | %9s | %9s | %9s |\n| --- | ---: | ---: | ---: |\n' "Readers, $copies copies of each sample" 'MB/s' 'seconds' 'MiB'
for sample in "$source"/samples/vi/{aid-programme.txt,news.jsonl,press-page.html,visit-notes.odt,aid-report.docx,grants.ods,projects.xlsx,wishes.csv,letters.mbox,journal-columns.pdf,dispatches.zip}; do
    ending=${sample##*.} folder="$work/reader-${sample##*.}"
    mkdir "$folder"
    for ((i = 0; i < copies; i++)); do cp "$sample" "$folder/$i.$ending"; done
    bytes=$(text "$folder")
    [ "$bytes" -gt 0 ] || continue # this build has no reader for it
    read -r seconds memory _ < <("$tools/measure" "$runs" "$work/output" "$lode" extract -r "$work/nothing.yaml" --in-process "$folder")
    printf '| %-58s | %9s | %9s | %9s |\n' "$ending: $((bytes / copies)) bytes of text of $(wc -c <"$sample") bytes a file" \
        "$(awk -v b="$bytes" -v s="$seconds" 'BEGIN { printf "%.2f", b / s / 1e6 }')" "$seconds" "$memory"
done
