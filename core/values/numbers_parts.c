/* SPDX-License-Identifier: MIT */
/* The parts of a number and what each may stand behind. */
#include "values/numbers_parts.h"

#include <string.h>

enum { SPOKEN_DECIMALS = 30 /* digits after a spoken point */ };

static const lode_decimal zero = {0, 0, 0, 0};

static bool is_less(lode_decimal a, lode_decimal b) {
    return lode_decimal_compare(a, b) < 0;
}

static bool is_less_than(lode_decimal a, int64_t b) {
    return is_less(a, lode_decimal_from_integer(b));
}

static bool is_whole(lode_decimal a) {
    return a.exponent >= 0;
}

static lode_number_part *top(lode_number_reading *r) {
    return &r->parts[r->count - 1];
}

static lode_status push(lode_number_reading *r, lode_number_part new) {
    if (r->count == LODE_NUMBER_PARTS_MAX)
        return LODE_DECLINED;
    r->parts[r->count++] = new;
    return LODE_OK;
}

lode_status lode_number_total(const lode_number_reading *r, lode_decimal *sum) {
    lode_status status = LODE_OK;

    *sum = zero;
    for (size_t i = 0; i < r->count && status == LODE_OK; i++) {
        lode_decimal value = r->parts[i].value;

        if (r->parts[i].decimals) {
            status = lode_decimal_multiply(value, r->scale, &value);
            if (status == LODE_OK)
                status = lode_decimal_shift(value, -(int)r->parts[i].decimals, &value);
        }
        if (status == LODE_OK)
            status = lode_decimal_add(*sum, value, sum);
    }
    return status;
}

/* Digits after a spoken point: one by one ("seven five"), or tens and ones ("seventy five"). */
static lode_status take_spoken_decimal(lode_number_reading *r, const lode_number_entry *word) {
    lode_decimal value = word->value;
    bool fits = is_less(zero, value) && is_less(value, r->room);
    unsigned width = is_less_than(value, 10) ? 1 : 2;
    lode_status status = LODE_OK;

    if (!is_less_than(value, 100) || r->places + width > SPOKEN_DECIMALS)
        return LODE_DECLINED;
    r->lone = !fits && width == 1;
    if (fits) {
        r->room = zero;
    } else {
        status = lode_decimal_shift(r->fraction, (int)width, &r->fraction);
        r->places += width;
        r->room = width == 2 ? word->limit : zero;
    }
    return status == LODE_OK ? lode_decimal_add(r->fraction, value, &r->fraction) : status;
}

/* The part that the spoken decimals make, after each of them. */
static lode_status show_decimals(lode_number_reading *r, lode_number_last last) {
    lode_decimal value;
    lode_status status = lode_decimal_shift(r->fraction, -(int)r->places, &value);

    if (status == LODE_OK)
        status = lode_decimal_add(r->whole, value, &top(r)->value);
    r->last = last;
    return status;
}

static lode_status take_unit(lode_number_reading *r, const lode_number_entry *word) {
    lode_decimal value = word->value;
    lode_number_part new = {.value = value, .limit = word->limit, .is_count = true};
    bool leading = word->kind == LODE_NUMBER_UNIT_LEADING, following = word->kind == LODE_NUMBER_UNIT_FOLLOWING;
    lode_status status;

    if (r->last == LODE_NUMBER_AFTER_POINT || r->last == LODE_NUMBER_AFTER_DECIMALS) {
        status = take_spoken_decimal(r, word);
        return status == LODE_OK ? show_decimals(r, LODE_NUMBER_AFTER_DECIMALS) : status;
    }
    if (r->last == LODE_NUMBER_AFTER_NOTHING && !following) {
        r->last = LODE_NUMBER_AFTER_UNIT;
        return push(r, new);
    }
    if (r->last == LODE_NUMBER_AFTER_UNIT) {
        lode_number_part *before = top(r);
        bool alone = !r->needs_scale && (r->count == 1 || !before[-1].is_count);

        if (following && alone && !r->joined && is_less_than(before->value, 10) && !is_less_than(before->value, 2)) {
            status = lode_decimal_shift(before->value, 1, &before->value);
            before->decimals *= 2;
            before->limit = zero;
            return status == LODE_OK ? lode_decimal_add(before->value, value, &before->value) : status;
        }
        if (leading || !is_less(zero, value) || !is_less(value, before->limit))
            return LODE_DECLINED;
    } else if (r->last == LODE_NUMBER_AFTER_SCALE && is_less(value, top(r)->limit)) {
        r->before_count = r->longest;
        r->needs_scale = !is_less(zero, value) || (leading && !r->joined);
        if (r->numbers->tenths && !r->joined && is_less_than(value, 10) && !is_less_than(r->scale, 100))
            new.decimals = 1;
    } else {
        return LODE_DECLINED;
    }
    r->last = LODE_NUMBER_AFTER_UNIT;
    r->joined = false;
    return push(r, new);
}

