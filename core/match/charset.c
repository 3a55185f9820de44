/* SPDX-License-Identifier: MIT */
#include "match/charset.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

typedef struct known_set {
    const char *source;
    size_t length;
    unsigned flags;
    lode_charset set;
    struct known_set *next;
} known_set;

/* Characters to try a set on, one after the other. */
typedef struct charset_specimen {
    char *bytes;
    size_t length;
} charset_specimen;

enum { BUCKETS = 512 };

struct lode_charsets {
    lode_arena *arena;
    known_set *known[BUCKETS]; /* by a hash of the source */
    pcre2_match_data *data;
    charset_specimen low;      /* all below LODE_CHARSET_EXACT */
    charset_specimen partners; /* those of the others that equal one below without regard to case; made when first needed */
};

enum {
    PARTNERS_LAST = 0xFFFF, /* characters of different planes are never the same without regard to case */
    BY_RANGES = 1 << 8      /* in the flags of a set whose source is its ranges */
};

/* ---- Specimens -------------------------------------------------------------------------------------------------- */

static bool make_specimen(lode_arena *arena, uint32_t first, uint32_t last, charset_specimen *made) {
    made->bytes = lode_arena_allocate(arena, ((size_t)last - first + 1) * 4);
    made->length = 0;
    if (!made->bytes)
        return false;
    for (uint32_t c = first; c <= last; c++)
        if (c < 0xD800 || c > 0xDFFF)
            made->length += (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)made->bytes + made->length);
    return true;
}

/* The character at *at, which is moved behind it. */
static uint32_t character_at(const charset_specimen *tried, size_t *at) {
    utf8proc_int32_t c = 0;

    *at += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)tried->bytes + *at, (utf8proc_ssize_t)(tried->length - *at), &c);
    return (uint32_t)c;
}

lode_charsets *lode_charsets_create(lode_arena *arena) {
    lode_charsets *charsets = lode_arena_array(arena, 1, sizeof *charsets);

    if (!charsets)
        return NULL;
    charsets->arena = arena;
    charsets->data = pcre2_match_data_create(1, NULL);
    if (!charsets->data)
        return NULL;
    if (make_specimen(arena, 0, LODE_CHARSET_EXACT - 1, &charsets->low))
        return charsets;
    lode_charsets_free(charsets);
    return NULL;
}

void lode_charsets_free(lode_charsets *charsets) {
    if (charsets)
        pcre2_match_data_free(charsets->data);
}

/* ---- Trying ----------------------------------------------------------------------------------------------------- */

static pcre2_code *compile_item(const char *source, size_t length, unsigned flags, const char *repeated) {
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    pcre2_code *code = NULL;
    char pattern[4096];
    int failure, written;
    size_t offset;

    if (!context)
        return NULL;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    written = snprintf(pattern, sizeof pattern, "(?:%.*s)%s", (int)length, source, repeated);
    if (written > 0 && (size_t)written < sizeof pattern && length <= INT_MAX)
        code = pcre2_compile((PCRE2_SPTR)pattern, (size_t)written,
                             PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
                                 (flags & LODE_CHARSET_CASELESS ? PCRE2_CASELESS : 0) |
                                 (flags & LODE_CHARSET_DOTALL ? PCRE2_DOTALL : 0),
                             &failure, &offset, context);
    pcre2_compile_context_free(context);
    return code;
}

pcre2_code *lode_charset_compile(const char *source, size_t length, unsigned flags) {
    return compile_item(source, length, flags, "");
}

