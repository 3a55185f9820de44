/* SPDX-License-Identifier: MIT */
/* The layouts of what several kinds of things in a pack are made of. */
#ifndef LODE_RULES_LAYOUTS_H
#define LODE_RULES_LAYOUTS_H

#include "cache/image.h"

extern const lode_layout lode_value_layout;
extern const lode_layout lode_strings_layout; /* of a lode_string */

#endif
