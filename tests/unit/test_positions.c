/* SPDX-License-Identifier: MIT */
/* Positions through lode.h, with the real packs and every sample: what `start` and `end` enclose in the original is the
 * entity's text, in bytes, code points and UTF-16 units; and a text gives the same entities however its accents are written:
 * composed (NFC), decomposed (NFD), with the tone on the first vowel (hòa) or on the second (hoà). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <iconv.h>
#include <lode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { PATH_SIZE = 1024, OFFSET_KINDS = 3 };

typedef struct text {
    char *bytes; /* NUL-terminated */
    size_t length;
} text;

static lode *engines[OFFSET_KINDS]; /* one for each way of counting */
static lode *reading;               /* the one that reads the files, and is at work while the others are asked */

static void append(text *to, const char *bytes, size_t length) {
    to->bytes = realloc(to->bytes, to->length + length + 1);
    assert_non_null(to->bytes);
    memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
    to->bytes[to->length] = '\0';
}

static text normalised(const char *bytes, size_t length, utf8proc_option_t form) {
    text out = {0};
    utf8proc_uint8_t *mapped;
    utf8proc_ssize_t size =
        utf8proc_map((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &mapped, UTF8PROC_STABLE | form);

    assert_true(size >= 0);
    append(&out, (const char *)mapped, (size_t)size);
    free(mapped);
    return out;
}

/* ---- The two placements of a tone ---- */

static const char *const tones[][2] = {
    {"òa", "oà"}, {"óa", "oá"}, {"ỏa", "oả"}, {"õa", "oã"}, {"ọa", "oạ"}, {"òe", "oè"}, {"óe", "oé"}, {"ỏe", "oẻ"},
    {"õe", "oẽ"}, {"ọe", "oẹ"}, {"ùy", "uỳ"}, {"úy", "uý"}, {"ủy", "uỷ"}, {"ũy", "uỹ"}, {"ụy", "uỵ"}, {"Òa", "Oà"},
    {"Óa", "Oá"}, {"Ủy", "Uỷ"}, {"Úy", "Uý"}, {"ÒA", "OÀ"}, {"ÓA", "OÁ"}, {"ỦY", "UỶ"}, {"ÚY", "UÝ"},
};

static bool letter_at(const char *bytes, size_t length) {
    utf8proc_int32_t code;

    return utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &code) > 0 &&
           utf8proc_category(code) <= UTF8PROC_CATEGORY_ME && utf8proc_category(code) != UTF8PROC_CATEGORY_CN;
}

/* Text in NFC with the tone of each word that ends in two vowels on this one of them (0 or 1). */
static text retoned(const text *in, int vowel) {
    text out = {0};

    append(&out, "", 0);
    for (size_t i = 0; i < in->length;) {
        size_t size = 0;

        for (size_t k = 0; k < sizeof tones / sizeof tones[0] && !size; k++) {
            const char *from = tones[k][1 - vowel];

            if (strncmp(in->bytes + i, from, strlen(from)) != 0)
                continue;
            size = strlen(from);
            /* Inside a word the place is fixed, and behind q the u is no vowel. */
            if (letter_at(in->bytes + i + size, in->length - i - size) || (i && strchr("qQ", in->bytes[i - 1])))
                append(&out, from, size);
            else
                append(&out, tones[k][vowel], strlen(tones[k][vowel]));
        }
        if (!size) {
            size = 1;
            append(&out, in->bytes + i, 1);
        }
        i += size;
    }
    return out;
}

/* ---- Entities and where they are ---- */

/* The byte at which this many units of UTF-8 text end. */
static size_t byte_of(const char *bytes, size_t length, size_t units, lode_offsets counted) {
    size_t byte = 0;

    for (size_t unit = 0; unit < units;) {
        utf8proc_int32_t code;
        utf8proc_ssize_t size;

        assert_true(byte < length);
        if (counted == LODE_OFFSETS_BYTE)
            return units;
        size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + byte, (utf8proc_ssize_t)(length - byte), &code);
        assert_true(size > 0);
        byte += (size_t)size;
        unit += counted == LODE_OFFSETS_UTF16 && code > 0xFFFF ? 2 : 1;
    }
    return byte;
}

/* Every entity's text is what its positions enclose in this UTF-8 text. */
static void check_positions(const lode_result *result, const char *bytes, size_t length, lode_offsets counted) {
    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];
        size_t start = byte_of(bytes, length, entity->start, counted), end = byte_of(bytes, length, entity->end, counted);

        assert_true(start < end && end <= length);
        assert_int_equal(end - start, entity->length);
        assert_memory_equal(bytes + start, entity->text, entity->length);
    }
}

