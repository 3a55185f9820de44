/* SPDX-License-Identifier: MIT */
/* `tables:`: from a mapping or list in the rule file itself, from a TSV or CSV file beside it, or of other tables. */
#include "rules/advice.h"
#include "rules/files.h"
#include "rules/loading.h"
#include "rules/rule.h"
#include "rules/scalar.h"
#include "rules/table_file.h"

#include <string.h>

/* A table in the making. */
struct table_reader {
    lode_loading *loading;
    lode_symbol *symbol;
    const lode_yaml_node *values[LODE_KEYS_MAX]; /* of its description */
    bool caseless, capitalised;
};

/* Makes the table, with room for so many entries and what is added to them. */
static lode_table *new_table(struct table_reader *reader, size_t limit) {
    lode_loading *loading = reader->loading;
    const lode_symbol *symbol = reader->symbol;
    const char *name = lode_arena_copy(loading->arena, symbol->name, strlen(symbol->name));

    if (reader->capitalised && limit <= LODE_STRINGS_MAX)
        limit *= 2;
    if (limit > LODE_STRINGS_MAX) {
        lode_mistake(&loading->mistakes, lode_yaml_place(symbol->node), NULL, "a table may have %d entries at most",
                     LODE_STRINGS_MAX);
        return NULL;
    }
    return lode_mistakes_check(&loading->mistakes,
                               name ? lode_table_create(loading->arena, name, loading->folds, reader->caseless, limit) : NULL);
}

/* Adds a mapping's keys and values, or a list's words, each of which is its own value. */
static void add_entries(lode_loading *loading, lode_table *table, const lode_yaml_node *entries) {
    bool is_set = entries->kind == LODE_YAML_SEQUENCE;

    for (const lode_yaml_node *key = entries->first; key; key = is_set ? key->next : key->next->next) {
        const lode_yaml_node *node = is_set ? key : key->next;
        size_t before = lode_table_count(table);
        lode_status status;
        lode_value value;
        lode_error error;

        if ((!is_set && key->kind != LODE_YAML_SCALAR) ||
            !lode_scalar_value(node, is_set ? "a word of a table" : "a table's value", &value, &loading->mistakes))
            continue;
        if (value.kind == LODE_VALUE_NONE) {
            lode_mistake(&loading->mistakes, lode_yaml_place(key),
                         "write 'key: value'; quote an empty text, and a key with a comma in it", "the key '%s' has no value",
                         key->text);
            continue;
        }
        status = lode_table_add(table, key->text, key->length, &value, NULL, &error);
        if (lode_mistakes_take(&loading->mistakes, lode_yaml_place(key), status, &error) && lode_table_count(table) == before)
            lode_advise_repeated(loading, lode_yaml_place(key), key->text, key->length);
    }
}

static bool is_table_file(const char *name) {
    return lode_path_ends(name, ".tsv") || lode_path_ends(name, ".csv");
}

static lode_table *read_file(struct table_reader *reader) {
    lode_loading *loading = reader->loading;
    const lode_yaml_node *file = reader->values[KEY_FILE], *column = reader->values[KEY_COLUMN];
    const char *name = lode_scalar_text(file, "'file'", &loading->mistakes);
    lode_table_file rows;
    lode_table *table;

    if (!name || (column && !lode_scalar_text(column, "'column'", &loading->mistakes)))
        return NULL;
    if (!is_table_file(name)) {
        lode_mistake(&loading->mistakes, lode_yaml_place(file), "write an entry by the name of 'file' under 'entries:'",
                     "a table file must end in .tsv or .csv");
        return NULL;
    }
    if (!lode_table_file_open(&rows, loading, file, name, column))
        return NULL;
    table = new_table(reader, rows.row_limit);
    if (table &&
        lode_mistakes_check(&loading->mistakes, lode_table_set_columns(table, rows.names, rows.further_count) ? table : NULL))
        lode_table_file_read(&rows, loading, table);
    return table;
}

