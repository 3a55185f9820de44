/* SPDX-License-Identifier: MIT */
/* Repeats. */
#include "match/emitter.h"

enum { COPY_MOST = 10 /* nodes: what has more is called where it is repeated */ };

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
    lode_emitter_do(emitter,
                    node->mode == LODE_NODE_GREEDY ? LODE_DO_LOOP
                    : node->mode == LODE_NODE_LAZY ? LODE_DO_LOOP_LAZY
                                                   : LODE_DO_LOOP_ALL,
                    lode_emitter_set_number(emitter, set));
    lode_emitter_put(emitter, node->least);
    lode_emitter_put(emitter, node->most);
}

/* Goes on with a part that begins so, or elsewhere; returns where the address of that is to go. */
static uint32_t put_way(lode_emitter *emitter, const lode_first_bytes *bytes) {
    return bytes->empty ? lode_emitter_forward(emitter, LODE_DO_TRY, 0)
                        : lode_emitter_forward(emitter, LODE_DO_TRY_IF, lode_emit_first_number(emitter, bytes));
}

/* x* and, where it is `once` at least, x+. */
static void emit_endless(lode_emitter *emitter, const lode_node *part, bool once, bool lazy) {
    lode_first_bytes bytes = lode_emit_first_of(emitter, part);
    bool can_be_empty = lode_node_can_be_empty(part);
    uint32_t loop, out = 0, empty = 0, number = emitter->registers;

    emitter->registers += can_be_empty;
    if (!once && !lazy) {
        loop = lode_emitter_here(emitter);
        out = put_way(emitter, &bytes);
    } else if (!once) {
        lode_emitter_do(emitter, LODE_DO_TRY_OTHER, 0);
        lode_emitter_put(emitter, lode_emitter_here(emitter) + 2);
        out = lode_emitter_put(emitter, 0);
        loop = lode_emitter_here(emitter);
    } else {
        loop = lode_emitter_here(emitter);
    }
    if (can_be_empty)
        lode_emitter_do(emitter, LODE_DO_ROUND, number);
    lode_emit_node(emitter, part);
    if (can_be_empty)
        empty = lode_emitter_forward(emitter, LODE_DO_LEAVE_IF_EMPTY, number);
    if (lazy) {
        lode_emitter_do(emitter, LODE_DO_TRY, 0);
        lode_emitter_put(emitter, loop);
    } else if (once) {
        uint32_t away = put_way(emitter, &bytes);

        lode_emitter_to(emitter, LODE_DO_JUMP, 0, loop);
        lode_emitter_arrive(emitter, away);
    } else {
        lode_emitter_to(emitter, LODE_DO_JUMP, 0, loop);
    }
    if (out)
        lode_emitter_arrive(emitter, out);
    if (empty)
        lode_emitter_arrive(emitter, empty);
}

/* A part that is to stand several times: in full, or called. */
static void emit_copy(lode_emitter *emitter, const lode_node *part, uint32_t *routine) {
    if (*routine)
        lode_emitter_to(emitter, LODE_DO_CALL, 0, *routine);
    else
        lode_emit_node(emitter, part);
}

static void emit_counted(lode_emitter *emitter, const lode_node *node, bool lazy) {
    const lode_node *part = node->parts;
    uint32_t copies = node->most == LODE_NODE_NO_END ? node->least : node->most, routine = 0, ends = 0;
    lode_first_bytes bytes = lode_emit_first_of(emitter, part);

    if (copies > 1 && count_nodes(part) > COPY_MOST && !has_captures(part)) {
        uint32_t over = lode_emitter_forward(emitter, LODE_DO_JUMP, 0);

        routine = lode_emitter_here(emitter);
        lode_emit_node(emitter, part);
        lode_emitter_do(emitter, LODE_DO_RETURN, 0);
        lode_emitter_arrive(emitter, over);
    }
    for (uint32_t i = node->most == LODE_NODE_NO_END ? 1 : 0; i < node->least && !lode_emitter_is_done(emitter); i++)
        emit_copy(emitter, part, &routine);
    if (node->most == LODE_NODE_NO_END) {
        emit_endless(emitter, part, node->least > 0, lazy);
        return;
    }
    for (uint32_t i = node->least; i < node->most && !lode_emitter_is_done(emitter); i++) {
        uint32_t out;

        if (lazy) {
            lode_emitter_do(emitter, LODE_DO_TRY_OTHER, 0);
            lode_emitter_put(emitter, lode_emitter_here(emitter) + 2);
            out = lode_emitter_put(emitter, ends);
        } else {
            lode_emitter_do(emitter, bytes.empty ? LODE_DO_TRY : LODE_DO_TRY_IF,
                            bytes.empty ? 0 : lode_emit_first_number(emitter, &bytes));
            out = lode_emitter_put(emitter, ends);
        }
        ends = out;
        emit_copy(emitter, part, &routine);
    }
    lode_emitter_arrive_all(emitter, ends);
}

void lode_emit_repeat(lode_emitter *emitter, const lode_node *node) {
    const lode_node *part = lode_emit_unwrap(node->parts);

    if (node->most == 0)
        return;
    if (part->kind == LODE_NODE_SET && !(node->least == 1 && node->most == 1)) {
        emit_loop_of_set(emitter, node, part->set);
        return;
    }
    if (node->mode == LODE_NODE_POSSESSIVE)
        lode_emitter_do(emitter, LODE_DO_MARK, 0);
    emit_counted(emitter, node, node->mode == LODE_NODE_LAZY);
    if (node->mode == LODE_NODE_POSSESSIVE)
        lode_emitter_do(emitter, LODE_DO_KEEP, 0);
}
