# SPDX-License-Identifier: MIT
import os
from pathlib import Path

import pytest

import lode

SOURCE = Path(os.environ.get('LODE_SOURCE', Path(__file__).resolve().parents[2]))


@pytest.fixture(scope='session')
def samples():
    return SOURCE / 'samples'


@pytest.fixture(scope='session')
def engine():
    return lode.Engine('vi')


@pytest.fixture(scope='session')
def documents(samples):
    """Texts of the samples, as they are."""
    return [path.read_bytes().decode() for path in sorted(samples.glob('*/*.txt'))
            if not any(name in path.name for name in ('utf16', '1258', 'viscii'))]
