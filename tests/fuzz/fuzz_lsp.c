/* SPDX-License-Identifier: MIT */
/* Any bytes as what an editor sends to the language server. Where the first byte is `:`, each line that follows is the JSON of
 * a message, which gets its header, and %FILE in it is the URI of a rule file that is there; else the bytes are sent as they
 * are. Wants LODE_SOURCE. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "lsp/server.h"
#include "lsp/transport.h"
#include "must.h"
#include "pipeline/engine.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    READ_AT_ONCE = sizeof(((lode_lsp_transport *)NULL)->bytes),
    HEAD_LENGTH = sizeof "Content-Length: 12345678\r\n\r\n" - 1
};

static char pack[4096];

/* The server checks what was changed when nothing comes for some time, which it takes this one's word for. */
int poll(struct pollfd *polled, nfds_t count, int timeout) {
    (void)polled, (void)count, (void)timeout;
    return 0;
}

static void keep_mistake(void *context, const lode_error *error) {
    lode_mistake(context, (lode_place){error->file, error->line, error->column}, NULL, "%s", error->message);
}

static lode_status check(void *context, const char *path, const lode_edit *edits, lode_mistakes *mistakes,
                         lode_mistakes *advice, lode_error *error) {
    const char *const none[] = {NULL};
    const lode_pack_places places = {.directories = none, .edits = edits};
    lode_pack *loaded;
    lode_status status = lode_pack_load(path, &places, 0, keep_mistake, mistakes, &loaded, error);

    (void)context;
    if (status == LODE_OK)
        status = lode_pack_advise(path, &places, advice, error);
    lode_pack_free(loaded);
    return mistakes->count ? LODE_OK : status;
}

/* Adds a message that fills what is read at once, so that none of the next is there when it has been taken. */
static void add_message(lode_buffer *sent, const char *json, size_t length) {
    lode_buffer message = {0};

    for (const char *at = json, *end = json + length; at < end;) {
        const char *mark = memchr(at, '%', (size_t)(end - at));
        bool is_file = mark && end - mark >= 5 && memcmp(mark, "%FILE", 5) == 0;
        size_t before = (size_t)((is_file ? mark : mark ? mark + 1 : end) - at);

        lode_buffer_append(&message, at, before);
        if (is_file)
            lode_buffer_format(&message, "file://%s", pack);
        at += before + (is_file ? 5 : 0);
    }
    while ((message.length + HEAD_LENGTH) % READ_AT_ONCE)
        lode_buffer_byte(&message, ' ');
    lode_buffer_format(sent, "Content-Length: %08zu\r\n\r\n", message.length);
    lode_buffer_append(sent, message.bytes, message.length);
    lode_buffer_free(&message);
}

static int open_input(const uint8_t *data, size_t size) {
    lode_buffer sent = {0};
    FILE *file = tmpfile();
    int descriptor;

    if (size && data[0] == ':')
        for (size_t at = 1; at < size;) {
            const uint8_t *end = memchr(data + at, '\n', size - at);
            size_t length = end ? (size_t)(end - data) - at : size - at;

            add_message(&sent, (const char *)data + at, length);
            at += length + (end != NULL);
        }
    else
        lode_buffer_append(&sent, (const char *)data, size);
    must(file && !sent.failed && fwrite(sent.bytes ? sent.bytes : "", 1, sent.length, file) == sent.length, "there is room");
    descriptor = fflush(file) == 0 ? dup(fileno(file)) : -1;
    must(descriptor >= 0, "a file can be read");
    fclose(file);
    lseek(descriptor, 0, SEEK_SET);
    lode_buffer_free(&sent);
    return descriptor;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static lode *engine;
    static const char *const directories[] = {NULL};
    lode_lsp_options options = {.check = check, .directories = directories};
    lode_options opened = lode_options_default();
    lode_error error = {0};
    lode_status status;

    if (!engine) {
        const char *source = getenv("LODE_SOURCE");
        char *folder = realpath(source ? source : ".", NULL);

        snprintf(pack, sizeof pack, "%s/tests/fuzz/jsonl.yaml", folder ? folder : "");
        free(folder);
        must(lode_open(&opened, &engine, &error) == LODE_OK, "an engine opens");
    }
    options.registry = lode_engine_registry(engine);
    options.in = open_input(data, size);
    options.out = open("/dev/null", O_WRONLY);
    status = lode_lsp_serve(&options, &error);
    must(status == LODE_OK || ((status == LODE_ERROR_SYNTAX || status == LODE_ERROR_IO) && error.message[0]),
         "it ends as asked, or says why");
    close(options.in);
    close(options.out);
    return 0;
}
