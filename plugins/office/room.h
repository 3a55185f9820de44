/* SPDX-License-Identifier: MIT */
/* Arrays that grow by doubling. */
#ifndef LODE_OFFICE_ROOM_H
#define LODE_OFFICE_ROOM_H

#include <stddef.h>

/* Makes room for one item more than `count`, of `size` bytes each, in an array of malloc (NULL: there is none yet) that has
 * room for *capacity. Returns the array, which may have moved; NULL where memory ran out, and then it is as it was. */
void *room_for_one(void *items, size_t count, size_t *capacity, size_t size);

#endif
