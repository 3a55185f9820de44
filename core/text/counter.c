/* SPDX-License-Identifier: MIT */
#include "text/map.h"
#include "text/text.h"

void lode_text_counter_start(lode_text_counter *counter, const lode_text *text, lode_offsets unit) {
    *counter = (lode_text_counter){.text = text, .unit = unit};
}

/* Code points, or UTF-16 units, of which the first byte stands in a piece of UTF-8: a character of four bytes has two units. */
static size_t count_units(const char *bytes, size_t length, lode_offsets unit) {
    size_t count = 0;

    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        count += (byte & 0xC0) != 0x80;
        count += unit == LODE_OFFSETS_UTF16 && byte >= 0xF0;
    }
    return count;
}

size_t lode_text_count(lode_text_counter *counter, size_t decoded_position) {
    const lode_text *text = counter->text;

    if (counter->unit == LODE_OFFSETS_BYTE) {
        size_t start, end;

        lode_text_map_span(text->source_map, decoded_position, decoded_position, &start, &end);
        return start + text->source_shift;
    }
    if (decoded_position >= counter->at)
        counter->count += count_units(text->decoded + counter->at, decoded_position - counter->at, counter->unit);
    else if (decoded_position > counter->at / 2)
        counter->count -= count_units(text->decoded + decoded_position, counter->at - decoded_position, counter->unit);
    else
        counter->count = count_units(text->decoded, decoded_position, counter->unit);
    counter->at = decoded_position;
    return counter->count;
}
