/* SPDX-License-Identifier: MIT */
/* lode/entity.h - what lode finds: entities, facts, and the result for one document.
 *
 * All of it is read-only for its users and lives until the next document is extracted or the engine is closed. */
#ifndef LODE_ENTITY_H
#define LODE_ENTITY_H

#include <lode/fact.h>
#include <lode/value.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

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
    uint32_t page; /* of the document, that it begins on, from 1; 0: not known */
} lode_entity;

/* A sentence of a document; start and end count what an entity's do. */
typedef struct lode_text_sentence {
    size_t start;
    size_t end;
    const char *text; /* of the result's text */
    size_t length;    /* of text, in bytes */
} lode_text_sentence;

/* Why something in a document could not be done: a rule that reached a limit, a plugin that failed. */
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
    uint64_t line;        /* the record's line in its file; 0: the document is not one of a line */
    const char *part;     /* the document's place in its file ("2/report.docx"); NULL: it is all of the file, or its line */
    const char *title;    /* NULL: none known */
    const char *language; /* NULL: not known */
    const char *date;     /* the document's date, YYYY-MM-DD; NULL: not known */
    const lode_attribute *metadata; /* what else its reader said of it: "author", ...; texts */
    size_t metadata_count;
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
    const size_t *text_offsets;          /* where each entity's text starts in `text`, in bytes; entity_count of them */
    const lode_text_sentence *sentences; /* of the text, in order; NULL: not asked for (lode_options) */
    size_t sentence_count;
} lode_result;

#ifdef __cplusplus
}
#endif
#endif
