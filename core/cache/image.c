/* SPDX-License-Identifier: MIT */
#include "cache/image.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNED = 16, FEWEST_SLOTS = 1 << 10 };

/* Before the things, the first of which is the one asked for; behind them stand the places of all pointers in them, as
 * uint64_t. What a pointer holds in an image, and its place, is an offset from the image's first byte. */
typedef struct image_head {
    uint64_t things; /* where they end */
    uint64_t pointers;
} image_head;

/* A thing that the image has already. */
typedef struct placed {
    const void *thing; /* NULL: a free slot */
    const lode_layout *layout;
    size_t offset;
} placed;

typedef struct image_maker {
    lode_buffer *image;
    lode_buffer pointers;
    placed *slots;
    size_t count, mask;
} image_maker;

static const lode_layout_member string_member[] = {{LODE_LAYOUT_STRING, 0, 0, 0, NULL}};

const lode_layout lode_layout_uint32 = {sizeof(uint32_t), NULL, 0};
const lode_layout lode_layout_string = {sizeof(const char *), string_member, 1};
static const lode_layout byte_layout = {1, NULL, 0};

static placed *slot_of(const image_maker *maker, const void *thing, const lode_layout *layout) {
    size_t slot = (size_t)(((uintptr_t)thing >> 3) * UINT64_C(0x9E3779B97F4A7C15) >> 20) & maker->mask;

    while (maker->slots[slot].thing && (maker->slots[slot].thing != thing || maker->slots[slot].layout != layout))
        slot = (slot + 1) & maker->mask;
    return &maker->slots[slot];
}

static bool grow(image_maker *maker) {
    placed *old = maker->slots;
    size_t count = old ? maker->mask + 1 : 0, wanted = old ? count * 2 : FEWEST_SLOTS;

    maker->slots = calloc(wanted, sizeof *maker->slots);
    if (!maker->slots) {
        maker->slots = old;
        return false;
    }
    maker->mask = wanted - 1;
    for (size_t i = 0; i < count; i++)
        if (old[i].thing)
            *slot_of(maker, old[i].thing, old[i].layout) = old[i];
    free(old);
    return true;
}

static bool note_placed(image_maker *maker, const void *thing, const lode_layout *layout, size_t offset) {
    if ((!maker->slots || maker->count * 2 > maker->mask) && !grow(maker))
        return false;
    *slot_of(maker, thing, layout) = (placed){thing, layout, offset};
    maker->count++;
    return true;
}

static bool put(image_maker *maker, const void *things, const lode_layout *layout, size_t count, size_t *offset);

static bool align(lode_buffer *image) {
    static const char filling[ALIGNED];

    return lode_buffer_append(image, filling, (ALIGNED - image->length % ALIGNED) % ALIGNED);
}

static size_t read_size(const char *thing, size_t offset) {
    size_t size;

    memcpy(&size, thing + offset, sizeof size);
    return size;
}

/* Puts what one pointer points at, and the pointer itself. */
static bool put_member(image_maker *maker, const char *thing, const lode_layout_member *member, size_t offset) {
    const lode_layout *to = member->to ? member->to : &byte_layout;
    size_t place = offset + member->offset, count = 1, target;
    const placed *known;
    uintptr_t kept;
    uint64_t listed = place;
    const char *pointed;

    if (member->kind == LODE_LAYOUT_CLEARED) {
        memset(maker->image->bytes + place, 0, member->count);
        return true;
    }
    memcpy(&pointed, thing + member->offset, sizeof pointed);
    if (!pointed)
        return true;
    if (member->kind == LODE_LAYOUT_STRING)
        count = strlen(pointed);
    else if (member->kind != LODE_LAYOUT_THING)
        count = read_size(thing, member->count) + member->more;
    known = slot_of(maker, pointed, to);
    target = known->offset;
    if (!known->thing && !put(maker, pointed, to, count, &target))
        return false;
    kept = target;
    memcpy(maker->image->bytes + place, &kept, sizeof kept);
    return lode_buffer_append(&maker->pointers, (const char *)&listed, sizeof listed);
}

static bool put(image_maker *maker, const void *things, const lode_layout *layout, size_t count, size_t *offset) {
    const char *thing = things;

    if (layout != &byte_layout && !align(maker->image))
        return false;
    *offset = maker->image->length;
    if (!note_placed(maker, things, layout, *offset) || !lode_buffer_append(maker->image, thing, count * layout->size) ||
        (layout == &byte_layout && !lode_buffer_byte(maker->image, '\0')))
        return false;
    for (size_t i = 0; layout->member_count && i < count; i++)
        for (size_t j = 0; j < layout->member_count; j++)
            if (!put_member(maker, thing + i * layout->size, &layout->members[j], *offset + i * layout->size))
                return false;
    return true;
}

bool lode_image_make(const void *thing, const lode_layout *layout, lode_buffer *image) {
    image_maker maker = {.image = image};
    image_head head = {0, 0};
    size_t offset;
    bool done =
        lode_buffer_append(image, (const char *)&head, sizeof head) && put(&maker, thing, layout, 1, &offset) && align(image);

    head.things = image->length;
    head.pointers = maker.pointers.length / sizeof(uint64_t);
    done = done && (!maker.pointers.length || lode_buffer_append(image, maker.pointers.bytes, maker.pointers.length));
    if (done)
        memcpy(image->bytes, &head, sizeof head);
    lode_buffer_free(&maker.pointers);
    free(maker.slots);
    return done;
}

void *lode_image_use(char *bytes, size_t length) {
    image_head head;
    const char *pointer;

    if (length < sizeof head)
        return NULL;
    memcpy(&head, bytes, sizeof head);
    if (head.things < sizeof head || head.things > length || head.pointers != (length - head.things) / sizeof(uint64_t))
        return NULL;
    pointer = bytes + head.things;
    for (uint64_t i = 0; i < head.pointers; i++, pointer += sizeof(uint64_t)) {
        uint64_t place;
        uintptr_t target;
        char *to;

        memcpy(&place, pointer, sizeof place);
        if (place > head.things - sizeof target)
            return NULL;
        memcpy(&target, bytes + place, sizeof target);
        if (target > head.things)
            return NULL;
        to = bytes + target;
        memcpy(bytes + place, &to, sizeof to);
    }
    return bytes + sizeof head;
}
