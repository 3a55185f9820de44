/* SPDX-License-Identifier: MIT */
/* The names of a pack: definitions and tables, each of which stands for one thing. */
#include "rules/loading.h"
#include "rules/scalar.h"
#include "rules/template.h"

static void enter(lode_loading *loading, lode_source *source, const lode_yaml_node *key, bool table) {
    const lode_symbol *other;
    lode_symbol *symbol;
    size_t index;
    bool fresh;

    if (key->kind != LODE_YAML_SCALAR)
        return;
    if (!lode_is_name(key->text)) {
        lode_mistake(&loading->mistakes, lode_yaml_place(key), "use ASCII letters, digits and '_', a digit not first",
                     "'%s' is no name for a %s", key->text, table ? "table" : "definition");
        return;
    }
    if (lode_template_is_built_in(key->text, key->length)) {
        lode_mistake(&loading->mistakes, lode_yaml_place(key), "choose another name", "'%s' is built in", key->text);
        return;
    }
    index = lode_strings_add(&source->names, key->text, key->length, &fresh);
    symbol = &source->symbols[index];
    if (!fresh) {
        other = symbol;
        lode_mistake(&loading->mistakes, lode_yaml_place(key), "choose another name",
                     "the name '%s' stands for something else already (line %u of %s)", key->text, other->node->line,
                     other->node->file->path);
        return;
    }
    symbol->name = key->text;
    symbol->source = source;
    symbol->node = key->next;
    symbol->is_table = table;
}

/* Enters the names of one section of a file, or only counts them. Of `calendar:` the mappings alone are tables. */
static size_t enter_section(lode_loading *loading, lode_source *source, size_t file, int section, bool only_count) {
    const lode_yaml_node *node = source->sections[file][section];
    const char *const *names = lode_keys(LODE_KEYS_FILE);
    size_t count = 0;

    if (!node)
        return 0;
    if (node->kind != LODE_YAML_MAPPING) {
        if (!only_count)
            lode_is_mapping(node, names[section], &loading->mistakes);
        return 0;
    }
    for (const lode_yaml_node *key = node->first; key; key = key->next->next) {
        if (section == KEY_CALENDAR && key->next->kind != LODE_YAML_MAPPING)
            continue;
        count++;
        if (!only_count)
            enter(loading, source, key, section != KEY_DEFINE);
    }
    return count;
}

static size_t enter_source(lode_loading *loading, lode_source *source, bool only_count) {
    static const int SECTIONS[] = {KEY_TABLES, KEY_CALENDAR, KEY_DEFINE};
    size_t count = 0;

    for (size_t i = 0; i < source->file_count; i++)
        for (size_t j = 0; j < sizeof SECTIONS / sizeof *SECTIONS; j++)
            count += enter_section(loading, source, i, SECTIONS[j], only_count);
    return count;
}

/* Follows what a definition inserts, to find one that inserts itself. */
static void walk(lode_loading *loading, lode_symbol *symbol, unsigned depth) {
    symbol->state = LODE_SYMBOL_WALKED;
    for (size_t i = 0; i < symbol->insert_count; i++) {
        lode_symbol *inserted = symbol->inserts[i].symbol;

        if (inserted->state == LODE_SYMBOL_WALKED) {
            lode_mistake(&loading->mistakes, lode_yaml_place_inside(symbol->inserts[i].node, symbol->inserts[i].offset), NULL,
                         "the definition '%s' inserts itself%s%s%s", inserted->name, inserted == symbol ? "" : " through '",
                         inserted == symbol ? "" : symbol->name, inserted == symbol ? "" : "'");
            symbol->bad = inserted->bad = true;
        } else if (depth == LODE_TEMPLATE_DEPTH_MAX) {
            lode_mistake(&loading->mistakes, lode_yaml_place_inside(symbol->inserts[i].node, symbol->inserts[i].offset), NULL,
                         "definitions insert each other deeper than %d levels", LODE_TEMPLATE_DEPTH_MAX);
            symbol->bad = true;
        } else if (inserted->state == LODE_SYMBOL_NEW) {
            walk(loading, inserted, depth + 1);
        }
        symbol->bad = symbol->bad || inserted->bad;
    }
    symbol->state = LODE_SYMBOL_DONE;
}

void lode_load_names(lode_loading *loading) {
    for (lode_source *source = loading->sources; source; source = source->next) {
        size_t count = enter_source(loading, source, true);

        source->symbols = lode_arena_array(&loading->scratch, count, sizeof *source->symbols);
        if (!source->symbols || !lode_strings_init(&source->names, &loading->scratch, count)) {
            loading->mistakes.memory = true;
            return;
        }
        enter_source(loading, source, false);
    }
    for (lode_source *source = loading->sources; source; source = source->next)
        for (size_t i = 0; i < source->names.count; i++)
            if (source->symbols[i].is_table)
                lode_load_table(loading, &source->symbols[i]);
    for (lode_source *source = loading->sources; source; source = source->next)
        for (size_t i = 0; i < source->names.count; i++)
            if (!source->symbols[i].is_table)
                lode_template_check(loading, &source->symbols[i]);
    for (lode_source *source = loading->sources; source; source = source->next)
        for (size_t i = 0; i < source->names.count; i++)
            if (source->symbols[i].state == LODE_SYMBOL_NEW)
                walk(loading, &source->symbols[i], 1);
}
