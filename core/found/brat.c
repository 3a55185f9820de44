/* SPDX-License-Identifier: MIT */
#include "found/brat.h"

#include "found/growing.h"
#include "text/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text-bound annotation. */
typedef struct span {
    const char *id, *type;
    size_t start, end; /* code points */
    bool is_part;      /* a trigger or words: no entity */
    ptrdiff_t entity;  /* its place among the entities */
    lode_growing attributes;
} span;

/* An event or relation. */
typedef struct relation {
    const char *id, *type, *trigger; /* trigger NULL: it has none */
    char *arguments;                 /* "ROLE:ID ROLE:ID" */
    lode_growing parts;
} relation;

typedef struct reading {
    const char *path;
    lode_arena *arena;
    lode_error *error;
    unsigned line;
    lode_growing lines, spans, relations;
    size_t *bytes; /* where each code point of the text begins, and its end */
    size_t code_points;
} reading;

static lode_status mistake(const reading *at, const char *what) {
    lode_error_set(at->error, LODE_ERROR_SYNTAX, "the line is no annotation of brat: %s", what);
    lode_error_at(at->error, at->path, at->line, 0);
    return LODE_ERROR_SYNTAX;
}

/* A whole file, with a NUL behind it. */
static lode_status read_file(const char *path, lode_arena *arena, char **bytes, size_t *length, lode_error *error) {
    lode_buffer buffer = {0};
    FILE *file = fopen(path, "rb");
    lode_status status = LODE_OK;

    if (!file || (!lode_buffer_read(&buffer, file) && !buffer.failed)) {
        status = lode_error_set(error, LODE_ERROR_IO, "the file cannot be read: %s", strerror(errno));
        lode_error_at(error, path, 0, 0);
    }
    if (file)
        fclose(file);
    *length = buffer.length;
    *bytes = buffer.failed ? NULL : lode_arena_copy(arena, buffer.bytes ? buffer.bytes : "", buffer.length);
    lode_buffer_free(&buffer);
    return status == LODE_OK && !*bytes ? lode_error_no_memory(error) : status;
}

lode_status lode_brat_text(const char *path, lode_arena *arena, lode_result *result, lode_error *error) {
    size_t length = strlen(path);
    char *name = lode_arena_copy(arena, path, length), *text;
    lode_status status;

    if (!name)
        return lode_error_no_memory(error);
    memcpy(name + length - strlen(".ann"), ".txt", strlen(".txt"));
    status = read_file(name, arena, &text, &result->text_length, error);
    if (status != LODE_OK)
        return status;
    result->document = name;
    result->text = text;
    if (lode_utf8_check(text, result->text_length) == result->text_length)
        return LODE_OK;
    lode_error_set(error, LODE_ERROR_SYNTAX, "the text is not UTF-8, which brat wants");
    lode_error_at(error, name, 0, 0);
    return LODE_ERROR_SYNTAX;
}

/* ---- Lines ---------------------------------------------------------------------------------------------------------- */

/* The next piece of a line up to a separator, which becomes its end; NULL: there is none. */
static char *next_piece(char **line, char separator) {
    char *piece = *line, *end = piece ? strchr(piece, separator) : NULL;

    if (end)
        *end = '\0';
    *line = end ? end + 1 : NULL;
    return piece && *piece ? piece : NULL;
}

static bool read_offset(const char *digits, char end, size_t *offset, const char **behind) {
    char *stop;

    errno = 0;
    *offset = strtoul(digits, &stop, 10);
    *behind = stop + 1;
    return digits[0] >= '0' && digits[0] <= '9' && !errno && *stop == end;
}

/* "TYPE START END", or "TYPE START END;START END" where it has several pieces, of which the whole counts. */
static lode_status read_span(reading *at, const char *id, char *data) {
    span *made = lode_growing_add(&at->spans);
    const char *type = next_piece(&data, ' '), *offsets = data, *last = data ? strrchr(data, ' ') : NULL, *behind;

    if (!made)
        return LODE_ERROR_MEMORY;
    *made = (span){.id = id, .type = type, .attributes = {.arena = at->arena, .size = sizeof(lode_attribute)}};
    if (!type || !last || !read_offset(offsets, ' ', &made->start, &behind) ||
        !read_offset(last + 1, '\0', &made->end, &behind))
        return mistake(at, "a type and two offsets are wanted");
    if (made->start >= made->end || made->end > at->code_points)
        return mistake(at, "its offsets are not in the text");
    return LODE_OK;
}

static lode_status read_relation(reading *at, const char *id, char *data) {
    relation *made = lode_growing_add(&at->relations);
    char *type = next_piece(&data, ' ');

    if (!made)
        return LODE_ERROR_MEMORY;
    *made =
        (relation){.id = id, .type = type, .parts = {.arena = at->arena, .size = sizeof(lode_fact_part)}, .arguments = data};
    if (!type)
        return mistake(at, "a type is wanted");
    if (id[0] == 'E') {
        char *colon = strchr(type, ':');

        if (!colon)
            return mistake(at, "an event is wanted with its trigger");
        *colon = '\0';
        made->trigger = colon + 1;
    }
    return LODE_OK;
}

