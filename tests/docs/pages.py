# SPDX-License-Identifier: MIT
"""Runs the commands that a page shows, and compares what they print with what the page says.

    pages.py PAGE      in an empty folder that has what the page's reader has: ./lode, samples/ and so on

In the page's indented blocks, what follows a line "$ COMMAND" up to the next one is what the command prints. Where it says "..."
anything may stand. Behind a line of JSON one that begins with a blank goes on with it. A block that begins with "# FILE" is that
file. Other blocks are passed over.
"""
import os
import re
import subprocess
import sys

FILE = re.compile(r'# ([\w./-]+/)?[\w-]+\.(yaml|tsv|csv|txt)$')


def blocks(page):
    """Each indented block as its lines, without the indentation."""
    block = []
    fresh = True  # a block begins behind an empty line
    for line in [*page.split('\n'), '']:
        if line.startswith('    ') and (block or fresh):
            block.append(line[4:])
        elif not line and block and block[-1]:
            block.append('')
        elif line or not block:
            if block:
                yield block
            block = []
        fresh = not line
    if block:
        yield block


def steps(block):
    """The commands of a block, each with what it prints."""
    command, output = None, []
    for line in block:
        if line.startswith('$ '):
            if command:
                yield command, output
            command, output = line[2:], []
        elif command:
            output.append(line)
    if command:
        yield command, output


def as_pattern(output):
    lines = []
    for line in output:
        if line.startswith(' ') and lines and lines[-1].startswith('{'):
            lines[-1] += line.lstrip()
        else:
            lines.append(line)
    return '.*'.join(re.escape(part) for part in '\n'.join(lines).strip().split('...'))


def check(command, output):
    run = subprocess.run(['bash', '-c', command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8',
                         stdin=subprocess.DEVNULL)
    printed = run.stdout.strip()
    if not ''.join(output).strip() and run.returncode:
        print(f'$ {command}\nends with {run.returncode}:\n{printed}')
        return False
    if not re.fullmatch(as_pattern(output), printed, re.DOTALL):
        print(f'$ {command}\nprints\n{printed}\nand not\n' + '\n'.join(output))
        return False
    return True


def main(path):
    with open(path, encoding='utf-8') as file:
        page = file.read()
    well, count = True, 0
    for block in blocks(page):
        if FILE.match(block[0]):
            name = block[0][2:]
            os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
            with open(name, 'w', encoding='utf-8') as file:
                file.write('\n'.join(block).rstrip() + '\n')
        for command, output in steps(block):
            well = check(command, output) and well
            count += 1
    print(f'{count} commands of {os.path.basename(path)}')
    sys.exit(not well)


main(sys.argv[1])
