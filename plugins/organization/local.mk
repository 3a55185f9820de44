# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/organization.la
plugins_organization_la_SOURCES = \
	plugins/organization/mentions.c plugins/organization/mentions.h \
	plugins/organization/organization.c
plugins_organization_la_LDFLAGS = $(PLUGIN_LINK)
