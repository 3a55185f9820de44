libcore_la_SOURCES += core/values/calendar.c core/values/decimal.c
