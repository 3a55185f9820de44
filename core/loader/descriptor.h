/* SPDX-License-Identifier: MIT */
/* Whether a plugin's descriptor is one that this version of lode can work with. */
#ifndef LODE_LOADER_DESCRIPTOR_H
#define LODE_LOADER_DESCRIPTOR_H

#include <lode.h>

/* The ABI version and the size are looked at first, and nothing else where they differ. `name` is the name of the plugin's file
 * without its ending; '-' and '_' count as the same in it, since the symbol cannot tell them apart. False: `reason` says what
 * is wrong. */
bool lode_descriptor_check(const lode_plugin *plugin, const char *name, char *reason, size_t size);

#endif
