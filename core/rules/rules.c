/* SPDX-License-Identifier: MIT */
/* `rules:`: each rule checked, its pattern expanded. */
#include "rules/rule_reader.h"
#include "rules/scalar.h"

#include <stdlib.h>
#include <string.h>

enum { PRIORITY_MAX = 1000000, STAGE_MAX = LODE_STAGE_CELLS - 1 };

static const char *keep(lode_loading *loading, const char *text, size_t length) {
    return lode_mistakes_check(&loading->mistakes, lode_arena_copy(loading->arena, text, length));
}

/* A text that must be a name of some kind. */
static const char *read_name(lode_loading *loading, const lode_yaml_node *node, const char *what,
                             bool (*is_name)(const char *)) {
    const char *text = lode_scalar_text(node, what, &loading->mistakes);

    if (!text)
        return NULL;
    if (is_name(text))
        return keep(loading, text, node->length);
    lode_mistake(&loading->mistakes, lode_yaml_place(node),
                 is_name == lode_is_name ? "use ASCII letters, digits and '_', a digit not first"
                                         : "use ASCII letters, digits, '_', '-' and '.', a letter or digit first",
                 "'%s' cannot be %s", text, what);
    return NULL;
}

static void read_id(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node) {
    lode_mistakes *mistakes = &reader->loading->mistakes;
    size_t index;
    bool fresh;

    rule->id = read_name(reader->loading, node, "the id", lode_is_id);
    if (!rule->id)
        return;
    index = lode_strings_add(&reader->ids, rule->id, strlen(rule->id), &fresh);
    if (fresh)
        reader->id_nodes[index] = node;
    else
        lode_mistake(mistakes, lode_yaml_place(node), "choose another id", "the id '%s' is taken (line %u of %s)", rule->id,
                     reader->id_nodes[index]->line, reader->id_nodes[index]->file->path);
}

static void read_flags(lode_loading *loading, lode_rule *rule, const lode_yaml_node *node) {
    if (!lode_is_sequence(node, "'flags'", &loading->mistakes))
        return;
    for (const lode_yaml_node *item = node->first; item; item = item->next)
        if (item->kind == LODE_YAML_SCALAR && strcmp(item->text, "caseless") == 0)
            rule->caseless = true;
        else
            lode_mistake(&loading->mistakes, lode_yaml_place(item), NULL, "the only flag is 'caseless'");
}

static void read_role(lode_loading *loading, lode_rule *rule, const lode_yaml_node *node) {
    if (node->kind == LODE_YAML_SCALAR && strcmp(node->text, "document_date") == 0)
        rule->role = LODE_ROLE_DOCUMENT_DATE;
    else
        lode_mistake(&loading->mistakes, lode_yaml_place(node), NULL, "the only role is 'document_date'");
}

static uint32_t *keep_columns(lode_loading *loading, const lode_capture *capture) {
    uint32_t *columns = lode_arena_array(loading->arena, capture->column_count, sizeof *columns);

    if (lode_mistakes_check(&loading->mistakes, columns) && capture->column_count)
        memcpy(columns, capture->columns, capture->column_count * sizeof *columns);
    return columns;
}

static void keep_field(lode_loading *loading, const lode_rule *rule, lode_field *field, const char *name, lode_place place) {
    field->name = keep(loading, name, strlen(name));
    field->file =
        rule->file && strcmp(rule->file, place.file) == 0 ? rule->file : keep(loading, place.file, strlen(place.file));
    field->line = place.line;
    field->column = place.column;
}

/* Moves what the template found over to the rule, with the constants of `set:` behind it. */
static bool keep_fields(lode_loading *loading, lode_rule *rule, const lode_template *template, size_t constants) {
    lode_field *fields = lode_arena_array(loading->arena, template->field_count + constants, sizeof *fields);
    lode_capture *captures = lode_arena_array(loading->arena, template->capture_count, sizeof *captures);
    const char **references = lode_arena_array(loading->arena, template->reference_count, sizeof *references);

    if (!fields || !captures || !references) {
        loading->mistakes.memory = true;
        return false;
    }
    memcpy(captures, template->captures, template->capture_count * sizeof *captures);
    for (size_t i = 0; i < template->capture_count; i++)
        captures[i].columns = keep_columns(loading, &captures[i]);
    for (size_t i = 0; i < template->field_count && template->fields[i]; i++)
        keep_field(loading, rule, &fields[i], template->fields[i], template->places[i]);
    for (size_t i = 0; i < template->reference_count; i++)
        references[i] = keep(loading, template->references[i], strlen(template->references[i]));
    rule->fields = fields;
    rule->field_count = template->field_count;
    rule->captures = captures;
    rule->capture_count = template->capture_count;
    rule->references = references;
    rule->reference_count = template->reference_count;
    rule->span_group = template->span_group;
    return !loading->mistakes.memory;
}

