/* SPDX-License-Identifier: MIT */
#include "match/states.h"

#include "match/token_memory.h"

#include <stdlib.h>

enum {
    LONGEST = 512,         /* bytes that are read from one place */
    STEPS_A_BYTE = 64,     /* that a text may take, and besides these, */
    STEPS_FREE = 1 << 24,  /* and these: */
    STEPS_A_NODE = 64,     /* of the automata */
    COST_OF_A_VISIT = 4,   /* to a node while a step is made, in steps */
    MANY_VISITS = 1 << 24, /* to nodes, or */
    MANY_NODES = 1 << 21,  /* in all states: enough to begin with */
    KEPT_VISITS = 1 << 19, /* to nodes: they take longer than keeping the states */
    PAIRS_MOST = 1 << 20   /* of characters' classes that are remembered */
};

/* A text of automata that is read on beyond the token in which it starts. */
typedef struct reading {
    uint32_t state;
    uint32_t word; /* the next one */
    size_t place;
} reading;

enum {
    FETCHED_AHEAD = 12, /* words */
    READINGS = 32       /* at a time: the processor waits for what all of them need at once */
};

struct lode_states {
    lode_state_set set;
    lode_tokens *tokens;
    bool own_tokens;
    lode_token_memory memory;
    const uint16_t *pages, *blocks; /* of the automata */
    uint8_t *pairs; /* by the classes of two characters: whether a text may start between them; NULL: not remembered */
    size_t class_count;
    bool full; /* there was no room for a state */
};

/* A search at work. */
typedef struct search {
    lode_states *states;
    const char *text;
    size_t length;
    const lode_words *words; /* of it */
    size_t steps;            /* so far */
    lode_states_found *found;
    void *context;
    reading readings[READINGS];
    size_t reading_count;
} search;

lode_states *lode_states_create(const lode_automata *automata, const lode_made_states *made_states, lode_tokens *tokens) {
    lode_states *made = calloc(1, sizeof *made);

    if (made) {
        made->own_tokens = !tokens;
        made->tokens = tokens ? tokens : lode_tokens_create();
    }
    if (!made || !made->tokens || !lode_state_set_start(&made->set, automata, made_states) ||
        !lode_token_memory_start(&made->memory)) {
        lode_states_free(made);
        return NULL;
    }
    made->pages = (const uint16_t *)(const void *)automata->pages.bytes;
    made->blocks = (const uint16_t *)(const void *)automata->blocks.bytes;
    made->class_count = lode_automata_class_count(automata);
    if (made->class_count * made->class_count <= PAIRS_MOST)
        made->pairs = calloc(made->class_count * made->class_count, sizeof *made->pairs);
    return made;
}

void lode_states_free(lode_states *states) {
    if (!states)
        return;
    lode_state_set_free(&states->set);
    if (states->own_tokens)
        lode_tokens_free(states->tokens);
    lode_token_memory_free(&states->memory);
    free(states->pairs);
    free(states);
}

bool lode_states_are_many(const lode_states *states) {
    return states->set.visited > MANY_VISITS || states->set.member_count > MANY_NODES;
}

bool lode_states_are_worth_keeping(const lode_states *states) {
    return states->set.visited > KEPT_VISITS && states->set.member_count <= MANY_NODES;
}

bool lode_states_copy(const lode_states *states, lode_made_states *made) {
    return lode_state_set_copy(&states->set, made);
}

/* Forgets all states, and what tokens lead to. */
static void forget(lode_states *states) {
    states->full = false;
    lode_state_set_clear(&states->set);
    lode_token_memory_clear(&states->memory);
}

/* Has the words of a text, and room for what their tokens lead to. */
static bool take_words(search *at_work) {
    lode_states *states = at_work->states;

    if (states->own_tokens)
        lode_tokens_read_text(states->tokens, at_work->text, at_work->length);
    at_work->words = states->tokens->words;
    if (states->memory.round != states->tokens->round)
        lode_token_memory_clear(&states->memory);
    states->memory.round = states->tokens->round;
    return at_work->words->known && lode_token_memory_reserve(&states->memory, states->tokens->count);
}

