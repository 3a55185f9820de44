#!/bin/sh
# SPDX-License-Identifier: MIT
# assets.sh FOLDER: writes the parts of the report's page as C strings, with the hashes by which its Content-Security-Policy lets
# nothing else run.
set -eu
cd "$1"

# The file as a string of C, line by line.
string() {
    printf 'static const char %s[] =\n' "$2"
    sed 's/\\/\\\\/g; s/"/\\"/g; s/?/\\?/g; s/^/    "/; s/$/\\n"/' "$1"
    printf '    ;\n'
}

# The base64 of a file's SHA-256.
hash() {
    sha256sum "$1" | cut -c1-64 | sed 's/../& /g' | tr ' ' '\n' | while read -r byte; do
        [ -z "$byte" ] || printf '%b' "\\0$(printf %o "0x$byte")"
    done | base64
}

echo '/* Made by assets.sh. */'
string report.css style
string report.js script
string report.html body
printf '#define STYLE_HASH "sha256-%s"\n#define SCRIPT_HASH "sha256-%s"\n' "$(hash report.css)" "$(hash report.js)"
