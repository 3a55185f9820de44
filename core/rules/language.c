/* SPDX-License-Identifier: MIT */
/* What a pack says of its language: `normalise:` and `numbers:`. */
#include "rules/loading.h"
#include "rules/scalar.h"

#include <string.h>

/* The folds that are known, across packs: what a pack says itself goes before what a pack that it uses says. */
struct fold_names {
    lode_strings names; /* with "0" or "1" for the place before them */
    const lode_source **sources;
};

static void add_fold(lode_loading *loading, struct fold_names *known, const lode_source *source, lode_fold_place place,
                     const lode_yaml_node *key) {
    const char *to = lode_scalar_text(key->next, "what a spelling reads as", &loading->mistakes);
    char *name = lode_mistakes_check(&loading->mistakes, lode_arena_allocate(&loading->scratch, key->length + 2));
    lode_status status;
    lode_error error;
    size_t index;
    bool fresh;

    if (!to || !name || key->kind != LODE_YAML_SCALAR)
        return;
    name[0] = place == LODE_FOLD_WORD_END ? '1' : '0';
    memcpy(name + 1, key->text, key->length + 1);
    index = lode_strings_add(&known->names, name, key->length + 1, &fresh);
    if (!fresh && known->sources[index] != source)
        return;
    known->sources[index] = source;
    status = lode_folds_add(loading->folds, place, key->text, to, &error);
    lode_mistakes_take(&loading->mistakes, lode_yaml_place(key), status, &error);
}

/* Goes over the fold mappings of all visible packs; only counts them where `known` is NULL. */
static size_t walk_folds(lode_loading *loading, const lode_source *source, struct fold_names *known) {
    size_t count = 0;

    for (size_t i = 0; i < source->visible_count; i++)
        for (size_t j = 0; j < source->visible[i]->file_count; j++) {
            const lode_yaml_node *node = source->visible[i]->sections[j][KEY_NORMALISE];
            const lode_yaml_node *values[LODE_KEYS_MAX];
            lode_mistakes *mistakes = known ? &loading->mistakes : NULL;

            if (!node || !lode_keys_sort(LODE_KEYS_NORMALISE, node, "'normalise'", values, mistakes))
                continue;
            for (size_t place = KEY_WORD_END; place <= KEY_ANYWHERE; place++) {
                if (!values[place] || !lode_is_mapping(values[place], "each part of 'normalise'", mistakes))
                    continue;
                count += values[place]->count;
                for (const lode_yaml_node *key = values[place]->first; key && known; key = key->next->next)
                    add_fold(loading, known, source->visible[i],
                             place == KEY_WORD_END ? LODE_FOLD_WORD_END : LODE_FOLD_ANYWHERE, key);
            }
        }
    return count;
}

void lode_load_folds(lode_loading *loading, const lode_source *source) {
    size_t count = walk_folds(loading, source, NULL);
    struct fold_names known;

    if (count) {
        loading->folds = lode_mistakes_check(&loading->mistakes, lode_folds_create());
        known.sources = lode_arena_array(&loading->scratch, count, sizeof *known.sources);
        if (!loading->folds || !known.sources || !lode_strings_init(&known.names, &loading->scratch, count)) {
            loading->mistakes.memory = true;
            return;
        }
    }
    walk_folds(loading, source, &known);
}

bool lode_load_fold(lode_loading *loading, const lode_yaml_node *node, lode_buffer *folded) {
    lode_error error;
    lode_status status;

    lode_buffer_clear(folded);
    status = lode_folds_apply(loading->folds, node->text, node->length, folded, &error);
    if (folded->failed || !lode_buffer_reserve(folded, 0))
        status = LODE_ERROR_MEMORY;
    return lode_mistakes_take(&loading->mistakes, lode_yaml_place(node), status, &error);
}

static void add_word(lode_loading *loading, lode_number_word kind, const lode_yaml_node *node, lode_decimal value) {
    lode_buffer folded = {0};
    lode_status status;
    lode_error error;

    if (lode_scalar_text(node, "a number word", &loading->mistakes) && lode_load_fold(loading, node, &folded)) {
        status = lode_numbers_add(loading->numbers, kind, folded.bytes, value, &error);
        lode_mistakes_take(&loading->mistakes, lode_yaml_place(node), status, &error);
    }
    lode_buffer_free(&folded);
}

static void add_valued_words(lode_loading *loading, lode_number_word kind, const lode_yaml_node *mapping, const char *what) {
    if (!lode_is_mapping(mapping, what, &loading->mistakes))
        return;
    for (const lode_yaml_node *key = mapping->first; key; key = key->next->next) {
        lode_value value;

        if (key->kind != LODE_YAML_SCALAR ||
            !lode_scalar_value(key->next, "the value of a number word", &value, &loading->mistakes))
            continue;
        if (value.kind == LODE_VALUE_NUMBER)
            add_word(loading, kind, key, value.number);
        else
            lode_mistake(&loading->mistakes, lode_yaml_place(key->next), "write it in digits, without group marks",
                         "the value of '%s' must be a number", key->text);
    }
}

static void add_words(lode_loading *loading, lode_number_word kind, const lode_yaml_node *list, const char *what) {
    if (lode_is_sequence(list, what, &loading->mistakes))
        for (const lode_yaml_node *item = list->first; item; item = item->next)
            add_word(loading, kind, item, lode_decimal_from_integer(0));
}

