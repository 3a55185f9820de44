/* SPDX-License-Identifier: MIT */
#include "rules/fragment.h"

#include "rules/pack.h"
#include "rules/pattern.h"
#include "rules/rule.h"

#include <stdlib.h>
#include <string.h>

enum {
    MARK = 0xFF,
    DIGIT = 0x3F,        /* of a number, in bytes that have no meaning in a pattern */
    CALLED_IN = 24000,   /* bytes of a pattern, beyond which */
    CALLED_LEAST = 1000, /* fragments of so many bytes are called: PCRE2 as it is built by default takes 64 KiB compiled */
    CALLED_MOST = 1000,  /* different ones */
    DEEPEST = 250        /* groups in groups, which is what PCRE2 takes */
};

void lode_fragment_mark(char mark[LODE_FRAGMENT_MARK], uint32_t number) {
    mark[0] = (char)MARK;
    for (int i = 1; i < LODE_FRAGMENT_MARK; i++)
        mark[i] = (char)(0x80 | (number >> 6 * (i - 1) & DIGIT));
}

bool lode_fragment_at(const char *text, const char *end, uint32_t *number) {
    if (end - text < LODE_FRAGMENT_MARK || (unsigned char)*text != MARK)
        return false;
    *number = 0;
    for (int i = 1; i < LODE_FRAGMENT_MARK; i++)
        *number |= (uint32_t)((unsigned char)text[i] & DIGIT) << 6 * (i - 1);
    return true;
}

/* ---- Writing ---------------------------------------------------------------------------------------------------- */

typedef enum fragment_way { WAY_INSERT, WAY_CALL, WAY_OUTLINE } fragment_way;

typedef struct fragment_writer {
    const lode_fragment *fragments;
    fragment_way way;
    size_t most; /* bytes */
    lode_buffer *pattern;
    uint32_t *called; /* their numbers */
    size_t called_count;
    lode_status status;
} fragment_writer;

static void append(fragment_writer *writer, const char *bytes, size_t length) {
    if (writer->status == LODE_OK && length > writer->most - writer->pattern->length)
        writer->status = LODE_ERROR_LIMIT;
    if (writer->status == LODE_OK && !lode_buffer_append(writer->pattern, bytes, length))
        writer->status = LODE_ERROR_MEMORY;
}

/* What of a group, from its parenthesis on, says that case is switched; *opens is false where that is all of it. */
static bool switches_case(const char *text, size_t length, bool *opens) {
    size_t flags = length > 2 && text[1] == '?' ? strspn(text + 2, "imsU-") : 0;

    *opens = !flags || text[2 + flags] != ')';
    return memchr(text + 2, 'i', flags) != NULL;
}

/* A text that is read for where case is switched on or off. */
typedef struct case_reading {
    const char *text;
    size_t at;
    bool quoted;
    size_t depth;
    bool switched[DEEPEST + 1]; /* by the groups that are open */
} case_reading;

/* Whether it is at a place behind those asked for before: that would not reach into what is called there. */
static bool is_case_switched(case_reading *reading, size_t place) {
    const char *text = reading->text;
    bool *switched = reading->switched, opens;

    while (reading->at < place) {
        size_t at = reading->at, step = 1;

        if (reading->quoted) {
            reading->quoted = text[at] != '\\' || text[at + 1] != 'E';
            step = reading->quoted ? 1 : 2;
        } else if (text[at] == '\\') {
            reading->quoted = text[at + 1] == 'Q';
            step = reading->quoted ? 2 : lode_pattern_escape_length(text, place, at);
        } else if (text[at] == '[') {
            step = lode_pattern_class_length(text, place, at);
        } else if (text[at] == '(') {
            bool here = switches_case(text + at, place - at, &opens);

            if (opens && reading->depth == DEEPEST)
                return true;
            reading->depth += opens;
            switched[reading->depth] = here || switched[opens ? reading->depth - 1 : reading->depth];
        } else if (text[at] == ')' && reading->depth) {
            reading->depth--;
        }
        reading->at += step ? step : 1;
    }
    return switched[reading->depth];
}

