/* SPDX-License-Identifier: MIT */
/* The engine that a command works with, set up by the options that commands share. */
#ifndef LODE_CLI_SETUP_H
#define LODE_CLI_SETUP_H

#include "cli/command.h"

#include <lode.h>

/* A list of strings that ends with NULL; the strings are the command line's. Start from {0}. */
typedef struct lode_string_list {
    const char **items;
    size_t count;
} lode_string_list;

/* False where memory ran out, which is reported. */
bool lode_string_list_add(lode_string_list *list, const char *string);

/* Start with lode_setup_start; free with lode_setup_free. */
typedef struct lode_setup {
    lode_options options;
    lode_string_list packs; /* none: all of the folders */
    lode_string_list plugin_directories;
    lode_string_list settings; /* of plugins */
    lode_about about;          /* what is said of every document */
} lode_setup;

extern const lode_option lode_rule_options[];     /* for commands that load rules */
extern const lode_option lode_document_options[]; /* for commands that read documents and load rules */

void lode_setup_start(lode_setup *setup);
void lode_setup_free(lode_setup *setup);

/* As a lode_option_function for the options above, the context being a setup. */
bool lode_setup_take(void *setup, int key, const char *value);

/* Opens an engine. Returns LODE_EXIT_OK or the status to exit with after what was wrong is reported. */
int lode_setup_open(lode_setup *setup, lode **engine);

/* Opens an engine, loads the packs and compiles them. As above. */
int lode_setup_load(lode_setup *setup, lode **engine);

#endif
