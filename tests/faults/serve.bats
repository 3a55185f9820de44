#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The service: what is sent by HTTP comes back as the command would write it, whoever sends what however slowly.
load help

# serve OPTION...: starts a service with the packs at hand, at $url.
serve() {
    rm -f at
    "$LODE" serve --listen 127.0.0.1:0 -j 2 "$@" >at 2>messages &
    service=$!
    wait_for test -s at
    url=$(sed 's/^lode serves at //' at)
    port=${url##*:}
    port=${port%/}
}

teardown() {
    [ -z "${service-}" ] || { kill -KILL "$service" 2>/dev/null && wait "$service"; } || true
}

needs_service() {
    grep -q '^#define HAVE_HTTP' "$LODE_BUILD/config.h" || skip 'this build has no service'
}

# A document that takes some seconds.
naps=$(printf 'trouble:nap %.0s' {1..80})

# post BODY [CURL-OPTION...]: the answer in `answer`, its status printed.
post() {
    curl -s -o answer -w '%{http_code}' --data-binary "$1" "${@:2}"
}

ends() {
    local status=0
    wait "$service" || status=$?
    service=
    [ "$status" -eq "$1" ] || { echo "status $status"; cat messages; false; }
}

@test "serve: texts, JSON Lines and files come back as the command writes them" {
    needs_service
    serve -r vi -r en
    for file in "$LODE_SOURCE"/samples/vi/*.txt "$LODE_SOURCE"/samples/en/*.txt; do
        lode extract -r vi -r en - <"$file" >want 2>/dev/null || [ $? -eq 1 ]
        [[ $(post "@$file" -H 'Content-Type: text/plain' "$url") == 200 ]]
        cmp want answer
    done
    cd "$LODE_SOURCE/samples"
    find . -type f ! -name '*.jsonl' | sort >"$BATS_TEST_TMPDIR/names"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/names")" -gt 10 ]
    while read -r file; do
        lode extract -r vi -r en "$file" >"$BATS_TEST_TMPDIR/want" 2>/dev/null || [ $? -le 2 ]
        curl -s -o "$BATS_TEST_TMPDIR/answer" --data-binary "@$file" -H 'Content-Type: application/octet-stream' \
            "$url?name=$file"
        cmp "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/answer"
    done <"$BATS_TEST_TMPDIR/names"
    cd "$BATS_TEST_TMPDIR"
    kill -TERM $service
    ends 0
}

@test "serve: JSON Lines in order, with their mistakes, while others ask" {
    needs_service
    serve -r rules.yaml
    records 20000 >in.jsonl
    printf '\nno JSON\n{"id":"last","text":"Mr Smith has 3 things"}' >>in.jsonl
    lode extract -r rules.yaml --reader jsonl - <in.jsonl >want 2>/dev/null || [ $? -eq 1 ]
    [ "$(wc -l <want)" -eq 20002 ]
    for i in 1 2 3; do
        curl -s -o "got.$i" --data-binary @in.jsonl -H 'Content-Type: application/x-ndjson; charset=utf-8' "$url" &
        curls[i]=$!
    done
    [[ $(post 'Mr Jones has 4 things' "$url") == 200 ]]
    grep -q '"type":"count"' answer
    wait "${curls[@]}"
    cmp got.1 want
    cmp got.2 want
    cmp got.3 want
    [[ $(post '' -H 'Content-Type: application/x-ndjson' "$url") == 200 ]]
    [ ! -s answer ]
}

@test "serve: name, date, language, encoding, reader and types are the request's own" {
    needs_service
    serve -r vi -r en --with-text
    printf 'Mr Smith paid 5 USD yesterday.' >a.txt
    lode extract -r vi -r en --with-text --date 2024-03-01 --language en a.txt >want
    [[ $(post @a.txt "$url?name=a.txt&date=2024-03-01&language=en") == 200 ]]
    cmp want answer
    for disposition in 'attachment; filename=a.txt' 'attachment; size=3; filename="\a.txt"' "inline; filename=b; filename*=UTF-8''%61.txt"; do
        [[ $(post @a.txt -H "Content-Disposition: $disposition" "$url?date=2024-03-01&language=en") == 200 ]]
        cmp want answer
    done
    lode extract -r vi -r en --with-text --type money - <a.txt >want
    [[ $(post @a.txt "$url?type=money") == 200 ]]
    cmp want answer
    printf 'Kho\xe1ng 5 tri\xf2\xf2u USD' >b.txt
    lode extract -r vi -r en --with-text --encoding windows-1258 - <b.txt >want
    [[ $(post @b.txt -H 'Content-Type: text/plain; charset="windows-1258"' "$url") == 200 ]]
    cmp want answer
    printf '{"text":"5 USD"}\n' >c
    lode extract -r vi -r en --with-text --reader jsonl - <c >want
    [[ $(post @c "$url?reader=jsonl") == 200 ]]
    cmp want answer
    printf '{"id": 7, "text": "Kho\\u1ea3ng 5 tri\\u1ec7u USD"}' >d
    lode extract -r vi -r en --with-text --reader jsonl - <d >want
    grep -q '"id":"7".*"amount":5000000' want
    for type in application/json 'application/json; charset=utf-8' application/x-ndjson application/jsonl; do
        [[ $(post @d -H "Content-Type: $type" "$url") == 200 ]]
        cmp want answer
    done
    # nothing of one request is left to the next
    lode extract -r vi -r en --with-text - <a.txt >want
    [[ $(post @a.txt "$url") == 200 ]]
    cmp want answer
    printf 'x' >z
    [[ $(post @z "$url?name=%c3%28") == 200 ]]
    grep -q '"document":"file:%C3(",' answer
}

@test "serve: what cannot be is refused, with the reason as JSON" {
    needs_service
    serve -r vi --max-bytes 1000
    refused() {
        local status
        status=$(post "${@:3}")
        echo "$status, not $1: $(cat answer)"
        [ "$status" = "$1" ]
        grep -qF "$2" answer
    }
    refused 400 "unknown parameter 'tpye'" x "$url?tpye=money"
    refused 400 "the parameter 'type' is empty" x "$url?type="
    refused 400 "no rule that is loaded makes the type 'mony'" x "$url?type=date,mony"
    refused 400 "did you mean 'money'?" x "$url?type=mony"
    refused 400 "'2024-13-01' is not a date" x "$url?date=2024-13-01"
    refused 400 "'-' is no language tag" x "$url?language=-"
    refused 400 "there is no reader 'nothing'" x "$url?reader=nothing"
    refused 422 "unknown encoding 'nothing'" x "$url?encoding=nothing"
    refused 404 'there is nothing at this path' x "${url}elsewhere"
    refused 405 'POST a document to it' x -X PUT "$url"
    refused 405 'GET it' x "${url}health"
    printf 'worth 5 USD' | gzip >packed
    refused 415 "encoded as 'gzip'" @packed -H 'Content-Encoding: gzip' -H 'Content-Type: text/plain' "$url"
    [[ $(post @packed "$url") == 200 ]]
    [[ $(post 'x' -H 'Content-Encoding: identity' "$url") == 200 ]]
    [[ $(curl -s -o answer -w '%{http_code}' -F file=@packed "$url") == 415 ]]
    grep -q "'curl --data-binary @FILE'" answer
    printf '\xff\xfe\x00' >broken
    refused 422 '"code":"encoding","message":"the text ends within a character' @broken "$url"
    head -c 1001 /dev/zero | tr '\0' x >large
    refused 413 'the body is larger than the service takes' @large "$url"
    refused 413 'the body is larger than the service takes' @large -H 'Transfer-Encoding: chunked' "$url"
    head -c 1000 large >fits
    [[ $(post @fits "$url") == 200 ]]
    [[ $(curl -s -o answer -w '%{http_code}' "$url") == 405 ]]
    [[ $(curl -s -o answer -w '%{http_code}' "${url}health") == 200 ]]
    grep -q '"status":"ok"' answer
    for broken in 'GARBAGE\r\n\r\n' 'POST / HTTP/9.9\r\n\r\n' 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n' '\0\0\0\0' \
        'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n' 'GET /%00%ff?%zz=%zz&&=&= HTTP/1.1\r\nHost: x\r\n\r\n'; do
        # shellcheck disable=SC2059
        { printf "$broken"; sleep 0.1; } >"/dev/tcp/127.0.0.1/$port" || true
    done
    [[ $(post 'x' "$url") == 200 ]]
}

@test "serve: a worker that crashes, hangs or takes all memory costs its request" {
    needs_service
    serve -r faulty.yaml --timeout 5 --memory 200M
    [[ $(post '3 things, trouble:crash' "$url") == 500 ]]
    grep -q '^{"document":"-","error":{"code":"crash","message":"the worker ended with signal 11' answer
    [[ $(post '3 things' "$url") == 200 ]]
    grep -q '"type":"count"' answer
    [[ $(post '3 things, trouble:loop' "$url") == 504 ]]
    grep -q '"code":"timeout","message":"it took longer than 5 s"' answer
    [[ $(post '4 things' "$url") == 200 ]]
    if ! sanitized; then
        [[ $(post 'trouble:eat' "$url") == 50[04] ]]
        grep -q '"code":"memory"\|"code":"timeout"' answer
    fi
    # one line of many
    records 300 crash >in.jsonl
    lode extract -r faulty.yaml --reader jsonl - <in.jsonl >want 2>/dev/null || [ $? -eq 1 ]
    [[ $(post @in.jsonl -H 'Content-Type: application/x-ndjson' "$url") == 200 ]]
    cmp want answer
    curl -s "${url}metrics" >metrics
    [ "$(sed -n 's/^lode_workers_restarted_total //p' metrics)" -ge 3 ]
    grep -q '^lode_documents_failed_total{code="crash"} 2$' metrics
    grep -q '^lode_documents_failed_total{code="timeout"} 1$' metrics
    grep -q '^lode_requests_total{status="504"} 1$' metrics
    grep -q '^lode_request_seconds_bucket{le="+Inf"} [5-7]$' metrics
    # a worker that is killed from outside costs nothing
    # shellcheck disable=SC2046
    kill -KILL $(cat /proc/$service/task/*/children)
    [[ $(post '5 things' "$url") == 200 ]]
}

