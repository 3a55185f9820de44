/* SPDX-License-Identifier: MIT */
/* `parts:` and `needs:` of a rule with `fact:`. */
#include "rules/needed.h"
#include "rules/rule_reader.h"
#include "rules/scalar.h"

#include <string.h>

enum { NAMES_MAX = 64, REFERENCES_MAX = 64 };

/* A rule for facts while it is read. */
struct fact_reader {
    lode_rule_reader *reader;
    lode_mistakes *mistakes;
    lode_arena *arena;
    lode_rule *rule;
    const char *names[NAMES_MAX];
    size_t name_count;
    const char *references[REFERENCES_MAX];
    size_t reference_count;
    lode_part_rule *parts;
    size_t part_count;
};

void lode_load_fact_type(lode_loading *loading, const lode_yaml_node *const *values) {
    static const int KEYS[] = {KEY_TYPE,        KEY_EXTRACTOR, KEY_STAGE,      KEY_ROLE,      KEY_LOOKUP,
                               KEY_RULE_BEFORE, KEY_AFTER,     KEY_NOT_BEFORE, KEY_NOT_AFTER, KEY_EACH};
    const char *const *names = lode_keys(LODE_KEYS_RULE);

    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (values[KEYS[i]])
            lode_mistake(&loading->mistakes, lode_yaml_place(values[KEYS[i]]),
                         "take it out; facts are found when all entities are", "a rule with 'fact' has no '%s'",
                         names[KEYS[i]]);
}

static size_t find_name(const struct fact_reader *facts, const char *name) {
    size_t i = 0;

    while (i < facts->name_count && strcmp(facts->names[i], name) != 0)
        i++;
    return i;
}

/* The number of a name, which is added where it is new. */
static size_t take_name(struct fact_reader *facts, const lode_yaml_node *node, const char *name) {
    size_t i = find_name(facts, name);

    if (i < facts->name_count)
        return i;
    if (i == NAMES_MAX) {
        lode_mistake(facts->mistakes, lode_yaml_place(node), NULL, "a rule with more than %d parts", NAMES_MAX);
        return 0;
    }
    facts->names[i] = lode_mistakes_check(facts->mistakes, lode_arena_copy(facts->arena, name, strlen(name)));
    facts->name_count++;
    return i;
}

static void take_references(struct fact_reader *facts, const lode_rule *pattern, const lode_yaml_node *node) {
    for (size_t i = 0; i < pattern->reference_count; i++) {
        size_t j = 0;

        while (j < facts->reference_count && strcmp(facts->references[j], pattern->references[i]) != 0)
            j++;
        if (j == REFERENCES_MAX)
            lode_mistake(facts->mistakes, lode_yaml_place(node), NULL, "more than %d types of entities", REFERENCES_MAX);
        else if (j == facts->reference_count)
            facts->references[facts->reference_count++] = pattern->references[i];
    }
}

/* A pattern of a part. What stands between parts must be all that stands there: it is tried at one place. */
static const lode_rule *read_pattern(struct fact_reader *facts, const lode_yaml_node *node, const char *key, bool between) {
    lode_rule *pattern = node ? lode_rule_read_part(facts->reader, facts->rule, node, key) : NULL;

    if (!pattern || !pattern->pattern)
        return NULL;
    take_references(facts, pattern, node);
    if (strcmp(key, "'is'") != 0 && (pattern->field_count || pattern->span_group))
        lode_mistake(facts->mistakes, lode_yaml_place(node), "make it a part of its own", "%s captures something", key);
    if (between)
        lode_rule_enclose(facts->reader->loading, pattern);
    return pattern;
}

/* Names that are known by now, one or a list of them. */
static void read_known(struct fact_reader *facts, const lode_yaml_node *node, const char *what, const size_t **names,
                       size_t *count) {
    bool list = node->kind == LODE_YAML_SEQUENCE;
    size_t *known =
        lode_mistakes_check(facts->mistakes, lode_arena_array(facts->arena, list ? node->count + 1 : 1, sizeof *known));

    *names = known;
    for (const lode_yaml_node *item = list ? node->first : node; known && item; item = list ? item->next : NULL) {
        const char *name = lode_scalar_text(item, what, facts->mistakes);
        lode_suggestion suggestion = {.word = name};
        size_t i;

        if (!name || (strcmp(name, "match") == 0 && !list))
            continue;
        i = find_name(facts, name);
        if (i < facts->name_count) {
            known[(*count)++] = i;
            continue;
        }
        for (size_t j = 0; j < facts->name_count; j++)
            lode_suggestion_offer(&suggestion, facts->names[j]);
        if (suggestion.best)
            lode_mistake(facts->mistakes, lode_yaml_place(item), NULL, "no part '%s' is known here, did you mean '%s'?", name,
                         suggestion.best);
        else
            lode_mistake(facts->mistakes, lode_yaml_place(item), "name one that the pattern captures or that stands above",
                         "no part '%s' is known here", name);
    }
}

