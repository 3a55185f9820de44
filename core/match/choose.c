#include "match/choose.h"

#include "match/loosen.h"

#include <utf8proc.h>

/* What a choice costs, in nanoseconds for each byte of text, estimated: the search, by the size of its expression; what each
 * place found takes; and what it takes Vectorscan to run an automaton of its own where the expression has no bytes that it
 * finds among all others in one go. The figures were measured on Vietnamese news; they decide on time alone, never on what is
 * found. */
static const double SEARCH = 0.03, PLACE = 1000.0, NO_LITERAL = 40.0;

/* How often a character stands in a text, about: one, or for the small letters of Latin beyond ASCII all of them at most. */
static const double SPACE = 0.16, SMALL_LETTER = 0.035, CAPITAL = 0.002, DIGIT = 0.002, MARK = 0.008, RARE_MARK = 0.0008,
                    LATIN_SMALL = 0.004, LATIN_CAPITAL = 0.00005, LATIN_ALL = 0.25, PUNCTUATION = 0.0005, FOREIGN = 0.00001;

/* Characters that follow one another say less than each alone. */
static const double FOLLOWING = 0.4;

static const double LETTER_SIZE = 1;

enum { FEW = 4, WIDE = 4000, LITERAL = 2 /* bytes that are worth looking for */ };

typedef struct estimate {
    double bits;     /* how rare: once in 2^bits bytes */
    double size;     /* of the expression */
    size_t literal;  /* bytes side by side that every text of it has */
    bool is_literal; /* that is all it has */
} estimate;

/* log2, near enough and without the mathematics library: 1 / frequency is halved until it is below 2. */
static double bits_of(double frequency) {
    double bits = 0, left = frequency > 1e-18 ? 1 / frequency : 1e18;

    for (; left >= 2; left /= 2)
        bits++;
    return left > 1 ? bits + (left - 1) : bits;
}

static double power(double bits) {
    double frequency = 1;

    for (; bits >= 1; bits--)
        frequency /= 2;
    return frequency / (1 + bits);
}

/* ---- Estimates -------------------------------------------------------------------------------------------------- */

