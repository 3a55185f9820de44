/* SPDX-License-Identifier: MIT */
#include "lsp/context.h"

#include "lsp/positions.h"
#include "rules/scalar.h"

#include <stdbool.h>
#include <string.h>

enum { PATH_MAX_KEYS = 4 };

/* The keys above a place, the outermost last. */
typedef struct key_path {
    struct key {
        const char *name;
        size_t length;
        bool items; /* the place is in an item of its list */
    } keys[PATH_MAX_KEYS];
    size_t count;
} key_path;

/* A line as its indentation has it: columns from 0. */
typedef struct rule_line {
    size_t start, end; /* bytes */
    size_t dash;       /* of the first "- "; SIZE_MAX: none */
    size_t column;     /* of what comes behind dashes and blanks */
    size_t key_length; /* of the key there; 0: none */
} rule_line;

static bool is_word(char byte) {
    return byte && lode_name_length((char[]){'a', byte, '\0'}) == 2;
}

static size_t word_start(const char *text, size_t least, size_t at) {
    while (at > least && is_word(text[at - 1]))
        at--;
    return at;
}

static rule_line read_line(const char *text, size_t start, size_t end) {
    rule_line line = {.start = start, .end = end, .dash = SIZE_MAX};
    size_t at = start;

    for (;; at++) {
        if (at < end && text[at] == '-' && (at + 1 == end || text[at + 1] == ' ')) {
            if (line.dash == SIZE_MAX)
                line.dash = at - start;
        } else if (at >= end || text[at] != ' ') {
            break;
        }
    }
    line.column = at - start;
    while (at + line.key_length < end && is_word(text[at + line.key_length]))
        line.key_length++;
    if (at + line.key_length >= end || text[at + line.key_length] != ':')
        line.key_length = 0;
    return line;
}

static void add_key(key_path *path, const char *name, size_t length, bool items) {
    if (path->count < PATH_MAX_KEYS)
        path->keys[path->count] = (struct key){name, length, items};
    path->count++;
}

/* Adds the keys above a line whose own content stands at its column. */
static void find_path(const char *text, rule_line line, key_path *path) {
    size_t column = line.column;
    bool items = false;

    for (;;) {
        if (line.dash != SIZE_MAX && line.dash < column) {
            column = line.dash + 1; /* the key of a list may stand right above its dashes */
            items = true;
        }
        if (line.start == 0 || column == 0)
            return;
        do {
            size_t end = line.start - 1, start = lode_line_start(text, end);

            line = read_line(text, start, end);
        } while (line.start > 0 && (line.column == line.end - line.start || text[line.start + line.column] == '#' ||
                                    (line.dash == SIZE_MAX ? line.column : line.dash) >= column));
        if (line.column < column && line.key_length) {
            add_key(path, text + line.start + line.column, line.key_length, items);
            column = line.column;
            items = false;
        } else if (line.dash == SIZE_MAX || line.dash >= column) {
            return; /* text of several lines, or a list of lists */
        }
    }
}

/* The last bracket of a line that is open at a byte and begins a mapping; SIZE_MAX: none. */
static size_t open_bracket(const char *text, size_t start, size_t byte) {
    size_t open[8], depth = 0;
    char quote = '\0';

    for (size_t at = start; at < byte; at++) {
        if (quote)
            quote = text[at] == quote ? '\0' : quote;
        else if ((text[at] == '"' || text[at] == '\'') && at > start && strchr(" [{,", text[at - 1]))
            quote = text[at];
        else if (text[at] == '{' && (at == start || text[at - 1] != '%') && depth < sizeof open / sizeof *open)
            open[depth++] = at;
        else if (text[at] == '}' && depth > 0)
            depth--;
    }
    return depth > 0 && !quote ? open[depth - 1] : SIZE_MAX;
}

static bool is_key(const key_path *path, size_t from_outside, const char *name) {
    const struct key *key;

    if (from_outside >= path->count || path->count > PATH_MAX_KEYS)
        return false;
    key = &path->keys[path->count - 1 - from_outside];
    return key->length == strlen(name) && memcmp(key->name, name, key->length) == 0;
}

