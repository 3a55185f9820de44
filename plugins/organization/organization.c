/* SPDX-License-Identifier: MIT */
/* The extractor `organization`: named bodies, and the short names that a document gives them. What the names are is for the
 * rules to say; see docs/organization.md for the fields that a rule gives it. */
#include "mentions.h"

#include <stdlib.h>
#include <string.h>

typedef struct organization_binding {
    const lode_rule *rule;
    int kind;        /* fields of the rule; -1: it lacks the field */
    int lookup_kind; /* a lookup rule's only field */
    int name;
    int unit; /* the body whose kind the whole is of */
    int everywhere;
    struct organization_binding *next; /* of all bound rules */
} organization_binding;

typedef struct organization_state {
    organization_binding *bindings;
} organization_state;

static const lode_value none = {.kind = LODE_VALUE_NONE};

static lode_status open_state(void **state, lode_error *error) {
    *state = calloc(1, sizeof(organization_state));
    return *state ? LODE_OK : lode_error_no_memory(error);
}

static lode_status bind(void *state, const lode_rule *rule, void **binding, lode_error *error) {
    static const char *const fields[] = {"kind", "value", "name", "unit", "everywhere", NULL};
    organization_state *all = state;
    lode_status status = lode_rule_check_fields(rule, fields, error);
    if (status != LODE_OK)
        return status;
    organization_binding *made = malloc(sizeof *made);
    if (!made)
        return lode_error_no_memory(error);
    *made = (organization_binding){
        .rule = rule,
        .kind = lode_rule_field(rule, "kind"),
        .lookup_kind = lode_rule_field(rule, "value"),
        .name = lode_rule_field(rule, "name"),
        .unit = lode_rule_field(rule, "unit"),
        .everywhere = lode_rule_field(rule, "everywhere"),
        .next = all->bindings,
    };
    all->bindings = made;
    *binding = made;
    return LODE_OK;
}

static void unbind(void *state, void *bound) {
    organization_state *all = state;
    organization_binding **link = &all->bindings;
    while (*link && *link != bound)
        link = &(*link)->next;
    if (*link)
        *link = (*link)->next;
    free(bound);
}

static const lode_value *field_value(const lode_match *match, int field) {
    return field < 0 ? &none : lode_match_value(match, field);
}

/* The kind of the body that a field captured, where that was found in an earlier stage. */
static const lode_value *kind_of_body(const lode_match *match, int field) {
    const lode_document *document = lode_match_document(match);
    size_t start, end, count = lode_document_entity_count(document);
    if (field < 0 || !lode_match_field_span(match, field, &start, &end))
        return &none;
    for (size_t i = 0; i < count; i++) {
        const lode_entity *entity = lode_document_entity(document, i);
        if (entity->start != start || entity->end != end)
            continue;
        for (size_t j = 0; j < entity->attribute_count; j++)
            if (strcmp(entity->attributes[j].name, "kind") == 0)
                return &entity->attributes[j].value;
    }
    return &none;
}

static lode_status set_if_text(lode_draft *draft, const char *name, const lode_value *value) {
    return value->kind == LODE_VALUE_TEXT ? lode_draft_set_text(draft, name, value->text, value->length) : LODE_OK;
}

static lode_status accept(void *state, void *bound, const lode_match *match, lode_draft *draft, lode_error *error) {
    (void)state;
    const organization_binding *binding = bound;
    const lode_value *kind = field_value(match, binding->kind);
    if (kind->kind != LODE_VALUE_TEXT)
        kind = field_value(match, binding->lookup_kind);
    if (kind->kind != LODE_VALUE_TEXT)
        kind = kind_of_body(match, binding->name);
    if (kind->kind != LODE_VALUE_TEXT)
        kind = kind_of_body(match, binding->unit);
    lode_status status = set_if_text(draft, "kind", kind);
    if (status == LODE_OK)
        status = set_if_text(draft, "name", field_value(match, binding->name));
    return status == LODE_OK ? LODE_OK : lode_error_no_memory(error);
}

/* The binding of the rule that an entity came from, where that rule's finds count everywhere in the document; else NULL. */
static const organization_binding *find_everywhere(const organization_state *all, const lode_entity *entity) {
    for (const organization_binding *b = all->bindings; b; b = b->next)
        if (b->everywhere >= 0 && strcmp(lode_rule_id(b->rule), entity->rule) == 0)
            return b;
    return NULL;
}

static lode_status finish(void *state, lode_document *document, lode_error *error) {
    const organization_state *all = state;
    size_t count = lode_document_entity_count(document), name_count = 0, length;
    const char *text = lode_document_text(document, &length);
    mention_name *names = NULL;
    for (size_t i = 0; i < count; i++) {
        const lode_entity *entity = lode_document_entity(document, i);
        const organization_binding *binding = find_everywhere(all, entity);
        if (!binding)
            continue;
        if (!names && !(names = calloc(count, sizeof *names)))
            return lode_error_no_memory(error);
        names[name_count++] = (mention_name){
            .text = text + entity->start, .length = entity->end - entity->start, .rule = binding->rule, .source = entity};
    }
    lode_status status = name_count > 0 ? mentions_add(document, names, name_count) : LODE_OK;
    free(names);
    return status == LODE_OK ? LODE_OK : lode_error_set(error, status, "the other mentions of a name could not be added");
}

static const lode_extractor extractor = {
    .open = open_state, .bind = bind, .accept = accept, .finish = finish, .unbind = unbind, .close = free};

LODE_PLUGIN(organization, "1.0", "named bodies, their kinds, and the short names a document gives them",
            .extractor = &extractor)
