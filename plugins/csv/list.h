/* SPDX-License-Identifier: MIT */
/* All entities as one list: a row an entity, of whatever type. Attributes differ from type to type and share one column:
 * name=value, joined by ';', with a '\' before a ';' or '\' of a value. A document that failed, or a part of one that could not
 * be done, has a row without an entity and the reason in a column. */
#ifndef PLUGINS_CSV_LIST_H
#define PLUGINS_CSV_LIST_H

#include "cells.h"

void csv_list_head(const csv_place *place, bool with_sentence);
void csv_list_document(const csv_place *place, bool with_sentence, const lode_result *result);

#endif
