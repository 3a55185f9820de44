/* SPDX-License-Identifier: MIT */
#include "pipeline/resolve.h"

#include <stdlib.h>
#include <string.h>

/* How many positions of a sorted list are taken up to a place, counted by a binary indexed tree (Fenwick 1994). */
typedef struct place_counter {
    size_t *positions; /* sorted; may hold repeats */
    size_t *tree;      /* from 1 */
    size_t size;
} place_counter;

static int compare_sizes(const void *a, const void *b) {
    size_t left = *(const size_t *)a, right = *(const size_t *)b;

    return (left > right) - (left < right);
}

int lode_draft_compare(const lode_draft *a, const lode_draft *b) {
    size_t a_length = a->end - a->start, b_length = b->end - b->start;

    if (a->rule->priority != b->rule->priority)
        return a->rule->priority > b->rule->priority ? -1 : 1;
    if (a_length != b_length)
        return a_length > b_length ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->rule->order != b->rule->order)
        return a->rule->order < b->rule->order ? -1 : 1;
    return (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

static int compare_rank(const void *a, const void *b) {
    return lode_draft_compare(*(lode_draft *const *)a, *(lode_draft *const *)b);
}

static int compare_place(const void *a, const void *b) {
    const lode_draft *left = *(lode_draft *const *)a, *right = *(lode_draft *const *)b;

    if ((left->fate == LODE_FATE_WON) != (right->fate == LODE_FATE_WON))
        return left->fate == LODE_FATE_WON ? -1 : 1;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    if (left->end != right->end)
        return left->end > right->end ? -1 : 1;
    return lode_draft_compare(left, right);
}

/* The number of positions below `limit`. */
static size_t index_of(const place_counter *counter, size_t limit) {
    size_t low = 0, high = counter->size;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (counter->positions[middle] < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void counter_add(place_counter *counter, size_t position) {
    for (size_t i = index_of(counter, position) + 1; i <= counter->size; i += i & (~i + 1))
        counter->tree[i]++;
}

/* How many of those added are below `limit`. */
static size_t counter_below(const place_counter *counter, size_t limit) {
    size_t sum = 0;

    for (size_t i = index_of(counter, limit); i > 0; i -= i & (~i + 1))
        sum += counter->tree[i];
    return sum;
}

static bool counter_start(place_counter *counter, lode_arena *arena, size_t count) {
    counter->size = count;
    counter->positions = lode_arena_array(arena, count, sizeof(size_t));
    counter->tree = lode_arena_array(arena, count + 1, sizeof(size_t));
    return counter->positions && counter->tree;
}

static bool overlap(const lode_draft *a, const lode_draft *b) {
    return a->start < b->end && b->start < a->end;
}

/* A part lives on inside what is built around it, unless both are of one type: the part of a name is no name beside it. */
static bool may_live_on(const lode_draft *part, const lode_draft *of) {
    return strcmp(part->rule->type, of->rule->type) != 0;
}

static bool is_living_part(const lode_draft *part, const lode_draft *of) {
    for (size_t i = 0; i < of->part_count; i++)
        if (of->parts[i] == part)
            return may_live_on(part, of);
    return false;
}

/* Whether so many that were taken and overlap it are all its own parts, or what it is a part of. */
static bool has_room(const lode_draft *draft, size_t overlapping) {
    size_t allowed = draft->owners;

    if (!overlapping)
        return true;
    for (size_t i = 0; i < draft->part_count; i++)
        allowed +=
            draft->parts[i]->fate == LODE_FATE_WON && overlap(draft->parts[i], draft) && may_live_on(draft->parts[i], draft);
    return overlapping == allowed;
}

static void take(lode_draft *draft) {
    draft->fate = LODE_FATE_WON;
    for (size_t i = 0; i < draft->part_count; i++)
        draft->parts[i]->owners += overlap(draft->parts[i], draft) && may_live_on(draft->parts[i], draft);
}

static const lode_draft *find_winner(lode_draft *const *winners, size_t count, const lode_draft *loser) {
    const lode_draft *best = NULL;

    for (size_t i = 0; i < count && winners[i]->start < loser->end; i++)
        if (overlap(winners[i], loser) && !is_living_part(winners[i], loser) && !is_living_part(loser, winners[i]) &&
            (!best || lode_draft_compare(winners[i], best) < 0))
            best = winners[i];
    return best;
}

/* ---- Clusters --------------------------------------------------------------------------------------------------- */

/* Drafts beyond this many that overlap are counted rather than looked at one by one. */
enum { FEW = 24 };

/* A draft and where it starts, to be sorted by that. */
typedef struct placed_draft {
    size_t start;
    lode_draft *draft;
} placed_draft;

static int compare_start(const void *a, const void *b) {
    return compare_sizes(&((const placed_draft *)a)->start, &((const placed_draft *)b)->start);
}

static void sort_few(lode_draft **drafts, size_t count, int (*compare)(const void *, const void *)) {
    if (count > FEW) {
        qsort(drafts, count, sizeof *drafts, compare);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        lode_draft *draft = drafts[i];
        size_t at = i;

        for (; at > 0 && compare(&draft, &drafts[at - 1]) < 0; at--)
            drafts[at] = drafts[at - 1];
        drafts[at] = draft;
    }
}

static void settle_few(lode_draft *const *drafts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t overlapping = 0;

        for (size_t j = 0; j < i; j++)
            overlapping += drafts[j]->fate == LODE_FATE_WON && overlap(drafts[j], drafts[i]);
        if (has_room(drafts[i], overlapping))
            take(drafts[i]);
    }
}

static bool settle_many(lode_arena *arena, lode_draft **drafts, size_t count) {
    place_counter starts, ends;

    if (!counter_start(&starts, arena, count) || !counter_start(&ends, arena, count))
        return false;
    for (size_t i = 0; i < count; i++) {
        starts.positions[i] = drafts[i]->start;
        ends.positions[i] = drafts[i]->end;
    }
    qsort(starts.positions, count, sizeof(size_t), compare_sizes);
    qsort(ends.positions, count, sizeof(size_t), compare_sizes);
    for (size_t i = 0; i < count; i++) {
        /* What starts before its end, less what ends at or before its start, overlaps it. */
        size_t overlapping = counter_below(&starts, drafts[i]->end) - counter_below(&ends, drafts[i]->start + 1);

        if (!has_room(drafts[i], overlapping))
            continue;
        counter_add(&starts, drafts[i]->start);
        counter_add(&ends, drafts[i]->end);
        take(drafts[i]);
    }
    return true;
}

/* Settles drafts that overlap one another, and no others; the winners come first, as compare_place has them. */
static bool settle_cluster(lode_arena *arena, lode_draft **drafts, size_t count) {
    if (count == 1) {
        take(drafts[0]);
        return true;
    }
    sort_few(drafts, count, compare_rank);
    if (count <= FEW)
        settle_few(drafts, count);
    else if (!settle_many(arena, drafts, count))
        return false;
    sort_few(drafts, count, compare_place);
    return true;
}

/* Settles all drafts, cluster by cluster, in memory for as many of both kinds. */
static bool settle_all(lode_arena *arena, lode_draft **drafts, size_t count, placed_draft *placed, lode_draft **cluster,
                       size_t *taken) {
    size_t lost = count;

    for (size_t i = 0; i < count; i++) {
        placed[i] = (placed_draft){drafts[i]->start, drafts[i]};
        drafts[i]->owners = 0;
        drafts[i]->fate = LODE_FATE_LOST;
    }
    qsort(placed, count, sizeof *placed, compare_start);
    for (size_t first = 0, end; first < count; first = end) {
        size_t reach = placed[first].draft->end;

        for (end = first; end < count && (end == first || placed[end].start < reach); end++) {
            cluster[end - first] = placed[end].draft;
            if (placed[end].draft->end > reach)
                reach = placed[end].draft->end;
        }
        if (!settle_cluster(arena, cluster, end - first))
            return false;
        /* All of these were read into `placed`, so that their places in the list are free: winners go to the front of it, the
         * others to its end. */
        for (size_t i = 0; i < end - first; i++)
            if (cluster[i]->fate == LODE_FATE_WON)
                drafts[(*taken)++] = cluster[i];
            else
                drafts[--lost] = cluster[i];
    }
    return true;
}

lode_status lode_resolve(lode_arena *arena, lode_draft **drafts, size_t count, bool observed, size_t *taken) {
    placed_draft *placed = malloc((count + 1) * sizeof *placed);
    lode_draft **cluster = malloc((count + 1) * sizeof(lode_draft *));
    bool done;

    *taken = 0;
    done = placed && cluster && settle_all(arena, drafts, count, placed, cluster, taken);
    free(placed);
    free(cluster);
    if (!done)
        return LODE_ERROR_MEMORY;
    if (observed)
        qsort(drafts + *taken, count - *taken, sizeof *drafts, compare_place);
    for (size_t i = *taken; observed && i < count; i++)
        drafts[i]->winner = find_winner(drafts, *taken, drafts[i]);
    return LODE_OK;
}
