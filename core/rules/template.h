/* SPDX-License-Identifier: MIT */
/* Templates: patterns as rule files write them, turned into PCRE2. */
#ifndef LODE_RULES_TEMPLATE_H
#define LODE_RULES_TEMPLATE_H

#include "rules/loading.h"
#include "rules/rule.h"

enum {
    LODE_TEMPLATE_DEPTH_MAX = 64,          /* of definitions inside definitions */
    LODE_TEMPLATE_LENGTH_MAX = 256 * 1024, /* bytes of a pattern with all definitions that it inserts */
    LODE_TEMPLATE_GROUPS_MAX = 1000
};

/* A pattern in the making, and what came of it. Big: not for the stack. Start from zero; lode_template_clear makes it ready for
 * the next, lode_template_free frees its memory. */
typedef struct lode_template {
    lode_buffer pattern; /* with marks of fragments */
    size_t length;       /* with all definitions in it */
    lode_capture captures[LODE_TEMPLATE_GROUPS_MAX];
    size_t capture_count;
    const char *fields[LODE_TEMPLATE_GROUPS_MAX]; /* names, in the scratch memory */
    lode_place places[LODE_TEMPLATE_GROUPS_MAX];  /* of the fields */
    size_t field_count;
    const char *references[LODE_TEMPLATE_GROUPS_MAX]; /* types */
    size_t reference_count;
    size_t references_made; /* with those to a type that was there before */
    unsigned span_group;
    bool bad;  /* what is wrong was reported */
    bool full; /* the bound on its length was reached */
    /* At work: */
    const char *group_names[LODE_TEMPLATE_GROUPS_MAX]; /* as written */
    unsigned group_frames[LODE_TEMPLATE_GROUPS_MAX];   /* the insertion that a group was written in */
    unsigned frame_count;
    lode_symbol *checked; /* the definition that is only checked; NULL: expanding a rule */
    bool caseless;
    unsigned stage;
} lode_template;

void lode_template_clear(lode_template *template);
void lode_template_free(lode_template *template);

bool lode_template_is_built_in(const char *name, size_t length);

/* Expands the pattern of a rule. False: mistakes were reported (here, or before for a definition that it inserts). */
bool lode_template_expand(lode_template *template, lode_loading *loading, const lode_source *source,
                          const lode_yaml_node *match, bool caseless, unsigned stage);

/* Checks a definition by itself and notes what it inserts; what is wrong makes it bad and is reported. */
void lode_template_check(lode_loading *loading, lode_symbol *definition);

#endif
