# SPDX-License-Identifier: MIT
"""make bench-python: what ways to lode cost, on one machine, in one run.

    bench.py        RUNS (3, of which the least counts) and MEGABYTES (8) of the bench's corpus, in texts of 2 KB

Beside the clock stands processor time, of all processes together: on a machine that has other work it is what tells.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import lode

sys.path.insert(0, str(Path(__file__).parent / 'clusters'))
import machines  # noqa: E402

SOURCE, BUILD = Path(os.environ['LODE_SOURCE']), Path(os.environ['LODE_BUILD'])
RUNS, MEGABYTES = int(os.environ.get('RUNS', '3')), os.environ.get('MEGABYTES', '8')
SAMPLES = ('aid-programme', 'budget-table', 'decision', 'delegation-visit', 'festival', 'investment-report', 'web-page')
COMMAND = os.path.join(os.path.dirname(sys.executable), 'lode')
LENGTH, PARTS = 2000, 16


def make_texts():
    """Lines of the corpus put together to texts of about 2 KB."""
    samples = (SOURCE / f'samples/vi/{name}.txt' for name in SAMPLES)
    run = subprocess.run([BUILD / 'tests/bench/corpus', 'jsonl', MEGABYTES, *samples], stdout=subprocess.PIPE, check=True)
    text = []
    for line in run.stdout.splitlines():
        for paragraph in json.loads(line)['text'].split('\n'):
            text.append(paragraph)
            if sum(len(part.encode()) + 1 for part in text) >= LENGTH:
                yield '\n'.join(text)
                text = []


def processor():
    """Seconds of processor time of this process and all below it."""
    times, children = {}, {}
    for path in Path('/proc').glob('[0-9]*/stat'):
        try:
            fields = path.read_text(errors='replace').rpartition(')')[2].split()
        except OSError:
            continue
        times[int(path.parent.name)] = sum(map(int, fields[11:15]))
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [os.getpid()]
    for pid in found:
        found += children.get(pid, [])
    return sum(times.get(pid, 0) for pid in found) / os.sysconf('SC_CLK_TCK')


def timed(work, clock):
    start = clock()
    work()
    return clock() - start


def least(work):
    """The least seconds that something takes: by the clock, and of processor time."""
    taken = []
    for _ in range(RUNS):
        before, clock = processor(), timed(work, time.monotonic)
        taken.append((clock, processor() - before))
    return tuple(map(min, zip(*taken)))


def one_by_one(texts, folder):
    (folder / 'texts').write_bytes(b''.join(text.encode() + b'\0' for text in texts))
    paths = {'LODE_PLUGIN_PATH': BUILD / 'plugins/.libs', 'LODE_RULE_PATH': SOURCE / 'rules'}
    engine = lode.Engine('vi')

    def in_c():
        run = subprocess.run([BUILD / 'tests/bench/one_by_one', 'vi', folder / 'texts'], stdout=subprocess.PIPE, check=True,
                             env={**os.environ, **paths})
        return float(run.stdout)

    def in_python():
        for text in texts:
            engine.extract(text)

    in_python()
    c, python = [], []
    for _ in range(RUNS):  # in turns
        c.append(in_c())
        python.append(timed(in_python, time.process_time))
    return min(c), min(python)


def command(folder, count):
    with open(os.devnull, 'wb') as nothing:
        subprocess.run([COMMAND, 'extract', '-r', 'vi', '--offsets', 'codepoint', '-j', str(count), folder / 'texts.jsonl'],
                       stdout=nothing, check=True)


def with_spark(rows, folder, count):
    import lode.spark

    folder.mkdir()
    with machines.spark(folder, count) as (session, _):
        frame = session.createDataFrame(rows, 'id string, text string').repartition(PARTS).cache()
        frame.count()

        def work():
            lode.spark.extract(frame, packs=['vi']).selectExpr('sum(length(json))').first()

        work()  # the executors' Python starts
        return least(work)


def with_dask(rows, folder, count):
    import dask.dataframe
    import pandas

    import lode.dask

    folder.mkdir()
    with machines.dask(folder, count):
        frame = dask.dataframe.from_pandas(pandas.DataFrame(rows, columns=['id', 'text']), npartitions=PARTS).persist()

        def work():
            lode.dask.extract(frame, packs=['vi'])['json'].str.len().sum().compute()

        work()
        return least(work)


def main():
    texts = list(make_texts())
    folder = Path(tempfile.mkdtemp())
    try:
        c, python = one_by_one(texts, folder)
        print(f'{len(texts)} texts of {sum(len(text.encode()) for text in texts) / len(texts):.0f} bytes\n')
        print('| One text at a time, in process, processor time | texts/s | to C |\n| --- | ---: | ---: |')
        print(f'| `lode_extract_text` | {len(texts) / c:.0f} | 1.00 |')
        print(f'| `Engine.extract` | {len(texts) / python:.0f} | {python / c:.2f} |\n')
        with open(folder / 'texts.jsonl', 'w', encoding='utf-8') as file:
            file.writelines(json.dumps({'text': text}, ensure_ascii=False) + '\n' for text in texts)
        engine, rows = lode.Engine('vi'), [(str(number), text) for number, text in enumerate(texts)]
        ways = {'`lode extract`': lambda count: least(lambda: command(folder, count)),
                '`Engine.pipe`': lambda count: least(lambda: [None for _ in engine.pipe(texts, workers=count)])}
        if shutil.which('java'):
            ways['`lode.spark.extract`'] = lambda count: with_spark(rows, folder / f'spark-{count}', count)
        ways['`lode.dask.extract`'] = lambda count: with_dask(rows, folder / f'dask-{count}', count)
        print('| Workers | texts/s with 1 | with 2 | processor ms a text with 1 | with 2 | share that it costs with 1 | with 2 |')
        print('| --- | ---: | ---: | ---: | ---: | ---: | ---: |')
        base = {}
        for name, way in ways.items():
            taken = {count: way(count) for count in (1, 2)}
            base = base or taken
            rates = ' | '.join(f'{len(texts) / taken[count][0]:.0f}' for count in (1, 2))
            each = ' | '.join(f'{taken[count][1] / len(texts) * 1000:.2f}' for count in (1, 2))
            shares = ' | '.join(f'{max(1 - base[count][1] / taken[count][1], 0):.0%}' for count in (1, 2))
            print(f'| {name} | {rates} | {each} | {shares} |', flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == '__main__':
    main()
