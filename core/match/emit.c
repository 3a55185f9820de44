/* SPDX-License-Identifier: MIT */
#include "match/emit.h"

#include "match/emitter.h"

#include <string.h>

const lode_node *lode_emit_unwrap(const lode_node *node) {
    while ((node->kind == LODE_NODE_SEQUENCE || node->kind == LODE_NODE_CHOICE) && node->meaning == LODE_MEANING_AS_IT_IS &&
           node->parts && !node->parts->next)
        node = node->parts;
    return node;
}

static void emit_bytes(lode_emitter *emitter, const char *bytes, size_t length) {
    if (length == 1) {
        lode_emitter_do(emitter, LODE_DO_BYTE, (unsigned char)bytes[0]);
        return;
    }
    lode_emitter_do(emitter, LODE_DO_STRING, (uint32_t)length);
    for (size_t i = 0; i < length; i += sizeof(uint32_t)) {
        uint32_t word = 0;

        memcpy(&word, bytes + i, length - i < sizeof word ? length - i : sizeof word);
        lode_emitter_put(emitter, word);
    }
}

/* The characters that stand one after the other from a node on; returns the node behind them. */
static const lode_node *emit_string(lode_emitter *emitter, const lode_node *node) {
    char bytes[256];
    size_t length = 0;

    while (node && lode_emitter_is_character(node) && length <= sizeof bytes - 4) {
        length += lode_emitter_encode(node->set->ranges[0].first, (unsigned char *)bytes + length);
        node = node->next;
    }
    emit_bytes(emitter, bytes, length);
    return node;
}

