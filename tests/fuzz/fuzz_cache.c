/* SPDX-License-Identifier: MIT */
/* Any bytes as a file of the cache folder: it is not there, or its pieces lie in it one behind the other. Of the first byte one
 * bit tells whether the file gets the head and checksum that it should have, which chance would not find, and another whether
 * it is a good one, of which the rest is what is damaged: place, place, byte. What is damaged is not there. The rest is also
 * put to use as an image. */
#include "cache/cache.h"
#include "cache/image.h"
#include "must.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SUMMED = 1, DAMAGED = 2, PIECES = 3 };

static char folder[] = "/tmp/fuzz-cache-XXXXXX", path[512];
static const lode_buffer what = {.bytes = (char *)"what", .length = 4};
static lode_buffer good; /* a file */

static void clean_up(void) {
    remove(path);
    rmdir(folder);
}

/* Stores something, to learn the file's name and what is in it. */
static void begin(void) {
    lode_buffer stored[PIECES] = {0}, *const pieces[PIECES] = {&stored[0], &stored[1], &stored[2]};
    const struct dirent *entry;
    DIR *files;
    FILE *file;

    must(mkdtemp(folder) && atexit(clean_up) == 0, "a folder can be made");
    lode_buffer_string(&stored[0], "one");
    lode_buffer_string(&stored[2], "a piece that is longer than what is aligned");
    lode_cache_store(folder, &what, pieces, PIECES);
    must((files = opendir(folder)) != NULL, "the folder can be read");
    while ((entry = readdir(files)))
        if (entry->d_name[0] != '.')
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    closedir(files);
    must((file = fopen(path, "rb")) && lode_buffer_read(&good, file), "something was stored");
    fclose(file);
    for (int i = 0; i < PIECES; i++)
        lode_buffer_free(&stored[i]);
}

/* A head as lode_cache_store writes it. */
static void add_summed(lode_buffer *to, const uint8_t *data, size_t size) {
    const uint64_t length = size, sum = lode_cache_hash(0, data, size);

    lode_buffer_append(to, good.bytes, 16);
    lode_buffer_append(to, (const char *)&length, sizeof length);
    lode_buffer_append(to, (const char *)&sum, sizeof sum);
    lode_buffer_append(to, (const char *)data, size);
}

static void add_damaged(lode_buffer *to, const uint8_t *data, size_t size) {
    lode_buffer_append(to, good.bytes, good.length);
    for (; size >= 3; data += 3, size -= 3)
        to->bytes[(size_t)(data[0] << 8 | data[1]) % to->length] = (char)data[2];
    to->length -= size == 2 ? data[0] % to->length : 0;
}

static void find(const lode_buffer *content, bool damaged) {
    lode_buffer found[PIECES], *const pieces[PIECES] = {&found[0], &found[1], &found[2]};
    FILE *file = fopen(path, "wb");
    lode_kept kept = {0};
    const char *at;
    bool is_found;

    must(file && fwrite(content->bytes, 1, content->length, file) == content->length && fclose(file) == 0, "it is written");
    is_found = lode_cache_find(folder, &what, pieces, PIECES, &kept);
    must(!damaged || is_found == (content->length == good.length && memcmp(content->bytes, good.bytes, good.length) == 0),
         "what is whole is there, and what is damaged is not");
    if (!is_found)
        return;
    at = kept.bytes;
    for (int i = 0; i < PIECES; i++) {
        must(found[i].bytes >= at && found[i].length <= kept.length && (uintptr_t)found[i].bytes % 16 == 0, "pieces in order");
        at = found[i].bytes + found[i].length;
        must(at <= kept.bytes + kept.length, "pieces lie in the file");
    }
    lode_cache_close(&kept);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    lode_buffer content = {0};
    char *image;

    if (!size)
        return 0;
    if (!path[0])
        begin();
    lode_buffer_string(&content, "");
    if (data[0] & DAMAGED)
        add_damaged(&content, data + 1, size - 1);
    else if (data[0] & SUMMED)
        add_summed(&content, data + 1, size - 1);
    else
        lode_buffer_append(&content, (const char *)data + 1, size - 1);
    find(&content, data[0] & DAMAGED);
    lode_buffer_free(&content);
    image = malloc(size);
    must(image, "there is memory");
    memcpy(image, data + 1, size - 1);
    lode_image_use(image, size - 1);
    free(image);
    return 0;
}
