# SPDX-License-Identifier: MIT
bats_files += \
	tests/cli/annotations.bats \
	tests/cli/archive.bats \
	tests/cli/cells.bats \
	tests/cli/check.bats \
	tests/cli/commands.bats \
	tests/cli/convert.bats \
	tests/cli/diff.bats \
	tests/cli/eval.bats \
	tests/cli/explain.bats \
	tests/cli/extract.bats \
	tests/cli/facts.bats \
	tests/cli/formats.bats \
	tests/cli/html.bats \
	tests/cli/languages.bats \
	tests/cli/layout.bats \
	tests/cli/lsp.bats \
	tests/cli/mail.bats \
	tests/cli/manual.bats \
	tests/cli/office.bats \
	tests/cli/packs.bats \
	tests/cli/pdf.bats \
	tests/cli/references.bats \
	tests/cli/report.bats \
	tests/cli/rule_format.bats \
	tests/cli/shards.bats \
	tests/cli/sqlite.bats \
	tests/cli/stats.bats \
	tests/cli/tables.bats \
	tests/cli/types.bats \
	tests/cli/wrong_rules.bats \
	tests/cli/xlsx.bats
EXTRA_DIST += tests/facts \
	tests/cli/data/fallback-font.pdf \
	tests/cli/data/locked.pdf \
	tests/cli/data/minutes.pdf \
	tests/cli/data/plan.pdf \
	tests/cli/data/newsletter.pdf \
	tests/cli/data/scanned-letter.pdf \
	tests/cli/help.bash \
	tests/cli/lsp_client.py \
	tests/layout.py \
	tests/report/browser.py \
	tests/report/check.py
