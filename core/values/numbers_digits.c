/* SPDX-License-Identifier: MIT */
/* Digits with marks: reading them, and the pattern of what is read. Both try the same forms in the same order. */
#include "text/utf8.h"
#include "values/numbers_words.h"

#include <string.h>
#include <utf8proc.h>

/* The spaces that group digits: the plain one and those that do not break (thin, narrow, figure, no-break). */
static const uint32_t spaces[] = {' ', 0xA0, 0x2007, 0x2009, 0x202F};
enum { SPACE_COUNT = sizeof spaces / sizeof *spaces, GROUP = 3, TEXT_MAX = 256 };

typedef struct digits_text {
    const lode_numbers *numbers;
    const char *text;
    size_t length;
} digits_text;

/* A form that was found: its digits, with "." for the decimal mark. */
typedef struct digits_form {
    char text[TEXT_MAX];
    size_t length;
    bool too_long;
} digits_form;

static size_t digits_end(const digits_text *in, size_t at) {
    while (at < in->length && in->text[at] >= '0' && in->text[at] <= '9')
        at++;
    return at;
}

static void keep(digits_form *form, const char *bytes, size_t length) {
    form->too_long = form->too_long || length > TEXT_MAX - form->length;
    if (!form->too_long) {
        memcpy(form->text + form->length, bytes, length);
        form->length += length;
    }
}

/* The end of a mark at an offset; 0: it is not there. */
static size_t mark_end(const digits_text *in, size_t at, uint32_t mark) {
    uint32_t point;

    if (at >= in->length)
        return 0;
    point = lode_utf8_next(in->text, in->length, &at);
    return point == mark || (mark == ' ' && lode_number_has_mark(spaces, SPACE_COUNT, point)) ? at : 0;
}

/* Moves past a decimal mark other than `not` and its digits; the offset itself where there are none. */
static size_t take_decimals(const digits_text *in, size_t at, uint32_t except, digits_form *form) {
    const lode_numbers *numbers = in->numbers;

    for (size_t i = 0; i < numbers->decimal_mark_count; i++) {
        size_t digits = numbers->decimal_marks[i] == except ? 0 : mark_end(in, at, numbers->decimal_marks[i]);
        size_t end = digits ? digits_end(in, digits) : 0;

        if (end > digits) {
            keep(form, ".", 1);
            keep(form, in->text + digits, end - digits);
            return end;
        }
    }
    return at;
}

static bool is_mark(const lode_numbers *numbers, uint32_t point) {
    return point == '.' || point == ',' || lode_number_has_mark(numbers->decimal_marks, numbers->decimal_mark_count, point) ||
           (lode_number_has_mark(numbers->group_marks, numbers->group_mark_count, point) &&
            !lode_number_has_mark(spaces, SPACE_COUNT, point));
}

/* Neither a digit nor a mark with a digit may follow. */
static bool is_end(const digits_text *in, size_t at) {
    size_t next = at;

    if (digits_end(in, at) > at)
        return false;
    return at == in->length || !is_mark(in->numbers, lode_utf8_next(in->text, in->length, &next)) ||
           digits_end(in, next) == next;
}

/* Digits grouped by a mark. One that can also be decimal must show that it groups: by two groups, by decimals of its own, or by
 * a group of zeros, which no one writes as decimals. 0: not so. */
static size_t take_groups(const digits_text *in, size_t at, uint32_t mark, bool is_decimal, digits_form *form) {
    size_t end = digits_end(in, at), groups = 0, decimals_end;

    if (end == at || end - at > GROUP || in->text[at] == '0')
        return 0;
    keep(form, in->text + at, end - at);
    for (;;) {
        size_t digits = mark_end(in, end, mark);

        if (!digits || digits_end(in, digits) - digits != GROUP)
            break;
        keep(form, in->text + digits, GROUP);
        end = digits + GROUP;
        groups++;
    }
    decimals_end = take_decimals(in, end, mark, form);
    if (groups == 0 || (is_decimal && groups == 1 && decimals_end == end && memcmp(in->text + end - GROUP, "000", GROUP) != 0))
        return 0;
    return is_end(in, decimals_end) ? decimals_end : 0;
}

