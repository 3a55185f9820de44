/* SPDX-License-Identifier: MIT */
#include "found/result.h"

#include "found/growing.h"
#include "found/json.h"
#include "found/places.h"

#include <string.h>

/* ---- Objects, by tables of their members ---------------------------------------------------------------------------- */

/* Reads a member's value into `to`, which is the object itself where more than one thing of it is set. False where the JSON is
 * wrong, which it says, or memory ran out. */
typedef bool member_function(lode_json *json, lode_arena *arena, void *to);

typedef struct member {
    const char *key;
    member_function *read;
    size_t offset; /* of what it is read into */
} member;

#define COUNT(members) (sizeof(members) / sizeof *(members))

static bool read_string(lode_json *json, lode_arena *arena, void *to) {
    (void)arena;
    *(const char **)to = lode_json_string(json, NULL);
    return !json->wrong;
}

static bool read_size(lode_json *json, lode_arena *arena, void *to) {
    (void)arena;
    *(size_t *)to = lode_json_size(json);
    return !json->wrong;
}

/* Reads an object; members that are not known are passed over. */
static bool read_object(lode_json *json, lode_arena *arena, const member *members, size_t count, void *object) {
    const char *key;
    bool first = true;

    if (!lode_json_enter(json, '{'))
        return false;
    while (lode_json_more(json, '{', &first, &key)) {
        size_t i = 0;

        while (key && i < count && strcmp(members[i].key, key) != 0)
            i++;
        if (!key || (i < count ? !members[i].read(json, arena, (char *)object + members[i].offset) : !lode_json_skip(json)))
            return false;
    }
    return !json->wrong;
}

static bool read_attributes(lode_json *json, lode_arena *arena, const lode_attribute **attributes, size_t *count) {
    lode_growing list = {.arena = arena, .size = sizeof(lode_attribute)};
    const char *key;
    bool first = true;

    if (!lode_json_enter(json, '{'))
        return false;
    while (lode_json_more(json, '{', &first, &key)) {
        lode_attribute *attribute = lode_growing_add(&list);

        if (!attribute)
            return false;
        attribute->name = key;
        if (!lode_json_value(json, &attribute->value))
            return false;
    }
    *attributes = list.items;
    *count = list.count;
    return !json->wrong;
}

/* ---- Entities ------------------------------------------------------------------------------------------------------- */

static bool read_entity_text(lode_json *json, lode_arena *arena, void *to) {
    lode_entity *entity = to;

    (void)arena;
    entity->text = lode_json_string(json, &entity->length);
    return !json->wrong;
}

static bool read_page(lode_json *json, lode_arena *arena, void *to) {
    (void)arena;
    ((lode_entity *)to)->page = (uint32_t)lode_json_size(json);
    return !json->wrong;
}

static bool read_entity_attributes(lode_json *json, lode_arena *arena, void *to) {
    lode_entity *entity = to;

    return read_attributes(json, arena, &entity->attributes, &entity->attribute_count);
}

static bool read_entity(lode_json *json, lode_arena *arena, void *to) {
    static const member MEMBERS[] = {
        {"type", read_string, offsetof(lode_entity, type)}, {"start", read_size, offsetof(lode_entity, start)},
        {"end", read_size, offsetof(lode_entity, end)},     {"text", read_entity_text, 0},
        {"rule", read_string, offsetof(lode_entity, rule)}, {"page", read_page, 0},
        {"attributes", read_entity_attributes, 0}};
    const lode_entity *entity = to;

    return read_object(json, arena, MEMBERS, COUNT(MEMBERS), to) &&
           ((entity->type && entity->text) || lode_json_fail(json, "an entity has no type or no text"));
}

/* ---- Facts ---------------------------------------------------------------------------------------------------------- */

static bool read_part_text(lode_json *json, lode_arena *arena, void *to) {
    lode_fact_part *part = to;

    (void)arena;
    part->text = lode_json_string(json, &part->length);
    return !json->wrong;
}

static bool read_part_entity(lode_json *json, lode_arena *arena, void *to) {
    (void)arena;
    ((lode_fact_part *)to)->entity = (ptrdiff_t)lode_json_size(json);
    return !json->wrong;
}

static bool read_part_value(lode_json *json, lode_arena *arena, void *to) {
    (void)arena;
    return lode_json_value(json, &((lode_fact_part *)to)->value);
}

