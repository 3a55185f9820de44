# SPDX-License-Identifier: MIT
bats_files += tests/docs/docs.bats
EXTRA_DIST += tests/docs/includes.py tests/docs/pages.py