static void emit_sequence(lode_emitter *emitter, const lode_node *node) {
    for (const lode_node *part = node->parts; part && !lode_emitter_is_done(emitter);) {
        if (lode_emitter_is_character(part)) {
            part = emit_string(emitter, part);
        } else {
            lode_emit_node(emitter, part);
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
        lode_emitter_give_up(emitter, "it looks behind over no fixed number of characters");
    else if (width)
        lode_emitter_do(emitter, LODE_DO_BACK, (uint32_t)width);
    lode_emit_node(emitter, node);
}

/* What stands before, each alternative from as far back as it is long. */
static void emit_behind(lode_emitter *emitter, const lode_node *node) {
    const lode_node *inside = lode_emit_unwrap(node);
    uint32_t ends = 0;

    if (inside->kind != LODE_NODE_CHOICE || width_of(inside) != SIZE_MAX) {
        emit_back(emitter, inside);
        return;
    }
    for (const lode_node *part = inside->parts; part && !lode_emitter_is_done(emitter); part = part->next) {
        uint32_t other = part->next ? lode_emitter_forward(emitter, LODE_DO_TRY, 0) : 0;

        emit_back(emitter, part);
        if (!part->next)
            break;
        lode_emitter_do(emitter, LODE_DO_JUMP, 0);
        ends = lode_emitter_put(emitter, ends);
        lode_emitter_arrive(emitter, other);
    }
    lode_emitter_arrive_all(emitter, ends);
}

static void emit_assertion(lode_emitter *emitter, const lode_node *node) {
    const lode_node *inside = lode_emit_unwrap(node->parts);
    bool ahead = node->kind == LODE_NODE_AHEAD;
    uint32_t after = 0;

    if (inside->kind == LODE_NODE_SET) {
        lode_instruction does = ahead            ? node->negative ? LODE_DO_NEXT_IS_NOT : LODE_DO_NEXT_IS
                                : node->negative ? LODE_DO_PREVIOUS_IS_NOT
                                                 : LODE_DO_PREVIOUS_IS;

        lode_emitter_do(emitter, does, lode_emitter_set_number(emitter, inside->set));
        return;
    }
    if (node->negative)
        after = lode_emitter_forward(emitter, LODE_DO_MARK_NOT, 0);
    else
        lode_emitter_do(emitter, LODE_DO_MARK, 0);
    if (ahead)
        lode_emit_node(emitter, node->parts);
    else
        emit_behind(emitter, node->parts);
    lode_emitter_do(emitter, node->negative ? LODE_DO_REFUSE : LODE_DO_KEEP_PLACE, 0);
    if (node->negative)
        lode_emitter_arrive(emitter, after);
}

/* ---- All -------------------------------------------------------------------------------------------------------- */

static void emit_edge(lode_emitter *emitter, const lode_node *node) {
    if (node->meaning == LODE_MEANING_WORD_EDGE || node->meaning == LODE_MEANING_NO_WORD_EDGE)
        lode_emitter_do(emitter, node->meaning == LODE_MEANING_WORD_EDGE ? LODE_DO_WORD_EDGE : LODE_DO_NO_WORD_EDGE,
                        lode_emitter_set_number(emitter, node->set));
    else
        lode_emitter_do(emitter, LODE_DO_EDGE, (uint32_t)node->meaning);
}

static void emit_itself(lode_emitter *emitter, const lode_node *node) {
    switch (node->kind) {
    case LODE_NODE_EMPTY:
        break;
    case LODE_NODE_SET:
        if (lode_emitter_is_character(node)) {
            char bytes[4];

            emit_bytes(emitter, bytes, lode_emitter_encode(node->set->ranges[0].first, (unsigned char *)bytes));
        } else {
            lode_emitter_do(emitter, LODE_DO_SET, lode_emitter_set_number(emitter, node->set));
        }
        break;
    case LODE_NODE_SEQUENCE:
        emit_sequence(emitter, node);
        break;
    case LODE_NODE_CHOICE:
        lode_emit_choice(emitter, node);
        break;
    case LODE_NODE_REPEAT:
        lode_emit_repeat(emitter, node);
        break;
    case LODE_NODE_AHEAD:
    case LODE_NODE_BEHIND:
        emit_assertion(emitter, node);
        break;
    case LODE_NODE_CAPTURE:
        lode_emitter_do(emitter, LODE_DO_OPEN, node->group);
        lode_emit_node(emitter, node->parts);
        lode_emitter_do(emitter, LODE_DO_CLOSE, node->group);
        break;
    case LODE_NODE_ATOMIC:
        lode_emitter_do(emitter, LODE_DO_MARK, 0);
        lode_emit_node(emitter, node->parts);
        lode_emitter_do(emitter, LODE_DO_KEEP, 0);
        break;
    case LODE_NODE_REFERENCE:
        lode_emitter_do(emitter, node->caseless ? LODE_DO_REFERENCE_CASELESS : LODE_DO_REFERENCE, node->group);
        break;
    case LODE_NODE_CHECK_NEXT:
    case LODE_NODE_CHECK_PREVIOUS:
        lode_emitter_give_up(emitter, "a check of which no more is known");
    }
}

void lode_emit_node(lode_emitter *emitter, const lode_node *node) {
    const lode_known_thing *known;
    uint32_t over, start;

    if (lode_emitter_is_done(emitter))
        return;
    if (node->meaning != LODE_MEANING_AS_IT_IS) {
        emit_edge(emitter, node);
        return;
    }
    if (!node->shared || !node->parts) {
        emit_itself(emitter, node);
        return;
    }
    known = lode_emitter_find(emitter->routines, node->parts, node->kind);
    if (known) {
        lode_emitter_to(emitter, LODE_DO_CALL, 0, known->number);
        return;
    }
    over = lode_emitter_forward(emitter, LODE_DO_JUMP, 0);
    start = lode_emitter_here(emitter);
    emit_itself(emitter, node);
    lode_emitter_do(emitter, LODE_DO_RETURN, 0);
    lode_emitter_arrive(emitter, over);
    lode_emitter_to(emitter, LODE_DO_CALL, 0, start);
    lode_emitter_note(emitter, emitter->routines, node->parts, node->kind, start, emitter->arena);
}

lode_status lode_emit(lode_emitter *emitter, const lode_node *tree, size_t groups, lode_arena *arena, const char **reason) {
    lode_program *program = emitter->program;
    lode_program_entry entry = {.start = lode_emitter_here(emitter), .groups = (uint32_t)groups};

    emitter->tree_arena = arena;
    emitter->registers = 0;
    emitter->start = entry.start;
    emitter->reason = NULL;
    if (tree) {
        lode_emit_node(emitter, tree);
        lode_emitter_do(emitter, LODE_DO_MATCH, 0);
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
