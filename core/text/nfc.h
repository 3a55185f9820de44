/* SPDX-License-Identifier: MIT */
/* Unicode's Normalization Form C (UAX #15), with line ends made \n on the way. */
#ifndef LODE_TEXT_NFC_H
#define LODE_TEXT_NFC_H

#include "text/rewrite.h"

#include <stdint.h>

/* Whether normalising what stands before a code point and what begins with it apart always gives the same as normalising both
 * together. Cautious: false for some of which it would be true. */
bool lode_nfc_is_boundary(uint32_t code_point);

/* Puts valid UTF-8 in NFC and makes \r\n and \r into \n: the whole rewrite, up to its finish. Text that is so already costs one
 * quick scan. Each run of characters that compose is one piece. False where memory ran out. */
bool lode_nfc_rewrite(lode_rewrite *rewrite);

#endif
