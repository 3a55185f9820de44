/* SPDX-License-Identifier: MIT */
#include "rules/keys.h"

#include "base/suggest.h"

#include <stdio.h>
#include <string.h>

static const char *const FILE_KEYS[] = {[KEY_LODE] = "lode",
                                        [KEY_PACK] = "pack",
                                        [KEY_SENTENCES] = "sentences",
                                        [KEY_NORMALISE] = "normalise",
                                        [KEY_NUMBERS] = "numbers",
                                        [KEY_CALENDAR] = "calendar",
                                        [KEY_SETTINGS] = "settings",
                                        [KEY_TABLES] = "tables",
                                        [KEY_DEFINE] = "define",
                                        [KEY_RULES] = "rules",
                                        NULL};
static const char *const PACK_KEYS[] = {
    [KEY_LANGUAGE] = "language",         [KEY_PACK_SUMMARY] = "summary",    [KEY_USES] = "uses",
    [KEY_COMMON_WORDS] = "common_words", [KEY_HYPHENATION] = "hyphenation", NULL};
static const char *const SENTENCES_KEYS[] = {[KEY_SENTENCE_MARKS] = "marks",
                                             [KEY_SENTENCE_CLOSING] = "closing",
                                             [KEY_SENTENCE_OPEN] = "open",
                                             [KEY_ABBREVIATIONS] = "abbreviations",
                                             NULL};
static const char *const NORMALISE_KEYS[] = {[KEY_WORD_END] = "word_end", [KEY_ANYWHERE] = "anywhere", NULL};
static const char *const NUMBERS_KEYS[] = {[KEY_DECIMAL_MARKS] = "decimal_marks",
                                           [KEY_GROUP_MARKS] = "group_marks",
                                           [KEY_UNITS] = "units",
                                           [KEY_UNITS_LEADING] = "units_leading",
                                           [KEY_UNITS_FOLLOWING] = "units_following",
                                           [KEY_SCALES] = "scales",
                                           [KEY_SCALES_ALONE] = "scales_alone",
                                           [KEY_SUFFIXES] = "suffixes",
                                           [KEY_JOINERS] = "joiners",
                                           [KEY_HALF] = "half",
                                           [KEY_POINT] = "point",
                                           [KEY_MINUS] = "minus",
                                           [KEY_ARTICLES] = "articles",
                                           [KEY_TENTHS] = "tenths",
                                           [KEY_PARTS_OF_ONE] = "parts",
                                           [KEY_FRACTIONS] = "fractions",
                                           [KEY_COMPOUNDS] = "compounds",
                                           [KEY_ONES_FIRST] = "ones_first",
                                           [KEY_VAGUE] = "vague",
                                           NULL};
static const char *const TABLE_KEYS[] = {[KEY_FILE] = "file",
                                         [KEY_COLUMN] = "column",
                                         [KEY_TABLE_CASELESS] = "caseless",
                                         [KEY_CAPITALISED] = "capitalised",
                                         [KEY_ENTRIES] = "entries",
                                         [KEY_OF] = "of",
                                         NULL};
static const char *const RULE_KEYS[] = {[KEY_ID] = "id",
                                        [KEY_TYPE] = "type",
                                        [KEY_FACT] = "fact",
                                        [KEY_EXTRACTOR] = "extractor",
                                        [KEY_PRIORITY] = "priority",
                                        [KEY_STAGE] = "stage",
                                        [KEY_ROLE] = "role",
                                        [KEY_MATCH] = "match",
                                        [KEY_LOOKUP] = "lookup",
                                        [KEY_RULE_BEFORE] = "before",
                                        [KEY_AFTER] = "after",
                                        [KEY_NOT_BEFORE] = "not_before",
                                        [KEY_NOT_AFTER] = "not_after",
                                        [KEY_EACH] = "each",
                                        [KEY_CELL] = "cell",
                                        [KEY_PARTS] = "parts",
                                        [KEY_NEEDS] = "needs",
                                        [KEY_FLAGS] = "flags",
                                        [KEY_SET] = "set",
                                        [KEY_EXAMPLES] = "examples",
                                        [KEY_COUNTEREXAMPLES] = "counterexamples",
                                        [KEY_RULE_SUMMARY] = "summary",
                                        NULL};
