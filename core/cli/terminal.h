/* SPDX-License-Identifier: MIT */
/* What the terminal at the end of an output can show. */
#ifndef LODE_CLI_TERMINAL_H
#define LODE_CLI_TERMINAL_H

#include <lode/plugin.h>

typedef enum lode_when { LODE_WHEN_AUTO, LODE_WHEN_ALWAYS, LODE_WHEN_NEVER } lode_when;

/* Reads the value of an option; false for a mistake, which is reported. */
bool lode_when_read(const char *option, const char *value, lode_when *when);

/* Whether to show what is for people: with auto, to a terminal. */
bool lode_terminal_shows(int descriptor, lode_when when);

/* The options for a writer to this descriptor. With auto, colours go to a terminal only, and not where NO_COLOR is set
 * (no-color.org) or TERM is "dumb". */
lode_writer_options lode_terminal_options(int descriptor, lode_when colour);

#endif
