/* SPDX-License-Identifier: MIT */
/* lode eval: how what was found compares with what people marked. */
#include "cli/eval.h"

#include "batch/inputs.h"
#include "cli/option_values.h"
#include "cli/types.h"
#include "found/brat.h"
#include "found/index.h"
#include "found/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { KEY_WORST = LODE_KEY_LONG, KEY_KEY, KEY_AT_LEAST, KEPT = 1 << 20 };

static const lode_option own_options[] = {
    {'f', "format", "NAME", "text for people, or json (default: text)"},
    {'t', "type", "T[,T...]", "score these types of entities and facts alone, marked or not (default: those that are marked)"},
    {KEY_KEY, "key", "TYPE=P[,P...]", "the parts that make two facts of a type the same (default: all); may be given again"},
    {KEY_WORST, "worst", "N", "list what to mend first: the N flaws that come most often, each with its first place"},
    {KEY_AT_LEAST, "at-least", "[TYPE=]F1",
     "end with status 1 where the exact F1 of a type, or that of all entities or all facts, is below; may be given again"},
    {0}};

/* "NAME=REST", or "REST" where the name may be left out. */
static const char *behind_equals(const char *value) {
    const char *equals = strchr(value, '=');

    return equals ? equals + 1 : value;
}

static bool take_floor(lode_eval_options *options, const char *value) {
    const char *number = behind_equals(value);
    char *end;
    double floor = strtod(number, &end);

    if ((number[0] >= '0' && number[0] <= '9') && !*end && floor <= 1)
        return lode_string_list_add(&options->floors, value);
    lode_usage_error("give a number from 0 to 1, such as 0.95 or money=0.95", "'--at-least %s' is no F1", value);
    return false;
}

static bool take(void *context, int key, const char *value) {
    lode_eval_options *options = context;

    switch (key) {
    case 'f':
        return lode_json_read(value, "text", &options->json);
    case 't':
        return lode_types_take(&options->types, value);
    case KEY_KEY:
        if (behind_equals(value) != value && behind_equals(value)[0])
            return lode_string_list_add(&options->keys, value);
        lode_usage_error("write the type and its parts, such as 'funding=amount'", "'--key %s' names no parts", value);
        return false;
    case KEY_WORST:
        return lode_count_read("worst", value, &options->worst);
    case KEY_AT_LEAST:
        return take_floor(options, value);
    default:
        return false;
    }
}

/* ---- Documents ------------------------------------------------------------------------------------------------------ */

/* Both sides at work. */
typedef struct comparing {
    lode_eval *eval;
    lode_found *found;
    lode_found_index index;
    lode_arena gold, work; /* of the document at work */
    lode_buffer name;
} comparing;

/* The result of the document with a name; NULL where there is none, or it failed, which is counted. */
static lode_status find_result(comparing *at, const char *name, const lode_result **result, lode_error *error) {
    bool several;
    lode_found_entry *entry = lode_found_index_find_like(&at->index, name, &several);
    lode_status status;

    *result = NULL;
    at->eval->documents++;
    if (several) {
        lode_error_set(error, LODE_ERROR_USAGE, "several of the documents that were found may be meant by it");
        lode_error_at(error, name, 0, 0);
        lode_error_advise(error, "name them alike in both, from a folder that has them all");
        return LODE_ERROR_USAGE;
    }
    if (!entry) {
        at->eval->not_found++;
        return LODE_OK;
    }
    entry->used = true;
    status = lode_found_seek(at->found, entry->offset, error);
    if (status == LODE_OK)
        status = lode_found_next(at->found, result, error);
    if (status == LODE_OK && (*result)->status != LODE_OK) {
        at->eval->failed++;
        *result = NULL;
    }
    return status;
}

static lode_status score(comparing *at, const char *name, const lode_result *gold, const lode_result *found,
                         lode_error *error) {
    static const lode_result nothing;
    lode_evaluating evaluating = {.eval = at->eval,
                                  .document = lode_arena_copy(&at->eval->arena, name, strlen(name)),
                                  .gold = gold,
                                  .found = found ? found : &nothing};
    lode_status status;

    if (!evaluating.document)
        return lode_error_no_memory(error);
    lode_arena_reset(&at->work, KEPT);
    status = lode_eval_entities(&evaluating, &at->work, error);
    if (status == LODE_OK)
        status = lode_eval_facts(&evaluating, &at->work, error);
    return status == LODE_OK && at->eval->out_of_memory ? lode_error_no_memory(error) : status;
}

