/* SPDX-License-Identifier: MIT */
#include "cli/terminal.h"

#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool lode_when_read(const char *option, const char *value, lode_when *when) {
    static const char *const names[] = {"auto", "always", "never"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(value, names[i]) == 0) {
            *when = (lode_when)i;
            return true;
        }
    lode_usage_error("choose auto, always or never", "'--%s %s' is not known", option, value);
    return false;
}

bool lode_terminal_shows(int descriptor, lode_when when) {
    return when == LODE_WHEN_ALWAYS || (when == LODE_WHEN_AUTO && isatty(descriptor));
}

static bool shows_colours(int descriptor) {
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(descriptor) && !(no_colour && no_colour[0]) && terminal && strcmp(terminal, "dumb") != 0;
}

lode_writer_options lode_terminal_options(int descriptor, lode_when colour) {
    struct winsize size;
    lode_writer_options options = {.size = sizeof options,
                                   .colour =
                                       colour == LODE_WHEN_ALWAYS || (colour == LODE_WHEN_AUTO && shows_colours(descriptor))};

    if (isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0)
        options.width = size.ws_col;
    return options;
}
