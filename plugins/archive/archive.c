/* SPDX-License-Identifier: MIT */
/* The reader for archives and compressed files: each file in them is handed back to lode, which has the reader that fits read
 * it. Nothing is ever written, and no name in an archive is opened, so it may say "../../etc/passwd". */
#include "member_name.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const extensions[] = {"zip", "tar", "gz",   "tgz", "bz2", "tbz", "tbz2", "xz",
                                         "txz", "zst", "tzst", "7z",  "rar", "lz4", NULL};

#define SIGNATURE(at, bytes)                                                                                                   \
    { at, 0, bytes, sizeof bytes - 1 }
static const lode_signature signatures[] = {SIGNATURE(0, "PK\3\4"),
                                            SIGNATURE(0, "PK\5\6"),
                                            SIGNATURE(0, "\x1F\x8B\x08"),
                                            SIGNATURE(0, "BZh"),
                                            SIGNATURE(0, "\xFD\x37zXZ\0"),
                                            SIGNATURE(0, "\x28\xB5\x2F\xFD"),
                                            SIGNATURE(0, "7z\xBC\xAF\x27\x1C"),
                                            SIGNATURE(0, "Rar!\x1A\x07"),
                                            SIGNATURE(0, "\x04\x22\x4D\x18"),
                                            SIGNATURE(257, "ustar"),
                                            {0}};

enum { CHUNK = 1 << 16, REFUSED_MOST = 16 /* members that may turn out too large only as they are unpacked */ };

typedef struct archives {
    char *names;     /* encoding of members' names that are no UTF-8; NULL: as they look */
    locale_t locale; /* libarchive gives names in that of the thread */
} archives;

/* A member as it is unpacked; the memory serves all of an archive. */
typedef struct unpacked {
    unsigned char *bytes;
    size_t length, capacity;
    unsigned refused; /* members so far that were larger than they said */
} unpacked;

static void close_archives(void *state) {
    archives *opened = state;

    if (opened->locale)
        freelocale(opened->locale);
    free(opened->names);
    free(opened);
}

static lode_status open_archives(const lode_settings *settings, void **state, lode_error *error) {
    const char *names = lode_settings_get(settings, "names");
    archives *opened = calloc(1, sizeof *opened);

    if (!opened)
        return lode_error_no_memory(error);
    opened->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    opened->names = names ? malloc(strlen(names) + 1) : NULL;
    if (names && !opened->names) {
        close_archives(opened);
        return lode_error_no_memory(error);
    }
    if (names)
        strcpy(opened->names, names);
    *state = opened;
    return LODE_OK;
}

static lode_status open_input(const lode_input *input, struct archive **opened, lode_error *error) {
    struct archive *from = archive_read_new();

    *opened = from;
    if (!from)
        return lode_error_no_memory(error);
    archive_read_support_filter_gzip(from);
    archive_read_support_filter_bzip2(from);
    archive_read_support_filter_xz(from);
    archive_read_support_filter_zstd(from);
    archive_read_support_filter_lz4(from);
    archive_read_support_format_zip(from);
    archive_read_support_format_tar(from);
    archive_read_support_format_7zip(from);
    archive_read_support_format_rar(from);
    archive_read_support_format_rar5(from);
    archive_read_support_format_raw(from);
    if (archive_read_open_memory(from, input->bytes, input->length) == ARCHIVE_OK)
        return LODE_OK;
    return lode_error_set(error, LODE_ERROR_SYNTAX, "it is broken or cut short: %s", archive_error_string(from));
}

/* One compressed file, which is no archive. */
static bool is_single(struct archive *from) {
    return archive_format(from) == ARCHIVE_FORMAT_RAW;
}

static lode_status break_off(struct archive *from, lode_error *error) {
    const char *reason = archive_error_string(from);

    if (archive_read_has_encrypted_entries(from) > 0) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "it is encrypted");
        lode_error_advise(error, "pack it without a password");
        return LODE_ERROR_SYNTAX;
    }
    return lode_error_set(error, LODE_ERROR_SYNTAX, "it is broken or cut short: %s", reason ? reason : "it ends early");
}

static bool make_room(unpacked *to) {
    size_t capacity = to->capacity ? to->capacity * 2 : 4 * CHUNK;
    unsigned char *grown;

    if (to->capacity - to->length >= CHUNK)
        return true;
    grown = realloc(to->bytes, capacity);
    if (!grown)
        return false;
    to->bytes = grown;
    to->capacity = capacity;
    return true;
}

