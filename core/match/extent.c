#include "match/extent.h"

/* For texts that a node matches: the most runs of those that start with one kind and end with another. */
enum { SPACE, OTHER, KINDS, NONE = -1, ENDLESS = 1 << 20, COPIES_TRIED = 64 };

typedef struct run_counts {
    bool empty; /* the empty text is one */
    int most[KINDS][KINDS];
} run_counts;

typedef struct measure {
    uint64_t bytes; /* UINT32_MAX and more: no end */
    run_counts runs;
} measure;

static const run_counts no_runs = {false, {{NONE, NONE}, {NONE, NONE}}};

static run_counts either(run_counts a, run_counts b) {
    a.empty |= b.empty;
    for (int i = 0; i < KINDS; i++)
        for (int j = 0; j < KINDS; j++)
            if (b.most[i][j] > a.most[i][j])
                a.most[i][j] = b.most[i][j];
    return a;
}

/* Where one ends with the kind that the other starts with, two runs become one. */
static run_counts both(run_counts a, run_counts b) {
    run_counts made = no_runs;

    if (a.empty)
        made = either(made, b);
    if (b.empty)
        made = either(made, a);
    made.empty = a.empty && b.empty;
    for (int i = 0; i < KINDS; i++)
        for (int j = 0; j < KINDS; j++)
            for (int k = 0; k < KINDS; k++)
                for (int l = 0; l < KINDS; l++) {
                    int sum = a.most[i][j] + b.most[k][l] - (j == k);

                    if (a.most[i][j] == NONE || b.most[k][l] == NONE)
                        continue;
                    if (sum > ENDLESS)
                        sum = ENDLESS;
                    if (sum > made.most[i][l])
                        made.most[i][l] = sum;
                }
    return made;
}

static bool equal(const run_counts *a, const run_counts *b) {
    for (int i = 0; i < KINDS; i++)
        for (int j = 0; j < KINDS; j++)
            if (a->most[i][j] != b->most[i][j])
                return false;
    return true;
}

static run_counts repeated(run_counts one, uint32_t least, uint32_t most) {
    run_counts copies = no_runs, made = no_runs;

    if (least == 0)
        made.empty = true;
    copies.empty = true;
    for (uint32_t i = 1; i <= most; i++) {
        run_counts before = made;

        copies = both(copies, one);
        if (i < least && i < COPIES_TRIED)
            continue;
        made = either(made, copies);
        if (i > least && equal(&before, &made))
            return made; /* more copies make no more runs: one of spaces, say, or one of letters */
        if (i >= COPIES_TRIED) {
            for (int k = 0; k < KINDS; k++)
                for (int l = 0; l < KINDS; l++)
                    if (made.most[k][l] != NONE)
                        made.most[k][l] = ENDLESS;
            return made;
        }
    }
    return made;
}

static measure measure_node(const lode_node *node) {
    measure made = {0, no_runs};
    bool spaces, others;

    switch (node->kind) {
    case LODE_NODE_EMPTY:
        made.runs.empty = true;
        break;
    case LODE_NODE_SET:
        lode_charset_spaces(node->set, &spaces, &others);
        made.bytes = lode_charset_width(node->set);
        if (spaces)
            made.runs.most[SPACE][SPACE] = 1;
        if (others)
            made.runs.most[OTHER][OTHER] = 1;
        break;
    case LODE_NODE_SEQUENCE:
        made.runs.empty = true;
        for (const lode_node *part = node->parts; part; part = part->next) {
            measure one = measure_node(part);

            made.bytes += one.bytes;
            made.runs = both(made.runs, one.runs);
        }
        break;
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next) {
            measure one = measure_node(part);

            if (one.bytes > made.bytes)
                made.bytes = one.bytes;
            made.runs = either(made.runs, one.runs);
        }
        break;
    case LODE_NODE_REPEAT:
        made = measure_node(node->parts);
        made.bytes = made.bytes == 0 || node->most == 0 ? 0
                     : node->most == LODE_NODE_NO_END   ? UINT32_MAX
                                                        : made.bytes * node->most;
        made.runs = repeated(made.runs, node->least, node->most);
        break;
    }
    if (made.bytes > UINT32_MAX)
        made.bytes = UINT32_MAX;
    return made;
}

lode_extent lode_extent_of(const lode_node *tree) {
    measure all = measure_node(tree);
    int most = 0;

    for (int i = 0; i < KINDS; i++)
        for (int j = 0; j < KINDS; j++)
            if (all.runs.most[i][j] > most)
                most = all.runs.most[i][j];
    return (lode_extent){(uint32_t)all.bytes, most >= ENDLESS ? LODE_EXTENT_NO_END : (uint32_t)most};
}

/* ---- In a text -------------------------------------------------------------------------------------------------- */

/* Whether the character whose last byte is at `at` is one of white space (\s and \h); `*first` is its first byte. */
static bool space_before(const char *text, size_t floor, size_t at, size_t *first) {
    unsigned char byte = (unsigned char)text[at];
    uint32_t c;

    *first = at;
    if (byte < 0x80)
        return byte == ' ' || (byte >= 0x09 && byte <= 0x0D);
    while (*first > floor && ((unsigned char)text[*first] & 0xC0) == 0x80)
        --*first;
    byte = (unsigned char)text[*first];
    if (byte < 0xE1)
        return byte == 0xC2 && ((unsigned char)text[at] == 0x85 || (unsigned char)text[at] == 0xA0);
    if (byte > 0xE3 || at - *first != 2)
        return false;
    c = (byte & 0x0Fu) << 12 | ((unsigned char)text[at - 1] & 0x3Fu) << 6 | ((unsigned char)text[at] & 0x3Fu);
    return c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

size_t lode_extent_start(lode_extent extent, const char *text, size_t floor, size_t end) {
    size_t at = end;
    uint32_t runs = 0;
    bool space = false;

    if (extent.bytes != LODE_EXTENT_NO_END && end - floor > extent.bytes)
        floor = end - extent.bytes;
    if (extent.runs == LODE_EXTENT_NO_END)
        return floor;
    while (at > floor) {
        size_t first;
        bool is_space = space_before(text, floor, at - 1, &first);

        if (runs == 0 || is_space != space)
            runs++;
        if (runs > extent.runs)
            break;
        space = is_space;
        at = first;
    }
    return at;
}