static const char *const PART_KEYS[] = {[KEY_PART_IS] = "is",         [KEY_PART_HAS] = "has",
                                        [KEY_PART_BEHIND] = "behind", [KEY_PART_BEFORE] = "before",
                                        [KEY_PART_BESIDE] = "beside", [KEY_PART_INSIDE] = "inside",
                                        [KEY_PART_OVER] = "over",     [KEY_PART_LIST] = "list",
                                        [KEY_PART_EACH] = "each",     NULL};
static const char *const CELL_KEYS[] = {
    [KEY_CELL_UNIT] = "unit", [KEY_CELL_EXCEPT] = "except", [KEY_CELL_PERIOD] = "period", NULL};
static const char *const EXAMPLE_KEYS[] = {
    [KEY_TEXT] = "text", [KEY_DATE] = "date", [KEY_VALUES] = "values", [KEY_FACTS] = "facts", NULL};
static const char *const COUNTEREXAMPLE_KEYS[] = {[KEY_TEXT] = "text", [KEY_DATE] = "date", NULL};

const char *const *lode_keys(lode_key_list list) {
    switch (list) {
    case LODE_KEYS_FILE:
        return FILE_KEYS;
    case LODE_KEYS_PACK:
        return PACK_KEYS;
    case LODE_KEYS_SENTENCES:
        return SENTENCES_KEYS;
    case LODE_KEYS_NORMALISE:
        return NORMALISE_KEYS;
    case LODE_KEYS_NUMBERS:
        return NUMBERS_KEYS;
    case LODE_KEYS_TABLE:
        return TABLE_KEYS;
    case LODE_KEYS_RULE:
        return RULE_KEYS;
    case LODE_KEYS_PART:
        return PART_KEYS;
    case LODE_KEYS_CELL:
        return CELL_KEYS;
    case LODE_KEYS_EXAMPLE:
        return EXAMPLE_KEYS;
    case LODE_KEYS_COUNTEREXAMPLE:
        return COUNTEREXAMPLE_KEYS;
    }
    return NULL;
}

/* Writes "known are a, b, c" into `list`. */
static const char *known_keys(const char *const *names, char list[256]) {
    size_t used = (size_t)snprintf(list, 256, "known are ");

    for (size_t i = 0; names[i] && used < 256; i++)
        used += (size_t)snprintf(list + used, 256 - used, "%s%s", i ? ", " : "", names[i]);
    return list;
}

static void report_unknown(const lode_yaml_node *key, const char *const *names, const char *what, lode_mistakes *mistakes) {
    lode_suggestion suggestion = {.word = key->text};
    char list[256];

    for (size_t i = 0; names[i]; i++)
        lode_suggestion_offer(&suggestion, names[i]);
    if (lode_yaml_is_null(key->next) && key->next->line == key->line)
        lode_mistake(mistakes, lode_yaml_place(key), "quote the text before it if the comma belongs to that",
                     "the key '%s' in %s has no value", key->text, what);
    else if (suggestion.best)
        lode_mistake(mistakes, lode_yaml_place(key), NULL, "unknown key '%s', did you mean '%s'?", key->text, suggestion.best);
    else
        lode_mistake(mistakes, lode_yaml_place(key), known_keys(names, list), "unknown key '%s' in %s", key->text, what);
}

bool lode_keys_sort(lode_key_list list, const lode_yaml_node *mapping, const char *what,
                    const lode_yaml_node *values[LODE_KEYS_MAX], lode_mistakes *mistakes) {
    const char *const *names = lode_keys(list);

    memset(values, 0, LODE_KEYS_MAX * sizeof *values);
    if (mapping->kind != LODE_YAML_MAPPING) {
        lode_mistake(mistakes, lode_yaml_place(mapping), "write 'key: value' pairs", "%s must be a mapping", what);
        return false;
    }
    for (const lode_yaml_node *key = mapping->first; key; key = key->next->next) {
        size_t i = 0;

        if (key->kind != LODE_YAML_SCALAR)
            continue;
        while (names[i] && strcmp(names[i], key->text) != 0)
            i++;
        if (names[i])
            values[i] = key->next;
        else if (mistakes)
            report_unknown(key, names, what, mistakes);
    }
    return true;
}
