/* SPDX-License-Identifier: MIT */
#include "package.h"

#include "bytes.h"
#include "room.h"

#include <archive.h>
#include <archive_entry.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 16 };

/* Names of the parts that are unpacked; the others hold pictures, fonts, settings, what was computed. */
static const char *const WANTED[] = {"_rels/.rels",
                                     "docProps/core.xml",
                                     "package/services/metadata/core-properties/*.psmdcp",
                                     "word/*.xml",
                                     "word/_rels/*.rels",
                                     "xl/workbook.xml",
                                     "xl/sharedStrings.xml",
                                     "xl/styles.xml",
                                     "xl/_rels/*.rels",
                                     "xl/worksheets/*.xml",
                                     "ppt/presentation.xml",
                                     "ppt/_rels/*.rels",
                                     "ppt/slides/*.xml",
                                     "mimetype",
                                     "content.xml",
                                     "styles.xml",
                                     "meta.xml",
                                     "META-INF/manifest.xml"};
/* Of those, what holds none of a document's text. */
static const char *const UNWANTED[] = {"word/settings.xml", "word/fontTable.xml", "word/webSettings.xml", "word/numbering.xml",
                                       "word/comments*.xml"};

static bool is_among(const char *const *patterns, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (fnmatch(patterns[i], name, FNM_PATHNAME) == 0)
            return true;
    return false;
}

static bool is_wanted(const char *name) {
    return is_among(WANTED, sizeof WANTED / sizeof *WANTED, name) &&
           !is_among(UNWANTED, sizeof UNWANTED / sizeof *UNWANTED, name);
}

static struct archive *open_archive(const unsigned char *bytes, size_t length) {
    struct archive *opened = archive_read_new();

    if (!opened)
        return NULL;
    if (archive_read_support_format_zip(opened) != ARCHIVE_OK ||
        archive_read_open_memory(opened, bytes, length) != ARCHIVE_OK) {
        archive_read_free(opened);
        return NULL;
    }
    return opened;
}

static bool is_entry(int result) {
    return result == ARCHIVE_OK || result == ARCHIVE_WARN;
}

static lode_status break_off(struct archive *from, lode_error *error) {
    const char *reason = archive_error_string(from);

    lode_error_set(error, LODE_ERROR_SYNTAX, "its zip archive is broken or cut short%s%s", reason ? ": " : "",
                   reason ? reason : "");
    lode_error_advise(error, "open it where it was made and save it again");
    return LODE_ERROR_SYNTAX;
}

static lode_status unpack(struct archive *from, size_t room, const lode_record *record, byte_buffer *to, lode_error *error) {
    for (;;) {
        la_ssize_t count;

        if (!bytes_reserve(to, CHUNK))
            return lode_error_no_memory(error);
        count = archive_read_data(from, to->at + to->length, CHUNK);
        if (count < 0)
            return break_off(from, error);
        if (count == 0)
            return LODE_OK;
        to->length += (size_t)count;
        if (to->length > room)
            return lode_record_refuse_size(record, error);
    }
}

static lode_status add_part(package *to, const char *name, const byte_buffer *unpacked, lode_error *error) {
    size_t length = strlen(name) + 1;
    package_part *parts = room_for_one(to->parts, to->count, &to->capacity, sizeof *parts);

    if (!parts)
        return lode_error_no_memory(error);
    to->parts = parts;
    to->parts[to->count].name = malloc(length);
    if (!to->parts[to->count].name)
        return lode_error_no_memory(error);
    memcpy(to->parts[to->count].name, name, length);
    to->parts[to->count].bytes = unpacked->at;
    to->parts[to->count++].length = unpacked->length;
    return LODE_OK;
}

static lode_status read_entry(package *to, struct archive *from, struct archive_entry *entry, size_t *room,
                              const lode_record *record, lode_error *error) {
    const char *name = archive_entry_pathname(entry);
    byte_buffer unpacked = {0};
    lode_status status;

    if (!name || !is_wanted(name))
        return LODE_OK;
    if (archive_entry_is_data_encrypted(entry)) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "it is encrypted");
        lode_error_advise(error, "save it without a password");
        return LODE_ERROR_SYNTAX;
    }
    status = unpack(from, *room, record, &unpacked, error);
    if (status == LODE_OK) {
        *room -= unpacked.length;
        status = add_part(to, name, &unpacked, error);
    }
    if (status != LODE_OK)
        bytes_free(&unpacked);
    return status;
}

static int compare_parts(const void *a, const void *b) {
    return strcmp(((const package_part *)a)->name, ((const package_part *)b)->name);
}

lode_status package_open(package *opened, const lode_input *input, const lode_record *record, lode_error *error) {
    struct archive *from = open_archive(input->bytes, input->length);
    struct archive_entry *entry;
    size_t room = lode_record_room(record);
    lode_status status = LODE_OK;
    int result = ARCHIVE_EOF;

    *opened = (package){0};
    if (!from) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "it is no office file: it is no zip archive");
        lode_error_advise(error, "give it the ending that its format has");
        return LODE_ERROR_SYNTAX;
    }
    while (status == LODE_OK && is_entry(result = archive_read_next_header(from, &entry)))
        status = read_entry(opened, from, entry, &room, record, error);
    if (status == LODE_OK && result != ARCHIVE_EOF)
        status = break_off(from, error);
    archive_read_free(from);
    if (opened->count)
        qsort(opened->parts, opened->count, sizeof *opened->parts, compare_parts);
    return status;
}

package_kind package_kind_of(const unsigned char *bytes, size_t length) {
    static const char *const OOXML[] = {"word/*", "xl/*", "ppt/*", "docProps/*"};
    struct archive *from = open_archive(bytes, length);
    struct archive_entry *entry;
    package_kind kind = PACKAGE_OTHER;
    bool types = false, folder = false;

    while (from && kind == PACKAGE_OTHER && is_entry(archive_read_next_header(from, &entry))) {
        const char *name = archive_entry_pathname(entry);
        char type[64] = "";

        if (name && strcmp(name, "mimetype") == 0 && archive_read_data(from, type, sizeof type - 1) > 0 &&
            strncmp(type, "application/vnd.oasis.opendocument.", 35) == 0)
            kind = PACKAGE_ODF;
        types |= name && strcmp(name, "[Content_Types].xml") == 0;
        folder |= name && is_among(OOXML, sizeof OOXML / sizeof *OOXML, name);
        if (types && folder)
            kind = PACKAGE_OOXML;
    }
    archive_read_free(from);
    return kind;
}

const package_part *package_find(const package *opened, const char *name) {
    package_part key = {.name = (char *)name};

    return opened->count ? bsearch(&key, opened->parts, opened->count, sizeof key, compare_parts) : NULL;
}

void package_free(package *opened) {
    for (size_t i = 0; i < opened->count; i++) {
        free(opened->parts[i].name);
        free(opened->parts[i].bytes);
    }
    free(opened->parts);
    *opened = (package){0};
}
