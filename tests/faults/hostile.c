/* SPDX-License-Identifier: MIT */
/* An extractor that knows how its worker talks with the coordinator, and uses it. What it does is the text of the match: a
 * word, and for some the number of a document or a seed behind it. */
#define _DEFAULT_SOURCE
#include "batch/answer.h"

#include <ctype.h>
#include <fcntl.h>
#include <lode/plugin.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FLIPS = 300 };

static char *heap; /* where it begins */

/* Where the memory is that all processes of the run share, or NULL. */
static void each_mapping(const char *what, void (*act)(char *from, char *to)) {
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512];
    void *from, *to;

    while (maps && fgets(line, sizeof line, maps))
        if (strstr(line, what) && sscanf(line, "%p-%p", &from, &to) == 2)
            act(from, to);
    if (maps)
        fclose(maps);
}

static void note_heap(char *from, char *to) {
    (void)to;
    heap = from;
}

/* In the coordinator, which has read no document yet. */
static lode_status open_hostile(void **state, lode_error *error) {
    (void)state, (void)error;
    each_mapping("[heap]", note_heap);
    return LODE_OK;
}

static void send_all(const char *bytes, size_t length) {
    for (int i = 3; i < 256; i++) {
        struct stat info;

        if (fstat(i, &info) == 0 && S_ISSOCK(info.st_mode) && write(i, bytes, length) < 0)
            _exit(EXIT_FAILURE);
    }
}

static void send_message(const lode_buffer *message) {
    send_all(message->bytes, message->length);
}

/* An answer that is well but for what is asked for. */
static void send_answer(uint64_t number, uint64_t records, const lode_result *result, const char *bytes) {
    lode_buffer out = {0};
    lode_tally types = {0};
    size_t begin = lode_answer_begin(&out, number, records);

    lode_answer_put(&out, &types, result, bytes, strlen(bytes));
    lode_message_end(&out, begin);
    send_message(&out);
}

#define FORGED "{\"document\":\"forged\"}\n"

static const lode_result fine = {.document = "forged"};

static void answer_for(uint64_t number) {
    send_answer(number, 1, &fine, FORGED);
}

static void answer_bad_text(uint64_t number) {
    send_answer(number, 1, &fine, "{\"document\":\"\xff\"}\n");
}

static void answer_two_lines(uint64_t number) {
    send_answer(number, 1, &fine, FORGED FORGED);
}

static void answer_half_a_line(uint64_t number) {
    send_answer(number, 1, &fine, "{\"document\":\"for");
}

static void answer_nothing(uint64_t number) {
    send_answer(number, 1, &fine, "");
}

static void answer_many_records(uint64_t number) {
    send_answer(number, UINT64_C(1) << 60, &fine, FORGED);
}

static void answer_unknown_type(uint64_t number) {
    send_answer(number, 1, &(lode_result){.entities = &(lode_entity){.type = "nonesuch"}, .entity_count = 1}, FORGED);
}

static void answer_unknown_plugin(uint64_t number) {
    send_answer(number, 1, &(lode_result){.status = LODE_ERROR_PLUGIN, .message = "no", .plugin = "nonesuch"}, FORGED);
}

static void answer_unknown_status(uint64_t number) {
    send_answer(number, 1, &(lode_result){.status = (lode_status)77, .message = "no"}, FORGED);
}

/* Counts that no document can have. */
static void answer_counts(uint64_t number) {
    lode_buffer out = {0};
    size_t begin = lode_answer_begin(&out, number, 1);

    lode_message_put(&out, LODE_OK);
    lode_message_put_string(&out, NULL);
    lode_message_put(&out, 1);
    lode_message_put_string(&out, "count");
    lode_message_put(&out, UINT64_C(1) << 62);
    lode_message_put(&out, 0);
    lode_message_put_string(&out, FORGED);
    lode_message_end(&out, begin);
    send_message(&out);
}

/* An answer that ends before it should, and one that goes on behind its end. */
static void answer_cut_short(uint64_t number) {
    lode_buffer out = {0};
    size_t begin = lode_answer_begin(&out, number, 1);

    lode_message_end(&out, begin);
    send_message(&out);
}

