/* SPDX-License-Identifier: MIT */
#include "annotations.h"

#include <string.h>

/* A document's annotations in the making. */
typedef struct writing {
    FILE *file;
    const lode_result *result;
    size_t at, code_points;           /* a place in the text, in bytes, and the code points before it */
    size_t spans, events, attributes; /* numbers given so far */
} writing;

/* A place in the text, in bytes. */
typedef struct extent {
    size_t start, end;
} extent;

void brat_put_name(FILE *file, const char *name) {
    for (; *name; name++) {
        char lower = (char)(*name | 0x20);

        putc((lower >= 'a' && lower <= 'z') || (*name >= '0' && *name <= '9') || *name == '-' ? *name : '_', file);
    }
}

static bool begins_character(const writing *at, size_t place) {
    return ((unsigned char)at->result->text[place] & 0xC0) != 0x80;
}

/* The code points before a place, counted on, or back, from the last one. */
static size_t count_to(writing *at, size_t place) {
    for (; at->at < place; at->at++)
        at->code_points += begins_character(at, at->at);
    for (; at->at > place; at->at--)
        at->code_points -= begins_character(at, at->at - 1);
    return at->code_points;
}

/* White space stands as blanks, since a tab or a line's end has a meaning. */
static void put_text(FILE *file, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        putc((unsigned char)text[i] < ' ' ? ' ' : text[i], file);
}

/* The piece of an extent up to the end of its line, which starts at *place; moves that behind the line's end and the blanks
 * around it. */
static extent next_piece(const char *text, size_t end, size_t *place) {
    extent piece = {*place, *place};

    while (piece.end < end && text[piece.end] != '\n' && text[piece.end] != '\r')
        piece.end++;
    *place = piece.end;
    while (*place < end && (unsigned char)text[*place] <= ' ')
        ++*place;
    while (*place < end && piece.end > piece.start && (unsigned char)text[piece.end - 1] <= ' ')
        piece.end--;
    return piece;
}

/* The pieces of an extent, a line each, as offsets or as texts. False: it is line ends and blanks alone. */
static bool put_pieces(writing *at, extent where, bool offsets) {
    bool first = true;

    for (size_t place = where.start; place < where.end;) {
        extent piece = next_piece(at->result->text, where.end, &place);

        if (piece.start == piece.end)
            continue;
        if (offsets) {
            size_t start = count_to(at, piece.start);

            fprintf(at->file, "%c%zu %zu", first ? ' ' : ';', start, count_to(at, piece.end));
        } else {
            if (!first)
                putc(' ', at->file);
            put_text(at->file, at->result->text + piece.start, piece.end - piece.start);
        }
        first = false;
    }
    return !first;
}

/* A T line; returns its number. */
static size_t put_span(writing *at, const char *type, const char *part, extent where) {
    fprintf(at->file, "T%zu\t", ++at->spans);
    brat_put_name(at->file, type);
    if (part) {
        putc('-', at->file);
        brat_put_name(at->file, part);
    }
    if (!put_pieces(at, where, true)) {
        size_t start = count_to(at, where.start);

        fprintf(at->file, " %zu %zu", start, count_to(at, where.end));
    }
    putc('\t', at->file);
    if (!put_pieces(at, where, false))
        put_text(at->file, at->result->text + where.start, where.end - where.start);
    putc('\n', at->file);
    return at->spans;
}

static void put_attribute(writing *at, const char *name, char kind, size_t of, const lode_value *value) {
    char digits[LODE_DECIMAL_TEXT_MAX];

    fprintf(at->file, "A%zu\t", ++at->attributes);
    brat_put_name(at->file, name);
    fprintf(at->file, " %c%zu ", kind, of);
    if (value->kind == LODE_VALUE_NUMBER) {
        lode_decimal_format(value->number, digits);
        fputs(digits, at->file);
    } else {
        put_text(at->file, value->text, value->length);
    }
    putc('\n', at->file);
}

static extent entity_extent(const lode_result *result, size_t index) {
    return (extent){result->text_offsets[index], result->text_offsets[index] + result->entities[index].length};
}

/* ---- Facts ---------------------------------------------------------------------------------------------------------- */

enum { BYTE, CODE_POINT, UTF16, UNITS };

/* The place so many units behind another one; the text's end where that is before. */
static size_t move_on(const lode_result *result, size_t place, size_t count, int unit) {
    for (size_t passed = 0; place < result->text_length; place++) {
        unsigned char byte = (unsigned char)result->text[place];
        bool begins = (byte & 0xC0) != 0x80;

        if (passed >= count && (begins || unit == BYTE))
            break;
        passed += unit == BYTE || begins ? 1 + (size_t)(unit == UTF16 && byte >= 0xF0) : 0;
    }
    return place;
}

