# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/money.la
plugins_money_la_SOURCES = \
	plugins/money/amount.c plugins/money/amount.h \
	plugins/money/binding.c plugins/money/binding.h \
	plugins/money/money.c
plugins_money_la_LDFLAGS = $(PLUGIN_LINK)
