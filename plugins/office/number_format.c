/* SPDX-License-Identifier: MIT */
#include "number_format.h"

#include "date_format.h"
#include "digits.h"

#include <string.h>

const char *number_format_built_in(uint32_t id) {
    static const struct {
        uint32_t id;
        const char *code;
    } CODES[] = {{1, "0"},
                 {2, "0.00"},
                 {3, "#,##0"},
                 {4, "#,##0.00"},
                 {9, "0%"},
                 {10, "0.00%"},
                 {14, "yyyy-mm-dd"},
                 {15, "yyyy-mm-dd"},
                 {16, "yyyy-mm-dd"},
                 {17, "mm/yyyy"},
                 {18, "h:mm"},
                 {19, "h:mm:ss"},
                 {20, "h:mm"},
                 {21, "h:mm:ss"},
                 {22, "yyyy-mm-dd h:mm"},
                 {37, "#,##0;(#,##0)"},
                 {38, "#,##0;(#,##0)"},
                 {39, "#,##0.00;(#,##0.00)"},
                 {40, "#,##0.00;(#,##0.00)"},
                 {41, "#,##0"},
                 {42, "#,##0"},
                 {43, "#,##0.00"},
                 {44, "#,##0.00"},
                 {45, "mm:ss"},
                 {46, "h:mm:ss"},
                 {47, "mm:ss"}};

    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        if (CODES[i].id == id)
            return CODES[i].code;
    return "";
}

/* The bytes of a code's element at an offset: a quoted text, something in brackets, an escaped or padding character. */
static size_t element_length(const char *code) {
    const char *end;

    if (*code == '"' || *code == '[') {
        end = strchr(code + 1, *code == '"' ? '"' : ']');
        return end ? (size_t)(end + 1 - code) : strlen(code);
    }
    if (strchr("\\_*", *code) && code[1]) {
        size_t length = 2;

        while (((unsigned char)code[length] & 0xC0) == 0x80)
            length++;
        return length;
    }
    return 1;
}

/* The section for a number: the first; the second for negative ones, the third for zero, where there are so many. */
static void find_section(const char *code, const digits *number, char section[NUMBER_FORMAT_LENGTH], bool *own_sign) {
    int wanted = !number->count ? 2 : number->negative ? 1 : 0, count = 0;
    const char *starts[3] = {code, NULL, NULL};
    size_t length = 0;

    for (const char *at = code; *at; at += element_length(at))
        if (*at == ';' && count < 2)
            starts[++count] = at + 1;
    if (!starts[wanted])
        wanted = 0;
    *own_sign = wanted == 1;
    for (const char *at = starts[wanted]; *at && *at != ';'; at += element_length(at)) {
        size_t size = element_length(at);

        if (length + size >= NUMBER_FORMAT_LENGTH)
            break;
        memcpy(section + length, at, size);
        length += size;
    }
    section[length] = '\0';
}

/* A number as it is, without a format. */
static void write_plain(const digits *number, const number_manner *manner, byte_buffer *to) {
    if (number->negative && number->count)
        bytes_add(to, "-", 1);
    digits_write(number, 1, 0, 0, manner->comma ? ',' : '.', to);
}

/* What a section asks of the number itself. */
typedef struct picture {
    int whole, least, most; /* digits before and behind the point */
    bool group, percent, has_digits;
    int thousands; /* that it is divided by */
    bool other;    /* it has something that is not known here: an exponent, a fraction, a condition, text */
} picture;

static bool is_digit_sign(char sign) {
    return sign == '0' || sign == '#' || sign == '?';
}

static picture read_picture(const char *section) {
    picture read = {0};
    bool behind = false;

    for (const char *at = section; *at; at += element_length(at))
        if (is_digit_sign(*at)) {
            read.has_digits = true;
            read.whole += !behind && *at == '0';
            read.most += behind;
            read.least += behind && *at == '0';
            read.group |= read.thousands > 0;
            read.thousands = 0;
        } else if (*at == '.')
            behind = true;
        else if (*at == ',' && read.has_digits && !behind)
            read.thousands++;
        else if (*at == '%')
            read.percent = true;
        else if (strchr("Ee/@", *at) || (*at == '[' && strchr("<>=", at[1])) || strncmp(at, "General", 7) == 0)
            read.other = true;
    return read;
}

/* What stands around the number: quoted texts, escaped characters, signs, the currency in "[$EUR-407]". */
static void write_literal(const char *at, size_t size, byte_buffer *to) {
    const char *dash;

    if (*at == '"')
        bytes_add(to, at + 1, size - (size > 1 && at[size - 1] == '"' ? 2 : 1));
    else if (*at == '\\' && size > 1)
        bytes_add(to, at + 1, size - 1);
    else if (*at == '[' && at[1] == '$') {
        dash = memchr(at, '-', size);
        bytes_add(to, at + 2, (size_t)((dash ? dash : at + size - 1) - at) - 2);
    } else if (*at == '_' && size > 1)
        bytes_add(to, " ", 1);
    else if (!strchr("[_*,.", *at))
        bytes_add(to, at, size);
}

static void write_section(const char *section, const picture *shown, const digits *number, const number_manner *manner,
                          byte_buffer *to) {
    bool done = false;

    for (const char *at = section; *at; at += element_length(at)) {
        if (!is_digit_sign(*at))
            write_literal(at, element_length(at), to);
        else if (!done) {
            digits_write(number, shown->whole, shown->least, shown->group ? (manner->comma ? '.' : ',') : 0,
                         manner->comma ? ',' : '.', to);
            done = true;
        }
    }
}

static void trim_blanks(byte_buffer *of, size_t start) {
    size_t blanks = 0;

    while (of->length > start && of->at[of->length - 1] == ' ')
        of->length--;
    while (start + blanks < of->length && of->at[start + blanks] == ' ')
        blanks++;
    if (blanks)
        memmove(of->at + start, of->at + start + blanks, of->length - start - blanks);
    of->length -= blanks;
}

void number_format_write(const char *code, const char *text, size_t length, const number_manner *manner, byte_buffer *to) {
    char section[NUMBER_FORMAT_LENGTH];
    size_t start = to->length;
    bool own_sign;
    digits number;
    picture shown;

    if (!digits_read(text, length, &number)) {
        bytes_add(to, text, length);
        return;
    }
    if (date_format_is(code) && date_format_write(code, &number, manner->from_1904, to))
        return;
    find_section(code, &number, section, &own_sign);
    shown = read_picture(section);
    if (shown.other || date_format_is(code) || !*code || (!shown.has_digits && !*section)) {
        write_plain(&number, manner, to);
        return;
    }
    number.point += number.count ? (shown.percent ? 2 : 0) - 3 * shown.thousands : 0;
    digits_round(&number, shown.most);
    if (number.negative && number.count && !own_sign)
        bytes_add(to, "-", 1);
    write_section(section, &shown, &number, manner, to);
    trim_blanks(to, start);
}
