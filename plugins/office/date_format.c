/* SPDX-License-Identifier: MIT */
#include "date_format.h"

#include <lode/calendar.h>
#include <stdio.h>
#include <string.h>

enum {
    FIRST_DAY = -25569, /* 1899-12-30, from which days are counted, for 1970-01-01 */
    LEAP_DAY = 60,      /* 1900-02-29, which there was not, but is counted */
    DAYS_TO_1904 = 1462,
    LAST_DAY = 2958465, /* 9999-12-31 */
    SECONDS_A_DAY = 86400
};

/* The byte behind what a code has at a place that is no letter of its own: quoted, in brackets, escaped. */
static const char *behind_literal(const char *at) {
    const char *end;

    if (*at != '"' && *at != '[')
        return at + (strchr("\\_*", *at) && at[1] ? 2 : 1);
    end = strchr(at + 1, *at == '"' ? '"' : ']');
    return end ? end + 1 : at + strlen(at);
}

static bool is_letter(char byte, const char *letters) {
    return byte && strchr(letters, byte);
}

/* A number of hours or minutes that goes beyond a day: "[h]". */
static bool is_elapsed(const char *at) {
    return *at == '[' && is_letter(at[1], "hHmMsS") && (at[2] == ']' || at[2] == at[1]);
}

bool date_format_is(const char *code) {
    if (strncmp(code, "General", 7) == 0)
        return false;
    for (const char *at = code; *at; at = is_letter(*at, "\"[\\_*") ? behind_literal(at) : at + 1)
        if (is_letter(*at, "yYmMdDhHsS") || is_elapsed(at))
            return true;
    return false;
}

/* What a code asks for. */
typedef struct asked {
    bool names; /* of days or months */
    bool day, time, elapsed;
} asked;

static asked read_code(const char *code) {
    asked read = {0};

    for (const char *at = code; *at && *at != ';';) {
        size_t count = strspn(at, (const char[]){*at, '\0'});

        read.elapsed |= is_elapsed(at);
        read.names |= (is_letter(*at, "mMdD") && count > 2);
        read.day |= is_letter(*at, "yYdD") || (is_letter(*at, "mM") && count > 2);
        read.time |= is_letter(*at, "hHsS");
        at = is_letter(*at, "\"[\\_*") ? behind_literal(at) : at + count;
    }
    read.day |= !read.time && !read.elapsed;
    return read;
}

typedef struct moment {
    lode_day day;
    int hour, minute, second;
} moment;

static void add_number(byte_buffer *to, const char *form, int number) {
    char text[24];

    bytes_add(to, text, (size_t)snprintf(text, sizeof text, form, number));
}

/* "mm" is minutes behind hours and before seconds. */
static void write_letters(const char *at, size_t count, bool minutes, const moment *shown, byte_buffer *to) {
    const char *form = count > 1 ? "%02d" : "%d";

    if (is_letter(*at, "yY"))
        add_number(to, "%04d", (int)shown->day.year);
    else if (is_letter(*at, "dD"))
        add_number(to, form, (int)shown->day.day);
    else if (is_letter(*at, "hH"))
        add_number(to, form, shown->hour);
    else if (is_letter(*at, "sS"))
        add_number(to, form, shown->second);
    else
        add_number(to, form, minutes ? shown->minute : (int)shown->day.month);
}

static void write_code(const char *code, const moment *shown, byte_buffer *to) {
    bool minutes = false;

    for (const char *at = code; *at && *at != ';';) {
        size_t count = strspn(at, (const char[]){*at, '\0'});
        const char *end = behind_literal(at);

        if (strncmp(at, "AM/PM", 5) == 0 || strncmp(at, "am/pm", 5) == 0) {
            at += 5;
        } else if (is_letter(*at, "yYmMdDhHsS")) {
            minutes |= is_letter(at[count], ":") && is_letter(at[count + 1], "sS");
            write_letters(at, count, minutes, shown, to);
            minutes = is_letter(*at, "hH");
            at += count;
        } else if (is_letter(*at, "\"[\\_*")) {
            if (*at == '"' && end - at > 2)
                bytes_add(to, at + 1, (size_t)(end - at) - 2);
            else if (*at == '\\')
                bytes_add(to, at + 1, 1);
            at = end;
        } else {
            if (*at != '@')
                bytes_add(to, at, 1);
            at++;
        }
    }
    while (to->length && to->at[to->length - 1] == ' ')
        to->length--;
}

bool date_format_write(const char *code, const digits *number, bool from_1904, byte_buffer *to) {
    long long days = digits_whole(number), seconds = digits_seconds(number);
    asked wanted = read_code(code);
    moment shown;

    if (seconds == SECONDS_A_DAY) {
        seconds = 0;
        days++;
    }
    if (number->negative || days < 0 || days > LAST_DAY)
        return false;
    shown = (moment){.hour = (int)(seconds / 3600), .minute = (int)(seconds / 60 % 60), .second = (int)(seconds % 60)};
    if (wanted.elapsed) {
        add_number(to, "%d", (int)days * 24 + shown.hour);
        add_number(to, ":%02d", shown.minute);
        return true;
    }
    days += from_1904 ? DAYS_TO_1904 : days < LEAP_DAY;
    shown.day = lode_day_from_number(days + FIRST_DAY);
    if (wanted.day && days < 2)
        return false; /* an empty cell's 0, and the day that was not */
    write_code(!wanted.names ? code : wanted.time ? "yyyy-mm-dd hh:mm" : "yyyy-mm-dd", &shown, to);
    return true;
}
