/* SPDX-License-Identifier: MIT */
/* What libyaml's messages come to for people who write rules. */
#ifndef LODE_RULES_YAML_MESSAGE_H
#define LODE_RULES_YAML_MESSAGE_H

#include "rules/yaml.h"

#include <yaml.h>

lode_place lode_yaml_place_of_mark(const lode_yaml_file *file, const yaml_mark_t *mark);

/* Reports why a file is not well formed, with what would be right. */
void lode_yaml_report(const lode_yaml_file *file, const yaml_parser_t *parser, lode_mistakes *mistakes);

#endif