/* Appends text in the one form in which documents are compared. */
static void append_plain(text *list, const char *bytes, size_t length) {
    text composed = normalised(bytes, length, UTF8PROC_COMPOSE), plain = retoned(&composed, 0);

    append(list, plain.bytes, plain.length);
    free(composed.bytes);
    free(plain.bytes);
}

/* What was found, an entity a line: type [text] name=value ... */
static text listed(const lode_result *result) {
    text list = {0};

    assert_int_equal(result->status, LODE_OK);
    assert_int_equal(result->problem_count, 0);
    append(&list, "", 0);
    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];

        append(&list, entity->type, strlen(entity->type));
        append(&list, " [", 2);
        append_plain(&list, entity->text, entity->length);
        append(&list, "]", 1);
        for (size_t j = 0; j < entity->attribute_count; j++) {
            const lode_attribute *attribute = &entity->attributes[j];
            char number[LODE_DECIMAL_TEXT_MAX];

            append(&list, " ", 1);
            append(&list, attribute->name, strlen(attribute->name));
            append(&list, "=", 1);
            if (attribute->value.kind == LODE_VALUE_NUMBER) {
                lode_decimal_format(attribute->value.number, number);
                append(&list, number, strlen(number));
            } else
                append_plain(&list, attribute->value.text, attribute->value.length);
        }
        append(&list, "\n", 1);
    }
    return list;
}

/* One form of a document: the same entities as were found in the document itself, each where it says, however one counts. */
static void check_form(const text *form, const char *date, const char *language, const text *expected) {
    lode_about about = {.date = date, .language = language};

    for (int counted = 0; counted < OFFSET_KINDS; counted++) {
        const lode_result *result;
        lode_error error;
        text found;

        assert_int_equal(lode_extract_text(engines[counted], form->bytes, form->length, &about, &result, &error), LODE_OK);
        found = listed(result);
        assert_string_equal(found.bytes, expected->bytes);
        check_positions(result, form->bytes, form->length, (lode_offsets)counted);
        free(found.bytes);
    }
}

static void check_forms(const text *original, const char *date, const char *language, const text *expected) {
    text nfc = normalised(original->bytes, original->length, UTF8PROC_COMPOSE);
    text nfd = normalised(original->bytes, original->length, UTF8PROC_DECOMPOSE);
    text first = retoned(&nfc, 0), second = retoned(&nfc, 1);

    check_form(&nfc, date, language, expected);
    check_form(&nfd, date, language, expected);
    check_form(&first, date, language, expected);
    check_form(&second, date, language, expected);
    free(nfc.bytes);
    free(nfd.bytes);
    free(first.bytes);
    free(second.bytes);
}

/* ---- Samples ---- */

/* The encoding that a sample has by its name; NULL: UTF-8. */
static const char *encoding_of(const char *file) {
    return strstr(file, "-utf16le.")        ? "UTF-16LE"
           : strstr(file, "-windows-1258.") ? "CP1258"
           : strstr(file, "-viscii.")       ? "VISCII"
                                            : NULL;
}

/* The bytes that each entity's positions enclose in the file are its text, in the file's encoding. */
static void check_encoded(const lode_result *result, const unsigned char *bytes, size_t length, const char *encoding) {
    for (size_t i = 0; i < result->entity_count; i++) {
        const lode_entity *entity = &result->entities[i];
        char decoded[PATH_SIZE], *in, *out = decoded, copy[PATH_SIZE];
        size_t in_left = entity->end - entity->start, out_left = sizeof decoded;
        iconv_t converter = iconv_open("UTF-8", encoding);
        text want, have;

        assert_true(converter != (iconv_t)-1);
        assert_true(entity->end <= length && in_left < sizeof copy);
        memcpy(copy, bytes + entity->start, in_left);
        in = copy;
        assert_int_equal(iconv(converter, &in, &in_left, &out, &out_left), 0);
        assert_int_equal(iconv(converter, NULL, NULL, &out, &out_left), 0);
        iconv_close(converter);
        want = normalised(entity->text, entity->length, UTF8PROC_COMPOSE);
        have = normalised(decoded, (size_t)(out - decoded), UTF8PROC_COMPOSE);
        assert_string_equal(have.bytes, want.bytes);
        free(want.bytes);
        free(have.bytes);
    }
}

/* A document of a file, and where its entities are counted. */
typedef struct checked {
    const char *file;
    const unsigned char *bytes;
    size_t length;
    bool is_record; /* it may tell its date and language beside the text */
    size_t count;
} checked;