@test "serve: a slow document holds no other back" {
    needs_service
    serve -r faulty.yaml --timeout 60
    curl -s -o slow --data-binary 'trouble:loop' "$url" &
    wait_for sh -c "curl -s '${url}metrics' | grep -q '^lode_requests_at_work 1\$'"
    for i in $(seq 20); do
        [[ $(post "$i things" --max-time 50 "$url") == 200 ]]
    done
    [ ! -s slow ]
    records 5000 >in.jsonl
    lode extract -r faulty.yaml --reader jsonl - <in.jsonl >want
    [[ $(post @in.jsonl --max-time 50 -H 'Content-Type: application/x-ndjson' "$url") == 200 ]]
    cmp want answer
    kill -KILL %2 2>/dev/null || kill -KILL $! 2>/dev/null || true
}

@test "serve: who waits for room is served before those who came later" {
    needs_service
    serve -r faulty.yaml
    head -c 5000000 /dev/zero | tr '\0' '.' >large
    at_work() { curl -s "${url}metrics" | grep -q "^lode_requests_at_work $1\$"; }
    for i in 1 2; do
        curl -s -o /dev/null --data-binary "$naps" "$url" &
    done
    wait_for at_work 2
    touch order
    for i in $(seq 7); do # more than may be in flight
        curl -s -o /dev/null --data-binary @large -H 'Content-Type: text/plain' "$url" &
    done
    wait_for at_work 9
    for i in $(seq 6); do
        { curl -s -o /dev/null --data-binary 'trouble:nap trouble:nap trouble:nap' "$url" && echo "$i" >>order; } &
        wait_for at_work $((9 + i))
    done
    wait_for sh -c '[ "$(wc -l <order)" -eq 6 ]'
    grep -n . order
    [ "$(grep -n '^1$' order | cut -d: -f1)" -lt "$(grep -n '^6$' order | cut -d: -f1)" ]
}