/* Whether bare digits behind a scale may stand there as its decimals. */
static bool are_decimals_of_scale(const lode_number_reading *r, unsigned digits, lode_number_gap before, size_t end) {
    static const char marks[] = "-/:.,";
    size_t next = lode_number_blanks_end(r->text, r->length, end);
    bool length_fits = (digits == 1) || (digits == 2 && before == LODE_NUMBER_NO_GAP && !is_less_than(r->scale, 100)) ||
                       (digits == 3 && !is_less_than(r->scale, 1000));

    if (!r->numbers->tenths || !length_fits)
        return false;
    if (next < r->length && next <= end + 1 && r->text[next] == '%')
        return false;
    if (end < r->length && memchr(marks, r->text[end], sizeof marks - 1))
        end++;
    return end == r->length || r->text[end] < '0' || r->text[end] > '9';
}

lode_status lode_number_take_digits(lode_number_reading *r, lode_decimal value, unsigned digits, lode_number_gap before,
                                    size_t end) {
    lode_number_part new = {.value = value, .is_count = true};

    if (r->joined || before == LODE_NUMBER_HYPHEN)
        return LODE_DECLINED;
    if (r->last == LODE_NUMBER_AFTER_POINT && digits > 0 && digits <= SPOKEN_DECIMALS && before != LODE_NUMBER_NO_GAP) {
        r->fraction = value;
        r->places = digits;
        return show_decimals(r, LODE_NUMBER_AFTER_DIGITS);
    }
    if (r->last == LODE_NUMBER_AFTER_SCALE && is_less(value, top(r)->limit)) {
        r->before_count = r->longest;
        if (are_decimals_of_scale(r, digits, before, end) && is_less(zero, value))
            new.decimals = digits;
        else
            r->needs_scale = true;
    } else if (r->last != LODE_NUMBER_AFTER_NOTHING) {
        return LODE_DECLINED;
    }
    r->last = LODE_NUMBER_AFTER_DIGITS;
    return push(r, new);
}

lode_status lode_number_take_fraction(lode_number_reading *r, lode_decimal value) {
    bool alone = r->last == LODE_NUMBER_AFTER_NOTHING;

    if (!alone && !is_whole(top(r)->value))
        return LODE_DECLINED;
    r->last = LODE_NUMBER_AFTER_FRACTION;
    return alone ? push(r, (lode_number_part){.value = value, .is_count = true})
                 : lode_decimal_add(top(r)->value, value, &top(r)->value);
}

static bool may_scale(const lode_number_reading *r) {
    switch (r->last) {
    case LODE_NUMBER_AFTER_NOTHING:
    case LODE_NUMBER_AFTER_UNIT:
    case LODE_NUMBER_AFTER_DIGITS:
    case LODE_NUMBER_AFTER_SCALE:
    case LODE_NUMBER_AFTER_FIRST_HALF:
    case LODE_NUMBER_AFTER_FRACTION:
    case LODE_NUMBER_AFTER_DECIMALS:
        return true;
    case LODE_NUMBER_AFTER_ARTICLE:
        return r->before_article != LODE_NUMBER_AFTER_UNIT && r->before_article != LODE_NUMBER_AFTER_DIGITS;
    case LODE_NUMBER_AFTER_HALF:
        return r->parts[r->count - 1].is_count;
    case LODE_NUMBER_AFTER_POINT:
        break;
    }
    return false;
}

