/* SPDX-License-Identifier: MIT */
/* The pattern of numbers. It follows the order in which parts may stand (a count, its scales, a smaller count ...), not their
 * sizes: a pattern that knew them all would be many times as long, and lode_numbers_read knows them.
 *
 *     (sign or start) first (behind a scale: further)* (point decimals)? (end)
 */
#include "values/numbers_set.h"

#define SPACE LODE_NUMBER_SPACE
#define WORD_END "(?![\\p{L}\\p{M}])"
#define NOT_IN_A_WORD "(?<![\\p{L}\\p{M}\\p{N}])"
/* Of ISO 4217, or the two letters that some currencies are written with. */
#define BEHIND_A_CURRENCY_CODE "(?<=" NOT_IN_A_WORD "(?-i:[A-Z]){3}|" NOT_IN_A_WORD "(?-i:[A-Z][A-Za-z]))"
#define NOT_BEHIND_AN_OPERAND "(?<![\\p{L}\\p{M}\\p{N}\\p{Pe}\\p{Pf}\"'])(?<![0-9]\\h)"
#define AT_THE_START "(?<![\\s\\S])"
/* Digits may have letters behind them, words may not, and neither digits. */
#define END "(?![0-9]|" LODE_NUMBER_FRACTION_SIGN ")(?!(?<=[\\p{L}\\p{M}])[\\p{L}\\p{M}])"

enum {
    UNIT = LODE_NUMBER_SET(LODE_NUMBER_UNIT),
    LEADING = LODE_NUMBER_SET(LODE_NUMBER_UNIT_LEADING),
    FOLLOWING = LODE_NUMBER_SET(LODE_NUMBER_UNIT_FOLLOWING)
};

/* The pieces, each an empty string where the language has none of its words. */
typedef struct pieces {
    const lode_numbers *numbers;
    const char *joint;    /* between words but before ones and scales, */
    const char *close;    /* and before these */
    const char *word_end; /* of words that others may be written together with */
    lode_buffer joiner;
    lode_buffer article;
    lode_buffer half;
    lode_buffer and_half; /* with the joint and the joiner and article that may lead to it */
    lode_buffer scale;
    lode_buffer next_scale; /* with the joint before it, if not right behind digits */
    lode_buffer suffix;     /* behind digits, with the blank before it that may be there */
    lode_buffer body;       /* all but the start and the end */
    lode_buffer words;      /* for what is made on the way */
} pieces;

static const char *text_of(const lode_buffer *piece) {
    return piece->bytes ? piece->bytes : "";
}

/* Empties a piece, but does not forget that memory ran out. */
static void restart(lode_buffer *piece) {
    piece->length = 0;
    lode_buffer_string(piece, "");
}

static const char *words_of(pieces *p, lode_number_set set) {
    restart(&p->words);
    lode_number_set_pattern(p->numbers, set, &p->words);
    return text_of(&p->words);
}

static const char *words_of_kind(pieces *p, lode_number_word kind) {
    return words_of(p, (lode_number_set){.kinds = LODE_NUMBER_SET(kind)});
}

static void make_small_words(pieces *p) {
    lode_buffer_string(&p->joiner, words_of_kind(p, LODE_NUMBER_JOINER));
    lode_buffer_string(&p->article, words_of_kind(p, LODE_NUMBER_ARTICLE));
    lode_buffer_string(&p->half, words_of(p, (lode_number_set){.kinds = LODE_NUMBER_SET(LODE_NUMBER_HALF) |
                                                                        LODE_NUMBER_SET(LODE_NUMBER_PART)}));
    if (!p->half.length)
        return;
    lode_buffer_string(&p->and_half, p->joint);
    if (p->joiner.length)
        lode_buffer_format(&p->and_half, "(?:%s%s)?", text_of(&p->joiner), p->joint);
    if (p->article.length)
        lode_buffer_format(&p->and_half, "(?:%s%s)?", text_of(&p->article), p->joint);
    lode_buffer_string(&p->and_half, text_of(&p->half));
}

static void make_scales(pieces *p) {
    if (*words_of(p, (lode_number_set){.kinds = LODE_NUMBER_SCALES})) {
        lode_buffer_format(&p->scale, "%s%s", text_of(&p->words), p->word_end);
        lode_buffer_format(&p->next_scale, "(?:(?:%s|(?<=[0-9]))%s)", p->close, text_of(&p->scale));
    }
    if (*words_of_kind(p, LODE_NUMBER_SUFFIX))
        lode_buffer_format(&p->suffix, "(?<=[0-9]|" LODE_NUMBER_FRACTION_SIGN ")\\h?(?-i:%s)" WORD_END, text_of(&p->words));
}

/* A piece that may be there; nothing where it is empty. */
static void append_optional(lode_buffer *body, const lode_buffer *piece) {
    if (piece->length)
        lode_buffer_format(body, "(?:%s)?", text_of(piece));
}

/* What may multiply a count: a suffix, scales, or both. */
static void append_multiplier(pieces *p) {
    append_optional(&p->body, &p->suffix);
    if (p->scale.length)
        lode_buffer_format(&p->body, "%s*", text_of(&p->next_scale));
}

