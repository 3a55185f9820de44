#include "match/expression.h"

#include "match/bytes.h"
#include "match/choose.h"
#include "match/loosen.h"

/* Beyond this Vectorscan's time and memory are better spent otherwise. */
enum { LARGEST = 20000 };

bool lode_expression_of(const lode_rule *rule, lode_charsets *charsets, lode_buffer *expression, lode_extent *extent,
                        const char **reason) {
    lode_arena arena = {0};
    const lode_node *tree = lode_syntax_parse(rule->pattern, rule->pattern_length, rule->caseless, charsets, &arena, reason);
    lode_choice choice;
    size_t size = 0;

    lode_buffer_clear(expression);
    if (!tree) {
        lode_arena_free(&arena);
        return false;
    }
    *reason = NULL;
    if (lode_node_can_be_empty(tree))
        *reason = "it can match nothing at all";
    else if (!lode_choose(tree, charsets, &arena, &choice))
        *reason = "memory ran out";
    if (!*reason) {
        *extent = lode_extent_of(choice.until);
        tree = lode_loosen_inside(choice.part, charsets, &arena);
        tree = tree ? lode_loosen_end(tree, &arena) : NULL; /* what is a loop only since it was simplified */
        tree = tree ? lode_loosen_start(tree, &arena) : NULL;
        if (!tree || !lode_bytes_print(tree, expression, &size))
            *reason = "memory ran out";
    }
    if (!*reason && size > LARGEST)
        *reason = "it is too large for the prefilter";
    lode_arena_free(&arena);
    return !*reason;
}