static bool read_part(lode_json *json, lode_arena *arena, const char *name, lode_growing *parts) {
    static const member MEMBERS[] = {{"start", read_size, offsetof(lode_fact_part, start)},
                                     {"end", read_size, offsetof(lode_fact_part, end)},
                                     {"text", read_part_text, 0},
                                     {"entity", read_part_entity, 0},
                                     {"value", read_part_value, 0}};
    lode_fact_part *part = lode_growing_add(parts);

    if (!part)
        return false;
    *part = (lode_fact_part){.name = name, .entity = -1};
    return read_object(json, arena, MEMBERS, COUNT(MEMBERS), part);
}

/* A part, or a list of those of one name. */
static bool read_parts(lode_json *json, lode_arena *arena, void *to) {
    lode_growing parts = {.arena = arena, .size = sizeof(lode_fact_part)};
    lode_fact *fact = to;
    const char *key, *none;
    bool first = true;

    if (!lode_json_enter(json, '{'))
        return false;
    while (lode_json_more(json, '{', &first, &key)) {
        bool first_item = true;

        if (lode_json_next(json) != '[') {
            if (!read_part(json, arena, key, &parts))
                return false;
            continue;
        }
        if (!lode_json_enter(json, '['))
            return false;
        while (lode_json_more(json, '[', &first_item, &none))
            if (!read_part(json, arena, key, &parts))
                return false;
    }
    fact->parts = parts.items;
    fact->part_count = parts.count;
    return !json->wrong;
}

static bool read_fact_sentence(lode_json *json, lode_arena *arena, void *to) {
    static const member MEMBERS[] = {{"start", read_size, offsetof(lode_fact, sentence_start)},
                                     {"end", read_size, offsetof(lode_fact, sentence_end)}};

    return read_object(json, arena, MEMBERS, COUNT(MEMBERS), to);
}

static bool read_fact(lode_json *json, lode_arena *arena, void *to) {
    static const member MEMBERS[] = {{"type", read_string, offsetof(lode_fact, type)},
                                     {"rule", read_string, offsetof(lode_fact, rule)},
                                     {"start", read_size, offsetof(lode_fact, start)},
                                     {"end", read_size, offsetof(lode_fact, end)},
                                     {"sentence", read_fact_sentence, 0},
                                     {"parts", read_parts, 0}};

    return read_object(json, arena, MEMBERS, COUNT(MEMBERS), to) &&
           (((lode_fact *)to)->type || lode_json_fail(json, "a fact has no type"));
}

/* ---- Problems and errors -------------------------------------------------------------------------------------------- */

/* The status with a name that lode_status_name gives; one that is not known is some failure. */
static lode_status status_named(const char *name) {
    for (int status = LODE_OK; name && status <= LODE_ERROR_INTERNAL; status++)
        if (strcmp(lode_status_name((lode_status)status), name) == 0)
            return (lode_status)status;
    return LODE_ERROR_PLUGIN;
}

static bool read_status(lode_json *json, lode_arena *arena, void *to) {
    (void)arena;
    *(lode_status *)to = status_named(lode_json_string(json, NULL));
    return !json->wrong;
}

static bool read_problem(lode_json *json, lode_arena *arena, void *to) {
    static const member MEMBERS[] = {{"code", read_status, offsetof(lode_problem, status)},
                                     {"message", read_string, offsetof(lode_problem, message)},
                                     {"plugin", read_string, offsetof(lode_problem, plugin)},
                                     {"rule", read_string, offsetof(lode_problem, rule)}};

    *(lode_problem *)to = (lode_problem){.status = LODE_ERROR_PLUGIN, .message = ""};
    return read_object(json, arena, MEMBERS, COUNT(MEMBERS), to);
}

/* ---- The result ----------------------------------------------------------------------------------------------------- */

/* A result in the making. */
typedef struct making {
    lode_result result;
    lode_growing entities, facts, problems, sentences;
    bool has_facts;
} making;

static bool read_line(lode_json *json, lode_arena *arena, void *to) {
    (void)arena;
    ((making *)to)->result.line = lode_json_size(json);
    return !json->wrong;
}

static bool read_text(lode_json *json, lode_arena *arena, void *to) {
    lode_result *result = &((making *)to)->result;

    (void)arena;
    result->text = lode_json_string(json, &result->text_length);
    return !json->wrong;
}

static bool read_metadata(lode_json *json, lode_arena *arena, void *to) {
    lode_result *result = &((making *)to)->result;

    return read_attributes(json, arena, &result->metadata, &result->metadata_count);
}

static bool read_error(lode_json *json, lode_arena *arena, void *to) {
    lode_result *result = &((making *)to)->result;
    lode_problem problem;

    if (!read_problem(json, arena, &problem))
        return false;
    result->status = problem.status;
    result->message = problem.message;
    result->plugin = problem.plugin;
    result->rule = problem.rule;
    return true;
}

