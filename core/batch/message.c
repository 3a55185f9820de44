/* SPDX-License-Identifier: MIT */
#include "batch/message.h"

#include "cache/cache.h"

#include <string.h>

typedef struct message_head {
    uint64_t length; /* of what follows */
    uint64_t kind;
    uint64_t hash; /* of what follows */
} message_head;

size_t lode_message_begin(lode_buffer *buffer, lode_message_kind kind) {
    const message_head head = {.kind = kind};
    size_t begin = buffer->length;

    lode_buffer_append(buffer, (const char *)&head, sizeof head);
    return begin;
}

void lode_message_end(lode_buffer *buffer, size_t begin) {
    message_head head;

    if (buffer->failed)
        return;
    memcpy(&head, buffer->bytes + begin, sizeof head);
    head.length = buffer->length - begin - sizeof head;
    head.hash = lode_cache_hash(head.kind, buffer->bytes + begin + sizeof head, (size_t)head.length);
    memcpy(buffer->bytes + begin, &head, sizeof head);
}

void lode_message_put(lode_buffer *buffer, uint64_t number) {
    lode_buffer_append(buffer, (const char *)&number, sizeof number);
}

void lode_message_put_bytes(lode_buffer *buffer, const void *bytes, size_t length) {
    lode_message_put(buffer, length);
    lode_buffer_append(buffer, bytes, length);
}

void lode_message_put_string(lode_buffer *buffer, const char *string) {
    lode_message_put_bytes(buffer, string ? string : "", string ? strlen(string) + 1 : 1);
}

size_t lode_message_take(lode_message *message, lode_message_bounds bounds, const char *bytes, size_t length) {
    message_head head;

    if (length < sizeof head)
        return 0;
    memcpy(&head, bytes, sizeof head);
    if (head.kind < bounds.first || head.kind > bounds.last || head.length > bounds.most)
        return LODE_MESSAGE_NONE;
    if (head.length > length - sizeof head)
        return 0;
    if (lode_cache_hash(head.kind, bytes + sizeof head, (size_t)head.length) != head.hash)
        return LODE_MESSAGE_NONE;
    *message = (lode_message){
        .kind = (lode_message_kind)head.kind, .at = bytes + sizeof head, .left = (size_t)head.length, .bad = false};
    return sizeof head + (size_t)head.length;
}

uint64_t lode_message_get(lode_message *message) {
    uint64_t number = 0;

    if (message->left < sizeof number) {
        message->bad = true;
        return 0;
    }
    memcpy(&number, message->at, sizeof number);
    message->at += sizeof number;
    message->left -= sizeof number;
    return number;
}

const char *lode_message_get_bytes(lode_message *message, size_t *length) {
    uint64_t size = lode_message_get(message);
    const char *bytes = message->at;

    if (size > message->left) {
        message->bad = true;
        size = 0;
    }
    message->at += size;
    message->left -= (size_t)size;
    *length = (size_t)size;
    return bytes;
}

const char *lode_message_get_string(lode_message *message) {
    size_t length;
    const char *string = lode_message_get_bytes(message, &length);

    if (!length || string[length - 1] != '\0') {
        message->bad = true;
        return NULL;
    }
    return length > 1 ? string : NULL;
}

void lode_message_get_document(lode_message *message, lode_input *input, lode_about *about, lode_attempt *before,
                               lode_result *failure) {
    *input = (lode_input){.file = lode_message_get_string(message)};
    input->line = lode_message_get(message);
    *before = (lode_attempt){.done = lode_message_get(message)};
    before->failed = lode_message_get(message);
    *failure = (lode_result){.document = input->file, .line = input->line};
    failure->status = (lode_status)lode_message_get(message);
    failure->message = lode_message_get_string(message);
    failure->plugin = lode_message_get_string(message);
    failure->rule = lode_message_get_string(message);
    before->failure = failure->status == LODE_OK ? NULL : failure;
    *about = (lode_about){.date = lode_message_get_string(message)};
    about->language = lode_message_get_string(message);
    about->encoding = lode_message_get_string(message);
    about->reader = lode_message_get_string(message);
    input->bytes = (const unsigned char *)lode_message_get_bytes(message, &input->length);
}
