/* SPDX-License-Identifier: MIT */
/* Reading a number: cutting the text into words and digits, and taking them in for as long as they fit. The longest reading
 * that was complete on the way counts. */
#include "text/utf8.h"
#include "values/numbers_parts.h"

static bool is_digit_at(const lode_number_reading *r, size_t at) {
    return at < r->length && r->text[at] >= '0' && r->text[at] <= '9';
}

/* What stands between the last token and the next, which begins at *at. */
static lode_number_gap read_gap(const lode_number_reading *r, size_t *at) {
    size_t start = *at, end = lode_number_space_end(r->text, r->length, start);

    *at = end;
    if (end == start) {
        *at += r->last != LODE_NUMBER_AFTER_NOTHING && end < r->length && r->text[end] == '-';
        return *at > end ? LODE_NUMBER_HYPHEN : LODE_NUMBER_NO_GAP;
    }
    lode_utf8_next(r->text, r->length, &start);
    return start == end && r->text[end - 1] != '\n' ? LODE_NUMBER_BLANK : LODE_NUMBER_WHITE_SPACE;
}

/* The kinds of words that may come next. Only scales and suffixes stand right behind digits and fractions, and nothing right
 * behind a word but in a language of compounds. A hyphen stands before ones ("twenty-one") and scales, and elsewhere where the
 * language says so. */
static unsigned kinds_after(const lode_number_reading *r, lode_number_gap before) {
    const unsigned scale = LODE_NUMBER_SCALES, suffix = LODE_NUMBER_SET(LODE_NUMBER_SUFFIX);
    const unsigned others = ~(suffix | LODE_NUMBER_SET(LODE_NUMBER_MINUS) | LODE_NUMBER_SET(LODE_NUMBER_VAGUE));

    if (before == LODE_NUMBER_NO_GAP)
        return r->last == LODE_NUMBER_AFTER_DIGITS || r->last == LODE_NUMBER_AFTER_FRACTION ? scale | suffix
               : r->last == LODE_NUMBER_AFTER_NOTHING || r->numbers->compounds              ? others
                                                                                            : 0;
    if (before != LODE_NUMBER_HYPHEN || r->numbers->hyphens)
        return r->last == LODE_NUMBER_AFTER_DIGITS && before == LODE_NUMBER_BLANK ? others | suffix : others;
    if (r->joined)
        return 0;
    switch (r->last) {
    case LODE_NUMBER_AFTER_UNIT:
    case LODE_NUMBER_AFTER_DECIMALS:
        return LODE_NUMBER_UNITS | scale;
    case LODE_NUMBER_AFTER_DIGITS:
    case LODE_NUMBER_AFTER_ARTICLE:
    case LODE_NUMBER_AFTER_HALF:
    case LODE_NUMBER_AFTER_FIRST_HALF:
    case LODE_NUMBER_AFTER_FRACTION:
        return scale;
    case LODE_NUMBER_AFTER_NOTHING:
    case LODE_NUMBER_AFTER_SCALE:
    case LODE_NUMBER_AFTER_POINT:
        break;
    }
    return 0;
}

/* Digits come first, or behind a scale or a spoken point. Only what comes first may begin with a decimal mark. */
static bool may_take_digits(const lode_number_reading *r, size_t at) {
    return r->last == LODE_NUMBER_AFTER_NOTHING ||
           (is_digit_at(r, at) && (r->last == LODE_NUMBER_AFTER_SCALE || r->last == LODE_NUMBER_AFTER_POINT));
}

/* A fraction comes first, or behind a whole number in digits; no white space but a blank stands between. */
static bool may_take_fraction(const lode_number_reading *r, lode_number_gap before) {
    return r->numbers->fractions &&
           (r->last == LODE_NUMBER_AFTER_NOTHING ||
            (r->last == LODE_NUMBER_AFTER_DIGITS && r->count == 1 && !r->joined && before != LODE_NUMBER_WHITE_SPACE));
}

