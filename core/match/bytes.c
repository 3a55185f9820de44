#include "match/bytes.h"

#include <string.h>

/* A set is printed as its ASCII part and some groups: the first bytes that a group's characters may have (their prefix), and
 * the last. Groups that differ least are merged until few are left; characters of the Latin blocks that come by this count for
 * more than others, since they stand in nearly every text that lode is given. */
enum {
    BLOCK = 64, /* characters with one prefix */
    BLOCKS = (LODE_CHARSET_EXACT + BLOCK - 1) / BLOCK,
    GROUPS_KEPT = 5,
    LATIN_WEIGHT = 64,
    BROAD = 4000 /* a set of more characters beyond ASCII is not looked into */
};

typedef struct byte_group {
    uint64_t last;      /* a bit for each last byte, from 0x80 */
    uint64_t blocks[4]; /* a bit for each block */
    unsigned weight;    /* of these together */
} byte_group;

typedef struct byte_set {
    uint64_t ascii[2];
    uint64_t last[BLOCKS]; /* of each block */
    size_t beyond;         /* how many characters it has from 0x80 to LODE_CHARSET_EXACT */
    bool high;             /* whether it has others */
} byte_set;

static void split(const lode_charset *set, byte_set *bytes) {
    memset(bytes, 0, sizeof *bytes);
    for (size_t i = 0; i < set->count; i++)
        for (uint32_t c = set->ranges[i].first; c <= set->ranges[i].last; c++) {
            if (c >= LODE_CHARSET_EXACT) {
                bytes->high = true;
                break;
            }
            if (c < 0x80) {
                bytes->ascii[c / 64] |= UINT64_C(1) << c % 64;
            } else {
                bytes->last[c / BLOCK] |= UINT64_C(1) << c % BLOCK;
                bytes->beyond++;
            }
        }
}

/* ---- Classes of bytes ------------------------------------------------------------------------------------------- */

static bool has(const uint64_t *bits, unsigned bit) {
    return bits[bit / 64] >> bit % 64 & 1;
}

static void print_byte(lode_buffer *out, unsigned byte) {
    if ((byte | 0x20) - 'a' < 26 || byte - '0' < 10)
        lode_buffer_byte(out, (char)byte);
    else
        lode_buffer_format(out, "\\x%02x", byte);
}

/* Prints the class of the bytes whose bits are set; the byte of bit 0 is `base`. */
static void print_bits(lode_buffer *out, const uint64_t *bits, unsigned count, unsigned base) {
    for (unsigned bit = 0; bit < count; bit++) {
        unsigned first = bit;

        if (!has(bits, bit))
            continue;
        while (bit + 1 < count && has(bits, bit + 1))
            bit++;
        print_byte(out, base + first);
        if (bit > first) {
            lode_buffer_byte(out, '-');
            print_byte(out, base + bit);
        }
    }
}

static void print_class(lode_buffer *out, const uint64_t *bits, unsigned count, unsigned base) {
    lode_buffer_byte(out, '[');
    print_bits(out, bits, count, base);
    lode_buffer_byte(out, ']');
}