@test "serve: who sends slowly, or not at all, is cut off; who comes when all places are taken is told so" {
    needs_service
    serve -r rules.yaml --request-timeout 1 --connections 2
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    printf 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n' >&5
    (trap '' PIPE; for i in $(seq 40); do printf x >&5 || break; sleep 0.1; done) 2>/dev/null &
    head -n 1 <&5 | grep -q '^HTTP/1.1 408 '
    exec 5>&-
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    head -n 1 <&5 | grep -q '^HTTP/1.1 408 '
    exec 5>&-
    wait_for sh -c "curl -s '${url}metrics' | grep -q '^lode_connections 1\$'"
    exec 5<>"/dev/tcp/127.0.0.1/$port" 6<>"/dev/tcp/127.0.0.1/$port"
    [[ $(post '3 things' -D head "$url") == 503 ]]
    grep -q '^Retry-After: 1' head
    grep -q '"code":"busy"' answer
    exec 5>&- 6>&-
    wait_for sh -c "curl -s '${url}metrics' | grep -q '^lode_connections 1\$'"
    [[ $(post '3 things' "$url") == 200 ]]
}

@test "serve: packs are read anew on SIGHUP, and no request is lost; a broken pack leaves those that were" {
    needs_service
    serve -r rules.yaml
    [[ $(post '3 things, Mr Smith' "$url") == 200 ]]
    cp answer old
    (for i in $(seq 200); do curl -s -w '%{http_code}\n' --data-binary '3 things, Mr Smith' "$url"; done >stream) &
    stream=$!
    wait_for test -s stream
    sed -i 's/type: name/type: person/' rules.yaml
    kill -HUP $service
    wait_for sh -c "curl -s --data-binary '3 things, Mr Smith' '$url' | grep -q '\"type\":\"person\"'"
    echo 'no rules' >rules.yaml
    kill -HUP $service
    wait_for grep -q 'goes on with the packs that it had' messages
    wait $stream
    [ "$(grep -c '^200$' stream)" -eq 200 ]
    [ "$(grep -v '^200$' stream | sort -u | wc -l)" -le 2 ]
    [[ $(post '3 things, Mr Smith' "$url") == 200 ]]
    grep -q '"type":"person"' answer
    grep -qF '"type":"name"' old
    curl -s "${url}metrics" >metrics
    grep -q '^lode_reloads_total 2$' metrics
    grep -q '^lode_reloads_failed_total 1$' metrics
}