/* "Point seven-ty": the ten belongs to the digit before it. */
static lode_status take_spoken_ten(lode_number_reading *r, const lode_number_entry *word) {
    lode_status status = lode_decimal_shift(r->fraction, 1, &r->fraction);

    r->places++;
    r->room = word->limit;
    r->lone = false;
    return status == LODE_OK ? show_decimals(r, LODE_NUMBER_AFTER_DECIMALS) : status;
}

/* Takes off the stack what a scale multiplies. Of "ten two" a scale of ten takes the two only; one that
 * is no power of ten takes all right before it ("two hundred dozen"). `closed`: nothing may be added
 * to the product, as a part of it is a fraction, or was one before its own scale. A word that is no part of any number may well
 * stand before a scale, so that few are one where nothing does. */
static lode_status take_counted(lode_number_reading *r, const lode_number_entry *word, lode_decimal *counted, bool *closed) {
    const lode_decimal scale = word->value;
    const bool takes_all = r->last == LODE_NUMBER_AFTER_SCALE && !is_less(zero, word->limit);
    bool any = false;
    lode_status status = LODE_OK;

    *counted = zero;
    *closed = r->places > 0;
    while (r->count > 0 && status == LODE_OK) {
        const lode_number_part *last = top(r);

        if (last->is_count ? any && !is_less(last->limit, scale) : !takes_all && !is_less(last->scale, scale))
            break;
        *closed = *closed || !(last->is_count ? is_whole(last->value) : is_less(zero, last->limit));
        status = lode_decimal_add(*counted, last->value, counted);
        any = true;
        r->count--;
    }
    if (!any && word->kind != LODE_NUMBER_SCALE_ALONE)
        return LODE_DECLINED;
    if (!any)
        *counted = lode_decimal_from_integer(1);
    return status;
}

static lode_status take_scale(lode_number_reading *r, const lode_number_entry *word) {
    lode_number_part new = {.limit = word->limit, .scale = word->value};
    lode_decimal counted;
    bool closed;
    lode_status status;

    if (r->joined || !may_scale(r))
        return LODE_DECLINED;
    if (r->last == LODE_NUMBER_AFTER_DECIMALS && r->lone &&
        lode_decimal_compare(word->value, lode_decimal_from_integer(10)) == 0)
        return take_spoken_ten(r, word);
    status = take_counted(r, word, &counted, &closed);
    if (status == LODE_OK)
        status = lode_decimal_multiply(counted, word->value, &new.value);
    if (status != LODE_OK)
        return status;
    if (closed)
        new.limit = zero;
    if (r->count > 0 && top(r)->is_count)
        r->longest = r->before_last;
    else if (r->last != LODE_NUMBER_AFTER_SCALE &&
             r->before_count.end) /* what a scale counts is not the end of the number before */
        r->longest = r->before_count;
    if (r->count > 0 && !is_less(new.value, top(r)->limit))
        return LODE_DECLINED;
    if (r->last == LODE_NUMBER_AFTER_SCALE && !is_less_than(r->scale, 1000) && !is_less_than(word->value, 1000))
        status = lode_decimal_multiply(r->scale, word->value, &r->scale);
    else
        r->scale = word->value;
    r->last = LODE_NUMBER_AFTER_SCALE;
    r->needs_scale = false;
    return status == LODE_OK ? push(r, new) : status;
}

static lode_status take_article(lode_number_reading *r) {
    lode_number_part one = {.value = lode_decimal_from_integer(1), .is_count = true};

    if ((r->last != LODE_NUMBER_AFTER_NOTHING && r->last != LODE_NUMBER_AFTER_SCALE && r->last != LODE_NUMBER_AFTER_UNIT &&
         r->last != LODE_NUMBER_AFTER_DIGITS && r->last != LODE_NUMBER_AFTER_FIRST_HALF) ||
        r->needs_scale != (r->last == LODE_NUMBER_AFTER_FIRST_HALF) ||
        (r->last == LODE_NUMBER_AFTER_SCALE && !is_less(one.value, top(r)->limit)))
        return LODE_DECLINED;
    r->before_article = r->last;
    r->last = LODE_NUMBER_AFTER_ARTICLE;
    r->joined_article = r->joined;
    r->joined = false;
    r->needs_scale = true;
    return r->before_article == LODE_NUMBER_AFTER_NOTHING || r->before_article == LODE_NUMBER_AFTER_SCALE ? push(r, one)
                                                                                                          : LODE_OK;
}