/* The sentence that a fact stands in; NULL: none is known. */
static const lode_text_sentence *sentence_of(const lode_result *result, const lode_fact *fact) {
    size_t low = 0, high = result->sentence_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (result->sentences[middle].end <= fact->sentence_start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < result->sentence_count && result->sentences[low].length ? &result->sentences[low] : NULL;
}

/* Where a part stands. What offsets count is not said, so the text must be there. False: it is a value, or not found. */
static bool find_part(const lode_result *result, const lode_fact *fact, const lode_fact_part *part, extent *found) {
    const lode_text_sentence *sentence = sentence_of(result, fact);
    size_t from = sentence ? (size_t)(sentence->text - result->text) : 0, start = sentence ? sentence->start : 0;

    if (part->entity >= 0) {
        *found = entity_extent(result, (size_t)part->entity);
        return true;
    }
    for (int unit = BYTE; part->text && part->length && part->start >= start && unit < UNITS; unit++) {
        found->start = move_on(result, from, part->start - start, unit);
        found->end = found->start + part->length;
        if (found->end <= result->text_length && memcmp(result->text + found->start, part->text, part->length) == 0)
            return true;
    }
    return false;
}

/* The number of an argument's T. */
static size_t put_argument(writing *at, const lode_fact *fact, const lode_fact_part *part, extent where) {
    return part->entity >= 0 ? (size_t)part->entity + 1 : put_span(at, fact->type, part->name, where);
}

/* Several parts of one name are told apart by a number. */
static size_t number_of(const lode_fact *fact, size_t part) {
    size_t number = 1;

    for (size_t i = 0; i < part; i++)
        number += strcmp(fact->parts[i].name, fact->parts[part].name) == 0;
    return number;
}

enum { PARTS_MAX = 64 };

static void put_fact(writing *at, const lode_fact *fact) {
    size_t arguments[PARTS_MAX] = {0}, trigger, count = fact->part_count < PARTS_MAX ? fact->part_count : PARTS_MAX;
    extent whole = {SIZE_MAX, 0}, where;

    for (size_t i = 0; i < count; i++) {
        if (!find_part(at->result, fact, &fact->parts[i], &where))
            continue;
        arguments[i] = put_argument(at, fact, &fact->parts[i], where);
        whole.start = where.start < whole.start ? where.start : whole.start;
        whole.end = where.end > whole.end ? where.end : whole.end;
    }
    if (!whole.end) {
        const lode_text_sentence *sentence = sentence_of(at->result, fact);

        whole.start = sentence ? (size_t)(sentence->text - at->result->text) : 0;
        whole.end = sentence ? whole.start + sentence->length : at->result->text_length;
    }
    trigger = put_span(at, fact->type, NULL, whole);
    fprintf(at->file, "E%zu\t", ++at->events);
    brat_put_name(at->file, fact->type);
    fprintf(at->file, ":T%zu", trigger);
    for (size_t i = 0; i < count; i++)
        if (arguments[i]) {
            size_t number = number_of(fact, i);

            putc(' ', at->file);
            brat_put_name(at->file, fact->parts[i].name);
            if (number > 1)
                fprintf(at->file, "%zu", number);
            fprintf(at->file, ":T%zu", arguments[i]);
        }
    putc('\n', at->file);
    for (size_t i = 0; i < fact->part_count; i++) {
        const lode_fact_part *part = &fact->parts[i];
        const lode_value words = {.kind = LODE_VALUE_TEXT, .text = part->text, .length = part->length};

        if (i >= count || !arguments[i])
            put_attribute(at, part->name, 'E', at->events, part->value.kind == LODE_VALUE_NONE ? &words : &part->value);
    }
}

void brat_put_annotations(FILE *file, const lode_result *result) {
    writing at = {.file = file, .result = result};

    for (size_t i = 0; i < result->entity_count; i++)
        put_span(&at, result->entities[i].type, NULL, entity_extent(result, i));
    for (size_t i = 0; i < result->entity_count; i++)
        for (size_t j = 0; j < result->entities[i].attribute_count; j++)
            put_attribute(&at, result->entities[i].attributes[j].name, 'T', i + 1, &result->entities[i].attributes[j].value);
    for (size_t i = 0; i < result->fact_count; i++)
        put_fact(&at, &result->facts[i]);
}
