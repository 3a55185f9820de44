/* SPDX-License-Identifier: MIT */
#include "match/automaton.h"

#include <stdlib.h>
#include <string.h>

/* ---- Nodes ------------------------------------------------------------------------------------------------------ */

enum { TWINS = 1 << 14, CLASSES_MOST = UINT16_MAX };

typedef struct tree_reader {
    lode_automata *automata;
    size_t most;           /* bytes that the nodes may take at the moment */
    uint32_t twins[TWINS]; /* by a hash of what a node does: the last such node, and 1; 0: none */
    lode_arena arena;
    bool failed;
} tree_reader;

static bool has_failed(const tree_reader *reader) {
    return reader->failed || reader->automata->nodes.failed || reader->automata->charsets.failed;
}

/* A node that is there already is taken again: so the ends that many texts share are read once. */
static uint32_t add_node(tree_reader *reader, lode_automaton_action action, uint32_t operand, uint32_t next) {
    lode_automaton_node node = {(uint32_t)action << LODE_AUTOMATON_ACTION | operand, next};
    const lode_automaton_node *nodes = (const lode_automaton_node *)(const void *)reader->automata->nodes.bytes;
    uint32_t *twin = &reader->twins[(node.does * 0x9E3779B1u ^ next * 0x85EBCA77u) >> 12 & (TWINS - 1)];
    size_t index = reader->automata->nodes.length / sizeof node;

    if (*twin && nodes[*twin - 1].does == node.does && nodes[*twin - 1].next == next)
        return *twin - 1;
    if (index > LODE_AUTOMATON_OPERAND || !lode_buffer_append(&reader->automata->nodes, (const char *)&node, sizeof node)) {
        reader->failed = true;
        return 0;
    }
    *twin = (uint32_t)index + 1;
    return (uint32_t)index;
}