/* A pattern as the file has it, alternatives of a list with | between them. */
static const char *keep_written(lode_loading *loading, const lode_yaml_node *node) {
    lode_buffer written = {0};
    const char *kept;

    if (node->kind != LODE_YAML_SEQUENCE)
        return keep(loading, node->text, node->length);
    for (const lode_yaml_node *item = node->first; item; item = item->next) {
        if (item != node->first)
            lode_buffer_byte(&written, '|');
        lode_buffer_append(&written, item->text, item->length);
    }
    kept = lode_mistakes_check(&loading->mistakes,
                               written.failed ? NULL : lode_arena_copy(loading->arena, written.bytes, written.length));
    lode_buffer_free(&written);
    return kept;
}

/* Expands a pattern (`key` names it: "'match'") into the rule, with its fields and room for so many constants behind them, its
 * captures and references. Where it is wrong that is reported, and the rule has no pattern. */
static void read_pattern(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node, const char *key,
                         size_t constants) {
    lode_loading *loading = reader->loading;
    lode_template *template = reader->template;
    lode_place place = lode_yaml_place(node);

    rule->match_line = place.line;
    rule->match_column = place.column;
    if (!lode_is_pattern(node, key, &loading->mistakes) ||
        !lode_template_expand(template, loading, reader->source, node, rule->caseless, rule->stage))
        return;
    rule->written = keep_written(loading, node);
    rule->pattern = keep(loading, template->pattern.bytes, template->pattern.length);
    rule->pattern_length = template->pattern.length;
    keep_fields(loading, rule, template, constants);
}

/* `value`, and behind it one for each further column: the field with index N + 1 is column N's. */
static void add_lookup_fields(lode_loading *loading, lode_template *template, const lode_table *table, lode_place place) {
    lode_buffer name = {0};

    template->places[template->field_count] = place;
    template->fields[template->field_count++] = "value";
    for (size_t i = 0; i < lode_table_column_count(table); i++) {
        lode_buffer_clear(&name);
        lode_buffer_format(&name, "value.%s", lode_table_column_name(table, i));
        template->places[template->field_count] = place;
        template->fields[template->field_count++] = lode_mistakes_check(
            &loading->mistakes, name.failed ? NULL : lode_arena_copy(&loading->scratch, name.bytes, name.length));
    }
    lode_buffer_free(&name);
}

lode_rule *lode_rule_read_part(lode_rule_reader *reader, const lode_rule *rule, const lode_yaml_node *node, const char *key) {
    lode_loading *loading = reader->loading;
    lode_rule *part = lode_mistakes_check(&loading->mistakes, lode_arena_array(loading->arena, 1, sizeof *part));

    if (!part)
        return NULL;
    *part = (lode_rule){.id = rule->id,
                        .type = rule->type,
                        .file = rule->file,
                        .line = rule->line,
                        .stage = rule->stage,
                        .caseless = rule->caseless,
                        .pack = rule->pack};
    read_pattern(reader, part, node, key, 0);
    return part;
}

void lode_rule_enclose(lode_loading *loading, lode_rule *rule) {
    static const char before[] = "(?:", behind[] = ")\\z";
    char *bytes = lode_arena_allocate(loading->arena, rule->pattern_length + sizeof before + sizeof behind);

    if (!lode_mistakes_check(&loading->mistakes, bytes))
        return;
    memcpy(bytes, before, sizeof before - 1);
    memcpy(bytes + sizeof before - 1, rule->pattern, rule->pattern_length);
    memcpy(bytes + sizeof before - 1 + rule->pattern_length, behind, sizeof behind);
    rule->pattern = bytes;
    rule->pattern_length += sizeof before + sizeof behind - 2;
}

