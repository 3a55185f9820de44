/* SPDX-License-Identifier: MIT */
/* What workers send, taken apart and believed only as far as it can be true. */
#ifndef LODE_BATCH_TAKING_H
#define LODE_BATCH_TAKING_H

#include "batch/pool.h"

/* Takes all that came in whole from a worker. LODE_OK; LODE_DECLINED where something is wrong with it, and what (NULL: it is no
 * message); LODE_ERROR_MEMORY. */
lode_status lode_pool_take(lode_pool *pool, lode_member *member, const char **fault);

#endif
