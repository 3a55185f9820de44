# SPDX-License-Identifier: MIT
"""docs/python.md is run as it stands, in a folder of its own."""
import doctest
import shutil
from pathlib import Path

from conftest import SOURCE


def test_the_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(SOURCE / 'docs/python.md'), module_relative=False, encoding='utf-8',
                              optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 25
    assert result.failed == 0
    assert Path('years.png').stat().st_size > 5000
    shutil.rmtree('archive')
