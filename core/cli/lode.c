/* SPDX-License-Identifier: MIT */
/* The command: finds the subcommand and runs it. */
#include "config.h"

#include "cli/command.h"

#include "base/suggest.h"

#include <fcntl.h>
#include <lode.h>
#include <ltdl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SUMMARY_COLUMN = 38, LARGE = 1 << 20 /* bytes */ };

static int print_help(void) {
    printf("lode finds entities in documents: what its rules and plugins name.\n\n");
    for (size_t i = 0; lode_commands[i]; i++) {
        int width = printf("  lode %s %s", lode_commands[i]->name, lode_commands[i]->arguments);

        if (width >= SUMMARY_COLUMN)
            width = printf("\n") - 1;

        printf("%*s%s\n", SUMMARY_COLUMN - width, "", lode_commands[i]->summary);
    }
    printf("\n'lode COMMAND --help' shows a command's options, 'lode --version' the version.\n");
    return lode_finish_output(LODE_EXIT_OK);
}

static int print_version(void) {
    printf("lode %s\n", lode_version());
    return lode_finish_output(LODE_EXIT_OK);
}

static int unknown_command(const char *name) {
    lode_suggestion suggestion = {.word = name};
    char advice[64] = "'lode help' lists them";

    for (size_t i = 0; lode_commands[i]; i++)
        lode_suggestion_offer(&suggestion, lode_commands[i]->name);
    if (suggestion.best)
        snprintf(advice, sizeof advice, "did you mean '%s'?", suggestion.best);
    return lode_usage_error(advice, "unknown %s '%s'", name[0] == '-' ? "option" : "command", name);
}

/* For those who build the manual. */
static int print_manual(const char *name) {
    const lode_command *command = name ? lode_command_find(name) : NULL;

    if (name && !command)
        return unknown_command(name);
    lode_manual_print(command);
    return lode_finish_output(LODE_EXIT_OK);
}

static bool is_one_of(const char *word, const char *a, const char *b) {
    return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

/* A standard descriptor that is closed would become the next file that is opened, and messages would go into it. What stands in
 * for it fails as it would. */
static void fill_standard_descriptors(void) {
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0 && open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            return;
}

int main(int argc, char **argv) {
    const lode_command *command;

    signal(SIGPIPE, SIG_IGN); /* what cannot be written is told by the call that writes */
    signal(SIGXFSZ, SIG_IGN);
    fill_standard_descriptors();
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ); /* a message in one piece, whoever else writes there */
#ifdef __GLIBC__
    /* What is large goes back to the system when it is freed. Left alone, glibc would keep it once it has seen one freed. */
    mallopt(M_MMAP_THRESHOLD, LARGE);
#endif
#ifdef PLUGINS_LINKED_IN
    LTDL_SET_PRELOADED_SYMBOLS();
#endif
    if (argc < 2)
        return lode_usage_error("'lode help' lists them", "there is no command");
    if (is_one_of(argv[1], "--version", "version"))
        return print_version();
    if (is_one_of(argv[1], "--help", "help") || strcmp(argv[1], "-h") == 0) {
        static char help[] = "--help";

        if (argc == 2)
            return print_help();
        if (strcmp(argv[2], "--manual") == 0)
            return print_manual(argv[3]);
        argv[1] = argv[2];
        argv[2] = help;
        argc = 3;
    }
    command = lode_command_find(argv[1]);
    return command ? command->run(command, argc - 1, argv + 1) : unknown_command(argv[1]);
}
