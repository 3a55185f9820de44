#include "match/emit.h"

#include <string.h>

enum {
    KNOWN = 1 << 12, /* buckets */
    COPY_MOST = 10,  /* nodes: what has more is called where it is repeated */
    SWITCH_MOST = 8, /* bytes: more are looked up in a table */
    LISTS_FIRST = 4
};

/* What is known by an address: sets by their ranges, shared nodes by their parts. */
typedef struct known_thing {
    const void *key;
    size_t count;
    uint32_t number;
    struct known_thing *next;
} known_thing;

struct lode_emitter {
    lode_program *program;
    lode_arena *arena;
    known_thing *sets[KNOWN];
    known_thing *tables[KNOWN];
    known_thing *firsts[KNOWN];
    known_thing *routines[KNOWN];
    /* Of the program at work: */
    lode_arena *tree_arena;
    uint32_t registers;
    size_t start;
    const char *reason;
    bool failed;
};

/* The bytes with which what a node matches may begin. */
typedef struct first {
    uint64_t bytes[4];
    bool empty; /* it may match without a character, whatever follows */
} first;

void lode_program_free(lode_program *program) {
    lode_buffer *const all[] = {&program->code,    &program->entries, &program->sets,  &program->ranges,
                                &program->sources, &program->tables,  &program->firsts};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        lode_buffer_free(all[i]);
}

lode_emitter *lode_emitter_create(lode_program *program, lode_arena *arena) {
    lode_emitter *emitter = lode_arena_array(arena, 1, sizeof *emitter);
    const uint32_t nothing = LODE_DO_FAIL;

    if (!emitter)
        return NULL;
    emitter->program = program;
    emitter->arena = arena;
    return program->code.length || lode_buffer_append(&program->code, (const char *)&nothing, sizeof nothing) ? emitter : NULL;
}

/* ---- Words ------------------------------------------------------------------------------------------------------ */

static uint32_t here(const lode_emitter *emitter) {
    return (uint32_t)(emitter->program->code.length / sizeof(uint32_t));
}

static bool is_done(const lode_emitter *emitter) {
    return emitter->failed || emitter->reason;
}

static void give_up(lode_emitter *emitter, const char *reason) {
    if (!emitter->reason)
        emitter->reason = reason;
}

/* Returns where the word stands. */
static uint32_t put(lode_emitter *emitter, uint32_t word) {
    uint32_t at = here(emitter);

    if (at - emitter->start > LODE_PROGRAM_MOST)
        give_up(emitter, "its program would be too large");
    else if (!lode_buffer_append(&emitter->program->code, (const char *)&word, sizeof word))
        emitter->failed = true;
    return at;
}

static void put_do(lode_emitter *emitter, lode_instruction does, uint32_t number) {
    if (number >> (32 - LODE_INSTRUCTION_BITS))
        give_up(emitter, "its program would be too large");
    put(emitter, number << LODE_INSTRUCTION_BITS | (uint32_t)does);
}

/* An instruction with an address that is not known yet; returns where that is to go. */
static uint32_t put_forward(lode_emitter *emitter, lode_instruction does, uint32_t number) {
    put_do(emitter, does, number);
    return put(emitter, 0);
}

static void put_to(lode_emitter *emitter, lode_instruction does, uint32_t number, uint32_t address) {
    put_do(emitter, does, number);
    put(emitter, address);
}

static void set_word(lode_emitter *emitter, uint32_t at, uint32_t word) {
    if (!is_done(emitter))
        ((uint32_t *)(void *)emitter->program->code.bytes)[at] = word;
}

static void arrive(lode_emitter *emitter, uint32_t at) {
    set_word(emitter, at, here(emitter));
}

/* ---- What is known ---------------------------------------------------------------------------------------------- */

static known_thing **bucket(known_thing **things, const void *key) {
    return &things[(size_t)((uintptr_t)key / 8 * UINT64_C(0x9E3779B97F4A7C15) >> 40) % KNOWN];
}

static known_thing *find_known(known_thing **things, const void *key, size_t count) {
    known_thing *known = *bucket(things, key);

    while (known && (known->key != key || known->count != count))
        known = known->next;
    return known;
}

static void note_known(lode_emitter *emitter, known_thing **things, const void *key, size_t count, uint32_t number,
                       lode_arena *arena) {
    known_thing *known = lode_arena_array(arena, 1, sizeof *known);
    known_thing **place = bucket(things, key);

    if (!known) {
        emitter->failed = true;
        return;
    }
    *known = (known_thing){key, count, number, *place};
    *place = known;
}

