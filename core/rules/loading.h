/* SPDX-License-Identifier: MIT */
/* What the parts of the loader share while a pack is loaded. */
#ifndef LODE_RULES_LOADING_H
#define LODE_RULES_LOADING_H

#include "base/buffer.h"
#include "base/hash.h"
#include "base/suggest.h"
#include "rules/dependencies.h"
#include "rules/keys.h"
#include "rules/pack.h"
#include "rules/strings.h"
#include "rules/yaml.h"

typedef struct lode_example lode_example;
typedef struct lode_source lode_source;
typedef struct lode_table lode_table;
typedef struct lode_symbol lode_symbol;

/* A pack as it is written: its files, and the packs that it uses. */
struct lode_source {
    const char *name, *path;
    size_t thing;       /* by its number of lode_look_at_path: a pack that is used twice is opened once */
    const char *beside; /* the folder that it lies in, where the packs that it uses are looked for first */
    lode_yaml_file *files;
    const lode_yaml_node *(*sections)[LODE_KEYS_MAX]; /* of each file, by KEY_... */
    size_t file_count;
    bool open;             /* being opened: a pack that uses it meanwhile closes a circle */
    lode_source **visible; /* itself, then the packs that it uses and those that they use, each once */
    size_t visible_count;
    lode_strings names; /* of its definitions and tables; the index is that of its symbol */
    lode_symbol *symbols;
    lode_source *next; /* of all that were opened */
};

/* A place in a definition where another one is inserted. */
typedef struct lode_insert {
    lode_symbol *symbol;
    const lode_yaml_node *node; /* of the definition's text, or of one of its alternatives */
    size_t offset;              /* in that */
} lode_insert;

/* What inserting something comes to, once it was needed. */
typedef struct lode_expansion {
    const char *pattern; /* NULL: it was not */
    size_t length, counted;
    uint32_t fragment; /* its number and 1; 0: it is none yet */
} lode_expansion;

/* What a name stands for. */
struct lode_symbol {
    const char *name;
    const lode_source *source;
    const lode_yaml_node *node; /* of the definition's text, or of the table */
    bool is_table;
    bool used;                    /* a rule inserts it, or another table is made of it */
    bool bad;                     /* what is wrong with it was reported */
    lode_table *table;            /* NULL where it is none or a bad one */
    lode_expansion expansions[2]; /* [1] for caseless rules; of a definition, where it captures nothing */
    lode_insert *inserts;         /* of a definition */
    size_t insert_count;
    /* Of the search for circles; of a table, of its making. */
    enum { LODE_SYMBOL_NEW, LODE_SYMBOL_WALKED, LODE_SYMBOL_DONE } state;
};

typedef struct lode_loading {
    lode_mistakes mistakes;
    lode_mistakes *advice; /* what could be better is noted there; NULL: it is not asked for */
    lode_arena scratch;    /* what is needed until the pack is loaded */
    lode_arena *arena;     /* what the pack keeps */
    const lode_pack_places *places;
    lode_source *sources;
    lode_folds *folds;
    lode_numbers *numbers;
    uint64_t digest;                /* of the files read so far */
    lode_dependencies dependencies; /* on the file system */
    lode_expansion numbers_read[2]; /* of %{number} and %{digits} */
    lode_buffer fragments;          /* lode_fragment, so far */
} lode_loading;

/* source.c: opens the pack of a name or path, and those that it uses. Returns NULL after a failure, which `status` and
 * `error` tell unless it was reported as a mistake. */
lode_source *lode_source_open(lode_loading *loading, const char *name_or_path, lode_status *status, lode_error *error);
lode_source *lode_source_open_text(lode_loading *loading, const char *path, const char *text, size_t length);

/* language.c: makes the folds (LODE_OK with NULL where there are none) and numbers of a pack from those visible in it. */
void lode_load_folds(lode_loading *loading, const lode_source *source);
void lode_load_numbers(lode_loading *loading, const lode_source *source);

/* Folds a text into the buffer (cleared before); false: reported, at the node. */
bool lode_load_fold(lode_loading *loading, const lode_yaml_node *node, lode_buffer *folded);

/* names.c: enters the tables and definitions of all opened packs, checks the definitions. */
void lode_load_names(lode_loading *loading);

/* symbols.c: what a name stands for in a pack; NULL: nothing. All names that are visible, for a suggestion. */
lode_symbol *lode_find_symbol(const lode_source *source, const char *name, size_t length);
void lode_offer_symbols(const lode_source *source, lode_suggestion *suggestion, bool tables_only);

/* tables.c: makes the table of a symbol from its node, after those that it is made of; once. */
void lode_load_table(lode_loading *loading, lode_symbol *symbol);

/* sentences.c: where sentences end in the language of a pack. */
const lode_sentence_marks *lode_load_sentences(lode_loading *loading, const lode_source *source);

/* settings.c: the scalars in `calendar:` and `settings:` of the packs visible in a pack. */
typedef struct lode_setting {
    const char *section, *name, *value;
} lode_setting;
const lode_setting *lode_load_settings(lode_loading *loading, const lode_source *source, size_t *count);

/* rules.c: makes the rules of a pack. */
const lode_rule *lode_load_rules(lode_loading *loading, const lode_source *source, const lode_pack *pack, size_t first_order,
                                 size_t *count);

/* examples.c: reads `examples:` and `counterexamples:` of a rule (either may be NULL). Those of a rule for facts have facts in
 * place of brackets. */
const lode_example *lode_load_examples(lode_loading *loading, const lode_yaml_node *examples,
                                       const lode_yaml_node *counterexamples, bool of_facts, size_t *count);

#endif
