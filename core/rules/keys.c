#include "rules/keys.h"

#include "base/suggest.h"

#include <stdio.h>
#include <string.h>

static const char *const FILE_KEYS[] = {"lode",     "pack",   "sentences", "normalise", "numbers", "calendar",
                                        "settings", "tables", "define",    "rules",     NULL};
static const char *const PACK_KEYS[] = {"language", "summary", "uses", "common_words", "hyphenation", NULL};
static const char *const SENTENCES_KEYS[] = {"marks", "closing", "open", "abbreviations", NULL};
static const char *const NORMALISE_KEYS[] = {"word_end", "anywhere", NULL};
static const char *const NUMBERS_KEYS[] = {"decimal_marks", "group_marks",  "units",    "units_leading", "units_following",
                                           "scales",        "scales_alone", "suffixes", "joiners",       "half",
                                           "point",         "minus",        "articles", "tenths",        NULL};
static const char *const TABLE_KEYS[] = {"file", "column", "caseless", "capitalised", "entries", "of", NULL};
static const char *const RULE_KEYS[] = {
    "id",     "type",   "fact",  "extractor",  "priority",        "stage",   "role", "match",
    "lookup", "before", "after", "not_before", "not_after",       "each",    "cell", "parts",
    "needs",  "flags",  "set",   "examples",   "counterexamples", "summary", NULL};
static const char *const PART_KEYS[] = {"is", "has", "behind", "before", "beside", "inside", "over", "list", "each", NULL};
static const char *const CELL_KEYS[] = {"unit", "except", "period", NULL};
static const char *const EXAMPLE_KEYS[] = {"text", "date", "values", "facts", NULL};
static const char *const COUNTEREXAMPLE_KEYS[] = {"text", "date", NULL};

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
