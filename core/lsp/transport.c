/* SPDX-License-Identifier: MIT */
#include "lsp/transport.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1024, HEADER_LINES_MAX = 64 };

#define LENGTH_FIELD "Content-Length:"

/* Whether there is a byte to take. */
static bool fill(lode_lsp_transport *transport) {
    ssize_t more;

    if (transport->taken < transport->filled)
        return true;
    do
        more = read(transport->in, transport->bytes, sizeof transport->bytes);
    while (more < 0 && errno == EINTR);
    transport->taken = 0;
    transport->filled = more > 0 ? (size_t)more : 0;
    return more > 0;
}

/* Reads a line of the header without its end, NUL-terminated. */
static lode_lsp_read read_line(lode_lsp_transport *transport, char line[LINE_MAX_BYTES]) {
    size_t length = 0;

    while (fill(transport)) {
        char byte = transport->bytes[transport->taken++];

        if (byte == '\n') {
            line[length && line[length - 1] == '\r' ? length - 1 : length] = '\0';
            return LODE_LSP_MESSAGE;
        }
        if (length + 1 == LINE_MAX_BYTES || byte == '\0')
            return LODE_LSP_BROKEN;
        line[length++] = byte;
    }
    return LODE_LSP_END;
}

/* A length that is too large for a number stays the largest one. */
static bool read_length(const char *text, size_t *length) {
    text += strspn(text, " \t");
    if (*text < '0' || *text > '9')
        return false;
    for (*length = 0; *text >= '0' && *text <= '9'; text++)
        *length = *length > SIZE_MAX / 10 - 10 ? SIZE_MAX / 10 : *length * 10 + (size_t)(*text - '0');
    return text[strspn(text, " \t")] == '\0';
}

static lode_lsp_read read_header(lode_lsp_transport *transport, size_t *length) {
    bool has_length = false;
    char line[LINE_MAX_BYTES];

    for (int i = 0; i < HEADER_LINES_MAX; i++) {
        lode_lsp_read came = read_line(transport, line);

        if (came != LODE_LSP_MESSAGE)
            return came;
        if (!line[0])
            return has_length ? LODE_LSP_MESSAGE : LODE_LSP_BROKEN;
        if (strncasecmp(line, LENGTH_FIELD, strlen(LENGTH_FIELD)) != 0)
            continue;
        if (has_length || !read_length(line + strlen(LENGTH_FIELD), length))
            return LODE_LSP_BROKEN;
        has_length = true;
    }
    return LODE_LSP_BROKEN;
}

lode_lsp_read lode_lsp_receive(lode_lsp_transport *transport) {
    size_t left = 0;
    lode_lsp_read came = read_header(transport, &left);
    bool keep = left <= LODE_LSP_MESSAGE_MAX;

    lode_buffer_clear(&transport->message);
    if (came != LODE_LSP_MESSAGE)
        return came;
    while (left > 0) {
        size_t piece;

        if (!fill(transport))
            return LODE_LSP_END;
        piece = transport->filled - transport->taken < left ? transport->filled - transport->taken : left;
        /* Memory is taken as bytes come, not as a header promises. */
        if (keep && !lode_buffer_append(&transport->message, transport->bytes + transport->taken, piece))
            return LODE_LSP_NO_MEMORY;
        transport->taken += piece;
        left -= piece;
    }
    return keep ? LODE_LSP_MESSAGE : LODE_LSP_TOO_LARGE;
}

bool lode_lsp_is_idle(const lode_lsp_transport *transport, int milliseconds) {
    struct pollfd waiting = {.fd = transport->in, .events = POLLIN};

    return transport->taken == transport->filled && poll(&waiting, 1, milliseconds) == 0;
}

static bool write_all(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, bytes, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

void lode_lsp_send(lode_lsp_transport *transport, json_t *message) {
    char *text = message ? json_dumps(message, JSON_COMPACT) : NULL;
    lode_buffer header = {0};

    if (text && lode_buffer_format(&header, LENGTH_FIELD " %zu\r\n\r\n", strlen(text)))
        transport->broken = transport->broken || !write_all(transport->out, header.bytes, header.length) ||
                            !write_all(transport->out, text, strlen(text));
    lode_buffer_free(&header);
    free(text);
    json_decref(message);
}

void lode_lsp_answer(lode_lsp_transport *transport, const json_t *id, json_t *result) {
    lode_lsp_send(transport, json_pack("{s:s, s:O, s:o}", "jsonrpc", "2.0", "id", id, "result", result));
}

void lode_lsp_refuse(lode_lsp_transport *transport, const json_t *id, int code, const char *message) {
    lode_lsp_send(transport, json_pack("{s:s, s:O?, s:{s:i, s:s}}", "jsonrpc", "2.0", "id", id ? id : json_null(), "error",
                                       "code", code, "message", message));
}

void lode_lsp_notify(lode_lsp_transport *transport, const char *method, json_t *parameters) {
    lode_lsp_send(transport, json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method, "params", parameters));
}

void lode_lsp_transport_free(lode_lsp_transport *transport) {
    lode_buffer_free(&transport->message);
}
