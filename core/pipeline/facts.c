/* SPDX-License-Identifier: MIT */
/* Facts of a document: sentence by sentence, rule by rule. */
#include "pipeline/facts.h"

#include <stdlib.h>
#include <string.h>

enum { PASSING_KEPT = 1 << 20 }; /* bytes for one sentence, which the next may have */

bool lode_fact_matches(lode_fact_search *search, const lode_sought *pattern, size_t length, size_t at, lode_candidate *match) {
    return lode_extraction_search(search->extraction, search->finder->rule, search->set->searcher, pattern, search->text,
                                  length, at, &match->groups, &match->group_count);
}

static bool push(lode_fact_list *list, lode_arena *arena, lode_fact_draft *draft) {
    lode_fact_draft **items = lode_arena_room(arena, list->items, list->count, &list->capacity, 16, sizeof *items);

    if (!items)
        return false;
    list->items = items;
    draft->sequence = list->count;
    list->items[list->count++] = draft;
    return true;
}

static size_t count_items(const lode_fact_draft *draft, size_t name) {
    size_t count = 0;

    for (size_t i = 0; i < draft->item_count; i++)
        count += draft->items[i].name == name;
    return count;
}

/* Whether a need is met; one that stands in the rule for the second time needs two items. */
static bool is_met(const lode_fact_draft *draft, const lode_part_need *need) {
    const lode_part_need *first = draft->rule->fact->needs;

    for (size_t i = 0; i < need->count; i++) {
        size_t wanted = 1;

        for (const lode_part_need *other = first; other < need; other++)
            wanted += other->count == 1 && other->names[0] == need->names[i];
        if (count_items(draft, need->names[i]) >= wanted)
            return true;
    }
    return false;
}

/* What the rule needs and the draft has not; NULL: it has all. */
static const char *find_lack(const lode_fact_draft *draft) {
    const lode_fact_rule *fact = draft->rule->fact;

    for (size_t i = 0; i < fact->need_count; i++)
        if (!is_met(draft, &fact->needs[i]))
            return fact->names[fact->needs[i].names[0]];
    return NULL;
}

static const char *say_lack(lode_arena *arena, const char *part) {
    static const char needed[] = "it needs '";
    size_t length = strlen(part);
    char *text = lode_arena_allocate(arena, sizeof needed + length + 1);

    if (text) {
        memcpy(text, needed, sizeof needed - 1);
        memcpy(text + sizeof needed - 1, part, length);
        memcpy(text + sizeof needed - 1 + length, "'", 2);
    }
    return text;
}

/* Sorts items by name, and those of one name by place: there are few. */
static void sort_items(lode_fact_draft *draft) {
    for (size_t i = 1; i < draft->item_count; i++) {
        lode_part_item item = draft->items[i];
        size_t j = i;

        for (; j > 0 && (draft->items[j - 1].name > item.name ||
                         (draft->items[j - 1].name == item.name && draft->items[j - 1].start > item.start));
             j--)
            draft->items[j] = draft->items[j - 1];
        draft->items[j] = item;
    }
}

/* The bounds of all parts in the document's text. */
static void set_bounds(lode_fact_draft *draft) {
    draft->start = SIZE_MAX;
    draft->end = 0;
    for (size_t i = 0; i < draft->item_count; i++) {
        const lode_part_item *item = &draft->items[i];
        size_t start, end;

        if (!item->placed || draft->rule->fact->names[item->name][0] == '_')
            continue;
        start = lode_marked_position(draft->marked, item->start);
        end = lode_marked_position(draft->marked, item->end);
        if (start < draft->start)
            draft->start = start;
        if (end > draft->end)
            draft->end = end;
    }
    if (draft->start == SIZE_MAX) {
        draft->start = draft->match_start;
        draft->end = draft->match_end;
    }
}

/* Keeps the draft, once for each item of the part that asks for it. */
static lode_status keep(lode_fact_search *search) {
    lode_arena *arena = search->extraction->document.arena;
    lode_fact_list *facts = search->extraction->facts;
    lode_fact_draft *draft = search->draft;
    size_t name = SIZE_MAX, count = 0, first = 0;

    sort_items(draft);
    for (size_t i = 0; i < draft->rule->fact->part_count; i++)
        if (draft->rule->fact->parts[i].each)
            name = draft->rule->fact->parts[i].name;
    for (size_t i = draft->item_count; i-- > 0;)
        if (draft->items[i].name == name) {
            count++;
            first = i;
        }
    for (size_t i = 0; i < (count ? count : 1); i++) {
        lode_fact_draft *kept = draft;

        if (count > 1) {
            kept = lode_arena_array(arena, 1, sizeof *kept);
            if (!kept)
                return LODE_ERROR_MEMORY;
            *kept = *draft;
            kept->items = lode_arena_array(arena, draft->item_count, sizeof *kept->items);
            if (!kept->items)
                return LODE_ERROR_MEMORY;
            memcpy(kept->items, draft->items, (first + 1) * sizeof *kept->items);
            kept->items[first] = draft->items[first + i];
            memcpy(kept->items + first + 1, draft->items + first + count,
                   (draft->item_count - first - count) * sizeof *kept->items);
            kept->item_count = draft->item_count - count + 1;
        }
        set_bounds(kept);
        if (!push(facts, arena, kept))
            return LODE_ERROR_MEMORY;
    }
    return LODE_OK;
}

