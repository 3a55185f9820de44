/* Tables: from the words of a language to values. */
#ifndef LODE_RULES_TABLE_H
#define LODE_RULES_TABLE_H

#include <lode.h>

typedef struct lode_table lode_table;

/* The value of a key as it was captured: folded like the table's keys, any run of white space as one space, without regard to
 * case where the table (or the rule, `caseless`) says so. NULL: no such key. */
const lode_value *lode_table_find(const lode_table *table, const char *key, size_t length, bool caseless);

/* Its entries, in the order in which the pack has them. Keys are folded, NUL-terminated. */
size_t lode_table_count(const lode_table *table);
const char *lode_table_key(const lode_table *table, size_t index);
const lode_value *lode_table_value(const lode_table *table, size_t index);
const char *lode_table_name(const lode_table *table);
bool lode_table_is_caseless(const lode_table *table);

#endif
