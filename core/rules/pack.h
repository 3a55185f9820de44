/* SPDX-License-Identifier: MIT */
/* Packs: folders (or single files) of rules, with what they share. */
#ifndef LODE_RULES_PACK_H
#define LODE_RULES_PACK_H

#include "text/folds.h"
#include "text/sentences.h"
#include "values/numbers.h"

#include <lode.h>

struct lode_mistakes; /* see mistakes.h */
typedef struct lode_fragment lode_fragment;
typedef struct lode_pack lode_pack;

struct lode_pack {
    const char *name;                /* the folder's or file's name, without its ending */
    const char *path;                /* as found */
    const char *summary;             /* NULL: none */
    const char *language;            /* a BCP 47 tag; NULL: for documents of any language */
    const char *const *common_words; /* frequent words of the language, by which it is told from others; folded, lower case */
    size_t common_word_count;
    bool hyphenation;                     /* words are broken at line ends with hyphens */
    const lode_numbers *numbers;          /* its own, or of a pack it uses, or else of digits with "." and "," only */
    const lode_sentence_marks *sentences; /* its own, or of a pack it uses, or else the default */
    const lode_folds *folds;              /* its own and those of the packs it uses; NULL: none */
    const char *const *used;              /* the paths of the packs that it uses, whose rules are not run */
    size_t used_count;
    const lode_fragment *fragments; /* of its rules' patterns */
    size_t fragment_count;
    const lode_rule *rules;
    size_t rule_count;
    uint64_t digest; /* of all files that it was made of: tells whether they have changed */
};

/* A rule file as an editor has it (UTF-8), which counts in place of what is on disk. */
typedef struct lode_edit {
    const char *path;
    const char *text;
    size_t length;
} lode_edit;

/* Where packs are looked for by name: folders, in order, then NULL; and the cache folder in which they are kept as they are
 * once they are loaded (NULL: they are not, as with `edits`, which end with one that has no path; NULL: there are none). */
typedef struct lode_pack_places {
    const char *const *directories;
    const char *cache_directory;
    const lode_edit *edits;
} lode_pack_places;

/* Loads a pack by name or path (see lode_load in lode.h), with the packs that it uses. Every mistake in any of its files goes
 * to `report` with file, line and column; then LODE_ERROR_RULES comes back and *pack is NULL. `first_order` is the order of its
 * first rule. Other failures: LODE_ERROR_IO, LODE_ERROR_MEMORY. Free with lode_pack_free (NULL is fine). */
lode_status lode_pack_load(const char *name_or_path, const lode_pack_places *places, size_t first_order,
                           lode_report_function *report, void *report_context, lode_pack **pack, lode_error *error);
void lode_pack_free(lode_pack *pack);

/* Whether it was taken from the cache folder, where it was kept, and nothing had to be read. */
bool lode_pack_was_kept(const lode_pack *pack);

/* Notes what could be better in a pack that loads without a mistake: names that nothing uses, long lines, tables without a
 * source, entries that stand twice. As lode_pack_load. */
lode_status lode_pack_advise(const char *path, const lode_pack_places *places, struct lode_mistakes *advice, lode_error *error);

/* As lode_pack_load, for one rule file in memory (UTF-8) that goes by the name `path`. */
lode_status lode_pack_load_text(const char *path, const char *text, size_t length, const lode_pack_places *places,
                                size_t first_order, lode_report_function *report, void *report_context, lode_pack **pack,
                                lode_error *error);

/* A scalar in one of its sections (`calendar`, `settings`): lode_rule_setting. NULL: none. */
const char *lode_pack_setting(const lode_pack *pack, const char *section, const char *name);

/* The setting with this number, from 0; false: there are no more. */
bool lode_pack_setting_at(const lode_pack *pack, size_t index, const char **section, const char **name, const char **value);

#endif
