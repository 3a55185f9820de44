/* SPDX-License-Identifier: MIT */
/* Pages of the manual, as source for scdoc: what --help says, and what it leaves to the page of all commands. */
#include "cli/command.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* A text in which nothing means anything but itself. */
static void print_text(const char *text) {
    for (; *text; text++) {
        if (strchr("*_\\#[]|`<>", *text))
            putchar('\\');
        putchar(*text);
    }
}

static void print_option(const lode_option *option) {
    if (option->key < LODE_KEY_LONG)
        printf("*-%c*, ", option->key);
    printf("*--%s*", option->name);
    if (option->argument) {
        printf(" _");
        print_text(option->argument);
        printf("_");
    }
    printf("\n\t");
    print_text(option->help);
    printf("\n\n");
}

static void print_command(const lode_command *command) {
    const lode_option *option;

    printf("lode-%s(1)\n\n# NAME\n\nlode-%s - %c", command->name, command->name, tolower((unsigned char)command->summary[0]));
    print_text(command->summary + 1);
    printf("\n\n# SYNOPSIS\n\n*lode %s* [_OPTION_]...%s", command->name, *command->arguments ? " " : "");
    print_text(command->arguments);
    printf("\n\n# DESCRIPTION\n\n");
    print_text(command->details ? command->details : command->summary);
    printf("\n\n# OPTIONS\n\n");
    for (size_t i = 0; (option = lode_option_at(command, i)); i++)
        print_option(option);
    printf("# SEE ALSO\n\n*lode*(1), *lode-rules*(5)\n");
}

void lode_manual_print(const lode_command *command) {
    if (command) {
        print_command(command);
        return;
    }
    for (size_t i = 0; lode_commands[i]; i++) {
        printf("*lode-%s*(1)\n\t", lode_commands[i]->name);
        print_text(lode_commands[i]->summary);
        printf("\n\n");
    }
}