static lode_status unpack(struct archive *from, struct archive_entry *entry, const lode_record *record, unpacked *to,
                          lode_error *error) {
    size_t room = lode_record_room(record);

    to->length = 0;
    if (archive_entry_is_data_encrypted(entry)) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "it is encrypted");
        lode_error_advise(error, "pack it without a password");
        return LODE_ERROR_SYNTAX;
    }
    if (archive_entry_size_is_set(entry) && archive_entry_size(entry) > 0 && (uint64_t)archive_entry_size(entry) > room)
        return lode_record_refuse_size(record, error);
    for (;;) {
        la_ssize_t count;

        if (!make_room(to))
            return lode_error_no_memory(error);
        count = archive_read_data(from, to->bytes + to->length, CHUNK);
        if (count < 0)
            return break_off(from, error);
        if (count == 0)
            return LODE_OK;
        to->length += (size_t)count;
        if (to->length > room) {
            to->refused++;
            return lode_record_refuse_size(record, error);
        }
    }
}

/* The name of a single compressed file: that of the file without its last ending; a short ending stands for ".tar" as well. */
static char *single_name(const char *file) {
    const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file, *dot = strrchr(base, '.');
    size_t length = dot && dot != base ? (size_t)(dot - base) : strlen(base);
    char *name = malloc(length + 1);

    if (name) {
        memcpy(name, base, length);
        name[length] = '\0';
    }
    return name;
}

static char *name_of(const archives *with, const lode_input *input, struct archive *from, struct archive_entry *entry,
                     lode_record *record) {
    const char *name = archive_entry_pathname(entry);
    char *single, *read;

    if (!is_single(from))
        return member_name_read(name ? name : "?", with->names, record);
    single = single_name(input->file);
    read = single ? member_name_read(single, with->names, record) : NULL;
    free(single);
    return read;
}

static lode_status hand_over(struct archive *from, struct archive_entry *entry, const char *name, lode_record *record,
                             unpacked *member, lode_error *error) {
    lode_error reason;
    lode_status status = unpack(from, entry, record, member, &reason);

    if (status == LODE_OK)
        return lode_record_member(record, name, member->bytes, member->length, error);
    reason.status = status;
    status = lode_record_set_part(record, name, strlen(name), error);
    return status == LODE_OK ? lode_record_fail(record, &reason, error) : status;
}

/* The next member and its name; an error of libarchive, or ARCHIVE_EOF. */
static int next_member(const archives *with, const lode_input *input, struct archive *from, struct archive_entry **entry,
                       lode_record *record, char **name) {
    locale_t before = with->locale ? uselocale(with->locale) : (locale_t)0;
    int result = archive_read_next_header(from, entry);

    *name = result == ARCHIVE_OK || result == ARCHIVE_WARN ? name_of(with, input, from, *entry, record) : NULL;
    if (with->locale)
        uselocale(before);
    return result;
}

static lode_status read_member(struct archive *from, struct archive_entry *entry, const char *name, lode_record *record,
                               unpacked *member, lode_error *error) {
    if (!name)
        return lode_error_no_memory(error);
    if (is_single(from) && archive_filter_code(from, 0) == ARCHIVE_FILTER_NONE) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "it is no archive, and not compressed");
        lode_error_advise(error, "give it the ending that its format has");
        return LODE_ERROR_SYNTAX;
    }
    if (!is_single(from) &&
        (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) || member_name_is_hidden(name)))
        return LODE_OK;
    if (member->refused > REFUSED_MOST)
        return lode_record_refuse_size(record, error);
    return hand_over(from, entry, name, record, member, error);
}

static lode_status read_members(const archives *with, const lode_input *input, struct archive *from, lode_record *record,
                                lode_error *error) {
    struct archive_entry *entry;
    unpacked member = {0};
    lode_status status = LODE_OK;
    int result = ARCHIVE_EOF;
    bool any = false;

    while (status == LODE_OK) {
        char *name;

        result = next_member(with, input, from, &entry, record, &name);
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
            break;
        any = true;
        status = read_member(from, entry, name, record, &member, error);
        free(name);
    }
    if (status == LODE_OK && result != ARCHIVE_EOF)
        status = break_off(from, error);
    if (status == LODE_OK && !any)
        status = lode_error_set(error, LODE_ERROR_SYNTAX, "there is no file in it");
    free(member.bytes);
    return status;
}

static lode_status read_archive(void *state, const lode_input *input, lode_record *record, lode_error *error) {
    struct archive *from;
    lode_status status = open_input(input, &from, error);

    if (status == LODE_OK)
        status = read_members(state, input, from, record, error);
    archive_read_free(from);
    return status;
}

static const lode_setting_spec settings[] = {
    {"names", NULL, NULL, "encoding of members' names that are no UTF-8, such as windows-1258 or cp437"}, {0}};

static const lode_reader reader = {.framing = LODE_FRAME_FILE,
                                   .extensions = extensions,
                                   .signatures = signatures,
                                   .container = true,
                                   .open = open_archives,
                                   .read = read_archive,
                                   .close = close_archives};

LODE_PLUGIN(archive, "1.0", "archives and compressed files: zip, tar, gz, bz2, xz, zst, 7z, rar; the files in them",
            .reader = &reader, .settings = settings)