/* Half, or another part: one that leads to a scale, or is added where `joined` or if it `may_follow` by itself. */
static lode_status take_part(lode_number_reading *r, lode_decimal part, bool may_follow) {
    bool joined = r->joined || (r->last == LODE_NUMBER_AFTER_ARTICLE && r->joined_article);
    lode_decimal base = lode_decimal_from_integer(1);
    lode_status status;

    if (r->last == LODE_NUMBER_AFTER_ARTICLE) {
        r->last = r->before_article;
        r->needs_scale = false;
        if (r->last == LODE_NUMBER_AFTER_NOTHING || r->last == LODE_NUMBER_AFTER_SCALE)
            r->count--;
    }
    if (r->last == LODE_NUMBER_AFTER_NOTHING) {
        r->last = LODE_NUMBER_AFTER_FIRST_HALF;
        r->needs_scale = true;
        return push(r, (lode_number_part){.value = part, .is_count = true});
    }
    if (r->last == LODE_NUMBER_AFTER_SCALE && is_less(zero, top(r)->limit))
        base = r->scale;
    else if ((r->last != LODE_NUMBER_AFTER_UNIT && r->last != LODE_NUMBER_AFTER_DIGITS) || top(r)->decimals ||
             !is_whole(top(r)->value))
        return LODE_DECLINED;
    if (r->needs_scale || !(joined || may_follow))
        return LODE_DECLINED;
    status = lode_decimal_multiply(base, part, &base);
    if (status == LODE_OK)
        status = lode_decimal_add(top(r)->value, base, &top(r)->value);
    top(r)->limit = zero;
    r->last = LODE_NUMBER_AFTER_HALF;
    r->joined = false;
    return status;
}

static lode_status take_point(lode_number_reading *r) {
    bool fits = r->last == LODE_NUMBER_AFTER_UNIT || r->last == LODE_NUMBER_AFTER_DIGITS ||
                (r->last == LODE_NUMBER_AFTER_SCALE && is_less_than(r->scale, 1000));
    lode_status status;

    if (!fits || r->places > 0 || r->joined || r->needs_scale)
        return LODE_DECLINED;
    top(r)->decimals = 0;
    status = lode_number_total(r, &r->whole);
    if (status != LODE_OK || !is_whole(r->whole))
        return status == LODE_OK ? LODE_DECLINED : status;
    r->parts[0] = (lode_number_part){.value = r->whole, .is_count = true};
    r->count = 1;
    r->last = LODE_NUMBER_AFTER_POINT;
    return LODE_OK;
}

lode_status lode_number_take_word(lode_number_reading *r, const lode_number_entry *word) {
    switch (word->kind) {
    case LODE_NUMBER_UNIT:
    case LODE_NUMBER_UNIT_LEADING:
    case LODE_NUMBER_UNIT_FOLLOWING:
        return take_unit(r, word);
    case LODE_NUMBER_SCALE:
    case LODE_NUMBER_SCALE_ALONE:
    case LODE_NUMBER_SUFFIX:
        return take_scale(r, word);
    case LODE_NUMBER_JOINER:
        if (r->joined || r->needs_scale ||
            (r->last != LODE_NUMBER_AFTER_UNIT && r->last != LODE_NUMBER_AFTER_DIGITS && r->last != LODE_NUMBER_AFTER_SCALE))
            return LODE_DECLINED;
        r->joined = true;
        return LODE_OK;
    case LODE_NUMBER_HALF:
        return take_part(r, (lode_decimal){0, 5, -1, 0}, true);
    case LODE_NUMBER_PART:
        return take_part(r, word->value, false);
    case LODE_NUMBER_POINT:
        return take_point(r);
    case LODE_NUMBER_ARTICLE:
        return take_article(r);
    case LODE_NUMBER_MINUS:
    case LODE_NUMBER_VAGUE:
        break;
    }
    return LODE_DECLINED;
}
