# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/date.la
plugins_date_la_SOURCES = \
    plugins/date/anchor.c plugins/date/anchor.h \
    plugins/date/clock.c plugins/date/clock.h \
    plugins/date/date.c \
    plugins/date/duration.c plugins/date/duration.h \
    plugins/date/expression.h \
    plugins/date/field_specs.c plugins/date/field_specs.h \
    plugins/date/fields.c plugins/date/fields.h \
    plugins/date/found.c plugins/date/found.h \
    plugins/date/holiday.c plugins/date/holiday.h \
    plugins/date/interval.c plugins/date/interval.h \
    plugins/date/moment.c plugins/date/moment.h \
    plugins/date/occurrence.c plugins/date/occurrence.h \
    plugins/date/order.c plugins/date/order.h \
    plugins/date/point.c plugins/date/point.h \
    plugins/date/resolve.c plugins/date/resolve.h \
    plugins/date/section.c \
    plugins/date/shift.c plugins/date/shift.h \
    plugins/date/slice.c plugins/date/slice.h \
    plugins/date/timex.c plugins/date/timex.h
plugins_date_la_LDFLAGS = $(PLUGIN_LINK)
