/* SPDX-License-Identifier: MIT */
#include "rules/frame.h"
#include "rules/scalar.h"

#include <stdlib.h>

static bool run(lode_template *template, lode_loading *loading, const lode_source *source, const lode_yaml_node *node) {
    lode_frame *outer = calloc(1, sizeof *outer);

    if (outer) {
        *outer = (lode_frame){.template = template, .loading = loading, .source = source, .node = node, .prefix = ""};
        lode_frame_expand(outer);
    } else {
        loading->mistakes.memory = template->bad = true;
    }
    free(outer);
    return !template->bad;
}

bool lode_template_expand(lode_template *template, lode_loading *loading, const lode_source *source,
                          const lode_yaml_node *match, bool caseless, unsigned stage) {
    lode_template_clear(template);
    template->caseless = caseless;
    template->stage = stage;
    return run(template, loading, source, match);
}

void lode_template_check(lode_loading *loading, lode_symbol *definition) {
    lode_template *template = calloc(1, sizeof *template);

    if (!template) {
        loading->mistakes.memory = true;
        return;
    }
    template->checked = definition;
    if (!lode_is_pattern(definition->node, "a definition", &loading->mistakes) ||
        !run(template, loading, definition->source, definition->node))
        definition->bad = true;
    lode_template_free(template);
}