static size_t place_of(const lode_charset *set, size_t count) {
    return (size_t)((uintptr_t)set->ranges / sizeof(lode_range) * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (count - 1);
}

/* Makes the hash twice as large. */
static bool grow_places(lode_automata *automata) {
    const lode_charset *known = (const lode_charset *)(const void *)automata->charsets.bytes;
    size_t known_count = automata->charsets.length / sizeof *known;
    size_t size = automata->places.length ? automata->places.length * 2 : 1024 * sizeof(uint32_t);
    size_t count = size / sizeof(uint32_t);
    uint32_t *places;

    if (!lode_buffer_reserve(&automata->places, size))
        return false;
    automata->places.length = size;
    places = (uint32_t *)(void *)automata->places.bytes;
    memset(places, 0, size);
    for (size_t i = 0; i < known_count; i++) {
        size_t at = place_of(&known[i], count);

        while (places[at])
            at = (at + 1) & (count - 1);
        places[at] = (uint32_t)i + 1;
    }
    return true;
}

/* Sets are known by their ranges, which the same class of a pattern shares wherever it stands. A set that is there twice does
 * no harm. */
static uint32_t add_set(tree_reader *reader, const lode_charset *set) {
    lode_automata *automata = reader->automata;
    const lode_charset *known = (const lode_charset *)(const void *)automata->charsets.bytes;
    size_t known_count = automata->charsets.length / sizeof *known, count, at;
    uint32_t *places;

    if (2 * known_count * sizeof *places >= automata->places.length && !grow_places(automata)) {
        reader->failed = true;
        return 0;
    }
    places = (uint32_t *)(void *)automata->places.bytes;
    count = automata->places.length / sizeof *places;
    for (at = place_of(set, count); places[at]; at = (at + 1) & (count - 1))
        if (known[places[at] - 1].ranges == set->ranges && known[places[at] - 1].count == set->count)
            return places[at] - 1;
    if (lode_buffer_append(&automata->charsets, (const char *)set, sizeof *set))
        places[at] = (uint32_t)known_count + 1;
    return (uint32_t)known_count;
}

static uint32_t add_tree(tree_reader *reader, const lode_node *tree, uint32_t next);

static uint32_t add_sequence(tree_reader *reader, const lode_node *tree, uint32_t next) {
    const lode_node **parts;
    size_t count = 0, i = 0;

    for (const lode_node *part = tree->parts; part; part = part->next)
        count++;
    parts = lode_arena_array(&reader->arena, count + 1, sizeof(const lode_node *));
    if (!parts) {
        reader->failed = true;
        return next;
    }
    for (const lode_node *part = tree->parts; part; part = part->next)
        parts[i++] = part;
    while (i-- > 0)
        next = add_tree(reader, parts[i], next);
    return next;
}

static uint32_t add_repeat(tree_reader *reader, const lode_node *tree, uint32_t next) {
    if (tree->most == LODE_NODE_NO_END) {
        size_t loop = reader->automata->nodes.length / sizeof(lode_automaton_node);
        lode_automaton_node split = {(uint32_t)LODE_AUTOMATON_SPLIT << LODE_AUTOMATON_ACTION, next};
        uint32_t entry;

        lode_buffer_append(&reader->automata->nodes, (const char *)&split, sizeof split);
        entry = add_tree(reader, tree->parts, (uint32_t)loop);
        if (!has_failed(reader))
            ((lode_automaton_node *)(void *)reader->automata->nodes.bytes)[loop].does |= entry;
        next = (uint32_t)loop;
    }
    for (uint32_t i = tree->least; tree->most != LODE_NODE_NO_END && i < tree->most && !has_failed(reader); i++)
        next = add_node(reader, LODE_AUTOMATON_SPLIT, add_tree(reader, tree->parts, next), next);
    for (uint32_t i = 0; i < tree->least && !has_failed(reader); i++)
        next = add_tree(reader, tree->parts, next);
    return next;
}

static uint32_t add_choice(tree_reader *reader, const lode_node *tree, uint32_t next) {
    uint32_t entry = LODE_AUTOMATON_NONE;

    for (const lode_node *part = tree->parts; part; part = part->next) {
        uint32_t one = add_tree(reader, part, next);

        entry = entry == LODE_AUTOMATON_NONE ? one : add_node(reader, LODE_AUTOMATON_SPLIT, one, entry);
    }
    return entry == LODE_AUTOMATON_NONE ? next : entry;
}

/* The node from which a text of the tree is read, `next` being what is read after it. */
static uint32_t add_tree(tree_reader *reader, const lode_node *tree, uint32_t next) {
    if (has_failed(reader) || reader->automata->nodes.length > reader->most)
        return next;
    switch (tree->kind) {
    case LODE_NODE_SET:
        return add_node(reader, LODE_AUTOMATON_READ, add_set(reader, tree->set), next);
    case LODE_NODE_CHECK_NEXT:
        return add_node(reader, tree->at_edge ? LODE_AUTOMATON_NEXT_OR_EDGE : LODE_AUTOMATON_NEXT, add_set(reader, tree->set),
                        next);
    case LODE_NODE_CHECK_PREVIOUS:
        return add_node(reader, tree->at_edge ? LODE_AUTOMATON_BEHIND_OR_EDGE : LODE_AUTOMATON_BEHIND,
                        add_set(reader, tree->set), next);
    case LODE_NODE_SEQUENCE:
        return add_sequence(reader, tree, next);
    case LODE_NODE_CHOICE:
        return add_choice(reader, tree, next);
    case LODE_NODE_REPEAT:
        return add_repeat(reader, tree, next);
    default:
        return next;
    }
}

lode_status lode_automata_add(lode_automata *automata, const lode_node *tree) {
    size_t size = sizeof(lode_automaton_node), before = automata->nodes.length;
    lode_automaton made = {LODE_AUTOMATON_NONE, (uint32_t)(before / size)};
    lode_status status = LODE_OK;

    if (tree) {
        tree_reader *reader = calloc(1, sizeof *reader);

        if (!reader)
            return LODE_ERROR_MEMORY;
        reader->automata = automata;
        reader->most = before + LODE_AUTOMATON_MOST * size;
        made.entry = add_tree(reader, tree, add_node(reader, LODE_AUTOMATON_ACCEPT, 0, 0));
        if (has_failed(reader))
            status = LODE_ERROR_MEMORY;
        else if (automata->nodes.length > reader->most)
            status = LODE_ERROR_LIMIT;
        lode_arena_free(&reader->arena);
        free(reader);
    }
    if (status == LODE_ERROR_LIMIT)
        automata->nodes.length = before;
    if (status == LODE_OK && !lode_buffer_append(&automata->entries, (const char *)&made, sizeof made))
        status = LODE_ERROR_MEMORY;
    return status;
}

/* ---- Classes ---------------------------------------------------------------------------------------------------- */

/* Characters that stand side by side and that no set tells apart. */
typedef struct class_maker {
    uint32_t *bounds; /* the first character of each stretch, and one past the last */
    uint16_t *classes;
    size_t count; /* of stretches */
    size_t class_count;
} class_maker;

static int compare_bounds(const void *a, const void *b) {
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    return one < other ? -1 : one > other;
}

static bool find_stretches(class_maker *maker, const lode_charset *sets, size_t set_count, lode_arena *arena) {
    size_t count = 2, kept = 0;

    for (size_t i = 0; i < set_count; i++)
        count += 2 * sets[i].count;
    maker->bounds = lode_arena_array(arena, count, sizeof *maker->bounds);
    if (!maker->bounds)
        return false;
    count = 0;
    maker->bounds[count++] = 0;
    maker->bounds[count++] = LODE_CHARSET_LAST + 1;
    for (size_t i = 0; i < set_count; i++)
        for (size_t j = 0; j < sets[i].count; j++) {
            maker->bounds[count++] = sets[i].ranges[j].first;
            maker->bounds[count++] = sets[i].ranges[j].last + 1;
        }
    qsort(maker->bounds, count, sizeof *maker->bounds, compare_bounds);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || maker->bounds[i] != maker->bounds[kept - 1])
            maker->bounds[kept++] = maker->bounds[i];
    maker->count = kept - 1;
    maker->classes = lode_arena_array(arena, maker->count, sizeof *maker->classes);
    return maker->classes != NULL;
}

