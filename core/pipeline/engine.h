/* The engine behind lode.h, and what the command does with it beyond that. */
#ifndef LODE_PIPELINE_ENGINE_H
#define LODE_PIPELINE_ENGINE_H

#include "loader/registry.h"
#include "pipeline/observer.h"
#include "rules/pack.h"

/* Makes the rule sets where packs were loaded since, and compiles them all, so that mistakes in patterns show before the first
 * document and processes that are forked share the outcome. As lode_matcher_create, and LODE_ERROR_USAGE without any pack. */
lode_status lode_prepare(lode *engine, lode_error *error);

/* Loads every pack of the folders for packs. LODE_ERROR_RULES where any is wrong (the others are read for their mistakes too),
 * LODE_ERROR_USAGE where there is none, else as lode_load. */
lode_status lode_load_all(lode *engine, lode_error *error);

/* The packs and plugins of an engine. */
size_t lode_pack_count(const lode *engine);
const lode_pack *lode_pack_at(const lode *engine, size_t index);
const lode_registry *lode_engine_registry(const lode *engine);

/* Whether a pack is for a language. */
bool lode_engine_serves(const lode *engine, const char *language);

/* Why a rule is matched plainly; NULL: it is prefiltered. After lode_prepare. */
const char *lode_engine_plain_reason(const lode *engine, const lode_rule *rule);

/* The reader for a file: the one named (NULL: by the file name's ending, else "text"). LODE_OK or LODE_ERROR_USAGE where there
 * is no such reader. */
lode_status lode_engine_reader(const lode *engine, const char *name, const char *file, const lode_plugin **reader,
                               lode_error *error);

#endif
