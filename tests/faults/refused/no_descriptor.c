/* SPDX-License-Identifier: MIT */
/* A shared object that is no plugin. */
#include <lode/plugin.h>

LODE_API extern const int no_descriptor_here;
const int no_descriptor_here = 1;
