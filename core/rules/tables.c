/* `tables:`: from a mapping in the rule file itself, or from a TSV or CSV file beside it. */
#include "rules/files.h"
#include "rules/loading.h"
#include "rules/scalar.h"
#include "rules/table_file.h"

#include <string.h>

static lode_table *new_table(lode_loading *loading, const lode_symbol *symbol, bool caseless, size_t limit) {
    const char *name = lode_arena_copy(loading->arena, symbol->name, strlen(symbol->name));

    if (limit > LODE_STRINGS_MAX) {
        lode_mistake(&loading->mistakes, lode_yaml_place(symbol->node), NULL, "a table may have %d entries at most",
                     LODE_STRINGS_MAX);
        return NULL;
    }
    return lode_mistakes_check(&loading->mistakes,
                               name ? lode_table_create(loading->arena, name, loading->folds, caseless, limit) : NULL);
}

static void add_entries(lode_loading *loading, lode_symbol *symbol, const lode_yaml_node *entries, bool caseless) {
    lode_table *table = new_table(loading, symbol, caseless, entries->count);

    for (const lode_yaml_node *key = entries->first; table && key; key = key->next->next) {
        lode_value value;
        lode_error error;
        lode_status status;

        if (key->kind != LODE_YAML_SCALAR || !lode_scalar_value(key->next, "a table's value", &value, &loading->mistakes))
            continue;
        if (value.kind == LODE_VALUE_NONE) {
            lode_mistake(&loading->mistakes, lode_yaml_place(key),
                         "write 'key: value'; quote an empty text, and a key with a comma in it", "the key '%s' has no value",
                         key->text);
            continue;
        }
        status = lode_table_add(table, key->text, key->length, &value, &error);
        if (status == LODE_ERROR_MEMORY)
            loading->mistakes.memory = true;
        else if (status != LODE_OK)
            lode_mistake(&loading->mistakes, lode_yaml_place(key), error.advice, "%s", error.message);
    }
    symbol->table = table;
}

static bool is_table_file(const char *name) {
    return lode_path_ends(name, ".tsv") || lode_path_ends(name, ".csv");
}

static void add_file(lode_loading *loading, lode_symbol *symbol, const lode_yaml_node *const *values, bool caseless) {
    const lode_yaml_node *file = values[KEY_FILE];
    const char *column = NULL;
    const char *name = lode_scalar_text(file, "'file'", &loading->mistakes);
    lode_table_file rows;

    if (values[KEY_COLUMN] && !(column = lode_scalar_text(values[KEY_COLUMN], "'column'", &loading->mistakes)))
        return;
    if (!name)
        return;
    if (!is_table_file(name)) {
        lode_mistake(&loading->mistakes, lode_yaml_place(file), "write an entry by the name of 'file' under 'entries:'",
                     "a table file must end in .tsv or .csv");
        return;
    }
    if (!lode_table_file_open(&rows, loading, file, name, column ? values[KEY_COLUMN] : NULL))
        return;
    symbol->table = new_table(loading, symbol, caseless, rows.row_limit);
    if (symbol->table)
        lode_table_file_read(&rows, loading, symbol->table);
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

/* Whether a mapping describes a table rather than being one: it has a table file, or a mapping of entries, or nothing but keys
 * that such descriptions have. */
static bool is_description(const lode_yaml_node *mapping) {
    const lode_yaml_node *file = find_key(mapping, "file"), *entries = find_key(mapping, "entries");

    if (file && file->kind == LODE_YAML_SCALAR && is_table_file(file->text))
        return true;
    return (entries && entries->kind == LODE_YAML_MAPPING) || ((file || entries) && has_known_keys_only(mapping));
}

void lode_load_table(lode_loading *loading, lode_symbol *symbol) {
    const lode_yaml_node *node = symbol->node;
    const lode_yaml_node *values[LODE_KEYS_MAX];
    size_t before = loading->mistakes.count;
    bool caseless = false;

    if (!lode_is_mapping(node, "a table", &loading->mistakes)) {
        symbol->bad = true;
        return;
    }
    if (!is_description(node)) {
        add_entries(loading, symbol, node, false);
    } else {
        lode_keys_sort(LODE_KEYS_TABLE, node, "a table with 'file' or 'entries'", values, &loading->mistakes);
        if (values[KEY_TABLE_CASELESS])
            lode_scalar_boolean(values[KEY_TABLE_CASELESS], "'caseless'", &caseless, &loading->mistakes);
        if (values[KEY_FILE] && values[KEY_ENTRIES])
            lode_mistake(&loading->mistakes, lode_yaml_place(values[KEY_ENTRIES]), "make two tables of it",
                         "a table has either 'file' or 'entries'");
        else if (values[KEY_FILE])
            add_file(loading, symbol, values, caseless);
        else if (lode_is_mapping(values[KEY_ENTRIES], "'entries'", &loading->mistakes))
            add_entries(loading, symbol, values[KEY_ENTRIES], caseless);
    }
    if (loading->mistakes.count == before && symbol->table && !lode_table_count(symbol->table))
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "give it an entry or leave it out", "the table '%s' is empty",
                     symbol->name);
    symbol->bad = loading->mistakes.count != before || !symbol->table;
}
