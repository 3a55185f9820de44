/* SPDX-License-Identifier: MIT */
/* What may stand at a place of a rule file that is being written, and so need not be well-formed. */
#ifndef LODE_LSP_CONTEXT_H
#define LODE_LSP_CONTEXT_H

#include "rules/keys.h"
#include "rules/outline.h"

typedef enum lode_wanted {
    LODE_WANTED_NOTHING,
    LODE_WANTED_KEY,
    LODE_WANTED_NAME,  /* %{...} */
    LODE_WANTED_TYPE,  /* %{@...}, and a rule's `type` */
    LODE_WANTED_TABLE, /* a rule's `lookup` */
    LODE_WANTED_EXTRACTOR,
    LODE_WANTED_PRIORITY,
    LODE_WANTED_ROLE,
    LODE_WANTED_FLAG
} lode_wanted;

typedef struct lode_context {
    lode_wanted wanted;
    lode_key_list keys; /* LODE_WANTED_KEY */
    size_t start;       /* the byte where the word begins that is being written */
} lode_context;

lode_context lode_context_at(const char *text, size_t length, size_t byte);

/* What the whole word is in which a byte is, or behind which it stands; `end` is the byte behind it. */
lode_context lode_context_of_word(const char *text, size_t length, size_t byte, size_t *end);

/* Whether what is declared may stand there by its name. */
bool lode_context_takes(lode_wanted wanted, lode_declared declared);

#endif