/* Appends a call of a fragment. */
static void call(fragment_writer *writer, uint32_t number) {
    size_t i = 0;

    while (i < writer->called_count && writer->called[i] != number)
        i++;
    writer->called[i] = number;
    if (i == writer->called_count)
        writer->called_count++;
    if (!lode_buffer_format(writer->pattern, "(?&t%zu)", i + 1))
        writer->status = LODE_ERROR_MEMORY;
}

static bool is_called(const fragment_writer *writer, const lode_fragment *fragment) {
    return writer->way == WAY_CALL && writer->called_count < CALLED_MOST && fragment->is_made &&
           fragment->length >= CALLED_LEAST;
}

/* `switched`: case is, where the text stands. */
static void write_text(fragment_writer *writer, const char *text, size_t length, bool switched) {
    const char *at = text, *end = text + length;
    case_reading reading = {.text = text};

    while (at < end && writer->status == LODE_OK) {
        const char *mark = memchr(at, MARK, (size_t)(end - at));
        const lode_fragment *fragment;
        uint32_t number;
        bool here;

        append(writer, at, (size_t)((mark ? mark : end) - at));
        if (!mark || !lode_fragment_at(mark, end, &number))
            return;
        at = mark + LODE_FRAGMENT_MARK;
        fragment = &writer->fragments[number];
        here = writer->way == WAY_CALL && (switched || is_case_switched(&reading, (size_t)(mark - text)));
        if (writer->way == WAY_OUTLINE && fragment->is_made)
            append(writer, "x", 1);
        else if (!here && is_called(writer, fragment))
            call(writer, number);
        else
            write_text(writer, fragment->pattern, fragment->length, here);
    }
}

static void write_called(fragment_writer *writer) {
    if (!writer->called_count)
        return;
    append(writer, "(?(DEFINE)", 10);
    for (size_t i = 0; i < writer->called_count; i++) {
        const lode_fragment *fragment = &writer->fragments[writer->called[i]];

        if (!lode_buffer_format(writer->pattern, "(?<t%zu>", i + 1))
            writer->status = LODE_ERROR_MEMORY;
        append(writer, fragment->pattern, fragment->length);
        append(writer, ")", 1);
    }
    append(writer, ")", 1);
}

static lode_status run(const lode_rule *rule, fragment_way way, size_t most, lode_buffer *pattern, uint32_t *called,
                       size_t *called_count) {
    fragment_writer writer = {rule->pack ? rule->pack->fragments : NULL, way, most, pattern, called, 0, LODE_OK};

    lode_buffer_clear(pattern);
    append(&writer, "", 0);
    if (way == WAY_CALL)
        append(&writer, "(?:", 3);
    write_text(&writer, rule->pattern, rule->pattern_length, false);
    if (way == WAY_CALL)
        append(&writer, ")", 1);
    write_called(&writer);
    *called_count = writer.called_count;
    return writer.status;
}

static lode_status run_calling(const lode_rule *rule, lode_buffer *pattern, size_t *calls) {
    uint32_t *called = calloc(CALLED_MOST, sizeof *called);
    lode_status status = called ? run(rule, WAY_CALL, LODE_FRAGMENTS_WRITTEN_MAX, pattern, called, calls) : LODE_ERROR_MEMORY;

    free(called);
    return status;
}

lode_status lode_fragments_write(const lode_rule *rule, lode_buffer *pattern, size_t *calls) {
    lode_status status = run(rule, WAY_INSERT, CALLED_IN, pattern, NULL, calls);

    return status == LODE_ERROR_LIMIT ? run_calling(rule, pattern, calls) : status;
}

lode_status lode_fragments_outline(const lode_rule *rule, lode_buffer *pattern) {
    size_t calls;

    return run(rule, WAY_OUTLINE, LODE_FRAGMENTS_WRITTEN_MAX, pattern, NULL, &calls);
}