static void add_marks(lode_loading *loading, bool decimal, const lode_yaml_node *list, const char *what) {
    if (!lode_is_sequence(list, what, &loading->mistakes))
        return;
    for (const lode_yaml_node *item = list->first; item; item = item->next) {
        lode_status status = LODE_OK;
        lode_error error;

        if (lode_scalar_text(item, "a mark", &loading->mistakes))
            status = lode_numbers_add_mark(loading->numbers, decimal, item->text, &error);
        lode_mistakes_take(&loading->mistakes, lode_yaml_place(item), status, &error);
    }
}

static void add_ones_first(lode_loading *loading, const lode_yaml_node *list) {
    lode_buffer folded = {0};

    if (!lode_is_sequence(list, "ones_first", &loading->mistakes))
        return;
    for (const lode_yaml_node *item = list->first; item; item = item->next)
        if (lode_scalar_text(item, "a number word", &loading->mistakes) && lode_load_fold(loading, item, &folded)) {
            lode_error error;
            lode_status status = lode_numbers_add_ones_first(loading->numbers, folded.bytes, &error);

            lode_mistakes_take(&loading->mistakes, lode_yaml_place(item), status, &error);
        }
    lode_buffer_free(&folded);
}

static void read_numbers(lode_loading *loading, const lode_yaml_node *node) {
    static const struct {
        int key;
        bool valued;
        lode_number_word kind;
    } WORDS[] = {{KEY_UNITS, true, LODE_NUMBER_UNIT},
                 {KEY_UNITS_LEADING, true, LODE_NUMBER_UNIT_LEADING},
                 {KEY_UNITS_FOLLOWING, true, LODE_NUMBER_UNIT_FOLLOWING},
                 {KEY_SCALES, true, LODE_NUMBER_SCALE},
                 {KEY_SCALES_ALONE, true, LODE_NUMBER_SCALE_ALONE},
                 {KEY_SUFFIXES, true, LODE_NUMBER_SUFFIX},
                 {KEY_JOINERS, false, LODE_NUMBER_JOINER},
                 {KEY_HALF, false, LODE_NUMBER_HALF},
                 {KEY_PARTS_OF_ONE, true, LODE_NUMBER_PART},
                 {KEY_POINT, false, LODE_NUMBER_POINT},
                 {KEY_VAGUE, false, LODE_NUMBER_VAGUE},
                 {KEY_MINUS, false, LODE_NUMBER_MINUS},
                 {KEY_ARTICLES, false, LODE_NUMBER_ARTICLE}};
    const lode_yaml_node *values[LODE_KEYS_MAX];
    const char *const *names = lode_keys(LODE_KEYS_NUMBERS);
    bool is_so;

    if (!lode_keys_sort(LODE_KEYS_NUMBERS, node, "'numbers'", values, &loading->mistakes))
        return;
    for (int key = KEY_DECIMAL_MARKS; key <= KEY_GROUP_MARKS; key++)
        if (values[key])
            add_marks(loading, key == KEY_DECIMAL_MARKS, values[key], names[key]);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        const lode_yaml_node *words = values[WORDS[i].key];

        if (words && WORDS[i].valued)
            add_valued_words(loading, WORDS[i].kind, words, names[WORDS[i].key]);
        else if (words)
            add_words(loading, WORDS[i].kind, words, names[WORDS[i].key]);
    }
    if (values[KEY_TENTHS] && lode_scalar_boolean(values[KEY_TENTHS], "'tenths'", &is_so, &loading->mistakes))
        lode_numbers_set_tenths(loading->numbers, is_so);
    if (values[KEY_FRACTIONS] && lode_scalar_boolean(values[KEY_FRACTIONS], "'fractions'", &is_so, &loading->mistakes))
        lode_numbers_set_fractions(loading->numbers, is_so);
    if (values[KEY_COMPOUNDS] && lode_scalar_boolean(values[KEY_COMPOUNDS], "'compounds'", &is_so, &loading->mistakes))
        lode_numbers_set_compounds(loading->numbers, is_so);
    if (values[KEY_ONES_FIRST])
        add_ones_first(loading, values[KEY_ONES_FIRST]);
}

/* The pack's own section, or else the first of a pack that it uses. A second one in the same pack is reported. */
static const lode_yaml_node *find_numbers(lode_loading *loading, const lode_source *source) {
    const lode_yaml_node *found = NULL;

    for (size_t i = 0; i < source->visible_count && !found; i++)
        for (size_t j = 0; j < source->visible[i]->file_count; j++) {
            const lode_yaml_node *node = source->visible[i]->sections[j][KEY_NUMBERS];

            if (node && found)
                lode_mistake(&loading->mistakes, lode_yaml_place(node), "keep one", "'numbers' stands in line %u of %s already",
                             found->line, found->file->path);
            else if (node)
                found = node;
        }
    return found;
}

void lode_load_numbers(lode_loading *loading, const lode_source *source) {
    const lode_yaml_node *node = find_numbers(loading, source);
    lode_error error;
    lode_status status;

    loading->numbers = lode_mistakes_check(&loading->mistakes, lode_numbers_create());
    if (!loading->numbers)
        return;
    if (node)
        read_numbers(loading, node);
    status = lode_numbers_prepare(loading->numbers, &error);
    lode_mistakes_take(&loading->mistakes, node ? lode_yaml_place(node) : (lode_place){0}, status, &error);
}
