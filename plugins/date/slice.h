/* SPDX-License-Identifier: MIT */
/* Slices: the first or last units of a longer stretch, "the first nine months of 2020". */
#ifndef LODE_DATE_SLICE_H
#define LODE_DATE_SLICE_H

#include "point.h"

/* The slice that the `slice.` fields of a side take of a point, both ends included; where it is one unit, or months that make
 * a quarter or half, `first` and `last` are alike. LODE_OK, or LODE_DECLINED where it does not fit into the point. */
lode_status date_slice_resolve(const date_side *side, const date_point *whole, date_point *first, date_point *last);

#endif
