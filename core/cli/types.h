/* SPDX-License-Identifier: MIT */
/* The types of entities and facts that a command is about: the option --type. */
#ifndef LODE_CLI_TYPES_H
#define LODE_CLI_TYPES_H

#include "cli/setup.h"

/* Splits a list of types ("money,date") and adds copies of them. False for a mistake, which is reported. */
bool lode_types_take(lode_string_list *types, const char *value);

/* Whether a type is among them: each is where none is named. */
bool lode_types_have(const lode_string_list *types, const char *type);

void lode_types_free(lode_string_list *types);

#endif
