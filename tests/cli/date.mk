# SPDX-License-Identifier: MIT
bats_files += tests/cli/date.bats
EXTRA_DIST += tests/fixtures/date-words.yaml tests/peer.py tests/phrases.py tests/dates.py tests/expressions.py tests/fixtures/phrases-en.tsv tests/fixtures/phrases-vi.tsv
