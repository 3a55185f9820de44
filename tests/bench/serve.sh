#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# serve.sh [SECONDS]: requests a second and the 99th percentile of `lode serve`, by wrk (Debian: apt-get install wrk), with texts of
# 2 KB, from 1, 8 and 32 connections, and the processor time that a request takes, wrk's not among it; then the same text through the
# command, one after the other in one process.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
lode=${LODE:-$source/lode}
seconds=${1:-10}
work=$(mktemp -d)
"$lode" serve -r vi --listen 127.0.0.1:0 >"$work/at" &
service=$!
trap 'kill $service 2>/dev/null; wait; rm -rf "$work"' EXIT
until [ -s "$work/at" ]; do sleep 0.05; done
url=$(sed 's/.* at //' "$work/at")
head -c 2000 "$source/samples/vi/budget-table.txt" | iconv -c -f UTF-8 -t UTF-8 >"$work/text"
cat >"$work/post.lua" <<END
local file = io.open("$work/text")
wrk.method, wrk.body, wrk.headers["Content-Type"] = "POST", file:read("*a"), "text/plain"
END
# Processor time of the service and its workers so far, in milliseconds.
processor_time() {
    cat /proc/[0-9]*/stat 2>/dev/null | awk -v service=$service -v ticks="$(getconf CLK_TCK)" \
        '$1 == service || $4 == service {sum += $14 + $15} END {print sum * 1000 / ticks}'
}
echo "$(wc -c <"$work/text") bytes a text, $(getconf _NPROCESSORS_ONLN) processors, load $(cut -d' ' -f1 /proc/loadavg)"
for connections in 1 8 32; do
    before=$(processor_time)
    wrk -t1 -c$connections -d"${seconds}s" --latency -s "$work/post.lua" "$url" >"$work/out"
    awk -v c=$connections -v used=$(($(processor_time) - before)) '/Requests\/sec/ {rate = $2} $1 == "50%" {half = $2} $1 == "99%" {most = $2} /requests in/ {count = $1} /Non-2xx|Socket errors/ {bad = bad " " $0}
        END {printf "%2d connections: %8.1f requests/s, median %s, 99 %% within %s, %.2f ms of processor time each%s\n", c, rate, half, most, used / count, bad}' "$work/out"
done
python3 - "$work/text" >"$work/in.jsonl" <<'END'
import json, sys
text = open(sys.argv[1], encoding='utf-8').read()
for _ in range(2000):
    print(json.dumps({'text': text}, ensure_ascii=False))
END
TIMEFORMAT='the command, in process: 2000 texts in %R s (%U s of processor time)'
time "$lode" extract --in-process -r vi "$work/in.jsonl" >/dev/null
