/* Reading a number: parts are pushed from large to small; a scale takes what is smaller than itself off the stack, as in
 * (21) thousand (11), (2 thousand 500) billion. The longest reading that was complete on the way counts. */
#include "values/numbers_words.h"

#include "text/utf8.h"

#include <string.h>

enum {
    PARTS_MAX = 64,      /* more than the powers of ten of a decimal; each part is smaller than the one before it */
    SPOKEN_DECIMALS = 30 /* digits after a spoken point */
};

typedef enum last_token {
    NOTHING,
    UNIT,
    DIGITS,
    SCALE,
    ARTICLE,
    HALF,       /* complete: something and a half */
    FIRST_HALF, /* half of a scale that must follow */
    POINT,
    DECIMALS /* after a spoken point */
} last_token;

typedef enum gap { NO_GAP, BLANK, SPACE, HYPHEN } gap;

typedef struct part {
    lode_decimal value;
    lode_decimal limit; /* a part behind it must be less; 0: there can be none */
    lode_decimal scale; /* what it was multiplied by */
    unsigned decimals;  /* taken as so many decimals of the scale before it; 0: as it is */
    bool is_count;      /* not yet multiplied: the next scale takes it, however large */
} part;

/* A number that was complete, and where it ended. */
typedef struct found {
    lode_decimal number;
    size_t end; /* 0: none */
} found;

typedef struct reading {
    const lode_numbers *numbers;
    const char *text;
    size_t length;
    size_t at;
    part parts[PARTS_MAX];
    size_t count;
    last_token last;
    last_token before_article;
    bool joined;           /* a joiner came after `last` */
    bool needs_scale;      /* what came last is no number's end */
    lode_decimal scale;    /* the last one, with those of 1000 and more that it stands right behind */
    lode_decimal whole;    /* what stands before a spoken point, */
    lode_decimal fraction; /* the digits after it as a whole number, */
    unsigned places;       /* how many they are, */
    lode_decimal room;     /* what may still be added to them, */
    bool lone;             /* and whether the last was a digit by itself */
    found longest;         /* so far, */
    found before_last;     /* before the last token, */
    found before_count;    /* and before the count that came last */
} reading;

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

static part *top(reading *r) {
    return &r->parts[r->count - 1];
}

static lode_status push(reading *r, part new) {
    if (r->count == PARTS_MAX)
        return LODE_DECLINED;
    r->parts[r->count++] = new;
    return LODE_OK;
}

