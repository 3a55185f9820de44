/* SPDX-License-Identifier: MIT */
#include "rules/template.h"

#include <stdlib.h>
#include <string.h>

void lode_template_clear(lode_template *template) {
    lode_buffer_clear(&template->pattern);
    template->capture_count = template->field_count = template->reference_count = 0;
    template->references_made = 0;
    template->span_group = 0;
    template->frame_count = 0;
    template->length = 0;
    template->bad = template->full = false;
    template->checked = NULL;
}

void lode_template_free(lode_template *template) {
    if (template)
        lode_buffer_free(&template->pattern);
    free(template);
}

bool lode_template_is_built_in(const char *name, size_t length) {
    static const char *const NAMES[] = {"number", "digits", "roman"};

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strlen(NAMES[i]) == length && memcmp(NAMES[i], name, length) == 0)
            return true;
    return false;
}