static lode_status compare_jsonl(comparing *at, const char *path, lode_error *error) {
    const lode_result *gold, *found;
    lode_found *marked;
    lode_status status = lode_found_open(path, &marked, error);

    while (status == LODE_OK && (status = lode_found_next(marked, &gold, error)) == LODE_OK) {
        lode_buffer_clear(&at->name);
        lode_result_name(gold, &at->name);
        status = at->name.failed ? lode_error_no_memory(error) : find_result(at, at->name.bytes, &found, error);
        if (status == LODE_OK)
            status = score(at, at->name.bytes, gold, found, error);
    }
    lode_found_close(marked);
    return status == LODE_END ? LODE_OK : status;
}

/* `name` is the path of the annotations below the folder that was named. */
static lode_status compare_brat(comparing *at, const char *path, const char *name, lode_error *error) {
    lode_result gold = {0};
    const lode_result *found = NULL;
    lode_offsets unit = LODE_OFFSETS_BYTE;
    lode_status status;

    lode_arena_reset(&at->gold, KEPT);
    lode_buffer_clear(&at->name);
    lode_buffer_append(&at->name, name, strlen(name) - strlen(".ann"));
    lode_buffer_string(&at->name, ".txt");
    status = at->name.failed ? lode_error_no_memory(error) : lode_brat_text(path, &at->gold, &gold, error);
    if (status == LODE_OK)
        status = find_result(at, at->name.bytes, &found, error);
    if (status == LODE_OK && found && !lode_found_unit(found, gold.text, gold.text_length, &at->gold, &unit)) {
        lode_error_set(error, LODE_ERROR_USAGE, "what was found in the document does not stand in this text");
        lode_error_at(error, gold.document, 0, 0);
        lode_error_advise(error, "extract from the text that was marked, with --offsets codepoint where it is not in UTF-8");
        return LODE_ERROR_USAGE;
    }
    if (status == LODE_OK)
        status = lode_brat_annotations(path, unit, &at->gold, &gold, error);
    return status == LODE_OK ? score(at, at->name.bytes, &gold, found, error) : status;
}

static lode_status compare_folder(comparing *at, const char *folder, lode_error *error) {
    static const char *const annotations[] = {"*.ann", NULL};
    const char *paths[] = {folder}, *path;
    const lode_input_filter filter = {.include = annotations};
    size_t length = strlen(folder);
    lode_inputs *inputs;
    lode_status status = lode_inputs_open(paths, 1, NULL, &filter, NULL, &inputs, error);

    while (status == LODE_OK && (status = lode_inputs_next(inputs, &path, error)) == LODE_OK)
        status = compare_brat(at, path, path + length + (path[length] == '/'), error);
    lode_inputs_close(inputs);
    return status == LODE_END ? LODE_OK : status;
}

static lode_status compare(comparing *at, const char *gold, lode_error *error) {
    size_t length = strlen(gold);
    struct stat info;
    lode_status status = lode_found_index_make(at->found, &at->index, error);

    if (status != LODE_OK)
        return status;
    if (stat(gold, &info) == 0 && S_ISDIR(info.st_mode))
        status = compare_folder(at, gold, error);
    else if (length > strlen(".ann") && strcmp(gold + length - strlen(".ann"), ".ann") == 0)
        status = compare_brat(at, gold, gold, error);
    else
        status = compare_jsonl(at, gold, error);
    if (status == LODE_OK && !at->eval->documents) {
        lode_error_set(error, LODE_ERROR_USAGE, "nothing is marked there");
        lode_error_at(error, gold, 0, 0);
        lode_error_advise(error, "give JSON Lines as 'lode extract' writes them, or a folder with brat's .ann files");
        status = LODE_ERROR_USAGE;
    }
    for (size_t i = 0; i < at->index.count; i++)
        at->eval->not_marked += !at->index.items[i].used;
    return status;
}