static lode_status total(const reading *r, lode_decimal *sum) {
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
static lode_status take_spoken_decimal(reading *r, const lode_number_entry *word) {
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
static lode_status show_decimals(reading *r, last_token last) {
    lode_decimal value;
    lode_status status = lode_decimal_shift(r->fraction, -(int)r->places, &value);

    if (status == LODE_OK)
        status = lode_decimal_add(r->whole, value, &top(r)->value);
    r->last = last;
    return status;
}

static lode_status take_unit(reading *r, const lode_number_entry *word) {
    lode_decimal value = word->value;
    part new = {.value = value, .limit = word->limit, .is_count = true};
    bool leading = word->kind == LODE_NUMBER_UNIT_LEADING, following = word->kind == LODE_NUMBER_UNIT_FOLLOWING;
    lode_status status;

    if (r->last == POINT || r->last == DECIMALS) {
        status = take_spoken_decimal(r, word);
        return status == LODE_OK ? show_decimals(r, DECIMALS) : status;
    }
    if (r->last == NOTHING && !following) {
        r->last = UNIT;
        return push(r, new);
    }
    if (r->last == UNIT) {
        part *before = top(r);
        bool alone = !r->needs_scale && (r->count == 1 || !before[-1].is_count);

        if (following && alone && !r->joined && is_less_than(before->value, 10) && !is_less_than(before->value, 2)) {
            status = lode_decimal_shift(before->value, 1, &before->value);
            before->decimals *= 2;
            before->limit = zero;
            return status == LODE_OK ? lode_decimal_add(before->value, value, &before->value) : status;
        }
        if (leading || !is_less(zero, value) || !is_less(value, before->limit))
            return LODE_DECLINED;
    } else if (r->last == SCALE && is_less(value, top(r)->limit)) {
        r->before_count = r->longest;
        r->needs_scale = !is_less(zero, value) || (leading && !r->joined);
        if (r->numbers->tenths && !r->joined && is_less_than(value, 10) && !is_less_than(r->scale, 100))
            new.decimals = 1;
    } else {
        return LODE_DECLINED;
    }
    r->last = UNIT;
    r->joined = false;
    return push(r, new);
}

/* Whether bare digits behind a scale may stand there as its decimals. */
static bool are_decimals_of_scale(const reading *r, unsigned digits, gap before, size_t end) {
    static const char marks[] = "-/:.,";
    size_t next = lode_number_blanks_end(r->text, r->length, end);
    bool length_fits = (digits == 1) || (digits == 2 && before == NO_GAP && !is_less_than(r->scale, 100)) ||
                       (digits == 3 && !is_less_than(r->scale, 1000));

    if (!r->numbers->tenths || !length_fits)
        return false;
    if (next < r->length && next <= end + 1 && r->text[next] == '%')
        return false;
    if (end < r->length && memchr(marks, r->text[end], sizeof marks - 1))
        end++;
    return end == r->length || r->text[end] < '0' || r->text[end] > '9';
}

static lode_status take_digits(reading *r, lode_decimal value, unsigned digits, gap before, size_t end) {
    part new = {.value = value, .is_count = true};

    if (r->joined || before == HYPHEN)
        return LODE_DECLINED;
    if (r->last == POINT && digits > 0 && digits <= SPOKEN_DECIMALS && before != NO_GAP) {
        r->fraction = value;
        r->places = digits;
        return show_decimals(r, DIGITS);
    }
    if (r->last == SCALE && is_less(value, top(r)->limit)) {
        r->before_count = r->longest;
        if (are_decimals_of_scale(r, digits, before, end) && is_less(zero, value))
            new.decimals = digits;
        else
            r->needs_scale = true;
    } else if (r->last != NOTHING) {
        return LODE_DECLINED;
    }
    r->last = DIGITS;
    return push(r, new);
}

static bool may_scale(const reading *r) {
    switch (r->last) {
    case NOTHING:
    case UNIT:
    case DIGITS:
    case SCALE:
    case FIRST_HALF:
    case DECIMALS:
        return true;
    case ARTICLE:
        return r->before_article != UNIT && r->before_article != DIGITS;
    case HALF:
        return r->parts[r->count - 1].is_count;
    case POINT:
        break;
    }
    return false;
}

/* "Point seven-ty": the ten belongs to the digit before it. */
static lode_status take_spoken_ten(reading *r, const lode_number_entry *word) {
    lode_status status = lode_decimal_shift(r->fraction, 1, &r->fraction);

    r->places++;
    r->room = word->limit;
    r->lone = false;
    return status == LODE_OK ? show_decimals(r, DECIMALS) : status;
}

/* Takes off the stack what a scale multiplies. Of "ten two" a scale of ten takes the two only. `closed`: nothing may be added
 * to the product, as a part of it is a fraction, or was one before its own scale. */
static lode_status take_counted(reading *r, lode_decimal scale, lode_decimal *counted, bool *closed) {
    bool any = false;
    lode_status status = LODE_OK;

    *counted = zero;
    *closed = r->places > 0;
    while (r->count > 0 && status == LODE_OK) {
        const part *last = top(r);

        if (last->is_count ? any && !is_less(last->limit, scale) : !is_less(last->scale, scale))
            break;
        *closed = *closed || !(last->is_count ? is_whole(last->value) : is_less(zero, last->limit));
        status = lode_decimal_add(*counted, last->value, counted);
        any = true;
        r->count--;
    }
    if (!any)
        *counted = lode_decimal_from_integer(1);
    return status;
}

static lode_status take_scale(reading *r, const lode_number_entry *word) {
    part new = {.limit = word->limit, .scale = word->value};
    lode_decimal counted;
    bool closed;
    lode_status status;

    if (r->joined || !may_scale(r))
        return LODE_DECLINED;
    if (r->last == DECIMALS && r->lone && lode_decimal_compare(word->value, lode_decimal_from_integer(10)) == 0)
        return take_spoken_ten(r, word);
    status = take_counted(r, word->value, &counted, &closed);
    if (status == LODE_OK)
        status = lode_decimal_multiply(counted, word->value, &new.value);
    if (status != LODE_OK)
        return status;
    if (closed)
        new.limit = zero;
    if (r->count > 0 && top(r)->is_count)
        r->longest = r->before_last;
    else if (r->last != SCALE && r->before_count.end) /* what a scale counts is not the end of the number before */
        r->longest = r->before_count;
    if (r->count > 0 && !is_less(new.value, top(r)->limit))
        return LODE_DECLINED;
    if (r->last == SCALE && !is_less_than(r->scale, 1000) && !is_less_than(word->value, 1000))
        status = lode_decimal_multiply(r->scale, word->value, &r->scale);
    else
        r->scale = word->value;
    r->last = SCALE;
    r->needs_scale = false;
    return status == LODE_OK ? push(r, new) : status;
}

static lode_status take_article(reading *r) {
    part one = {.value = lode_decimal_from_integer(1), .is_count = true};

    if ((r->last != NOTHING && r->last != SCALE && r->last != UNIT && r->last != DIGITS && r->last != FIRST_HALF) ||
        r->needs_scale != (r->last == FIRST_HALF) || (r->last == SCALE && !is_less(one.value, top(r)->limit)))
        return LODE_DECLINED;
    r->before_article = r->last;
    r->last = ARTICLE;
    r->joined = false;
    r->needs_scale = true;
    return r->before_article == NOTHING || r->before_article == SCALE ? push(r, one) : LODE_OK;
}

static lode_status take_half(reading *r) {
    const lode_decimal half = {0, 5, -1, 0};
    lode_decimal base = lode_decimal_from_integer(1);
    lode_status status;

    if (r->last == ARTICLE) {
        r->last = r->before_article;
        r->needs_scale = false;
        if (r->last == NOTHING || r->last == SCALE)
            r->count--;
    }
    if (r->last == NOTHING) {
        r->last = FIRST_HALF;
        r->needs_scale = true;
        return push(r, (part){.value = half, .is_count = true});
    }
    if (r->last == SCALE && is_less(zero, top(r)->limit))
        base = r->scale;
    else if ((r->last != UNIT && r->last != DIGITS) || top(r)->decimals || !is_whole(top(r)->value))
        return LODE_DECLINED;
    if (r->needs_scale)
        return LODE_DECLINED;
    status = lode_decimal_multiply(base, half, &base);
    if (status == LODE_OK)
        status = lode_decimal_add(top(r)->value, base, &top(r)->value);
    top(r)->limit = zero;
    r->last = HALF;
    r->joined = false;
    return status;
}

static lode_status take_point(reading *r) {
    bool fits = r->last == UNIT || r->last == DIGITS || (r->last == SCALE && is_less_than(r->scale, 1000));
    lode_status status;

    if (!fits || r->places > 0 || r->joined || r->needs_scale)
        return LODE_DECLINED;
    top(r)->decimals = 0;
    status = total(r, &r->whole);
    if (status != LODE_OK || !is_whole(r->whole))
        return status == LODE_OK ? LODE_DECLINED : status;
    r->parts[0] = (part){.value = r->whole, .is_count = true};
    r->count = 1;
    r->last = POINT;
    return LODE_OK;
}

static lode_status take_word(reading *r, const lode_number_entry *word) {
    switch (word->kind) {
    case LODE_NUMBER_UNIT:
    case LODE_NUMBER_UNIT_LEADING:
    case LODE_NUMBER_UNIT_FOLLOWING:
        return take_unit(r, word);
    case LODE_NUMBER_SCALE:
    case LODE_NUMBER_SUFFIX:
        return take_scale(r, word);
    case LODE_NUMBER_JOINER:
        if (r->joined || r->needs_scale || (r->last != UNIT && r->last != DIGITS && r->last != SCALE))
            return LODE_DECLINED;
        r->joined = true;
        return LODE_OK;
    case LODE_NUMBER_HALF:
        return take_half(r);
    case LODE_NUMBER_POINT:
        return take_point(r);
    case LODE_NUMBER_ARTICLE:
        return take_article(r);
    case LODE_NUMBER_MINUS:
        break;
    }
    return LODE_DECLINED;
}

static bool is_digit_at(const reading *r, size_t at) {
    return at < r->length && r->text[at] >= '0' && r->text[at] <= '9';
}

/* What stands between the last token and the next, which begins at *at. */
static gap read_gap(const reading *r, size_t *at) {
    size_t start = *at, end = lode_number_space_end(r->text, r->length, start);

    *at = end;
    if (end == start) {
        *at += r->last != NOTHING && end < r->length && r->text[end] == '-';
        return *at > end ? HYPHEN : NO_GAP;
    }
    lode_utf8_next(r->text, r->length, &start);
    return start == end && r->text[end - 1] != '\n' ? BLANK : SPACE;
}

/* The kinds of words that may come next. Only scales and suffixes stand right behind digits, and nothing right behind a word. A
 * hyphen stands before ones ("twenty-one") and scales, and elsewhere where the language says so. */
static unsigned kinds_after(const reading *r, gap before) {
    const unsigned scale = LODE_NUMBER_SET(LODE_NUMBER_SCALE), suffix = LODE_NUMBER_SET(LODE_NUMBER_SUFFIX);
    const unsigned others = ~(suffix | LODE_NUMBER_SET(LODE_NUMBER_MINUS));

    if (before == NO_GAP)
        return r->last == NOTHING ? others : r->last == DIGITS ? scale | suffix : 0;
    if (before != HYPHEN || r->numbers->hyphens)
        return r->last == DIGITS && before == BLANK ? others | suffix : others;
    if (r->joined)
        return 0;
    switch (r->last) {
    case UNIT:
    case DECIMALS:
        return LODE_NUMBER_UNITS | scale;
    case DIGITS:
    case ARTICLE:
    case HALF:
    case FIRST_HALF:
        return scale;
    case NOTHING:
    case SCALE:
    case POINT:
        break;
    }
    return 0;
}

static lode_status take_next(reading *r) {
    const lode_number_entry *word;
    lode_decimal value;
    unsigned digits;
    size_t at = r->at;
    gap before = read_gap(r, &at);
    lode_status status = LODE_DECLINED;

    if (at == r->length)
        return LODE_DECLINED;
    if (is_digit_at(r, at) || r->last == NOTHING) { /* only what comes first may begin with a decimal mark */
        status = lode_number_digits_at(r->numbers, r->text, r->length, at, &value, &digits, &r->at);
        if (status == LODE_OK)
            return take_digits(r, value, digits, before, r->at);
        if (status != LODE_DECLINED)
            return status;
    }
    word = lode_number_word_at(r->numbers, kinds_after(r, before), r->text, r->length, at, &r->at);
    return word ? take_word(r, word) : LODE_DECLINED;
}

static lode_status keep_if_complete(reading *r) {
    bool complete = r->last == UNIT || r->last == DIGITS || r->last == SCALE || r->last == HALF || r->last == DECIMALS;

    if (!complete || r->joined || r->needs_scale || is_digit_at(r, r->at))
        return LODE_OK;
    r->before_last = r->longest;
    r->longest.end = r->at;
    return total(r, &r->longest.number);
}

/* Moves past a sign; a written one must stand before digits, a spoken one before a space. */
static bool take_sign(reading *r) {
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

lode_status lode_numbers_read(const lode_numbers *numbers, const char *text, size_t length, lode_decimal *number,
                              size_t *used) {
    reading r = {.numbers = numbers, .text = text, .length = length};
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
