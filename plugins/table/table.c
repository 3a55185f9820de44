/* The writer for people: a block a document, a line an entity and then a line a fact, in columns aligned by what a terminal
 * shows. */
#include "columns.h"

#include <inttypes.h>
#include <lode/plugin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The most columns that a text or its attributes take, and what is shown of the text around an entity where the terminal's
 * width is not known. */
enum { TEXT_MAX = 40, ATTRIBUTES_MAX = 56, CONTEXT_DEFAULT = 72, CONTEXT_MIN = 24, GAP = 2 };

static const char BOLD[] = "\033[1m", CYAN[] = "\033[36m", YELLOW[] = "\033[33m", RED[] = "\033[31m", DIM[] = "\033[2m",
                  PLAIN[] = "\033[0m", ELLIPSIS[] = "\xE2\x80\xA6";

typedef struct table_state {
    bool colour;
    unsigned width;
} table_state;

/* The widths of a block's columns. */
typedef struct widths {
    size_t type, text, attributes, context;
} widths;

static lode_status open_table(const lode_writer_options *options, void **state, lode_error *error) {
    table_state *made = calloc(1, sizeof *made);

    if (!made)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");
    made->colour = options->colour;
    made->width = options->width;
    *state = made;
    return LODE_OK;
}

static void paint(const table_state *state, lode_output *output, const char *colour) {
    if (state->colour)
        lode_output_string(output, colour);
}

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

/* What an attribute's value is as text. `number` has room for any number. */
static columns_text value_text(const lode_value *value, char number[LODE_DECIMAL_TEXT_MAX]) {
    if (value->kind == LODE_VALUE_NUMBER)
        return (columns_text){number, lode_decimal_format(value->number, number)};
    return (columns_text){value->text, value->length};
}

/* Writes "name=value name=value", and the page, or only counts its columns where there is no output. At most `most` columns. */
static size_t put_pairs(const lode_entity *entity, lode_output *output, size_t most) {
    size_t used = 0;

    for (size_t i = 0; i < entity->attribute_count; i++) {
        char number[LODE_DECIMAL_TEXT_MAX];
        const lode_attribute *attribute = &entity->attributes[i];
        columns_text value = value_text(&attribute->value, number);

        if (i)
            used += columns_put(output, (columns_text){" ", 1}, most - used);
        used += columns_put(output, (columns_text){attribute->name, strlen(attribute->name)}, most - used);
        used += columns_put(output, (columns_text){"=", 1}, most - used);
        used += columns_put(output, value, most - used);
    }
    if (entity->page) {
        char page[32];

        used += columns_put(output,
                            (columns_text){page, (size_t)snprintf(page, sizeof page, "%spage=%" PRIu32,
                                                                  entity->attribute_count ? " " : "", entity->page)},
                            most - used);
    }
    return used;
}

static size_t put_ellipsis(lode_output *output) {
    return columns_put(output, (columns_text){ELLIPSIS, strlen(ELLIPSIS)}, 1);
}

/* Whether something takes more columns than there are is seen where it is given two more: no character takes three. */
static size_t put_attributes(const lode_entity *entity, lode_output *output) {
    if (put_pairs(entity, NULL, ATTRIBUTES_MAX + 2) <= ATTRIBUTES_MAX)
        return put_pairs(entity, output, ATTRIBUTES_MAX);
    return put_pairs(entity, output, ATTRIBUTES_MAX - 1) + put_ellipsis(output);
}

static widths measure(const table_state *state, const lode_result *result) {
    widths found = {0};
    size_t used;

    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];

        found.type = larger(found.type, strlen(entity->type));
        found.text = larger(found.text, columns_put(NULL, (columns_text){entity->text, entity->length}, TEXT_MAX));
        found.attributes = larger(found.attributes, put_attributes(entity, NULL));
    }
    for (size_t i = 0; i < result->fact_count; i++)
        found.type = larger(found.type, strlen(result->facts[i].type));
    used = found.type + found.text + found.attributes + 4 * GAP;
    if (!result->text || !result->text_offsets)
        found.context = 0; /* what was read back may have no text */
    else if (state->width == 0)
        found.context = CONTEXT_DEFAULT;
    else
        found.context = state->width >= used + CONTEXT_MIN ? state->width - used : 0;
    return found;
}

/* As much as fits, the last column being a mark where that is not all. */
static size_t put_cut(lode_output *output, columns_text text, size_t most) {
    size_t used;

    if (columns_put(NULL, text, most + 2) <= most)
        return columns_put(output, text, most);
    used = columns_put(output, text, most - 1);
    return used + put_ellipsis(output);
}

/* The entity between what stands before and after it; all entities of a block begin in one column. */
static void put_context(const table_state *state, lode_output *output, const lode_result *result, size_t index, size_t width) {
    const lode_entity *entity = &result->entities[index];
    size_t start = result->text_offsets[index], end = start + entity->length, left = width * 2 / 5, used;

    columns_put_end(output, (columns_text){result->text, start}, left);
    paint(state, output, BOLD);
    used = left + put_cut(output, (columns_text){entity->text, entity->length}, width - left);
    paint(state, output, PLAIN);
    columns_put(output, (columns_text){result->text + end, result->text_length - end}, width - used);
}

