#include "match/run.h"

#include "rules/table.h"
#include "text/utf8.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>
#include <string.h>

enum {
    ASKED = 1 << 10,        /* places for what PCRE2 was asked */
    WAYS_FIRST = 1 << 8,    /* ways back that there is room for at first */
    CALLS_FIRST = 1 << 6,   /* calls, likewise */
    CHARACTERS_A_STEP = 16, /* read in a loop */
    NO_CALL = 0
};

typedef enum way_kind {
    WAY_BACK,     /* to an address */
    WAY_SHORTER,  /* a loop took a character less; down to `least` */
    WAY_LONGER,   /* a lazy loop takes a character more; `least` counts those that it has */
    WAY_GROUP,    /* what a group was: at, least; number in `address` */
    WAY_OPEN,     /* where it had begun */
    WAY_REGISTER, /* what a register was */
    WAY_MARK,     /* an atomic group or an assertion: where the mark before it is, in `least` */
    WAY_MARK_NOT  /* a negative one, which holds when nothing else is left */
} way_kind;

/* A way to go back, with what was then. */
typedef struct way {
    uint32_t kind, address;
    uint32_t call, call_count;
    size_t at, least;
} way;

typedef struct call {
    uint32_t back_to, outer;
} call;

/* Whether a character is in a set, as PCRE2 said. */
typedef struct asked {
    uint32_t set, character; /* set 0: none; else its number and 1 */
    bool is_in;
} asked;

struct lode_runner {
    const uint32_t *code;
    const lode_program_entry *entries;
    const lode_program_set *sets;
    const lode_range *ranges;
    const char *sources;
    const unsigned char *tables;
    const uint64_t (*firsts)[4];
    size_t entry_count, set_count;
    uint32_t steps_most;
    size_t ways_most;
    way *ways;
    size_t way_count, way_capacity;
    call *calls;
    uint32_t call_count, call_capacity;
    size_t *groups, *opens, *registers;
    size_t group_count; /* of the last program that ran, with the whole match */
    size_t mark;        /* the last way that is a mark, and 1; 0: none */
    asked *asked;
    pcre2_code **codes; /* by set, each made when it is first needed */
    pcre2_match_data *data;
};

lode_runner *lode_runner_create(const lode_program *program, uint32_t steps, uint32_t memory) {
    lode_runner *made = calloc(1, sizeof *made);
    uint32_t groups = 0, registers = 0;

    if (!made)
        return NULL;
    made->code = (const uint32_t *)(const void *)program->code.bytes;
    made->entries = (const lode_program_entry *)(const void *)program->entries.bytes;
    made->sets = (const lode_program_set *)(const void *)program->sets.bytes;
    made->ranges = (const lode_range *)(const void *)program->ranges.bytes;
    made->sources = program->sources.bytes;
    made->tables = (const unsigned char *)program->tables.bytes;
    made->firsts = (const uint64_t(*)[4])(const void *)program->firsts.bytes;
    made->entry_count = program->entries.length / sizeof *made->entries;
    made->set_count = program->sets.length / sizeof *made->sets;
    for (size_t i = 0; i < made->entry_count; i++) {
        groups = made->entries[i].groups > groups ? made->entries[i].groups : groups;
        registers = made->entries[i].registers > registers ? made->entries[i].registers : registers;
    }
    made->steps_most = steps;
    made->ways_most = (size_t)memory * 1024 / sizeof(way);
    made->way_capacity = made->ways_most < WAYS_FIRST ? made->ways_most : WAYS_FIRST;
    made->call_capacity = CALLS_FIRST;
    made->ways = malloc((made->way_capacity + 1) * sizeof *made->ways);
    made->calls = malloc(made->call_capacity * sizeof *made->calls);
    made->groups = malloc(2 * ((size_t)groups + 1) * sizeof *made->groups);
    made->opens = malloc(((size_t)groups + 1) * sizeof *made->opens);
    made->registers = malloc(((size_t)registers + 1) * sizeof *made->registers);
    made->asked = calloc(ASKED, sizeof *made->asked);
    made->codes = calloc(made->set_count + 1, sizeof(pcre2_code *));
    made->data = pcre2_match_data_create(1, NULL);
    if (made->ways && made->calls && made->groups && made->opens && made->registers && made->asked && made->codes && made->data)
        return made;
    lode_runner_free(made);
    return NULL;
}