static unsigned bits_in(uint64_t bits) {
    unsigned count = 0;

    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

/* U+0080..U+024F and U+1E00..U+1EFF; also general punctuation, U+2000..U+206F. */
static unsigned weight(unsigned block) {
    return block < 0x250 / BLOCK + 1 || (block >= 0x1E00 / BLOCK && block < 0x1F00 / BLOCK) ||
                   (block >= 0x2000 / BLOCK && block < 0x2080 / BLOCK)
               ? LATIN_WEIGHT
               : 1;
}

/* What widening both groups to the last bytes of both adds. */
static unsigned cost(const byte_group *one, const byte_group *other) {
    return bits_in(other->last & ~one->last) * one->weight + bits_in(one->last & ~other->last) * other->weight;
}

static void join(byte_group *groups, size_t *count, size_t one, size_t other) {
    groups[one].last |= groups[other].last;
    for (size_t i = 0; i < sizeof groups->blocks / sizeof groups->blocks[0]; i++)
        groups[one].blocks[i] |= groups[other].blocks[i];
    groups[one].weight += groups[other].weight;
    groups[other] = groups[--*count];
}

static size_t make_groups(const byte_set *bytes, byte_group groups[BLOCKS]) {
    size_t count = 0;

    for (unsigned block = 0; block < BLOCKS; block++) {
        size_t same = 0;

        if (!bytes->last[block])
            continue;
        while (same < count && groups[same].last != bytes->last[block])
            same++;
        if (same == count)
            groups[count++] = (byte_group){.last = bytes->last[block]};
        groups[same].blocks[block / 64] |= UINT64_C(1) << block % 64;
        groups[same].weight += weight(block);
    }
    while (count > GROUPS_KEPT) {
        unsigned least = UINT32_MAX;
        size_t one = 0, other = 1;

        for (size_t i = 0; i < count; i++)
            for (size_t j = i + 1; j < count; j++) {
                unsigned both = cost(&groups[i], &groups[j]);

                if (both < least) {
                    least = both;
                    one = i;
                    other = j;
                }
            }
        join(groups, &count, one, other);
    }
    return count;
}

/* Prints the prefixes of a group and its last bytes, each way begun with a '|' where something goes before. */
static size_t print_group(lode_buffer *out, const byte_group *group, bool first) {
    uint64_t leads = 0;
    size_t size = 0;

    for (unsigned block = 2; block < 0x800 / BLOCK; block++)
        if (has(group->blocks, block))
            leads |= UINT64_C(1) << block;
    if (leads) {
        lode_buffer_string(out, first ? "" : "|");
        first = false;
        print_class(out, &leads, 0x800 / BLOCK, 0xC0);
        print_class(out, &group->last, BLOCK, 0x80);
        size += 2;
    }
    for (unsigned lead = 0; lead <= LODE_CHARSET_EXACT / 0x1000; lead++) {
        uint64_t seconds = 0;

        for (unsigned second = 0; second < BLOCK; second++)
            if (lead * BLOCK + second >= 0x800 / BLOCK && lead * BLOCK + second < BLOCKS &&
                has(group->blocks, lead * BLOCK + second))
                seconds |= UINT64_C(1) << second;
        if (!seconds)
            continue;
        lode_buffer_string(out, first ? "" : "|");
        first = false;
        lode_buffer_format(out, "\\x%02x", 0xE0 + lead);
        print_class(out, &seconds, BLOCK, 0x80);
        print_class(out, &group->last, BLOCK, 0x80);
        size += 3;
    }
    return size;
}

/* ---- Sets ------------------------------------------------------------------------------------------------------- */

static size_t print_character(lode_buffer *out, uint32_t c) {
    unsigned char bytes[4];
    size_t count = 0;

    if (c < 0x80) {
        bytes[count++] = (unsigned char)c;
    } else {
        unsigned more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};

        bytes[count++] = (unsigned char)(leads[more] | c >> 6 * more);
        while (more-- > 0)
            bytes[count++] = (unsigned char)(0x80 | (c >> 6 * more & 0x3F));
    }
    for (size_t i = 0; i < count; i++)
        print_byte(out, bytes[i]);
    return count;
}

/* Characters given one by one, in as few pieces as these stand for: for those beyond LODE_CHARSET_EXACT. */
static size_t print_high(lode_buffer *out, const lode_charset *set, bool first) {
    size_t size = 0, characters = 0;

    for (size_t i = 0; i < set->count; i++)
        if (set->ranges[i].last >= LODE_CHARSET_EXACT)
            characters += set->ranges[i].last - set->ranges[i].first + 1;
    if (characters > BLOCK) {
        lode_buffer_format(out, "%s[\\xe3-\\xf4][\\x80-\\xbf]+", first ? "" : "|");
        return 2;
    }
    for (size_t i = 0; i < set->count; i++)
        for (uint32_t c = set->ranges[i].first; set->ranges[i].last >= LODE_CHARSET_EXACT && c <= set->ranges[i].last; c++) {
            lode_buffer_string(out, first ? "" : "|");
            first = false;
            size += print_character(out, c);
        }
    return size;
}

/* Whether the set is taken to hold everything beyond ASCII, so that one class of bytes stands for it: many letters, or white
 * space, which is ASCII's nearly always. */
static bool is_broad(const lode_charset *set, const byte_set *bytes) {
    bool spaces, others;

    lode_charset_spaces(set, &spaces, &others);
    return bytes->beyond > BROAD || (bytes->beyond && spaces && !others);
}

