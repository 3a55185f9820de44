#include "batch/skipped.h"

#include "batch/naming.h"

#include <stdlib.h>
#include <string.h>

void lode_skipped_add(lode_skipped *skipped, const char *path, lode_skip why) {
    uint64_t count = skipped->counts[why]++;
    lode_buffer buffer = {0};
    const char *name = lode_document_name(&buffer, path);

    if (name && count < LODE_SKIP_NAMES)
        skipped->names[why][count] = strdup(name);
    if (name && skipped->tell)
        skipped->tell(skipped->context, name, why);
    lode_buffer_free(&buffer);
}

void lode_skipped_free(lode_skipped *skipped) {
    for (int i = 0; i < LODE_SKIPS; i++)
        for (int k = 0; k < LODE_SKIP_NAMES; k++)
            free(skipped->names[i][k]);
    *skipped = (lode_skipped){0};
}
