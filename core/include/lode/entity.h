/* lode/entity.h - what lode finds: values, entities, facts, and the result for one document.
 *
 * All of it is read-only for its users and lives until the next document is extracted or the engine is closed. */
#ifndef LODE_ENTITY_H
#define LODE_ENTITY_H

#include <lode/decimal.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lode_value_kind {
    LODE_VALUE_NONE = 0, /* a group that took no part in the match */
    LODE_VALUE_TEXT = 1,
    LODE_VALUE_NUMBER = 2
} lode_value_kind;

/* A captured or computed value. `text` is UTF-8, not NUL-terminated; for a number it is what was read as one. */
typedef struct lode_value {
    lode_value_kind kind;
    const char *text;
    size_t length; /* of text, in bytes */
    lode_decimal number;
} lode_value;

typedef struct lode_attribute {
    const char *name; /* NUL-terminated */
    lode_value value;
} lode_attribute;

/* A span with a type. `start` and `end` count the unit asked for (bytes of the document as it came in, unless the
 * application chose code points or UTF-16 units); `text` is the original's text between them, in UTF-8. */
typedef struct lode_entity {
    const char *type;
    size_t start;
    size_t end;
    const char *text;
    size_t length; /* of text, in bytes */
    const char *rule;
    const lode_attribute *attributes;
    size_t attribute_count;
} lode_entity;

/* A part of a fact: an entity, other words, or a value. Offsets count what those of entities count. */
typedef struct lode_fact_part {
    const char *name; /* several parts of one name, in the order of the text, are a list */
    size_t start;
    size_t end;
    const char *text; /* the original's; NULL: a value that stands nowhere, which has no offsets either */
    size_t length;    /* of text, in bytes */
    ptrdiff_t entity; /* its place among the result's entities; -1: it is none */
    lode_value value; /* a number that was read or a table's word; LODE_VALUE_NONE: the part is its text */
} lode_fact_part;

/* Entities and words of one sentence that belong together. It goes from its first part to its last. */
typedef struct lode_fact {
    const char *type;
    const char *rule;
    size_t start;
    size_t end;
    size_t sentence_start;
    size_t sentence_end;
    const lode_fact_part *parts; /* those of one name beside each other */
    size_t part_count;
} lode_fact;

/* Why a part of a document could not be done: a rule that reached a limit, a plugin that failed. */
typedef struct lode_problem {
    lode_status status;
    const char *rule;    /* the rule at work; NULL: none */
    const char *plugin;  /* the plugin at fault; NULL: none */
    const char *message; /* never NULL */
} lode_problem;

/* What came of one document. With a status other than LODE_OK there are no entities or facts and `message` says why. */
typedef struct lode_result {
    const char *document; /* the file's name, "-" for standard input */
    const char *id;       /* the record's own id; NULL: none */
    uint64_t line;        /* the record's line in its file; 0: the document is the whole file */
    const char *language; /* NULL: not known */
    const char *date;     /* the document's date, YYYY-MM-DD; NULL: not known */
    lode_status status;
    const char *message;
    const char *plugin; /* with a failure: the plugin and the rule at work; NULL: not known */
    const char *rule;
    const lode_entity *entities; /* by start */
    size_t entity_count;
    const lode_fact *facts; /* by start; NULL: no rule for facts is loaded for the document's language */
    size_t fact_count;
    const lode_problem *problems;
    size_t problem_count;
    const char *text; /* the document's text in UTF-8 as it came in, for showing an entity in its context */
    size_t text_length;
    const size_t *text_offsets; /* where each entity's text starts in `text`, in bytes; entity_count of them */
} lode_result;

#ifdef __cplusplus
}
#endif
#endif
