/* SPDX-License-Identifier: MIT */
/* The names of an archive's members, which may be in any encoding or in none. */
#ifndef LODE_ARCHIVE_MEMBER_NAME_H
#define LODE_ARCHIVE_MEMBER_NAME_H

#include <lode/plugin.h>

/* The name in UTF-8: as it is, or from the encoding that is given, or as its bytes look where none is (NULL). A byte that is
 * nothing in it is %XX. Allocated; NULL where memory ran out. */
char *member_name_read(const char *bytes, const char *encoding, lode_record *record);

/* Whether it is hidden, or what a system writes beside the files themselves. */
bool member_name_is_hidden(const char *name);

#endif
