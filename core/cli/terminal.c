/* SPDX-License-Identifier: MIT */
#include "cli/terminal.h"

#include "cli/option_values.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool lode_when_read(const char *option, const char *value, lode_when *when) {
    static const char *const names[] = {"auto", "always", "never", NULL};
    int choice;

    if (!lode_choice_read(option, value, names, "choose auto, always or never", &choice))
        return false;
    *when = (lode_when)choice;
    return true;
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
