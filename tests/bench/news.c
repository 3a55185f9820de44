/* SPDX-License-Identifier: MIT */
/* Makes a corpus that is to lode what news is: always the same bytes for the same arguments.
 *
 *     news FORMAT MEGABYTES FILE...        FORMAT: jsonl (a record a document) or text (all documents in one text)
 *
 * A document has about 3,000 bytes. Some of its sentences are those of samples, with other numbers; most are words of the
 * samples in an order in which two of them stand side by side there too, so that little is found in them. New words keep
 * coming, as they do in news: numbers, names, and syllables made of the beginning of one and the end of another. */
#include "writing.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DOCUMENT = 3000,    /* bytes */
    PARAGRAPH = 5,      /* sentences */
    OF_SAMPLES = 25,    /* of 100 sentences */
    NEW_WORDS = 54,     /* of 1000 words */
    SENTENCE_LEAST = 12 /* words, and up to as many more */
};

typedef struct word {
    const char *bytes;
    size_t length;
    size_t onset;   /* of a syllable: the bytes before its vowel */
    size_t *places; /* where it stands among all words; of the first of equal words only */
    size_t place_count;
    size_t first; /* the first of equal words */
} word;

typedef struct news {
    writing writing;
    word *words; /* of all samples, in their order */
    size_t word_count;
    text *sentences;
    size_t sentence_count;
} news;

static bool is_word_byte(unsigned char byte) {
    return byte >= 0x80 || isalpha(byte);
}

/* Words in lower case only: names and numbers are put in anew. */
static bool is_plain(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (!is_word_byte((unsigned char)bytes[i]) || isupper((unsigned char)bytes[i]) || (unsigned char)bytes[i] == 0xE2)
            return false;
    return length && (unsigned char)bytes[0] < 0x80;
}

static void *grown(void *items, size_t count, size_t size) {
    return count & (count - 1) ? items : realloc(items, (count ? count * 2 : 1) * size);
}

static bool add_words(news *n, const text *sample) {
    for (size_t at = 0, end; at < sample->length; at = end + 1) {
        word *words;

        for (end = at; end < sample->length && !isspace((unsigned char)sample->bytes[end]);)
            end++;
        if (!is_plain(sample->bytes + at, end - at))
            continue;
        words = grown(n->words, n->word_count, sizeof *words);
        if (!words)
            return false;
        n->words = words;
        n->words[n->word_count] = (word){.bytes = sample->bytes + at, .length = end - at};
        while (n->words[n->word_count].onset < end - at &&
               strchr("bcdghklmnpqrstvx", sample->bytes[at + n->words[n->word_count].onset]))
            n->words[n->word_count].onset++;
        n->word_count++;
    }
    return true;
}

static bool add_sentences(news *n, const text *sample) {
    for (size_t at = 0, end; at < sample->length; at = end) {
        text *sentences;

        for (end = at; end < sample->length && sample->bytes[end] != '\n';)
            if (sample->bytes[end++] == '.' && end < sample->length && sample->bytes[end] == ' ')
                break;
        sentences = end > at ? grown(n->sentences, n->sentence_count, sizeof *sentences) : n->sentences;
        if (end > at) {
            if (!sentences)
                return false;
            n->sentences = sentences;
            n->sentences[n->sentence_count++] = (text){sample->bytes + at, end - at};
        }
        while (end < sample->length && isspace((unsigned char)sample->bytes[end]))
            end++;
    }
    return true;
}