/* To be tried on a specimen: it finds runs of characters. */
static pcre2_code *compile(const char *source, size_t length, unsigned flags) {
    pcre2_code *code = compile_item(source, length, flags, "++");

    if (code)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

static bool grow(lode_arena *arena, lode_range **ranges, size_t count, size_t *capacity) {
    lode_range *larger = lode_arena_array(arena, *capacity * 2, sizeof *larger);

    if (!larger)
        return false;
    memcpy(larger, *ranges, count * sizeof *larger);
    *ranges = larger;
    *capacity *= 2;
    return true;
}

/* The characters of a specimen that match, as ranges; room for `more` is left behind them. SIZE_MAX: memory ran out, or PCRE2
 * failed. */
static size_t try_on(const lode_charsets *charsets, const pcre2_code *code, const charset_specimen *tried, size_t more,
                     lode_range **ranges) {
    const size_t *bounds = pcre2_get_ovector_pointer(charsets->data);
    size_t count = 0, capacity = more + 8, at = 0;

    *ranges = lode_arena_array(charsets->arena, capacity, sizeof **ranges);
    while (*ranges) {
        int result = pcre2_match(code, (PCRE2_SPTR)tried->bytes, tried->length, at, PCRE2_NO_UTF_CHECK, charsets->data, NULL);

        if (result == PCRE2_ERROR_NOMATCH)
            return count;
        if (result < 0 || bounds[1] <= bounds[0])
            return SIZE_MAX;
        for (at = bounds[0]; at < bounds[1];) {
            uint32_t c = character_at(tried, &at);

            if (count && (*ranges)[count - 1].last + 1 == c) {
                (*ranges)[count - 1].last = c;
                continue;
            }
            if (count + more >= capacity && !grow(charsets->arena, ranges, count, &capacity))
                return SIZE_MAX;
            (*ranges)[count++] = (lode_range){c, c};
        }
    }
    return SIZE_MAX;
}

static size_t bucket_of(const char *source, size_t length, unsigned flags) {
    size_t hash = flags;

    for (size_t i = 0; i < length; i++)
        hash = hash * 31 + (unsigned char)source[i];
    return hash % BUCKETS;
}

static const lode_charset *find(const lode_charsets *charsets, const char *source, size_t length, unsigned flags) {
    for (const known_set *known = charsets->known[bucket_of(source, length, flags)]; known; known = known->next)
        if (known->length == length && known->flags == flags && memcmp(known->source, source, length) == 0)
            return &known->set;
    return NULL;
}

static const lode_charset *keep(lode_charsets *charsets, const char *source, size_t length, unsigned flags,
                                const lode_range *ranges, size_t count, bool exact) {
    known_set *known = lode_arena_array(charsets->arena, 1, sizeof *known);
    known_set **bucket = &charsets->known[bucket_of(source, length, flags)];

    if (!known)
        return NULL;
    known->source = lode_arena_copy(charsets->arena, source, length);
    if (!known->source)
        return NULL;
    known->length = length;
    known->flags = flags;
    known->set = (lode_charset){.ranges = ranges, .count = count};
    if (!exact) {
        known->set.source = known->source;
        known->set.length = length;
        known->set.flags = flags;
    }
    known->next = *bucket;
    *bucket = known;
    return &known->set;
}

static bool find_partners(lode_charsets *charsets) {
    static const char low[] = "[\\x{0}-\\x{3000}]";
    pcre2_code *code = compile(low, strlen(low), LODE_CHARSET_CASELESS);
    charset_specimen high; /* all that may be partners */
    lode_range *ranges = NULL;
    size_t count = SIZE_MAX, characters = 0;

    if (code && make_specimen(charsets->arena, LODE_CHARSET_EXACT, PARTNERS_LAST, &high))
        count = try_on(charsets, code, &high, 0, &ranges);
    pcre2_code_free(code);
    if (count == SIZE_MAX)
        return false;
    for (size_t i = 0; i < count; i++)
        characters += ranges[i].last - ranges[i].first + 1;
    charsets->partners.bytes = lode_arena_allocate(charsets->arena, characters * 4);
    for (size_t i = 0; charsets->partners.bytes && i < count; i++)
        for (uint32_t c = ranges[i].first; c <= ranges[i].last; c++)
            charsets->partners.length += (size_t)utf8proc_encode_char(
                (utf8proc_int32_t)c, (utf8proc_uint8_t *)charsets->partners.bytes + charsets->partners.length);
    return charsets->partners.bytes;
}

static bool need_partners(lode_charsets *charsets) {
    return charsets->partners.bytes || find_partners(charsets);
}

/* Whether a source is a class of characters that are all written out, or that character alone, none of them above
 * LODE_CHARSET_EXACT. */
static bool is_listed(const char *source, size_t length) {
    static const char controls[] = "tnr"; /* behind a backslash */
    bool class = length > 2 && source[0] == '[' && source[1] != '^';

    if (!class && source[0] != '\\')
        return false;
    for (size_t i = class; i < length; i++)
        if (source[i] == '\\' && i + 1 < length && (ispunct((unsigned char)source[i + 1]) || strchr(controls, source[i + 1])))
            i++;
        else if (source[i] == '\\' || source[i] == '[' || (unsigned char)source[i] >= 0xE3)
            return false;
    return true;
}

/* Adds what the set has above LODE_CHARSET_EXACT: all may be in one whose characters are not written out. */
static bool add_high(lode_charsets *charsets, const pcre2_code *code, bool exact, unsigned flags, lode_range **ranges,
                     size_t *count) {
    lode_range *above = NULL;
    size_t above_count = 0;

    if (!exact) {
        if (*count && (*ranges)[*count - 1].last + 1 == LODE_CHARSET_EXACT)
            (*ranges)[*count - 1].last = LODE_CHARSET_LAST;
        else
            (*ranges)[(*count)++] = (lode_range){LODE_CHARSET_EXACT, LODE_CHARSET_LAST};
        return true;
    }
    if (!(flags & LODE_CHARSET_CASELESS))
        return true;
    if (!need_partners(charsets))
        return false;
    above_count = try_on(charsets, code, &charsets->partners, 0, &above);
    if (above_count == SIZE_MAX)
        return false;
    if (above_count) {
        lode_range *all = lode_arena_array(charsets->arena, *count + above_count, sizeof *all);

        if (!all)
            return false;
        if (*count)
            memcpy(all, *ranges, *count * sizeof *all);
        memcpy(all + *count, above, above_count * sizeof *all);
        *ranges = all;
        *count += above_count;
    }
    return true;
}

const lode_charset *lode_charset_of(lode_charsets *charsets, const char *source, size_t length, unsigned flags) {
    const lode_charset *set = find(charsets, source, length, flags);
    pcre2_code *code;
    lode_range *ranges;
    size_t count;
    bool exact = is_listed(source, length);

    if (set)
        return set;
    code = compile(source, length, flags);
    if (!code)
        return NULL;
    count = try_on(charsets, code, &charsets->low, 1, &ranges);
    if (count != SIZE_MAX && !add_high(charsets, code, exact, flags, &ranges, &count))
        count = SIZE_MAX;
    pcre2_code_free(code);
    return count == SIZE_MAX ? NULL : keep(charsets, source, length, flags, ranges, count, exact);
}

const lode_charset *lode_charset_character(lode_charsets *charsets, uint32_t code_point, unsigned flags) {
    char source[16];
    size_t length = (size_t)snprintf(source, sizeof source, "\\x{%x}", (unsigned)code_point);
    const lode_charset *set;
    pcre2_code *code;
    lode_range *ranges, *more = NULL;
    size_t count, more_count = SIZE_MAX;

    flags &= LODE_CHARSET_CASELESS;
    if (flags && code_point >= LODE_CHARSET_EXACT)
        return lode_charset_of(charsets, source, length, flags);
    set = find(charsets, source, length, flags);
    if (set)
        return set;
    if (!flags) {
        ranges = lode_arena_array(charsets->arena, 1, sizeof *ranges);
        if (!ranges)
            return NULL;
        *ranges = (lode_range){code_point, code_point};
        return keep(charsets, source, length, flags, ranges, 1, true);
    }
    if (!need_partners(charsets))
        return NULL;
    code = compile(source, length, flags);
    if (!code)
        return NULL;
    more_count = try_on(charsets, code, &charsets->partners, 0, &more);
    count = more_count == SIZE_MAX ? SIZE_MAX : try_on(charsets, code, &charsets->low, more_count, &ranges);
    pcre2_code_free(code);
    if (count == SIZE_MAX)
        return NULL;
    if (more_count)
        memcpy(ranges + count, more, more_count * sizeof *more);
    return keep(charsets, source, length, flags, ranges, count + more_count, true);
}

const lode_charset *lode_charset_from(lode_charsets *charsets, const lode_range *ranges, size_t count) {
    const char *source = (const char *)ranges;
    size_t length = count * sizeof *ranges;
    const lode_charset *set = find(charsets, source, length, BY_RANGES);
    lode_range *copy;

    if (set)
        return set;
    copy = lode_arena_array(charsets->arena, count + 1, sizeof *copy);
    if (!copy)
        return NULL;
    memcpy(copy, ranges, length);
    return keep(charsets, source, length, BY_RANGES, copy, count, true);
}
