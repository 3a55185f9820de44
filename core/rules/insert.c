/* %{...}: definitions, tables, built-ins and entities in a pattern. */
#include "rules/frame.h"
#include "rules/scalar.h"
#include "values/roman.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* The pattern of %{number} or %{digits}, made once. */
static const lode_string *number_pattern(lode_loading *loading, bool digits) {
    lode_string *pattern = &loading->number_patterns[digits];
    lode_buffer made = {0};

    if (!pattern->bytes) {
        if (!(digits ? lode_numbers_pattern_digits(loading->numbers, &made) : lode_numbers_pattern(loading->numbers, &made)) ||
            !lode_buffer_reserve(&made, 0) || !(pattern->bytes = lode_arena_copy(&loading->scratch, made.bytes, made.length)))
            loading->mistakes.memory = true;
        pattern->length = made.length;
        lode_buffer_free(&made);
    }
    return pattern->bytes ? pattern : NULL;
}

static const lode_string *table_pattern(lode_loading *loading, lode_symbol *symbol, bool caseless) {
    lode_string *pattern = &symbol->patterns[caseless];
    lode_buffer made = {0};

    if (!pattern->bytes) {
        if (!lode_table_pattern(symbol->table, caseless, &made) ||
            !(pattern->bytes = lode_arena_copy(&loading->scratch, made.bytes, made.length)))
            loading->mistakes.memory = true;
        pattern->length = made.length;
        lode_buffer_free(&made);
    }
    return pattern->bytes ? pattern : NULL;
}

/* An insertion: %{name}, %{name:field}, %{@type}, %{@type:field}. */
struct insertion {
    size_t at, end;
    const char *name, *field;
    size_t name_length, field_length; /* a field of length 0: none */
    bool entity;
};

static bool read_insertion(lode_frame *frame, size_t at, struct insertion *insertion) {
    size_t i = at + 2;

    *insertion = (struct insertion){.at = at};
    insertion->entity = i < frame->length && frame->text[i] == '@';
    i += insertion->entity;
    insertion->name = frame->text + i;
    insertion->name_length = i < frame->length ? lode_name_length(insertion->name) : 0;
    i += insertion->name_length;
    if (insertion->name_length && i < frame->length && frame->text[i] == ':') {
        insertion->field = frame->text + ++i;
        insertion->field_length = i < frame->length ? lode_name_length(insertion->field) : 0;
        i += insertion->field_length;
    }
    if (!insertion->name_length || (insertion->field && !insertion->field_length) || i >= frame->length ||
        frame->text[i] != '}') {
        lode_frame_mistake(frame, at, "write %{name} or %{name:field}, or \\%{ for the characters",
                           "'%%{' without a proper name and '}'");
        return false;
    }
    insertion->end = i + 1;
    if (insertion->field_length == 4 && memcmp(insertion->field, "span", 4) == 0) {
        lode_frame_mistake(frame, at, "write (?<span>%{...})", "'span' is no field");
        return false;
    }
    return true;
}

static void open_insertion(lode_frame *frame, const struct insertion *insertion, lode_capture capture) {
    if (insertion->field_length)
        lode_frame_open_group(frame, insertion->at, insertion->field, insertion->field_length, capture);
    else
        lode_frame_append_string(frame, "(?:");
}

/* Appends a pattern, or a call of it where it is large and stands in a large one: what PCRE2 compiles has a bound (64 KiB as it
 * is built by default), and counts as often as it is repeated. Calls are slower than what stands in its place. */
static void append_pattern(lode_frame *frame, const lode_string *pattern) {
    lode_template *template = frame->template;
    char call[32];
    size_t i = 0;

    if (!template->calls || pattern->length < LODE_TEMPLATE_ROUTINE_MIN || template->case_flag) {
        lode_frame_append(frame, pattern->bytes, pattern->length);
        return;
    }
    while (i < template->routine_count && template->routines[i] != pattern)
        i++;
    if (i == LODE_TEMPLATE_GROUPS_MAX) {
        lode_frame_append(frame, pattern->bytes, pattern->length);
        return;
    }
    template->routines[i] = pattern;
    if (i == template->routine_count)
        template->routine_count++;
    lode_frame_append(frame, call, (size_t)snprintf(call, sizeof call, "(?&t%zu)", i + 1));
}