static void put_entity(const table_state *state, lode_output *output, const lode_result *result, size_t index, widths width) {
    const lode_entity *entity = &result->entities[index];
    size_t used;

    lode_output_string(output, "  ");
    paint(state, output, CYAN);
    used = columns_put(output, (columns_text){entity->type, strlen(entity->type)}, width.type);
    paint(state, output, PLAIN);
    columns_fill(output, width.type - used + GAP);
    paint(state, output, BOLD);
    used = put_cut(output, (columns_text){entity->text, entity->length}, TEXT_MAX);
    paint(state, output, PLAIN);
    columns_fill(output, width.text - used + GAP);
    paint(state, output, YELLOW);
    used = put_attributes(entity, output);
    paint(state, output, PLAIN);
    if (width.context) {
        columns_fill(output, width.attributes - used + GAP);
        put_context(state, output, result, index, width.context);
    }
    lode_output_string(output, "\n");
}

/* A part of the heading that may hold anything, such as a file's name. */
static void put_name(lode_output *output, const char *name, const char *before) {
    if (name) {
        lode_output_string(output, before);
        columns_put(output, (columns_text){name, strlen(name)}, SIZE_MAX);
    }
}

static void put_heading(const table_state *state, lode_output *output, const lode_result *result) {
    paint(state, output, BOLD);
    put_name(output, result->document, "");
    put_name(output, result->part, "  ");
    paint(state, output, PLAIN);
    if (result->line)
        lode_output_format(output, ":%" PRIu64, result->line);
    put_name(output, result->id, "  ");
    paint(state, output, DIM);
    put_name(output, result->language, "  ");
    put_name(output, result->date, "  ");
    put_name(output, result->title, "  ");
    paint(state, output, PLAIN);
    lode_output_string(output, "\n");
}

static void put_error(const table_state *state, lode_output *output, lode_status status, const char *rule,
                      const char *message) {
    lode_output_string(output, "  ");
    paint(state, output, RED);
    lode_output_string(output, lode_status_name(status));
    paint(state, output, PLAIN);
    put_name(output, rule, ": rule ");
    put_name(output, message, ": ");
    lode_output_string(output, "\n");
}

/* The name of a part where the one before it has another. */
static size_t put_part_name(const table_state *state, lode_output *output, const lode_fact *fact, size_t part, size_t most) {
    const char *name = fact->parts[part].name;
    size_t used = part && most >= GAP ? GAP : 0;

    if (part && strcmp(name, fact->parts[part - 1].name) == 0)
        return columns_put(output, (columns_text){", ", 2}, most);
    if (output) {
        columns_fill(output, used);
        paint(state, output, DIM);
    }
    used += columns_put(output, (columns_text){name, strlen(name)}, most - used);
    if (output)
        paint(state, output, PLAIN);
    return used + columns_put(output, (columns_text){"=", 1}, most - used);
}

/* Writes "part=text  part=text, text" in so many columns at most, or only counts them where there is no output. */
static size_t put_parts(const table_state *state, lode_output *output, const lode_fact *fact, size_t most) {
    size_t used = 0;

    for (size_t i = 0; i < fact->part_count && used < most; i++) {
        char number[LODE_DECIMAL_TEXT_MAX];
        const lode_fact_part *part = &fact->parts[i];

        used += put_part_name(state, output, fact, i, most - used);
        used += columns_put(output,
                            part->value.kind == LODE_VALUE_NONE ? (columns_text){part->text, part->length}
                                                                : value_text(&part->value, number),
                            most - used);
    }
    return used;
}

static void put_fact(const table_state *state, lode_output *output, const lode_fact *fact, widths width) {
    size_t most = state->width > width.type + 2 * GAP + 1 ? state->width - width.type - 2 * GAP : SIZE_MAX - 2;

    lode_output_string(output, "  ");
    paint(state, output, CYAN);
    columns_fill(output, width.type + GAP - columns_put(output, (columns_text){fact->type, strlen(fact->type)}, width.type));
    paint(state, output, PLAIN);
    if (put_parts(state, NULL, fact, most + 2) <= most) {
        put_parts(state, output, fact, most);
    } else {
        put_parts(state, output, fact, most - 1);
        put_ellipsis(output);
    }
    lode_output_string(output, "\n");
}

static lode_status write_document(void *handle, const lode_result *result, lode_output *output, lode_error *error) {
    const table_state *state = handle;
    widths width = measure(state, result);

    (void)error;
    put_heading(state, output, result);
    if (result->status != LODE_OK)
        put_error(state, output, result->status, result->rule, result->message);
    for (size_t i = 0; i < result->entity_count; i++)
        put_entity(state, output, result, i, width);
    for (size_t i = 0; i < result->fact_count; i++)
        put_fact(state, output, &result->facts[i], width);
    for (size_t i = 0; i < result->problem_count; i++)
        put_error(state, output, result->problems[i].status, result->problems[i].rule, result->problems[i].message);
    lode_output_string(output, "\n");
    return LODE_OK;
}

static const lode_writer writer = {
    .format = "table", .lines = LODE_LINES_WHOLE, .open = open_table, .document = write_document, .close = free};

LODE_PLUGIN(table, "1.0", "a table for people: the entities of each document in their context, and its facts",
            .writer = &writer)
