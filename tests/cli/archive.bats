#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Archives: the files in them, each by the reader that fits it.
load help.bash

reader=archive

# found FILE...: what is found, a line a document: its part, and the weights in it or why there are none.
found() {
    lode extract -r rules.yaml "$@" | python3 -c '
import json, sys
for line in sys.stdin:
    document = json.loads(line)
    error = document.get("error")
    print(document.get("part", "-"), "|", error["code"] + ": " + error["message"] if error else
          ", ".join(e["text"] for e in document["entities"]))'
}

@test "archive: members of zip, tar in all its compressions, and 7z are parts" {
    python3 - <<'END'
import io, tarfile, zipfile
with zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('năm/1.txt', '1 kg')
    z.writestr('năm/', '')
    z.writestr('2.jsonl', '{"text":"2 kg"}\n{"text":"3 kg"}\n')
    z.writestr('picture.jpeg', 'xx')
    z.writestr('.hidden.txt', '9 kg')
    z.writestr('__MACOSX/1.txt', '9 kg')
    z.writestr('README', '4 kg')
for mode, ending in (('', 'tar'), ('gz', 'tar.gz'), ('bz2', 'tbz2'), ('xz', 'tar.xz')):
    with tarfile.open('b.' + ending, 'w:' + mode) as t:
        member = tarfile.TarInfo('thư/5.txt')
        member.size = 4
        t.addfile(member, io.BytesIO(b'5 kg'))
        link = tarfile.TarInfo('link.txt')
        link.type, link.linkname = tarfile.SYMTYPE, '/etc/passwd'
        t.addfile(link)
        device = tarfile.TarInfo('device.txt')
        device.type = tarfile.CHRTYPE
        t.addfile(device)
END
    run --separate-stderr found a.zip
    [ "$output" = $'năm/1.txt | 1 kg\n2.jsonl | 2 kg\n2.jsonl | 3 kg\nREADME | 4 kg' ]
    for file in b.*; do
        run found "$file"
        [ "$output" = 'thư/5.txt | 5 kg' ] || { echo "$file: $output" >&2; false; }
    done
    base64 -d >c.7z <<<'N3q8ryccAANfYuDbDgAAAAAAAABCAAAAAAAAAJPoGuwAG4gJ5x7f3////CEAAAEEBgABCQ4ABwsBAAEjAwEBBV0AAIAADAQACAoBcx8qIQAABQEREQB0AGgAsAEuAHQAeAB0AAAAFQYBACCApIEAAA=='
    run found c.7z
    [ "$output" = 'thư.txt | 7 kg' ]
}

@test "archive: a compressed file has its name without the ending" {
    python3 -c 'import bz2, gzip, lzma
for module, ending in ((gzip, "gz"), (bz2, "bz2"), (lzma, "xz")): module.open("a.txt." + ending, "wb").write(b"8 kg")'
    base64 -d >a.txt.zst <<<'KLUv/QBYIQAAOCBrZw=='
    for file in a.txt.*; do
        run found "$file"
        [ "$output" = 'a.txt | 8 kg' ] || { echo "$file: $output" >&2; false; }
    done
    printf '9 kg' | gzip >noname
    run found - <noname
    [[ "$output" == *'| 9 kg' ]]
}

@test "archive: archives in archives, as deep as files may nest" {
    python3 - <<'END'
import io, zipfile
inner = b''
for depth in range(11):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as z:
        if inner:
            z.writestr(f'{depth}.zip', inner)
        z.writestr(f'{depth}.txt', f'{depth} kg')
    inner = out.getvalue()
open('deep.zip', 'wb').write(inner)
END
    run --separate-stderr found deep.zip
    [ "${#lines[@]}" -eq 10 ]
    [[ "${lines[0]}" == '10.zip/9.zip/8.zip/7.zip/6.zip/5.zip/4.zip/3.zip/2.zip | limit: files lie in one another more than 8 deep' ]]
    [ "${lines[2]}" = '10.zip/9.zip/8.zip/7.zip/6.zip/5.zip/4.zip/3.txt | 3 kg' ]
    [ "${lines[9]}" = '10.txt | 10 kg' ]
}

@test "archive: names in any encoding, and names that would climb out" {
    python3 - <<'END'
import zipfile
class Raw(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):
        return bytes.fromhex(self.comment_name), 0
with zipfile.ZipFile('names.zip', 'w') as z:
    for name in ('chứng từ.txt'.encode('utf-8'), b'../../etc/passwd.txt', b'/root/a.txt', b'C:\\b.txt'):
        info = Raw('x.txt')
        info.comment_name = name.hex()
        z.writestr(info, '1 kg')
with zipfile.ZipFile('old.zip', 'w') as z:
    info = Raw('x.txt')
    info.comment_name = b'B\xe1o c\xe1o.txt'.hex()
    z.writestr(info, '2 kg')
END
    run found names.zip
    [ "${lines[0]}" = 'chứng từ.txt | 1 kg' ]
    [ "${lines[1]}" = '../../etc/passwd.txt | 1 kg' ]
    [ "${lines[2]}" = '/root/a.txt | 1 kg' ]
    [ "${lines[3]}" = 'C:/b.txt | 1 kg' ]
    [ "${#lines[@]}" -eq 4 ]
    run found --set archive.names=windows-1258 old.zip
    [ "$output" = 'Báo cáo.txt | 2 kg' ]
    run found --set archive.names=cp437 old.zip
    [ "$output" = 'Bßo cßo.txt | 2 kg' ]
    run found --set archive.names=ascii old.zip
    [ "$output" = 'B%E1o c%E1o.txt | 2 kg' ]
}