/* A table that another one is made of; NULL: there is none (reported, or its own mistakes were). */
static const lode_table *find_part(struct table_reader *reader, const lode_yaml_node *item) {
    lode_loading *loading = reader->loading;
    const char *name = lode_scalar_text(item, "a table's name", &loading->mistakes);
    lode_symbol *part = name ? lode_find_symbol(reader->symbol->source, name, item->length) : NULL;
    lode_suggestion suggestion = {.word = name};

    if (!name)
        return NULL;
    if (!part || !part->is_table) {
        lode_offer_symbols(reader->symbol->source, &suggestion, true);
        if (suggestion.best)
            lode_mistake(&loading->mistakes, lode_yaml_place(item), NULL, "unknown table '%s', did you mean '%s'?", name,
                         suggestion.best);
        else
            lode_mistake(&loading->mistakes, lode_yaml_place(item), "name tables that stand under 'tables:'",
                         "unknown table '%s'", name);
        return NULL;
    }
    part->used = true;
    if (part->state == LODE_SYMBOL_WALKED) {
        lode_mistake(&loading->mistakes, lode_yaml_place(item), NULL, "the table '%s' is made of itself", name);
        part->bad = true;
    } else {
        lode_load_table(loading, part);
    }
    if (!part->bad && lode_table_is_caseless(part->table) && !reader->caseless)
        lode_mistake(&loading->mistakes, lode_yaml_place(item), "make this one caseless as well, or that one not",
                     "the table '%s' is caseless", name);
    return part->bad ? NULL : part->table;
}

/* Adds the names of a table's columns that are not there. */
static void take_columns(const lode_table *part, const char *names[LODE_TABLE_COLUMNS_MAX], size_t *count) {
    for (size_t i = 0; i < lode_table_column_count(part); i++) {
        const char *name = lode_table_column_name(part, i);
        size_t j = 0;

        while (j < *count && strcmp(names[j], name) != 0)
            j++;
        if (j == *count && *count < LODE_TABLE_COLUMNS_MAX)
            names[(*count)++] = name;
    }
}

/* The entries of the rule file, if there are any, then those of the tables that it is made of. */
static lode_table *read_entries(struct table_reader *reader) {
    lode_loading *loading = reader->loading;
    const lode_yaml_node *entries = reader->values[KEY_ENTRIES], *of = reader->values[KEY_OF];
    size_t limit = entries ? entries->count : 0, part_count = 0, name_count = 0;
    const char *names[LODE_TABLE_COLUMNS_MAX];
    const lode_table **parts = lode_mistakes_check(
        &loading->mistakes, lode_arena_array(&loading->scratch, of ? of->count : 0, sizeof(const lode_table *)));
    lode_table *table;

    for (const lode_yaml_node *item = of && parts ? of->first : NULL; item; item = item->next) {
        const lode_table *part = find_part(reader, item);

        if (!part)
            continue;
        take_columns(part, names, &name_count);
        limit += lode_table_count(part);
        parts[part_count++] = part;
    }
    table = new_table(reader, limit);
    if (!table || !lode_mistakes_check(&loading->mistakes, lode_table_set_columns(table, names, name_count) ? table : NULL))
        return NULL;
    if (entries)
        add_entries(loading, table, entries);
    for (size_t i = 0; i < part_count; i++) {
        lode_error error;

        lode_mistakes_take(&loading->mistakes, lode_yaml_place(of), lode_table_add_all(table, parts[i], &error), &error);
    }
    return table;
}

static const lode_yaml_node *find_key(const lode_yaml_node *mapping, const char *name) {
    for (const lode_yaml_node *key = mapping->first; key; key = key->next->next)
        if (key->kind == LODE_YAML_SCALAR && strcmp(key->text, name) == 0)
            return key->next;
    return NULL;
}

/* Whether all that it holds are keys of such a description. */
static bool has_known_keys_only(const lode_yaml_node *mapping) {
    const lode_yaml_node *values[LODE_KEYS_MAX];
    size_t known = 0;

    lode_keys_sort(LODE_KEYS_TABLE, mapping, "a table", values, NULL);
    for (size_t i = 0; i < LODE_KEYS_MAX; i++)
        known += values[i] != NULL;
    return known == mapping->count;
}

