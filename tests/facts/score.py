#!/usr/bin/env python3
"""score.py FOLDER FOUND: how well facts that lode found (JSON Lines) match those marked in FOLDER/facts.

A fact is right when its type and needed parts are; then its other parts count. Prints F1 of facts and of other parts."""
import json
import pathlib
import sys

NEEDED = {"issuance": ["document"], "position": ["person", "title"], "equivalence": ["amount", "equal"], "funding": ["amount"],
          "agreement": ["kind", "party"], "change": ["percent", "amount", "direction"]}


def plain(part):
    """A part as marked: a span, several of them, or a value as text."""
    if isinstance(part, list):
        return sorted(plain(item) for item in part)
    return [part["start"], part["end"]] if "start" in part else str(part["value"])


def key(fact):
    return json.dumps([fact["type"]] + [fact.get(name) for name in NEEDED[fact["type"]]])


def f1(right, found, marked):
    return 2 * right / (found + marked) if found + marked else 0


def main(folder, output):
    counts = [0] * 6  # facts right, found, marked; other parts right, found, marked
    for line in open(output, encoding="utf-8"):
        result = json.loads(line)
        found = {}
        for fact in result["facts"]:
            parts = {name: plain(part) for name, part in fact["parts"].items()}
            found.setdefault(key(parts | {"type": fact["type"]}), []).append(parts)
            counts[1] += 1
        marks = pathlib.Path(folder, "facts", pathlib.Path(result["document"]).stem + ".jsonl")
        for mark in map(json.loads, marks.read_text(encoding="utf-8").splitlines()):
            counts[2] += 1
            same = found.get(key(mark))
            if not same:
                continue
            parts = same.pop(0)
            others = set(mark) | set(parts)
            others -= {"type", *NEEDED[mark["type"]]}
            counts[0] += 1
            counts[3] += sum(mark.get(name) == parts.get(name) for name in others)
            counts[4] += sum(name in parts for name in others)
            counts[5] += sum(name in mark for name in others)
    print(f"{f1(*counts[:3]):.3f} {f1(*counts[3:]):.3f}")


main(*sys.argv[1:])
