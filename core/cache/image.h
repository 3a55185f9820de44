/* SPDX-License-Identifier: MIT */
/* Images: things in memory that point at each other, as one run of bytes that may be kept in a file and put to use wherever it
 * is read to. Layouts tell where the pointers of each type are. */
#ifndef LODE_CACHE_IMAGE_H
#define LODE_CACHE_IMAGE_H

#include "base/buffer.h"

#include <stddef.h>

typedef struct lode_layout lode_layout;

typedef enum lode_layout_kind {
    LODE_LAYOUT_STRING, /* a pointer to a NUL-terminated string */
    LODE_LAYOUT_BYTES,  /* to bytes, as many as a size_t of the same thing says; a NUL is put behind them */
    LODE_LAYOUT_THINGS, /* to things of a layout, as many as a size_t of the same thing says, and `more` */
    LODE_LAYOUT_THING,  /* to one thing of a layout */
    LODE_LAYOUT_CLEARED /* `count` bytes that an image has as zeros: what means nothing there, and gaps between members */
} lode_layout_kind;

typedef struct lode_layout_member {
    lode_layout_kind kind;
    size_t offset;         /* in the thing */
    size_t count;          /* the offset of the size_t, or how many bytes are cleared */
    size_t more;           /* things beyond what the size_t says */
    const lode_layout *to; /* of what it points at */
} lode_layout_member;

/* All that is not named as a member is copied as it is. */
struct lode_layout {
    size_t size;
    const lode_layout_member *members;
    size_t member_count;
};

/* Those that need no members of their own. */
extern const lode_layout lode_layout_uint32;
extern const lode_layout lode_layout_string; /* a pointer to a string */

/* Members of a struct, and the gap between two of them that the compiler may leave. */
#define LODE_STRING(type, member)                                                                                              \
    { LODE_LAYOUT_STRING, offsetof(type, member), 0, 0, NULL }
#define LODE_BYTES(type, member, length)                                                                                       \
    { LODE_LAYOUT_BYTES, offsetof(type, member), offsetof(type, length), 0, NULL }
#define LODE_THINGS(type, member, count, to)                                                                                   \
    { LODE_LAYOUT_THINGS, offsetof(type, member), offsetof(type, count), 0, to }
#define LODE_THING(type, member, to)                                                                                           \
    { LODE_LAYOUT_THING, offsetof(type, member), 0, 0, to }
#define LODE_CLEARED(type, member)                                                                                             \
    { LODE_LAYOUT_CLEARED, offsetof(type, member), sizeof(((type *)NULL)->member), 0, NULL }
#define LODE_GAP(type, before, end)                                                                                            \
    {                                                                                                                          \
        LODE_LAYOUT_CLEARED, offsetof(type, before) + sizeof(((type *)NULL)->before),                                          \
            (end)-offsetof(type, before) - sizeof(((type *)NULL)->before), 0, NULL                                             \
    }
#define LODE_LAYOUT(type, members)                                                                                             \
    { sizeof(type), members, sizeof(members) / sizeof *(members) }

/* Appends the image of a thing, with all that it points at; what is pointed at twice is there once. Needs a buffer that is
 * empty. False: memory ran out. */
bool lode_image_make(const void *thing, const lode_layout *layout, lode_buffer *image);

/* Puts an image to use where it is; `bytes` must be aligned as malloc's are. Returns the thing, which lives in the image; NULL:
 * it is none. */
void *lode_image_use(char *bytes, size_t length);

#endif