/* The class of the character at *at, which is moved behind it. */
static uint16_t next_class(const lode_states *states, const char *text, size_t *at) {
    const unsigned char *bytes = (const unsigned char *)text + *at;
    uint32_t c = bytes[0];
    size_t count = 1;

    if (c >= 0x80) {
        count = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        c &= 0x7Fu >> count;
        for (size_t i = 1; i < count; i++)
            c = c << 6 | (bytes[i] & 0x3F);
    }
    *at += count;
    return states->blocks[(size_t)states->pages[c / LODE_AUTOMATON_PAGE] * LODE_AUTOMATON_PAGE + c % LODE_AUTOMATON_PAGE];
}

/* ---- Telling ---------------------------------------------------------------------------------------------------- */

static bool tell(const search *at_work, const uint32_t *automata, size_t count, size_t place) {
    for (size_t i = 0; i < count; i++)
        if (!at_work->found(at_work->context, automata[i], place))
            return false;
    return true;
}

/* Tells of all automata of which a text may still end beyond a state. */
static bool tell_all(const search *at_work, uint32_t number, size_t place) {
    const lode_state_set *set = &at_work->states->set;
    const lode_state *state = &set->states[number];
    const uint32_t *members = lode_state_set_members(set, state);
    uint32_t last = UINT32_MAX;

    for (uint32_t i = 0; i < state->count; i++) {
        uint32_t automaton = lode_state_set_owner(set, members[i]);

        if (automaton != last && !at_work->found(at_work->context, automaton, place))
            return false;
        last = automaton; /* the nodes of one stand side by side */
    }
    return true;
}

/* ---- Reading a token for the first time ------------------------------------------------------------------------- */

/* Reads on to the end of a token, from a state or with the step that leads to one; what is found goes to the list. Returns the
 * state behind it; LODE_STATE_UNKNOWN: there is no room. */
static uint32_t read_token(search *at_work, uint32_t step, size_t at, size_t end) {
    lode_states *states = at_work->states;

    for (;;) {
        uint32_t here = step & ~(uint32_t)LODE_STEP_TELLS;
        const lode_state *state = &states->set.states[here];

        if (step & LODE_STEP_TELLS) {
            if (!lode_token_memory_note_found(&states->memory, states->set.list + state->found, state->found_count))
                return LODE_STATE_UNKNOWN;
            if (state->count == 0)
                return LODE_STATE_DEAD;
        }
        if (at == end)
            return here;
        at_work->steps++;
        step = lode_state_set_step(&states->set, here, next_class(states, at_work->text, &at));
        if (step == LODE_STATE_UNKNOWN)
            return step;
    }
}

enum { PAIR_UNKNOWN, PAIR_STARTS_NOTHING, PAIR_MAY_START };

/* Whether no text starts with a character of one class behind one of another. Most places of a text are passed over so. */
static bool starts_nothing(lode_states *states, uint16_t before, uint16_t class) {
    uint8_t *pair = states->pairs ? &states->pairs[before * states->class_count + class] : NULL;

    if (!pair)
        return false;
    if (*pair == PAIR_UNKNOWN) {
        uint32_t step = lode_state_set_step(&states->set, LODE_STATE_BEFORE, before);

        if (step != LODE_STATE_UNKNOWN && !(step & LODE_STEP_TELLS))
            step = lode_state_set_step(&states->set, step, class);
        if (step == LODE_STATE_UNKNOWN)
            return false;
        *pair = step == LODE_STEP_TO_DEAD ? PAIR_STARTS_NOTHING : PAIR_MAY_START;
    }
    return *pair == PAIR_STARTS_NOTHING;
}

