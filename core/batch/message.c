#include "batch/message.h"

#include <string.h>

typedef struct message_head {
    uint64_t length; /* of what follows */
    uint64_t kind;
} message_head;

size_t lode_message_begin(lode_buffer *buffer, lode_message_kind kind) {
    const message_head head = {0, kind};
    size_t begin = buffer->length;

    lode_buffer_append(buffer, (const char *)&head, sizeof head);
    return begin;
}

void lode_message_end(lode_buffer *buffer, size_t begin) {
    uint64_t length;

    if (buffer->failed)
        return;
    length = buffer->length - begin - sizeof(message_head);
    memcpy(buffer->bytes + begin, &length, sizeof length);
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

size_t lode_message_take(lode_message *message, bool answer, const char *bytes, size_t length) {
    message_head head;

    if (length < sizeof head)
        return 0;
    memcpy(&head, bytes, sizeof head);
    if (answer ? head.kind != LODE_MESSAGE_ANSWER : head.kind != LODE_MESSAGE_DOCUMENT && head.kind != LODE_MESSAGE_FAILURE)
        return LODE_MESSAGE_NONE;
    if (head.length > length - sizeof head)
        return 0;
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
