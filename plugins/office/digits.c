/* SPDX-License-Identifier: MIT */
#include "digits.h"

enum { SHOWN = 15, WHOLE_MOST = 10, SECONDS_A_DAY = 86400 };

static void trim(digits *number) {
    while (number->count && number->digit[number->count - 1] == 0)
        number->count--;
    if (!number->count)
        number->point = 0;
}

/* Keeps so many digits, the last one rounded. */
static void keep(digits *number, int count) {
    bool up = count >= 0 && count < number->count && number->digit[count] >= 5;

    if (count >= number->count)
        return;
    number->count = count < 0 ? 0 : count;
    while (up && number->count && number->digit[number->count - 1] == 9)
        number->count--;
    if (up && number->count)
        number->digit[number->count - 1]++;
    else if (up) {
        number->digit[number->count++] = 1;
        number->point++;
    }
    trim(number);
}

void digits_round(digits *number, int places) {
    keep(number, number->point + places);
}

static bool read_exponent(const char *text, size_t length, int *exponent) {
    size_t at = length && (text[0] == '-' || text[0] == '+');
    int value = 0;

    if (at == length)
        return false;
    for (; at < length; at++) {
        if (text[at] < '0' || text[at] > '9' || value > DIGITS_POINT_MOST)
            return false;
        value = value * 10 + text[at] - '0';
    }
    *exponent = text[0] == '-' ? -value : value;
    return true;
}

bool digits_read(const char *text, size_t length, digits *read) {
    bool behind_point = false, any = false;
    int exponent = 0;
    size_t at = 0;

    *read = (digits){.negative = length && text[0] == '-'};
    for (at = read->negative; at < length && text[at] != 'E' && text[at] != 'e'; at++) {
        if (text[at] == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (text[at] < '0' || text[at] > '9')
            return false;
        any = true;
        if (read->count || text[at] != '0') {
            if (read->count < DIGITS_MOST - 1)
                read->digit[read->count++] = (char)(text[at] - '0');
            read->point += !behind_point;
        } else
            read->point -= behind_point;
    }
    if (!any || (at < length && !read_exponent(text + at + 1, length - at - 1, &exponent)))
        return false;
    read->point += exponent;
    if (read->point > DIGITS_POINT_MOST || read->point < -DIGITS_POINT_MOST)
        return false;
    keep(read, SHOWN);
    trim(read);
    return true;
}

static char digit_at(const digits *number, int place) {
    return place >= 0 && place < number->count ? number->digit[place] : 0;
}

long long digits_whole(const digits *number) {
    long long whole = 0;

    if (number->point > WHOLE_MOST)
        return -1;
    for (int i = 0; i < number->point; i++)
        whole = whole * 10 + digit_at(number, i);
    return whole;
}

long long digits_seconds(const digits *number) {
    double part = 0;

    for (int i = number->count - 1; i >= 0 && i >= number->point; i--)
        part = (part + number->digit[i]) / 10;
    for (int i = number->point; i < 0; i++)
        part /= 10;
    return (long long)(part * SECONDS_A_DAY + 0.5);
}

void digits_write(const digits *number, int whole, int least, char group, char point, byte_buffer *to) {
    int before = number->point > whole ? number->point : whole;
    int behind = number->count - number->point > least ? number->count - number->point : least;

    for (int i = before; i > 0; i--) {
        char digit = (char)('0' + digit_at(number, number->point - i));

        bytes_add(to, &digit, 1);
        if (group && i > 1 && i % 3 == 1)
            bytes_add(to, &group, 1);
    }
    if (behind > 0)
        bytes_add(to, &point, 1);
    for (int i = 0; i < behind; i++) {
        char digit = (char)('0' + digit_at(number, number->point + i));

        bytes_add(to, &digit, 1);
    }
}