static bool is_latin_small(uint32_t c) {
    return c >= 0xC0 && (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) &&
           utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

static double character_frequency(uint32_t c) {
    if (c >= 0x80)
        return c < 0x250 || (c >= 0x1E00 && c < 0x1F00) ? LATIN_CAPITAL : c >= 0x2000 && c < 0x2070 ? PUNCTUATION : FOREIGN;
    if (c == ' ' || c == '\n')
        return SPACE;
    if (c >= 'a' && c <= 'z')
        return SMALL_LETTER;
    if (c >= 'A' && c <= 'Z')
        return CAPITAL;
    if (c >= '0' && c <= '9')
        return DIGIT;
    return c == '.' || c == ',' ? MARK : RARE_MARK;
}

static double set_frequency(const lode_charset *set) {
    double sum = 0, latin = 0;

    for (size_t i = 0; i < set->count; i++)
        for (uint32_t c = set->ranges[i].first; c <= set->ranges[i].last && c < LODE_CHARSET_EXACT; c++)
            if (is_latin_small(c))
                latin += LATIN_SMALL;
            else
                sum += character_frequency(c);
    sum += latin < LATIN_ALL ? latin : LATIN_ALL;
    return sum < 1 ? sum : 1;
}

static double sequence_bits(double sum, double most) {
    return most + FOLLOWING * (sum - most);
}

static double bits(const lode_node *node) {
    double sum = 0, most = 0, frequency = 0, one;

    if (lode_node_can_be_empty(node))
        return 0;
    switch (node->kind) {
    case LODE_NODE_SET:
        return bits_of(set_frequency(node->set));
    case LODE_NODE_REPEAT:
        one = bits(node->parts);
        return sequence_bits(one * node->least, one);
    case LODE_NODE_SEQUENCE:
        for (const lode_node *part = node->parts; part; part = part->next) {
            one = bits(part);
            sum += one;
            most = one > most ? one : most;
        }
        return sequence_bits(sum, most);
    case LODE_NODE_CHOICE:
        for (const lode_node *part = node->parts; part; part = part->next)
            frequency += power(bits(part));
        return bits_of(frequency < 1 ? frequency : 1);
    default:
        return 0;
    }
}

/* What a set costs to search for: a letter, which Vectorscan finds many at a time as parts of words, next to nothing; a wide
 * set one class of bytes, what is in between several. */
static double set_size(const lode_charset *set) {
    size_t characters = 0;

    for (size_t i = 0; i < set->count; i++)
        characters += set->ranges[i].last - set->ranges[i].first + 1;
    if (characters <= FEW)
        return LETTER_SIZE;
    if (characters > WIDE)
        return 1;
    return set->count < FEW ? 1 : FEW;
}

static double search_size(const lode_node *node) {
    double size = 0;

    switch (node->kind) {
    case LODE_NODE_SET:
        return set_size(node->set);
    case LODE_NODE_REPEAT:
        return search_size(node->parts) * (node->least ? node->least : 1);
    default:
        for (const lode_node *part = node->parts; part; part = part->next)
            size += search_size(part);
        return size;
    }
}

/* The bytes of the longest stretch of single characters, at least, in every text of the node; *whole: there is nothing else. */
static size_t literal_size(const lode_node *node, bool *whole) {
    size_t size = 0, longest = 0, one;
    bool whole_part;

    *whole = false;
    if (lode_node_can_be_empty(node))
        return 0;
    switch (node->kind) {
    case LODE_NODE_SET:
        *whole = node->set->count == 1 && node->set->ranges[0].first == node->set->ranges[0].last;
        return *whole ? lode_charset_width(node->set) : 0;
    case LODE_NODE_REPEAT:
        return literal_size(node->parts, &whole_part);
    case LODE_NODE_SEQUENCE:
        *whole = true;
        for (const lode_node *part = node->parts; part; part = part->next) {
            one = literal_size(part, &whole_part);
            size = whole_part ? size + one : 0;
            *whole = *whole && whole_part;
            one = one > size ? one : size;
            longest = one > longest ? one : longest;
        }
        return longest;
    case LODE_NODE_CHOICE:
        longest = SIZE_MAX;
        for (const lode_node *part = node->parts; part; part = part->next) {
            one = literal_size(part, &whole_part);
            longest = one < longest ? one : longest;
        }
        return longest;
    default:
        return 0;
    }
}

static bool estimate_node(const lode_node *node, lode_charsets *charsets, estimate *made) {
    lode_arena arena = {0};
    const lode_node *looser = lode_loosen_inside(node, false, charsets, &arena);

    looser = looser ? lode_loosen_spaces(looser, charsets, &arena) : NULL;
    if (looser) {
        *made = (estimate){.bits = bits(looser), .size = search_size(looser)};
        made->literal = literal_size(looser, &made->is_literal);
    }
    lode_arena_free(&arena);
    return looser;
}

/* ---- Sequences -------------------------------------------------------------------------------------------------- */

typedef struct item {
    const lode_node *node;
    estimate estimate;
    bool can_be_empty;
} item;

static size_t count_items(const lode_node *sequence) {
    size_t count = 0;

    for (const lode_node *part = sequence->parts; part; part = part->next)
        count += part->kind == LODE_NODE_SEQUENCE ? count_items(part) : 1;
    return count;
}

static bool list_items(const lode_node *sequence, lode_charsets *charsets, item *items, size_t *count) {
    for (const lode_node *part = sequence->parts; part; part = part->next) {
        item *one = &items[*count];

        if (part->kind == LODE_NODE_SEQUENCE) {
            if (!list_items(part, charsets, items, count))
                return false;
            continue;
        }
        if (!estimate_node(part, charsets, &one->estimate))
            return false;
        one->node = part;
        one->can_be_empty = lode_node_can_be_empty(part);
        ++*count;
    }
    return true;
}

/* The cheapest stretch of items. */
static void choose_items(const item *items, size_t count, size_t *first, size_t *last) {
    double least = -1;

    for (size_t i = 0; i < count; i++) {
        double sum = 0, most = 0, size = 0;
        size_t literal = 0, longest = 0;

        if (items[i].can_be_empty)
            continue;
        for (size_t j = i; j < count; j++) {
            const estimate *one = &items[j].estimate;
            double cost;

            sum += one->bits;
            size += one->size;
            most = one->bits > most ? one->bits : most;
            literal = one->is_literal ? literal + one->literal : 0;
            longest = literal > longest ? literal : longest;
            longest = one->literal > longest ? one->literal : longest;
            if (items[j].can_be_empty)
                continue;
            cost = SEARCH * size + PLACE * power(sequence_bits(sum, most)) + (longest < LITERAL ? NO_LITERAL : 0);
            if (least < 0 || cost < least) {
                least = cost;
                *first = i;
                *last = j;
            }
        }
    }
}

static lode_node *sequence_of(lode_arena *arena, const item *items, size_t first, size_t end, const lode_node *more) {
    lode_node *made = lode_node_new(arena, LODE_NODE_SEQUENCE);
    lode_node **tail = made ? &made->parts : NULL;

    for (size_t i = first; tail && i < end; i++) {
        *tail = lode_node_copy(arena, items[i].node);
        tail = *tail ? &(*tail)->next : NULL;
    }
    if (tail)
        *tail = lode_node_copy(arena, more);
    return tail && *tail ? made : NULL;
}

static bool choose(const lode_node *tree, lode_charsets *charsets, lode_arena *arena, lode_choice *choice);

static bool choose_in_sequence(const lode_node *tree, lode_charsets *charsets, lode_arena *arena, lode_choice *choice) {
    size_t count = 0, first = 0, last = 0;
    item *items = lode_arena_array(arena, count_items(tree) + 1, sizeof *items);

    if (!items || !list_items(tree, charsets, items, &count))
        return false;
    choose_items(items, count, &first, &last);
    if (first == last) {
        if (!choose(items[last].node, charsets, arena, choice))
            return false;
    } else {
        choice->until = lode_loosen_end(items[last].node, arena);
        choice->part = choice->until ? sequence_of(arena, items, first, last, choice->until) : NULL;
        choice->part = choice->part ? lode_loosen_start(choice->part, arena) : NULL;
    }
    if (choice->part)
        choice->until = sequence_of(arena, items, 0, last, choice->until);
    return choice->part && choice->until;
}

/* ---- Trees ------------------------------------------------------------------------------------------------------ */

static bool choose_in_choice(const lode_node *tree, lode_charsets *charsets, lode_arena *arena, lode_choice *choice) {
    lode_node *parts = lode_node_new(arena, LODE_NODE_CHOICE);
    lode_node *untils = lode_node_new(arena, LODE_NODE_CHOICE);
    lode_node **last_part = parts ? &parts->parts : NULL, **last_until = untils ? &untils->parts : NULL;

    for (const lode_node *branch = tree->parts; last_part && last_until && branch; branch = branch->next) {
        lode_choice one;

        if (!choose(branch, charsets, arena, &one))
            return false;
        *last_part = lode_node_copy(arena, one.part);
        *last_until = lode_node_copy(arena, one.until);
        last_part = *last_part ? &(*last_part)->next : NULL;
        last_until = *last_until ? &(*last_until)->next : NULL;
    }
    *choice = (lode_choice){parts, untils};
    return last_part && last_until;
}

static bool choose(const lode_node *tree, lode_charsets *charsets, lode_arena *arena, lode_choice *choice) {
    switch (tree->kind) {
    case LODE_NODE_SEQUENCE:
        return choose_in_sequence(tree, charsets, arena, choice);
    case LODE_NODE_CHOICE:
        return choose_in_choice(tree, charsets, arena, choice);
    case LODE_NODE_REPEAT:
        return choose(tree->parts, charsets, arena, choice); /* the first time */
    default:
        *choice = (lode_choice){tree, tree};
        return true;
    }
}

bool lode_choose(const lode_node *tree, lode_charsets *charsets, lode_arena *arena, lode_choice *choice) {
    return choose(tree, charsets, arena, choice);
}
