/* SPDX-License-Identifier: MIT */
/* A worker's answer for a document: the worker puts it together, and the coordinator takes it apart and believes nothing of it.
 */
#ifndef LODE_BATCH_ANSWER_H
#define LODE_BATCH_ANSWER_H

#include "batch/message.h"
#include "batch/tally.h"
#include "loader/registry.h"

/* Records that the answers for one frame may have. */
enum { LODE_ANSWER_MOST_RECORDS = 1 << 20 };

/* Files in one that were passed over whose names an answer may have, and the bytes of these. */
enum { LODE_ANSWER_MOST_NAMES = 100, LODE_ANSWER_NAMES_LENGTH = 16 << 10 };

/* The bytes that the answer for a message of so many bytes may have: far more than any writer needs. */
size_t lode_answer_limit(size_t message_length);

/* Begins an answer of so many records at the end of a buffer and returns where, for lode_message_end. */
size_t lode_answer_begin(lode_buffer *out, uint64_t number, uint64_t records);

/* Likewise for one of the documents of a frame that may have several, one record. */
size_t lode_answer_begin_part(lode_buffer *out, uint64_t number);

/* Files in one that were passed over: how many, and the names of the first, as strings in messages are. Start from {0}. */
typedef struct lode_passed {
    uint64_t count, named;
    lode_buffer names;
} lode_passed;

/* Takes one in, its name as far as there is room for it; empties it. */
void lode_passed_add(lode_passed *passed, const char *name);
void lode_passed_clear(lode_passed *passed);

/* Puts a whole answer for what comes behind the last document of a frame that may have several, without a record. */
void lode_answer_put_end(lode_buffer *out, uint64_t number, const lode_passed *passed);

/* Puts a record: a result, and the bytes that the writer made of it. `types` is room for counting. */
void lode_answer_put(lode_buffer *out, lode_tally *types, const lode_result *result, const char *bytes, size_t length);

/* What an answer is measured by. */
typedef struct lode_answer_terms {
    const lode_tally *types; /* the names that entities may have */
    const lode_registry *registry;
    lode_lines lines;    /* of the writer's documents */
    uint64_t number;     /* the document that an answer must be for */
    uint64_t most_found; /* entities of one type that a record may have */
    uint64_t records;    /* of the frame that have come before */
    bool single;         /* the frame is one document */
    bool failure;        /* the document is to be written as failed */
} lode_answer_terms;

/* Looks through a whole answer, a copy of which is given. NULL: all is well, and what follows may take it; else what is wrong
 * with it, as what "its answer" is or has. */
const char *lode_answer_fault(lode_message answer, const lode_answer_terms *terms);

/* One record, which lives as long as the answer. */
typedef struct lode_answer_record {
    lode_status status;
    bool failed;               /* or a part of it could not be done */
    const lode_plugin *plugin; /* at fault; NULL: none, or not known */
    const char *bytes;         /* the writer's */
    size_t length;
    const char *reports; /* of each its status and text, as they are in the message */
    size_t reports_length;
    uint64_t report_count;
} lode_answer_record;

/* The number of records of an answer that has no fault; then each record, whose entities are counted in `types`; and what is
 * left, the files that were passed over, which are added to `passed`. */
uint64_t lode_answer_records(lode_message *answer);
void lode_answer_take(lode_message *answer, const lode_registry *registry, lode_tally *types, lode_answer_record *record);
void lode_answer_take_passed(lode_message *answer, lode_passed *passed);

#endif
