/* SPDX-License-Identifier: MIT */
/* Where the parts of a written pattern end. All take the pattern, its length and a place in it. */
#ifndef LODE_RULES_PATTERN_H
#define LODE_RULES_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

bool lode_pattern_is_space(char byte);

/* Whether the byte stands for itself (a part of a character, too), and not for a construct. */
bool lode_pattern_is_literal(const char *pattern, size_t length, size_t at);

/* Whether a quantifier stands here: * + ? {n} {n,} {n,m}. */
bool lode_pattern_is_quantifier(const char *pattern, size_t length, size_t at);

/* The bytes of the escape that starts here with a backslash, braces included (\p{Lu}); 1 where nothing follows it. \Q is not
 * meant. */
size_t lode_pattern_escape_length(const char *pattern, size_t length, size_t at);

/* The bytes of the character class that starts here with '['; 0: it is not closed. */
size_t lode_pattern_class_length(const char *pattern, size_t length, size_t at);

/* Whether no letter or mark can follow a word that ends here: white space, \b, \s, a bracket or mark of punctuation as it is
 * ... */
bool lode_pattern_ends_word(const char *pattern, size_t length, size_t at);

#endif
