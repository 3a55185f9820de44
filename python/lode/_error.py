# SPDX-License-Identifier: MIT
"""What went wrong, where, and what to do about it."""
from __future__ import annotations

import re


class Error(Exception):
    """A failure of lode, or of one document.

    code      short and stable: "io", "rules", "syntax", "timeout", "crash", ... (as in lode/error.h)
    message   what is wrong
    advice    what to do; None where there is nothing to say
    file, line, column   where; line and column count from 1; None where not known
    plugin, rule         that were at work; None where not known
    mistakes  where a pack has mistakes: an Error for each
    """

    def __init__(self, code: str, message: str, advice: str | None = None, file: str | None = None,
                 line: int | None = None, column: int | None = None, plugin: str | None = None,
                 rule: str | None = None) -> None:
        super().__init__(code, message, advice, file, line, column, plugin, rule)
        self.code = code
        self.message = message
        self.advice = advice
        self.file = file
        self.line = line
        self.column = column
        self.plugin = plugin
        self.rule = rule
        self.mistakes: list[Error] = []

    def __str__(self) -> str:
        place = ''.join(f'{part}:' for part in (self.file, self.line, self.column) if part is not None)
        said = f'{place} {self.message}' if place else self.message
        if self.advice:
            said += f'; {self.advice}'
        return '\n'.join([said, *(f'  {mistake}' for mistake in self.mistakes)])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Error) and self.args == other.args

    def __hash__(self) -> int:
        return hash(self.args)

    def __setstate__(self, state: dict[str, object] | None) -> None:
        self.__dict__.update(state or {})


class LodeWarning(UserWarning):
    """Something that lode did without, such as a plugin that does not load."""


_PLACE = re.compile(r'(?P<file>[^:]+):(?:(?P<line>\d+):(?:(?P<column>\d+):)?)? (?P<message>.*)')


def from_command(line: str, code: str) -> Error:
    """An error out of a line that the command wrote: `lode: FILE:LINE:COLUMN: message; advice`."""
    said = line[len('lode: '):] if line.startswith('lode: ') else line
    message, _, advice = said.partition('; ')
    match = _PLACE.fullmatch(message)
    if not match:
        return Error(code, message, advice or None)
    line_number, column = (int(match[name]) if match[name] else None for name in ('line', 'column'))
    return Error(code, match['message'], advice or None, match['file'], line_number, column)