static lode_status take_next(lode_number_reading *r) {
    const lode_number_entry *word;
    lode_decimal value;
    unsigned digits;
    size_t at = r->at;
    lode_number_gap before = read_gap(r, &at);
    lode_status status = LODE_DECLINED;

    if (at == r->length)
        return LODE_DECLINED;
    if (may_take_fraction(r, before) && lode_number_fraction_at(r->numbers, r->text, r->length, at, &value, &r->at) == LODE_OK)
        return lode_number_take_fraction(r, value);
    if (may_take_digits(r, at)) {
        status = lode_number_digits_at(r->numbers, r->text, r->length, at, &value, &digits, &r->at);
        if (status == LODE_OK)
            return lode_number_take_digits(r, value, digits, before, r->at);
        if (status != LODE_DECLINED)
            return status;
    }
    word = lode_number_word_at(r->numbers, kinds_after(r, before), r->text, r->length, at, &r->at);
    return word ? lode_number_take_word(r, word) : LODE_DECLINED;
}

/* In a language of compounds words may go on: "zwei" is not the number of "zweifach". */
static bool is_within_a_word(const lode_number_reading *r) {
    size_t before = r->at, behind = before;

    return r->numbers->compounds && r->at < r->length && lode_utf8_is_letter_or_mark(lode_utf8_previous(r->text, &before)) &&
           lode_utf8_is_letter_or_mark(lode_utf8_next(r->text, r->length, &behind));
}

static lode_status keep_if_complete(lode_number_reading *r) {
    bool complete = r->last == LODE_NUMBER_AFTER_UNIT || r->last == LODE_NUMBER_AFTER_DIGITS ||
                    r->last == LODE_NUMBER_AFTER_SCALE || r->last == LODE_NUMBER_AFTER_HALF ||
                    r->last == LODE_NUMBER_AFTER_FRACTION || r->last == LODE_NUMBER_AFTER_DECIMALS;

    if (!complete || r->joined || r->needs_scale || is_digit_at(r, r->at) || is_within_a_word(r))
        return LODE_OK;
    r->before_last = r->longest;
    r->longest.end = r->at;
    return lode_number_total(r, &r->longest.number);
}

/* Moves past a sign; a written one must stand before digits, a spoken one before a space. */
static bool take_sign(lode_number_reading *r) {
    size_t end, space;
    const lode_number_entry *sign =
        lode_number_word_at(r->numbers, LODE_NUMBER_SET(LODE_NUMBER_MINUS), r->text, r->length, 0, &end);

    if (!sign)
        return false;
    space = lode_number_space_end(r->text, r->length, end);
    if (sign->is_symbol) {
        lode_decimal value;
        unsigned digits;
        size_t digits_end;

        if (lode_number_digits_at(r->numbers, r->text, r->length, space, &value, &digits, &digits_end) == LODE_DECLINED)
            return false;
    } else if (space == end) {
        return false;
    }
    r->at = space;
    return true;
}

uint32_t lode_numbers_decimal_mark(const lode_numbers *numbers) {
    return numbers->decimal_marks[0];
}

lode_status lode_numbers_read(const lode_numbers *numbers, const char *text, size_t length, lode_decimal *number,
                              size_t *used) {
    lode_number_reading r = {.numbers = numbers, .text = text, .length = length};
    bool negative;
    lode_status status;

    if (length == 0 || lode_number_space_end(text, length, 0) > 0)
        return LODE_DECLINED;
    negative = take_sign(&r);
    do {
        status = take_next(&r);
        if (status == LODE_OK)
            status = keep_if_complete(&r);
    } while (status == LODE_OK);
    if (status != LODE_DECLINED || !r.longest.end)
        return status;
    *number = negative ? lode_decimal_negate(r.longest.number) : r.longest.number;
    if (used)
        *used = r.longest.end;
    return LODE_OK;
}
