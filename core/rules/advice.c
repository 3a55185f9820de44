/* SPDX-License-Identifier: MIT */
#include "rules/advice.h"

#include <string.h>
#include <strings.h>

enum { SHOWN = 60 };

static void advise_lines(lode_mistakes *advice, const lode_yaml_file *file) {
    unsigned line = 1, columns = 0;

    for (size_t i = 0; i <= file->length; i++) {
        if (i < file->length && file->source[i] != '\n') {
            columns += ((unsigned char)file->source[i] & 0xC0) != 0x80;
            continue;
        }
        if (columns > LODE_ADVICE_COLUMNS)
            lode_mistake(advice, (lode_place){file->path, line, LODE_ADVICE_COLUMNS + 1},
                         "break it, with >- for a long text, or make a table or definition of its parts",
                         "the line has %u characters, more than %d", columns, LODE_ADVICE_COLUMNS);
        columns = 0;
        line++;
    }
}

void lode_advise_source(lode_loading *loading, const lode_source *source) {
    bool has_rules = false;

    if (!loading->advice)
        return;
    for (size_t i = 0; i < source->file_count; i++) {
        advise_lines(loading->advice, &source->files[i]);
        has_rules = has_rules || source->sections[i][KEY_RULES];
    }
    /* A pack without rules has its names for others. */
    for (size_t i = 0; has_rules && i < source->names.count; i++) {
        const lode_symbol *symbol = &source->symbols[i];

        if (!symbol->used)
            lode_mistake(loading->advice, lode_yaml_place(symbol->node), "take it out, or use it", "no rule uses the %s '%s'",
                         symbol->is_table ? "table" : "definition", symbol->name);
    }
}

/* Whether the word stands in some bytes, in either case. */
static bool has_word(const char *bytes, size_t length, const char *word) {
    size_t size = strlen(word);

    for (size_t i = 0; i + size <= length; i++)
        if (strncasecmp(bytes + i, word, size) == 0)
            return true;
    return false;
}

static size_t line_start(const char *text, size_t at) {
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

/* The bytes of a rule file from the comments right above a name to the line where its value begins. */
static const char *find_comment(const lode_yaml_node *node, size_t *length) {
    const char *text = node->file->source;
    size_t end = 0, start;
    unsigned names = 1;

    for (unsigned line = 0; line < node->line && end < node->file->length; line++) {
        const char *next = memchr(text + end, '\n', node->file->length - end);

        end = next ? (size_t)(next - text) + 1 : node->file->length;
    }
    start = line_start(text, end ? end - 1 : 0);
    /* The value may begin in the line under its name. */
    while (start > 0) {
        size_t above = line_start(text, start - 1), first = above;

        while (text[first] == ' ')
            first++;
        if (text[first] != '#' && (names == 0 || strchr(text + first, '\n') - (text + first) == 0))
            break;
        if (text[first] != '#') {
            const char *colon = memchr(text + first, ':', start - first);

            if (!colon || colon[1] != '\n')
                break;
            names--;
        }
        start = above;
    }
    *length = end - start;
    return text + start;
}

void lode_advise_origin(lode_loading *loading, const lode_yaml_node *node, const char *file, const char *head, size_t length) {
    size_t comment_length;
    const char *comment;

    if (!loading->advice || has_word(head, length, "source"))
        return;
    comment = find_comment(node, &comment_length);
    if (!has_word(comment, comment_length, "source"))
        lode_mistake(loading->advice, lode_yaml_place(node), "write it in the file's first lines: # Source: ..., with the date",
                     "nothing says where the entries of '%s' are from", file);
}

void lode_advise_repeated(lode_loading *loading, lode_place place, const char *key, size_t length) {
    if (loading->advice)
        lode_mistake(loading->advice, place, "leave it out", "the entry '%.*s' stands in the table already",
                     length > SHOWN ? SHOWN : (int)length, key);
}
