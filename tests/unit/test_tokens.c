/* SPDX-License-Identifier: MIT */
/* The words of texts: each stands where it is said to, also where a text was edited. */
#include "match/tokens.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { ROUNDS = 3000, TEXT_MOST = 600, MARKER = 4 };

static uint32_t seed = 1;

static size_t below(size_t end) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % end;
}

static size_t make_text(char *text) {
    static const char letters[] = "aaaaabbbcc(.    \n\t";
    size_t length = below(TEXT_MOST), run = below(4) ? 1 : 200;

    for (size_t i = 0; i < length; i++)
        text[i] = i % run && run > 1 ? 'x' : letters[below(sizeof letters - 1)];
    return length;
}

typedef struct edit_list {
    lode_word_edit items[TEXT_MOST];
    size_t count, next;
} edit_list;

static bool next_edit(void *context, lode_word_edit *edit) {
    edit_list *list = context;

    if (list->next == list->count)
        return false;
    *edit = list->items[list->next++];
    return true;
}

/* Puts markers in place of pieces that may touch; the edited text's length. */
static size_t edit(const char *text, size_t length, char *edited, edit_list *list) {
    size_t at = 0, to = 0, gap = 1 + below(60);

    *list = (edit_list){.count = 0};
    while (at < length) {
        size_t rest = length - at, copied = below(gap) < rest ? below(gap) : rest, piece;

        copied = copied < rest ? copied : rest;
        memcpy(edited + to, text + at, copied);
        at += copied;
        to += copied;
        if (at == length)
            break;
        piece = 1 + below(20) < length - at ? 1 + below(20) : 1;
        piece = piece < length - at ? piece : 1;
        memcpy(edited + to, "@@@@", MARKER);
        list->items[list->count++] = (lode_word_edit){at, at + piece, to, to + MARKER};
        at += piece;
        to += MARKER;
    }
    return to;
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t';
}

static void check_words(const lode_tokens *tokens, const char *text, size_t length) {
    const lode_words *words = tokens->words;

    assert_true(words->known);
    assert_int_equal(words->items[words->count].at, length);
    assert_true(!words->count || words->items[0].at == 0);
    for (size_t i = 0; i < words->count; i++) {
        const lode_token *token = &tokens->tokens[words->items[i].token];
        const char *bytes = text + words->items[i].at;

        assert_true(words->items[i].token);
        assert_int_equal(token->length, words->items[i + 1].at - words->items[i].at);
        assert_memory_equal(tokens->pool + token->bytes, bytes, token->length);
        for (size_t j = 1; j < token->length; j++)
            assert_false(is_blank(bytes[j - 1]) && !is_blank(bytes[j]));
    }
}

static void test_words_stand_where_they_are(void **state) {
    lode_tokens *tokens = lode_tokens_create();
    char text[TEXT_MOST], edited[TEXT_MOST * MARKER];
    edit_list list;

    (void)state;
    assert_non_null(tokens);
    for (int i = 0; i < ROUNDS; i++) {
        size_t length = make_text(text), edited_length;

        lode_tokens_read_text(tokens, text, length);
        check_words(tokens, text, length);
        for (int j = 0; j < 3; j++) {
            edited_length = edit(text, length, edited, &list);
            lode_tokens_edit_text(tokens, edited, edited_length, j ? next_edit : NULL, &list);
            check_words(tokens, edited, edited_length);
        }
        lode_tokens_take_text(tokens);
        check_words(tokens, text, length);
    }
    lode_tokens_forget_text(tokens);
    assert_false(tokens->words->known);
    lode_tokens_edit_text(tokens, text, 1, next_edit, &list);
    assert_false(tokens->words->known);
    lode_tokens_free(tokens);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words_stand_where_they_are)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
