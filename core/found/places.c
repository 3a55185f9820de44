/* SPDX-License-Identifier: MIT */
#include "found/places.h"

#include "text/utf8.h"

#include <string.h>

/* How far a byte takes the count of a unit on: to the next byte, or to the next character's first. */
static size_t units(lode_offsets unit, const char *at) {
    unsigned char byte = (unsigned char)*at;

    if (unit == LODE_OFFSETS_BYTE)
        return 1;
    if ((byte & 0xC0) == 0x80)
        return 0;
    return unit == LODE_OFFSETS_UTF16 && byte >= 0xF0 ? 2 : 1;
}

/* Moves to the byte at which a count is reached; the text's end where it is not. */
static size_t move_to(const lode_result *result, lode_offsets unit, size_t wanted, size_t *count, size_t at) {
    while (at < result->text_length && (*count < wanted || (unit != LODE_OFFSETS_BYTE && !units(unit, result->text + at)))) {
        *count += units(unit, result->text + at);
        at++;
    }
    return at;
}

static bool stands_at(const lode_result *result, const lode_entity *entity, size_t at) {
    return at <= result->text_length && entity->length <= result->text_length - at &&
           memcmp(result->text + at, entity->text, entity->length) == 0;
}

static bool place_by(const lode_result *result, lode_offsets unit, size_t *places) {
    size_t at = 0, count = 0, last = 0;

    for (size_t i = 0; i < result->entity_count; i++) {
        if (result->entities[i].start < last)
            at = count = 0;
        last = result->entities[i].start;
        if (unit == LODE_OFFSETS_BYTE)
            at = last;
        else
            at = move_to(result, unit, last, &count, at);
        if (!stands_at(result, &result->entities[i], at))
            return false;
        places[i] = at;
    }
    return true;
}

/* One behind the other: entities come by their start. */
static bool place_by_search(const lode_result *result, size_t *places) {
    size_t from = 0;

    for (size_t i = 0; i < result->entity_count; i++) {
        while (from < result->text_length && !stands_at(result, &result->entities[i], from))
            from++;
        if (!stands_at(result, &result->entities[i], from))
            return false;
        places[i] = from;
    }
    return true;
}

/* Gives sentences their texts; false where one is not in the text. */
static bool place_sentences(const lode_result *result, lode_offsets unit, lode_text_sentence *sentences,
                            size_t sentence_count) {
    size_t at = 0, count = 0, last = 0, start = 0;

    for (size_t i = 0; i < 2 * sentence_count; i++) {
        lode_text_sentence *sentence = &sentences[i / 2];
        size_t wanted = i % 2 ? sentence->end : sentence->start;

        if (wanted < last)
            return false;
        last = wanted;
        at = unit == LODE_OFFSETS_BYTE ? wanted : move_to(result, unit, wanted, &count, at);
        if (at > result->text_length)
            return false;
        sentence->text = result->text + start;
        sentence->length = at - start;
        start = at;
    }
    return true;
}

static bool is_blank(char byte) {
    return byte && strchr(" \t\r\n\f\v", byte);
}

/* Whether the last sentence ends where the text does, but for blanks. Where entities stand before the first character of
 * several bytes they fit in every unit, and this tells which it is. */
static bool ends_with_text(const lode_result *result, const lode_text_sentence *sentences, size_t sentence_count) {
    const lode_text_sentence *last = sentence_count ? &sentences[sentence_count - 1] : NULL;
    size_t end = result->text_length;

    while (end > 0 && is_blank(result->text[end - 1]))
        end--;
    return !last || last->text + last->length == result->text + end;
}

lode_status lode_found_places(lode_result *result, lode_text_sentence *sentences, size_t sentence_count, lode_arena *arena,
                              lode_error *error) {
    size_t *places;
    bool placed = false;

    if (!result->text)
        return LODE_OK;
    places = lode_arena_array(arena, result->entity_count + 1, sizeof *places);
    if (!places)
        return lode_error_no_memory(error);
    for (size_t i = 0; i < sentence_count; i++)
        sentences[i].text = "";
    for (int strictly = 1; !placed && strictly >= 0; strictly--)
        for (int unit = LODE_OFFSETS_BYTE; !placed && unit <= LODE_OFFSETS_UTF16; unit++)
            placed = place_by(result, (lode_offsets)unit, places) &&
                     place_sentences(result, (lode_offsets)unit, sentences, sentence_count) &&
                     (!strictly || ends_with_text(result, sentences, sentence_count));
    result->sentences = sentences;
    result->sentence_count = sentence_count;
    if (placed || place_by_search(result, places))
        result->text_offsets = places;
    return LODE_OK;
}

/* Whether what entities span is as long as their texts. */
static bool have_lengths(const lode_result *result, lode_offsets unit) {
    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];
        size_t length = 0;

        for (size_t j = 0; j < entity->length; j++)
            length += units(unit, entity->text + j);
        if (entity->end - entity->start != length)
            return false;
    }
    return true;
}

bool lode_found_unit(const lode_result *result, const char *text, size_t length, lode_arena *arena, lode_offsets *unit) {
    lode_result with_text = *result;
    size_t *places = lode_arena_array(arena, result->entity_count + 1, sizeof *places);

    with_text.text = text;
    with_text.text_length = length;
    for (int i = LODE_OFFSETS_BYTE; places && i <= LODE_OFFSETS_UTF16; i++)
        if (have_lengths(result, (lode_offsets)i) && place_by(&with_text, (lode_offsets)i, places)) {
            *unit = (lode_offsets)i;
            return true;
        }
    return false;
}
