/* SPDX-License-Identifier: MIT */
/* The names of the plugin's fields: checked once a rule, read once a match. */
#ifndef LODE_DATE_FIELDS_H
#define LODE_DATE_FIELDS_H

#include "expression.h"

typedef struct date_fields date_fields;

/* Looks up and checks the fields of a rule. LODE_OK; LODE_ERROR_RULES for a field that the plugin doesn't know or a value
 * that its field can't take; LODE_ERROR_MEMORY. Free with free(). */
lode_status date_fields_bind(const lode_rule *rule, date_fields **fields, lode_error *error);

/* Reads a match. LODE_OK, or LODE_DECLINED where a field holds what it can't mean (a 13th month). */
lode_status date_fields_read(const date_fields *fields, const lode_match *match, date_expression *expression);

#endif
