/* SPDX-License-Identifier: MIT */
/* The names of documents, which are text, for files, whose names are bytes. */
#ifndef LODE_BATCH_NAMING_H
#define LODE_BATCH_NAMING_H

#include "base/buffer.h"

/* The name of the document in a file: its path where that is UTF-8 and does not begin with "file:". Else "file:" and the path
 * with every byte that is no part of UTF-8, and every '%', as %XX (RFC 3986), so that no two paths have one name and each leads
 * back to its path. It is the path itself or lies in `buffer` (which is cleared before). NULL where memory ran out. */
const char *lode_document_name(lode_buffer *buffer, const char *path);

#endif