/* Finds the starts in a word behind a character of a class. False: there is no room. */
static bool find_starts(search *at_work, const lode_word *word, uint16_t before, lode_token_starts *starts) {
    lode_states *states = at_work->states;
    lode_token_memory *memory = &states->memory;
    size_t end = word[1].at;

    *starts = (lode_token_starts){.first = memory->start_count, .count = LODE_STARTS_UNKNOWN, .before = before};
    for (size_t at = word->at, next = at; at < end; at = next) {
        uint16_t class = next_class(states, at_work->text, &next);
        lode_token_start start = {.offset = (uint32_t)(at - word->at), .found = memory->list_count};
        uint32_t step;

        if (!starts_nothing(states, before, class)) {
            step = lode_state_set_step(&states->set, LODE_STATE_BEFORE, before);
            if (step == LODE_STATE_UNKNOWN)
                return false;
            start.state = read_token(at_work, step, at, end);
            if (start.state == LODE_STATE_UNKNOWN)
                return false;
            start.found_count = memory->list_count - start.found;
            if ((start.found_count || start.state != LODE_STATE_DEAD) && !lode_token_memory_note_start(memory, start))
                return false;
        }
        before = class;
    }
    starts->last = before;
    starts->count = memory->start_count - starts->first;
    return true;
}

static uint64_t step_key(uint32_t state, uint32_t token) {
    return (uint64_t)state << 32 | token;
}

/* The step from a state with a word; NULL: there is no room. */
static const lode_token_step *step_over(search *at_work, uint32_t state, const lode_word *word) {
    lode_token_memory *memory = &at_work->states->memory;
    uint64_t key = step_key(state, word->token);
    const lode_token_step *step = word->token ? lode_token_memory_step(memory, key) : NULL;

    if (!step) {
        uint32_t found = memory->list_count, to = read_token(at_work, state, word->at, word[1].at);

        if (to != LODE_STATE_UNKNOWN)
            step = lode_token_memory_note_step(memory, (lode_token_step){key, to, found, memory->list_count - found});
        at_work->states->full = at_work->states->full || !step;
    }
    return step;
}

/* ---- Searching -------------------------------------------------------------------------------------------------- */

/* The starts of a word behind a character of a class: for the last such class with the token, else under a key of its own.
 * False: there is no room. */
static bool starts_of(search *at_work, const lode_word *word, uint16_t before, lode_token_starts *starts) {
    lode_token_memory *memory = &at_work->states->memory;
    lode_token_starts *last = &memory->by_token[word->token];
    uint64_t key = UINT64_C(1) << 63 | (uint64_t)before << 32 | word->token;
    const lode_token_step *step;

    if (!word->token)
        return find_starts(at_work, word, before, starts);
    if (last->count == LODE_STARTS_UNKNOWN && !find_starts(at_work, word, before, last))
        return false;
    *starts = *last;
    if (last->before == before)
        return true;
    step = lode_token_memory_step(memory, key);
    if (step) {
        *starts = (lode_token_starts){.first = step->to, .last = last->last, .count = step->found_count};
        return true;
    }
    return find_starts(at_work, word, before, starts) &&
           lode_token_memory_note_step(memory,
                                       (lode_token_step){.key = key, .to = starts->first, .found_count = starts->count});
}

/* Takes one step further with a reading; what it has come to is told. *goes_on is false where it has come to its end. False:
 * `found` returned false. */
static bool take_step(search *at_work, reading *at, bool *goes_on) {
    lode_states *states = at_work->states;
    const lode_word *word = &at_work->words->items[at->word];
    const lode_token_step *step;

    *goes_on = false;
    if (at->word == at_work->words->count) {
        uint32_t end = lode_state_set_step(&states->set, at->state, LODE_CLASS_NONE);
        const lode_state *state = &states->set.states[end & ~(uint32_t)LODE_STEP_TELLS];

        if (end == LODE_STATE_UNKNOWN)
            return tell_all(at_work, at->state, at->place);
        return tell(at_work, states->set.list + state->found, state->found_count, at->place);
    }
    step = word->at - at->place > LONGEST ? NULL : step_over(at_work, at->state, word);
    if (!step)
        return tell_all(at_work, at->state, at->place);
    at_work->steps++;
    at->state = step->to;
    at->word++;
    *goes_on = step->to != LODE_STATE_DEAD;
    return tell(at_work, states->memory.list + step->found, step->found_count, at->place);
}

