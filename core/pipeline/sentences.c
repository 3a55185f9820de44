/* SPDX-License-Identifier: MIT */
/* The sentences of the document at work. */
#include "pipeline/extraction.h"

#include <string.h>

/* The places of all entities, which no sentence ends in; overlapping ones as one. */
static lode_sentence *list_whole(const lode_document *document, size_t *count) {
    lode_sentence *whole = lode_arena_array(document->arena, document->entities.count, sizeof *whole);

    *count = 0;
    for (size_t i = 0; whole && i < document->entities.count; i++) {
        const lode_draft *entity = document->entities.items[i];

        if (*count == 0 || entity->start >= whole[*count - 1].end)
            whole[(*count)++] = (lode_sentence){entity->start, entity->end};
        else if (entity->end > whole[*count - 1].end)
            whole[*count - 1].end = entity->end;
    }
    return whole;
}

/* What ends sentences in the rules' language. */
static const lode_sentence_marks *sentence_marks(const lode_rule_set *set) {
    if (set->facts.sentences)
        return set->facts.sentences;
    for (size_t i = 0; i < set->pack_count; i++)
        if (set->packs[i]->language && set->packs[i]->sentences)
            return set->packs[i]->sentences;
    return &lode_sentence_marks_default;
}

static lode_sentence trim(const char *text, lode_sentence sentence) {
    while (sentence.start < sentence.end && strchr(" \t\n", text[sentence.start]))
        sentence.start++;
    while (sentence.end > sentence.start && strchr(" \t\n", text[sentence.end - 1]))
        sentence.end--;
    return sentence;
}

/* No sentence goes on beyond a cell of a table. */
static lode_status split_at_cells(lode_extraction *extraction) {
    const lode_document *document = &extraction->document;
    size_t count = extraction->sentence_count + document->mark_count, mark = 0;
    lode_sentence *split = lode_arena_array(document->arena, count, sizeof *split);

    if (!split)
        return LODE_ERROR_MEMORY;
    count = 0;
    for (size_t i = 0; i < extraction->sentence_count; i++) {
        lode_sentence rest = extraction->sentences[i];

        for (; mark < document->mark_count && document->marks[mark].offset < rest.end; mark++) {
            size_t border = document->marks[mark].offset;

            if (document->marks[mark].kind < LODE_MARK_TABLE || border <= rest.start)
                continue;
            split[count] = trim(document->text.bytes, (lode_sentence){rest.start, border});
            count += split[count].start < split[count].end;
            rest.start = border;
        }
        split[count] = trim(document->text.bytes, rest);
        count += split[count].start < split[count].end;
    }
    extraction->sentences = split;
    extraction->sentence_count = count;
    return LODE_OK;
}

lode_status lode_extraction_sentences(lode_extraction *extraction, const lode_sentence **sentences, size_t *count) {
    lode_document *document = &extraction->document;
    lode_status status = LODE_OK;
    size_t whole_count;

    if (!extraction->sentences) {
        const lode_sentence *whole = list_whole(document, &whole_count);

        status =
            whole ? lode_sentences_find(sentence_marks(extraction->rules), document->text.bytes, document->text.length, whole,
                                        whole_count, document->arena, &extraction->sentences, &extraction->sentence_count)
                  : LODE_ERROR_MEMORY;
        if (status == LODE_OK && document->has_cells)
            status = split_at_cells(extraction);
    }
    *sentences = extraction->sentences;
    *count = extraction->sentence_count;
    return status;
}
