# SPDX-License-Identifier: MIT
"""Runs of the command, whose worker processes can only read and compute.

The workers are forked from a process of their own, not from Python's: that may have threads, which a fork leaves in the middle of
whatever they do.
"""
from __future__ import annotations

import os
import select
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from signal import SIGKILL, SIGTERM
from typing import IO, Any, cast

from . import _place
from ._error import Error, from_command

_BLOCK = 1 << 16
_PATIENCE = 1  # seconds that it is given to end
_CODES = {2: 'usage', 3: 'io'}


class Run:
    """`lode extract` with JSON Lines on its output. Start it with `with`."""

    def __init__(self, arguments: list[str | bytes], feeds: bool) -> None:
        self._arguments = arguments
        self._feeds = feeds
        self.told: list[Error] = []

    def __enter__(self) -> Run:
        self._said: IO[bytes] = tempfile.TemporaryFile()
        command: list[Any] = [str(_place.COMMAND), 'extract', '--format', 'jsonl', '--offsets', 'codepoint',
                              '--progress', 'never', *self._arguments]
        try:
            self._process = subprocess.Popen(command, bufsize=0, stdin=subprocess.PIPE if self._feeds else subprocess.DEVNULL,
                                             stdout=subprocess.PIPE, stderr=self._said, env=_place.environment())
        except BaseException:
            self._said.close()
            raise
        self.output = cast(IO[bytes], self._process.stdout)
        self.input = self._process.stdin
        return self

    def __exit__(self, *unused: object) -> None:
        for stream in (self.input, self.output):
            if stream:
                stream.close()
        self._stop()
        self._said.close()

    def _stop(self) -> None:
        """Ends it: at the first signal it finishes what is at work, at the second it does not."""
        for signal in (None, SIGTERM, SIGTERM, SIGKILL):
            if signal and self._process.poll() is None:
                self._process.send_signal(signal)
            try:
                self._process.wait(0 if signal is None else _PATIENCE)
                return
            except subprocess.TimeoutExpired:
                pass

    def finish(self) -> None:
        """Once its output has ended: raises what stopped it, if anything did; else `told` is what it said."""
        status = self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode('utf-8', 'replace').splitlines()
        code = _CODES.get(status, 'crash')
        mistakes = [from_command(line, code) for line in lines if line]
        if status in (0, 1):
            self.told = mistakes
            return
        if status < 0 or not mistakes:
            raise Error('crash', f'the command lode ended by signal {-status}' if status < 0 else
                        f'the command lode ended with {status}')
        error = mistakes.pop()
        error.mistakes = mistakes
        raise error

    def lines(self) -> Iterator[bytes]:
        """Its output, line by line."""
        rest = b''
        while block := self.output.read(_BLOCK):
            *whole, rest = (rest + block).split(b'\n')
            yield from whole
        self.finish()


class Exchange:
    """Feeds a run records and gives, in their order, each line of its output with what its record was about.

    A record is a line, which the command answers with one of its own, and what it is about; one with None for its line is
    answered at once, in its place, with an empty line. Records are asked for in the caller's thread, as far ahead as the bounds
    allow.
    """

    def __init__(self, run: Run, records: Iterable[tuple[bytes | None, Any]], most: int, most_bytes: int) -> None:
        self._run = run
        self._records = iter(records)
        self._most, self._most_bytes = most, most_bytes
        self._asking = True  # there may be more records
        self._waiting: deque[tuple[int | None, Any]] = deque()  # the length of a record's line, and what it is about
        self._flying = 0  # bytes of these lines
        self._unsent = bytearray()
        self._ready: deque[bytes] = deque()
        self._rest = b''
        self._ended = False
        self._input, self._output = cast(IO[bytes], run.input), run.output
        for stream in (self._input, self._output):
            os.set_blocking(stream.fileno(), False)
        self._poll = select.poll()
        self._poll.register(self._output, select.POLLIN)
        self._feeding = False  # the input is polled

    def __iter__(self) -> Exchange:
        return self

    def __next__(self) -> tuple[bytes, Any]:
        while not self._answered():
            room = self._asking and len(self._waiting) < self._most and self._flying < self._most_bytes
            if room:
                self._ask()
            elif self._ended:
                self._end()
            self._move(0 if room else None)
        length, about = self._waiting.popleft()
        self._flying -= length or 0
        return (b'' if length is None else self._ready.popleft()), about

    def _answered(self) -> bool:
        return bool(self._waiting) and (self._waiting[0][0] is None or bool(self._ready))

    def _ask(self) -> None:
        try:
            line, about = next(self._records)
        except StopIteration:
            self._asking = False
            return
        self._waiting.append((None if line is None else len(line), about))
        self._flying += len(line or b'')
        self._unsent += line or b''

    def _end(self) -> None:
        self._run.finish()
        if self._waiting or self._asking:
            raise Error('crash', 'the command lode ended before all texts were answered')
        raise StopIteration

    def _move(self, timeout: int | None) -> None:
        """Writes and reads what can be."""
        if not self._asking and not self._unsent and not self._input.closed:
            if self._feeding:
                self._poll.unregister(self._input)
                self._feeding = False
            self._input.close()
        if bool(self._unsent) != self._feeding:
            if self._feeding:
                self._poll.unregister(self._input)
            else:
                self._poll.register(self._input, select.POLLOUT)
            self._feeding = not self._feeding
        for descriptor, _ in self._poll.poll(timeout):
            if descriptor == self._output.fileno():
                self._read()
            else:
                self._write(descriptor)

    def _read(self) -> None:
        block = self._output.read(_BLOCK)
        if block is None:
            return
        self._ended = not block
        *whole, self._rest = (self._rest + block).split(b'\n')
        self._ready.extend(whole)

    def _write(self, descriptor: int) -> None:
        try:
            del self._unsent[:os.write(descriptor, bytes(self._unsent[:_BLOCK]))]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self._unsent.clear()  # why is told by how the command ended
