# SPDX-License-Identifier: MIT
"""The bench's corpus, as files and as rows."""
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE, BUILD = Path(os.environ['LODE_SOURCE']), Path(os.environ['LODE_BUILD'])
SAMPLES = ('aid-programme', 'budget-table', 'decision', 'delegation-visit', 'festival', 'investment-report', 'web-page')
MEGABYTES = int(os.environ.get('MEGABYTES', '4'))


def missing(what):
    """A test that cannot be run: skipped where somebody works, a failure where nobody looks."""
    (pytest.fail if os.environ.get('CI') else pytest.skip)(what)


@pytest.fixture(scope='session')
def corpus(tmp_path_factory):
    """[(name, text)...], and the lines of one run of the command on them as files."""
    folder = tmp_path_factory.mktemp('corpus')
    (folder / 'documents').mkdir()
    lines = subprocess.run([BUILD / 'tests/bench/corpus', 'jsonl', str(MEGABYTES),
                            *(SOURCE / f'samples/vi/{name}.txt' for name in SAMPLES)], stdout=subprocess.PIPE, check=True).stdout
    rows = []
    for number, line in enumerate(lines.splitlines()):
        name, text = f'documents/{number:06}.txt', json.loads(line)['text']
        (folder / name).write_bytes(text.encode())
        rows.append((name, text))
    command = os.path.join(os.path.dirname(sys.executable), 'lode')
    plain = subprocess.run([command, 'extract', '--offsets', 'codepoint', '-r', 'vi', 'documents'], cwd=folder,
                           stdout=subprocess.PIPE, check=True).stdout
    assert len(rows) > 1000 and plain.count(b'\n') == len(rows)
    return rows, plain