static size_t take_any(const digits_text *in, size_t at, digits_form *form) {
    const lode_numbers *numbers = in->numbers;
    size_t end;

    for (size_t i = 0; i < numbers->group_mark_count; i++) {
        *form = (digits_form){.length = 0};
        end = take_groups(in, at, numbers->group_marks[i], false, form);
        if (end)
            return end;
    }
    for (size_t i = 0; i < numbers->decimal_mark_count; i++) {
        *form = (digits_form){.length = 0};
        end = lode_number_has_mark(numbers->group_marks, numbers->group_mark_count, numbers->decimal_marks[i])
                  ? 0
                  : take_groups(in, at, numbers->decimal_marks[i], true, form);
        if (end)
            return end;
    }
    *form = (digits_form){.length = 0};
    end = digits_end(in, at);
    keep(form, in->text + at, end - at);
    end = take_decimals(in, end, 0, form);
    return end > at && is_end(in, end) ? end : 0;
}

lode_status lode_number_digits_at(const lode_numbers *numbers, const char *text, size_t length, size_t at, lode_decimal *number,
                                  unsigned *digits, size_t *end) {
    const digits_text in = {numbers, text, length};
    digits_form form;

    *end = take_any(&in, at, &form);
    if (!*end)
        return LODE_DECLINED;
    *digits = *end == digits_end(&in, at) && *end - at <= TEXT_MAX ? (unsigned)(*end - at) : 0;
    return form.too_long ? LODE_ERROR_OVERFLOW : lode_decimal_parse(form.text, form.length, number);
}

enum { FRACTION_DIGITS = 3 /* at most, above the slash and below it */ };

/* The fractions that Unicode has a sign for; those that no decimals are exact for are no numbers. */
static const struct {
    uint32_t sign;
    int thousandths;
} fraction_signs[] = {{0xBC, 250},   {0xBD, 500},   {0xBE, 750},   {0x2152, 100}, {0x2155, 200}, {0x2156, 400},
                      {0x2157, 600}, {0x2158, 800}, {0x215B, 125}, {0x215C, 375}, {0x215D, 625}, {0x215E, 875}};

static lode_status fraction_sign_at(const char *text, size_t length, size_t at, lode_decimal *value, size_t *end) {
    uint32_t sign = lode_utf8_next(text, length, &at);

    *end = at;
    for (size_t i = 0; i < sizeof fraction_signs / sizeof *fraction_signs; i++)
        if (fraction_signs[i].sign == sign)
            return lode_decimal_shift(lode_decimal_from_integer(fraction_signs[i].thousandths), -3, value);
    return LODE_DECLINED;
}

lode_status lode_number_fraction_at(const lode_numbers *numbers, const char *text, size_t length, size_t at,
                                    lode_decimal *value, size_t *end) {
    const digits_text in = {numbers, text, length};
    size_t slash = digits_end(&in, at), below = slash + 1;
    lode_decimal over, under;

    if (slash == at && at < length)
        return fraction_sign_at(text, length, at, value, end);
    if (slash == at || slash - at > FRACTION_DIGITS || slash == length || text[slash] != '/')
        return LODE_DECLINED;
    *end = digits_end(&in, below);
    if (*end == below || *end - below > FRACTION_DIGITS || !is_end(&in, *end) ||
        lode_decimal_parse(text + at, slash - at, &over) != LODE_OK ||
        lode_decimal_parse(text + below, *end - below, &under) != LODE_OK || lode_decimal_compare(over, under) >= 0)
        return LODE_DECLINED;
    return lode_decimal_divide(over, under, value) == LODE_OK ? LODE_OK : LODE_DECLINED;
}

void lode_number_fraction_pattern(const lode_numbers *numbers, lode_buffer *pattern) {
    lode_buffer_format(pattern, "(?<![0-9]-)(?:(?:[0-9]{1,3}[ -])?[0-9]{1,%d}/[0-9]{1,%d}(?![0-9]|/[0-9]|", FRACTION_DIGITS,
                       FRACTION_DIGITS);
    lode_number_marks_class(numbers, pattern);
    lode_buffer_string(pattern, "[0-9])|(?:[0-9]{1,3}[ -]?)?" LODE_NUMBER_FRACTION_SIGN ")");
}

static void append_point(lode_buffer *pattern, uint32_t point) {
    utf8proc_uint8_t bytes[4];
    size_t size = (size_t)utf8proc_encode_char((utf8proc_int32_t)point, bytes);

    if (point < 0x80)
        lode_buffer_byte(pattern, '\\');
    lode_buffer_append(pattern, (const char *)bytes, size);
}

/* The marks of a list that are no spaces, for the inside of a class; returns how many. */
static size_t append_marks(lode_buffer *pattern, const uint32_t *marks, size_t count, uint32_t except) {
    size_t appended = 0;

    for (size_t i = 0; i < count; i++)
        if (marks[i] != except && !lode_number_has_mark(spaces, SPACE_COUNT, marks[i])) {
            append_point(pattern, marks[i]);
            appended++;
        }
    return appended;
}

