#include "found/result.h"

#include "found/json.h"
#include "found/places.h"

#include <string.h>

/* A list in the making: it grows by doubling, in the arena. */
typedef struct growing {
    lode_arena *arena;
    void *items;
    size_t count, capacity, size;
    bool failed;
} growing;

/* Room for one more thing, cleared; NULL where memory ran out. */
static void *add(growing *list) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        void *items = lode_arena_array(list->arena, capacity, list->size);

        if (!items) {
            list->failed = true;
            return NULL;
        }
        if (list->count)
            memcpy(items, list->items, list->count * list->size);
        list->items = items;
        list->capacity = capacity;
    }
    return (char *)list->items + list->count++ * list->size;
}

static bool is(const char *key, const char *name) {
    return key && strcmp(key, name) == 0;
}

static bool read_attributes(lode_json *json, lode_arena *arena, const lode_attribute **attributes, size_t *count) {
    growing list = {.arena = arena, .size = sizeof(lode_attribute)};
    const char *key;
    bool first = true;

    if (!lode_json_enter(json, '{'))
        return false;
    while (lode_json_more(json, '{', &first, &key)) {
        lode_attribute *attribute = add(&list);

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

static bool read_entity(lode_json *json, lode_arena *arena, lode_entity *entity) {
    const char *key;
    bool first = true;

    if (!lode_json_enter(json, '{'))
        return false;
    while (lode_json_more(json, '{', &first, &key)) {
        if (is(key, "type"))
            entity->type = lode_json_string(json, NULL);
        else if (is(key, "start"))
            entity->start = lode_json_size(json);
        else if (is(key, "end"))
            entity->end = lode_json_size(json);
        else if (is(key, "text"))
            entity->text = lode_json_string(json, &entity->length);
        else if (is(key, "rule"))
            entity->rule = lode_json_string(json, NULL);
        else if (is(key, "page"))
            entity->page = (uint32_t)lode_json_size(json);
        else if (is(key, "attributes"))
            read_attributes(json, arena, &entity->attributes, &entity->attribute_count);
        else
            lode_json_skip(json);
        if (json->wrong)
            return false;
    }
    return !json->wrong && ((entity->type && entity->text) || lode_json_fail(json, "an entity has no type or no text"));
}

static bool read_part(lode_json *json, const char *name, growing *parts) {
    lode_fact_part *part = add(parts);
    const char *key;
    bool first = true;

    if (!part || !lode_json_enter(json, '{'))
        return false;
    *part = (lode_fact_part){.name = name, .entity = -1};
    while (lode_json_more(json, '{', &first, &key)) {
        if (is(key, "start"))
            part->start = lode_json_size(json);
        else if (is(key, "end"))
            part->end = lode_json_size(json);
        else if (is(key, "text"))
            part->text = lode_json_string(json, &part->length);
        else if (is(key, "entity"))
            part->entity = (ptrdiff_t)lode_json_size(json);
        else if (is(key, "value"))
            lode_json_value(json, &part->value);
        else
            lode_json_skip(json);
        if (json->wrong)
            return false;
    }
    return !json->wrong;
}

static bool read_parts(lode_json *json, growing *parts) {
    const char *key, *none;
    bool first = true;

    if (!lode_json_enter(json, '{'))
        return false;
    while (lode_json_more(json, '{', &first, &key)) {
        bool first_item = true;

        if (lode_json_next(json) != '[') {
            if (!read_part(json, key, parts))
                return false;
            continue;
        }
        if (!lode_json_enter(json, '['))
            return false;
        while (lode_json_more(json, '[', &first_item, &none))
            if (!read_part(json, key, parts))
                return false;
    }
    return !json->wrong;
}

static bool read_extent(lode_json *json, size_t *start, size_t *end) {
    const char *key;
    bool first = true;

    if (!lode_json_enter(json, '{'))
        return false;
    while (lode_json_more(json, '{', &first, &key)) {
        if (is(key, "start"))
            *start = lode_json_size(json);
        else if (is(key, "end"))
            *end = lode_json_size(json);
        else
            lode_json_skip(json);
    }
    return !json->wrong;
}

static bool read_fact(lode_json *json, lode_arena *arena, lode_fact *fact) {
    growing parts = {.arena = arena, .size = sizeof(lode_fact_part)};
    const char *key;
    bool first = true;

    if (!lode_json_enter(json, '{'))
        return false;
    while (lode_json_more(json, '{', &first, &key)) {
        if (is(key, "type"))
            fact->type = lode_json_string(json, NULL);
        else if (is(key, "rule"))
            fact->rule = lode_json_string(json, NULL);
        else if (is(key, "start"))
            fact->start = lode_json_size(json);
        else if (is(key, "end"))
            fact->end = lode_json_size(json);
        else if (is(key, "sentence"))
            read_extent(json, &fact->sentence_start, &fact->sentence_end);
        else if (is(key, "parts"))
            read_parts(json, &parts);
        else
            lode_json_skip(json);
        if (json->wrong || parts.failed)
            return false;
    }
    fact->parts = parts.items;
    fact->part_count = parts.count;
    return !json->wrong && (fact->type || lode_json_fail(json, "a fact has no type"));
}

static bool read_problem(lode_json *json, const char **code, lode_problem *problem) {
    const char *key;
    bool first = true;

    problem->message = "";
    if (!lode_json_enter(json, '{'))
        return false;
    while (lode_json_more(json, '{', &first, &key)) {
        if (is(key, "code"))
            *code = lode_json_string(json, NULL);
        else if (is(key, "message"))
            problem->message = lode_json_string(json, NULL);
        else if (is(key, "plugin"))
            problem->plugin = lode_json_string(json, NULL);
        else if (is(key, "rule"))
            problem->rule = lode_json_string(json, NULL);
        else
            lode_json_skip(json);
    }
    return !json->wrong;
}

/* The status with a name that lode_status_name gives; one that is not known is some failure. */
static lode_status status_named(const char *name) {
    for (int status = LODE_OK; name && status <= LODE_ERROR_INTERNAL; status++)
        if (strcmp(lode_status_name((lode_status)status), name) == 0)
            return (lode_status)status;
    return LODE_ERROR_PLUGIN;
}

static bool read_error(lode_json *json, lode_result *result) {
    lode_problem problem = {0};
    const char *code = NULL;

    if (!read_problem(json, &code, &problem))
        return false;
    result->status = status_named(code);
    result->message = problem.message;
    result->plugin = problem.plugin;
    result->rule = problem.rule;
    return true;
}

/* The lists of a result in the making. */
typedef struct lists {
    growing entities, facts, problems, sentences;
} lists;

static bool read_list(lode_json *json, const char *key, lists *all, lode_arena *arena) {
    const char *none, *code = NULL;
    bool first = true, done = true;

    if (!lode_json_enter(json, '['))
        return false;
    while (done && lode_json_more(json, '[', &first, &none)) {
        void *item = add(is(key, "entities") ? &all->entities : is(key, "facts") ? &all->facts : &all->problems);

        if (!item)
            return false;
        if (is(key, "entities"))
            done = read_entity(json, arena, item);
        else if (is(key, "facts"))
            done = read_fact(json, arena, item);
        else if ((done = read_problem(json, &code, item)))
            ((lode_problem *)item)->status = status_named(code);
    }
    return done && !json->wrong;
}

/* Pairs of offsets. */
static bool read_sentences(lode_json *json, lists *all) {
    const char *none;
    bool first = true;

    if (!lode_json_enter(json, '['))
        return false;
    while (lode_json_more(json, '[', &first, &none)) {
        lode_text_sentence *sentence = add(&all->sentences);
        bool first_end = true;

        if (!sentence || !lode_json_enter(json, '['))
            return false;
        if (lode_json_more(json, '[', &first_end, &none))
            sentence->start = lode_json_size(json);
        if (lode_json_more(json, '[', &first_end, &none))
            sentence->end = lode_json_size(json);
        if (lode_json_more(json, '[', &first_end, &none))
            return lode_json_fail(json, "a sentence has two ends");
    }
    return !json->wrong;
}

static bool read_member(lode_json *json, const char *key, lode_result *result, lists *all, lode_arena *arena) {
    static const struct {
        const char *key;
        size_t offset;
    } STRINGS[] = {{"document", offsetof(lode_result, document)}, {"id", offsetof(lode_result, id)},
                   {"part", offsetof(lode_result, part)},         {"title", offsetof(lode_result, title)},
                   {"language", offsetof(lode_result, language)}, {"date", offsetof(lode_result, date)}};

    for (size_t i = 0; i < sizeof STRINGS / sizeof *STRINGS; i++)
        if (is(key, STRINGS[i].key)) {
            const char *string = lode_json_string(json, NULL);

            memcpy((char *)result + STRINGS[i].offset, &string, sizeof string);
            return !json->wrong;
        }
    if (is(key, "line"))
        result->line = lode_json_size(json);
    else if (is(key, "text"))
        result->text = lode_json_string(json, &result->text_length);
    else if (is(key, "metadata"))
        return read_attributes(json, arena, &result->metadata, &result->metadata_count);
    else if (is(key, "error"))
        return read_error(json, result);
    else if (is(key, "entities") || is(key, "facts") || is(key, "problems"))
        return read_list(json, key, all, arena);
    else if (is(key, "sentences"))
        return read_sentences(json, all);
    else
        lode_json_skip(json);
    return !json->wrong;
}

/* Facts point at entities that are there. */
static bool check_facts(lode_json *json, const lists *all) {
    const lode_fact *facts = all->facts.items;

    for (size_t i = 0; i < all->facts.count; i++)
        for (size_t j = 0; j < facts[i].part_count; j++)
            if (facts[i].parts[j].entity >= (ptrdiff_t)all->entities.count)
                return lode_json_fail(json, "a fact's part is an entity that is not there");
    return true;
}

lode_status lode_found_result(char *line, size_t length, lode_arena *arena, lode_result *result, lode_error *error) {
    lode_json json = {.at = line, .start = line, .end = line + length};
    lists all = {.entities = {.arena = arena, .size = sizeof(lode_entity)},
                 .facts = {.arena = arena, .size = sizeof(lode_fact)},
                 .problems = {.arena = arena, .size = sizeof(lode_problem)},
                 .sentences = {.arena = arena, .size = sizeof(lode_text_sentence)}};
    static const lode_fact none;
    const char *key;
    bool first = true, facts = false;

    *result = (lode_result){0};
    if (lode_json_enter(&json, '{'))
        while (lode_json_more(&json, '{', &first, &key)) {
            facts |= is(key, "facts");
            if (!read_member(&json, key, result, &all, arena))
                break;
        }
    if (all.entities.failed || all.facts.failed || all.problems.failed || all.sentences.failed)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");
    if (!json.wrong && lode_json_next(&json))
        lode_json_fail(&json, "something stands behind the object");
    if (!json.wrong && !result->document)
        lode_json_fail(&json, "it names no document; give what 'lode extract' wrote");
    if (!json.wrong)
        check_facts(&json, &all);
    if (json.wrong) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "the line is no result of lode: %s", json.wrong);
        lode_error_at(error, NULL, 0, (unsigned)(json.at - line) + 1);
        return LODE_ERROR_SYNTAX;
    }
    result->entities = all.entities.items;
    result->entity_count = all.entities.count;
    result->facts = all.facts.count ? all.facts.items : facts ? &none : NULL;
    result->fact_count = all.facts.count;
    result->problems = all.problems.items;
    result->problem_count = all.problems.count;
    return lode_found_places(result, all.sentences.items, all.sentences.count, arena, error);
}