static void read_lookup(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node, size_t constants) {
    lode_loading *loading = reader->loading;
    const char *name = lode_scalar_text(node, "'lookup'", &loading->mistakes);
    lode_symbol *symbol = name ? lode_find_symbol(reader->source, name, node->length) : NULL;
    lode_suggestion suggestion = {.word = name};

    lode_template_clear(reader->template);
    if (symbol && symbol->is_table) {
        symbol->used = true;
        if (symbol->bad)
            return;
        rule->lookup = symbol->table;
        rule->written = keep(loading, node->text, node->length);
        add_lookup_fields(loading, reader->template, symbol->table, lode_yaml_place(node));
        keep_fields(loading, rule, reader->template, constants);
        return;
    }
    if (!name)
        return;
    lode_offer_symbols(reader->source, &suggestion, true);
    if (symbol)
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "write match: '%{...}' for a definition", "'%s' is not a table",
                     name);
    else if (suggestion.best)
        lode_mistake(&loading->mistakes, lode_yaml_place(node), NULL, "unknown table '%s', did you mean '%s'?", name,
                     suggestion.best);
    else
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "add it under 'tables:', or the pack that has it to 'uses:'",
                     "unknown table '%s'", name);
}

/* A priority by name, or as a number. */
static void read_priority(lode_loading *loading, lode_rule *rule, const lode_yaml_node *node) {
    static const struct {
        const char *name;
        int priority;
    } bands[] = {{"guess", -100}, {"general", -10}, {"normal", 0}, {"specific", 10}, {"certain", 100}};

    for (size_t i = 0; node->kind == LODE_YAML_SCALAR && i < sizeof bands / sizeof *bands; i++)
        if (strcmp(node->text, bands[i].name) == 0) {
            rule->priority = bands[i].priority;
            return;
        }
    if (node->kind == LODE_YAML_SCALAR && lode_is_name(node->text))
        lode_mistake(&loading->mistakes, lode_yaml_place(node),
                     "use guess, general, normal, specific, certain or a whole number", "'%s' is no priority", node->text);
    else
        lode_scalar_integer(node, "'priority'", -PRIORITY_MAX, PRIORITY_MAX, &rule->priority, &loading->mistakes);
}