static bool same(const word *a, const word *b) {
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

static bool index_words(news *n) {
    for (size_t i = 0; i < n->word_count; i++) {
        word *first = NULL;
        size_t *places;

        for (size_t j = 0; j <= i && !first; j++)
            if (same(&n->words[j], &n->words[i]))
                first = &n->words[n->words[i].first = j];
        places = grown(first->places, first->place_count, sizeof *places);
        if (!places)
            return false;
        first->places = places;
        first->places[first->place_count++] = i;
    }
    return n->word_count && n->sentence_count;
}

static void put_capital(news *n, const char *bytes, size_t length) {
    char first = (char)toupper((unsigned char)bytes[0]);

    put(&n->writing, &first, 1);
    put(&n->writing, bytes + 1, length - 1);
}

static const word *any_word(news *n) {
    return &n->words[pick(&n->writing, (uint32_t)n->word_count)];
}

/* The beginning of one syllable and the end of another; with a capital or not. */
static void put_syllable(news *n, bool capital) {
    const word *one = any_word(n), *other = any_word(n);
    char made[64];
    size_t onset = one->onset ? one->onset : 0, length = other->length - other->onset;

    if (onset + length > sizeof made || !onset)
        onset = length = 0;
    memcpy(made, one->bytes, onset);
    memcpy(made + onset, other->bytes + other->onset, length);
    length += onset;
    if (!length)
        put(&n->writing, one->bytes, one->length);
    else if (capital)
        put_capital(n, made, length);
    else
        put(&n->writing, made, length);
}

/* A name such as "Karovelin". */
static void put_foreign(news *n) {
    static const char *const pieces[] = {"ka", "ro", "ve", "lin", "mo", "ster", "an", "dre", "wil", "son", "ber", "to", "ma",
                                         "ri", "el", "ha", "ken", "ji", "shi",  "yu", "na",  "pol", "gar", "ti",  "os", "sul"};
    char made[32] = "";
    size_t count = 2 + pick(&n->writing, 2);

    while (count-- > 0)
        strcat(made, pieces[pick(&n->writing, sizeof pieces / sizeof *pieces)]);
    put_capital(n, made, strlen(made));
}

static void put_new(news *n) {
    writing *w = &n->writing;
    uint32_t kind = pick(w, 10);

    if (kind < 3) {
        put_number(w, "12345678", 2 + pick(w, 4), false);
    } else if (kind < 6) {
        put_foreign(n);
    } else if (kind < 8) {
        put_syllable(n, true);
        put(w, " ", 1);
        put_syllable(n, true);
    } else {
        put_syllable(n, false);
    }
}

static void put_prose(news *n) {
    writing *w = &n->writing;
    size_t count = SENTENCE_LEAST + pick(w, SENTENCE_LEAST), at = pick(w, (uint32_t)n->word_count);

    put_capital(n, n->words[at].bytes, n->words[at].length);
    for (size_t i = 1; i < count; i++) {
        const word *here = &n->words[n->words[at].first];

        put(w, ", ", pick(w, 14) ? 0 : 1);
        put(w, " ", 1);
        if (pick(w, 1000) < NEW_WORDS) {
            put_new(n);
            continue;
        }
        at = here->places[pick(w, (uint32_t)here->place_count)] + 1;
        if (at == n->word_count)
            at = 0;
        put(w, n->words[at].bytes, n->words[at].length);
    }
    put(w, ".", 1);
}

static void put_sample(news *n) {
    const text *sentence = &n->sentences[pick(&n->writing, (uint32_t)n->sentence_count)];

    for (size_t at = 0, digits; at < sentence->length; at += digits ? digits : 1) {
        for (digits = 0; at + digits < sentence->length && isdigit((unsigned char)sentence->bytes[at + digits]);)
            digits++;
        if (digits)
            put_number(&n->writing, sentence->bytes + at, digits,
                       (at && strchr("/-.:", sentence->bytes[at - 1])) ||
                           (at + digits < sentence->length && strchr("/-.:", sentence->bytes[at + digits])));
        else
            put(&n->writing, sentence->bytes + at, 1);
    }
}

static void put_document(news *n) {
    writing *w = &n->writing;
    uint64_t end = w->written + DOCUMENT / 2 + pick(w, DOCUMENT);

    open_document(w);
    for (unsigned sentence = 1; w->written < end; sentence++) {
        if (pick(w, 100) < OF_SAMPLES)
            put_sample(n);
        else
            put_prose(n);
        put(w, sentence % PARAGRAPH ? " " : "\n\n", sentence % PARAGRAPH ? 1 : 2);
    }
    close_document(w);
}

int main(int argc, char **argv) {
    news n = {0};
    writing *w = &n.writing;
    bool started = writing_start(w, argc, argv);

    for (size_t i = 0; started && i < w->sample_count; i++)
        started = add_words(&n, &w->samples[i]) && add_sentences(&n, &w->samples[i]);
    started = started && index_words(&n);
    while (started && w->written < w->wanted)
        put_document(&n);
    for (size_t i = 0; i < n.word_count; i++)
        free(n.words[i].places);
    free(n.words);
    free(n.sentences);
    writing_free(w);
    return !started || fflush(stdout) || ferror(stdout);
}
