/* SPDX-License-Identifier: MIT */
/* The documents of one file, as bytes: the whole file, or each of its lines. */
#ifndef LODE_BATCH_FRAMES_H
#define LODE_BATCH_FRAMES_H

#include <lode.h>

/* Start from {0} and set `limit`; may be opened again after it was closed, and keeps its memory until lode_frames_free. */
typedef struct lode_frames {
    size_t limit; /* bytes that one frame may have; 0: no limit */
    const char *path;
    lode_framing framing;
    int descriptor; /* while it is open */
    char *bytes;
    size_t capacity;
    size_t start, filled; /* what of `bytes` was read and not yet handed out */
    uint64_t line;        /* of the last frame; 0: none yet, or the frame is the file */
    size_t looked;        /* bytes from `start` on that hold no line end */
    bool skipping;        /* the line at work is too long */
    bool waits;           /* reading may have to wait: a pipe or a terminal */
    bool open, ended, done;
} lode_frames;

/* Opens a file; "-" is standard input. `path` must live until it is closed. LODE_OK or LODE_ERROR_IO. */
lode_status lode_frames_open(lode_frames *frames, const char *path, lode_error *error);

/* Begins on a file that is in memory, allocated by malloc and given away. As above. */
void lode_frames_open_bytes(lode_frames *frames, const char *path, char *bytes, size_t length);

/* The first bytes of the file, as many as can be had at once, at most LODE_SIGNATURE_REACH: to tell by them how it is to be
 * cut, which frames->framing says from then on. They live until the next call. LODE_OK, and LODE_DECLINED, LODE_ERROR_IO,
 * LODE_ERROR_MEMORY as below. */
lode_status lode_frames_head(lode_frames *frames, lode_input *head, lode_error *error);

/* The next frame, whose bytes live until the next call. Lines come without their line end; blank ones are passed over. LODE_OK;
 * LODE_END; LODE_DECLINED where nothing can be read yet, though it may be later; LODE_ERROR_LIMIT for a frame that is too long,
 * which is passed over (frames->line tells which it was); LODE_ERROR_IO or LODE_ERROR_MEMORY, after which only closing makes
 * sense. */
lode_status lode_frames_next(lode_frames *frames, lode_input *input, lode_error *error);

void lode_frames_close(lode_frames *frames);
void lode_frames_free(lode_frames *frames);

#endif
