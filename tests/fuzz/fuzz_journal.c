/* SPDX-License-Identifier: MIT */
/* Any bytes as a journal: it is refused, or says how much of it is good, and no more follows from that. The first byte tells
 * whether each line gets the checksum that it should have, which chance would not find. */
#include "batch/journal.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "must.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static lode_status read_text(lode_journal *journal, const char *text, size_t length) {
    char *copy = malloc(length + 1);
    lode_error error = {0};
    lode_status status;

    must(copy, "memory");
    memcpy(copy, text, length);
    copy[length] = '\0';
    *journal = (lode_journal){.path = "journal", .descriptor = -1, .fingerprint = 7};
    status = lode_journal_read(journal, copy, &error);
    must(status == LODE_OK || status == LODE_END || (status == LODE_ERROR_USAGE && error.message[0]),
         "an answer of those told");
    free(copy);
    return status;
}

static bool is_same(const lode_journal *a, const lode_journal *b) {
    return memcmp(&a->resumed, &b->resumed, sizeof a->resumed) == 0 && a->whole == b->whole && a->good == b->good;
}

static void check(const char *text, size_t length, size_t cut) {
    lode_journal journal, again;
    lode_status status = read_text(&journal, text, length);

    if (status == LODE_END)
        must(!memchr(text, '\n', strlen(text)), "a journal without a head has no line");
    if (status != LODE_OK) {
        must(!journal.good && !journal.resumed.documents && !journal.whole, "nothing comes of what is refused");
        return;
    }
    must(journal.good > 0 && (size_t)journal.good <= strlen(text) && text[journal.good - 1] == '\n', "whole lines are good");
    must(journal.resumed.bytes <= INT64_MAX, "a file can have so many bytes");
    must(read_text(&again, text, (size_t)journal.good) == LODE_OK && is_same(&journal, &again),
         "what is good is all that counts");
    /* What is cut off at any place is gone on from further back, or begun anew. */
    cut %= (size_t)journal.good + 1;
    status = read_text(&again, text, cut);
    must(status == LODE_OK || status == LODE_END, "a cut is no damage");
    must(again.resumed.documents <= journal.resumed.documents && again.resumed.bytes <= journal.resumed.bytes &&
             (size_t)again.good <= cut,
         "a journal goes forward only");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    lode_buffer text = {0};
    bool summed;

    if (size < 2)
        return 0;
    summed = data[0] & 1;
    for (size_t at = 2; at < size;) {
        const uint8_t *end = memchr(data + at, '\n', size - at);
        size_t length = end ? (size_t)(end - data) - at : size - at;
        char line[256];

        if (summed && length < sizeof line) {
            memcpy(line, data + at, length);
            line[length] = '\0';
            lode_buffer_format(&text, "%s %016" PRIx64, line, lode_hash_string(LODE_HASH_START, line));
        } else {
            lode_buffer_append(&text, (const char *)data + at, length);
        }
        if (end)
            lode_buffer_byte(&text, '\n');
        at += length + (end != NULL);
    }
    if (text.bytes)
        check(text.bytes, text.length, (size_t)data[1] * 7);
    lode_buffer_free(&text);
    return 0;
}