static bool read_list(lode_json *json, lode_arena *arena, lode_growing *list, member_function *read_item) {
    const char *none;
    bool first = true;

    if (!lode_json_enter(json, '['))
        return false;
    while (lode_json_more(json, '[', &first, &none)) {
        void *item = lode_growing_add(list);

        if (!item || !read_item(json, arena, item))
            return false;
    }
    return !json->wrong;
}

static bool read_entities(lode_json *json, lode_arena *arena, void *to) {
    return read_list(json, arena, &((making *)to)->entities, read_entity);
}

static bool read_facts(lode_json *json, lode_arena *arena, void *to) {
    ((making *)to)->has_facts = true;
    return read_list(json, arena, &((making *)to)->facts, read_fact);
}

static bool read_problems(lode_json *json, lode_arena *arena, void *to) {
    return read_list(json, arena, &((making *)to)->problems, read_problem);
}

/* A pair of offsets. */
static bool read_sentence(lode_json *json, lode_arena *arena, void *to) {
    lode_text_sentence *sentence = to;
    const char *none;
    bool first = true;

    (void)arena;
    if (!lode_json_enter(json, '['))
        return false;
    if (lode_json_more(json, '[', &first, &none))
        sentence->start = lode_json_size(json);
    if (lode_json_more(json, '[', &first, &none))
        sentence->end = lode_json_size(json);
    return !lode_json_more(json, '[', &first, &none) || lode_json_fail(json, "a sentence has two ends");
}

static bool read_sentences(lode_json *json, lode_arena *arena, void *to) {
    return read_list(json, arena, &((making *)to)->sentences, read_sentence);
}

static const member RESULT_MEMBERS[] = {{"document", read_string, offsetof(making, result.document)},
                                        {"id", read_string, offsetof(making, result.id)},
                                        {"part", read_string, offsetof(making, result.part)},
                                        {"title", read_string, offsetof(making, result.title)},
                                        {"language", read_string, offsetof(making, result.language)},
                                        {"date", read_string, offsetof(making, result.date)},
                                        {"line", read_line, 0},
                                        {"text", read_text, 0},
                                        {"metadata", read_metadata, 0},
                                        {"error", read_error, 0},
                                        {"entities", read_entities, 0},
                                        {"facts", read_facts, 0},
                                        {"problems", read_problems, 0},
                                        {"sentences", read_sentences, 0}};

/* Facts point at entities that are there. */
static bool check_facts(lode_json *json, const making *made) {
    const lode_fact *facts = made->facts.items;

    for (size_t i = 0; i < made->facts.count; i++)
        for (size_t j = 0; j < facts[i].part_count; j++)
            if (facts[i].parts[j].entity >= (ptrdiff_t)made->entities.count)
                return lode_json_fail(json, "a fact's part is an entity that is not there");
    return true;
}

lode_status lode_found_result(char *line, size_t length, lode_arena *arena, lode_result *result, lode_error *error) {
    static const lode_fact none;
    lode_json json = {.at = line, .start = line, .end = line + length};
    making made = {.entities = {.arena = arena, .size = sizeof(lode_entity)},
                   .facts = {.arena = arena, .size = sizeof(lode_fact)},
                   .problems = {.arena = arena, .size = sizeof(lode_problem)},
                   .sentences = {.arena = arena, .size = sizeof(lode_text_sentence)}};

    *result = (lode_result){0};
    /* What fails without fault of the line lacks memory. */
    if (!read_object(&json, arena, RESULT_MEMBERS, COUNT(RESULT_MEMBERS), &made) && !json.wrong)
        return lode_error_no_memory(error);
    if (!json.wrong && lode_json_next(&json))
        lode_json_fail(&json, "something stands behind the object");
    if (!json.wrong && !made.result.document)
        lode_json_fail(&json, "it names no document; give what 'lode extract' wrote");
    if (!json.wrong)
        check_facts(&json, &made);
    if (json.wrong) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "the line is no result of lode: %s", json.wrong);
        lode_error_at(error, NULL, 0, (unsigned)(json.at - line) + 1);
        return LODE_ERROR_SYNTAX;
    }
    *result = made.result;
    result->entities = made.entities.items;
    result->entity_count = made.entities.count;
    result->facts = made.facts.count ? made.facts.items : made.has_facts ? &none : NULL;
    result->fact_count = made.facts.count;
    result->problems = made.problems.items;
    result->problem_count = made.problems.count;
    return lode_found_places(result, made.sentences.items, made.sentences.count, arena, error);
}
