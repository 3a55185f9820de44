bats_files += tests/docs/docs.bats
EXTRA_DIST += tests/docs/pages.py