static void answer_too_long(uint64_t number) {
    lode_buffer out = {0};
    lode_tally types = {0};
    size_t begin = lode_answer_begin(&out, number, 1);

    lode_answer_put(&out, &types, &fine, FORGED, sizeof FORGED - 1);
    lode_message_put(&out, 7);
    lode_message_end(&out, begin);
    send_message(&out);
}

/* A head that announces 2^40 bytes, and as many as somebody takes of them. */
static void flood(uint64_t number) {
    static char block[1 << 20];
    uint64_t head[3] = {UINT64_C(1) << 40, LODE_MESSAGE_ANSWER, number};

    send_all((const char *)head, sizeof head);
    for (;;)
        send_all(block, sizeof block);
}

static void say_ready_again(uint64_t number) {
    lode_buffer out = {0};
    size_t begin = lode_message_begin(&out, LODE_MESSAGE_READY);

    lode_message_put(&out, number & 1);
    lode_message_put(&out, 1);
    lode_message_end(&out, begin);
    send_message(&out);
}

static void write_over(char *from, char *to) {
    memset(from, 0xFF, (size_t)(to - from));
}

static void loop(void) {
    for (volatile unsigned i = 0;; i++)
        ;
}

/* Makes the shared memory say what it likes, and stays. */
static void lie_and_loop(uint64_t number) {
    (void)number;
    each_mapping("rw-s", write_over);
    loop();
}

/* Ends like a worker that could not be confined, as if nothing had been at work. */
static void lie_and_end(uint64_t number) {
    (void)number;
    each_mapping("rw-s", write_over);
    _exit(89);
}

/* As one would that had told of a lack of memory. */
static void lie_and_end_for_memory(uint64_t number) {
    (void)number;
    each_mapping("rw-s", write_over);
    _exit(90);
}

/* Bits of the heap, as a stray pointer would hit it. */
static void flip(uint64_t seed) {
    size_t size = (size_t)((char *)sbrk(0) - heap);

    for (int i = 0; i < FLIPS; i++) {
        size_t at;

        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        at = (size_t)((seed >> 20) % size);
        heap[at] = (char)(heap[at] ^ 1 << (seed >> 61));
    }
}

static const struct {
    const char *word;
    void (*act)(uint64_t number);
} actions[] = {{"other", answer_for},
               {"badtext", answer_bad_text},
               {"twolines", answer_two_lines},
               {"halfaline", answer_half_a_line},
               {"nothing", answer_nothing},
               {"records", answer_many_records},
               {"type", answer_unknown_type},
               {"plugin", answer_unknown_plugin},
               {"status", answer_unknown_status},
               {"counts", answer_counts},
               {"short", answer_cut_short},
               {"long", answer_too_long},
               {"flood", flood},
               {"ready", say_ready_again},
               {"lieloop", lie_and_loop},
               {"lieend", lie_and_end},
               {"liememory", lie_and_end_for_memory},
               {"flip", flip}};

static int shared_mappings;

static void count_mapping(char *from, char *to) {
    (void)from, (void)to;
    shared_mappings++;
}

static lode_status accept_match(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error) {
    size_t length, start, end, letters = 0;
    const char *text = lode_document_text(lode_match_document(match), &length);
    uint64_t number = 0;

    (void)state, (void)binding, (void)error;
    lode_match_span(match, &start, &end);
    while (start + letters < end && isalpha((unsigned char)text[start + letters]))
        letters++;
    for (size_t i = start + letters; i < end; i++)
        number = number * 10 + (uint64_t)(text[i] - '0');
    if (letters == 5 && !memcmp(text + start, "pages", letters)) {
        each_mapping("rw-s", count_mapping);
        lode_draft_set_number(draft, "shared", lode_decimal_from_integer(shared_mappings));
    }
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strlen(actions[i].word) == letters && !memcmp(actions[i].word, text + start, letters))
            actions[i].act(number);
    return LODE_OK;
}

static const lode_extractor extractor = {.open = open_hostile, .accept = accept_match};

LODE_PLUGIN(hostile, "1.0", "turns against its coordinator", .extractor = &extractor)
