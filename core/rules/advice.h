/* SPDX-License-Identifier: MIT */
/* What a pack could do better: no mistakes, but what whoever looks after it wants to know. Does nothing unless the loading asks
 * for advice. */
#ifndef LODE_RULES_ADVICE_H
#define LODE_RULES_ADVICE_H

#include "rules/loading.h"

enum { LODE_ADVICE_COLUMNS = 120 };

/* Names that nothing uses, long lines; after the pack's rules were loaded. */
void lode_advise_source(lode_loading *loading, const lode_source *source);

/* A table file that does not say where its entries are from, in the comments in front of its `head` (bytes of it) or beside its
 * name in the rule file. */
void lode_advise_origin(lode_loading *loading, const lode_yaml_node *node, const char *file, const char *head, size_t length);

/* An entry that stands twice. */
void lode_advise_repeated(lode_loading *loading, lode_place place, const char *key, size_t length);

#endif