static int compare_ids(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b); /* the first of a span's and a relation's members */
}

static void *find_id(const lode_growing *list, const char *id) {
    return list->count ? bsearch(&id, list->items, list->count, list->size, compare_ids) : NULL;
}

static lode_status read_attribute(reading *at, char *data) {
    const char *name = next_piece(&data, ' '), *of = next_piece(&data, ' '), *value = data ? data : "true";
    const lode_value text = {.kind = LODE_VALUE_TEXT, .text = value, .length = strlen(value)};
    span *entity = of ? find_id(&at->spans, of) : NULL;
    relation *fact = of && !entity ? find_id(&at->relations, of) : NULL;

    if (!name || (!entity && !fact))
        return mistake(at, "it is of nothing that is there");
    if (entity) {
        lode_attribute *attribute = lode_growing_add(&entity->attributes);

        if (!attribute)
            return LODE_ERROR_MEMORY;
        *attribute = (lode_attribute){name, text};
    } else {
        lode_fact_part *part = lode_growing_add(&fact->parts);

        if (!part)
            return LODE_ERROR_MEMORY;
        *part = (lode_fact_part){.name = name, .entity = -1, .value = text};
    }
    return LODE_OK;
}

/* Cuts the file into lines. */
static bool cut_lines(reading *at, char *text, size_t length) {
    for (char *start = text, *end; start < text + length; start = end + 1) {
        char **line = lode_growing_add(&at->lines);

        end = memchr(start, '\n', (size_t)(text + length - start));
        end = end ? end : text + length;
        *end = '\0';
        if (end > start && end[-1] == '\r')
            end[-1] = '\0';
        if (!line)
            return false;
        *line = start;
    }
    return true;
}

/* Goes through the lines whose ids begin with one of two letters. */
static lode_status read_lines(reading *at, const char letters[2]) {
    lode_status status = LODE_OK;

    for (size_t i = 0; status == LODE_OK && i < at->lines.count; i++) {
        char *line = ((char **)at->lines.items)[i], *id, *data;

        if (line[0] != letters[0] && line[0] != letters[1])
            continue;
        at->line = (unsigned)i + 1;
        id = next_piece(&line, '\t');
        data = next_piece(&line, '\t');
        if (!data)
            status = mistake(at, "a tab is wanted behind its id");
        else if (letters[0] == 'T')
            status = read_span(at, id, data);
        else if (letters[0] == 'E')
            status = read_relation(at, id, data);
        else
            status = read_attribute(at, data);
    }
    return status;
}

/* ---- Entities and facts --------------------------------------------------------------------------------------------- */

/* A role's name; the number of one that an event has several of is dropped. */
static const char *role_name(const relation *fact, char *role) {
    size_t length = strlen(role);

    while (fact->trigger && length > 1 && role[length - 1] >= '0' && role[length - 1] <= '9')
        length--;
    role[length] = '\0';
    return role;
}

static bool is_words(const span *of, const char *fact, const char *role) {
    size_t length = strlen(fact);

    return strncmp(of->type, fact, length) == 0 && of->type[length] == '-' && strcmp(of->type + length + 1, role) == 0;
}

/* The span that something refers to: a span, or an event's trigger. */
static span *find_span(const reading *at, const char *id) {
    const relation *event = id[0] == 'E' ? find_id(&at->relations, id) : NULL;

    return find_id(&at->spans, event ? event->trigger : id);
}

static lode_status add_arguments(const reading *at, relation *fact) {
    span *trigger = fact->trigger ? find_id(&at->spans, fact->trigger) : NULL;
    char *rest = fact->arguments;

    if (fact->trigger && !trigger)
        return mistake(at, "an event's trigger is not there");
    if (trigger && strcmp(trigger->type, fact->type) == 0)
        trigger->is_part = true;
    while (rest) {
        char *argument = next_piece(&rest, ' '), *colon = argument ? strchr(argument, ':') : NULL;
        lode_fact_part *part;
        span *of;

        if (!argument)
            continue;
        of = colon ? find_span(at, colon + 1) : NULL;
        if (!of)
            return mistake(at, "an argument is not there");
        *colon = '\0';
        part = lode_growing_add(&fact->parts);
        if (!part)
            return LODE_ERROR_MEMORY;
        *part = (lode_fact_part){.name = role_name(fact, argument), .entity = of - (span *)at->spans.items};
        of->is_part |= is_words(of, fact->type, part->name);
    }
    return LODE_OK;
}

/* Positions in the unit that is wanted, for each code point. NULL where memory ran out. */
static size_t *count_units(const reading *at, const char *text, lode_offsets unit) {
    size_t *counts = lode_arena_array(at->arena, at->code_points + 1, sizeof *counts);

    for (size_t i = 0; counts && i <= at->code_points; i++)
        if (unit == LODE_OFFSETS_BYTE)
            counts[i] = at->bytes[i];
        else
            counts[i] =
                i == 0 ? 0 : counts[i - 1] + 1 + (unit == LODE_OFFSETS_UTF16 && (unsigned char)text[at->bytes[i - 1]] >= 0xF0);
    return counts;
}

