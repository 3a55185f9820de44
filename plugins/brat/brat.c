/* SPDX-License-Identifier: MIT */
/* The writer for brat's standoff annotations: a folder with NAME.txt and NAME.ann for each document, and the annotation.conf
 * that brat needs to show them. `lode eval` reads them back. */
#include "annotations.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Types of entities or facts, or the parts of facts, each once. */
typedef struct names {
    char **items; /* for parts "TYPE\0PART" */
    size_t count;
} names;

typedef struct brat_state {
    char *folder; /* with its '/' */
    names entities, facts;
    names parts, words; /* of facts; words are those that are no entities */
} brat_state;

static bool is_folder(const lode_writer_options *options) {
    size_t length = options->file ? strlen(options->file) : 0;

    return length && options->file[length - 1] == '/';
}

static void free_names(names *list) {
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
}

static void close_brat(void *handle) {
    brat_state *state = handle;

    free_names(&state->entities);
    free_names(&state->facts);
    free_names(&state->parts);
    free_names(&state->words);
    free(state->folder);
    free(state);
}

static lode_status open_brat(const lode_writer_options *options, void **opened, lode_error *error) {
    brat_state *state;

    if (!is_folder(options)) {
        lode_error_set(error, LODE_ERROR_USAGE, "brat's annotations are a folder");
        lode_error_advise(error, "name one with -o FOLDER/, its '/' included");
        return LODE_ERROR_USAGE;
    }
    state = calloc(1, sizeof *state);
    if (state)
        state->folder = strdup(options->file);
    if (!state || !state->folder) {
        free(state);
        return lode_error_no_memory(error);
    }
    *opened = state;
    return LODE_OK;
}

/* ---- What annotation.conf lists ------------------------------------------------------------------------------------- */

static bool add_name(names *list, const char *type, const char *part) {
    size_t type_length = strlen(type), part_length = part ? strlen(part) : 0;
    char **items, *name;

    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], type) == 0 && (!part || strcmp(list->items[i] + type_length + 1, part) == 0))
            return true;
    items = realloc(list->items, (list->count + 1) * sizeof(char *));
    if (items)
        list->items = items;
    name = items ? malloc(type_length + part_length + 2) : NULL;
    if (!name)
        return false;
    memcpy(name, type, type_length + 1);
    memcpy(name + type_length + 1, part ? part : "", part_length + 1);
    list->items[list->count++] = name;
    return true;
}

