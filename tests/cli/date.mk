bats_files += tests/cli/date.bats
EXTRA_DIST += tests/fixtures/date-words.yaml tests/peer.py
