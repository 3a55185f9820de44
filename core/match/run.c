/* SPDX-License-Identifier: MIT */
#include "match/run.h"

#include <string.h>

enum { CHARACTERS_A_STEP = 16 /* read in a loop */ };

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
    uint32_t ip = entry->start, call_now = LODE_RUNNER_NO_CALL;
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
            if (at == length || !lode_runner_character_is(runner, NUMBER(word), text, at, &next))
                goto fail;
            at = next;
            ip++;
            break;
        case LODE_DO_TRY:
            OR_MEMORY(lode_runner_add_way(runner, LODE_WAY_BACK, code[ip + 1], call_now, at, 0));
            ip += 2;
            break;
        case LODE_DO_TRY_IF: {
            const uint64_t *first = runner->firsts[NUMBER(word)];
            unsigned char byte = at < length ? (unsigned char)text[at] : 0;

            if (at < length && first[byte / 64] >> byte % 64 & 1) {
                OR_MEMORY(lode_runner_add_way(runner, LODE_WAY_BACK, code[ip + 1], call_now, at, 0));
                ip += 2;
            } else {
                ip = code[ip + 1];
            }
            break;
        }
        case LODE_DO_TRY_OTHER:
            OR_MEMORY(lode_runner_add_way(runner, LODE_WAY_BACK, code[ip + 1], call_now, at, 0));
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

            while (count < most && at < length && lode_runner_character_is(runner, set, text, at, &next)) {
                at = next;
                if (++count == least)
                    shortest = at;
            }
            if (count < least)
                goto fail;
            steps += (at - from) / CHARACTERS_A_STEP;
            ip += 3;
            if (!all && at > shortest)
                OR_MEMORY(lode_runner_add_way(runner, LODE_WAY_SHORTER, ip, call_now, at, shortest));
            break;
        }
        case LODE_DO_LOOP_LAZY: {
            uint32_t least = code[ip + 1], count = 0;

            for (; count < least && at < length && lode_runner_character_is(runner, NUMBER(word), text, at, &next); count++)
                at = next;
            if (count < least)
                goto fail;
            if (count < code[ip + 2])
                OR_MEMORY(lode_runner_add_way(runner, LODE_WAY_LONGER, ip, call_now, at, count));
            ip += 3;
            break;
        }
        case LODE_DO_OPEN:
            OR_MEMORY(lode_runner_add_way(runner, LODE_WAY_OPEN, NUMBER(word), call_now, runner->opens[NUMBER(word)], 0));
            runner->opens[NUMBER(word)] = at;
            ip++;
            break;
        case LODE_DO_CLOSE: {
            size_t *group = runner->groups + 2 * (size_t)NUMBER(word);

            OR_MEMORY(lode_runner_add_way(runner, LODE_WAY_GROUP, NUMBER(word), call_now, group[0], group[1]));
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

            if (group[0] == SIZE_MAX || !lode_runner_pass_folded(text, group[0], group[1], length, &at))
                goto fail;
            steps += (group[1] - group[0]) / CHARACTERS_A_STEP;
            ip++;
            break;
        }
        case LODE_DO_ROUND:
            OR_MEMORY(
                lode_runner_add_way(runner, LODE_WAY_REGISTER, NUMBER(word), call_now, runner->registers[NUMBER(word)], 0));
            runner->registers[NUMBER(word)] = at;
            ip++;
            break;
        case LODE_DO_LEAVE_IF_EMPTY:
            ip = runner->registers[NUMBER(word)] == at ? code[ip + 1] : ip + 2;
            break;
        case LODE_DO_MARK:
            OR_MEMORY(lode_runner_add_way(runner, LODE_WAY_MARK, 0, call_now, at, runner->mark));
            runner->mark = runner->way_count;
            ip++;
            break;
        case LODE_DO_MARK_NOT:
            OR_MEMORY(lode_runner_add_way(runner, LODE_WAY_MARK_NOT, code[ip + 1], call_now, at, runner->mark));
            runner->mark = runner->way_count;
            ip += 2;
            break;
        case LODE_DO_KEEP:
            runner->call_count = lode_runner_keep(runner).call_count;
            ip++;
            break;
        case LODE_DO_KEEP_PLACE: {
            lode_way mark = lode_runner_keep(runner);

            runner->call_count = mark.call_count;
            at = mark.at;
            ip++;
            break;
        }
        case LODE_DO_REFUSE:
            lode_runner_refuse(runner);
            goto fail;
        case LODE_DO_BACK:
            for (uint32_t left = NUMBER(word); left > 0; left--) {
                if (at == 0)
                    goto fail;
                at = lode_runner_before(text, at);
            }
            ip++;
            break;
        case LODE_DO_NEXT_IS:
            if (!lode_runner_next_is(runner, NUMBER(word), text, length, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_NEXT_IS_NOT:
            if (lode_runner_next_is(runner, NUMBER(word), text, length, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_PREVIOUS_IS:
            if (!lode_runner_previous_is(runner, NUMBER(word), text, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_PREVIOUS_IS_NOT:
            if (lode_runner_previous_is(runner, NUMBER(word), text, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_EDGE:
            if (!lode_runner_is_edge((lode_node_meaning)NUMBER(word), text, length, at))
                goto fail;
            ip++;
            break;
        case LODE_DO_WORD_EDGE:
        case LODE_DO_NO_WORD_EDGE:
            if ((lode_runner_previous_is(runner, NUMBER(word), text, at) ==
                 lode_runner_next_is(runner, NUMBER(word), text, length, at)) == ((word & 0xFF) == LODE_DO_WORD_EDGE))
                goto fail;
            ip++;
            break;
        case LODE_DO_CALL:
            steps++;
            OR_MEMORY(lode_runner_add_call(runner, ip + 2, call_now));
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
            lode_way *last;

            if (runner->way_count == 0)
                return LODE_RUN_NONE;
            last = &runner->ways[runner->way_count - 1];
            switch ((lode_way_kind)last->kind) {
            case LODE_WAY_BACK:
                ip = last->address;
                at = last->at;
                runner->way_count--;
                found = true;
                break;
            case LODE_WAY_SHORTER:
                at = last->at = lode_runner_before(text, last->at);
                ip = last->address;
                if (at == last->least)
                    runner->way_count--;
                found = true;
                break;
            case LODE_WAY_LONGER:
                ip = last->address;
                if (last->at < length && lode_runner_character_is(runner, NUMBER(code[ip]), text, last->at, &next)) {
                    at = last->at = next;
                    if (++last->least == code[ip + 2])
                        runner->way_count--;
                    ip += 3;
                    found = true;
                } else {
                    runner->way_count--;
                }
                break;
            case LODE_WAY_GROUP:
                runner->groups[2 * last->address] = last->at;
                runner->groups[2 * last->address + 1] = last->least;
                runner->way_count--;
                break;
            case LODE_WAY_OPEN:
                runner->opens[last->address] = last->at;
                runner->way_count--;
                break;
            case LODE_WAY_REGISTER:
                runner->registers[last->address] = last->at;
                runner->way_count--;
                break;
            case LODE_WAY_MARK:
                runner->mark = last->least;
                runner->way_count--;
                break;
            case LODE_WAY_MARK_NOT:
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