/* Makes a fact of a match of the rule's pattern, whose groups are in `match`. */
static lode_status take_match(lode_fact_search *search, const lode_candidate *match) {
    lode_arena *arena = search->extraction->document.arena;
    lode_fact_draft *draft = lode_arena_array(arena, 1, sizeof *draft);
    const char *lack;
    lode_status status;

    if (!draft)
        return LODE_ERROR_MEMORY;
    *draft = (lode_fact_draft){.rule = search->finder->rule,
                               .marked = search->marked,
                               .sentence = search->sentence,
                               .match_start = lode_marked_position(search->marked, search->start + match->start),
                               .match_end = lode_marked_position(search->marked, search->start + match->end)};
    search->draft = draft;
    search->item_room = search->note_room = 0;
    status = lode_fact_take_captures(search, draft->rule, NULL, match);
    if (status == LODE_OK)
        status = lode_fact_find_parts(search, match);
    if (status == LODE_ERROR_MEMORY)
        return status;
    lack = find_lack(draft);
    if (status == LODE_OK && !lack)
        return keep(search);
    if (!search->extraction->document.observed)
        return LODE_OK;
    draft->reason = status == LODE_OK ? say_lack(arena, lack) : "a number in it cannot be read";
    return draft->reason ? keep(search) : LODE_ERROR_MEMORY;
}

static void bounds_of(const lode_rule *rule, const size_t *groups, size_t group_count, size_t *start, size_t *end) {
    size_t group =
        rule->span_group && rule->span_group < group_count && groups[2 * rule->span_group] != SIZE_MAX ? rule->span_group : 0;

    *start = groups[2 * group];
    *end = groups[2 * group + 1];
}

/* All matches of a pattern in the sentence, by place. */
static lode_status find_all(lode_fact_search *search, lode_sought *pattern, lode_candidate **candidates, size_t *count) {
    lode_arena *arena = &search->set->passing;
    size_t capacity = 0, at = 0;
    lode_candidate match;

    *candidates = NULL;
    *count = 0;
    while (at <= search->length && lode_fact_matches(search, pattern, search->length, at, &match)) {
        size_t *copy;

        at = match.groups[1];
        if (match.groups[1] <= match.groups[0]) {
            do
                at++;
            while (at < search->length && ((unsigned char)search->text[at] & 0xC0) == 0x80);
            continue;
        }
        copy = lode_arena_array(arena, 2 * match.group_count, sizeof *copy);
        *candidates = lode_arena_room(arena, *candidates, *count, &capacity, 4, sizeof **candidates);
        if (!copy || !*candidates)
            return LODE_ERROR_MEMORY;
        memcpy(copy, match.groups, 2 * match.group_count * sizeof *copy);
        (*candidates)[*count] = (lode_candidate){.groups = copy, .group_count = match.group_count};
        bounds_of(pattern->rule, copy, match.group_count, &(*candidates)[*count].start, &(*candidates)[*count].end);
        *count += (*candidates)[*count].end > (*candidates)[*count].start;
    }
    return LODE_OK;
}

lode_status lode_fact_find_candidates(lode_fact_search *search, lode_part_finder *finder) {
    lode_status status = LODE_OK;

    if (finder->sentence == search->set->sentence)
        return LODE_OK;
    finder->sentence = search->set->sentence;
    if (!finder->twin)
        return find_all(search, &finder->is, &finder->candidates, &finder->candidate_count);
    status = lode_fact_find_candidates(search, finder->twin);
    finder->candidates = finder->twin->candidates;
    finder->candidate_count = finder->twin->candidate_count;
    return status;
}

