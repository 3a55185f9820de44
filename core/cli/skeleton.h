/* SPDX-License-Identifier: MIT */
/* What `lode new` writes. Each '@' stands for the name, in paths as well. */
#ifndef LODE_CLI_SKELETON_H
#define LODE_CLI_SKELETON_H

extern const char lode_skeleton_rules[]; /* a rule file */

typedef struct lode_skeleton_file {
    const char *path; /* in the plugin's folder; NULL: the end of the list */
    const char *text;
} lode_skeleton_file;

/* A plugin of one kind, with what builds and tests it. */
typedef struct lode_skeleton {
    const char *kind; /* NULL: the end of the list */
    const lode_skeleton_file *files;
} lode_skeleton;

extern const lode_skeleton lode_skeletons[]; /* the first is the default */

#endif
