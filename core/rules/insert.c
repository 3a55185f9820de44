/* SPDX-License-Identifier: MIT */
/* %{...}: definitions, tables, built-ins and entities in a pattern. */
#include "rules/fragment.h"
#include "rules/frame.h"
#include "rules/scalar.h"
#include "values/roman.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAGMENT_LEAST = 200 /* bytes */ };

/* Keeps a pattern that was made, and frees it; NULL: memory ran out. */
static lode_expansion *keep_made(lode_loading *loading, lode_expansion *expansion, lode_buffer *made, bool done) {
    if (done && lode_buffer_reserve(made, 0))
        expansion->pattern = lode_arena_copy(loading->arena, made->bytes, made->length);
    expansion->length = made->length;
    expansion->counted = LODE_FRAGMENT_MARK;
    lode_buffer_free(made);
    if (expansion->pattern)
        return expansion;
    loading->mistakes.memory = true;
    return NULL;
}

static lode_expansion *expand_number(lode_loading *loading, bool digits) {
    lode_expansion *expansion = &loading->numbers_read[digits];
    lode_buffer made = {0};

    if (expansion->pattern)
        return expansion;
    return keep_made(loading, expansion, &made,
                     digits ? lode_numbers_pattern_digits(loading->numbers, &made)
                            : lode_numbers_pattern(loading->numbers, &made));
}

static lode_expansion *expand_table(lode_loading *loading, lode_symbol *symbol, bool caseless) {
    lode_expansion *expansion = &symbol->expansions[caseless];
    lode_buffer made = {0};

    if (expansion->pattern)
        return expansion;
    return keep_made(loading, expansion, &made, lode_table_pattern(symbol->table, caseless, &made));
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

/* Appends what inserting something comes to, or, where that is long, the mark of the fragment that it is. */
static void append_expansion(lode_frame *frame, lode_expansion *expansion, bool is_made) {
    lode_buffer *fragments = &frame->loading->fragments;
    const lode_fragment fragment = {expansion->pattern, expansion->length, is_made};
    size_t count = fragments->length / sizeof fragment;
    char mark[LODE_FRAGMENT_MARK];

    if (!expansion->fragment && (expansion->length < FRAGMENT_LEAST || count == LODE_FRAGMENTS_MAX)) {
        lode_frame_append_counted(frame, expansion->pattern, expansion->length, expansion->counted);
        return;
    }
    if (!expansion->fragment) {
        if (!lode_buffer_append(fragments, (const char *)&fragment, sizeof fragment)) {
            lode_frame_no_memory(frame);
            return;
        }
        expansion->fragment = (uint32_t)count + 1;
    }
    lode_fragment_mark(mark, expansion->fragment - 1);
    lode_frame_append_counted(frame, mark, sizeof mark, expansion->counted);
}

/* In a check nothing need be made. */
static void insert_made(lode_frame *frame, const struct insertion *insertion, lode_capture capture, lode_expansion *expansion) {
    open_insertion(frame, insertion, capture);
    if (expansion)
        append_expansion(frame, expansion, true);
    else if (!frame->template->checked)
        frame->template->bad = true;
    lode_frame_append_string(frame, ")");
}

static void insert_built_in(lode_frame *frame, const struct insertion *insertion) {
    static const char ROMAN[] = "(?<![\\p{L}\\p{M}\\p{N}])" LODE_ROMAN_PATTERN "(?![\\p{L}\\p{M}\\p{N}])";
    lode_expansion roman = {ROMAN, sizeof ROMAN - 1, sizeof ROMAN - 1, 0};
    bool digits = insertion->name[0] == 'd', checked = frame->template->checked;
    lode_capture capture = {.kind = LODE_FIELD_NUMBER, .reader = digits ? LODE_READ_DIGITS : LODE_READ_NUMBER};

    if (insertion->name[0] == 'r') {
        capture.reader = LODE_READ_ROMAN;
        insert_made(frame, insertion, capture, &roman);
    } else {
        insert_made(frame, insertion, capture, checked ? NULL : expand_number(frame->loading, digits));
    }
}

static void insert_entity(lode_frame *frame, const struct insertion *insertion) {
    lode_template *template = frame->template;
    char *type = lode_mistakes_check(&frame->loading->mistakes,
                                     lode_arena_copy(&frame->loading->scratch, insertion->name, insertion->name_length));
    char marker[LODE_MARKER_LENGTH];
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
    lode_reference_put(marker, type);
    open_insertion(frame, insertion, (lode_capture){.kind = LODE_FIELD_ENTITY});
    lode_frame_append(frame, marker, sizeof marker);
    lode_frame_append_string(frame, ")");
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
    inserts[checked->insert_count++] = (lode_insert){symbol, frame->node, offset};
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

/* Takes what a definition came to out of the pattern, and keeps it for all that insert it. */
static void keep_expansion(lode_frame *frame, lode_expansion *kept, size_t start, size_t counted) {
    lode_template *template = frame->template;

    kept->length = template->pattern.length - start;
    kept->counted = template->length - counted;
    kept->pattern = lode_arena_copy(frame->loading->arena, template->pattern.bytes + start, kept->length);
    if (!kept->pattern)
        lode_frame_no_memory(frame);
    lode_buffer_cut(&template->pattern, start);
    template->length = counted;
}

/* Most definitions capture nothing: then what they come to is always the same. */
static void insert_definition(lode_frame *frame, const struct insertion *insertion, lode_symbol *symbol) {
    lode_template *template = frame->template;
    lode_expansion *kept = &symbol->expansions[template->caseless];
    size_t captures, references, start, counted;

    if (template->checked)
        note_insert(frame, symbol, insertion->at);
    open_insertion(frame, insertion, (lode_capture){.kind = LODE_FIELD_TEXT});
    captures = template->capture_count;
    references = template->references_made;
    start = template->pattern.length;
    counted = template->length;
    if (!kept->pattern && !template->checked && !template->bad) {
        expand_definition(frame, insertion, symbol);
        if (!template->bad && captures == template->capture_count && references == template->references_made)
            keep_expansion(frame, kept, start, counted);
    }
    if (kept->pattern && !template->bad)
        append_expansion(frame, kept, false);
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
            insert_made(frame, &insertion, (lode_capture){.kind = LODE_FIELD_TABLE, .table = symbol->table},
                        frame->template->checked ? NULL : expand_table(frame->loading, symbol, frame->template->caseless));
        else if (!symbol->is_table)
            insert_definition(frame, &insertion, symbol);
    }
    return insertion.end;
}
