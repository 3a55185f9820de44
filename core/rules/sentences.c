/* SPDX-License-Identifier: MIT */
/* `sentences:` of a pack: where they end in its language. */
#include "rules/loading.h"
#include "rules/scalar.h"

#include <stdlib.h>
#include <string.h>

static int compare_strings(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The strings of a list, folded as texts are. */
static const char *const *read_list(lode_loading *loading, const lode_yaml_node *list, const char *what, size_t *count) {
    lode_buffer folded = {0};
    const char **strings;

    *count = 0;
    if (!lode_is_sequence(list, what, &loading->mistakes))
        return NULL;
    strings = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, list->count, sizeof *strings));
    for (const lode_yaml_node *item = strings ? list->first : NULL; item; item = item->next)
        if (lode_scalar_text(item, "each of them", &loading->mistakes) && lode_load_fold(loading, item, &folded))
            strings[(*count)++] =
                lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, folded.bytes, folded.length));
    lode_buffer_free(&folded);
    return strings;
}

static void read_sentences(lode_loading *loading, lode_sentence_marks *marks, const lode_yaml_node *node) {
    const lode_yaml_node *values[LODE_KEYS_MAX];

    if (!lode_keys_sort(LODE_KEYS_SENTENCES, node, "'sentences'", values, &loading->mistakes))
        return;
    if (values[KEY_SENTENCE_MARKS])
        marks->marks = read_list(loading, values[KEY_SENTENCE_MARKS], "'marks'", &marks->mark_count);
    if (values[KEY_SENTENCE_CLOSING])
        marks->closing = read_list(loading, values[KEY_SENTENCE_CLOSING], "'closing'", &marks->closing_count);
    if (values[KEY_SENTENCE_OPEN])
        marks->open = read_list(loading, values[KEY_SENTENCE_OPEN], "'open'", &marks->open_count);
    if (values[KEY_ABBREVIATIONS])
        marks->abbreviations = read_list(loading, values[KEY_ABBREVIATIONS], "'abbreviations'", &marks->abbreviation_count);
    if (!loading->mistakes.memory && marks->abbreviation_count)
        qsort((void *)marks->abbreviations, marks->abbreviation_count, sizeof(const char *), compare_strings);
}

const lode_sentence_marks *lode_load_sentences(lode_loading *loading, const lode_source *source) {
    lode_sentence_marks *marks = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, 1, sizeof *marks));
    const lode_yaml_node *found = NULL;

    if (!marks)
        return NULL;
    *marks = lode_sentence_marks_default;
    for (size_t i = 0; i < source->visible_count && !found; i++)
        for (size_t j = 0; j < source->visible[i]->file_count; j++) {
            const lode_yaml_node *node = source->visible[i]->sections[j][KEY_SENTENCES];

            if (node && found)
                lode_mistake(&loading->mistakes, lode_yaml_place(node), "keep one",
                             "'sentences' stands in line %u of %s already", found->line, found->file->path);
            else if (node)
                found = node;
        }
    if (found)
        read_sentences(loading, marks, found);
    return marks;
}