/* As it is in its file, and in all forms. */
static lode_status check_result(void *context, const lode_result *result, lode_error *error) {
    checked *document = context;
    const char *encoding = encoding_of(document->file);
    text original = {0}, expected = listed(result);
    char date[16] = "", language[16] = "";

    (void)error;
    append(&original, result->text, result->text_length);
    if (encoding)
        check_encoded(result, document->bytes, document->length, encoding);
    else
        check_positions(result, original.bytes, original.length, LODE_OFFSETS_BYTE);
    if (document->is_record) {
        snprintf(date, sizeof date, "%s", result->date ? result->date : "");
        snprintf(language, sizeof language, "%s", result->language ? result->language : "");
    }
    document->count += result->entity_count;
    check_forms(&original, date[0] ? date : NULL, language[0] ? language : NULL, &expected);
    free(original.bytes);
    free(expected.bytes);
    return LODE_OK;
}

/* Returns how many entities it has. The engine that reads it is none of those that the forms are tried with. */
static size_t check_document(const char *file, const unsigned char *bytes, size_t length, const char *reader) {
    lode_input input = {.file = file, .line = strcmp(reader, "jsonl") == 0, .bytes = bytes, .length = length};
    lode_about about = {.name = file, .reader = reader};
    checked document = {.file = file, .bytes = bytes, .length = length, .is_record = strcmp(reader, "jsonl") == 0};
    lode_error error;

    assert_int_equal(lode_extract(reading, &input, &about, check_result, &document, &error), LODE_OK);
    return document.count;
}

static text read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    char buffer[4096];
    text bytes = {0};
    size_t size;

    assert_non_null(file);
    append(&bytes, "", 0);
    while ((size = fread(buffer, 1, sizeof buffer, file)) > 0)
        append(&bytes, buffer, size);
    fclose(file);
    return bytes;
}

/* Checks all samples of a language. */
static void check_samples(const char *language) {
    char folder[PATH_SIZE], path[PATH_SIZE * 2];
    DIR *directory;
    size_t files = 0, entities = 0;

    snprintf(folder, sizeof folder, "%s/samples/%s", getenv("LODE_SOURCE"), language);
    directory = opendir(folder);
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory));) {
        const char *ending = strrchr(entry->d_name, '.');
        text bytes;

        if (!ending || (strcmp(ending, ".txt") != 0 && strcmp(ending, ".jsonl") != 0))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        bytes = read_file(path);
        if (strcmp(ending, ".txt") == 0)
            entities += check_document(entry->d_name, (unsigned char *)bytes.bytes, bytes.length, "text");
        else
            for (char *line = strtok(bytes.bytes, "\n"); line; line = strtok(NULL, "\n"))
                entities += check_document(entry->d_name, (unsigned char *)line, strlen(line), "jsonl");
        free(bytes.bytes);
        files++;
    }
    closedir(directory);
    assert_true(files > 3 && entities > 10 * files);
}

static void vietnamese_samples(void **state) {
    (void)state;
    check_samples("vi");
}

static void english_samples(void **state) {
    (void)state;
    check_samples("en");
}

static int open_engines(void **state) {
    static char plugins[PATH_SIZE], rules[PATH_SIZE];
    const char *source = getenv("LODE_SOURCE"), *build = getenv("LODE_BUILD");
    lode_options options = lode_options_default();
    lode_error error;

    (void)state;
    if (!source || !build)
        return -1;
    snprintf(plugins, sizeof plugins, "%s/plugins/.libs", build);
    snprintf(rules, sizeof rules, "%s/rules", source);
    options.plugin_directories = (const char *const[]){plugins, NULL};
    options.rule_directories = (const char *const[]){rules, NULL};
    options.cache = false;
    options.prefilter = false; /* compiling it takes longer than these few texts */
    for (int counted = 0; counted <= OFFSET_KINDS; counted++) {
        lode **engine = counted < OFFSET_KINDS ? &engines[counted] : &reading;

        options.offsets = counted < OFFSET_KINDS ? (lode_offsets)counted : LODE_OFFSETS_BYTE;
        if (lode_open(&options, engine, &error) != LODE_OK || lode_load(*engine, "vi", &error) != LODE_OK ||
            lode_load(*engine, "en", &error) != LODE_OK) {
            fprintf(stderr, "%s\n", error.message);
            return -1;
        }
    }
    return 0;
}

static int close_engines(void **state) {
    (void)state;
    for (int counted = 0; counted < OFFSET_KINDS; counted++)
        lode_close(engines[counted]);
    lode_close(reading);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vietnamese_samples),
        cmocka_unit_test(english_samples),
    };

    return cmocka_run_group_tests_name("positions", tests, open_engines, close_engines);
}