static int compare_spans(const void *a, const void *b) {
    const span *left = *(span *const *)a, *right = *(span *const *)b;

    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return left->end != right->end ? (left->end < right->end ? -1 : 1) : strcmp(left->id, right->id);
}

static bool make_entities(const reading *at, const size_t *units, lode_result *result) {
    span *spans = at->spans.items, **order = lode_arena_array(at->arena, at->spans.count + 1, sizeof *order);
    lode_entity *entities = lode_arena_array(at->arena, at->spans.count + 1, sizeof *entities);
    size_t *offsets = lode_arena_array(at->arena, at->spans.count + 1, sizeof *offsets), count = 0;

    if (!order || !entities || !offsets)
        return false;
    for (size_t i = 0; i < at->spans.count; i++) {
        spans[i].entity = -1;
        if (!spans[i].is_part)
            order[count++] = &spans[i];
    }
    qsort(order, count, sizeof *order, compare_spans);
    for (size_t i = 0; i < count; i++) {
        order[i]->entity = (ptrdiff_t)i;
        offsets[i] = at->bytes[order[i]->start];
        entities[i] = (lode_entity){.type = order[i]->type,
                                    .start = units[order[i]->start],
                                    .end = units[order[i]->end],
                                    .text = result->text + offsets[i],
                                    .length = at->bytes[order[i]->end] - offsets[i],
                                    .attributes = order[i]->attributes.items,
                                    .attribute_count = order[i]->attributes.count};
    }
    result->entities = entities;
    result->entity_count = count;
    result->text_offsets = offsets;
    return true;
}

static bool make_facts(const reading *at, const size_t *units, lode_result *result) {
    const relation *relations = at->relations.items;
    lode_fact *facts = lode_arena_array(at->arena, at->relations.count + 1, sizeof *facts);

    for (size_t i = 0; facts && i < at->relations.count; i++) {
        lode_fact_part *parts = relations[i].parts.items;

        facts[i] =
            (lode_fact){.type = relations[i].type, .parts = parts, .part_count = relations[i].parts.count, .start = SIZE_MAX};
        for (size_t j = 0; j < facts[i].part_count; j++) {
            const span *of = parts[j].entity >= 0 ? &((const span *)at->spans.items)[parts[j].entity] : NULL;

            if (!of)
                continue;
            parts[j].entity = of->entity;
            parts[j].start = units[of->start];
            parts[j].end = units[of->end];
            parts[j].text = result->text + at->bytes[of->start];
            parts[j].length = at->bytes[of->end] - at->bytes[of->start];
            facts[i].start = parts[j].start < facts[i].start ? parts[j].start : facts[i].start;
            facts[i].end = parts[j].end > facts[i].end ? parts[j].end : facts[i].end;
        }
        facts[i].start = facts[i].start == SIZE_MAX ? 0 : facts[i].start;
    }
    result->facts = at->relations.count ? facts : NULL;
    result->fact_count = at->relations.count;
    return facts != NULL;
}

static bool find_code_points(reading *at, const lode_result *result) {
    at->bytes = lode_arena_array(at->arena, result->text_length + 1, sizeof *at->bytes);
    for (size_t i = 0; at->bytes && i <= result->text_length; i++)
        if (i == result->text_length || ((unsigned char)result->text[i] & 0xC0) != 0x80)
            at->bytes[at->code_points++] = i;
    at->code_points -= at->code_points > 0;
    return at->bytes != NULL;
}

static void sort_by_id(lode_growing *list) {
    if (list->count)
        qsort(list->items, list->count, list->size, compare_ids);
}

lode_status lode_brat_annotations(const char *path, lode_offsets unit, lode_arena *arena, lode_result *result,
                                  lode_error *error) {
    reading at = {.path = path,
                  .arena = arena,
                  .error = error,
                  .lines = {.arena = arena, .size = sizeof(char *)},
                  .spans = {.arena = arena, .size = sizeof(span)},
                  .relations = {.arena = arena, .size = sizeof(relation)}};
    size_t length, *units = NULL;
    char *bytes;
    lode_status status = read_file(path, arena, &bytes, &length, error);

    if (status == LODE_OK && (!cut_lines(&at, bytes, length) || !find_code_points(&at, result)))
        status = LODE_ERROR_MEMORY;
    if (status == LODE_OK)
        status = read_lines(&at, "TT");
    sort_by_id(&at.spans);
    if (status == LODE_OK)
        status = read_lines(&at, "ER");
    sort_by_id(&at.relations);
    if (status == LODE_OK)
        status = read_lines(&at, "AM");
    at.line = 0;
    for (size_t i = 0; status == LODE_OK && i < at.relations.count; i++)
        status = add_arguments(&at, &((relation *)at.relations.items)[i]);
    if (status == LODE_OK)
        units = count_units(&at, result->text, unit);
    if (status == LODE_OK && (!units || !make_entities(&at, units, result) || !make_facts(&at, units, result)))
        status = LODE_ERROR_MEMORY;
    return status == LODE_ERROR_MEMORY ? lode_error_no_memory(error) : status;
}
