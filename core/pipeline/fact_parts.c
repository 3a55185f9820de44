/* SPDX-License-Identifier: MIT */
/* The parts of a fact: what patterns capture, and the nearest place that fits beside what was found. */
#include "pipeline/facts.h"

enum {
    TRIES_MAX = 16,     /* places that are tried on each side */
    LIST_TRIES_MAX = 3, /* for the next item of a list */
    UNFIT_NOTES_MAX = 4 /* that are told of */
};

static bool push_item(lode_fact_search *search, lode_part_item item) {
    lode_fact_draft *draft = search->draft;
    lode_part_item *items = lode_arena_room(search->extraction->document.arena, draft->items, draft->item_count,
                                            &search->item_room, 4, sizeof *items);

    if (!items)
        return false;
    draft->items = items;
    draft->items[draft->item_count++] = item;
    return true;
}

static size_t to_document(const lode_fact_search *search, size_t at) {
    return lode_marked_position(search->marked, search->start + at);
}

/* Notes what became of a place (NULL: of none), `between` being what stands before it. */
static lode_status note(lode_fact_search *search, const lode_part_rule *part, size_t from, lode_part_verdict verdict,
                        const lode_candidate *candidate, lode_sentence between) {
    lode_fact_draft *draft = search->draft;
    const lode_fact_rule *fact = draft->rule->fact;
    lode_part_note *notes;

    if (!search->extraction->document.observed)
        return LODE_OK;
    notes = lode_arena_room(search->extraction->document.arena, draft->notes, draft->note_count, &search->note_room, 8,
                            sizeof *notes);
    if (!notes)
        return LODE_ERROR_MEMORY;
    draft->notes = notes;
    notes[draft->note_count] = (lode_part_note){.part = fact->names[part->name],
                                                .from = from == SIZE_MAX ? NULL : fact->names[from],
                                                .side = part->side,
                                                .verdict = verdict};
    if (candidate) {
        notes[draft->note_count].start = to_document(search, candidate->start);
        notes[draft->note_count].end = to_document(search, candidate->end);
        notes[draft->note_count].between_start = to_document(search, between.start);
        notes[draft->note_count].between_end = to_document(search, between.end);
    }
    draft->note_count++;
    return LODE_OK;
}

/* Adds what the table that a capture is from says of it in further columns. */
static bool push_cells(lode_fact_search *search, const lode_capture *capture, const size_t *fields, lode_part_item item) {
    const char *text = search->text + (item.start - search->start);

    for (size_t i = 0; i < capture->column_count; i++) {
        const lode_value *cell = lode_capture_cell(capture, text, item.end - item.start, i);

        item.name = fields ? fields[capture->columns[i]] : capture->columns[i];
        if (cell)
            item.value = *cell;
        if (cell && !push_item(search, item))
            return false;
    }
    return true;
}

lode_status lode_fact_take_captures(lode_fact_search *search, const lode_rule *pattern, const size_t *fields,
                                    const lode_candidate *candidate) {
    size_t first = search->draft->item_count;

    for (size_t i = 0; i < pattern->capture_count && i + 1 < candidate->group_count; i++) {
        const lode_capture *capture = &pattern->captures[i];
        const size_t *group = &candidate->groups[2 * (i + 1)];
        lode_part_item item = {.placed = true};
        const char *reason;
        bool filled = false;

        if (capture->field < 0 || group[0] == SIZE_MAX || group[0] == group[1])
            continue;
        item.name = fields ? fields[capture->field] : (size_t)capture->field;
        for (size_t j = first; j < search->draft->item_count; j++)
            filled = filled || search->draft->items[j].name == item.name;
        if (filled)
            continue;
        item.start = search->start + group[0];
        item.end = search->start + group[1];
        if (capture->kind == LODE_FIELD_NUMBER || capture->kind == LODE_FIELD_TABLE) {
            lode_status status =
                lode_capture_read(pattern, capture, search->text + group[0], group[1] - group[0], &item.value, &reason);

            if (status != LODE_OK)
                return status == LODE_ERROR_MEMORY ? status : LODE_DECLINED;
            if (capture->kind == LODE_FIELD_NUMBER)
                item.value.text = search->extraction->document.text.bytes + to_document(search, group[0]);
        }
        if (!push_item(search, item) || !push_cells(search, capture, fields, item))
            return LODE_ERROR_MEMORY;
    }
    for (size_t i = 0; i < pattern->field_count; i++) {
        lode_part_item item = {.name = fields ? fields[i] : i, .value = pattern->fields[i].constant};
        bool filled = item.value.kind == LODE_VALUE_NONE;

        for (size_t j = first; j < search->draft->item_count; j++)
            filled = filled || search->draft->items[j].name == item.name;
        if (!filled && !push_item(search, item))
            return LODE_ERROR_MEMORY;
    }
    return LODE_OK;
}

