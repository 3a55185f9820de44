/* SPDX-License-Identifier: MIT */
/* lode/results.h - results out of the lines that `lode extract` writes as JSON Lines, for programs that run the command: to
 * have documents worked on in its confined processes, or on other machines.
 *
 *     lode_result_reader *reader;
 *     const lode_result *result;
 *
 *     if (lode_result_reader_open(&reader, &error) == LODE_OK)
 *         while (read_line(&line, &length))
 *             if (lode_result_reader_read(reader, line, length, &result, &error) == LODE_OK)
 *                 printf("%s: %zu entities\n", result->document, result->entity_count);
 *     lode_result_reader_close(reader);
 *
 * A reader may be used by one thread at a time. */
#ifndef LODE_RESULTS_H
#define LODE_RESULTS_H

#include <lode/entity.h>
#include <lode/error.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lode_result_reader lode_result_reader; /* the memory of one result */

/* LODE_OK or LODE_ERROR_MEMORY; then *reader is NULL. Close it with lode_result_reader_close (NULL is fine). */
LODE_API lode_status lode_result_reader_open(lode_result_reader **reader, lode_error *error);
LODE_API void lode_result_reader_close(lode_result_reader *reader);

/* Reads one line, with or without its end, which is copied: one JSON object (RFC 8259) with the members that the format jsonl
 * has; others are passed over. Numbers come back exact. The result lives until the next call. LODE_OK, also where it tells of a
 * document that failed; LODE_ERROR_SYNTAX with the column, in bytes, for what is no such line; LODE_ERROR_MEMORY. */
LODE_API lode_status lode_result_reader_read(lode_result_reader *reader, const char *line, size_t length,
                                             const lode_result **result, lode_error *error);

#ifdef __cplusplus
}
#endif
#endif
