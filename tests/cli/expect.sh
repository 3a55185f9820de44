#!/bin/sh
# SPDX-License-Identifier: MIT
# expect.sh [FOLDER]: writes what lode finds in each sample to FOLDER (tests/cli/expected), one file of JSON Lines a sample,
# as samples.bats compares them. Read what has changed, line by line, before it is committed. Samples whose reader is not in this
# build are left out.
#
# LODE is the command (./lode of the source tree when not set).
set -eu
cd "${LODE_SOURCE:-$(dirname "$0")/../..}"
folder=${1:-tests/cli/expected}
readers=$("${LODE:-./lode}" list plugins)
has_reader() { printf '%s\n' "$readers" | grep -q "^reader[^/]* $1 "; }
for sample in samples/vi/*.* samples/en/*.*; do
    case $sample in
    *.html) has_reader html || continue ;;
    *.mbox) has_reader mail || continue ;;
    *.docx | *.ods | *.odt | *.rtf | *.xlsx) has_reader office || continue ;;
    *.zip) if ! has_reader archive || ! has_reader office; then continue; fi ;;
    *.pdf) has_reader pdf || continue ;;
    esac
    name=${sample#samples/}
    name=${name%.*}
    mkdir -p "$folder/${name%/*}"
    "${LODE:-./lode}" extract "$sample" >"$folder/$name.entities"
done
