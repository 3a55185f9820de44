/* SPDX-License-Identifier: MIT */
/* Reading plain things from rule files: words, values, numbers, names. What is wrong is reported. */
#ifndef LODE_RULES_SCALAR_H
#define LODE_RULES_SCALAR_H

#include "rules/yaml.h"

#include <lode/entity.h>

/* The text of a scalar that is not empty; else it is reported that `what` ("the id") must be one, and NULL comes back. */
const char *lode_scalar_text(const lode_yaml_node *node, const char *what, lode_mistakes *mistakes);

/* Whether a node is a pattern: a text that is not empty, or a list of several; if not that is reported. */
bool lode_is_pattern(const lode_yaml_node *node, const char *what, lode_mistakes *mistakes);

/* The value that a scalar stands for: a plain one that is a JSON number is a number, ~ and nothing are no value
 * (LODE_VALUE_NONE), all else is text. Its text is the node's. False: it is no scalar, or a number that cannot be exact (both
 * reported). */
bool lode_scalar_value(const lode_yaml_node *node, const char *what, lode_value *value, lode_mistakes *mistakes);

/* A whole number from `least` to `most`, or true or false; false comes back where it is none. */
bool lode_scalar_integer(const lode_yaml_node *node, const char *what, int least, int most, int *integer,
                         lode_mistakes *mistakes);
bool lode_scalar_boolean(const lode_yaml_node *node, const char *what, bool *boolean, lode_mistakes *mistakes);

/* The value of a text that stands for one outside YAML, such as a field of a table file. False: a number that cannot be exact.
 */
bool lode_text_value(const char *text, size_t length, lode_value *value);

/* The length of the name ([A-Za-z_][A-Za-z0-9_]*) that a text starts with; 0: none. Whether the whole of it is a name, a name
 * with dots inside ("to.day"), an id ([A-Za-z0-9][A-Za-z0-9._-]*). */
size_t lode_name_length(const char *text);
bool lode_is_name(const char *text);
bool lode_is_dotted_name(const char *text);
bool lode_is_id(const char *text);

/* Whether a node is a list (`what` names it: "the marks"), or a mapping; if not that is reported. */
bool lode_is_sequence(const lode_yaml_node *node, const char *what, lode_mistakes *mistakes);
bool lode_is_mapping(const lode_yaml_node *node, const char *what, lode_mistakes *mistakes);

#endif
