/* SPDX-License-Identifier: MIT */
/* The files that a worker may read, held to by the kernel's Landlock (Linux 5.13 and later). */
#ifndef LODE_BATCH_READABLE_H
#define LODE_BATCH_READABLE_H

#include <lode.h>
#include <stdbool.h>

/* Collects what is readable: what the system's libraries need, the folders in which an engine looks for packs, those of its
 * plugins and its cache. Returns a descriptor for lode_readable_confine in processes that are forked, or 0 where the build or
 * the kernel has no Landlock. */
int lode_readable_open(const lode *engine);

/* Confines the calling process, which must have given up gaining privileges, to what was collected: nothing else can be opened,
 * nothing written, made or removed, no process outside signalled or looked into, and no TCP port reached, as far as the kernel
 * knows these. False where the kernel refuses. */
bool lode_readable_confine(int descriptor);

#endif
