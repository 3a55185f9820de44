/* SPDX-License-Identifier: MIT */
/* The keys that rule files know, section by section: the loader and the schema's test read them from here. */
#ifndef LODE_RULES_KEYS_H
#define LODE_RULES_KEYS_H

#include "rules/yaml.h"

/* Each list of keys has them by the enum of its indices. */
typedef enum lode_key_list {
    LODE_KEYS_FILE,
    LODE_KEYS_PACK,
    LODE_KEYS_SENTENCES,
    LODE_KEYS_NORMALISE,
    LODE_KEYS_NUMBERS,
    LODE_KEYS_TABLE,
    LODE_KEYS_RULE,
    LODE_KEYS_PART,
    LODE_KEYS_CELL,
    LODE_KEYS_EXAMPLE,
    LODE_KEYS_COUNTEREXAMPLE
} lode_key_list;

enum {
    KEY_LODE,
    KEY_PACK,
    KEY_SENTENCES,
    KEY_NORMALISE,
    KEY_NUMBERS,
    KEY_CALENDAR,
    KEY_SETTINGS,
    KEY_TABLES,
    KEY_DEFINE,
    KEY_RULES
};
enum { KEY_LANGUAGE, KEY_PACK_SUMMARY, KEY_USES, KEY_COMMON_WORDS, KEY_HYPHENATION };
enum { KEY_SENTENCE_MARKS, KEY_SENTENCE_CLOSING, KEY_SENTENCE_OPEN, KEY_ABBREVIATIONS };
enum { KEY_WORD_END, KEY_ANYWHERE };
enum {
    KEY_DECIMAL_MARKS,
    KEY_GROUP_MARKS,
    KEY_UNITS,
    KEY_UNITS_LEADING,
    KEY_UNITS_FOLLOWING,
    KEY_SCALES,
    KEY_SCALES_ALONE,
    KEY_SUFFIXES,
    KEY_JOINERS,
    KEY_HALF,
    KEY_POINT,
    KEY_MINUS,
    KEY_ARTICLES,
    KEY_TENTHS,
    KEY_PARTS_OF_ONE,
    KEY_FRACTIONS,
    KEY_COMPOUNDS,
    KEY_ONES_FIRST,
    KEY_VAGUE
};
enum { KEY_FILE, KEY_COLUMN, KEY_TABLE_CASELESS, KEY_CAPITALISED, KEY_ENTRIES, KEY_OF };
enum {
    KEY_ID,
    KEY_TYPE,
    KEY_FACT,
    KEY_EXTRACTOR,
    KEY_PRIORITY,
    KEY_STAGE,
    KEY_ROLE,
    KEY_MATCH,
    KEY_LOOKUP,
    KEY_RULE_BEFORE, /* these four in the order of lode_side */
    KEY_AFTER,
    KEY_NOT_BEFORE,
    KEY_NOT_AFTER,
    KEY_EACH,
    KEY_CELL,
    KEY_PARTS,
    KEY_NEEDS,
    KEY_FLAGS,
    KEY_SET,
    KEY_EXAMPLES,
    KEY_COUNTEREXAMPLES,
    KEY_RULE_SUMMARY
};
enum {
    KEY_PART_IS,
    KEY_PART_HAS,
    KEY_PART_BEHIND,
    KEY_PART_BEFORE,
    KEY_PART_BESIDE,
    KEY_PART_INSIDE,
    KEY_PART_OVER,
    KEY_PART_LIST,
    KEY_PART_EACH
};
enum { KEY_CELL_UNIT, KEY_CELL_EXCEPT, KEY_CELL_PERIOD };
enum { KEY_TEXT, KEY_DATE, KEY_VALUES, KEY_FACTS };
enum { LODE_KEYS_MAX = 24 };

/* The names in a list, ending with NULL. */
const char *const *lode_keys(lode_key_list list);

/* Sorts the values of a mapping by key: values[i] is that of the list's i-th name, NULL where it is not there. Unknown keys are
 * reported, with what may have been meant, as is a node that is no mapping (`what` names it, such as "a rule"); then false.
 * `mistakes` may be NULL. */
bool lode_keys_sort(lode_key_list list, const lode_yaml_node *mapping, const char *what,
                    const lode_yaml_node *values[LODE_KEYS_MAX], lode_mistakes *mistakes);

#endif
