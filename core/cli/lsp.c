/* SPDX-License-Identifier: MIT */
/* lode lsp: a language server for rule files. */
#include "cli/check.h"
#include "cli/setup.h"
#include "lsp/server.h"

#include <unistd.h>

typedef struct lsp_run {
    lode_setup setup;
    lode_mistakes *mistakes; /* of the check at work; NULL: nothing is noted */
} lsp_run;

static bool take(void *context, int key, const char *value) {
    return lode_setup_take(&((lsp_run *)context)->setup, key, value);
}

static void keep_mistake(void *context, const lode_error *error) {
    const lsp_run *run = context;

    lode_mistake(run->mistakes, (lode_place){error->file, error->line, error->column}, error->advice[0] ? error->advice : NULL,
                 "%s", error->message);
}

/* Loads the packs of the command line besides, whose entities the rules may refer to. One that is the pack itself, or cannot be
 * loaded, is left out. */
static void load_others(const lsp_run *run, lode *engine) {
    lode_error error;

    for (size_t i = 0; i < run->setup.packs.count; i++)
        lode_load(engine, run->setup.packs.items[i], &error);
}

static lode_status check(void *context, const char *pack, const lode_edit *edits, lode_mistakes *mistakes,
                         lode_mistakes *advice, lode_error *error) {
    lsp_run *run = context;
    lode *engine = NULL;
    lode_status status = lode_open(&run->setup.options, &engine, error);

    if (status != LODE_OK)
        return status;
    lode_engine_edit(engine, edits);
    run->mistakes = mistakes;
    status = lode_load(engine, pack, error);
    if (status == LODE_OK) {
        run->mistakes = NULL;
        load_others(run, engine);
        run->mistakes = mistakes;
        status = lode_prepare(engine, error);
    }
    if (status == LODE_OK)
        status = lode_check_packs(engine, NULL, 0, advice, error);
    run->mistakes = NULL;
    lode_close(engine);
    return mistakes->count ? LODE_OK : status;
}

static int serve(lsp_run *run, const lode *engine) {
    const lode_lsp_options options = {.check = check,
                                      .context = run,
                                      .registry = lode_engine_registry(engine),
                                      .directories = (const char *const *)lode_engine_places(engine),
                                      .in = STDIN_FILENO,
                                      .out = STDOUT_FILENO};
    lode_error error;
    lode_status status;

    run->setup.options.report = keep_mistake;
    run->setup.options.report_context = run;
    run->setup.options.cache = false;
    status = lode_lsp_serve(&options, &error);
    if (status != LODE_OK)
        lode_print_error(NULL, &error);
    return status == LODE_OK || status == LODE_ERROR_MEMORY ? lode_exit_status(status) : LODE_EXIT_FAILED;
}

static int run(const lode_command *command, int argc, char **argv) {
    lsp_run run = {0};
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&run.setup);
    status = lode_options_read(command, argc, argv, take, &run, &operands);
    if (status < 0 && operands < argc)
        status = lode_usage_error("the editor says which files are open", "'%s' is not asked for", argv[operands]);
    if (status < 0)
        status = lode_setup_open(&run.setup, &engine);
    if (engine)
        status = serve(&run, engine);
    lode_close(engine);
    lode_setup_free(&run.setup);
    return status;
}

const lode_command lode_command_lsp = {
    .name = "lsp",
    .arguments = "",
    .summary = "Tells an editor about mistakes in rule files, and what may be written.",
    .details =
        "A language server (LSP 3.17) over standard input and output, which the editor starts. It shows what 'check' tells of\n"
        "the pack that a file belongs to, as it is in the editor, completes keys, names, types and extractors, and tells what\n"
        "they are and where they are declared. With -r, rules may refer to what these packs find. Exit status: 0 after\n"
        "'shutdown' and 'exit', else 1.",
    .general_options = lode_rule_options,
    .run = run};
