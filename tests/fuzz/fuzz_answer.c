/* SPDX-License-Identifier: MIT */
/* Any bytes as what a worker sends: as they are, and as the content of a whole answer, whose hash only somebody who means harm
 * gets right. Whatever is taken lies in the bytes, counts only types that there are, and is what the writer's lines say. The
 * first byte says how to measure it. */
#include "batch/answer.h"
#include "must.h"
#include "text/utf8.h"

#include <string.h>

enum { NUMBER = 7, MOST_FOUND = 1000, MOST_BYTES = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const lode_registry *registry(void) {
    static lode_registry *opened;

    if (!opened)
        must(lode_registry_open(NULL, NULL, NULL, &opened, NULL) == LODE_OK, "a registry opens");
    return opened;
}

static void check_bytes(lode_lines lines, const char *bytes, size_t length) {
    if (lines == LODE_LINES_ANY)
        return;
    must(lode_utf8_check(bytes, length) == length, "what is written is UTF-8");
    must(length ? bytes[length - 1] == '\n' : lines == LODE_LINES_WHOLE, "what is written is lines");
    if (lines == LODE_LINES_ONE)
        must(memchr(bytes, '\n', length) == bytes + length - 1, "what is written is one line");
}

static void take(lode_message message, const lode_answer_terms *terms, lode_tally *types) {
    const char *begin = message.at, *end = message.at + message.left;
    uint64_t records = lode_answer_records(&message);
    lode_passed passed = {0};
    size_t names = types->count;

    must(records <= LODE_ANSWER_MOST_RECORDS, "records are bounded");
    for (; records; records--) {
        lode_answer_record record;

        lode_answer_take(&message, registry(), types, &record);
        must(!message.bad, "a record that was looked through can be taken");
        must(record.reports >= begin && record.reports + record.reports_length <= end, "reports lie in the answer");
        must(record.bytes >= begin && record.bytes + record.length <= end, "bytes lie in the answer");
        must(record.failed == (record.report_count > 0) && (record.status == LODE_OK || record.failed),
             "failures have reasons");
        must(!terms->failure || record.status != LODE_OK, "what was to be written as failed is");
        check_bytes(terms->lines, record.bytes, record.length);
    }
    lode_answer_take_passed(&message, &passed);
    must(passed.count <= LODE_ANSWER_MOST_RECORDS && passed.named <= LODE_ANSWER_MOST_NAMES, "files that were passed over are");
    lode_buffer_free(&passed.names);
    must(!message.left && types->count == names, "nothing is left, and no type is new");
}

/* As bytes from the socket, and the first message of them. */
static void check_stream(const char *bytes, size_t length, const lode_answer_terms *terms, lode_tally *types) {
    const lode_message_bounds bounds = {LODE_MESSAGE_READY, LODE_MESSAGE_ANSWER, MOST_BYTES};
    lode_message message;
    size_t size = lode_message_take(&message, bounds, bytes, length);

    if (size == 0 || size == LODE_MESSAGE_NONE)
        return;
    must(size <= length && message.left <= MOST_BYTES && message.at + message.left == bytes + size,
         "a message lies in its bytes");
    if (message.kind != LODE_MESSAGE_READY && !lode_answer_fault(message, terms))
        take(message, terms, types);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    lode_tally types = {0};
    lode_buffer whole = {0};
    lode_answer_terms terms = {.types = &types, .registry = registry(), .number = NUMBER, .most_found = MOST_FOUND};
    size_t begin;

    if (!size)
        return 0;
    terms.lines = (lode_lines)((data[0] & 3) % 3);
    terms.single = data[0] & 4;
    terms.failure = data[0] & 8;
    terms.records = data[0] & 16 ? LODE_ANSWER_MOST_RECORDS - 1 : 0;
    lode_tally_add(&types, "money", 0);
    lode_tally_add(&types, "date", 0);
    check_stream((const char *)data + 1, size - 1, &terms, &types);
    begin = lode_message_begin(&whole, data[0] & 32 ? LODE_MESSAGE_PART : LODE_MESSAGE_ANSWER);
    lode_buffer_append(&whole, (const char *)data + 1, size - 1);
    lode_message_end(&whole, begin);
    check_stream(whole.bytes, whole.length, &terms, &types);
    lode_buffer_free(&whole);
    lode_tally_free(&types);
    return 0;
}
