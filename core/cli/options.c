/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include "base/suggest.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 48, HELP_KEY = 'h', HELP_COLUMN = 30 };

static const lode_option help_option[] = {{HELP_KEY, "help", NULL, "show this"}, {0}};

/* All options of a command in getopt_long's form. */
typedef struct option_table {
    const lode_option *options[OPTIONS_MAX];
    size_t count;
    struct option names[OPTIONS_MAX + 1];
    char letters[2 * OPTIONS_MAX + 2];
} option_table;

const lode_option *lode_option_at(const lode_command *command, size_t number) {
    const lode_option *const lists[] = {command->options, command->general_options, help_option};

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (const lode_option *option = lists[i]; option && option->name; option++)
            if (number-- == 0)
                return option;
    return NULL;
}

static option_table make_table(const lode_command *command) {
    option_table table = {.letters = ":"};
    const lode_option *option;

    for (; (option = lode_option_at(command, table.count)) && table.count < OPTIONS_MAX; table.count++) {
        char *letters = table.letters + strlen(table.letters);

        table.names[table.count] = (struct option){
            .name = option->name, .has_arg = option->argument ? required_argument : no_argument, .val = option->key};
        table.options[table.count] = option;
        if (option->key < LODE_KEY_LONG) {
            *letters++ = (char)option->key;
            if (option->argument)
                *letters = ':';
        }
    }
    return table;
}

static void print_option(const lode_option *option) {
    int width =
        option->key < LODE_KEY_LONG ? printf("  -%c, --%s", option->key, option->name) : printf("      --%s", option->name);

    if (option->argument)
        width += printf(" %s", option->argument);
    if (width >= HELP_COLUMN)
        width = printf("\n") - 1;
    printf("%*s%s\n", HELP_COLUMN - width, "", option->help);
}

static int print_help(const lode_command *command, const option_table *table) {
    printf("lode %s [OPTION]...%s%s\n%s\n\n", command->name, *command->arguments ? " " : "", command->arguments,
           command->summary);
    for (size_t i = 0; i < table->count; i++)
        print_option(table->options[i]);
    if (command->details)
        printf("\n%s\n", command->details);
    return lode_finish_output(LODE_EXIT_OK);
}

static int unknown_option(const lode_command *command, const option_table *table, const char *given) {
    lode_suggestion suggestion = {0};
    char name[64], advice[128];

    if (given[0] == '-' && given[1] == '-')
        given += 2;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(given, "="), given);
    suggestion.word = name;
    for (size_t i = 0; i < table->count; i++)
        lode_suggestion_offer(&suggestion, table->options[i]->name);
    if (suggestion.best)
        snprintf(advice, sizeof advice, "did you mean '--%s'?", suggestion.best);
    else
        snprintf(advice, sizeof advice, "'lode %s --help' lists them all", command->name);
    return lode_usage_error(advice, "unknown option '--%s'", name);
}

static const lode_option *find_option(const option_table *table, int key) {
    for (size_t i = 0; i < table->count; i++)
        if (table->options[i]->key == key)
            return table->options[i];
    return NULL;
}

static int option_mistake(const lode_command *command, const option_table *table, int result, char **argv) {
    const lode_option *option = find_option(table, optopt);
    char advice[128];

    if (result == ':' && option)
        return lode_usage_error(NULL, "option '--%s' needs %s", option->name, option->argument);
    if (option)
        return lode_usage_error(NULL, "option '--%s' takes no value", option->name);
    if (optopt == 0)
        return unknown_option(command, table, argv[optind - 1]);
    snprintf(advice, sizeof advice, "'lode %s --help' lists them all", command->name);
    return lode_usage_error(advice, "unknown option '-%c'", optopt);
}

int lode_options_read(const lode_command *command, int argc, char **argv, lode_option_function *take, void *context,
                      int *operands) {
    option_table table = make_table(command);
    int key;

    opterr = 0;
    optind = 1;
    while ((key = getopt_long(argc, argv, table.letters, table.names, NULL)) != -1) {
        if (key == HELP_KEY)
            return print_help(command, &table);
        if (key == '?' || key == ':')
            return option_mistake(command, &table, key, argv);
        if (!take(context, key, optarg))
            return LODE_EXIT_USAGE;
    }
    *operands = optind;
    return -1;
}
