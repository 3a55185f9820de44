#include "match/expression.h"

#include "match/assertions.h"
#include "match/bytes.h"
#include "match/choose.h"
#include "match/loosen.h"

enum {
    LARGEST = 20000, /* beyond this Vectorscan's time and memory are better spent otherwise */
    LONGEST = 6000   /* bytes of one expression; Vectorscan takes 16000 */
};

/* What has become a loop or optional only since it was simplified is trimmed again. */
static const lode_node *simplify(const lode_node *part, lode_charsets *charsets, lode_arena *arena) {
    part = lode_loosen_inside(part, false, charsets, arena);
    part = part ? lode_loosen_spaces(part, charsets, arena) : NULL;
    part = part ? lode_loosen_end(part, arena) : NULL;
    return part ? lode_loosen_start(part, arena) : NULL;
}

/* A choice may become several expressions. */
static bool print(const lode_node *part, lode_charsets *charsets, lode_buffer *expressions, size_t *size) {
    lode_arena *arena = lode_charsets_arena(charsets);
    size_t start = expressions->length, one;

    *size = 0;
    if (part->kind != LODE_NODE_CHOICE)
        return lode_bytes_print(part, arena, expressions, size) && lode_buffer_byte(expressions, '\0');
    for (const lode_node *branch = part->parts; branch; branch = branch->next) {
        if (!lode_bytes_print(branch, arena, expressions, &one))
            return false;
        *size += one;
        if (!branch->next || expressions->length - start > LONGEST) {
            lode_buffer_byte(expressions, '\0');
            start = expressions->length;
        } else {
            lode_buffer_byte(expressions, '|');
        }
    }
    return !expressions->failed;
}

static lode_status write(const lode_node *tree, lode_charsets *charsets, lode_buffer *expressions, lode_automata *automata,
                         lode_expression_automata *numbers, const char **reason) {
    lode_arena *arena = lode_charsets_arena(charsets);
    lode_choice choice;
    lode_status status;
    size_t size;

    tree = lode_assertions_resolve(tree, arena);
    if (!tree || !lode_choose(tree, charsets, arena, &choice))
        return LODE_ERROR_MEMORY;
    choice.part = simplify(choice.part, charsets, arena);
    choice.until = lode_loosen_inside(choice.until, true, charsets, arena);
    choice.until = choice.until ? lode_loosen_end(choice.until, arena) : NULL;
    tree = lode_loosen_inside(tree, true, charsets, arena);
    if (!choice.part || !choice.until || !tree || !print(choice.part, charsets, expressions, &size))
        return LODE_ERROR_MEMORY;
    status = size > LARGEST ? LODE_ERROR_LIMIT : lode_automata_add(automata, choice.until, LODE_BACKWARDS, &numbers->backwards);
    if (status == LODE_ERROR_LIMIT)
        *reason = "it is too large for the prefilter";
    if (status != LODE_OK)
        return status == LODE_ERROR_LIMIT ? LODE_DECLINED : status;
    status = lode_automata_add(automata, tree, LODE_FORWARDS, &numbers->forwards);
    if (status == LODE_ERROR_LIMIT)
        numbers->forwards = LODE_EXPRESSION_NO_AUTOMATON;
    return status == LODE_ERROR_LIMIT ? LODE_OK : status;
}

lode_status lode_expression_of(const lode_rule *rule, lode_charsets *charsets, lode_buffer *expressions,
                               lode_automata *automata, lode_expression_automata *numbers, const char **reason) {
    const lode_node *tree =
        lode_syntax_parse(rule->pattern, rule->pattern_length, rule->caseless, charsets, lode_charsets_arena(charsets), reason);

    lode_buffer_clear(expressions);
    if (tree && lode_node_can_be_empty(tree))
        *reason = "it can match nothing at all";
    else if (tree)
        return write(tree, charsets, expressions, automata, numbers, reason);
    return LODE_DECLINED;
}