void lode_number_marks_class(const lode_numbers *numbers, lode_buffer *pattern) {
    static const uint32_t always[] = {'.', ','};

    lode_buffer_byte(pattern, '[');
    append_marks(pattern, always, 2, 0);
    for (size_t i = 0; i < numbers->decimal_mark_count; i++)
        if (!lode_number_has_mark(always, 2, numbers->decimal_marks[i]))
            append_marks(pattern, &numbers->decimal_marks[i], 1, 0);
    for (size_t i = 0; i < numbers->group_mark_count; i++)
        if (!lode_number_has_mark(always, 2, numbers->group_marks[i]))
            append_marks(pattern, &numbers->group_marks[i], 1, 0);
    lode_buffer_byte(pattern, ']');
}

/* A decimal mark other than `except` and its digits; nothing where the language has no such mark. */
static void make_decimals(const lode_numbers *numbers, uint32_t except, lode_buffer *decimals) {
    lode_buffer_clear(decimals);
    lode_buffer_string(decimals, "(?:[");
    if (append_marks(decimals, numbers->decimal_marks, numbers->decimal_mark_count, except) == 0)
        lode_buffer_clear(decimals);
    else
        lode_buffer_string(decimals, "][0-9]++)");
}

static void make_group(uint32_t mark, lode_buffer *group) {
    lode_buffer_clear(group);
    lode_buffer_string(group, "(?:[");
    if (lode_number_has_mark(spaces, SPACE_COUNT, mark))
        for (size_t i = 0; i < SPACE_COUNT; i++)
            append_point(group, spaces[i]);
    else
        append_point(group, mark);
    lode_buffer_string(group, "][0-9]{3}(?![0-9]))");
}

static void append_groups(lode_buffer *pattern, const lode_buffer *group, const lode_buffer *decimals, bool is_decimal) {
    const char *fraction = decimals->length ? decimals->bytes : NULL;

    if (pattern->failed || group->failed || decimals->failed)
        pattern->failed = true;
    else if (!is_decimal)
        lode_buffer_format(pattern, "[1-9][0-9]{0,2}%s++%s%s|", group->bytes, fraction ? fraction : "", fraction ? "?+" : "");
    else if (fraction)
        lode_buffer_format(pattern, "[1-9][0-9]{0,2}%s(?:%s++%s?+|%s)|", group->bytes, group->bytes, fraction, fraction);
    else
        lode_buffer_format(pattern, "[1-9][0-9]{0,2}%s{2,}+|", group->bytes);
}

/* A number that begins with its decimal mark. A comma behind a word and a blank is rather a comma out of place. */
static void append_leading(const lode_numbers *numbers, lode_buffer *pattern) {
    for (size_t i = 0; i < numbers->decimal_mark_count; i++) {
        lode_buffer_string(pattern, "|(?<![\\p{L}\\p{M}\\p{N}\\p{Po}\\p{Pe}\\p{Pf}])");
        if (numbers->decimal_marks[i] == ',')
            lode_buffer_string(pattern, "(?<![\\p{L}\\p{M}]\\h)");
        append_point(pattern, numbers->decimal_marks[i]);
        lode_buffer_string(pattern, "[0-9]++");
    }
}

bool lode_number_digits_pattern(const lode_numbers *numbers, bool leading, lode_buffer *pattern) {
    lode_buffer group = {0}, decimals = {0};

    lode_buffer_string(pattern, "(?:");
    for (size_t i = 0; i < numbers->group_mark_count; i++) {
        make_group(numbers->group_marks[i], &group);
        make_decimals(numbers, numbers->group_marks[i], &decimals);
        append_groups(pattern, &group, &decimals, false);
    }
    for (size_t i = 0; i < numbers->decimal_mark_count; i++) {
        if (lode_number_has_mark(numbers->group_marks, numbers->group_mark_count, numbers->decimal_marks[i]))
            continue;
        make_group(numbers->decimal_marks[i], &group);
        make_decimals(numbers, numbers->decimal_marks[i], &decimals);
        append_groups(pattern, &group, &decimals, true);
    }
    make_decimals(numbers, 0, &decimals);
    if (decimals.failed)
        pattern->failed = true;
    else
        lode_buffer_format(pattern, "[0-9]++%s?+", decimals.bytes);
    if (leading)
        append_leading(numbers, pattern);
    lode_buffer_string(pattern, ")(?![0-9]|");
    lode_number_marks_class(numbers, pattern);
    lode_buffer_string(pattern, "[0-9])");
    lode_buffer_free(&group);
    lode_buffer_free(&decimals);
    return !pattern->failed;
}
