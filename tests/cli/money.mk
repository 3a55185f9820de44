# SPDX-License-Identifier: MIT
bats_files += tests/cli/contact.bats tests/cli/mention.bats tests/cli/money.bats tests/cli/organization.bats
EXTRA_DIST += tests/fixtures/money-words.yaml tests/fixtures/organization-words.yaml