static lode_status search_sentence(lode_fact_search *search) {
    lode_candidate *matches;
    size_t count;
    lode_status status;

    search->set->sentence++;
    lode_arena_reset(&search->set->passing, PASSING_KEPT);
    lode_note_rule(search->extraction->engine->activity, search->finder->rule);
    lode_clock_turn(search->extraction->engine->clock, search->finder->rule);
    status = find_all(search, &search->finder->match, &matches, &count);
    for (size_t i = 0; status == LODE_OK && i < count; i++)
        status = take_match(search, &matches[i]);
    lode_clock_stop(search->extraction->engine->clock);
    lode_note_rule(search->extraction->engine->activity, NULL);
    return status == LODE_OK && search->extraction->memory ? LODE_ERROR_MEMORY : status;
}

/* The place in the marked text of one that is in no entity, `next` being the first mark behind it. Only a sentence that was cut
 * short may end inside one: then it is behind the mark. */
static size_t marked_place(const lode_marked_text *marked, size_t next, size_t at) {
    const lode_mark *before = next ? &marked->marks[next - 1] : NULL;

    if (!before)
        return at;
    return before->at + LODE_MARKER_LENGTH + (at > before->entity->end ? at - before->entity->end : 0);
}

/* For each mark the bit of its type among the rule's references, to be freed; NULL: memory ran out. */
static uint64_t *list_types(const lode_marked_text *marked, const lode_rule *rule) {
    uint64_t *types = calloc(marked->count + 1, sizeof *types);

    for (size_t i = 0; types && i < marked->count; i++)
        for (size_t j = 0; j < rule->reference_count; j++)
            if (strcmp(marked->marks[i].entity->rule->type, rule->references[j]) == 0)
                types[i] = UINT64_C(1) << j;
    return types;
}

/* Whether a sentence with entities of these types may have a fact of the rule. */
static bool has_entities(const lode_fact_rule *fact, uint64_t types) {
    for (size_t i = 0; i < fact->entity_count; i++)
        if (!(fact->entities[i] & types))
            return false;
    return true;
}

/* Has a copy of the sentence with its entities marked. */
static lode_status mark_sentence(lode_fact_search *search) {
    lode_buffer *copy = &search->extraction->engine->marked;

    if (!lode_marked_copy(&search->extraction->document, search->marked, search->start, search->start + search->length, copy))
        return LODE_ERROR_MEMORY;
    search->text = copy->bytes;
    return LODE_OK;
}

/* Runs the rules from `first` to before `end`, which refer to the same types, over all sentences. */
static lode_status search_all(lode_extraction *extraction, lode_fact_set *set, size_t first, size_t end,
                              const lode_sentence *sentences, size_t count) {
    const lode_rule *rule = set->finders[first].rule;
    lode_marked_text *marked = lode_arena_array(extraction->document.arena, 1, sizeof *marked);
    lode_status status =
        marked ? lode_mark_entities(&extraction->document, rule->references, rule->reference_count, marked) : LODE_ERROR_MEMORY;
    lode_fact_search search = {.extraction = extraction, .set = set, .marked = marked};
    uint64_t *types = status == LODE_OK ? list_types(marked, rule) : NULL;
    size_t next = 0;

    if (!types)
        return LODE_ERROR_MEMORY;
    for (size_t i = 0; status == LODE_OK && i < count; i++) {
        size_t mark = next;
        uint64_t found = 0;

        while (next < marked->count && marked->marks[next].entity->start < sentences[i].end)
            found |= types[next++];
        search.sentence = sentences[i];
        search.start = marked_place(marked, mark, sentences[i].start);
        search.length = marked_place(marked, next, sentences[i].end) - search.start;
        search.text = NULL;
        for (size_t j = first; status == LODE_OK && j < end; j++) {
            search.finder = &set->finders[j];
            if (!has_entities(search.finder->rule->fact, found))
                continue;
            if (!search.text)
                status = mark_sentence(&search);
            if (status == LODE_OK)
                status = search_sentence(&search);
        }
    }
    free(types);
    return status;
}

lode_status lode_facts_find(lode_extraction *extraction) {
    lode_fact_set *set = &extraction->rules->facts;
    lode_document *document = &extraction->document;
    const lode_sentence *sentences;
    size_t count;
    lode_status status;

    if (!set->count)
        return LODE_OK;
    extraction->facts = lode_arena_array(document->arena, 1, sizeof *extraction->facts);
    if (!extraction->facts)
        return LODE_ERROR_MEMORY;
    status = lode_extraction_sentences(extraction, &sentences, &count);
    for (size_t first = 0, end; status == LODE_OK && first < set->count; first = end) {
        end = first + 1;
        while (end < set->count && lode_same_references(set->finders[first].rule, set->finders[end].rule))
            end++;
        status = search_all(extraction, set, first, end, sentences, count);
    }
    return status == LODE_OK ? lode_facts_settle(extraction) : status;
}
