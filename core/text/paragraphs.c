/* SPDX-License-Identifier: MIT */
#include "text/paragraphs.h"

#include "text/nfc.h"
#include "text/utf8.h"
#include "text/wrapping.h"

#include <string.h>

enum { HYPHEN_WINDOW = 1 << 15, LONGEST_WORD = 64 };

/* The lines at work, each with the one behind it. */
typedef struct place {
    const lode_paragraph_options *options;
    lode_rewrite *rewrite;
    lode_wrapping wrapping;
    lode_line before, line, next;
    bool has_next;
} place;

static bool is_plain_gap(const char *text, size_t at, size_t size) {
    return size == 1 && text[at] == ' ';
}

/* Whether two blanks are a gap between columns here: where single ones stand between words, and wider gaps beside, or as many
 * double ones as single ones. */
static bool keeps_double(const place *at) {
    const lode_line *line = &at->line;
    bool beside_row = line->row || at->before.row || (at->has_next && at->next.row);

    return line->singles && (beside_row || (line->doubles > 1 && line->doubles >= line->singles));
}

/* The bytes of a character at an offset that shows nothing, and without which what stands beside it stays in NFC. */
static size_t find_unseen(const char *text, size_t at, size_t end) {
    size_t size = lode_line_unseen(text, at, end), behind = at + size;

    return size && behind < end && !lode_nfc_is_boundary(lode_utf8_next(text, end, &behind)) ? 0 : size;
}

/* Makes the gaps inside the line at work single blanks and takes out what shows nothing. */
static bool tidy(place *at) {
    const char *text = at->rewrite->input;
    const lode_line *line = &at->line;
    size_t widest = keeps_double(at) ? 1 : 2, here = line->text;

    while (here < line->end) {
        size_t columns, gap = lode_line_gap(text, here, line->end, &columns), unseen = find_unseen(text, here, line->end);

        if (gap && columns <= widest && !is_plain_gap(text, here, gap) &&
            !lode_rewrite_replace(at->rewrite, here, here + gap, " ", 1))
            return false;
        if (unseen && !lode_rewrite_replace(at->rewrite, here, here + unseen, "", 0))
            return false;
        here += gap ? gap : unseen ? unseen : 1;
    }
    return true;
}

static bool is_small_letter(const char *text, size_t at, size_t end) {
    lode_line one = {.text = at, .end = end};

    return at < end && lode_line_goes_on(text, &one);
}

static size_t word_end(const char *text, size_t at, size_t end) {
    size_t next = at;

    while (at < end && lode_utf8_is_word(lode_utf8_next(text, end, &next)))
        at = next;
    return at;
}

static size_t word_start(const char *text, size_t start, size_t at) {
    size_t previous = at;

    while (at > start && lode_utf8_is_word(lode_utf8_previous(text, &previous)))
        at = previous;
    return at;
}

/* Whether a word stands elsewhere in the text nearby. */
static bool stands_nearby(const lode_rewrite *rewrite, size_t at, const char *word, size_t length) {
    size_t start = at > HYPHEN_WINDOW ? at - HYPHEN_WINDOW : 0;
    size_t end = rewrite->length - at > HYPHEN_WINDOW ? at + HYPHEN_WINDOW : rewrite->length;
    const char *here = rewrite->input + start, *last = rewrite->input + end;

    while ((size_t)(last - here) >= length && (here = memchr(here, word[0], (size_t)(last - here) - length + 1)) != NULL) {
        if (memcmp(here, word, length) == 0)
            return true;
        here++;
    }
    return false;
}

/* The bytes of a hyphen that a text has at an offset, as keyboards or as typesetters have it; 0: there is none. */
static size_t hyphen_size(const char *text, size_t at, size_t end) {
    if (text[at] == '-')
        return 1;
    return end - at >= 3 && memcmp(text + at, "\xE2\x80\x90", 3) == 0 ? 3 : 0;
}

/* Whether a dash or a stroke stands at an offset, behind which a line may end inside what is written as one word. */
static bool is_dash(const char *text, size_t at, size_t end) {
    return text[at] == '/' ||
           (end - at >= 3 && (memcmp(text + at, "\xE2\x80\x93", 3) == 0 || memcmp(text + at, "\xE2\x80\x94", 3) == 0));
}

