# SPDX-License-Identifier: MIT
"""Where the parts of the package lie: plugins, rule packs and the command are in it."""
from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent
PLUGINS = _PACKAGE / 'plugins'
RULES = _PACKAGE / 'rules'
COMMAND = _PACKAGE / 'bin' / 'lode'


def environment() -> dict[str, str]:
    """The environment in which the command finds them, before what its user names."""
    made = dict(os.environ)
    for name, folder in (('LODE_PLUGIN_PATH', PLUGINS), ('LODE_RULE_PATH', RULES)):
        made[name] = os.pathsep.join(filter(None, [str(folder), made.get(name)]))
    return made


def main() -> None:
    """The command `lode`."""
    import sys

    os.execve(COMMAND, ['lode', *sys.argv[1:]], environment())
