/* SPDX-License-Identifier: MIT */
/* The reader for office files: texts, workbooks and slides of Office Open XML and OpenDocument, and RTF. Older formats and
 * encrypted files are named with what to do. */
#include "opendocument.h"
#include "package.h"
#include "properties.h"
#include "relations.h"
#include "rtf.h"
#include "word.h"
#include "workbook.h"

#include <stdlib.h>
#include <string.h>

static const char *const extensions[] = {"docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltx", "pptx",
                                         "pptm", "ppsx", "odt",  "ott",  "ods",  "ots",  "odp",  "otp",
                                         "odg",  "rtf",  "doc",  "dot",  "xls",  "ppt",  NULL};

#define ZIP "PK\3\4"
#define COMPOUND_FILE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" /* of Office 97 to 2003, and of encrypted files ([MS-CFB]) */
static const lode_signature signatures[] = {{0, 0, ZIP, sizeof ZIP - 1}, {0, 0, COMPOUND_FILE, sizeof COMPOUND_FILE - 1}, {0}};

typedef struct office {
    workbook_options workbook;
    properties_date date;
} office;

static bool begins(const unsigned char *bytes, size_t length, const char *with, size_t size) {
    return length >= size && memcmp(bytes, with, size) == 0;
}

static bool is_compound_file(const unsigned char *bytes, size_t length) {
    return begins(bytes, length, COMPOUND_FILE, sizeof COMPOUND_FILE - 1);
}

static bool verify(const unsigned char *bytes, size_t length) {
    return is_compound_file(bytes, length) || rtf_is(bytes, length) || package_kind_of(bytes, length) != PACKAGE_OTHER;
}

static lode_status open_office(const lode_settings *settings, void **state, lode_error *error) {
    const char *decimals = lode_settings_get(settings, "decimals"), *date = lode_settings_get(settings, "date");
    office *opened = calloc(1, sizeof *opened);

    if (!opened)
        return lode_error_no_memory(error);
    opened->workbook.hidden = strcmp(lode_settings_get(settings, "hidden"), "on") == 0;
    opened->workbook.decimals = strcmp(decimals, "comma") == 0   ? WORKBOOK_COMMA
                                : strcmp(decimals, "point") == 0 ? WORKBOOK_POINT
                                                                 : WORKBOOK_AUTO;
    opened->date = strcmp(date, "modified") == 0 ? PROPERTIES_MODIFIED
                   : strcmp(date, "none") == 0   ? PROPERTIES_NO_DATE
                                                 : PROPERTIES_CREATED;
    *state = opened;
    return LODE_OK;
}

static bool has_name(const lode_input *input, const char *name, size_t size) {
    for (size_t i = 0; i + 2 * size <= input->length; i++) {
        size_t at = 0;

        while (at < size && input->bytes[i + 2 * at] == (unsigned char)name[at] && input->bytes[i + 2 * at + 1] == 0)
            at++;
        if (at == size)
            return true;
    }
    return false;
}

/* The streams of a compound file are named in UTF-16; one of these holds an encrypted file of Office Open XML ([MS-OFFCRYPTO]).
 */
static lode_status refuse_compound_file(const lode_input *input, lode_error *error) {
    static const char PACKAGE[] = "EncryptedPackage";

    if (has_name(input, PACKAGE, sizeof PACKAGE - 1)) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "it is encrypted");
        lode_error_advise(error, "save it without a password");
    } else {
        lode_error_set(error, LODE_ERROR_SYNTAX, "it is in a format of Office 97 to 2003, which is not read");
        lode_error_advise(error, "save it as .docx, .xlsx or .pptx: soffice --headless --convert-to docx FILE");
    }
    return LODE_ERROR_SYNTAX;
}

static lode_status read_main_part(const office *with, const package *opened, const char *part, lode_record *record,
                                  lode_error *error) {
    if (!package_find(opened, part))
        return lode_error_set(error, LODE_ERROR_SYNTAX, "it has no %s, where its text would be", part);
    if (strncmp(part, "xl/", 3) == 0)
        return workbook_read(opened, part, &with->workbook, record, error);
    if (strncmp(part, "ppt/", 4) == 0)
        return word_read_slides(opened, part, record, error);
    return word_read(opened, part, record, error);
}

static lode_status read_office_open_xml(const office *with, const package *opened, lode_record *record, lode_error *error) {
    relations related;
    const relation *properties, *main_part;
    lode_status status = relations_read(&related, opened, "", error);

    main_part = relations_of_type(&related, "officeDocument");
    properties = relations_of_type(&related, "core-properties");
    if (status == LODE_OK && !main_part) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "it is no office file: nothing in it says where its text is");
        lode_error_advise(error, "give it the ending that its format has");
        status = LODE_ERROR_SYNTAX;
    }
    if (status == LODE_OK && properties)
        status = properties_read(package_find(opened, properties->part), with->date, record, error);
    if (status == LODE_OK)
        status = read_main_part(with, opened, main_part->part, record, error);
    relations_free(&related);
    return status;
}

static lode_status read_office(void *state, const lode_input *input, lode_record *record, lode_error *error) {
    const office *with = state;
    package opened;
    lode_status status;

    if (is_compound_file(input->bytes, input->length))
        return refuse_compound_file(input, error);
    if (rtf_is(input->bytes, input->length))
        return rtf_read(input, with->date, record, error);
    status = package_open(&opened, input, record, error);
    if (status == LODE_OK && package_find(&opened, "mimetype")) {
        status = properties_read(package_find(&opened, "meta.xml"), with->date, record, error);
        if (status == LODE_OK)
            status = opendocument_read(&opened, with->workbook.hidden, record, error);
    } else if (status == LODE_OK)
        status = read_office_open_xml(with, &opened, record, error);
    package_free(&opened);
    return status;
}

static const lode_setting_spec settings[] = {
    {"date", "created", "created|modified|none", "which of a file's days is the document's, where it says both"},
    {"decimals", "auto", "auto|comma|point", "what stands before decimals in cells; auto: as the workbook's words suggest"},
    {"hidden", "off", "on|off", "read hidden sheets as well"},
    {0}};

static const lode_reader reader = {.framing = LODE_FRAME_FILE,
                                   .extensions = extensions,
                                   .signatures = signatures,
                                   .verify = verify,
                                   .open = open_office,
                                   .read = read_office,
                                   .close = free};

LODE_PLUGIN(office, "1.0", "office files: docx, xlsx, pptx, odt, ods, odp, rtf, with tables, notes and text boxes",
            .reader = &reader, .settings = settings)
