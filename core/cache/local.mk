# SPDX-License-Identifier: MIT
libcore_la_SOURCES += core/cache/cache.c core/cache/cache.h core/cache/image.c core/cache/image.h

# What one build kept another would misread, so each goes by the checksum of what it was built of.
core/cache/build.h: $(libcore_la_SOURCES) $(include_HEADERS) $(lodeinclude_HEADERS)
	$(AM_V_GEN)$(MKDIR_P) core/cache && cd $(srcdir) && \
	    sum=$$(cat $(libcore_la_SOURCES) $(include_HEADERS) $(lodeinclude_HEADERS) | cksum | tr ' ' -) && cd $(abs_builddir) && \
	    printf '/* The checksum of the sources of core/. */\n#define LODE_BUILD "%s"\n' "$$sum" >$@
core/cache/cache.lo: core/cache/build.h
CLEANFILES += core/cache/build.h
