/* SPDX-License-Identifier: MIT */
/* Tables: from the words of a language to values. */
#ifndef LODE_RULES_TABLE_H
#define LODE_RULES_TABLE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "cache/image.h"
#include "text/folds.h"

#include <lode.h>

typedef struct lode_table lode_table;

extern const lode_layout lode_table_layout;

enum { LODE_TABLE_KEY_MAX = 1000 }; /* bytes of a key */

/* The value of a key as it was captured: folded like the table's keys, any run of white space as one space. The exact key wins;
 * where `caseless` is true or the table is so, one that differs in case only is found as well (of several the first), by the
 * simple case folding of Unicode. NULL: no such key. Allocates nothing for text that is folded already, as the text of matches
 * is. */
const lode_value *lode_table_find(const lode_table *table, const char *key, size_t length, bool caseless);

/* Its entries, in the order in which the pack has them. Keys are folded, without white space but single spaces inside,
 * NUL-terminated. */
size_t lode_table_count(const lode_table *table);
const char *lode_table_key(const lode_table *table, size_t index);
const lode_value *lode_table_value(const lode_table *table, size_t index);
const char *lode_table_name(const lode_table *table);
bool lode_table_is_caseless(const lode_table *table);

/* The further columns of a table: each entry has a value, or none (LODE_VALUE_NONE), in each. `entry` is what lode_table_find
 * or lode_table_value gave. */
size_t lode_table_column_count(const lode_table *table);
const char *lode_table_column_name(const lode_table *table, size_t column);
const lode_value *lode_table_cell(const lode_table *table, const lode_value *entry, size_t column);

/* The key in the form in which keys are compared without regard to case. */
const char *lode_table_caseless_key(const lode_table *table, size_t index);

/* The simple case folding of a code point, as PCRE2 compares without regard to case. */
int32_t lode_case_fold(int32_t code_point);

/* Makes an empty table with room for `limit` entries in the arena. Name and folds (NULL: none) must outlive it. NULL: memory.
 */
lode_table *lode_table_create(lode_arena *arena, const char *name, const lode_folds *folds, bool caseless, size_t limit);

/* Gives a table that is empty yet further columns; the names are copied. False: memory. */
bool lode_table_set_columns(lode_table *table, const char *const *names, size_t count);

/* Adds an entry; key and values are copied. `cells` has a value for each further column; NULL: none has any. An entry that is
 * there already with the same values is passed over. LODE_OK, LODE_ERROR_USAGE for a key that is empty, too long or there with
 * another value, LODE_ERROR_ENCODING, LODE_ERROR_MEMORY. */
lode_status lode_table_add(lode_table *table, const char *key, size_t length, const lode_value *value, const lode_value *cells,
                           lode_error *error);

/* Adds the entries of another table whose keys are not there; columns that this one does not have are left out. */
lode_status lode_table_add_all(lode_table *table, const lode_table *other, lode_error *error);

/* Adds for each key that begins with a small letter the same with a capital one, where that is no key. Needs room for twice as
 * many entries. */
lode_status lode_table_capitalise(lode_table *table, lode_error *error);

/* Appends a PCRE2 pattern without capturing groups for all keys, longest first: a trie as nested alternatives. Each edge of a
 * key that is a letter or mark has none beside it; a space in a key is any white space as in patterns. `caseless`: the pattern
 * will be compiled so. False: memory. */
bool lode_table_pattern(const lode_table *table, bool caseless, lode_buffer *pattern);

/* What a space in a pattern or key stands for: a blank or a line end. Layout leaves no more between two words of a sentence
 * (see text/paragraphs.h). Not [ \n], which takes more room in a compiled pattern. */
#define LODE_PATTERN_SPACE "(?: |\\n)"

#endif
