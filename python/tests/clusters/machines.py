# SPDX-License-Identifier: MIT
"""Clusters on this machine's loopback: processes that are started, and ended whatever happens."""
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager


@contextmanager
def machines(folder):
    """A function that starts a process, the head of its own group, in a folder; all groups are ended at the end."""
    started = []

    def start(*command, **environment):
        with open(folder / f'{len(started)}.log', 'wb') as log:
            process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                       start_new_session=True, env={**os.environ, **environment}, cwd=folder)
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in started:
            end(process)


def end(process):
    """Ends a process and all of its group, at once."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
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


@contextmanager
def spark(folder, count):
    """A session of a standalone Spark with a master and so many workers of one core each, and the workers."""
    import pyspark
    from pyspark.sql import SparkSession

    home = os.path.dirname(pyspark.__file__)
    script, port = os.path.join(home, 'bin/spark-class'), free_port()
    place = {'SPARK_HOME': home, 'SPARK_LOCAL_IP': '127.0.0.1', 'PYSPARK_PYTHON': sys.executable, 'SPARK_LOCAL_DIRS': 'local',
             'SPARK_DAEMON_MEMORY': '256m'}
    os.environ.update(SPARK_LOCAL_IP='127.0.0.1', PYSPARK_PYTHON=sys.executable)
    with machines(folder) as start:
        start(script, 'org.apache.spark.deploy.master.Master', '--host', '127.0.0.1', '--port', port, '--webui-port', '0',
              **place)
        workers = [start(script, 'org.apache.spark.deploy.worker.Worker', f'spark://127.0.0.1:{port}', '--host', '127.0.0.1',
                         '--cores', '1', '--memory', '1g', '--webui-port', '0', '--work-dir', f'work-{number}', **place)
                   for number in range(count)]
        session = (SparkSession.builder.master(f'spark://127.0.0.1:{port}').appName('lode').config('spark.ui.enabled', 'false')
                   .config('spark.ui.showConsoleProgress', 'false')
                   .config('spark.executor.memory', '512m').config('spark.driver.host', '127.0.0.1')
                   .config('spark.sql.execution.arrow.pyspark.enabled', 'true').config('spark.log.level', 'OFF').getOrCreate())
        try:
            wait_for(lambda: executors(session) == count)
            yield session, workers
        finally:
            session.stop()


def executors(session):
    return session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1  # one is the driver itself


@contextmanager
def dask(folder, count):
    """A client of a scheduler with so many workers of one thread each, and the workers."""
    from distributed import Client

    address = f'tcp://127.0.0.1:{free_port()}'
    with machines(folder) as start:
        start(sys.executable, '-m', 'dask', 'scheduler', '--host', address, '--dashboard-address', '127.0.0.1:0')
        workers = [start(sys.executable, '-m', 'dask', 'worker', address, '--no-nanny', '--no-dashboard', '--nthreads', '1',
                         '--host', '127.0.0.1', '--name', number, '--local-directory', f'worker-{number}')
                   for number in range(count)]
        with Client(address, timeout=60) as client:
            client.wait_for_workers(count, timeout=60)
            yield client, workers