@test "serve: SIGHUP while a request is at work, which ends with the packs that it began with" {
    needs_service
    serve -r faulty.yaml
    curl -s -o slow --data-binary "3 things, $naps" "$url" &
    slow=$!
    wait_for sh -c "curl -s '${url}metrics' | grep -q '^lode_requests_at_work 1\$'"
    sed -i 's/type: count/type: number/' faulty.yaml
    kill -HUP $service
    wait_for sh -c "curl -s --data-binary '3 things' '$url' | grep -q '\"type\":\"number\"'"
    wait $slow
    grep -q '"type":"count"' slow
}

@test "serve: SIGTERM finishes what is at work and takes no more; a second one ends at once" {
    needs_service
    serve -r faulty.yaml
    curl -s -o slow -w '%{http_code}' --data-binary "3 things, $naps" "$url" >status &
    slow=$!
    wait_for sh -c "curl -s '${url}metrics' | grep -q '^lode_requests_at_work 1\$'"
    kill -TERM $service
    wait_for sh -c "! curl -s -o /dev/null '${url}health'"
    ends 0
    wait $slow
    [ "$(cat status)" = 200 ]
    grep -q '"type":"count"' slow
    serve -r faulty.yaml
    curl -s -o slow -w '%{http_code}' --data-binary '3 things, trouble:loop' "$url" >status &
    slow=$!
    wait_for sh -c "curl -s '${url}metrics' | grep -q '^lode_requests_at_work 1\$'"
    kill -TERM $service
    wait_for sh -c "! curl -s -o /dev/null '${url}health'"
    kill -TERM $service
    ends 0
    wait $slow || true
    [ "$(cat status)" = 503 ]
}

@test "serve: packs or addresses that cannot be end it at the start" {
    needs_service
    run "$LODE" serve -r nothing.yaml --listen 127.0.0.1:0
    [ "$status" -eq 2 ]
    [[ "$output" == *nothing.yaml* ]]
    serve -r rules.yaml
    run "$LODE" serve -r rules.yaml --listen "127.0.0.1:$port"
    [ "$status" -ne 0 ]
    [[ "$output" == *"nothing can be listened to at 127.0.0.1:$port"* ]]
    for address in nowhere 127.0.0.1 127.0.0.1: 127.0.0.1:70000 ::1:80 :80; do
        run "$LODE" serve -r rules.yaml --listen "$address"
        [ "$status" -eq 2 ]
        [[ "$output" == *'is no address to listen at'* ]]
    done
    run "$LODE" serve a.txt
    [ "$status" -eq 2 ]
}