static void read_rule(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *node) {
    lode_loading *loading = reader->loading;
    lode_mistakes *mistakes = &loading->mistakes;
    const lode_yaml_node *values[LODE_KEYS_MAX];
    const lode_yaml_node *set;
    int stage = 1;

    rule->line = node->line;
    if (!lode_keys_sort(LODE_KEYS_RULE, node, "a rule", values, mistakes))
        return;
    rule->file = keep(loading, node->file->path, strlen(node->file->path));
    if (values[KEY_ID])
        read_id(reader, rule, values[KEY_ID]);
    else
        lode_mistake(mistakes, lode_yaml_place(node), "give it one, as in 'id: en.money.amount'", "a rule without 'id'");
    if (values[KEY_FACT])
        lode_load_fact_type(loading, values);
    if (values[KEY_FACT])
        rule->type = read_name(loading, values[KEY_FACT], "the fact", lode_is_name);
    else if (values[KEY_TYPE])
        rule->type = read_name(loading, values[KEY_TYPE], "the type", lode_is_name);
    else
        lode_mistake(mistakes, lode_yaml_place(node), "name what it finds, as in 'type: money'", "a rule without 'type'");
    if (values[KEY_EXTRACTOR])
        rule->extractor = read_name(loading, values[KEY_EXTRACTOR], "the extractor", lode_is_id);
    if (values[KEY_PRIORITY])
        read_priority(loading, rule, values[KEY_PRIORITY]);
    if (values[KEY_STAGE])
        lode_scalar_integer(values[KEY_STAGE], "'stage'", 1, STAGE_MAX, &stage, mistakes);
    rule->stage = values[KEY_FACT] ? LODE_STAGE_FACTS : values[KEY_CELL] ? LODE_STAGE_CELLS : (unsigned)stage;
    if (values[KEY_ROLE])
        read_role(loading, rule, values[KEY_ROLE]);
    if (values[KEY_FLAGS])
        read_flags(loading, rule, values[KEY_FLAGS]);
    if (values[KEY_RULE_SUMMARY])
        lode_scalar_text(values[KEY_RULE_SUMMARY], "'summary'", mistakes);
    set = values[KEY_SET] && lode_is_mapping(values[KEY_SET], "'set'", mistakes) ? values[KEY_SET] : NULL;
    if (values[KEY_CELL]) {
        lode_load_cell_type(loading, values);
        rule->cell = lode_load_cell(reader, rule, values[KEY_CELL]);
    }
    if (values[KEY_MATCH] && values[KEY_LOOKUP])
        lode_mistake(mistakes, lode_yaml_place(values[KEY_LOOKUP]), "make two rules of it",
                     "a rule has either 'match' or 'lookup'");
    else if (values[KEY_MATCH])
        read_pattern(reader, rule, values[KEY_MATCH], "'match'", set ? set->count : 0);
    else if (values[KEY_LOOKUP])
        read_lookup(reader, rule, values[KEY_LOOKUP], set ? set->count : 0);
    else
        lode_mistake(mistakes, lode_yaml_place(node), "add match: 'pattern' or 'lookup: table'", "a rule without 'match'");
    if (values[KEY_LOOKUP]) {
        lode_place place = lode_yaml_place(values[KEY_LOOKUP]);

        rule->match_line = place.line;
        rule->match_column = place.column;
    }
    for (size_t side = 0; side < LODE_SIDES && !values[KEY_FACT]; side++)
        if (values[KEY_RULE_BEFORE + side])
            rule->beside[side] = lode_load_beside(reader, rule, values[KEY_RULE_BEFORE + side], side);
    if (values[KEY_EACH] && values[KEY_LOOKUP])
        lode_mistake(mistakes, lode_yaml_place(values[KEY_EACH]), "take it out: each key that is found is one already",
                     "a rule with 'lookup' has no 'each'");
    else if (values[KEY_EACH] && !values[KEY_FACT])
        rule->each = lode_load_each(reader, rule, values[KEY_EACH], set ? set->count : 0);
    if (rule->cell && rule->pattern) {
        if (rule->reference_count)
            lode_mistake(mistakes, lode_yaml_place(values[KEY_MATCH]), "write what stands in the cell",
                         "the pattern of a cell cannot refer to entities");
        lode_rule_enclose(loading, rule);
        lode_rule_take_fields(loading, rule, rule->cell->unit, set ? set->count : 0);
    }
    if (set)
        lode_load_set(loading, rule, set);
    if (values[KEY_FACT])
        rule->fact = lode_load_fact(reader, rule, values[KEY_PARTS], values[KEY_NEEDS]);
    if (!values[KEY_EXAMPLES] || values[KEY_EXAMPLES]->count == 0)
        lode_mistake(mistakes, lode_yaml_place(node),
                     values[KEY_FACT] ? "add examples: [{text: ..., facts: [{part: its text}]}]"
                                      : "add examples: ['a text with [what it finds] in brackets']",
                     "a rule without an example");
    rule->examples = lode_load_examples(loading, values[KEY_EXAMPLES], values[KEY_COUNTEREXAMPLES], values[KEY_FACT] != NULL,
                                        &rule->example_count);
}

static size_t count_rules(lode_loading *loading, const lode_source *source) {
    size_t count = 0;

    for (size_t i = 0; i < source->file_count; i++) {
        const lode_yaml_node *list = source->sections[i][KEY_RULES];

        if (list && lode_is_sequence(list, "'rules'", &loading->mistakes))
            count += list->count;
    }
    return count;
}

const lode_rule *lode_load_rules(lode_loading *loading, const lode_source *source, const lode_pack *pack, size_t first_order,
                                 size_t *count) {
    size_t total = count_rules(loading, source);
    lode_rule_reader reader = {.loading = loading, .source = source, .template = calloc(1, sizeof *reader.template)};
    lode_rule *rules = lode_arena_array(loading->arena, total, sizeof *rules);

    *count = 0;
    reader.id_nodes = lode_arena_array(&loading->scratch, total, sizeof *reader.id_nodes);
    if (!reader.template || !rules || !reader.id_nodes || !lode_strings_init(&reader.ids, &loading->scratch, total))
        loading->mistakes.memory = true;
    for (size_t i = 0; i < source->file_count; i++) {
        const lode_yaml_node *list = source->sections[i][KEY_RULES];

        if (!list || list->kind != LODE_YAML_SEQUENCE)
            continue;
        for (const lode_yaml_node *item = list->first; item && !loading->mistakes.memory; item = item->next) {
            rules[*count].order = first_order + *count;
            rules[*count].pack = pack;
            read_rule(&reader, &rules[(*count)++], item);
        }
    }
    lode_template_free(reader.template);
    return rules;
}
