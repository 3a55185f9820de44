/* SPDX-License-Identifier: MIT */
/* A pack with the memory that it owns. */
#ifndef LODE_RULES_OWNED_PACK_H
#define LODE_RULES_OWNED_PACK_H

#include "base/arena.h"
#include "cache/cache.h"
#include "cache/image.h"
#include "rules/loading.h"
#include "rules/rule.h"

typedef struct lode_owned_pack {
    lode_pack pack; /* first, so that one can be had from the other */
    lode_arena arena;
    lode_folds *folds;
    lode_numbers *numbers;
    const lode_setting *settings;
    size_t setting_count;
    lode_kept kept; /* empty, or what all of it, this struct too, lies in */
} lode_owned_pack;

extern const lode_layout lode_owned_pack_layout;

#endif
