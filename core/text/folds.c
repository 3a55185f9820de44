/* SPDX-License-Identifier: MIT */
#include "text/folds.h"

#include "base/arena.h"
#include "text/nfc.h"
#include "text/search.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_FROM = 32, FEWEST_NODES = 64, MOST_WINDOWS = 8 };

/* The spellings to be replaced are a tree over their bytes. */
typedef struct node {
    const char *to; /* NULL: no spelling ends here */
    size_t to_length;
    lode_fold_place place;
    unsigned char byte;
    size_t child, sibling; /* 0: none */
} node;

/* Only where a text's byte and the next fall into a window is the tree looked into. Each first byte of a spelling has a window
 * of its own as long as there are few; then neighbours are joined. */
typedef struct window {
    unsigned char first_low, first_high, next_low, next_high;
} window;

struct lode_folds {
    lode_arena strings;
    node *nodes; /* the first is the root */
    size_t count, capacity;
    window windows[MOST_WINDOWS + 1]; /* in rising order of their first bytes; one more than is kept */
    size_t window_count;
};

static const lode_layout_member node_members[] = {
    LODE_BYTES(node, to, to_length),
    LODE_GAP(node, byte, offsetof(node, child)),
};
static const lode_layout node_layout = LODE_LAYOUT(node, node_members);

static const lode_layout_member folds_members[] = {
    LODE_CLEARED(lode_folds, strings),
    LODE_THINGS(lode_folds, nodes, count, &node_layout),
};
const lode_layout lode_folds_layout = LODE_LAYOUT(lode_folds, folds_members);

lode_folds *lode_folds_create(void) {
    lode_folds *folds = calloc(1, sizeof *folds);

    if (!folds)
        return NULL;
    folds->nodes = calloc(FEWEST_NODES, sizeof *folds->nodes);
    if (!folds->nodes) {
        free(folds);
        return NULL;
    }
    folds->capacity = FEWEST_NODES;
    folds->count = 1;
    return folds;
}

void lode_folds_free(lode_folds *folds) {
    if (!folds)
        return;
    lode_arena_free(&folds->strings);
    free(folds->nodes);
    free(folds);
}

static size_t find_child(const lode_folds *folds, size_t parent, unsigned char byte) {
    size_t child = folds->nodes[parent].child;

    while (child && folds->nodes[child].byte != byte)
        child = folds->nodes[child].sibling;
    return child;
}

/* The child for a byte, made where it is not there; 0 where memory ran out. */
static size_t make_child(lode_folds *folds, size_t parent, unsigned char byte) {
    size_t child = find_child(folds, parent, byte);

    if (child)
        return child;
    if (folds->count == folds->capacity) {
        node *nodes;

        if (folds->capacity > SIZE_MAX / 2 / sizeof *nodes)
            return 0;
        nodes = realloc(folds->nodes, folds->capacity * 2 * sizeof *nodes);
        if (!nodes)
            return 0;
        folds->nodes = nodes;
        folds->capacity *= 2;
    }
    child = folds->count++;
    folds->nodes[child] = (node){.byte = byte, .sibling = folds->nodes[parent].child};
    folds->nodes[parent].child = child;
    return child;
}

static void widen(window *widened, unsigned char low, unsigned char high) {
    if (low < widened->next_low)
        widened->next_low = low;
    if (high > widened->next_high)
        widened->next_high = high;
}

/* Joins a window with the one after it. */
static void join_windows(lode_folds *folds, size_t at) {
    window *joined = folds->windows + at;

    widen(joined, joined[1].next_low, joined[1].next_high);
    joined->first_high = joined[1].first_high;
    folds->window_count--;
    memmove(joined + 1, joined + 2, (folds->window_count - at - 1) * sizeof *joined);
}

static void join_closest_windows(lode_folds *folds) {
    const window *windows = folds->windows;
    size_t closest = 0;

    for (size_t i = 1; i + 1 < folds->window_count; i++)
        if (windows[i + 1].first_low - windows[i].first_high < windows[closest + 1].first_low - windows[closest].first_high)
            closest = i;
    join_windows(folds, closest);
}

/* Makes some window hold the two first bytes of a spelling; one of a single byte may be followed by any. */
static void open_window(lode_folds *folds, const char *from, size_t length) {
    unsigned char first = (unsigned char)from[0];
    unsigned char low = length > 1 ? (unsigned char)from[1] : 0, high = length > 1 ? low : UINT8_MAX;
    window *here = folds->windows;
    size_t at = 0;

    while (at < folds->window_count && here[at].first_high < first)
        at++;
    here += at;
    if (at < folds->window_count && here->first_low <= first) {
        widen(here, low, high);
        return;
    }
    memmove(here + 1, here, (folds->window_count - at) * sizeof *here);
    *here = (window){first, first, low, high};
    if (++folds->window_count > MOST_WINDOWS)
        join_closest_windows(folds);
}

