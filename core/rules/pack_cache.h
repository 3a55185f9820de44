/* SPDX-License-Identifier: MIT */
/* Packs kept in the cache folder, as they are once they are loaded. */
#ifndef LODE_RULES_PACK_CACHE_H
#define LODE_RULES_PACK_CACHE_H

#include "rules/owned_pack.h"

/* The pack that goes by a name or path, if it is kept and nothing that it was made of has changed; NULL: it has to be loaded.
 */
lode_owned_pack *lode_pack_cache_find(const char *name_or_path, const lode_pack_places *places, size_t first_order);

/* Keeps a pack that was loaded without a mistake, if that can be done. */
void lode_pack_cache_store(const lode_owned_pack *owned, const char *name_or_path, const lode_pack_places *places,
                           lode_dependencies *dependencies);

#endif