/* Takes all readings to their ends. False: `found` returned false. */
static bool finish_readings(search *at_work) {
    lode_states *states = at_work->states;
    const lode_word *words = at_work->words->items;

    while (at_work->reading_count) {
        size_t count = 0;

        for (size_t i = 0; i < at_work->reading_count; i++)
            lode_token_memory_fetch_step(&states->memory,
                                         step_key(at_work->readings[i].state, words[at_work->readings[i].word].token));
        for (size_t i = 0; i < at_work->reading_count; i++) {
            reading at = at_work->readings[i];
            bool goes_on;

            if (!take_step(at_work, &at, &goes_on))
                return false;
            if (goes_on) {
                at_work->readings[count++] = at;
                lode_token_memory_fetch_slot(&states->memory, step_key(at.state, words[at.word].token));
            }
        }
        at_work->reading_count = count;
    }
    return true;
}

/* Whether what starts at the blank behind a word has come to its end at the next one's first character, as most of it has. */
static bool ends_at_once(const search *at_work, const lode_token_start *start, const lode_word *word) {
    lode_states *states = at_work->states;
    size_t end = word[1].at;

    return word->at + start->offset + 1 == end && end < at_work->length &&
           lode_state_set_step(&states->set, start->state, next_class(states, at_work->text, &end)) == LODE_STEP_TO_DEAD;
}

/* Takes up what starts in a word. False: `found` returned false. */
static bool take_starts(search *at_work, const lode_word *word, const lode_token_starts *starts) {
    lode_states *states = at_work->states;

    for (uint32_t i = starts->first; i < starts->first + starts->count; i++) {
        lode_token_start start = states->memory.starts[i];
        size_t place = word->at + start.offset;

        if (!tell(at_work, states->memory.list + start.found, start.found_count, place))
            return false;
        if (start.state == LODE_STATE_DEAD || ends_at_once(at_work, &start, word))
            continue;
        if (at_work->reading_count == READINGS && !finish_readings(at_work))
            return false;
        at_work->readings[at_work->reading_count++] =
            (reading){start.state, (uint32_t)(word + 1 - at_work->words->items), place};
        lode_token_memory_fetch_slot(&states->memory, step_key(start.state, word[1].token));
    }
    return true;
}

/* Searches from all places in a word; *before becomes the class of its last character. */
static lode_states_outcome search_word(search *at_work, const lode_word *word, uint16_t *before) {
    lode_states *states = at_work->states;
    lode_token_starts starts;
    bool known = false;

    for (unsigned tries = 0; !known && tries < 2; tries++) {
        if (tries || states->full || lode_token_memory_is_full(&states->memory)) {
            if (!finish_readings(at_work))
                return LODE_STATES_REFUSED;
            forget(states);
        }
        known = starts_of(at_work, word, *before, &starts);
    }
    if (!known)
        return LODE_STATES_GIVEN_UP;
    *before = starts.last;
    return take_starts(at_work, word, &starts) ? LODE_STATES_DONE : LODE_STATES_REFUSED;
}

/* What a text may take, in steps. */
static size_t budget(const lode_states *states, size_t length) {
    return length < SIZE_MAX / 2 / STEPS_A_BYTE ? length * STEPS_A_BYTE + STEPS_FREE + states->set.node_count * STEPS_A_NODE
                                                : SIZE_MAX;
}

lode_states_outcome lode_states_search(lode_states *states, const char *text, size_t length, lode_states_found *found,
                                       void *context) {
    search at_work = {.states = states, .text = text, .length = length, .found = found, .context = context};
    size_t most = budget(states, length), visited = states->set.visited;
    uint16_t before = LODE_CLASS_NONE;
    const lode_word *word, *end;

    if (!take_words(&at_work))
        return LODE_STATES_GIVEN_UP;
    end = at_work.words->items + at_work.words->count;
    for (word = at_work.words->items; word < end; word++) {
        const lode_token_starts *known = &states->memory.by_token[word->token];
        lode_states_outcome outcome;

        if (end - word > FETCHED_AHEAD)
            LODE_FETCH(&states->memory.by_token[word[FETCHED_AHEAD].token]);
        if (known->count == 0 && known->before == before) {
            before = known->last;
            continue;
        }
        outcome = search_word(&at_work, word, &before);
        if (outcome != LODE_STATES_DONE)
            return outcome;
        if (at_work.steps + (states->set.visited - visited) * COST_OF_A_VISIT > most)
            return LODE_STATES_GIVEN_UP;
    }
    return finish_readings(&at_work) ? LODE_STATES_DONE : LODE_STATES_REFUSED;
}
