/* SPDX-License-Identifier: MIT */
/* A result out of the line that it was written as. */
#ifndef LODE_FOUND_RESULT_H
#define LODE_FOUND_RESULT_H

#include "base/arena.h"

#include <lode/entity.h>

/* Reads a line of `lode extract` with the format jsonl, which is changed and must live as long as the result, as does the
 * arena. Members that are not known are passed over. LODE_OK; LODE_ERROR_SYNTAX with the column as the error's;
 * LODE_ERROR_MEMORY. */
lode_status lode_found_result(char *line, size_t length, lode_arena *arena, lode_result *result, lode_error *error);

#endif