/* Whether a mapping describes a table rather than being one: it has a table file, or entries or the names of tables, or nothing
 * but keys that such descriptions have. */
static bool is_description(const lode_yaml_node *mapping) {
    const lode_yaml_node *file = find_key(mapping, "file"), *entries = find_key(mapping, "entries"),
                         *of = find_key(mapping, "of");

    if (file && file->kind == LODE_YAML_SCALAR && is_table_file(file->text))
        return true;
    return (entries && entries->kind != LODE_YAML_SCALAR) || (of && of->kind == LODE_YAML_SEQUENCE) ||
           ((file || entries) && has_known_keys_only(mapping));
}

/* Whether a node has what entries may be: a mapping, or a list. */
static bool is_entries(const lode_yaml_node *node, const char *what, lode_mistakes *mistakes) {
    if (node->kind == LODE_YAML_MAPPING || node->kind == LODE_YAML_SEQUENCE)
        return true;
    lode_mistake(mistakes, lode_yaml_place(node), "write 'key: value' pairs, or a list of words",
                 "%s must be a mapping or a list", what);
    return false;
}

static lode_table *read_description(struct table_reader *reader) {
    lode_mistakes *mistakes = &reader->loading->mistakes;
    const lode_yaml_node **values = reader->values;

    lode_keys_sort(LODE_KEYS_TABLE, reader->symbol->node, "a table with 'file', 'entries' or 'of'", values, mistakes);
    if (values[KEY_TABLE_CASELESS])
        lode_scalar_boolean(values[KEY_TABLE_CASELESS], "'caseless'", &reader->caseless, mistakes);
    if (values[KEY_CAPITALISED])
        lode_scalar_boolean(values[KEY_CAPITALISED], "'capitalised'", &reader->capitalised, mistakes);
    if (values[KEY_FILE] && (values[KEY_ENTRIES] || values[KEY_OF])) {
        lode_mistake(mistakes, lode_yaml_place(values[values[KEY_ENTRIES] ? KEY_ENTRIES : KEY_OF]),
                     "make two tables of it, and a third 'of:' both", "a table has 'file' alone or 'entries' and 'of'");
        return NULL;
    }
    if (values[KEY_FILE])
        return read_file(reader);
    if ((values[KEY_ENTRIES] && !is_entries(values[KEY_ENTRIES], "'entries'", mistakes)) ||
        (values[KEY_OF] && !lode_is_sequence(values[KEY_OF], "'of'", mistakes)))
        return NULL;
    return read_entries(reader);
}

void lode_load_table(lode_loading *loading, lode_symbol *symbol) {
    struct table_reader reader = {.loading = loading, .symbol = symbol};
    size_t before = loading->mistakes.count;
    lode_error error;

    if (symbol->state != LODE_SYMBOL_NEW)
        return;
    symbol->state = LODE_SYMBOL_WALKED;
    if (!is_entries(symbol->node, "a table", &loading->mistakes)) {
        symbol->bad = true;
    } else if (symbol->node->kind == LODE_YAML_MAPPING && is_description(symbol->node)) {
        symbol->table = read_description(&reader);
    } else {
        reader.values[KEY_ENTRIES] = symbol->node;
        symbol->table = read_entries(&reader);
    }
    if (symbol->table && reader.capitalised)
        lode_mistakes_take(&loading->mistakes, lode_yaml_place(symbol->node), lode_table_capitalise(symbol->table, &error),
                           &error);
    if (loading->mistakes.count == before && symbol->table && !lode_table_count(symbol->table))
        lode_mistake(&loading->mistakes, lode_yaml_place(symbol->node), "give it an entry or leave it out",
                     "the table '%s' is empty", symbol->name);
    symbol->bad = symbol->bad || loading->mistakes.count != before || !symbol->table;
    symbol->state = LODE_SYMBOL_DONE;
}
