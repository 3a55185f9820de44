/* SPDX-License-Identifier: MIT */
/* lode completion: what shells offer, written from the tables of commands and options. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

/* A text in single quotes of a shell; what would end them is left out. */
static void print_quoted(const char *text) {
    putchar('\'');
    for (; *text; text++)
        if (*text != '\'')
            putchar(*text);
    putchar('\'');
}

static void print_bash(void) {
    const lode_option *option;

    printf("_lode() {\n    local word=${COMP_WORDS[COMP_CWORD]} offered=\n    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        "
           "offered='");
    for (size_t i = 0; lode_commands[i]; i++)
        printf("%s ", lode_commands[i]->name);
    printf("help'\n    else\n        case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; lode_commands[i]; i++) {
        printf("        %s) offered='", lode_commands[i]->name);
        for (size_t j = 0; (option = lode_option_at(lode_commands[i], j)); j++)
            printf("--%s ", option->name);
        printf("' ;;\n");
    }
    printf("        esac\n    fi\n    case $word in\n    -*) ;;\n    *) [ \"$COMP_CWORD\" -eq 1 ] || return ;;\n    esac\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$offered\" -- \"$word\")\n}\n"
           "complete -o default -F _lode lode\n");
}

static void print_zsh(void) {
    const lode_option *option;

    printf("#compdef lode\n_lode() {\n    local -a commands=(\n");
    for (size_t i = 0; lode_commands[i]; i++) {
        printf("        %s:", lode_commands[i]->name);
        print_quoted(lode_commands[i]->summary);
        printf("\n");
    }
    printf("    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n    case "
           "$words[2] in\n");
    for (size_t i = 0; lode_commands[i]; i++) {
        printf("    %s) _arguments ", lode_commands[i]->name);
        for (size_t j = 0; (option = lode_option_at(lode_commands[i], j)); j++)
            printf("'--%s%s' ", option->name, option->argument ? "=:value:_files" : "");
        printf("'*:file:_files' ;;\n");
    }
    printf("    esac\n}\n_lode \"$@\"\n");
}

static void print_fish(void) {
    const lode_option *option;

    for (size_t i = 0; lode_commands[i]; i++) {
        const char *name = lode_commands[i]->name;

        printf("complete -c lode -f -n __fish_use_subcommand -a %s -d ", name);
        print_quoted(lode_commands[i]->summary);
        printf("\n");
        for (size_t j = 0; (option = lode_option_at(lode_commands[i], j)); j++) {
            printf("complete -c lode -n '__fish_seen_subcommand_from %s' -l %s", name, option->name);
            if (option->key < LODE_KEY_LONG)
                printf(" -s %c", option->key);
            printf("%s -d ", option->argument ? " -r" : "");
            print_quoted(option->help);
            printf("\n");
        }
    }
}

static bool take(void *context, int key, const char *value) {
    (void)context, (void)key, (void)value;
    return true;
}

static int run(const lode_command *command, int argc, char **argv) {
    int operands, status = lode_options_read(command, argc, argv, take, NULL, &operands);

    if (status >= 0)
        return status;
    if (operands != argc - 1)
        return lode_usage_error("name one of bash, zsh and fish", "'lode completion' needs a shell");
    if (strcmp(argv[operands], "bash") == 0)
        print_bash();
    else if (strcmp(argv[operands], "zsh") == 0)
        print_zsh();
    else if (strcmp(argv[operands], "fish") == 0)
        print_fish();
    else
        return lode_usage_error("name one of bash, zsh and fish", "there is no completion for '%s'", argv[operands]);
    return lode_finish_output(LODE_EXIT_OK);
}

const lode_command lode_command_completion = {
    .name = "completion",
    .arguments = "bash|zsh|fish",
    .summary = "Writes what a shell offers behind 'lode'.",
    .details =
        "For bash, put into a file that it reads: source <(lode completion bash). For zsh, into a file _lode in a folder of\n"
        "$fpath. For fish, into ~/.config/fish/completions/lode.fish.",
    .run = run};
