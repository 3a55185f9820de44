# SPDX-License-Identifier: MIT
libcore_la_SOURCES += \
	core/loader/descriptor.c core/loader/descriptor.h \
	core/loader/readers.c core/loader/readers.h \
	core/loader/registry.c core/loader/registry.h \
	core/loader/symbols.c core/loader/symbols.h \
	core/loader/trust.c core/loader/trust.h