/* Whether the hyphen at the end of the line at work is there because the word was broken: in a language that does so, between
 * small letters, and the word is not written with it elsewhere. */
static bool breaks_word(const place *at, size_t hyphen) {
    const char *text = at->rewrite->input;
    size_t start = word_start(text, at->line.text, at->line.last), end = word_end(text, at->next.text, at->next.end);
    size_t left = at->line.last - start, right = end - at->next.text, letter = at->line.last;
    char word[2 * LONGEST_WORD + 3];

    if (!at->options->hyphenation || !left || !right || left > LONGEST_WORD || right > LONGEST_WORD)
        return false;
    lode_utf8_previous(text, &letter);
    if (!is_small_letter(text, letter, at->line.last) || !is_small_letter(text, at->next.text, at->next.end))
        return false;
    memcpy(word, text + start, left + hyphen);
    memcpy(word + left + hyphen, text + at->next.text, right);
    return !stands_nearby(at->rewrite, at->line.last, word, left + hyphen + right);
}

/* Joins the line at work with the next: by a blank, by nothing behind a hyphen, a dash or a stroke that belongs to the word,
 * and by nothing in the place of a hyphen that does not. */
static bool join(place *at) {
    const char *text = at->rewrite->input;
    const lode_line *line = &at->line;
    size_t before = line->last;
    size_t behind = at->next.text;
    bool soft =
        lode_line_unseen(text, line->last, line->end) && lode_nfc_is_boundary(lode_utf8_next(text, at->next.end, &behind));
    bool in_word = line->last > line->text && lode_utf8_is_word(lode_utf8_previous(text, &before)) && !at->next.item;
    size_t hyphen = in_word ? hyphen_size(text, line->last, line->end) : 0;
    bool dash = in_word && is_dash(text, line->last, line->end) && word_end(text, at->next.text, at->next.end) > at->next.text;

    if (hyphen && breaks_word(at, hyphen))
        return lode_rewrite_replace(at->rewrite, line->last, at->next.text, "", 0);
    return lode_rewrite_replace(at->rewrite, line->end, at->next.text, " ", hyphen || dash || soft ? 0 : 1);
}

static bool joins_next(const place *at) {
    if (!at->has_next || at->options->line_ends == LODE_LINE_ENDS_KEEP)
        return false;
    return at->options->line_ends == LODE_LINE_ENDS_JOIN
               ? lode_wrapping_may_join(at->rewrite->input, &at->line, &at->next)
               : at->wrapping.wrapped && lode_wrapping_joins(&at->wrapping, at->rewrite->input, &at->line, &at->next);
}

static bool drop(place *at, size_t start, size_t end) {
    return start == end || lode_rewrite_replace(at->rewrite, start, end, "", 0);
}

/* The line at work; `joined`: the piece that joined it to the one before took what stands before its words. */
static bool rewrite_line(place *at, bool joined, bool joins) {
    const lode_line *line = &at->line;
    size_t text_end = line->next - (line->next > line->start && at->rewrite->input[line->next - 1] == '\n');

    if (line->ragged && !((joined || drop(at, line->start, line->row ? line->quoted : line->text)) && tidy(at)))
        return false;
    return joins ? join(at) : drop(at, line->end, text_end);
}

bool lode_paragraphs_rewrite(const lode_paragraph_options *options, lode_rewrite *rewrite) {
    place at = {.options = options, .rewrite = rewrite, .wrapping = lode_wrapping_find(rewrite->input, rewrite->length)};
    bool joined = false, done = true;

    if (!rewrite->length || !(at.wrapping.ragged || at.wrapping.wrapped || options->line_ends == LODE_LINE_ENDS_JOIN))
        return lode_rewrite_finish(rewrite);
    lode_line_read(rewrite->input, rewrite->length, 0, &at.line);
    while (done) {
        bool joins;

        at.has_next = at.line.next < rewrite->length;
        if (at.has_next)
            lode_line_read(rewrite->input, rewrite->length, at.line.next, &at.next);
        joins = joins_next(&at);
        done = rewrite_line(&at, joined, joins);
        if (!at.has_next)
            break;
        joined = joins;
        at.before = at.line;
        at.line = at.next;
    }
    return done && lode_rewrite_finish(rewrite);
}