void lode_runner_free(lode_runner *runner) {
    if (!runner)
        return;
    for (size_t i = 0; runner->codes && i < runner->set_count; i++)
        pcre2_code_free(runner->codes[i]);
    pcre2_match_data_free(runner->data);
    free(runner->codes);
    free(runner->asked);
    free(runner->ways);
    free(runner->calls);
    free(runner->groups);
    free(runner->opens);
    free(runner->registers);
    free(runner);
}

bool lode_runner_has(const lode_runner *runner, size_t number) {
    return number < runner->entry_count && runner->entries[number].start != LODE_PROGRAM_NONE;
}

const size_t *lode_runner_groups(const lode_runner *runner, size_t *count) {
    *count = runner->group_count;
    while (*count > 1 && runner->groups[2 * (*count - 1)] == SIZE_MAX)
        --*count;
    return runner->groups;
}

/* ---- Characters ------------------------------------------------------------------------------------------------- */

static bool ask(lode_runner *runner, uint32_t number, uint32_t c, const char *bytes, size_t length) {
    const lode_program_set *set = &runner->sets[number];
    asked *known = &runner->asked[(c * 0x9E3779B1u ^ number * 0x85EBCA77u) >> 16 & (ASKED - 1)];

    if (known->set == number + 1 && known->character == c)
        return known->is_in;
    if (!runner->codes[number])
        runner->codes[number] = lode_charset_compile(runner->sources + set->source, set->source_length, set->flags);
    *known = (asked){number + 1, c, false};
    known->is_in = runner->codes[number] && pcre2_match(runner->codes[number], (PCRE2_SPTR)bytes, length, 0,
                                                        PCRE2_ANCHORED | PCRE2_NO_UTF_CHECK, runner->data, NULL) > 0;
    return known->is_in;
}

static bool has_high(lode_runner *runner, uint32_t number, uint32_t c, const char *bytes, size_t length) {
    const lode_program_set *set = &runner->sets[number];
    const lode_range *ranges = runner->ranges + set->first_range;

    if (set->source_length && c >= LODE_CHARSET_EXACT)
        return ask(runner, number, c, bytes, length);
    for (uint32_t i = 0; i < set->range_count; i++)
        if (c <= ranges[i].last)
            return c >= ranges[i].first;
    return false;
}

