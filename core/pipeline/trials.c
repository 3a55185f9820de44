/* SPDX-License-Identifier: MIT */
/* Why a rule found nothing at a place: how far its pattern came. */
#include "match/trial.h"

#include "pipeline/extraction.h"
#include "pipeline/references.h"

#include <string.h>

enum { TOLD = 8, REST = 60 }; /* trials that are told, and bytes of what follows each */

/* One that may be told. Places of the text that was matched, and of the original. */
typedef struct candidate {
    lode_trial trial;
    size_t start, end; /* in the decoded text */
} candidate;

typedef struct search {
    lode_extraction *extraction;
    const lode_trial_request *request;
    const char *bytes; /* what the rule's pattern sees */
    size_t length;
    lode_marked_text marked;         /* what that is, where the rule refers to entities */
    size_t line_start, line_end, at; /* in the decoded text: what is asked for */
    candidate best[TOLD];            /* those that came furthest, by start */
    size_t count;
} search;

/* The place in the decoded text that stands behind one of the text that was matched. */
static size_t find_original(const search *found, size_t at) {
    size_t place = found->request->rule->reference_count ? lode_marked_position(&found->marked, at) : at, start, end;

    lode_text_decoded_span(&found->extraction->document.text, place, place, &start, &end);
    return start;
}

/* Whether a trial, which starts in the line that is asked for, came anywhere. */
static bool is_asked_for(const search *found, const candidate *tried) {
    return tried->end > tried->start || (found->at == SIZE_MAX && tried->trial.matched);
}

/* Which of two is told rather: one that comes to the place asked for, then the one that comes further. */
static bool is_better(const search *found, const candidate *one, const candidate *other) {
    bool reaches = found->at != SIZE_MAX && one->start <= found->at && one->end >= found->at,
         other_reaches = found->at != SIZE_MAX && other->start <= found->at && other->end >= found->at;

    if (reaches != other_reaches)
        return reaches;
    return one->end - one->start > other->end - other->start;
}

/* Keeps the better ones; of several that come to one place the one that starts first, which was tried first. */
static bool keep(search *found, const candidate *tried) {
    size_t worst = 0;
    candidate kept = *tried;

    if (found->count && found->best[found->count - 1].end == tried->end)
        return true;
    kept.trial.wanted = lode_arena_copy(found->extraction->document.arena, tried->trial.wanted, tried->trial.wanted_length);
    if (!kept.trial.wanted)
        return false;
    if (found->count < TOLD) {
        found->best[found->count++] = kept;
        return true;
    }
    for (size_t i = 1; i < TOLD; i++)
        if (is_better(found, &found->best[worst], &found->best[i]))
            worst = i;
    if (!is_better(found, &kept, &found->best[worst]))
        return true;
    memmove(&found->best[worst], &found->best[worst + 1], (TOLD - worst - 1) * sizeof kept);
    found->best[TOLD - 1] = kept;
    return true;
}

static lode_status try_all(search *found, lode_trials *trials) {
    for (size_t at = 0; at < found->length; at++) {
        candidate tried;
        lode_status status;

        if (((unsigned char)found->bytes[at] & 0xC0) == 0x80)
            continue;
        tried.start = find_original(found, at);
        if (found->at != SIZE_MAX && (tried.start < found->line_start || tried.start > found->line_end))
            continue;
        status = lode_trials_run(trials, found->bytes, found->length, at, &tried.trial);
        if (status == LODE_ERROR_MEMORY)
            return status;
        tried.end = find_original(found, tried.trial.reached);
        if (status == LODE_OK && is_asked_for(found, &tried) && !keep(found, &tried))
            return LODE_ERROR_MEMORY;
    }
    return LODE_OK;
}

static lode_status try_with(search *found, const lode_matcher_options *options) {
    lode_trials *trials;
    lode_error reason;
    lode_status status = lode_trials_open(found->request->rule, options, &trials, &reason);

    if (status == LODE_OK)
        status = try_all(found, trials);
    else if (status != LODE_ERROR_MEMORY)
        status = lode_extraction_problem(found->extraction, found->request->rule, NULL, status, reason.message);
    lode_trials_close(trials);
    return status;
}

/* From the engine's unit to the place in the decoded text, and the line around it. */
static void find_place(search *found) {
    const lode_text *text = &found->extraction->document.text;
    lode_text_counter counter;

    found->at = found->request->at;
    if (found->at == SIZE_MAX)
        return;
    lode_text_counter_start(&counter, text, found->extraction->engine->offsets);
    for (found->at = 0; found->at < text->decoded_length; found->at++)
        if (((unsigned char)text->decoded[found->at] & 0xC0) != 0x80 &&
            lode_text_count(&counter, found->at) >= found->request->at)
            break;
    for (found->line_start = found->at; found->line_start > 0 && text->decoded[found->line_start - 1] != '\n';)
        found->line_start--;
    for (found->line_end = found->at; found->line_end < text->decoded_length && text->decoded[found->line_end] != '\n';)
        found->line_end++;
}

static void tell(const search *found) {
    const lode_text *text = &found->extraction->document.text;
    lode_text_counter counter;

    lode_text_counter_start(&counter, text, found->extraction->engine->offsets);
    for (size_t i = 0; i < found->count; i++) {
        const candidate *tried = &found->best[i];
        const char *rest = text->decoded + tried->end;
        size_t length = 0;

        while (tried->end + length < text->decoded_length && rest[length] != '\n' &&
               (length < REST || ((unsigned char)rest[length] & 0xC0) == 0x80))
            length++;
        found->request->observer(found->request->context,
                                 &(lode_trial_outcome){.start = lode_text_count(&counter, tried->start),
                                                       .reached = lode_text_count(&counter, tried->end),
                                                       .text = text->decoded + tried->start,
                                                       .length = tried->end - tried->start,
                                                       .rest = rest,
                                                       .rest_length = length,
                                                       .matched = tried->trial.matched,
                                                       .wanted = tried->trial.wanted,
                                                       .wanted_length = tried->trial.wanted_length});
    }
}

lode_status lode_extraction_try(lode_extraction *extraction, unsigned stage) {
    const lode_trial_request *request = extraction->engine->trials;
    search found = {.extraction = extraction,
                    .request = request,
                    .bytes = extraction->document.text.bytes,
                    .length = extraction->document.text.length};
    lode_buffer copy = {0};
    lode_status status = LODE_OK;

    if (!request || request->rule->stage != stage || !request->rule->pattern)
        return LODE_OK;
    if (request->rule->reference_count) {
        status =
            lode_mark_entities(&extraction->document, request->rule->references, request->rule->reference_count, &found.marked);
        if (status == LODE_OK && !lode_marked_copy(&extraction->document, &found.marked, 0, found.marked.length, &copy))
            status = LODE_ERROR_MEMORY;
        found.bytes = copy.length ? copy.bytes : "";
        found.length = copy.length;
    }
    find_place(&found);
    if (status == LODE_OK)
        status = try_with(&found, &extraction->engine->matching);
    lode_buffer_free(&copy);
    if (status == LODE_OK)
        tell(&found);
    return status;
}
