/* SPDX-License-Identifier: MIT */
#include "text/map.h"

#include <stdint.h>
#include <string.h>

enum { RUNS_PER_MARK = 32, BITS_PER_BYTE = 7, MORE = 0x80, LONGEST_NUMBER = (sizeof(size_t) * 8 + 6) / 7 };

typedef struct mark {
    size_t upper, lower; /* where a run begins in both forms */
    size_t at;           /* and in the list of runs */
} mark;

struct lode_text_map {
    const lode_text_map *below;
    const unsigned char *runs, *runs_end;
    const mark *marks; /* of every RUNS_PER_MARKth run, the first included */
    size_t mark_count;
};

typedef struct run {
    size_t upper, lower; /* where it begins */
    size_t count, upper_size, lower_size;
} run;

/* Writes a number at `at`; where it ends. */
static char *write_number(char *at, size_t number) {
    while (number >= MORE) {
        *at++ = (char)(number | MORE);
        number >>= BITS_PER_BYTE;
    }
    *at++ = (char)number;
    return at;
}

static size_t read_number(const unsigned char **at) {
    size_t number = 0;
    unsigned shift = 0;

    while (**at & MORE) {
        number |= (size_t)(*(*at)++ & (MORE - 1)) << shift;
        shift += BITS_PER_BYTE;
    }
    return number | (size_t) * (*at)++ << shift;
}

static bool write_run(lode_text_map_builder *builder) {
    char bytes[3 * LONGEST_NUMBER], *end;

    if (!builder->count)
        return true;
    if (builder->run_count++ % RUNS_PER_MARK == 0) {
        mark here = {builder->upper_end, builder->lower_end, builder->runs.length};

        if (!lode_buffer_append(&builder->index, (const char *)&here, sizeof here))
            return false;
    }
    builder->upper_end += builder->count * builder->upper_size;
    builder->lower_end += builder->count * builder->lower_size;
    end = write_number(write_number(write_number(bytes, builder->count), builder->upper_size), builder->lower_size);
    return lode_buffer_append(&builder->runs, bytes, (size_t)(end - bytes));
}

bool lode_text_map_add(lode_text_map_builder *builder, size_t count, size_t upper_size, size_t lower_size) {
    if (!count)
        return true;
    if (builder->count && upper_size == builder->upper_size && lower_size == builder->lower_size) {
        builder->count += count;
        return true;
    }
    if (!write_run(builder))
        return false;
    builder->count = count;
    builder->upper_size = upper_size;
    builder->lower_size = lower_size;
    return true;
}

const lode_text_map *lode_text_map_finish(lode_text_map_builder *builder, lode_arena *arena, const lode_text_map *below) {
    lode_text_map *map = lode_arena_allocate(arena, sizeof *map);
    unsigned char *runs = NULL;
    mark *marks = NULL;

    if (map && write_run(builder)) {
        runs = lode_arena_allocate(arena, builder->runs.length);
        marks = lode_arena_allocate(arena, builder->index.length);
    }
    if (!runs || !marks) {
        lode_text_map_discard(builder);
        return NULL;
    }
    if (builder->run_count) {
        memcpy(runs, builder->runs.bytes, builder->runs.length);
        memcpy(marks, builder->index.bytes, builder->index.length);
    }
    *map = (lode_text_map){below, runs, runs + builder->runs.length, marks, builder->index.length / sizeof *marks};
    lode_text_map_discard(builder);
    return map;
}

void lode_text_map_discard(lode_text_map_builder *builder) {
    lode_buffer_free(&builder->runs);
    lode_buffer_free(&builder->index);
    *builder = (lode_text_map_builder){0};
}

/* The last mark that stands before a position, or at it where `inclusive`; the first where none does. */
static const mark *find_mark(const lode_text_map *map, size_t upper, bool inclusive) {
    size_t low = 0, high = map->mark_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (map->marks[middle].upper < upper || (inclusive && map->marks[middle].upper == upper))
            low = middle;
        else
            high = middle;
    }
    return map->marks + low;
}

/* The first run, from a mark on, that ends beyond a position, or at it where `inclusive`. Where none does, an empty run at
 * the end of the text. */
static run find_run(const lode_text_map *map, const mark *from, size_t upper, bool inclusive) {
    const unsigned char *at = map->runs + from->at;
    run found = {.upper = from->upper, .lower = from->lower};

    while (at < map->runs_end) {
        size_t end;

        found.count = read_number(&at);
        found.upper_size = read_number(&at);
        found.lower_size = read_number(&at);
        end = found.upper + found.count * found.upper_size;
        if (upper < end || (inclusive && upper == end))
            return found;
        found.lower += found.count * found.lower_size;
        found.upper = end;
    }
    found.count = found.upper_size = found.lower_size = 0;
    return found;
}

static size_t lower_start(const lode_text_map *map, size_t upper) {
    run found = find_run(map, find_mark(map, upper, true), upper, false);

    return found.upper_size ? found.lower + (upper - found.upper) / found.upper_size * found.lower_size : found.lower;
}

static size_t lower_end(const lode_text_map *map, size_t upper) {
    run found = find_run(map, find_mark(map, upper, false), upper, true);
    size_t into = upper - found.upper;

    return found.upper_size ? found.lower + (into / found.upper_size + (into % found.upper_size != 0)) * found.lower_size
                            : found.lower;
}

void lode_text_map_span(const lode_text_map *map, size_t start, size_t end, size_t *start_below, size_t *end_below) {
    for (; map; map = map->below) {
        if (!map->mark_count)
            continue;
        start = lower_start(map, start);
        end = lower_end(map, end);
        /* An empty span where something was dropped. */
        if (end < start)
            end = start;
    }
    *start_below = start;
    *end_below = end;
}