static bool note_names(brat_state *state, const lode_result *result) {
    bool well = true;

    for (size_t i = 0; i < result->entity_count; i++)
        well &= add_name(&state->entities, result->entities[i].type, NULL);
    for (size_t i = 0; i < result->fact_count; i++) {
        const lode_fact *fact = &result->facts[i];

        well &= add_name(&state->facts, fact->type, NULL);
        for (size_t j = 0; j < fact->part_count; j++)
            if (fact->parts[j].text) {
                const char *part = fact->parts[j].name;

                well &= add_name(&state->parts, fact->type, part) &&
                        (fact->parts[j].entity >= 0 || add_name(&state->words, fact->type, part));
            }
    }
    return well;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Words have types of their own; facts are triggered by spans of their own type, which brat knows from the events. */
static void put_configuration(FILE *file, const brat_state *state) {
    fputs("[entities]\n", file);
    for (size_t i = 0; i < state->entities.count; i++) {
        brat_put_name(file, state->entities.items[i]);
        putc('\n', file);
    }
    for (size_t i = 0; i < state->words.count; i++) {
        const char *type = state->words.items[i];

        brat_put_name(file, type);
        putc('-', file);
        brat_put_name(file, type + strlen(type) + 1);
        putc('\n', file);
    }
    fputs("[relations]\n[events]\n", file);
    for (size_t i = 0; i < state->facts.count; i++) {
        const char *between = "\t";

        brat_put_name(file, state->facts.items[i]);
        for (size_t j = 0; j < state->parts.count; j++)
            if (strcmp(state->parts.items[j], state->facts.items[i]) == 0) {
                fputs(between, file);
                brat_put_name(file, state->parts.items[j] + strlen(state->parts.items[j]) + 1);
                fputs("*:<ENTITY>", file);
                between = ", ";
            }
        putc('\n', file);
    }
    fputs("[attributes]\n", file);
}

/* ---- Files ---------------------------------------------------------------------------------------------------------- */

static lode_status fail(const char *path, lode_error *error) {
    lode_error_set(error, LODE_ERROR_IO,
                   errno == EEXIST ? "several documents have this name" : "the file cannot be written: %s", strerror(errno));
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_IO;
}

/* Appends the parts of a path, without what would lead out of the folder. */
static char *append_path(char *to, const char *path) {
    while (*path) {
        size_t length = strcspn(path, "/");

        if (length == 2 && strncmp(path, "..", 2) == 0) {
            *to++ = '_';
        } else if (length && !(length == 1 && *path == '.')) {
            memcpy(to, path, length);
            to += length;
        }
        path += length;
        if (*path == '/') {
            if (to[-1] != '/')
                *to++ = '/';
            path++;
        }
    }
    return to;
}

/* The folder's name, the document's, its part's and its line's, with room for an ending. NULL where memory ran out. */
static char *make_path(const brat_state *state, const lode_result *result) {
    size_t length = strlen(state->folder) + strlen(result->document) + (result->part ? strlen(result->part) : 0);
    char *path = malloc(length + 64), *end;

    if (!path)
        return NULL;
    strcpy(path, state->folder);
    end = append_path(path + strlen(path), result->document);
    if (result->part) {
        *end++ = '/';
        end = append_path(end, result->part);
    }
    if (result->line)
        end += sprintf(end, "/%llu", (unsigned long long)result->line);
    *end = '\0';
    if (end - path > 4 && strcmp(end - 4, ".txt") == 0)
        end[-4] = '\0';
    return path;
}

static lode_status make_folders(const brat_state *state, char *path, lode_error *error) {
    for (char *slash = strchr(path + strlen(state->folder), '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0777) && errno != EEXIST)
            return fail(path, error);
        *slash = '/';
    }
    return LODE_OK;
}

/* A new file; NULL with the error. */
static FILE *create(const char *path, lode_status *status, lode_error *error) {
    FILE *file = fopen(path, "wxb");

    if (!file)
        *status = fail(path, error);
    return file;
}

static lode_status finish(FILE *file, const char *path, lode_error *error) {
    bool failed = ferror(file) != 0;

    failed = fclose(file) != 0 || failed;
    return failed ? fail(path, error) : LODE_OK;
}

static lode_status write_files(char *path, const lode_result *result, lode_error *error) {
    char *ending = path + strlen(path);
    lode_status status = LODE_OK;
    FILE *file;

    strcpy(ending, ".txt");
    file = create(path, &status, error);
    if (file) {
        fwrite(result->text, 1, result->text_length, file);
        status = finish(file, path, error);
    }
    strcpy(ending, ".ann");
    file = status == LODE_OK ? create(path, &status, error) : NULL;
    if (file) {
        brat_put_annotations(file, result);
        status = finish(file, path, error);
    }
    return status;
}

/* A document that failed has nothing to annotate. */
static lode_status write_document(void *handle, const lode_result *result, lode_output *output, lode_error *error) {
    brat_state *state = handle;
    lode_status status;
    char *path;

    (void)output;
    if (result->status != LODE_OK)
        return LODE_OK;
    if (!result->text || (result->entity_count && !result->text_offsets)) {
        lode_error_set(error, LODE_ERROR_USAGE, "its entities do not stand in the text that is with them");
        lode_error_at(error, result->document, 0, 0);
        return LODE_ERROR_USAGE;
    }
    path = make_path(state, result);
    if (!path || !note_names(state, result)) {
        free(path);
        return lode_error_no_memory(error);
    }
    status = make_folders(state, path, error);
    if (status == LODE_OK)
        status = write_files(path, result, error);
    free(path);
    return status;
}

static void sort(names *list) {
    if (list->count)
        qsort(list->items, list->count, sizeof(char *), compare_names);
}

static lode_status end(void *handle, lode_output *output, lode_error *error) {
    brat_state *state = handle;
    size_t length = strlen(state->folder);
    char *path = malloc(length + sizeof "annotation.conf");
    lode_status status = LODE_OK;
    FILE *file;

    (void)output;
    if (!path)
        return lode_error_no_memory(error);
    memcpy(path, state->folder, length);
    strcpy(path + length, "annotation.conf");
    sort(&state->entities);
    sort(&state->facts);
    file = create(path, &status, error);
    if (file) {
        put_configuration(file, state);
        status = finish(file, path, error);
    }
    free(path);
    return status;
}

static const lode_writer writer = {.format = "brat",
                                   .needs_text = true,
                                   .open = open_brat,
                                   .document = write_document,
                                   .end = end,
                                   .close = close_brat,
                                   .gathers = is_folder};

LODE_PLUGIN(brat, "1.0", "brat's standoff annotations: a folder with a text and its annotations for each document",
            .writer = &writer)