/* What a part is looked for beside, in bytes of the sentence. */
static bool find_from(const lode_fact_search *search, const lode_part_rule *part, const lode_candidate *match, size_t *from,
                      lode_sentence *span) {
    const lode_fact_draft *draft = search->draft;

    *from = SIZE_MAX;
    if (part->from_count == 0) {
        *span = (lode_sentence){match->groups[0], match->groups[1]};
        return true;
    }
    for (size_t i = 0; i < part->from_count; i++) {
        bool found = false;

        for (size_t j = 0; j < draft->item_count; j++) {
            const lode_part_item *item = &draft->items[j];

            if (item->name != part->from[i] || !item->placed)
                continue;
            if (!found || item->start - search->start < span->start)
                span->start = item->start - search->start;
            if (!found || item->end - search->start > span->end)
                span->end = item->end - search->start;
            found = true;
        }
        *from = part->from[i];
        if (found)
            return true;
    }
    return false;
}

/* The first candidate whose match starts at or behind a place. */
static size_t first_behind(const lode_part_finder *finder, size_t at) {
    size_t low = 0, high = finder->candidate_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (finder->candidates[middle].groups[0] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether some of it is a part already. */
static bool is_in_use(const lode_fact_search *search, const lode_candidate *candidate) {
    size_t start = search->start + candidate->start, end = search->start + candidate->end;

    for (size_t i = 0; i < search->draft->item_count; i++)
        if (search->draft->items[i].placed && search->draft->items[i].start < end && start < search->draft->items[i].end)
            return true;
    return false;
}

/* Whether the text of a place is what the part asks for. */
static bool has_text(lode_fact_search *search, lode_part_finder *finder, const lode_candidate *candidate) {
    lode_fact_search inside = *search;
    lode_candidate ignored;
    size_t start = to_document(search, candidate->start);

    if (!finder->has.rule)
        return true;
    inside.text = search->extraction->document.text.bytes + start;
    return lode_fact_matches(&inside, &finder->has, to_document(search, candidate->end) - start, 0, &ignored);
}

static lode_status take(lode_fact_search *search, lode_part_finder *finder, const lode_candidate *candidate) {
    lode_part_item item = {.name = finder->part->name,
                           .start = search->start + candidate->start,
                           .end = search->start + candidate->end,
                           .placed = true};
    lode_status status = lode_fact_take_captures(search, finder->part->is, finder->part->fields, candidate);

    /* What the pattern captures under the part's own name is the part. */
    for (size_t i = 0; i < finder->part->field_count; i++)
        if (finder->part->fields[i] == item.name)
            return status;
    if (status == LODE_OK && !push_item(search, item))
        status = LODE_ERROR_MEMORY;
    return status;
}

/* The next item of a list that goes on from a candidate in one direction, with what stands between; false: there is none. A few
 * places that do not fit, such as a name in parentheses, are passed over. */
static bool next_item(lode_fact_search *search, lode_part_finder *finder, size_t *taken, bool forward, lode_sentence *between) {
    const lode_candidate *last = &finder->candidates[*taken];
    lode_candidate ignored;
    size_t place = *taken;

    for (size_t tries = 0; tries < LIST_TRIES_MAX; tries++) {
        const lode_candidate *next;

        if (forward ? place + 1 == finder->candidate_count : place == 0)
            return false;
        place = forward ? place + 1 : place - 1;
        next = &finder->candidates[place];
        *between = forward ? (lode_sentence){last->end, next->groups[0]} : (lode_sentence){next->groups[1], last->start};
        if (between->end >= between->start && !is_in_use(search, next) && has_text(search, finder, next) &&
            lode_fact_matches(search, &finder->list, between->end, between->start, &ignored)) {
            *taken = place;
            return true;
        }
    }
    return false;
}

/* Takes what goes on with the list, from the candidate that was taken in one direction. */
static lode_status take_list(lode_fact_search *search, lode_part_finder *finder, size_t from, size_t taken, bool forward) {
    lode_status status = LODE_OK;
    lode_sentence between;

    while (status == LODE_OK && finder->list.rule && next_item(search, finder, &taken, forward, &between)) {
        status = note(search, finder->part, from, LODE_PART_LISTED, &finder->candidates[taken], between);
        if (status == LODE_OK)
            status = take(search, finder, &finder->candidates[taken]);
    }
    return status;
}

/* The sides on which places are tried, the nearer first. */
struct sides {
    size_t behind, before; /* the next place behind, and one past the next before */
    size_t behind_tries, before_tries;
};

/* The next nearest place; false: there is none. */
static bool next_place(const lode_part_finder *finder, lode_sentence from, struct sides *sides, size_t *place, bool *forward,
                       lode_sentence *between) {
    lode_fact_side side = finder->part->side;
    bool can_behind = side != LODE_SIDE_BEFORE && sides->behind < finder->candidate_count && sides->behind_tries < TRIES_MAX;
    bool can_before = side != LODE_SIDE_BEHIND && sides->before > 0 && sides->before_tries < TRIES_MAX;
    const lode_candidate *behind = can_behind ? &finder->candidates[sides->behind] : NULL;
    const lode_candidate *before = can_before ? &finder->candidates[sides->before - 1] : NULL;

    if (!behind && !before)
        return false;
    *forward = behind && (!before || behind->groups[0] - from.end <= from.start - before->groups[1]);
    if (*forward) {
        *place = sides->behind++;
        sides->behind_tries++;
        *between = (lode_sentence){from.end, behind->groups[0]};
    } else {
        *place = --sides->before;
        sides->before_tries++;
        *between = (lode_sentence){before->groups[1], from.start};
    }
    return true;
}

/* Looks for a part outside what it stands beside. */
static lode_status find_beside(lode_fact_search *search, lode_part_finder *finder, size_t from, lode_sentence span) {
    struct sides sides = {.behind = first_behind(finder, span.end)};
    lode_candidate ignored;
    size_t place, unfit = 0;
    lode_sentence between;
    bool forward;

    sides.before = first_behind(finder, span.start);
    while (sides.before > 0 && finder->candidates[sides.before - 1].groups[1] > span.start)
        sides.before--;
    while (next_place(finder, span, &sides, &place, &forward, &between)) {
        const lode_candidate *candidate = &finder->candidates[place];
        bool used = is_in_use(search, candidate), like = used || has_text(search, finder, candidate);
        bool fits = !used && like &&
                    (!finder->over.rule || lode_fact_matches(search, &finder->over, between.end, between.start, &ignored));
        lode_part_verdict verdict = used    ? LODE_PART_IN_USE
                                    : !like ? LODE_PART_UNLIKE
                                    : fits  ? LODE_PART_TAKEN
                                            : LODE_PART_UNFIT;
        lode_status status =
            fits || unfit++ < UNFIT_NOTES_MAX ? note(search, finder->part, from, verdict, candidate, between) : LODE_OK;

        if (status == LODE_OK && fits)
            status = take(search, finder, candidate);
        if (status == LODE_OK && fits)
            status = take_list(search, finder, from, place, forward);
        if (status != LODE_OK || fits)
            return status;
    }
    return unfit ? LODE_OK : note(search, finder->part, from, LODE_PART_NONE, NULL, (lode_sentence){0});
}

/* Looks for a part inside another one: the first, or all where it is a list. */
static lode_status find_inside(lode_fact_search *search, lode_part_finder *finder, size_t from, lode_sentence span) {
    lode_status status = LODE_OK;
    bool found = false;

    for (size_t i = first_behind(finder, span.start); status == LODE_OK && i < finder->candidate_count; i++) {
        const lode_candidate *candidate = &finder->candidates[i];

        if (candidate->groups[1] > span.end || (found && !finder->list.rule))
            break;
        if (!has_text(search, finder, candidate))
            continue;
        status = note(search, finder->part, from, found ? LODE_PART_LISTED : LODE_PART_TAKEN, candidate,
                      (lode_sentence){candidate->start, candidate->start});
        if (status == LODE_OK)
            status = take(search, finder, candidate);
        found = true;
    }
    return found || status != LODE_OK ? status : note(search, finder->part, from, LODE_PART_NONE, NULL, (lode_sentence){0});
}

static bool is_filled(const lode_fact_draft *draft, size_t name) {
    for (size_t i = 0; i < draft->item_count; i++)
        if (draft->items[i].name == name)
            return true;
    return false;
}

lode_status lode_fact_find_parts(lode_fact_search *search, const lode_candidate *match) {
    lode_status status = LODE_OK;

    for (size_t i = 0; status == LODE_OK && i < search->finder->rule->fact->part_count; i++) {
        lode_part_finder *finder = &search->finder->parts[i];
        lode_sentence span = {0};
        size_t from;

        if (is_filled(search->draft, finder->part->name) && !finder->part->many)
            continue;
        if (!find_from(search, finder->part, match, &from, &span)) {
            status = note(search, finder->part, from, LODE_PART_NO_FROM, NULL, span);
            continue;
        }
        status = lode_fact_find_candidates(search, finder);
        if (status == LODE_OK)
            status = (finder->part->side == LODE_SIDE_INSIDE ? find_inside : find_beside)(search, finder, from, span);
    }
    return status;
}
