# SPDX-License-Identifier: MIT
if FORMAT_MAIL
plugin_LTLIBRARIES += plugins/mail.la
plugins_mail_la_SOURCES = plugins/mail/mail.c plugins/mail/message.c plugins/mail/message.h plugins/mail/body.c plugins/mail/body.h \
	plugins/mail/header.c plugins/mail/header.h
plugins_mail_la_CPPFLAGS = $(AM_CPPFLAGS) $(MAIL_CFLAGS)
plugins_mail_la_LIBADD = $(MAIL_LIBS)
plugins_mail_la_LDFLAGS = $(PLUGIN_LINK)
endif