@test "archive: what is encrypted, empty or no archive is named" {
    base64 -d >locked.zip <<<'UEsDBBQACQAIAAAAIQAAAAAAAAAAAAQAAAAFABQAeC50eHRVVAEAAHV4CwABBAAAAAAEAAAAAFv2eVbFdD9yJJ8VObb/WxE061BLBwhAaPXBEgAAAAQAAABQSwECFAMUAAkACAAAACEAQGj1wRIAAAAEAAAABQAUAAAAAAAAAAAApIEAAAAAeC50eHRVVAEAAHV4CwABBAAAAAAEAAAAAFBLBQYAAAAAAQABAEcAAABZAAAAAAA='
    python3 -c 'import zipfile; zipfile.ZipFile("empty.zip", "w").close()'
    printf 'text' >none.zip
    run --separate-stderr found locked.zip empty.zip none.zip
    [ "${lines[0]}" = 'x.txt | syntax: it is encrypted; pack it without a password' ]
    [ "${lines[1]}" = '- | syntax: there is no file in it' ]
    [ "${lines[2]}" = '- | syntax: it is no archive, and not compressed; give it the ending that its format has' ]
}

@test "archive: bombs and archives of very many files cost no other document" {
    python3 - <<'END'
import gzip, io, zipfile
with zipfile.ZipFile('bomb.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('zeros.txt', '0' * 300_000_000)
    z.writestr('after.txt', '1 kg')
gzip.open('bomb.txt.gz', 'wb').write(b'0' * 300_000_000)
with zipfile.ZipFile('many.zip', 'w') as z:
    for i in range(10000):
        z.writestr(f'{i}.txt', '2 kg')
END
    run --separate-stderr found bomb.zip
    [ "$output" = $'zeros.txt | limit: what the file holds is too large for its size\nafter.txt | 1 kg' ]
    run --separate-stderr found bomb.txt.gz
    [ "$output" = 'bomb.txt | limit: what the file holds is too large for its size' ]
    run found many.zip
    [ "$(sort -u <<<"${output//[0-9]*.txt/x}")" = 'x | 2 kg' ]
    [ "${#lines[@]}" -eq 10000 ]
}

@test "archive: cut and broken archives are read or named, and cost no other" {
    python3 - <<'END'
import base64, bz2, gzip, io, lzma, os, random, tarfile, zipfile
source = open(os.environ['LODE_SOURCE'] + '/samples/vi/decision.txt', 'rb').read()
wholes = {}
out = io.BytesIO()
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('a.txt', source)
    z.writestr('b.txt', source)
wholes['zip'] = out.getvalue()
for mode, ending in (('', 'tar'), ('gz', 'tgz'), ('bz2', 'tbz2'), ('xz', 'txz')):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w:' + mode) as t:
        member = tarfile.TarInfo('a.txt')
        member.size = len(source)
        t.addfile(member, io.BytesIO(source))
    wholes[ending] = out.getvalue()
wholes['7z'] = base64.b64decode('N3q8ryccAANfYuDbDgAAAAAAAABCAAAAAAAAAJPoGuwAG4gJ5x7f3////CEAAAEEBgABCQ4ABwsBAAEjAwEBBV0AAIAADAQACAoBcx8qIQAABQEREQB0AGgAsAEuAHQAeAB0AAAAFQYBACCApIEAAA==')
rng = random.Random(7)
for ending, whole in wholes.items():
    for i in range(200):
        open(f'cut{i:03}.{ending}', 'wb').write(whole[:len(whole) * i // 200])
        broken = bytearray(whole)
        for _ in range(1 + i % 20):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        open(f'broken{i:03}.{ending}', 'wb').write(broken)
END
    rm a.txt
    printf '8 kg' >whole.txt
    lode extract -r rules.yaml -j 2 . >.found || true
    [ "$(python3 -c 'import json; print(len({json.loads(l)["document"] for l in open(".found")}))')" -eq "$(find . -name '*.*' -type f ! -name '.*' ! -name '*.yaml' | wc -l)" ]
    run -1 grep -E '"code":"(crash|timeout|memory)"' .found
    [[ "$(tail -1 .found)" == *'"text":"8 kg"'* ]]
}

@test "archives: one in which nobody reads anything is named" {
    python3 -c "
import zipfile
with zipfile.ZipFile('a.zip', 'w') as archive:
    archive.writestr('a.bin', 'x')"
    run --separate-stderr lode extract -r rules.yaml a.zip
    [ "$status" -eq 1 ]
    [ "$output" = '{"document":"a.zip","error":{"code":"encoding","message":"no reader takes any of the files in it","plugin":"archive"}}' ]
}

@test "archive: members that nobody reads are named up to a bound, in the order of the files" {
    python3 - <<'END'
import zipfile
for name, count in (('a.zip', 2), ('b.zip', 150)):
    with zipfile.ZipFile(name, 'w') as z:
        for i in range(count):
            z.writestr(f'{i}\n\x1b[1m.png', '')
        z.writestr('a.txt', '1 kg')
END
    for workers in 1 3; do
        run --separate-stderr lode extract -r rules.yaml --jobs "$workers" a.zip b.zip
        [ "$stderr" = 'lode: 152 files that no reader takes passed over in other files: a.zip/0??[1m.png, a.zip/1??[1m.png, b.zip/0??[1m.png, ...; --list-skipped names more' ]
    done
    run --separate-stderr lode extract -r rules.yaml --list-skipped a.zip b.zip
    [ "$(grep -c 'passed over, a file that no reader takes$' <<<"$stderr")" -eq 102 ]
    [[ $stderr == *'b.zip/99??[1m.png: passed over'*'lode: 152 files that no reader takes passed over in other files' ]]
}
