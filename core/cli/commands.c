/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include <string.h>

const lode_command *const lode_commands[] = {
    &lode_command_extract, &lode_command_convert, &lode_command_merge, &lode_command_stats,      &lode_command_eval,
    &lode_command_diff,    &lode_command_explain, &lode_command_test,  &lode_command_check,      &lode_command_list,
    &lode_command_new,     &lode_command_serve,   &lode_command_lsp,   &lode_command_completion, NULL};

const lode_command *lode_command_find(const char *name) {
    for (size_t i = 0; lode_commands[i]; i++)
        if (strcmp(lode_commands[i]->name, name) == 0)
            return lode_commands[i];
    return NULL;
}
