/* SPDX-License-Identifier: MIT */
/* The rule sets of an engine: one a language, made when first needed after a pack was loaded. */
#ifndef LODE_PIPELINE_RULE_SETS_H
#define LODE_PIPELINE_RULE_SETS_H

#include "pipeline/internal.h"

/* Makes the rule sets where packs were loaded since; compiles nothing. LODE_OK, LODE_ERROR_USAGE without any pack,
 * LODE_ERROR_RULES where a rule refers to a type that no other makes (each was reported), LODE_ERROR_MEMORY. */
lode_status lode_rule_sets_gather(lode *engine, lode_error *error);

/* The rule set for a language, compiled. NULL for *language: it is found from the text (UTF-8 in NFC) where that shows it, and
 * *language is set; else the set is that of the only language there is, or the one for any. After lode_rule_sets_gather. As
 * lode_prepare. */
lode_status lode_rule_sets_choose(lode *engine, const char **language, const char *text, size_t length, lode_rule_set **set,
                                  lode_error *error);

/* Forgets what was compiled; what it was taught by texts is kept in the cache folder, where that is worth it. */
void lode_rule_sets_drop(lode *engine);

#endif
