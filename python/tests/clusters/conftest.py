"""The bench's corpus, as files and as rows; and processes that are ended whatever happens."""
import json
import os
import signal
import socket
import subprocess
import sys
import time
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


@pytest.fixture(scope='module')
def start(tmp_path_factory):
    """Starts processes, each the head of its own group, and ends the groups at the end."""
    started = []
    folder = tmp_path_factory.mktemp('cluster')

    def begin(*command, **environment):
        log = open(folder / f'{len(started)}.log', 'wb')
        process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                   start_new_session=True, env={**os.environ, **environment}, cwd=folder)
        log.close()
        started.append(process)
        return process

    yield begin
    for process in started:
        end(process)


def end(process, how=signal.SIGKILL):
    """Ends a process and all of its group."""
    try:
        os.killpg(process.pid, how)
    except ProcessLookupError:
        pass
    process.wait()


def free_port():
    with socket.socket() as taken:
        taken.bind(('127.0.0.1', 0))
        return taken.getsockname()[1]


def wait_for(what, seconds=90):
    """Waits until something is true."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, 'nothing happened'
        time.sleep(0.05)
