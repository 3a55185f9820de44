/* SPDX-License-Identifier: MIT */
#include "xml.h"

#include <libxml/parser.h>
#include <string.h>

enum { CHUNK = 1 << 16, FIELDS = 5 /* that libxml2 hands over for each attribute */ };

typedef struct reading {
    const xml_handlers *handlers;
    void *context;
    xmlParserCtxtPtr parser;
    bool has_type;
} reading;

static void open_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int space_count,
                         const xmlChar **spaces, int count, int defaulted, const xmlChar **attributes) {
    reading *at = user;
    const xml_element element = {.name = (const char *)name, .attributes = attributes, .attribute_count = count};

    (void)prefix, (void)space, (void)space_count, (void)spaces, (void)defaulted;
    at->handlers->open(at->context, &element);
}

static void close_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
    reading *at = user;

    (void)prefix, (void)space;
    at->handlers->close(at->context, (const char *)name);
}

static void add_text(void *user, const xmlChar *text, int length) {
    reading *at = user;

    if (at->handlers->text)
        at->handlers->text(at->context, (const char *)text, (size_t)length);
}

static void refuse_type(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
    reading *at = user;

    (void)name, (void)external, (void)system;
    at->has_type = true;
    xmlStopParser(at->parser);
}

static void ignore_error(void *user, xmlErrorPtr error) {
    (void)user, (void)error;
}

static lode_status parse(reading *at, const package_part *part, lode_error *error) {
    size_t done = 0;
    int result = 0;

    for (; result == 0 && done < part->length; done += CHUNK) {
        size_t size = part->length - done < CHUNK ? part->length - done : CHUNK;

        result = xmlParseChunk(at->parser, part->bytes + done, (int)size, done + size == part->length);
    }
    if (at->has_type)
        return lode_error_set(error, LODE_ERROR_SYNTAX, "%s has a DOCTYPE, which no office file has", part->name);
    if (result == XML_ERR_NO_MEMORY)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out for %s", part->name);
    if (result != 0 || !part->length) {
        lode_error_set(error, LODE_ERROR_SYNTAX, "%s is broken at line %d: it is no well-formed XML", part->name,
                       xmlSAX2GetLineNumber(at->parser));
        lode_error_advise(error, "open it where it was made and save it again");
        return LODE_ERROR_SYNTAX;
    }
    return LODE_OK;
}

lode_status xml_read(const package_part *part, const xml_handlers *handlers, void *context, lode_error *error) {
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = open_element,
                         .endElementNs = close_element,
                         .characters = add_text,
                         .ignorableWhitespace = add_text,
                         .cdataBlock = add_text,
                         .internalSubset = refuse_type,
                         .serror = (xmlStructuredErrorFunc)(void (*)(void))ignore_error};
    reading at = {.handlers = handlers, .context = context};
    lode_status status;

    if (!part)
        return LODE_OK;
    at.parser = xmlCreatePushParserCtxt(&sax, &at, NULL, 0, part->name);
    if (!at.parser)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out for %s", part->name);
    /* Without NOENT, "&amp;" in an attribute is handed over as "&#38;"; there are no other entities, since none are declared.
     */
    xmlCtxtUseOptions(at.parser, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_COMPACT);
    status = parse(&at, part, error);
    if (at.parser->myDoc)
        xmlFreeDoc(at.parser->myDoc);
    xmlFreeParserCtxt(at.parser);
    return status;
}

xml_value xml_attribute_at(const xml_element *element, int place) {
    const unsigned char **fields = element->attributes + (size_t)place * FIELDS;

    return (xml_value){(const char *)fields[3], (size_t)(fields[4] - fields[3])};
}

xml_value xml_attribute(const xml_element *element, const char *name) {
    for (int i = 0; i < element->attribute_count; i++)
        if (strcmp((const char *)element->attributes[(size_t)i * FIELDS], name) == 0)
            return xml_attribute_at(element, i);
    return (xml_value){0};
}

bool xml_is(xml_value value, const char *text) {
    return value.at && value.length == strlen(text) && memcmp(value.at, text, value.length) == 0;
}

uint32_t xml_number(xml_value value, uint32_t fallback) {
    uint32_t number = 0;

    if (!value.at || !value.length || value.length > 9)
        return fallback;
    for (size_t i = 0; i < value.length; i++) {
        if (value.at[i] < '0' || value.at[i] > '9')
            return fallback;
        number = number * 10 + (uint32_t)(value.at[i] - '0');
    }
    return number;
}

int xml_find(const xml_name *names, size_t count, const char *name) {
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, names[middle].name);

        if (order == 0)
            return names[middle].id;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}
