/* SPDX-License-Identifier: MIT */
/* The lines of a document's annotations. */
#ifndef LODE_PLUGINS_BRAT_ANNOTATIONS_H
#define LODE_PLUGINS_BRAT_ANNOTATIONS_H

#include <lode/plugin.h>
#include <stdio.h>

/* Writes a name as brat allows it for types, roles and attributes: bytes that are no ASCII letters, digits, '_' or '-' become
 * '_'. */
void brat_put_name(FILE *file, const char *name);

/* Writes the annotations of a result that has its text: entities as T, facts as E with a trigger over all of them, attributes
 * and values as A. Words that are a part and no entity are a T whose type is the fact's, a '-' and the part's name. Failures
 * stay with the file. */
void brat_put_annotations(FILE *file, const lode_result *result);

#endif