static void insert_pattern(lode_frame *frame, const struct insertion *insertion, lode_capture capture,
                           const lode_string *pattern) {
    if (!pattern) {
        frame->template->bad = true;
        return;
    }
    open_insertion(frame, insertion, capture);
    append_pattern(frame, pattern);
    lode_frame_append_string(frame, ")");
}

static void insert_built_in(lode_frame *frame, const struct insertion *insertion) {
    static const char ROMAN[] = "(?<![\\p{L}\\p{M}\\p{N}])" LODE_ROMAN_PATTERN "(?![\\p{L}\\p{M}\\p{N}])";
    lode_capture capture = {.kind = LODE_FIELD_NUMBER};
    lode_string roman = {ROMAN, sizeof ROMAN - 1};

    if (insertion->name[0] == 'r') {
        capture.reader = LODE_READ_ROMAN;
        insert_pattern(frame, insertion, capture, &roman);
    } else {
        capture.reader = insertion->name[0] == 'd' ? LODE_READ_DIGITS : LODE_READ_NUMBER;
        insert_pattern(frame, insertion, capture, number_pattern(frame->loading, capture.reader == LODE_READ_DIGITS));
    }
}

static void insert_entity(lode_frame *frame, const struct insertion *insertion) {
    lode_template *template = frame->template;
    char *type = lode_mistakes_check(&frame->loading->mistakes,
                                     lode_arena_copy(&frame->loading->scratch, insertion->name, insertion->name_length));
    char marker[4];
    lode_string pattern = {marker, 4};
    bool known = false;

    if (!type) {
        template->bad = true;
        return;
    }
    if (!template->checked && template->stage < 2) {
        lode_frame_mistake(frame, insertion->at, NULL, "%%{@%s} needs 'stage: 2' or later: entities are found stage by stage",
                           type);
        return;
    }
    for (size_t i = 0; i < template->reference_count; i++)
        known = known || strcmp(template->references[i], type) == 0;
    if (!known && template->reference_count == LODE_TEMPLATE_GROUPS_MAX) {
        lode_frame_mistake(frame, insertion->at, NULL, "more than %d types of entities", LODE_TEMPLATE_GROUPS_MAX);
        return;
    }
    template->references_made++;
    if (!known)
        template->references[template->reference_count++] = type;
    utf8proc_encode_char((utf8proc_int32_t)lode_reference_marker(type), (utf8proc_uint8_t *)marker);
    insert_pattern(frame, insertion, (lode_capture){.kind = LODE_FIELD_ENTITY}, &pattern);
}

/* In a check what is inserted is only noted. */
static void note_insert(lode_frame *frame, lode_symbol *symbol, size_t offset) {
    lode_symbol *checked = frame->template->checked;
    size_t count = checked->insert_count;
    lode_insert *inserts = checked->inserts;

    if ((count & (count - 1)) == 0) { /* it is full at each power of two */
        inserts = lode_arena_array(&frame->loading->scratch, count ? count * 2 : 1, sizeof *inserts);
        if (!lode_mistakes_check(&frame->loading->mistakes, inserts)) {
            frame->template->bad = true;
            return;
        }
        if (count)
            memcpy(inserts, checked->inserts, count * sizeof *inserts);
        checked->inserts = inserts;
    }
    inserts[checked->insert_count++] = (lode_insert){symbol, offset};
}

static void expand_definition(lode_frame *frame, const struct insertion *insertion, const lode_symbol *symbol) {
    size_t prefix_length = strlen(frame->prefix);
    char *prefix = lode_arena_allocate(&frame->loading->scratch, prefix_length + insertion->field_length + 2);
    lode_frame *inner = calloc(1, sizeof *inner);

    if (inner && prefix) {
        memcpy(prefix, frame->prefix, prefix_length + 1);
        if (insertion->field_length) {
            memcpy(prefix + prefix_length, insertion->field, insertion->field_length);
            memcpy(prefix + prefix_length + insertion->field_length, ".", 2);
        }
        *inner = (lode_frame){.template = frame->template,
                              .loading = frame->loading,
                              .source = symbol->source,
                              .node = symbol->node,
                              .prefix = prefix,
                              .depth = frame->depth + 1};
        lode_frame_expand(inner);
    } else {
        lode_frame_no_memory(frame);
    }
    free(inner);
}