static uint64_t hash_bytes(const void *bytes, size_t length) {
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * UINT64_C(1099511628211);
    return hash;
}

/* The number of an item of `size` bytes in a buffer of such, where it is put if it is not there yet. */
static uint32_t intern(lode_emitter *emitter, lode_buffer *buffer, known_thing **things, const void *item, size_t size) {
    const void *key = (const void *)(uintptr_t)(hash_bytes(item, size) | 1);
    uint32_t number = (uint32_t)(buffer->length / size);

    for (const known_thing *known = *bucket(things, key); known; known = known->next)
        if (known->key == key && memcmp(buffer->bytes + known->number * size, item, size) == 0)
            return known->number;
    if (!lode_buffer_append(buffer, item, size))
        emitter->failed = true;
    note_known(emitter, things, key, 0, number, emitter->arena);
    return number;
}

/* ---- Sets ------------------------------------------------------------------------------------------------------- */

static bool is_character(const lode_node *node) {
    return node->kind == LODE_NODE_SET && node->set->count == 1 && node->set->ranges[0].first == node->set->ranges[0].last;
}

static size_t encode(uint32_t c, unsigned char bytes[4]) {
    if (c < 0x80) {
        bytes[0] = (unsigned char)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (unsigned char)(0xC0 | c >> 6);
        bytes[1] = (unsigned char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (unsigned char)(0xE0 | c >> 12);
        bytes[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (unsigned char)(0x80 | (c & 0x3F));
        return 3;
    }
    bytes[0] = (unsigned char)(0xF0 | c >> 18);
    bytes[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
    bytes[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
    bytes[3] = (unsigned char)(0x80 | (c & 0x3F));
    return 4;
}

static uint32_t set_number(lode_emitter *emitter, const lode_charset *set) {
    lode_program *program = emitter->program;
    const known_thing *known = find_known(emitter->sets, set->ranges, set->count);
    lode_program_set made = {.first_range = (uint32_t)(program->ranges.length / sizeof(lode_range))};
    uint32_t number = (uint32_t)(program->sets.length / sizeof made);

    if (known)
        return known->number;
    for (size_t i = 0; i < set->count; i++) {
        lode_range range = set->ranges[i];

        for (uint32_t c = range.first; c <= range.last && c < LODE_PROGRAM_LOW; c++)
            made.low[c / 64] |= UINT64_C(1) << c % 64;
        if (range.last >= LODE_PROGRAM_LOW) {
            if (range.first < LODE_PROGRAM_LOW)
                range.first = LODE_PROGRAM_LOW;
            if (!lode_buffer_append(&program->ranges, (const char *)&range, sizeof range))
                emitter->failed = true;
            made.range_count++;
        }
    }
    if (set->source) {
        made.source = (uint32_t)program->sources.length;
        made.source_length = (uint32_t)set->length;
        made.flags = set->flags;
        if (!lode_buffer_append(&program->sources, set->source, set->length))
            emitter->failed = true;
    }
    if (!lode_buffer_append(&program->sets, (const char *)&made, sizeof made))
        emitter->failed = true;
    note_known(emitter, emitter->sets, set->ranges, set->count, number, emitter->arena);
    return number;
}

/* ---- First bytes ------------------------------------------------------------------------------------------------ */

static void add_byte(first *into, unsigned byte) {
    into->bytes[byte / 64] |= UINT64_C(1) << byte % 64;
}

static first first_of_set(const lode_charset *set) {
    first made = {0};

    for (size_t i = 0; i < set->count; i++) {
        unsigned char low[4], high[4];

        encode(set->ranges[i].first, low);
        encode(set->ranges[i].last, high);
        for (unsigned byte = low[0]; byte <= high[0]; byte++)
            add_byte(&made, byte);
    }
    return made;
}

static first first_of(lode_emitter *emitter, const lode_node *node);

static first first_of_parts(lode_emitter *emitter, const lode_node *node) {
    bool sequence = node->kind != LODE_NODE_CHOICE;
    first made = {.empty = sequence || !node->parts};

    for (const lode_node *part = node->parts; part && (!sequence || made.empty); part = part->next) {
        first one = first_of(emitter, part);

        for (size_t i = 0; i < 4; i++)
            made.bytes[i] |= one.bytes[i];
        made.empty = sequence ? one.empty : made.empty || one.empty;
    }
    return made;
}

/* Kept with the nodes where it takes more than a look. */
static first first_of(lode_emitter *emitter, const lode_node *node) {
    first made = {.empty = true};
    first *kept;

    switch (node->kind) {
    case LODE_NODE_SET:
        return first_of_set(node->set);
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CHOICE:
    case LODE_NODE_CAPTURE:
    case LODE_NODE_ATOMIC:
    case LODE_NODE_REPEAT:
        if (node->meaning != LODE_MEANING_AS_IT_IS)
            return made;
        if (node->first)
            return *(const first *)node->first;
        made = first_of_parts(emitter, node);
        if (node->kind == LODE_NODE_REPEAT)
            made.empty |= node->least == 0;
        kept = lode_arena_array(emitter->tree_arena, 1, sizeof *kept);
        if (kept) {
            *kept = made;
            ((lode_node *)(uintptr_t)node)->first = kept;
        }
        return made;
    case LODE_NODE_REFERENCE:
        memset(made.bytes, 0xFF, sizeof made.bytes);
        return made;
    default:
        return made;
    }
}

static uint32_t first_number(lode_emitter *emitter, const first *bytes) {
    return intern(emitter, &emitter->program->firsts, emitter->firsts, bytes->bytes, sizeof bytes->bytes);
}

static bool may_begin(const first *bytes, unsigned byte) {
    return bytes->empty || (byte < 256 && bytes->bytes[byte / 64] >> byte % 64 & 1);
}

/* ---- Nodes ------------------------------------------------------------------------------------------------------ */

static void emit(lode_emitter *emitter, const lode_node *node);

/* The only part of a node that is nothing but that. */
static const lode_node *unwrap(const lode_node *node) {
    while ((node->kind == LODE_NODE_SEQUENCE || node->kind == LODE_NODE_CHOICE) && node->meaning == LODE_MEANING_AS_IT_IS &&
           node->parts && !node->parts->next)
        node = node->parts;
    return node;
}

static void emit_bytes(lode_emitter *emitter, const char *bytes, size_t length) {
    if (length == 1) {
        put_do(emitter, LODE_DO_BYTE, (unsigned char)bytes[0]);
        return;
    }
    put_do(emitter, LODE_DO_STRING, (uint32_t)length);
    for (size_t i = 0; i < length; i += sizeof(uint32_t)) {
        uint32_t word = 0;

        memcpy(&word, bytes + i, length - i < sizeof word ? length - i : sizeof word);
        put(emitter, word);
    }
}

/* The characters that stand one after the other from a node on; returns the node behind them. */
static const lode_node *emit_string(lode_emitter *emitter, const lode_node *node) {
    char bytes[256];
    size_t length = 0;

    while (node && is_character(node) && length <= sizeof bytes - 4) {
        length += encode(node->set->ranges[0].first, (unsigned char *)bytes + length);
        node = node->next;
    }
    emit_bytes(emitter, bytes, length);
    return node;
}

static void emit_sequence(lode_emitter *emitter, const lode_node *node) {
    for (const lode_node *part = node->parts; part && !is_done(emitter);) {
        if (is_character(part)) {
            part = emit_string(emitter, part);
        } else {
            emit(emitter, part);
            part = part->next;
        }
    }
}

/* How many characters all that the node matches has; SIZE_MAX: that is not fixed. */
static size_t width_of(const lode_node *node) {
    size_t width = 0;

    switch (node->kind) {
    case LODE_NODE_SET:
        return 1;
    case LODE_NODE_REPEAT:
        width = width_of(node->parts);
        return node->least == node->most && width != SIZE_MAX ? width * node->least : SIZE_MAX;
    case LODE_NODE_REFERENCE:
        return SIZE_MAX;
    case LODE_NODE_SEQUENCE:
    case LODE_NODE_CAPTURE:
    case LODE_NODE_ATOMIC:
        for (const lode_node *part = node->parts; part; part = part->next) {
            size_t one = width_of(part);

            if (one == SIZE_MAX)
                return SIZE_MAX;
            width += one;
        }
        return width;
    case LODE_NODE_CHOICE:
        if (node->meaning != LODE_MEANING_AS_IT_IS || !node->parts)
            return 0;
        width = width_of(node->parts);
        for (const lode_node *part = node->parts->next; part; part = part->next)
            if (width_of(part) != width)
                return SIZE_MAX;
        return width;
    default:
        return 0;
    }
}

static void emit_back(lode_emitter *emitter, const lode_node *node) {
    size_t width = width_of(node);

    if (width == SIZE_MAX || width >> 24)
        give_up(emitter, "it looks behind over no fixed number of characters");
    else if (width)
        put_do(emitter, LODE_DO_BACK, (uint32_t)width);
    emit(emitter, node);
}

/* What stands before, each alternative from as far back as it is long. */
static void emit_behind(lode_emitter *emitter, const lode_node *node) {
    const lode_node *inside = unwrap(node);
    uint32_t ends = 0;

    if (inside->kind != LODE_NODE_CHOICE || width_of(inside) != SIZE_MAX) {
        emit_back(emitter, inside);
        return;
    }
    for (const lode_node *part = inside->parts; part && !is_done(emitter); part = part->next) {
        uint32_t other = part->next ? put_forward(emitter, LODE_DO_TRY, 0) : 0;

        emit_back(emitter, part);
        if (!part->next)
            break;
        put_do(emitter, LODE_DO_JUMP, 0);
        ends = put(emitter, ends);
        arrive(emitter, other);
    }
    while (ends && !is_done(emitter)) {
        uint32_t before = ((const uint32_t *)(const void *)emitter->program->code.bytes)[ends];

        arrive(emitter, ends);
        ends = before;
    }
}

static void emit_assertion(lode_emitter *emitter, const lode_node *node) {
    const lode_node *inside = unwrap(node->parts);
    bool ahead = node->kind == LODE_NODE_AHEAD;
    uint32_t after = 0;

    if (inside->kind == LODE_NODE_SET) {
        lode_instruction does = ahead            ? node->negative ? LODE_DO_NEXT_IS_NOT : LODE_DO_NEXT_IS
                                : node->negative ? LODE_DO_PREVIOUS_IS_NOT
                                                 : LODE_DO_PREVIOUS_IS;

        put_do(emitter, does, set_number(emitter, inside->set));
        return;
    }
    if (node->negative)
        after = put_forward(emitter, LODE_DO_MARK_NOT, 0);
    else
        put_do(emitter, LODE_DO_MARK, 0);
    if (ahead)
        emit(emitter, node->parts);
    else
        emit_behind(emitter, node->parts);
    put_do(emitter, node->negative ? LODE_DO_REFUSE : LODE_DO_KEEP_PLACE, 0);
    if (node->negative)
        arrive(emitter, after);
}

/* ---- Choices ---------------------------------------------------------------------------------------------------- */

/* The alternatives that may match behind one byte: from the first of `count` on, by their places in the choice. */
typedef struct choice_list {
    uint32_t *places;
    size_t count;
    uint32_t address;
} choice_list;

typedef struct choice {
    const lode_node **parts;
    first *firsts;
    uint32_t *addresses, *places;
    size_t count;
    unsigned char *table; /* by byte: the number of its list */
    choice_list *lists;   /* the first is empty */
    size_t list_count;
} choice;

static bool add_list(lode_emitter *emitter, choice *made, unsigned byte) {
    uint32_t *places = lode_arena_array(emitter->tree_arena, made->count, sizeof *places);
    choice_list *lists = made->lists;
    size_t count = 0, capacity = made->list_count;

    if (places && capacity >= LISTS_FIRST && (capacity & (capacity - 1)) == 0) {
        lists = lode_arena_array(emitter->tree_arena, 2 * capacity, sizeof *lists);
        if (lists)
            memcpy(lists, made->lists, capacity * sizeof *lists);
        made->lists = lists;
    }
    if (!places || !lists) {
        emitter->failed = true;
        return false;
    }
    for (size_t i = 0; i < made->count; i++)
        if (may_begin(&made->firsts[i], byte))
            places[count++] = (uint32_t)i;
    for (size_t i = 0; i < made->list_count; i++)
        if (made->lists[i].count == count && memcmp(made->lists[i].places, places, count * sizeof *places) == 0) {
            made->table[byte] = (unsigned char)i;
            return true;
        }
    if (made->list_count == 256)
        return false;
    made->lists[made->list_count] = (choice_list){.places = places, .count = count};
    made->table[byte] = (unsigned char)made->list_count++;
    return true;
}

/* The same where no two alternatives begin with the same byte, as in the trie of a table; false: some do. */
static bool sort_distinct(lode_emitter *emitter, choice *made) {
    uint64_t all[4] = {0};

    for (size_t i = 0; i < made->count; i++) {
        if (made->firsts[i].empty || made->count >= 256)
            return false;
        for (size_t j = 0; j < 4; j++) {
            if (all[j] & made->firsts[i].bytes[j])
                return false;
            all[j] |= made->firsts[i].bytes[j];
        }
    }
    made->lists = lode_arena_array(emitter->tree_arena, made->count + 1, sizeof *made->lists);
    made->places = lode_arena_array(emitter->tree_arena, made->count, sizeof *made->places);
    if (!made->lists || !made->places) {
        emitter->failed = true;
        return true;
    }
    for (size_t i = 0; i < made->count; i++) {
        made->places[i] = (uint32_t)i;
        made->lists[i + 1] = (choice_list){.places = &made->places[i], .count = 1};
        for (size_t j = 0; j < 4; j++)
            for (uint64_t left = made->firsts[i].bytes[j]; left; left &= left - 1)
                made->table[j * 64 + (size_t)__builtin_ctzll(left)] = (unsigned char)(i + 1);
    }
    made->list_count = made->count + 1;
    return true;
}

/* Sorts the alternatives by the bytes with which they begin; false: that tells nothing. */
static bool sort_choice(lode_emitter *emitter, choice *made) {
    bool last_same = false;

    made->table = lode_arena_array(emitter->tree_arena, LODE_PROGRAM_TABLE, 1);
    if (made->table && sort_distinct(emitter, made))
        return !emitter->failed;
    made->lists = lode_arena_array(emitter->tree_arena, LISTS_FIRST, sizeof *made->lists);
    if (!made->table || !made->lists) {
        emitter->failed = true;
        return false;
    }
    made->lists[0].places = made->addresses;
    made->list_count = 1;
    for (unsigned byte = 0; byte < LODE_PROGRAM_TABLE; byte++) {
        /* Most bytes begin what the one before them does. */
        last_same = byte > 0;
        for (size_t i = 0; last_same && i < made->count; i++)
            last_same = may_begin(&made->firsts[i], byte) == may_begin(&made->firsts[i], byte - 1);
        if (last_same)
            made->table[byte] = made->table[byte - 1];
        else if (!add_list(emitter, made, byte))
            return false;
    }
    return made->list_count != 2 || made->lists[1].count < made->count;
}

/* The alternatives in their order, each with an address. */
static void emit_alternatives(lode_emitter *emitter, choice *made, uint32_t *ends) {
    for (size_t i = 0; i < made->count && !is_done(emitter); i++) {
        made->addresses[i] = here(emitter);
        emit(emitter, made->parts[i]);
        put_do(emitter, LODE_DO_JUMP, 0);
        *ends = put(emitter, *ends);
    }
}

static void emit_plain_choice(lode_emitter *emitter, const choice *made, uint32_t *ends) {
    for (size_t i = 0; i < made->count && !is_done(emitter); i++) {
        uint32_t other = 0;

        if (i + 1 < made->count)
            other = made->firsts[i].empty ? put_forward(emitter, LODE_DO_TRY, 0)
                                          : put_forward(emitter, LODE_DO_TRY_IF, first_number(emitter, &made->firsts[i]));
        emit(emitter, made->parts[i]);
        if (i + 1 == made->count)
            break;
        put_do(emitter, LODE_DO_JUMP, 0);
        *ends = put(emitter, *ends);
        arrive(emitter, other);
    }
}

/* Where a list begins: the alternative itself, or tries of one after the other. */
static void emit_list(lode_emitter *emitter, const choice *made, choice_list *list) {
    if (list->count == 1) {
        list->address = made->addresses[list->places[0]];
        return;
    }
    list->address = here(emitter);
    for (size_t i = 0; i + 1 < list->count; i++) {
        put_do(emitter, LODE_DO_TRY_OTHER, 0);
        put(emitter, i + 2 == list->count ? made->addresses[list->places[i + 1]] : here(emitter) + 2);
        put(emitter, made->addresses[list->places[i]]);
    }
}

static void emit_switch(lode_emitter *emitter, choice *made, const unsigned char *bytes, size_t count, uint32_t *ends) {
    uint32_t addresses;

    put_do(emitter, LODE_DO_SWITCH, (uint32_t)count);
    for (size_t i = 0; i < count; i += sizeof(uint32_t)) {
        uint32_t word = 0;

        memcpy(&word, bytes + i, count - i < sizeof word ? count - i : sizeof word);
        put(emitter, word);
    }
    addresses = here(emitter);
    for (size_t i = 0; i < count; i++)
        put(emitter, 0);
    emit_alternatives(emitter, made, ends);
    for (size_t i = 1; i < made->list_count && !is_done(emitter); i++)
        emit_list(emitter, made, &made->lists[i]);
    for (size_t i = 0; i < count; i++)
        set_word(emitter, addresses + (uint32_t)i, made->lists[made->table[bytes[i]]].address);
}

static void emit_select(lode_emitter *emitter, choice *made, uint32_t *ends) {
    uint32_t addresses;

    put_do(emitter, LODE_DO_SELECT,
           intern(emitter, &emitter->program->tables, emitter->tables, made->table, LODE_PROGRAM_TABLE));
    put(emitter, (uint32_t)made->list_count);
    addresses = here(emitter);
    for (size_t i = 1; i < made->list_count; i++)
        put(emitter, 0);
    emit_alternatives(emitter, made, ends);
    for (size_t i = 1; i < made->list_count && !is_done(emitter); i++) {
        emit_list(emitter, made, &made->lists[i]);
        set_word(emitter, addresses + (uint32_t)i - 1, made->lists[i].address);
    }
}

static void emit_sorted(lode_emitter *emitter, choice *made, uint32_t *ends) {
    unsigned char bytes[LODE_PROGRAM_TABLE];
    size_t count = 0;

    for (unsigned byte = 0; byte < LODE_PROGRAM_TABLE; byte++)
        if (made->table[byte])
            bytes[count++] = (unsigned char)byte;
    if (count <= SWITCH_MOST && !made->table[256])
        emit_switch(emitter, made, bytes, count, ends);
    else
        emit_select(emitter, made, ends);
}

static void emit_choice(lode_emitter *emitter, const lode_node *node) {
    choice *made = lode_arena_array(emitter->tree_arena, 1, sizeof *made);
    uint32_t ends = 0;
    size_t i = 0;

    for (const lode_node *part = node->parts; made && part; part = part->next)
        made->count++;
    if (made) {
        made->parts = lode_arena_array(emitter->tree_arena, made->count, sizeof *made->parts);
        made->firsts = lode_arena_array(emitter->tree_arena, made->count, sizeof *made->firsts);
        made->addresses = lode_arena_array(emitter->tree_arena, made->count, sizeof *made->addresses);
    }
    if (!made || !made->parts || !made->firsts || !made->addresses) {
        emitter->failed = true;
        return;
    }
    for (const lode_node *part = node->parts; part; part = part->next, i++) {
        made->parts[i] = part;
        made->firsts[i] = first_of(emitter, part);
    }
    if (made->count > 1 && (made->count > 2 || !made->firsts[1].empty) && sort_choice(emitter, made))
        emit_sorted(emitter, made, &ends);
    else if (!is_done(emitter))
        emit_plain_choice(emitter, made, &ends);
    while (ends && !is_done(emitter)) {
        uint32_t before = ((const uint32_t *)(const void *)emitter->program->code.bytes)[ends];

        arrive(emitter, ends);
        ends = before;
    }
}

/* ---- Repeats ---------------------------------------------------------------------------------------------------- */

static bool has_captures(const lode_node *node) {
    if (node->kind == LODE_NODE_CAPTURE)
        return true;
    for (const lode_node *part = node->parts; part; part = part->next)
        if (has_captures(part))
            return true;
    return false;
}

/* How many nodes there are, or more than COPY_MOST. */
static size_t count_nodes(const lode_node *node) {
    size_t count = 1;

    for (const lode_node *part = node->parts; part && count <= COPY_MOST; part = part->next)
        count += count_nodes(part);
    return count;
}

static void emit_loop_of_set(lode_emitter *emitter, const lode_node *node, const lode_charset *set) {
    put_do(emitter,
           node->mode == LODE_NODE_GREEDY ? LODE_DO_LOOP
           : node->mode == LODE_NODE_LAZY ? LODE_DO_LOOP_LAZY
                                          : LODE_DO_LOOP_ALL,
           set_number(emitter, set));
    put(emitter, node->least);
    put(emitter, node->most);
}

/* Goes on with a part that begins so, or elsewhere; returns where the address of that is to go. */
static uint32_t put_way(lode_emitter *emitter, const first *bytes) {
    return bytes->empty ? put_forward(emitter, LODE_DO_TRY, 0)
                        : put_forward(emitter, LODE_DO_TRY_IF, first_number(emitter, bytes));
}

/* x* and, where it is `once` at least, x+. */
static void emit_endless(lode_emitter *emitter, const lode_node *part, bool once, bool lazy) {
    first bytes = first_of(emitter, part);
    bool can_be_empty = lode_node_can_be_empty(part);
    uint32_t loop, out = 0, empty = 0, number = emitter->registers;

    emitter->registers += can_be_empty;
    if (!once && !lazy) {
        loop = here(emitter);
        out = put_way(emitter, &bytes);
    } else if (!once) {
        put_do(emitter, LODE_DO_TRY_OTHER, 0);
        put(emitter, here(emitter) + 2);
        out = put(emitter, 0);
        loop = here(emitter);
    } else {
        loop = here(emitter);
    }
    if (can_be_empty)
        put_do(emitter, LODE_DO_ROUND, number);
    emit(emitter, part);
    if (can_be_empty)
        empty = put_forward(emitter, LODE_DO_LEAVE_IF_EMPTY, number);
    if (lazy) {
        put_do(emitter, LODE_DO_TRY, 0);
        put(emitter, loop);
    } else if (once) {
        uint32_t away = put_way(emitter, &bytes);

        put_to(emitter, LODE_DO_JUMP, 0, loop);
        arrive(emitter, away);
    } else {
        put_to(emitter, LODE_DO_JUMP, 0, loop);
    }
    if (out)
        arrive(emitter, out);
    if (empty)
        arrive(emitter, empty);
}

/* A part that is to stand several times: in full, or called. */
static void emit_copy(lode_emitter *emitter, const lode_node *part, uint32_t *routine) {
    if (*routine)
        put_to(emitter, LODE_DO_CALL, 0, *routine);
    else
        emit(emitter, part);
}

static void emit_counted(lode_emitter *emitter, const lode_node *node, bool lazy) {
    const lode_node *part = node->parts;
    uint32_t copies = node->most == LODE_NODE_NO_END ? node->least : node->most, routine = 0, ends = 0;
    first bytes = first_of(emitter, part);

    if (copies > 1 && count_nodes(part) > COPY_MOST && !has_captures(part)) {
        uint32_t over = put_forward(emitter, LODE_DO_JUMP, 0);

        routine = here(emitter);
        emit(emitter, part);
        put_do(emitter, LODE_DO_RETURN, 0);
        arrive(emitter, over);
    }
    for (uint32_t i = node->most == LODE_NODE_NO_END ? 1 : 0; i < node->least && !is_done(emitter); i++)
        emit_copy(emitter, part, &routine);
    if (node->most == LODE_NODE_NO_END) {
        emit_endless(emitter, part, node->least > 0, lazy);
        return;
    }
    for (uint32_t i = node->least; i < node->most && !is_done(emitter); i++) {
        uint32_t out;

        if (lazy) {
            put_do(emitter, LODE_DO_TRY_OTHER, 0);
            put(emitter, here(emitter) + 2);
            out = put(emitter, ends);
        } else {
            put_do(emitter, bytes.empty ? LODE_DO_TRY : LODE_DO_TRY_IF, bytes.empty ? 0 : first_number(emitter, &bytes));
            out = put(emitter, ends);
        }
        ends = out;
        emit_copy(emitter, part, &routine);
    }
    while (ends && !is_done(emitter)) {
        uint32_t before = ((const uint32_t *)(const void *)emitter->program->code.bytes)[ends];

        arrive(emitter, ends);
        ends = before;
    }
}

static void emit_repeat(lode_emitter *emitter, const lode_node *node) {
    const lode_node *part = unwrap(node->parts);

    if (node->most == 0)
        return;
    if (part->kind == LODE_NODE_SET && !(node->least == 1 && node->most == 1)) {
        emit_loop_of_set(emitter, node, part->set);
        return;
    }
    if (node->mode == LODE_NODE_POSSESSIVE)
        put_do(emitter, LODE_DO_MARK, 0);
    emit_counted(emitter, node, node->mode == LODE_NODE_LAZY);
    if (node->mode == LODE_NODE_POSSESSIVE)
        put_do(emitter, LODE_DO_KEEP, 0);
}

/* ---- All -------------------------------------------------------------------------------------------------------- */

static void emit_edge(lode_emitter *emitter, const lode_node *node) {
    if (node->meaning == LODE_MEANING_WORD_EDGE || node->meaning == LODE_MEANING_NO_WORD_EDGE)
        put_do(emitter, node->meaning == LODE_MEANING_WORD_EDGE ? LODE_DO_WORD_EDGE : LODE_DO_NO_WORD_EDGE,
               set_number(emitter, node->set));
    else
        put_do(emitter, LODE_DO_EDGE, (uint32_t)node->meaning);
}

static void emit_itself(lode_emitter *emitter, const lode_node *node) {
    switch (node->kind) {
    case LODE_NODE_EMPTY:
        break;
    case LODE_NODE_SET:
        if (is_character(node)) {
            char bytes[4];

            emit_bytes(emitter, bytes, encode(node->set->ranges[0].first, (unsigned char *)bytes));
        } else {
            put_do(emitter, LODE_DO_SET, set_number(emitter, node->set));
        }
        break;
    case LODE_NODE_SEQUENCE:
        emit_sequence(emitter, node);
        break;
    case LODE_NODE_CHOICE:
        emit_choice(emitter, node);
        break;
    case LODE_NODE_REPEAT:
        emit_repeat(emitter, node);
        break;
    case LODE_NODE_AHEAD:
    case LODE_NODE_BEHIND:
        emit_assertion(emitter, node);
        break;
    case LODE_NODE_CAPTURE:
        put_do(emitter, LODE_DO_OPEN, node->group);
        emit(emitter, node->parts);
        put_do(emitter, LODE_DO_CLOSE, node->group);
        break;
    case LODE_NODE_ATOMIC:
        put_do(emitter, LODE_DO_MARK, 0);
        emit(emitter, node->parts);
        put_do(emitter, LODE_DO_KEEP, 0);
        break;
    case LODE_NODE_REFERENCE:
        put_do(emitter, node->caseless ? LODE_DO_REFERENCE_CASELESS : LODE_DO_REFERENCE, node->group);
        break;
    case LODE_NODE_CHECK_NEXT:
    case LODE_NODE_CHECK_PREVIOUS:
        give_up(emitter, "a check of which no more is known");
    }
}

static void emit(lode_emitter *emitter, const lode_node *node) {
    const known_thing *known;
    uint32_t over, start;

    if (is_done(emitter))
        return;
    if (node->meaning != LODE_MEANING_AS_IT_IS) {
        emit_edge(emitter, node);
        return;
    }
    if (!node->shared || !node->parts) {
        emit_itself(emitter, node);
        return;
    }
    known = find_known(emitter->routines, node->parts, node->kind);
    if (known) {
        put_to(emitter, LODE_DO_CALL, 0, known->number);
        return;
    }
    over = put_forward(emitter, LODE_DO_JUMP, 0);
    start = here(emitter);
    emit_itself(emitter, node);
    put_do(emitter, LODE_DO_RETURN, 0);
    arrive(emitter, over);
    put_to(emitter, LODE_DO_CALL, 0, start);
    note_known(emitter, emitter->routines, node->parts, node->kind, start, emitter->arena);
}

lode_status lode_emit(lode_emitter *emitter, const lode_node *tree, size_t groups, lode_arena *arena, const char **reason) {
    lode_program *program = emitter->program;
    lode_program_entry entry = {.start = here(emitter), .groups = (uint32_t)groups};

    emitter->tree_arena = arena;
    emitter->registers = 0;
    emitter->start = entry.start;
    emitter->reason = NULL;
    if (tree) {
        emit(emitter, tree);
        put_do(emitter, LODE_DO_MATCH, 0);
    }
    if (!tree || emitter->reason) {
        memset(emitter->routines, 0, sizeof emitter->routines); /* some may be of this program */
        program->code.length = (size_t)entry.start * sizeof(uint32_t);
        entry.start = LODE_PROGRAM_NONE;
    }
    entry.registers = emitter->registers;
    if (tree)
        *reason = emitter->reason;
    return !emitter->failed && lode_buffer_append(&program->entries, (const char *)&entry, sizeof entry) ? LODE_OK
                                                                                                         : LODE_ERROR_MEMORY;
}
