/* SPDX-License-Identifier: MIT */
/* The commands of lode: each file of this folder that holds one ends in its entry, and the table in lode.c collects them. */
#ifndef LODE_CLI_COMMAND_H
#define LODE_CLI_COMMAND_H

#include <lode/error.h>
#include <stdbool.h>
#include <stddef.h>

enum lode_exit {
    LODE_EXIT_OK = 0,
    LODE_EXIT_FAILED = 1,   /* some documents or examples failed, or the output's reader went away */
    LODE_EXIT_USAGE = 2,    /* the command line, the rules or the plugins */
    LODE_EXIT_RESOURCES = 3 /* memory, disk */
};

/* An option. The last of a list has no name. */
typedef struct lode_option {
    int key; /* its letter, or from LODE_KEY_LONG on where it has none */
    const char *name;
    const char *argument; /* what it takes, for people; NULL: nothing */
    const char *help;
} lode_option;

enum { LODE_KEY_LONG = 256 };

typedef struct lode_command {
    const char *name;
    const char *arguments; /* after the options, for people */
    const char *summary;
    const char *details;                /* more lines for --help; NULL: none */
    const lode_option *options;         /* its own; NULL: none */
    const lode_option *general_options; /* those it shares with others; NULL: none */
    int (*run)(const struct lode_command *command, int argc, char **argv);
} lode_command;

/* All of them, in the order in which they are listed; the last is NULL. */
extern const lode_command *const lode_commands[];

extern const lode_command lode_command_check, lode_command_completion, lode_command_convert, lode_command_diff,
    lode_command_eval, lode_command_explain, lode_command_extract, lode_command_list, lode_command_lsp, lode_command_merge,
    lode_command_new, lode_command_serve, lode_command_stats, lode_command_test;

/* The command of this name; NULL: there is none. */
const lode_command *lode_command_find(const char *name);

/* Every option of a command by its number, from 0, its own before those it shares; NULL: there are no more. */
const lode_option *lode_option_at(const lode_command *command, size_t number);

/* Prints the page of a command, or of all of them (NULL), as source for scdoc. */
void lode_manual_print(const lode_command *command);

/* Takes an option; false where its value is wrong, which it has reported. */
typedef bool lode_option_function(void *context, int key, const char *value);

/* Reads the options of a command line (argv[0] is the command) with getopt_long; operands end up behind them, from *operands
 * on. Returns -1 to go on, else the status to exit with: after --help, or a mistake that was reported. */
int lode_options_read(const lode_command *command, int argc, char **argv, lode_option_function *take, void *context,
                      int *operands);

/* Prints `lode: FILE:LINE:COL: what; what to do` to standard error. As a lode_report_function; `context` is not used. */
void lode_print_error(void *context, const lode_error *error);

/* Prints a mistake on the command line likewise and returns LODE_EXIT_USAGE. */
int lode_usage_error(const char *advice, const char *format, ...) LODE_PRINTF(2, 3);

/* Prints text that may hold anything to standard output, on one line: control characters, which could move a terminal's cursor,
 * are blanks. */
void lode_print_plain(const char *text);

/* The status to exit with for an error. */
int lode_exit_status(lode_status status);

/* Writes out what was printed to standard output. Returns `status`, or what stands for a failure, which is reported unless
 * the reader of a pipe went away. */
int lode_finish_output(int status);

#endif