/* Prints one character; `repeated`: so that a quantifier may follow. */
static size_t write_set(lode_buffer *out, const lode_charset *set, bool repeated) {
    byte_set bytes;
    byte_group groups[BLOCKS];
    size_t count, size = 0;

    if (set->count == 1 && set->ranges[0].first == set->ranges[0].last) {
        lode_buffer_string(out, repeated ? "(?:" : "");
        size = print_character(out, set->ranges[0].first);
        lode_buffer_string(out, repeated ? ")" : "");
        return size;
    }
    split(set, &bytes);
    if (is_broad(set, &bytes)) {
        lode_buffer_byte(out, '[');
        print_bits(out, bytes.ascii, 128, 0);
        /* Repeated, the class takes each byte of a character as one of its own; else the others are taken in one go. */
        lode_buffer_string(out, repeated ? "\\x80-\\xff]" : "\\x80-\\xff][\\x80-\\xbf]*");
        return 2;
    }
    if (!bytes.beyond && !bytes.high) {
        print_class(out, bytes.ascii, 128, 0);
        return 1;
    }
    lode_buffer_string(out, "(?:");
    if (bytes.ascii[0] || bytes.ascii[1]) {
        print_class(out, bytes.ascii, 128, 0);
        size++;
    }
    count = make_groups(&bytes, groups);
    for (size_t i = 0; i < count; i++)
        size += print_group(out, &groups[i], size == 0);
    if (bytes.high)
        size += print_high(out, set, size == 0);
    lode_buffer_byte(out, ')');
    return size;
}

static size_t print_set(lode_buffer *out, lode_arena *arena, const lode_charset *set, bool repeated) {
    lode_charset_print *print = set->print;
    const char **text = repeated ? &print->repeated : &print->once;

    if (!*text) {
        lode_buffer written = {0};

        print->size = write_set(&written, set, repeated);
        *text = written.failed ? NULL : lode_arena_copy(arena, written.bytes, written.length);
        lode_buffer_free(&written);
        if (!*text) {
            out->failed = true;
            return 0;
        }
    }
    lode_buffer_string(out, *text);
    return print->size;
}

/* ---- Trees ------------------------------------------------------------------------------------------------------ */

static size_t print_node(lode_buffer *out, lode_arena *arena, const lode_node *node, bool repeated);

static size_t print_repeat(lode_buffer *out, lode_arena *arena, const lode_node *node) {
    bool loop = node->most == LODE_NODE_NO_END;
    size_t size;

    /* A broad class takes bytes, of which one character has several. */
    if (node->parts->kind == LODE_NODE_SET) {
        byte_set bytes;

        split(node->parts->set, &bytes);
        loop = loop || is_broad(node->parts->set, &bytes);
    }
    size = print_node(out, arena, node->parts, true);
    if (loop)
        lode_buffer_format(out, node->least == 0 ? "*" : node->least == 1 ? "+" : "{%u,}", (unsigned)node->least);
    else if (node->least == 0 && node->most == 1)
        lode_buffer_byte(out, '?');
    else
        lode_buffer_format(out, "{%u,%u}", (unsigned)node->least, (unsigned)node->most);
    return size * (!loop ? node->most : node->least ? node->least : 1);
}

static size_t print_node(lode_buffer *out, lode_arena *arena, const lode_node *node, bool repeated) {
    bool group = repeated || node->kind == LODE_NODE_CHOICE;
    size_t size = 0;

    if (node->kind == LODE_NODE_SET)
        return print_set(out, arena, node->set, repeated);
    if (group)
        lode_buffer_string(out, "(?:");
    if (node->kind == LODE_NODE_REPEAT)
        size = print_repeat(out, arena, node);
    else
        for (const lode_node *part = node->parts; part; part = part->next) {
            size += print_node(out, arena, part, false);
            if (part->next && node->kind == LODE_NODE_CHOICE)
                lode_buffer_byte(out, '|');
        }
    if (group)
        lode_buffer_byte(out, ')');
    return size;
}

bool lode_bytes_print(const lode_node *tree, lode_arena *arena, lode_buffer *expression, size_t *size) {
    *size = print_node(expression, arena, tree, false);
    return !expression->failed;
}
