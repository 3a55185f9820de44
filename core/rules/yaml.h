/* SPDX-License-Identifier: MIT */
/* A YAML file (YAML 1.1 as libyaml reads it) as a bounded tree in which every node knows its place. */
#ifndef LODE_RULES_YAML_H
#define LODE_RULES_YAML_H

#include "base/arena.h"
#include "rules/mistakes.h"

typedef enum lode_yaml_kind { LODE_YAML_SCALAR, LODE_YAML_SEQUENCE, LODE_YAML_MAPPING } lode_yaml_kind;

typedef struct lode_yaml_file lode_yaml_file;
typedef struct lode_yaml_node lode_yaml_node;

/* The children of a mapping are key, value, key, value ...; every key is a scalar and there once. */
struct lode_yaml_node {
    const lode_yaml_file *file;
    const char *text; /* of a scalar, NUL-terminated */
    size_t length;
    const lode_yaml_node *first, *next; /* first child, next sibling */
    size_t count;                       /* of items or pairs */
    unsigned line, column;
    unsigned char kind; /* a lode_yaml_kind */
    char style;         /* of a scalar: ' " | > or 0 for a plain one */
};

struct lode_yaml_file {
    const char *path;
    const char *source;
    size_t length;
    const lode_yaml_node *root; /* NULL: empty, or not well formed */
};

enum { LODE_YAML_DEPTH_MAX = 64, LODE_YAML_NODES_MAX = 4000000 };

/* Reads `source` (which must outlive the file, as `path` must) into a tree in the arena. What is wrong is reported: bytes that
 * are not UTF-8, syntax, a second document, aliases, tags, nesting deeper than LODE_YAML_DEPTH_MAX, more nodes than
 * LODE_YAML_NODES_MAX, keys that are no scalars or stand twice. After an error that ends the file, root is NULL. */
void lode_yaml_parse(lode_yaml_file *file, lode_arena *arena, const char *path, const char *source, size_t length,
                     lode_mistakes *mistakes);

/* Whether a text is one that lode_yaml_parse makes a tree of. */
bool lode_yaml_is_readable(const char *source, size_t length);

/* Whether the node is a scalar that stands for nothing: ~ or an empty plain one. */
bool lode_yaml_is_null(const lode_yaml_node *node);

lode_place lode_yaml_place(const lode_yaml_node *node);

/* The place of a byte of a file's source, counting lines and code points. */
lode_place lode_yaml_place_of_byte(const lode_yaml_file *file, size_t offset);

/* The place of the byte at `offset` of a scalar's text. */
lode_place lode_yaml_place_inside(const lode_yaml_node *node, size_t offset);

#endif