/* ---- The command ---------------------------------------------------------------------------------------------------- */

/* Whether a row reaches a floor; one that does not is told. */
static bool reaches(const lode_eval_row *row, const char *floor) {
    double f1 = lode_eval_f1(row->exact, row->gold, row->found), least = strtod(behind_equals(floor), NULL);

    if (f1 + 1e-9 >= least)
        return true;
    fprintf(stderr, "lode: %s%s: the exact F1 of %.3f is below %s\n", row->type,
            strcmp(row->type, "all") != 0 ? ""
            : row->is_fact                ? " facts"
                                          : " entities",
            f1, behind_equals(floor));
    return false;
}

/* Whether all floors are reached. A type that is not marked reaches none. */
static bool reach_floors(const lode_eval *eval) {
    bool well = true;

    for (size_t i = 0; i < eval->options->floors.count; i++) {
        const char *floor = eval->options->floors.items[i];
        size_t length = strcspn(floor, "=");
        bool known = false;

        if (!floor[length]) {
            for (int facts = 0; facts < 2; facts++) {
                lode_eval_row sum = lode_eval_sum(eval, facts);

                well &= !sum.counts || reaches(&sum, floor);
            }
            continue;
        }
        for (size_t j = 0; j < eval->rows.count; j++) {
            const lode_eval_row *row = &eval->rows.items[j];

            if (!row->counts || strlen(row->type) != length || strncmp(row->type, floor, length) != 0)
                continue;
            known = true;
            well &= reaches(row, floor);
        }
        if (!known) {
            fprintf(stderr, "lode: nothing of the type '%.*s' is marked\n", (int)length, floor);
            well = false;
        }
    }
    return well;
}

static int eval_files(const lode_eval_options *options, const char *gold, const char *found) {
    lode_eval eval = {.options = options};
    comparing at = {.eval = &eval};
    lode_error error;
    lode_status status = lode_found_open(found, &at.found, &error);
    int exit_status;

    if (status == LODE_OK)
        status = compare(&at, gold, &error);
    if (status == LODE_OK) {
        if (options->json)
            lode_eval_print_json(&eval);
        else
            lode_eval_print(&eval);
        exit_status = lode_finish_output(reach_floors(&eval) ? LODE_EXIT_OK : LODE_EXIT_FAILED);
    } else {
        lode_print_error(NULL, &error);
        exit_status = lode_exit_status(status);
    }
    lode_found_close(at.found);
    lode_found_index_free(&at.index);
    lode_buffer_free(&at.name);
    lode_arena_free(&at.gold);
    lode_arena_free(&at.work);
    lode_slots_free(&eval.slots);
    free(eval.flaws);
    free(eval.rows.items);
    lode_arena_free(&eval.arena);
    return exit_status;
}

static int run(const lode_command *command, int argc, char **argv) {
    lode_eval_options options = {0};
    int operands, status = lode_options_read(command, argc, argv, take, &options, &operands);

    if (status < 0)
        status = argc - operands == 2 ? eval_files(&options, argv[operands], argv[operands + 1])
                                      : lode_usage_error("give what people marked and what 'lode extract' wrote",
                                                         "two are compared, %d are named", argc - operands);
    lode_types_free(&options.types);
    free(options.keys.items);
    free(options.floors.items);
    return status;
}

const lode_command lode_command_eval = {
    .name = "eval",
    .arguments = "GOLD FOUND.jsonl",
    .summary = "Scores what is found against what people marked.",
    .details =
        "GOLD is JSON Lines as 'lode extract' writes them, brat's annotations (NAME.ann beside NAME.txt), or a folder of\n"
        "these. Documents belong together by their names; folders may differ. Precision (P), recall (R) and F1 are of\n"
        "entities found exactly where they are marked, and of those that overlap; attributes: the share of exact ones whose\n"
        "marked attributes are all as marked. A fact is exact where its key parts are, and overlapping where it has a part in\n"
        "common; parts: those beside the key of exact facts or, without a key, all of overlapping ones.\n"
        "Exit status: 0, or 1 where something is below --at-least.",
    .options = own_options,
    .run = run};
