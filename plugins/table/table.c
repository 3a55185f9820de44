/* SPDX-License-Identifier: MIT */
/* The writer for people: a block a document, a line an entity and then a line a fact, in columns aligned by what a terminal
 * shows. */
#include "context.h"
#include "pairs.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What is shown of the text around an entity: so many columns where the terminal's width is not known, and so many at least
 * beside the values, which have so many at least themselves; else it has a line of its own. */
enum { CONTEXT_DEFAULT = 80, CONTEXT_MIN = 40, VALUES_MIN = 24, GAP = 2, NONE = -1 };

static const char BOLD[] = "\033[1m", CYAN[] = "\033[36m", YELLOW[] = "\033[33m", RED[] = "\033[31m", DIM[] = "\033[2m",
                  PLAIN[] = "\033[0m";

typedef struct table_state {
    bool colour;
    unsigned width;
} table_state;

/* The columns of a block. */
typedef struct layout {
    size_t type, number, values; /* their widths; number 0: there is none */
    size_t context;              /* 0: texts are not shown in their context, but alone */
    bool own_line;               /* the context stands in a line of its own */
} layout;

static lode_status open_table(const lode_writer_options *options, void **state, lode_error *error) {
    table_state *made = calloc(1, sizeof *made);

    if (!made)
        return lode_error_no_memory(error);
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

/* The place of the only attribute that is a number; NONE: there is none, or several. */
static ptrdiff_t find_number(const lode_entity *entity) {
    ptrdiff_t found = NONE;

    for (size_t i = 0; i < entity->attribute_count; i++)
        if (entity->attributes[i].value.kind == LODE_VALUE_NUMBER) {
            if (found != NONE)
                return NONE;
            found = (ptrdiff_t)i;
        }
    return found;
}

static size_t number_width(const lode_entity *entity) {
    char digits[PAIRS_NUMBER_MAX];
    ptrdiff_t number = find_number(entity);

    return number == NONE ? 0 : pairs_number(&entity->attributes[number].value.number, digits);
}

/* All attributes but the number that has a column. */
static pairs values_of(const lode_entity *entity) {
    ptrdiff_t number = find_number(entity);

    return (pairs){.entity = entity, .left_out = number == NONE ? SIZE_MAX : (size_t)number};
}

static bool has_text(const lode_result *result) {
    return result->text && result->text_offsets; /* what was read back may have none */
}

static layout measure(const table_state *state, const lode_result *result) {
    layout found = {.type = strlen("type"), .values = strlen("values"), .context = has_text(result) ? CONTEXT_DEFAULT : 0};
    size_t used;

    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];
        pairs values = values_of(entity);
        size_t width = pairs_put(&values, &(pairs_place){0}, NULL, SIZE_MAX, "", "");

        found.type = larger(found.type, strlen(entity->type));
        found.number = larger(found.number, number_width(entity));
        found.values = larger(found.values, width);
    }
    for (size_t i = 0; i < result->fact_count; i++)
        found.type = larger(found.type, strlen(result->facts[i].type));
    if (found.number)
        found.number = larger(found.number, strlen("number"));
    if (!state->width)
        return found;
    used = GAP + found.type + GAP + (found.number ? found.number + GAP : 0);
    if (state->width >= used + VALUES_MIN + GAP + CONTEXT_MIN) {
        size_t most = state->width - used - GAP - CONTEXT_MIN;

        found.values = found.values < most ? found.values : most;
        found.context = found.context ? state->width - used - found.values - GAP : 0;
    } else {
        found.values = state->width > used + 1 ? state->width - used : 1;
        found.own_line = true;
        used = GAP + found.type + GAP;
        found.context = found.context && state->width > used + VALUES_MIN ? state->width - used : 0;
    }
    return found;
}

static size_t put(lode_output *output, const char *text) {
    return columns_put(output, (columns_text){text, strlen(text)}, SIZE_MAX);
}

/* The type at the start of a line, with blanks up to what stands behind it. */
static void put_type(const table_state *state, lode_output *output, const char *type, const layout *columns) {
    lode_output_string(output, "  ");
    paint(state, output, CYAN);
    columns_fill(output, columns->type + GAP - put(output, type));
    paint(state, output, PLAIN);
}

/* The entity in its context or, without one, alone. */
static void put_entity_text(const table_state *state, lode_output *output, const lode_result *result, size_t index,
                            const layout *columns) {
    const lode_entity *entity = &result->entities[index];

    if (columns->context) {
        context_put(output, result, index, columns->context, state->colour ? BOLD : "[", state->colour ? PLAIN : "]",
                    state->colour ? 0 : 2);
        return;
    }
    paint(state, output, BOLD);
    columns_put(output, (columns_text){entity->text, entity->length}, SIZE_MAX);
    paint(state, output, PLAIN);
}