static void read_side(struct fact_reader *facts, lode_part_rule *part, const lode_yaml_node *const *values) {
    static const struct {
        int key;
        lode_fact_side side;
    } SIDES[] = {{KEY_PART_BEHIND, LODE_SIDE_BEHIND},
                 {KEY_PART_BEFORE, LODE_SIDE_BEFORE},
                 {KEY_PART_BESIDE, LODE_SIDE_EITHER},
                 {KEY_PART_INSIDE, LODE_SIDE_INSIDE}};
    size_t given = 0;

    for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++) {
        const lode_yaml_node *node = values[SIDES[i].key];

        if (!node)
            continue;
        if (given++)
            lode_mistake(facts->mistakes, lode_yaml_place(node), "keep one, or write two ways to find the part",
                         "a part stands behind, before, beside or inside something");
        part->side = SIDES[i].side;
        part->from_count = 0;
        read_known(facts, node, "where a part stands", &part->from, &part->from_count);
    }
    if (part->side == LODE_SIDE_INSIDE && values[KEY_PART_OVER])
        lode_mistake(facts->mistakes, lode_yaml_place(values[KEY_PART_OVER]), "take it out",
                     "there is nothing between a part and what it stands inside");
}

/* One way to find a part. */
static void read_part(struct fact_reader *facts, const lode_yaml_node *key, const lode_yaml_node *node) {
    lode_part_rule *part = &facts->parts[facts->part_count];
    const lode_yaml_node *values[LODE_KEYS_MAX];
    size_t *fields;

    if (!lode_keys_sort(LODE_KEYS_PART, node, "a part", values, facts->mistakes))
        return;
    if (!values[KEY_PART_IS]) {
        lode_mistake(facts->mistakes, lode_yaml_place(node), "add is: 'pattern'", "the part '%s' has no 'is'", key->text);
        return;
    }
    read_side(facts, part, values);
    part->is = read_pattern(facts, values[KEY_PART_IS], "'is'", false);
    part->has = read_pattern(facts, values[KEY_PART_HAS], "'has'", false);
    part->over = read_pattern(facts, values[KEY_PART_OVER], "'over'", true);
    if (values[KEY_PART_EACH] && values[KEY_PART_LIST])
        lode_mistake(facts->mistakes, lode_yaml_place(values[KEY_PART_EACH]), "keep one", "a part has either 'list' or 'each'");
    part->each = values[KEY_PART_EACH] != NULL;
    part->list =
        read_pattern(facts, values[part->each ? KEY_PART_EACH : KEY_PART_LIST], part->each ? "'each'" : "'list'", true);
    part->name = take_name(facts, key, key->text);
    if (!part->is)
        return;
    fields = lode_mistakes_check(facts->mistakes, lode_arena_array(facts->arena, part->is->field_count + 1, sizeof *fields));
    for (size_t i = 0; fields && i < part->is->field_count; i++)
        fields[i] = take_name(facts, values[KEY_PART_IS], part->is->fields[i].name);
    part->fields = fields;
    part->field_count = part->is->field_count;
    facts->part_count++;
}

static void read_parts(struct fact_reader *facts, const lode_yaml_node *parts) {
    size_t count = 0;

    if (!parts || !lode_is_mapping(parts, "'parts'", facts->mistakes))
        return;
    for (const lode_yaml_node *key = parts->first; key; key = key->next->next)
        count += key->next->kind == LODE_YAML_SEQUENCE ? key->next->count : 1;
    facts->parts = lode_mistakes_check(facts->mistakes, lode_arena_array(facts->arena, count + 1, sizeof *facts->parts));
    for (const lode_yaml_node *key = parts->first; key && facts->parts; key = key->next->next) {
        if (!lode_is_name(key->text) || strcmp(key->text, "match") == 0)
            lode_mistake(facts->mistakes, lode_yaml_place(key), "use ASCII letters, digits and '_', a digit not first",
                         "'%s' cannot be the name of a part", key->text);
        else if (key->next->kind != LODE_YAML_SEQUENCE)
            read_part(facts, key, key->next);
        else
            for (const lode_yaml_node *way = key->next->first; way; way = way->next)
                read_part(facts, key, way);
    }
    for (size_t i = 0; i < facts->part_count; i++)
        for (size_t j = 0; j < facts->part_count; j++)
            facts->parts[i].many =
                facts->parts[i].many || (facts->parts[j].name == facts->parts[i].name && facts->parts[j].list);
}