/* A count in words, as alternatives: "twenty-one", "seven". Units of these kinds may be its first word. False: there are none.
 */
static bool append_units(pieces *p, unsigned kinds) {
    lode_number_set set = {kinds, 0, 0, LODE_NUMBER_LONGER_NO_ROOM, false};
    const lode_number_set ones = {UNIT | FOLLOWING, 1, 9, LODE_NUMBER_ANY_ROOM, false};
    const lode_number_set following = {FOLLOWING, 1, 9, LODE_NUMBER_ANY_ROOM, false};
    lode_buffer *body = &p->body;
    size_t start = body->length;

    if (*words_of(p, set))
        lode_buffer_format(body, "%s|", text_of(&p->words));
    set.room = LODE_NUMBER_ROOM;
    if (*words_of(p, set)) {
        lode_buffer_format(body, "%s(?:%s", text_of(&p->words), p->close);
        if (p->joiner.length)
            lode_buffer_format(body, "(?:%s%s)?", text_of(&p->joiner), p->joint);
        lode_buffer_format(body, "%s)?|", *words_of(p, ones) ? text_of(&p->words) : "(?!)");
    }
    set.room = LODE_NUMBER_NO_ROOM;
    if (*words_of(p, set)) {
        lode_buffer_string(body, text_of(&p->words));
        if (*words_of(p, following))
            lode_buffer_format(body, "(?:%s%s)?", p->close, text_of(&p->words));
        lode_buffer_byte(body, '|');
    }
    if (body->length == start || body->failed)
        return false;
    body->bytes[--body->length] = '\0';
    return true;
}

/* Scales behind "half a" or "a", or from one on that may stand alone. */
static void append_uncounted(pieces *p) {
    lode_buffer *body = &p->body;

    if (p->half.length && p->article.length)
        lode_buffer_format(body, "|(?:(?:%s%s)?%s(?:%s%s)?|%s)%s%s%s*", text_of(&p->article), p->joint, text_of(&p->half),
                           p->joint, text_of(&p->article), text_of(&p->article), p->close, text_of(&p->scale),
                           text_of(&p->next_scale));
    else if (p->half.length || p->article.length)
        lode_buffer_format(body, "|%s%s%s%s%s*", text_of(&p->half), text_of(&p->article), p->close, text_of(&p->scale),
                           text_of(&p->next_scale));
    if (!*words_of_kind(p, LODE_NUMBER_SCALE_ALONE))
        return;
    restart(&p->words);
    lode_number_vague_ends(p->numbers, &p->words);
    lode_buffer_byte(body, '|');
    if (p->words.length)
        lode_buffer_format(body, "(?<!%s)", text_of(&p->words));
    lode_buffer_format(body, "%s%s%s*", words_of_kind(p, LODE_NUMBER_SCALE_ALONE), p->word_end, text_of(&p->next_scale));
}

/* Digits or a count in words, with scales or without; or scales without a count. */
static void append_first(pieces *p) {
    lode_buffer *body = &p->body;

    lode_buffer_string(body, "(?:(?:");
    if (p->numbers->fractions) {
        lode_number_fraction_pattern(p->numbers, body);
        lode_buffer_byte(body, '|');
    }
    lode_number_digits_pattern(p->numbers, true, body);
    lode_buffer_byte(body, '|');
    if (!append_units(p, UNIT | LEADING))
        body->length--;
    lode_buffer_byte(body, ')');
    append_optional(body, &p->and_half);
    append_multiplier(p);
    if (p->scale.length)
        append_uncounted(p);
    lode_buffer_byte(body, ')');
}

/* A count in words behind a scale, which may have scales of its own. */
static void append_further_words(pieces *p) {
    const lode_number_set never_last = {LODE_NUMBER_UNITS, 0, 0, LODE_NUMBER_NEVER_LAST, false};
    lode_buffer *body = &p->body;

    lode_buffer_format(body, "%s(?:", p->joint);
    if (p->joiner.length)
        lode_buffer_format(body, "%s%s|", text_of(&p->joiner), p->joint);
    if (*words_of(p, never_last))
        lode_buffer_format(body, "(?!%s%s(?!%s%s))", text_of(&p->words), p->word_end, p->close, text_of(&p->scale));
    lode_buffer_string(body, ")(?:");
    if (p->article.length)
        lode_buffer_format(body, "%s%s+|", text_of(&p->article), text_of(&p->next_scale));
    lode_buffer_string(body, "(?:");
    lode_buffer_string(body, append_units(p, UNIT | LEADING | FOLLOWING) ? ")" : "(?!))");
    append_optional(body, &p->and_half);
    lode_buffer_format(body, "(?:%s+|(?!%s%s)))", text_of(&p->next_scale), p->close, text_of(&p->scale));
}

