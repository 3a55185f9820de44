/* SPDX-License-Identifier: MIT */
/* The types of entities without which a pattern cannot match, as far as its form tells. */
#include "rules/needed.h"

#include <string.h>

/* The expanded pattern, from `at` on. */
struct reading {
    const char *at, *end;
    const char *const *types;
    size_t type_count;
};

static uint64_t read_choice(struct reading *reading);

static bool accept(struct reading *reading, const char *text) {
    size_t length = strlen(text);

    if ((size_t)(reading->end - reading->at) < length || memcmp(reading->at, text, length) != 0)
        return false;
    reading->at += length;
    return true;
}

/* The type whose marker comes next, as a bit; 0: another character, of which the first byte is passed. */
static uint64_t read_character(struct reading *reading) {
    for (size_t i = 0; i < reading->type_count; i++) {
        char marker[LODE_MARKER_LENGTH + 1] = {0};

        lode_reference_put(marker, reading->types[i]);
        if (accept(reading, marker))
            return UINT64_C(1) << i;
    }
    reading->at++;
    return 0;
}

static void skip_class(struct reading *reading) {
    bool first = true;

    reading->at++;
    accept(reading, "^");
    for (; reading->at < reading->end && (first || *reading->at != ']'); first = false) {
        if (accept(reading, "[:")) {
            while (reading->at < reading->end && !accept(reading, ":]"))
                reading->at++;
            continue;
        }
        reading->at += *reading->at == '\\' && reading->end - reading->at > 1 ? 2 : 1;
    }
    accept(reading, "]");
}

/* An escape: \p{...} and the like to their end. */
static void skip_escape(struct reading *reading) {
    char letter = reading->end - reading->at > 1 ? reading->at[1] : 0;

    reading->at += letter ? 2 : 1;
    if (!letter || !strchr("pPxkgoN", letter) || reading->at == reading->end || !strchr("{<'", *reading->at))
        return;
    while (reading->at < reading->end && !strchr("}>'", *reading->at))
        reading->at++;
    reading->at += reading->at < reading->end;
}

/* A group, from its parenthesis on. What is in a negative assertion counts for nothing. A condition leaves a parenthesis
 * behind, so that nothing is known of its pattern. */
static uint64_t read_group(struct reading *reading) {
    bool counts = true;
    uint64_t needed;

    reading->at++;
    if (accept(reading, "?!") || accept(reading, "?<!")) {
        counts = false;
    } else if (accept(reading, "?<=") || accept(reading, "?=") || accept(reading, "?:") || accept(reading, "?>")) {
        counts = true;
    } else if (accept(reading, "?<") || accept(reading, "?P<") || accept(reading, "?'")) {
        while (reading->at < reading->end && !strchr(">'", *reading->at))
            reading->at++;
        reading->at += reading->at < reading->end;
    } else if (accept(reading, "?")) {
        while (reading->at < reading->end && !strchr(":)", *reading->at))
            reading->at++;
        accept(reading, ":");
    }
    needed = read_choice(reading);
    accept(reading, ")");
    return counts ? needed : 0;
}

/* Passes a quantifier; whether what it is of may be left out. */
static bool read_quantifier(struct reading *reading) {
    bool may_lack = false, any = false;

    while (reading->at < reading->end) {
        if (*reading->at == '?' || *reading->at == '*' || *reading->at == '+') {
            may_lack = may_lack || (!any && *reading->at != '+');
            reading->at++;
        } else if (*reading->at == '{' && reading->end - reading->at > 1 && reading->at[1] >= '0' && reading->at[1] <= '9') {
            may_lack = may_lack || reading->at[1] == '0';
            while (reading->at < reading->end && *reading->at != '}')
                reading->at++;
            reading->at += reading->at < reading->end;
        } else {
            break;
        }
        any = true;
    }
    return may_lack;
}

static size_t count_bits(uint64_t bits) {
    size_t count = 0;

    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* Of what stands in a sequence one type is enough to tell: that of the fewest alternatives. */
static uint64_t read_sequence(struct reading *reading) {
    uint64_t needed = 0;

    while (reading->at < reading->end && *reading->at != '|' && *reading->at != ')') {
        uint64_t item = 0;

        if (*reading->at == '(')
            item = read_group(reading);
        else if (*reading->at == '[')
            skip_class(reading);
        else if (*reading->at == '\\')
            skip_escape(reading);
        else
            item = read_character(reading);
        if (read_quantifier(reading))
            item = 0;
        if (item && (!needed || count_bits(item) < count_bits(needed)))
            needed = item;
    }
    return needed;
}

/* One of several sequences: each must need something. */
static uint64_t read_choice(struct reading *reading) {
    uint64_t needed = read_sequence(reading);
    bool all = needed != 0;

    while (accept(reading, "|")) {
        uint64_t next = read_sequence(reading);

        all = all && next != 0;
        needed |= next;
    }
    return all ? needed : 0;
}

uint64_t lode_needed_types(const char *pattern, size_t length, const char *const *types, size_t type_count) {
    struct reading reading = {pattern, pattern + length, types, type_count};
    uint64_t needed = read_choice(&reading);

    return reading.at == reading.end ? needed : 0;
}