/* Keeps what a definition came to, from `start` of the pattern on, for the next one that inserts it. */
static void keep_expansion(lode_frame *frame, lode_symbol *symbol, size_t start) {
    lode_template *template = frame->template;
    lode_string *kept = &symbol->patterns[template->caseless];

    kept->length = template->pattern.length - start;
    kept->bytes = lode_arena_copy(&frame->loading->scratch, template->pattern.bytes + start, kept->length);
    if (!kept->bytes)
        lode_frame_no_memory(frame);
}

/* Most definitions capture nothing: then what they come to is always the same, but for large patterns inside, which may have to
 * be called. */
static void insert_definition(lode_frame *frame, const struct insertion *insertion, lode_symbol *symbol) {
    lode_template *template = frame->template;
    const lode_string *kept = &symbol->patterns[template->caseless];
    size_t captures, references, start;

    if (template->checked)
        note_insert(frame, symbol, insertion->at);
    open_insertion(frame, insertion, (lode_capture){.kind = LODE_FIELD_TEXT});
    captures = template->capture_count;
    references = template->references_made;
    start = template->pattern.length;
    if (kept->bytes && (!template->calls || kept->length < LODE_TEMPLATE_ROUTINE_MIN)) {
        lode_frame_append(frame, kept->bytes, kept->length);
    } else if (!template->checked && !template->bad) {
        expand_definition(frame, insertion, symbol);
        if (!template->bad && !template->full && !template->calls && !template->case_flag &&
            captures == template->capture_count && references == template->references_made)
            keep_expansion(frame, symbol, start);
    }
    lode_frame_append_string(frame, ")");
}

static void report_unknown(lode_frame *frame, const struct insertion *insertion) {
    lode_suggestion suggestion = {0};
    char name[128];

    snprintf(name, sizeof name, "%.*s", (int)insertion->name_length, insertion->name);
    suggestion.word = name;
    lode_offer_symbols(frame->source, &suggestion, false);
    lode_suggestion_offer(&suggestion, "number");
    lode_suggestion_offer(&suggestion, "digits");
    lode_suggestion_offer(&suggestion, "roman");
    if (suggestion.best)
        lode_frame_mistake(frame, insertion->at, NULL, "unknown name '%s', did you mean '%s'?", name, suggestion.best);
    else
        lode_frame_mistake(frame, insertion->at, "add it under 'define:' or 'tables:', or the pack that has it to 'uses:'",
                           "unknown name '%s'", name);
}

size_t lode_frame_insert(lode_frame *frame, size_t at) {
    struct insertion insertion;
    lode_symbol *symbol;

    if (!read_insertion(frame, at, &insertion))
        return insertion.end ? insertion.end : at + 2;
    if (insertion.entity) {
        insert_entity(frame, &insertion);
    } else if (lode_template_is_built_in(insertion.name, insertion.name_length)) {
        insert_built_in(frame, &insertion);
    } else {
        symbol = lode_find_symbol(frame->source, insertion.name, insertion.name_length);
        if (symbol && !frame->template->checked)
            symbol->used = true;
        if (!symbol)
            report_unknown(frame, &insertion);
        else if (symbol->bad && !frame->template->checked)
            frame->template->bad = true; /* why was reported */
        else if (symbol->table && !symbol->bad)
            insert_pattern(frame, &insertion, (lode_capture){.kind = LODE_FIELD_TABLE, .table = symbol->table},
                           table_pattern(frame->loading, symbol, frame->template->caseless));
        else if (!symbol->is_table)
            insert_definition(frame, &insertion, symbol);
    }
    return insertion.end;
}
