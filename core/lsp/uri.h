/* SPDX-License-Identifier: MIT */
/* The URIs of files (RFC 8089). */
#ifndef LODE_LSP_URI_H
#define LODE_LSP_URI_H

#include "base/buffer.h"

/* The path that a file URI stands for, to be freed; NULL: it is none, or memory ran out. */
char *lode_uri_path(const char *uri);

/* Appends the URI of a path from the root on. False where memory ran out. */
bool lode_uri_append(lode_buffer *uri, const char *path);

#endif
