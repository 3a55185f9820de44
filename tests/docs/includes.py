#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: includes.py SOURCE: includes in core/ run one way. Says where a file, which is a header with its source, includes itself
by way of others, and where a folder includes one above it or beside it that includes it."""
import os
import re
import sys

# In docs/design.md: folders from the highest to the lowest; of those with "and" between them one may include the other.
ORDER = re.compile(r"^Includes run one way: ([^.]*)\.$", re.MULTILINE)
# Headers for programs and plugins: everybody may include them.
PUBLIC = "include"


def included(path):
    with open(path, encoding="utf-8") as file:
        return re.findall(r'^#include [<"]([^">]+)[">]', file.read(), re.MULTILINE)


def main(source):
    with open(os.path.join(source, "docs", "design.md"), encoding="utf-8") as file:
        folders = ORDER.search(file.read()).group(1).replace("\n", " ").split(", ")
    level = {folder: -i for i, beside in enumerate(folders) for folder in beside.removeprefix("then ").split(" and ")}
    core = os.path.join(source, "core")
    files, pairs, mistakes = {}, {}, []
    for folder, _, names in os.walk(core):
        for name in names:
            if name.endswith((".c", ".h")):
                path = os.path.relpath(os.path.join(folder, name), core)
                files[path] = included(os.path.join(core, path))
    for path, headers in files.items():
        own = path.split("/")[0]
        headers[:] = [at for header in headers for at in (header, f"{PUBLIC}/{header}") if at in files]
        for header in headers:
            other = header.split("/")[0]
            if PUBLIC in (own, other) or own == other:
                continue
            if own not in level or other not in level:
                mistakes.append(f"{path} includes {header}: docs/design.md does not say where these folders stand")
            elif level[other] > level[own]:
                mistakes.append(f"{path} includes {header}, which is above it")
            pairs.setdefault((own, other), path)
    for own, other in pairs:
        if own < other and (other, own) in pairs:
            mistakes.append(f"{pairs[own, other]} and {pairs[other, own]}: their folders include each other")

    both, seen = {}, set()
    for path, headers in files.items():
        both.setdefault(path[:-2], set()).update(header[:-2] for header in headers if header[:-2] != path[:-2])

    def visit(file, way):
        if file in way:
            mistakes.append(" includes ".join(way[way.index(file):] + [file]))
        elif file not in seen:
            for other in sorted(both[file]):
                visit(other, way + [file])
            seen.add(file)

    for file in sorted(both):
        visit(file, [])
    print("\n".join(sorted(set(mistakes))), end="\n" if mistakes else "")
    return bool(mistakes) or not files


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
