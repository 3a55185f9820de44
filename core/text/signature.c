/* SPDX-License-Identifier: MIT */
#include "text/signature.h"

#include <stdbool.h>
#include <string.h>

/* As the formats' own specifications give them. What begins with letters alone is none that a text begins with as well. */
static const struct {
    const char *bytes;
    size_t length;
    const char *name;
} signatures[] = {
    {"%PDF-", 5, "a PDF document"},
    {"%!PS-Adobe", 10, "a PostScript document"},
    {"{\\rtf", 5, "an RTF document"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "a document of an office program (OLE 2, such as .doc and .xls)"},
    {"PK\x03\x04", 4, "a ZIP archive"},
    {"PK\x05\x06", 4, "an empty ZIP archive"},
    {"\x1F\x8B", 2, "a gzip file"},
    {"BZh", 3, "a bzip2 file"},
    {"\xFD"
     "7zXZ\x00",
     6, "an xz file"},
    {"\x28\xB5\x2F\xFD", 4, "a Zstandard file"},
    {"7z\xBC\xAF\x27\x1C", 6, "a 7-Zip archive"},
    {"Rar!\x1A\x07", 6, "a RAR archive"},
    {"\x89PNG\r\n\x1A\n", 8, "a PNG image"},
    {"\xFF\xD8\xFF", 3, "a JPEG image"},
    {"GIF87a", 6, "a GIF image"},
    {"GIF89a", 6, "a GIF image"},
    {"II*\x00", 4, "a TIFF image"},
    {"MM\x00*", 4, "a TIFF image"},
    {"SQLite format 3\x00", 16, "an SQLite database"},
    {"\x7F"
     "ELF",
     4, "a program"},
};

/* Where a bzip2 file has its level and the mark of its first block, and where the name of a ZIP archive's first member stands.
 */
enum { BZIP2_LEVEL = 3, BZIP2_BLOCK = 4, ZIP_NAME = 30 };

static bool holds(const unsigned char *bytes, size_t length, size_t at, const char *part) {
    size_t size = strlen(part);

    return length >= at + size && memcmp(bytes + at, part, size) == 0;
}

/* Office programs keep their documents in ZIP archives, of which the first member says so. */
static const char *name_archive(const unsigned char *bytes, size_t length) {
    if (holds(bytes, length, ZIP_NAME, "mimetypeapplication/vnd.oasis.opendocument."))
        return "a document of an office program (OpenDocument, such as .odt)";
    if (holds(bytes, length, ZIP_NAME, "mimetypeapplication/epub+zip"))
        return "an EPUB book";
    if (holds(bytes, length, ZIP_NAME, "[Content_Types].xml") || holds(bytes, length, ZIP_NAME, "_rels/.rels") ||
        holds(bytes, length, ZIP_NAME, "docProps/") || holds(bytes, length, ZIP_NAME, "word/"))
        return "a document of an office program (Office Open XML, such as .docx and .xlsx)";
    return "a ZIP archive";
}

const char *lode_signature_find(const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (length < signatures[i].length || memcmp(bytes, signatures[i].bytes, signatures[i].length) != 0)
            continue;
        if (bytes[0] == 'B' && !(length > BZIP2_LEVEL && bytes[BZIP2_LEVEL] >= '1' && bytes[BZIP2_LEVEL] <= '9' &&
                                 holds(bytes, length, BZIP2_BLOCK, "1AY&SY")))
            continue;
        return holds(bytes, length, 0, "PK\x03\x04") ? name_archive(bytes, length) : signatures[i].name;
    }
    return NULL;
}