/* Whether the character at `at`, which there is, is of a set; *next is where it ends. */
static inline bool has(lode_runner *runner, uint32_t number, const char *text, size_t at, size_t *next) {
    const unsigned char *bytes = (const unsigned char *)text + at;
    uint32_t c = bytes[0];
    size_t length = 1;

    if (c >= 0x80) {
        if (c < 0xE0) {
            c = (c & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
            length = 2;
        } else if (c < 0xF0) {
            c = (c & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
            length = 3;
        } else {
            c = (c & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 | (bytes[3] & 0x3Fu);
            length = 4;
        }
    }
    *next = at + length;
    if (c < LODE_PROGRAM_LOW)
        return runner->sets[number].low[c / 64] >> c % 64 & 1;
    return has_high(runner, number, c, text + at, length);
}

static inline size_t before(const char *text, size_t at) {
    do
        at--;
    while (((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

static inline bool next_is(lode_runner *runner, uint32_t number, const char *text, size_t length, size_t at) {
    size_t next;

    return at < length && has(runner, number, text, at, &next);
}

static inline bool previous_is(lode_runner *runner, uint32_t number, const char *text, size_t at) {
    size_t next;

    return at > 0 && has(runner, number, text, before(text, at), &next);
}

/* Passes what equals text[from, to) without regard to case; false: it does not come next. */
static bool pass_folded(const char *text, size_t from, size_t to, size_t length, size_t *at) {
    size_t here = *at;

    while (from < to) {
        if (here == length || lode_case_fold((int32_t)lode_utf8_next(text, to, &from)) !=
                                  lode_case_fold((int32_t)lode_utf8_next(text, length, &here)))
            return false;
    }
    *at = here;
    return true;
}

static bool is_edge(lode_node_meaning meaning, const char *text, size_t length, size_t at) {
    switch (meaning) {
    case LODE_MEANING_TEXT_START:
        return at == 0;
    case LODE_MEANING_LINE_START:
        return at == 0 || (at < length && text[at - 1] == '\n');
    case LODE_MEANING_TEXT_END:
        return at == length;
    case LODE_MEANING_LAST_LINE_END:
        return at == length || (at + 1 == length && text[at] == '\n');
    case LODE_MEANING_LINE_END:
        return at == length || text[at] == '\n';
    default:
        return false;
    }
}

/* ---- Ways back -------------------------------------------------------------------------------------------------- */

static bool more_ways(lode_runner *runner) {
    size_t capacity = runner->way_capacity * 2 < runner->ways_most ? runner->way_capacity * 2 : runner->ways_most;
    way *ways = capacity > runner->way_capacity ? realloc(runner->ways, (capacity + 1) * sizeof *ways) : NULL;

    if (!ways)
        return false;
    runner->ways = ways;
    runner->way_capacity = capacity;
    return true;
}

static inline bool add_way(lode_runner *runner, way_kind kind, uint32_t address, uint32_t call_now, size_t at, size_t least) {
    if (runner->way_count == runner->way_capacity && !more_ways(runner))
        return false;
    runner->ways[runner->way_count++] = (way){(uint32_t)kind, address, call_now, runner->call_count, at, least};
    return true;
}

static bool add_call(lode_runner *runner, uint32_t back_to, uint32_t outer) {
    if (runner->call_count == runner->call_capacity) {
        uint32_t capacity = runner->call_capacity * 2;
        call *calls = capacity / (sizeof(way) / sizeof(call)) > runner->ways_most
                          ? NULL
                          : realloc(runner->calls, capacity * sizeof *calls);

        if (!calls)
            return false;
        runner->calls = calls;
        runner->call_capacity = capacity;
    }
    runner->calls[runner->call_count++] = (call){back_to, outer};
    return true;
}

/* Gives up all ways back since the last mark, and the mark; what groups and registers were before stays to be known. */
static way keep(lode_runner *runner) {
    size_t to = runner->mark - 1, from = runner->mark;
    way mark = runner->ways[to];

    for (; from < runner->way_count; from++)
        if (runner->ways[from].kind == WAY_GROUP || runner->ways[from].kind == WAY_OPEN ||
            runner->ways[from].kind == WAY_REGISTER)
            runner->ways[to++] = runner->ways[from];
    runner->way_count = to;
    runner->mark = mark.least;
    return mark;
}

/* Undoes all since the last mark, and the mark. */
static void refuse(lode_runner *runner) {
    size_t bottom = runner->mark - 1;

    while (runner->way_count > bottom) {
        const way *last = &runner->ways[--runner->way_count];

        if (last->kind == WAY_GROUP) {
            runner->groups[2 * last->address] = last->at;
            runner->groups[2 * last->address + 1] = last->least;
        } else if (last->kind == WAY_OPEN) {
            runner->opens[last->address] = last->at;
        } else if (last->kind == WAY_REGISTER) {
            runner->registers[last->address] = last->at;
        } else if (last->kind == WAY_MARK || last->kind == WAY_MARK_NOT) {
            runner->mark = last->least;
        }
    }
}

/* ---- Running ---------------------------------------------------------------------------------------------------- */

#define NUMBER(word) ((word) >> LODE_INSTRUCTION_BITS)
#define OR_MEMORY(done)                                                                                                        \
    do {                                                                                                                       \
        if (!(done))                                                                                                           \
            return LODE_RUN_MEMORY;                                                                                            \
    } while (0)

lode_run_outcome lode_run(lode_runner *runner, size_t number, const char *text, size_t length, size_t at) {
    const uint32_t *const code = runner->code;
    const lode_program_entry *entry = &runner->entries[number];
    const size_t start = at;
    uint32_t ip = entry->start, call_now = NO_CALL;
    size_t steps = 0, next;

    for (uint32_t i = 0; i <= entry->groups; i++)
        runner->groups[2 * i] = runner->groups[2 * i + 1] = SIZE_MAX;
    runner->group_count = (size_t)entry->groups + 1;
    runner->way_count = 0;
    runner->call_count = 1;
    runner->mark = 0;
    for (;;) {
        uint32_t word = code[ip];

        switch ((lode_instruction)(word & ((1u << LODE_INSTRUCTION_BITS) - 1))) {
        case LODE_DO_MATCH:
            runner->groups[0] = start;
            runner->groups[1] = at;
            return LODE_RUN_MATCHED;
        case LODE_DO_FAIL:
            goto fail;
        case LODE_DO_JUMP:
            ip = code[ip + 1];
            break;
        case LODE_DO_BYTE:
            if (at == length || (unsigned char)text[at] != NUMBER(word))
                goto fail;
            at++;
            ip++;
            break;
        case LODE_DO_STRING: {
            size_t count = NUMBER(word);

            if (length - at < count || memcmp(text + at, code + ip + 1, count) != 0)
                goto fail;
            at += count;
            ip += 1 + (uint32_t)(count + 3) / 4;
            break;
        }
        case LODE_DO_SET:
            if (at == length || !has(runner, NUMBER(word), text, at, &next))
                goto fail;
            at = next;
            ip++;
            break;
        case LODE_DO_TRY:
            OR_MEMORY(add_way(runner, WAY_BACK, code[ip + 1], call_now, at, 0));
            ip += 2;
            break;
        case LODE_DO_TRY_IF: {
            const uint64_t *first = runner->firsts[NUMBER(word)];
            unsigned char byte = at < length ? (unsigned char)text[at] : 0;

            if (at < length && first[byte / 64] >> byte % 64 & 1) {
                OR_MEMORY(add_way(runner, WAY_BACK, code[ip + 1], call_now, at, 0));
                ip += 2;
            } else {
                ip = code[ip + 1];
            }
            break;
        }
        case LODE_DO_TRY_OTHER:
            OR_MEMORY(add_way(runner, WAY_BACK, code[ip + 1], call_now, at, 0));
            ip = code[ip + 2];
            break;
        case LODE_DO_SWITCH: {
            uint32_t count = NUMBER(word), i = 0;
            const unsigned char *bytes = (const unsigned char *)(code + ip + 1);

            if (at == length)
                goto fail;
            while (i < count && bytes[i] != (unsigned char)text[at])
                i++;
            if (i == count)
                goto fail;
            ip = code[ip + 1 + (count + 3) / 4 + i];
            break;
        }
        case LODE_DO_SELECT: {
            const unsigned char *table = runner->tables + (size_t)NUMBER(word) * LODE_PROGRAM_TABLE;
            uint32_t which = table[at < length ? (unsigned char)text[at] : LODE_PROGRAM_TABLE - 1];

            if (!which)
                goto fail;
            ip = code[ip + 1 + which];
            break;
        }
        case LODE_DO_LOOP:
        case LODE_DO_LOOP_ALL: {
            uint32_t least = code[ip + 1], most = code[ip + 2], count = 0, set = NUMBER(word);
            bool all = (word & 0xFF) == LODE_DO_LOOP_ALL;
            size_t from = at, shortest = at;

            while (count < most && at < length && has(runner, set, text, at, &next)) {
                at = next;
                if (++count == least)
                    shortest = at;
            }
            if (count < least)
                goto fail;
            steps += (at - from) / CHARACTERS_A_STEP;
            ip += 3;
            if (!all && at > shortest)
                OR_MEMORY(add_way(runner, WAY_SHORTER, ip, call_now, at, shortest));
            break;
        }
        case LODE_DO_LOOP_LAZY: {
            uint32_t least = code[ip + 1], count = 0;

            for (; count < least && at < length && has(runner, NUMBER(word), text, at, &next); count++)
                at = next;
            if (count < least)
                goto fail;
            if (count < code[ip + 2])
                OR_MEMORY(add_way(runner, WAY_LONGER, ip, call_now, at, count));
            ip += 3;
            break;
        }
        case LODE_DO_OPEN:
            OR_MEMORY(add_way(runner, WAY_OPEN, NUMBER(word), call_now, runner->opens[NUMBER(word)], 0));
            runner->opens[NUMBER(word)] = at;
            ip++;
            break;
        case LODE_DO_CLOSE: {
            size_t *group = runner->groups + 2 * (size_t)NUMBER(word);

            OR_MEMORY(add_way(runner, WAY_GROUP, NUMBER(word), call_now, group[0], group[1]));
            group[0] = runner->opens[NUMBER(word)];
            group[1] = at;
            ip++;
            break;
        }
        case LODE_DO_REFERENCE: {
            const size_t *group = runner->groups + 2 * (size_t)NUMBER(word);
            size_t count = group[1] - group[0];

            if (group[0] == SIZE_MAX || length - at < count || memcmp(text + group[0], text + at, count) != 0)
                goto fail;
            steps += count / CHARACTERS_A_STEP;
            at += count;
            ip++;
            break;
        }
        case LODE_DO_REFERENCE_CASELESS: {
            const size_t *group = runner->groups + 2 * (size_t)NUMBER(word);

            if (group[0] == SIZE_MAX || !pass_folded(text, group[0], group[1], length, &at))
                goto fail;
            steps += (group[1] - group[0]) / CHARACTERS_A_STEP;
            ip++;
            break;
        }
        case LODE_DO_ROUND:
            OR_MEMORY(add_way(runner, WAY_REGISTER, NUMBER(word), call_now, runner->registers[NUMBER(word)], 0));
            runner->registers[NUMBER(word)] = at;
            ip++;
            break;
        case LODE_DO_LEAVE_IF_EMPTY:
            ip = runner->registers[NUMBER(word)] == at ? code[ip + 1] : ip + 2;
            break;
        case LODE_DO_MARK:
            OR_MEMORY(add_way(runner, WAY_MARK, 0, call_now, at, runner->mark));
            runner->mark = runner->way_count;
            ip++;
            break;
        case LODE_DO_MARK_NOT:
            OR_MEMORY(add_way(runner, WAY_MARK_NOT, code[ip + 1], call_now, at, runner->mark));
            runner->mark = runner->way_count;
            ip += 2;
            break;
        case LODE_DO_KEEP:
            runner->call_count = keep(runner).call_count;
            ip++;
            break;
        case LODE_DO_KEEP_PLACE: {
            way mark = keep(runner);

            runner->call_count = mark.call_count;
            at = mark.at;
            ip++;
            break;
        }
        case LODE_DO_REFUSE:
            refuse(runner);
            goto fail;
        case LODE_DO_BACK:
            for (uint32_t left = NUMBER(word); left > 0; left--) {
                if (at == 0)
                    goto fail;
                at = before(text, at);
            }
            ip++;
            break;
        case LODE_DO_NEXT_IS:
            if (!next_is(runner, NUMBER(word), text, length, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_NEXT_IS_NOT:
            if (next_is(runner, NUMBER(word), text, length, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_PREVIOUS_IS:
            if (!previous_is(runner, NUMBER(word), text, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_PREVIOUS_IS_NOT:
            if (previous_is(runner, NUMBER(word), text, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_EDGE:
            if (!is_edge((lode_node_meaning)NUMBER(word), text, length, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_WORD_EDGE:
        case LODE_DO_NO_WORD_EDGE:
            if ((previous_is(runner, NUMBER(word), text, at) == next_is(runner, NUMBER(word), text, length, at)) ==
                ((word & 0xFF) == LODE_DO_WORD_EDGE))
                goto fail;
            ip++;
            break;
        case LODE_DO_CALL:
            steps++;
            OR_MEMORY(add_call(runner, ip + 2, call_now));
            call_now = runner->call_count - 1;
            ip = code[ip + 1];
            break;
        case LODE_DO_RETURN:
            ip = runner->calls[call_now].back_to;
            call_now = runner->calls[call_now].outer;
            break;
        }
        continue;
    fail:
        for (bool found = false; !found;) {
            way *last;

            if (runner->way_count == 0)
                return LODE_RUN_NONE;
            last = &runner->ways[runner->way_count - 1];
            switch ((way_kind)last->kind) {
            case WAY_BACK:
                ip = last->address;
                at = last->at;
                runner->way_count--;
                found = true;
                break;
            case WAY_SHORTER:
                at = last->at = before(text, last->at);
                ip = last->address;
                if (at == last->least)
                    runner->way_count--;
                found = true;
                break;
            case WAY_LONGER:
                ip = last->address;
                if (last->at < length && has(runner, NUMBER(code[ip]), text, last->at, &next)) {
                    at = last->at = next;
                    if (++last->least == code[ip + 2])
                        runner->way_count--;
                    ip += 3;
                    found = true;
                } else {
                    runner->way_count--;
                }
                break;
            case WAY_GROUP:
                runner->groups[2 * last->address] = last->at;
                runner->groups[2 * last->address + 1] = last->least;
                runner->way_count--;
                break;
            case WAY_OPEN:
                runner->opens[last->address] = last->at;
                runner->way_count--;
                break;
            case WAY_REGISTER:
                runner->registers[last->address] = last->at;
                runner->way_count--;
                break;
            case WAY_MARK:
                runner->mark = last->least;
                runner->way_count--;
                break;
            case WAY_MARK_NOT:
                runner->mark = last->least;
                ip = last->address;
                at = last->at;
                runner->way_count--;
                found = true;
                break;
            }
            call_now = last->call;
            runner->call_count = last->call_count;
        }
        if (++steps > runner->steps_most)
            return LODE_RUN_STEPS;
    }
}
