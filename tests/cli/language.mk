# SPDX-License-Identifier: MIT
bats_files += tests/cli/language.bats
EXTRA_DIST += tests/cli/data/fr/pack.yaml tests/cli/data/fr/money.yaml tests/cli/data/fr/date.yaml
EXTRA_DIST += tests/cli/data/de/pack.yaml tests/cli/data/de/money.yaml
