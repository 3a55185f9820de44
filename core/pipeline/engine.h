/* SPDX-License-Identifier: MIT */
/* The engine behind lode.h, and what the command does with it beyond that. */
#ifndef LODE_PIPELINE_ENGINE_H
#define LODE_PIPELINE_ENGINE_H

#include "loader/registry.h"
#include "match/clock.h"
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

/* From now on packs are loaded with these edits (see rules/pack.h), which must live as long, and are not kept. */
void lode_engine_edit(lode *engine, const lode_edit *edits);

/* The folders in which it looks for packs (ends with NULL), and the one where results are kept between runs (NULL: none). */
char *const *lode_engine_places(const lode *engine);
const char *lode_engine_cache(const lode *engine);

/* Whether a pack is for a language. */
bool lode_engine_serves(const lode *engine, const char *language);

/* How a rule is matched. */
typedef enum lode_matching {
    LODE_MATCHING_BY_PROGRAM,  /* by its program, where a match may start */
    LODE_MATCHING_BY_PCRE2,    /* by PCRE2, there */
    LODE_MATCHING_PLAIN,       /* in a plain loop over the text */
    LODE_MATCHING_IN_CELLS,    /* a rule for cells of tables, by PCRE2 in each of them */
    LODE_MATCHING_IN_SENTENCES /* a rule for facts, by PCRE2 in each sentence */
} lode_matching;

/* Its name, for people: "program", "PCRE2", "plain", "cells", "sentences". */
const char *lode_matching_name(lode_matching matching);

/* How a rule is matched, with the *reason why not in the way before; NULL: none. After lode_prepare. */
lode_matching lode_engine_matching(const lode *engine, const lode_rule *rule, const char **reason);

/* The reader of this name (NULL: "text"). LODE_OK or LODE_ERROR_USAGE where there is no such reader. */
lode_status lode_engine_reader(const lode *engine, const char *name, const lode_plugin **reader, lode_error *error);

/* The reader that fits a whole file (for a line of one: the file's name), by its signature or ending; NULL: none does. */
const lode_plugin *lode_engine_reader_of(const lode *engine, const lode_input *input);

/* How a file is cut into frames that is read by the reader of this name (NULL: by the one that fits it), from its name and its
 * first bytes. Runs no code of a plugin. As lode_engine_reader. */
lode_status lode_engine_framing(const lode *engine, const char *reader, const lode_input *head, lode_framing *framing,
                                lode_error *error);

/* The bytes that may come out of a file of this size, its text or the files in it. */
size_t lode_engine_room(const lode *engine, size_t length);

/* What of a frame is known from an attempt that did not come to its end. */
typedef struct lode_attempt {
    uint64_t done;              /* its first so many documents */
    uint64_t failed;            /* the one, from 0, that is not to be tried again, since it ended the attempt */
    const lode_result *failure; /* its status, message, plugin and rule; NULL: there is none */
} lode_attempt;

/* As lode_extract; what is known is not done again, but for the reading. */
lode_status lode_extract_rest(lode *engine, const lode_input *input, const lode_about *about, const lode_attempt *before,
                              lode_take_function *take, void *context, lode_error *error);

/* From now on results have the sentences of their documents. */
void lode_engine_tell_sentences(lode *engine);

/* From now on a clock tells how long each rule takes (NULL: none), which must live as long. It has room for all rules that are
 * loaded. */
void lode_engine_time(lode *engine, lode_clock *clock);

/* From now on `pass` is told of files in others that are passed over because no reader takes their ending. */
void lode_engine_tell_passed(lode *engine, lode_pass_function *pass, void *context);

#endif