static size_t stretch_at(const class_maker *maker, uint32_t character) {
    size_t low = 0, high = maker->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (maker->bounds[middle] <= character)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Splits each class of which some stretches are in the set and some are not. */
static bool refine(class_maker *maker, const lode_charset *set, uint32_t *sizes, uint32_t *inside, uint16_t *renamed) {
    for (size_t i = 0; i < set->count; i++)
        for (size_t j = stretch_at(maker, set->ranges[i].first); j < maker->count && maker->bounds[j] <= set->ranges[i].last;
             j++)
            inside[maker->classes[j]]++;
    for (size_t i = 0; i < set->count; i++)
        for (size_t j = stretch_at(maker, set->ranges[i].first); j < maker->count && maker->bounds[j] <= set->ranges[i].last;
             j++) {
            uint16_t class = maker->classes[j];

            if (inside[class] == 0 || inside[class] == sizes[class])
                continue;
            if (!renamed[class]) {
                if (maker->class_count == CLASSES_MOST)
                    return false;
                renamed[class] = (uint16_t)maker->class_count++;
            }
            maker->classes[j] = renamed[class];
            sizes[renamed[class]]++;
        }
    for (size_t i = 0; i < maker->class_count; i++) {
        if (renamed[i])
            sizes[i] -= sizes[renamed[i]];
        inside[i] = renamed[i] = 0;
    }
    return true;
}

static lode_status find_classes(class_maker *maker, const lode_charset *sets, size_t set_count, lode_arena *arena) {
    size_t most = maker->count + 1;
    uint32_t *sizes = lode_arena_array(arena, most, sizeof *sizes), *inside = lode_arena_array(arena, most, sizeof *inside);
    uint16_t *renamed = lode_arena_array(arena, most, sizeof *renamed);

    if (!sizes || !inside || !renamed)
        return LODE_ERROR_MEMORY;
    maker->class_count = 1;
    sizes[0] = (uint32_t)maker->count;
    for (size_t i = 0; i < set_count; i++)
        if (!refine(maker, &sets[i], sizes, inside, renamed))
            return LODE_ERROR_LIMIT;
    /* Numbered anew in the order of the characters, from 1 on: what stands side by side in texts then does in memory. */
    maker->class_count = 1;
    for (size_t i = 0; i < maker->count; i++) {
        uint16_t class = maker->classes[i];

        if (!renamed[class])
            renamed[class] = (uint16_t)maker->class_count++;
        maker->classes[i] = renamed[class];
    }
    return maker->class_count < CLASSES_MOST ? LODE_OK : LODE_ERROR_LIMIT;
}

static bool write_sets(lode_automata *automata, const class_maker *maker, const lode_charset *sets, size_t set_count) {
    size_t words = set_count / 64 + 1, size = maker->class_count * words * sizeof(uint64_t);
    uint64_t *bits;

    if (!lode_buffer_reserve(&automata->sets, size))
        return false;
    automata->sets.length = size;
    bits = (uint64_t *)(void *)automata->sets.bytes;
    memset(bits, 0, size);
    for (size_t i = 0; i < set_count; i++)
        for (size_t j = 0; j < sets[i].count; j++)
            for (size_t k = stretch_at(maker, sets[i].ranges[j].first);
                 k < maker->count && maker->bounds[k] <= sets[i].ranges[j].last; k++)
                bits[maker->classes[k] * words + i / 64] |= UINT64_C(1) << i % 64;
    return true;
}

static bool write_pages(lode_automata *automata, const class_maker *maker) {
    uint16_t block[LODE_AUTOMATON_PAGE], last[LODE_AUTOMATON_PAGE] = {0}, page = 0;
    size_t stretch = 0;

    for (uint32_t first = 0, end = LODE_AUTOMATON_PAGE; first <= LODE_CHARSET_LAST; first = end, end += LODE_AUTOMATON_PAGE) {
        /* Nearly all lie in a stretch with the one before. */
        bool is_same = first && maker->bounds[stretch] <= first - LODE_AUTOMATON_PAGE && maker->bounds[stretch + 1] >= end;

        for (uint32_t i = 0; !is_same && i < LODE_AUTOMATON_PAGE; i++) {
            while (maker->bounds[stretch + 1] <= first + i)
                stretch++;
            block[i] = maker->classes[stretch];
        }
        if (first == 0 || (!is_same && memcmp(last, block, sizeof block) != 0)) {
            page = (uint16_t)(automata->blocks.length / sizeof block);
            if (!lode_buffer_append(&automata->blocks, (const char *)block, sizeof block))
                return false;
            memcpy(last, block, sizeof last);
        }
        lode_buffer_append(&automata->pages, (const char *)&page, sizeof page);
    }
    return !automata->pages.failed;
}

lode_status lode_automata_finish(lode_automata *automata) {
    const lode_charset *sets = (const lode_charset *)(const void *)automata->charsets.bytes;
    size_t set_count = automata->charsets.length / sizeof *sets;
    class_maker maker = {0};
    lode_arena arena = {0};
    lode_status status = LODE_ERROR_MEMORY;

    if (find_stretches(&maker, sets, set_count, &arena))
        status = find_classes(&maker, sets, set_count, &arena);
    if (status == LODE_OK && (!write_sets(automata, &maker, sets, set_count) || !write_pages(automata, &maker)))
        status = LODE_ERROR_MEMORY;
    lode_arena_free(&arena);
    lode_buffer_free(&automata->charsets);
    lode_buffer_free(&automata->places);
    return status;
}

size_t lode_automata_class_count(const lode_automata *automata) {
    const uint16_t *classes = (const uint16_t *)(const void *)automata->blocks.bytes;
    size_t most = 0;

    for (size_t i = 0; i < automata->blocks.length / sizeof *classes; i++)
        most = classes[i] > most ? classes[i] : most;
    return most + 1;
}

void lode_automata_free(lode_automata *automata) {
    lode_buffer_free(&automata->nodes);
    lode_buffer_free(&automata->entries);
    lode_buffer_free(&automata->sets);
    lode_buffer_free(&automata->pages);
    lode_buffer_free(&automata->blocks);
    lode_buffer_free(&automata->charsets);
    lode_buffer_free(&automata->places);
}
