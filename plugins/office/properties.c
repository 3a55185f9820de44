/* SPDX-License-Identifier: MIT */
#include "properties.h"

#include <string.h>

enum { TITLE, AUTHOR, CREATED, MODIFIED, COUNT, VALUE_LENGTH = 512 };

/* Dublin Core's names in Office Open XML, and OpenDocument's own. There the one who began a text is its author, and dc:date the
 * day of the last change. */
static const xml_name NAMES[] = {{"created", CREATED},    {"creation-date", CREATED},  {"creator", AUTHOR},
                                 {"date", MODIFIED},      {"initial-creator", AUTHOR}, {"modified", MODIFIED},
                                 {"title", TITLE + COUNT}};

typedef struct reading {
    char values[COUNT][VALUE_LENGTH];
    size_t lengths[COUNT];
    int at;         /* the value that is read; -1: none */
    bool has_begun; /* the author is the one who began it */
} reading;

static void open_element(void *context, const xml_element *element) {
    reading *to = context;
    int found = xml_find(NAMES, sizeof NAMES / sizeof *NAMES, element->name) % COUNT;
    bool known = xml_find(NAMES, sizeof NAMES / sizeof *NAMES, element->name) != 0;
    bool begins = strcmp(element->name, "initial-creator") == 0;

    to->at = known && !(found == AUTHOR && to->has_begun && !begins) ? found : -1;
    to->has_begun |= begins;
    if (to->at >= 0)
        to->lengths[to->at] = 0;
}

static void close_element(void *context, const char *name) {
    (void)name;
    ((reading *)context)->at = -1;
}

/* Text with one blank where there is white space; what is too long is cut behind a whole character. */
static void add_text(void *context, const char *text, size_t length) {
    reading *to = context;
    char *value = to->at >= 0 ? to->values[to->at] : NULL;
    size_t *end = to->at >= 0 ? &to->lengths[to->at] : NULL;

    for (size_t i = 0; value && i < length; i++) {
        bool blank = strchr(" \t\r\n", text[i]) != NULL && text[i];
        size_t size = 1;

        while (i + size < length && ((unsigned char)text[i + size] & 0xC0) == 0x80)
            size++;
        if (*end + size >= VALUE_LENGTH)
            return;
        if (!blank)
            memcpy(value + *end, text + i, size);
        else if (*end && value[*end - 1] != ' ')
            value[*end] = ' ';
        else
            continue;
        *end += size;
        i += size - 1;
    }
}

static lode_status set_date(const reading *from, properties_date wanted, lode_record *record, lode_error *error) {
    int best = wanted == PROPERTIES_MODIFIED ? MODIFIED : CREATED, other = best == CREATED ? MODIFIED : CREATED;
    lode_status status;

    if (!from->lengths[best])
        best = other;
    if (wanted == PROPERTIES_NO_DATE || !from->lengths[best])
        return LODE_OK;
    status = lode_record_set_date(record, from->values[best], from->lengths[best], error);
    return status == LODE_ERROR_MEMORY ? status : LODE_OK; /* what is no date says nothing */
}

lode_status properties_read(const package_part *part, properties_date date, lode_record *record, lode_error *error) {
    const xml_handlers handlers = {.open = open_element, .close = close_element, .text = add_text};
    reading read = {.at = -1};
    lode_status status = xml_read(part, &handlers, &read, error);

    for (int i = 0; i < COUNT; i++)
        while (read.lengths[i] && read.values[i][read.lengths[i] - 1] == ' ')
            read.lengths[i]--;
    if (status == LODE_OK)
        status = lode_record_set_title(record, read.values[TITLE], read.lengths[TITLE], error);
    if (status == LODE_OK)
        status = lode_record_set_metadata(record, "author", read.values[AUTHOR], read.lengths[AUTHOR], error);
    return status == LODE_OK ? set_date(&read, date, record, error) : status;
}