/* "date or issuer": one of them must be there. */
static void read_need(struct fact_reader *facts, lode_part_need *need, const lode_yaml_node *node) {
    static const char separator[] = " or ";
    const char *text = lode_scalar_text(node, "what a fact needs", facts->mistakes);
    size_t *names = lode_mistakes_check(facts->mistakes, lode_arena_array(facts->arena, NAMES_MAX, sizeof *names));

    need->names = names;
    while (text && names && need->count < NAMES_MAX) {
        const char *end = strstr(text, separator);
        size_t length = end ? (size_t)(end - text) : strlen(text);
        char *name = lode_mistakes_check(facts->mistakes, lode_arena_copy(&facts->reader->loading->scratch, text, length));
        size_t i;

        if (!name)
            return;
        i = find_name(facts, name);
        if (i == facts->name_count)
            lode_mistake(facts->mistakes, lode_yaml_place(node), "name parts, as in 'date or issuer'",
                         "the rule has no part '%s'", name);
        else
            names[need->count++] = i;
        text = end ? end + sizeof separator - 1 : NULL;
    }
}

/* The types of which a match of the rule, or every way to find a part, has one; 0: it may do without. */
static uint64_t needed_by(const struct fact_reader *facts, const lode_rule *pattern) {
    return lode_needed_types(pattern->pattern, pattern->pattern_length, facts->references, facts->reference_count);
}

static uint64_t needed_by_part(const struct fact_reader *facts, size_t name) {
    uint64_t needed = 0;

    if (name < facts->rule->field_count)
        return 0; /* the match may have it */
    for (size_t i = 0; i < facts->part_count; i++) {
        bool fills = facts->parts[i].name == name;
        uint64_t way;

        for (size_t j = 0; j < facts->parts[i].field_count; j++)
            fills = fills || facts->parts[i].fields[j] == name;
        way = fills ? needed_by(facts, facts->parts[i].is) : 0;
        if (fills && !way)
            return 0;
        needed |= way;
    }
    return needed;
}

/* What a sentence must have of entities, as the pattern and the needs tell. */
static void list_entities(struct fact_reader *facts, lode_fact_rule *fact) {
    uint64_t *sets = lode_mistakes_check(facts->mistakes, lode_arena_array(facts->arena, fact->need_count + 1, sizeof *sets));

    fact->entities = sets;
    if (!sets)
        return;
    sets[0] = needed_by(facts, facts->rule);
    fact->entity_count = sets[0] != 0;
    for (size_t i = 0; i < fact->need_count; i++) {
        const lode_part_need *need = &fact->needs[i];
        uint64_t any = 0, one = 1;

        for (size_t j = 0; one && j < need->count; j++)
            any |= one = needed_by_part(facts, need->names[j]);
        if (one && any)
            sets[fact->entity_count++] = any;
    }
}

static const lode_fact_rule *keep(struct fact_reader *facts, const lode_yaml_node *needs) {
    lode_fact_rule *fact = lode_arena_array(facts->arena, 1, sizeof *fact);
    const char **names = lode_arena_array(facts->arena, facts->name_count, sizeof *names);
    const char **references = lode_arena_array(facts->arena, facts->reference_count, sizeof *references);
    size_t need_count = needs && lode_is_sequence(needs, "'needs'", facts->mistakes) ? needs->count : 0;
    lode_part_need *list = lode_arena_array(facts->arena, need_count, sizeof *list);

    if (!fact || !names || !references || !list) {
        facts->mistakes->memory = true;
        return NULL;
    }
    for (const lode_yaml_node *item = need_count ? needs->first : NULL; item; item = item->next)
        read_need(facts, &list[fact->need_count++], item);
    memcpy(names, facts->names, facts->name_count * sizeof *names);
    memcpy(references, facts->references, facts->reference_count * sizeof *references);
    fact->names = names;
    fact->name_count = facts->name_count;
    fact->parts = facts->parts;
    fact->part_count = facts->part_count;
    fact->needs = list;
    list_entities(facts, fact);
    facts->rule->references = references;
    facts->rule->reference_count = facts->reference_count;
    return fact;
}

const lode_fact_rule *lode_load_fact(lode_rule_reader *reader, lode_rule *rule, const lode_yaml_node *parts,
                                     const lode_yaml_node *needs) {
    struct fact_reader facts = {
        .reader = reader, .mistakes = &reader->loading->mistakes, .arena = reader->loading->arena, .rule = rule};

    if (!rule->pattern)
        return NULL; /* why was reported */
    if (rule->field_count > NAMES_MAX) {
        lode_mistake(facts.mistakes, (lode_place){rule->file, rule->match_line, rule->match_column}, "make several rules of it",
                     "a rule with more than %d parts", NAMES_MAX);
        return NULL;
    }
    for (size_t i = 0; i < rule->field_count; i++)
        facts.names[facts.name_count++] = rule->fields[i].name;
    for (size_t i = 0; i < rule->field_count; i++)
        if (rule->fields[i].is_built)
            lode_mistake(facts.mistakes, (lode_place){rule->file, rule->line, 1}, "build it in the rule for the entity",
                         "in a rule for facts, 'set' builds no values ('%s')", rule->fields[i].name);
    take_references(&facts, rule, parts ? parts : needs);
    read_parts(&facts, parts);
    return keep(&facts, needs);
}