/* Which keys stand under a path; false: none that lode knows. */
static bool find_keys(const key_path *path, lode_key_list *keys) {
    static const struct {
        size_t depth; /* keys in the path; those that are NULL have any name */
        const char *outer, *inner;
        lode_key_list keys;
        bool items;
    } places[] = {{0, NULL, NULL, LODE_KEYS_FILE, false},
                  {1, "pack", NULL, LODE_KEYS_PACK, false},
                  {1, "sentences", NULL, LODE_KEYS_SENTENCES, false},
                  {1, "normalise", NULL, LODE_KEYS_NORMALISE, false},
                  {1, "numbers", NULL, LODE_KEYS_NUMBERS, false},
                  {1, "rules", NULL, LODE_KEYS_RULE, true},
                  {2, "tables", NULL, LODE_KEYS_TABLE, false},
                  {2, "calendar", NULL, LODE_KEYS_TABLE, false},
                  {2, "rules", "cell", LODE_KEYS_CELL, false},
                  {2, "rules", "examples", LODE_KEYS_EXAMPLE, true},
                  {2, "rules", "counterexamples", LODE_KEYS_COUNTEREXAMPLE, true},
                  {3, "rules", "parts", LODE_KEYS_PART, false}};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (path->count != places[i].depth || (places[i].outer && !is_key(path, 0, places[i].outer)) ||
            (places[i].inner && !is_key(path, 1, places[i].inner)) || (path->count && places[i].items && !path->keys[0].items))
            continue;
        *keys = places[i].keys;
        return true;
    }
    return false;
}

/* What may be the value of a key of a rule. */
static lode_wanted wanted_as_value(const key_path *path) {
    static const struct {
        const char *key;
        lode_wanted wanted;
    } values[] = {{"type", LODE_WANTED_TYPE},         {"lookup", LODE_WANTED_TABLE}, {"extractor", LODE_WANTED_EXTRACTOR},
                  {"priority", LODE_WANTED_PRIORITY}, {"role", LODE_WANTED_ROLE},    {"flags", LODE_WANTED_FLAG}};

    for (size_t i = 0; path->count == 2 && is_key(path, 0, "rules") && i < sizeof values / sizeof *values; i++)
        if (is_key(path, 1, values[i].key))
            return values[i].wanted;
    return LODE_WANTED_NOTHING;
}

/* Whether an insertion is being written whose name begins at a byte. */
static bool is_insertion(const char *text, size_t line, size_t at, bool *type) {
    *type = at > line && text[at - 1] == '@';
    at -= *type;
    return at >= line + 2 && text[at - 1] == '{' && text[at - 2] == '%' && (at < line + 3 || text[at - 3] != '\\');
}

/* The byte behind what stands before a word, blanks left out. */
static size_t skip_back(const char *text, size_t start, size_t at) {
    while (at > start && text[at - 1] == ' ')
        at--;
    return at;
}

/* In a value on its key's line: `key: {a: 1, wo` is in a mapping, `key: wo` and `key: [wo` are values. */
static void look_behind_key(const char *text, rule_line line, size_t bracket, key_path *path, lode_context *context) {
    size_t colon = line.start + line.column + line.key_length, before = skip_back(text, line.start, context->start);

    add_key(path, text + line.start + line.column, line.key_length,
            bracket != SIZE_MAX && memchr(text + colon, '[', bracket - colon));
    find_path(text, line, path);
    if (bracket == SIZE_MAX) {
        if (text[before - 1] == '[')
            before = skip_back(text, line.start, before - 1);
        if (before == colon + 1)
            context->wanted = wanted_as_value(path);
    } else if ((text[before - 1] == '{' || text[before - 1] == ',') && find_keys(path, &context->keys)) {
        context->wanted = LODE_WANTED_KEY;
    }
}

lode_context lode_context_at(const char *text, size_t length, size_t byte) {
    size_t start = lode_line_start(text, byte), end = lode_line_end(text, length, byte), first;
    rule_line line = read_line(text, start, end);
    lode_context context = {.start = word_start(text, start, byte)};
    key_path path = {0};
    bool type;

    first = start + line.column;
    if (is_insertion(text, start, context.start, &type)) {
        context.wanted = type ? LODE_WANTED_TYPE : LODE_WANTED_NAME;
    } else if (context.start > first && line.key_length) {
        look_behind_key(text, line, open_bracket(text, start, byte), &path, &context);
    } else if (context.start == first || (text[first] == '{' && open_bracket(text, start, byte) == first)) {
        size_t before = skip_back(text, start, context.start);

        find_path(text, line, &path);
        if ((context.start == first || text[before - 1] == '{' || text[before - 1] == ',') && find_keys(&path, &context.keys))
            context.wanted = LODE_WANTED_KEY;
    }
    return context;
}

lode_context lode_context_of_word(const char *text, size_t length, size_t byte, size_t *end) {
    while (byte < length && is_word(text[byte]))
        byte++;
    *end = byte;
    return lode_context_at(text, length, byte);
}

bool lode_context_takes(lode_wanted wanted, lode_declared declared) {
    switch (wanted) {
    case LODE_WANTED_NAME:
        return declared != LODE_DECLARED_TYPE;
    case LODE_WANTED_TABLE:
        return declared == LODE_DECLARED_TABLE;
    case LODE_WANTED_TYPE:
        return declared == LODE_DECLARED_TYPE;
    default:
        return false;
    }
}
