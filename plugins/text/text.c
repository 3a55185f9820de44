/* SPDX-License-Identifier: MIT */
/* The reader for plain text: the file is the document. */
#include <lode/plugin.h>

static lode_status read_text(void *state, const lode_input *input, lode_record *record, lode_error *error) {
    (void)state;
    return lode_record_set_bytes(record, input->bytes, input->length, input->encoding, error);
}

static const char *const extensions[] = {"txt", "text", "md", NULL};

static const lode_reader reader = {.framing = LODE_FRAME_FILE, .extensions = extensions, .read = read_text};

LODE_PLUGIN(text, "1.0", "plain text: one document a file, in the encoding that is found or given", .reader = &reader)
