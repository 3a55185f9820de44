# SPDX-License-Identifier: MIT
bats_files += tests/cli/date.bats
EXTRA_DIST += tests/fixtures/date-words.yaml tests/peer.py tests/phrases.py tests/dates.py \
	tests/expressions/expressions.py tests/expressions/english.py tests/expressions/vietnamese.py \
	tests/expressions/values.py tests/fixtures/phrases-en.tsv tests/fixtures/phrases-vi.tsv
