# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/contact.la
plugins_contact_la_SOURCES = \
	plugins/contact/contact.c \
	plugins/contact/normal.c plugins/contact/normal.h
plugins_contact_la_LDFLAGS = $(PLUGIN_LINK)
