core_cli_lode_SOURCES = \
	core/cli/columns.c \
	core/cli/columns.h \
	core/cli/convert.c \
	core/cli/diff.c \
	core/cli/diff.h \
	core/cli/diff_print.c \
	core/cli/command.h \
	core/cli/examples.c \
	core/cli/examples.h \
	core/cli/explain.c \
	core/cli/extract.c \
	core/cli/list.c \
	core/cli/lode.c \
	core/cli/message.c \
	core/cli/names.c \
	core/cli/new.c \
	core/cli/options.c \
	core/cli/setup.c \
	core/cli/setup.h \
	core/cli/skeleton.c \
	core/cli/skeleton.h \
	core/cli/summary.c \
	core/cli/summary.h \
	core/cli/terminal.c \
	core/cli/terminal.h \
	core/cli/test.c