/* What may stand behind a scale. A further part is behind a scale again only where it ends in one. */
static void append_further(pieces *p) {
    lode_buffer *body = &p->body;

    restart(&p->words);
    lode_number_scale_ends(p->numbers, &p->words);
    if (!p->words.length)
        return;
    lode_buffer_format(body, "(?:(?<=%s)(?:", text_of(&p->words));
    if (p->scale.length) {
        append_further_words(p);
        lode_buffer_byte(body, '|');
    }
    lode_buffer_string(body, SPACE "?[0-9]++(?:(?:");
    lode_number_marks_class(p->numbers, body);
    lode_buffer_string(body, "|\\h(?=[0-9]{3}(?![0-9])))[0-9]++)*+");
    append_multiplier(p);
    lode_buffer_string(body, "(?<![0-9])"); /* multiplied it must be */
    if (p->numbers->tenths) {
        lode_buffer_string(body, "|(?:" SPACE "[0-9](?:[0-9]{2})?|[0-9]{1,3})(?![-/:.,]?[0-9]|\\h?%)(?!");
        if (p->scale.length)
            lode_buffer_format(body, LODE_NUMBER_JOINT "?%s%s", text_of(&p->scale), p->suffix.length ? "|" : "");
        lode_buffer_format(body, "%s)", text_of(&p->suffix));
    }
    if (p->half.length)
        lode_buffer_format(body, "|%s", text_of(&p->and_half));
    lode_buffer_string(body, "))*");
}

/* A spoken point with its decimals, and scales behind them. */
static void append_spoken_decimals(pieces *p) {
    const lode_number_set units = {LODE_NUMBER_UNITS, 0, 99, LODE_NUMBER_ANY_ROOM, false};
    const lode_number_set ten = {LODE_NUMBER_SCALES, 10, 10, LODE_NUMBER_ANY_ROOM, false};
    lode_buffer *body = &p->body;

    if (!*words_of_kind(p, LODE_NUMBER_POINT))
        return;
    lode_buffer_format(body, "(?:%s%s(?:" SPACE "[0-9]++", p->joint, text_of(&p->words));
    if (*words_of(p, units)) {
        lode_buffer_format(body, "|(?:%s(?:%s", p->close, text_of(&p->words));
        if (*words_of(p, ten))
            lode_buffer_format(body, "|%s", text_of(&p->words));
        lode_buffer_string(body, "))+");
    }
    lode_buffer_byte(body, ')');
    append_multiplier(p);
    lode_buffer_string(body, ")?");
}

static void append_not_behind_digits(const lode_numbers *numbers, lode_buffer *pattern) {
    lode_buffer_string(pattern, "(?<![0-9])(?<![0-9]");
    lode_number_marks_class(numbers, pattern);
    lode_buffer_string(pattern, ")");
}

/* A sign, or a place where a number may begin. */
static void append_start(pieces *p) {
    lode_buffer *body = &p->body;

    lode_buffer_string(body, "(?:");
    if (*words_of(p, (lode_number_set){.kinds = LODE_NUMBER_SET(LODE_NUMBER_MINUS), .symbols = true})) {
        lode_buffer_format(body, "(?:" AT_THE_START "%s(?:" SPACE ")?|" NOT_BEHIND_AN_OPERAND "%s)(?=", text_of(&p->words),
                           text_of(&p->words));
        lode_number_marks_class(p->numbers, body);
        lode_buffer_string(body, "?[0-9])|");
    }
    if (*words_of_kind(p, LODE_NUMBER_MINUS))
        lode_buffer_format(body, NOT_IN_A_WORD "%s" SPACE "|", text_of(&p->words));
    lode_buffer_string(body, NOT_IN_A_WORD);
    append_not_behind_digits(p->numbers, body);
    if (p->numbers->fractions)
        lode_buffer_string(body, "(?<![0-9]/)");
    lode_buffer_string(body, "|" BEHIND_A_CURRENCY_CODE "(?=[0-9]))");
}

bool lode_numbers_pattern(const lode_numbers *numbers, lode_buffer *pattern) {
    static const char together[] = LODE_NUMBER_JOINT "?";
    pieces p = {.numbers = numbers,
                .joint = numbers->hyphens ? LODE_NUMBER_JOINT : SPACE,
                .close = LODE_NUMBER_JOINT,
                .word_end = WORD_END};
    lode_buffer *all[] = {&p.joiner, &p.article, &p.half, &p.and_half, &p.scale, &p.next_scale, &p.suffix, &p.body, &p.words};

    if (numbers->compounds) {
        p.joint = p.close = together;
        p.word_end = "";
    }
    make_small_words(&p);
    make_scales(&p);
    append_start(&p);
    append_first(&p);
    append_further(&p);
    append_spoken_decimals(&p);
    lode_buffer_format(pattern, "(?i:%s" END ")", text_of(&p.body));
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        pattern->failed = pattern->failed || all[i]->failed;
        lode_buffer_free(all[i]);
    }
    return !pattern->failed;
}

bool lode_numbers_pattern_digits(const lode_numbers *numbers, lode_buffer *pattern) {
    append_not_behind_digits(numbers, pattern);
    return lode_number_digits_pattern(numbers, true, pattern);
}
