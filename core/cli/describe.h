/* SPDX-License-Identifier: MIT */
/* What was found, in words on a line. */
#ifndef LODE_CLI_DESCRIBE_H
#define LODE_CLI_DESCRIBE_H

#include "base/arena.h"
#include "base/buffer.h"

#include <lode/entity.h>

/* Appends a value: a text, or a number in plain notation. */
void lode_describe_value(lode_buffer *text, const lode_value *value);

/* Appends "name: before -> after" where the values differ, with ", " before it where something stands there already. NULL
 * stands for none. */
void lode_describe_change(lode_buffer *text, const char *name, const lode_value *before, const lode_value *after);

/* The attribute of this name; NULL: there is none. */
const lode_value *lode_attribute_value(const lode_entity *entity, const char *name);

/* Appends a fact: its parts, one behind the other. */
void lode_describe_fact(lode_buffer *text, const lode_fact *fact);

/* What stands around an entity in its sentence or, where sentences are not known, within some bytes, copied into the arena.
 * Both stay as they are where the result has no text. False where memory ran out. */
bool lode_describe_context(const lode_result *result, const lode_entity *entity, lode_arena *arena, const char **before,
                           const char **behind);

#endif
