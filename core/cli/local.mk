core_cli_lode_SOURCES = \
	core/cli/command.h \
	core/cli/extract.c \
	core/cli/lode.c \
	core/cli/message.c \
	core/cli/options.c \
	core/cli/setup.c \
	core/cli/setup.h \
	core/cli/terminal.c \
	core/cli/terminal.h
