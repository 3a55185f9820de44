# SPDX-License-Identifier: MIT
core_cli_lode_SOURCES += \
	core/serve/asked.c core/serve/asked.h \
	core/serve/generation.c core/serve/generation.h \
	core/serve/http.h \
	core/serve/job.c core/serve/job.h \
	core/serve/metrics.c core/serve/metrics.h \
	core/serve/module.c core/serve/module.h core/serve/options.h \
	core/serve/service.c core/serve/service.h

# What speaks HTTP is loaded by `lode serve` alone: the library it stands on brings others, which no other command should wait for.
if HTTP
if SHARED
servedir = $(plugindir)/serve
serve_LTLIBRARIES = core/serve/http.la
core_serve_http_la_SOURCES = core/serve/http.c core/serve/http.h
core_serve_http_la_CPPFLAGS = $(AM_CPPFLAGS) $(HTTP_CFLAGS)
core_serve_http_la_LDFLAGS = $(PLUGIN_LINK)
core_serve_http_la_LIBADD = $(HTTP_LIBS)
else
noinst_LTLIBRARIES += core/serve/libhttp.la
core_serve_libhttp_la_SOURCES = core/serve/http.c core/serve/http.h
core_serve_libhttp_la_CPPFLAGS = $(AM_CPPFLAGS) $(HTTP_CFLAGS)
core_serve_libhttp_la_LIBADD = $(HTTP_LIBS)
endif
endif