/* In its column, if there is one. */
static void put_number(lode_output *output, const lode_entity *entity, const layout *columns) {
    char digits[PAIRS_NUMBER_MAX];
    ptrdiff_t number = find_number(entity);
    size_t length = number == NONE ? 0 : pairs_number(&entity->attributes[number].value.number, digits);

    if (!columns->number)
        return;
    columns_fill(output, columns->number - length);
    lode_output_write(output, digits, length);
    columns_fill(output, GAP);
}

/* Values that do not fit go on below. */
static void put_values(const table_state *state, lode_output *output, const pairs *values, pairs_place *place, size_t *used,
                       size_t most) {
    paint(state, output, YELLOW);
    *used = pairs_put(values, place, output, most, "", "");
    paint(state, output, PLAIN);
}

static void put_entity(const table_state *state, lode_output *output, const lode_result *result, size_t index,
                       const layout *columns) {
    const lode_entity *entity = &result->entities[index];
    pairs values = values_of(entity);
    pairs_place place = {0};
    size_t used, indent = GAP + columns->type + GAP + (columns->number ? columns->number + GAP : 0);

    put_type(state, output, entity->type, columns);
    if (columns->own_line && pairs_done(&values, &place) && find_number(entity) == NONE) {
        put_entity_text(state, output, result, index, columns);
        lode_output_string(output, "\n");
        return;
    }
    put_number(output, entity, columns);
    put_values(state, output, &values, &place, &used, columns->values);
    if (!columns->own_line) {
        columns_fill(output, columns->values - used + GAP);
        put_entity_text(state, output, result, index, columns);
    }
    lode_output_string(output, "\n");
    while (!pairs_done(&values, &place)) {
        columns_fill(output, indent);
        put_values(state, output, &values, &place, &used, columns->values);
        lode_output_string(output, "\n");
    }
    if (columns->own_line) {
        columns_fill(output, GAP + columns->type + GAP);
        put_entity_text(state, output, result, index, columns);
        lode_output_string(output, "\n");
    }
}

/* Parts that do not fit go on below. */
static void put_fact(const table_state *state, lode_output *output, const lode_fact *fact, const layout *columns) {
    size_t indent = GAP + columns->type + GAP, most = state->width > indent ? state->width - indent : SIZE_MAX;
    pairs parts = {.fact = fact, .left_out = SIZE_MAX};
    pairs_place place = {0};

    put_type(state, output, fact->type, columns);
    while (!pairs_done(&parts, &place)) {
        if (place.pair || place.byte)
            columns_fill(output, indent);
        pairs_put(&parts, &place, output, most, state->colour ? DIM : "", state->colour ? PLAIN : "");
        lode_output_string(output, "\n");
    }
    if (!fact->part_count)
        lode_output_string(output, "\n");
}

/* What the columns are, above the entities and above the facts. */
static void put_head(const table_state *state, lode_output *output, const layout *columns, bool facts) {
    lode_output_string(output, "  ");
    paint(state, output, DIM);
    columns_fill(output, columns->type + GAP - put(output, facts ? "fact" : "type"));
    if (!facts && columns->number) {
        columns_fill(output, columns->number - strlen("number"));
        lode_output_string(output, "number  ");
    }
    lode_output_string(output, facts ? "parts" : "values");
    if (!facts && !columns->own_line) {
        columns_fill(output, columns->values - strlen("values") + GAP);
        lode_output_string(output, "text");
    }
    paint(state, output, PLAIN);
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

static lode_status write_document(void *handle, const lode_result *result, lode_output *output, lode_error *error) {
    const table_state *state = handle;
    layout columns = measure(state, result);

    (void)error;
    put_heading(state, output, result);
    if (result->status != LODE_OK)
        put_error(state, output, result->status, result->rule, result->message);
    if (result->entity_count)
        put_head(state, output, &columns, false);
    for (size_t i = 0; i < result->entity_count; i++)
        put_entity(state, output, result, i, &columns);
    if (result->fact_count)
        put_head(state, output, &columns, true);
    for (size_t i = 0; i < result->fact_count; i++)
        put_fact(state, output, &result->facts[i], &columns);
    for (size_t i = 0; i < result->problem_count; i++)
        put_error(state, output, result->problems[i].status, result->problems[i].rule, result->problems[i].message);
    lode_output_string(output, "\n");
    return LODE_OK;
}

static const lode_writer writer = {
    .format = "table", .lines = LODE_LINES_WHOLE, .open = open_table, .document = write_document, .close = free};

LODE_PLUGIN(table, "1.0", "a table for people: the entities of each document in their context, and its facts",
            .writer = &writer)
