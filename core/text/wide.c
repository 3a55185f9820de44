/* SPDX-License-Identifier: MIT */
#include "text/wide.h"

static uint32_t read_unit(const unsigned char *bytes, size_t size, bool big_endian) {
    uint32_t unit = 0;

    for (size_t i = 0; i < size; i++)
        unit = unit << 8 | bytes[big_endian ? i : size - 1 - i];
    return unit;
}

static bool is_surrogate(uint32_t unit) {
    return unit >= 0xD800 && unit <= 0xDFFF;
}

int32_t lode_wide_decode(const unsigned char *bytes, size_t length, size_t at, lode_encoding_form form, size_t *size) {
    bool big_endian = form == LODE_FORM_UTF16BE || form == LODE_FORM_UTF32BE;
    size_t unit_size = form == LODE_FORM_UTF16LE || form == LODE_FORM_UTF16BE ? 2 : 4;
    uint32_t unit, low;

    if (length - at < unit_size)
        return LODE_WIDE_CUT;
    unit = read_unit(bytes + at, unit_size, big_endian);
    *size = unit_size;
    if (!is_surrogate(unit))
        return unit <= 0x10FFFF ? (int32_t)unit : LODE_WIDE_INVALID;
    if (unit_size == 4 || unit >= 0xDC00)
        return LODE_WIDE_INVALID;
    if (length - at < 2 * unit_size)
        return LODE_WIDE_CUT;
    low = read_unit(bytes + at + unit_size, unit_size, big_endian);
    if (!is_surrogate(low) || low < 0xDC00)
        return LODE_WIDE_INVALID;
    *size = 2 * unit_size;
    return (int32_t)(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
}
