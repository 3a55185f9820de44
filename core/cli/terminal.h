/* What the terminal at the end of an output can show. */
#ifndef LODE_CLI_TERMINAL_H
#define LODE_CLI_TERMINAL_H

#include <lode/plugin.h>

typedef enum lode_colour { LODE_COLOUR_AUTO, LODE_COLOUR_ALWAYS, LODE_COLOUR_NEVER } lode_colour;

/* Reads --color; false for a mistake, which is reported. */
bool lode_colour_read(const char *value, lode_colour *colour);

/* The options for a writer to this descriptor. With auto, colours go to a terminal only, and not where NO_COLOR is set
 * (no-color.org) or TERM is "dumb". */
lode_writer_options lode_terminal_options(int descriptor, lode_colour colour);

#endif