static lode_status add_normal(lode_folds *folds, lode_fold_place place, const lode_buffer *from, const lode_buffer *to,
                              lode_error *error) {
    size_t at = 0;
    char *copy;

    if (from->length > LONGEST_FROM)
        return lode_error_set(error, LODE_ERROR_USAGE, "the spelling to be folded, '%s', is longer than %d bytes", from->bytes,
                              LONGEST_FROM);
    for (size_t i = 0; i < from->length; i++)
        if (!(at = make_child(folds, at, (unsigned char)from->bytes[i])))
            return lode_error_no_memory(error);
    if (folds->nodes[at].to)
        return lode_error_set(error, LODE_ERROR_USAGE, "'%s' is already folded to '%s'", from->bytes, folds->nodes[at].to);
    copy = lode_arena_copy(&folds->strings, to->bytes, to->length);
    if (!copy)
        return lode_error_no_memory(error);
    folds->nodes[at].to = copy;
    folds->nodes[at].to_length = to->length;
    folds->nodes[at].place = place;
    open_window(folds, from->bytes, from->length);
    return LODE_OK;
}

/* Appends one side of a fold in NFC, and refuses what could compose with the text before it. */
static lode_status normal_side(const char *side, lode_buffer *normal, lode_error *error) {
    size_t length = strlen(side), at = 0;
    lode_status status;

    if (lode_utf8_check(side, length) < length)
        return lode_error_set(error, LODE_ERROR_USAGE, "a spelling in a fold is not valid UTF-8");
    status = lode_folds_apply(NULL, side, length, normal, error);
    if (status == LODE_OK && normal->length && !lode_nfc_is_boundary(lode_utf8_next(normal->bytes, normal->length, &at)))
        return lode_error_set(error, LODE_ERROR_USAGE, "the spelling '%s' in a fold begins with a combining mark", side);
    return status;
}

lode_status lode_folds_add(lode_folds *folds, lode_fold_place place, const char *from, const char *to, lode_error *error) {
    lode_buffer normal_from = {0}, normal_to = {0};
    lode_status status;

    if (!*from)
        return lode_error_set(error, LODE_ERROR_USAGE, "the spelling to be folded is empty");
    status = normal_side(from, &normal_from, error);
    if (status == LODE_OK)
        status = normal_side(to, &normal_to, error);
    if (status == LODE_OK)
        status = add_normal(folds, place, &normal_from, &normal_to, error);
    lode_buffer_free(&normal_from);
    lode_buffer_free(&normal_to);
    return status;
}

static bool is_in_place(lode_fold_place place, const char *text, size_t length, size_t end) {
    uint32_t next;

    if (end == length)
        return true;
    next = lode_utf8_next(text, length, &end);
    return place == LODE_FOLD_WORD_END ? !lode_utf8_is_letter_or_mark(next) : lode_nfc_is_boundary(next);
}

/* The longest spelling that stands at an offset and is in place there; NULL where none is. *end is where it ends. */
static const node *find_fold(const lode_folds *folds, const char *text, size_t length, size_t at, size_t *end) {
    const node *found = NULL;
    size_t inner = 0;

    while (at < length && (inner = find_child(folds, inner, (unsigned char)text[at]))) {
        const node *here = folds->nodes + inner;

        at++;
        if (here->to && is_in_place(here->place, text, length, at)) {
            found = here;
            *end = at;
        }
    }
    return found;
}

static void flag_windows(const void *context, const unsigned char *restrict bytes, unsigned char *restrict flags) {
    const lode_folds *folds = context;

    memset(flags, 0, LODE_SEARCH_BLOCK);
    for (size_t w = 0; w < folds->window_count; w++) {
        window in = folds->windows[w];
        unsigned char first_range = (unsigned char)(in.first_high - in.first_low);
        unsigned char next_range = (unsigned char)(in.next_high - in.next_low);

        for (size_t i = 0; i < LODE_SEARCH_BLOCK; i++)
            flags[i] |= ((unsigned char)(bytes[i] - in.first_low) <= first_range) &
                        ((unsigned char)(bytes[i + 1] - in.next_low) <= next_range);
    }
}

bool lode_folds_rewrite(const lode_folds *folds, lode_rewrite *rewrite) {
    const char *text = rewrite->input;
    size_t length = rewrite->length;
    lode_search search = {.bytes = (const unsigned char *)text, .length = length, .flag = flag_windows, .context = folds};
    size_t at = 0;

    if (folds && folds->window_count)
        while ((at = lode_search_next(&search, at)) < length) {
            size_t end = at + 1;
            const node *fold = find_fold(folds, text, length, at, &end);

            if (fold && !lode_rewrite_replace(rewrite, at, end, fold->to, fold->to_length))
                return false;
            at = end;
        }
    return lode_rewrite_finish(rewrite);
}

lode_status lode_folds_apply(const lode_folds *folds, const char *text, size_t length, lode_buffer *folded, lode_error *error) {
    lode_rewrite normal = {.input = text, .length = length};
    lode_rewrite fold = {0};
    size_t bad = lode_utf8_check(text, length);
    bool done;

    if (bad < length)
        return lode_error_set(error, LODE_ERROR_ENCODING, "byte 0x%02X at offset %zu is not valid UTF-8",
                              (unsigned)(unsigned char)text[bad], bad);
    done = lode_nfc_rewrite(&normal);
    fold.input = normal.changed ? normal.output.bytes : text;
    fold.length = normal.changed ? normal.output.length : length;
    done = done && lode_folds_rewrite(folds, &fold) &&
           lode_buffer_append(folded, fold.changed ? fold.output.bytes : fold.input,
                              fold.changed ? fold.output.length : fold.length);
    lode_rewrite_discard(&normal);
    lode_rewrite_discard(&fold);
    return done ? LODE_OK : lode_error_no_memory(error);
}
