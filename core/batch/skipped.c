/* SPDX-License-Identifier: MIT */
#include "batch/skipped.h"

#include "batch/naming.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static void add(lode_skipped *skipped, const char *name, lode_skip why) {
    uint64_t count = skipped->counts[why]++;

    if (name && count < LODE_SKIP_NAMES)
        skipped->names[why][count] = strdup(name);
    if (name && skipped->tell)
        skipped->tell(skipped->context, name, why);
}

void lode_skipped_add(lode_skipped *skipped, const char *path, lode_skip why) {
    lode_buffer buffer = {0};

    add(skipped, lode_document_name(&buffer, path), why);
    lode_buffer_free(&buffer);
}

void lode_skipped_add_part(lode_skipped *skipped, const char *document, const char *part) {
    lode_buffer name = {0};

    lode_utf8_append_valid(&name, document, strlen(document));
    lode_buffer_byte(&name, '/');
    lode_utf8_append_valid(&name, part, strlen(part));
    for (size_t i = 0; i < name.length; i++) /* what it is is for whoever packed the file to say */
        if ((unsigned char)name.bytes[i] < ' ' || name.bytes[i] == 0x7F)
            name.bytes[i] = '?';
    add(skipped, name.failed ? NULL : name.bytes, LODE_SKIP_INSIDE);
    lode_buffer_free(&name);
}

void lode_skipped_count(lode_skipped *skipped, lode_skip why, uint64_t count) {
    skipped->counts[why] += count;
}

void lode_skipped_free(lode_skipped *skipped) {
    for (int i = 0; i < LODE_SKIPS; i++)
        for (int k = 0; k < LODE_SKIP_NAMES; k++)
            free(skipped->names[i][k]);
    *skipped = (lode_skipped){0};
}
