/* What `lode new` writes. Each '@' stands for the name. */
#ifndef LODE_CLI_SKELETON_H
#define LODE_CLI_SKELETON_H

extern const char lode_skeleton_rules[];        /* a rule file */
extern const char lode_skeleton_plugin[];       /* an extractor in C */
extern const char lode_skeleton_plugin_rules[]; /* the rules that use it */
extern const char lode_skeleton_makefile[];     /* builds and tests it */

#endif
