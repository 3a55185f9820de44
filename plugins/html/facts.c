/* SPDX-License-Identifier: MIT */
#include "facts.h"

#include "elements.h"

#include <string.h>
#include <strings.h>

/* Names under which pages give the day that they were published, in `property`, `name`, `itemprop` or `http-equiv` of <meta>,
 * the surest first: Open Graph, schema.org, Dublin Core, and what publishers' systems write. */
static const char *const DATES[] = {"article:published_time",
                                    "og:published_time",
                                    "datePublished",
                                    "DC.date.issued",
                                    "dcterms.issued",
                                    "dcterms.created",
                                    "DC.date",
                                    "dcterms.date",
                                    "pubdate",
                                    "publishdate",
                                    "publish-date",
                                    "publication_date",
                                    "date",
                                    "sailthru.date",
                                    "parsely-pub-date",
                                    "cXenseParse:recs:publishtime",
                                    "article:modified_time",
                                    "dateModified",
                                    "last-modified"};
static const char *const NAMED_BY[] = {"property", "name", "itemprop", "http-equiv"};

enum { DATE_COUNT = sizeof DATES / sizeof *DATES, IN_TEXT = DATE_COUNT };

/* The surest date so far. */
typedef struct dates {
    const char *value;
    size_t rank; /* its place in DATES; IN_TEXT: of a <time> in the text */
} dates;

static void offer_date(dates *best, const char *value, size_t rank) {
    if (value && (!best->value || rank < best->rank))
        *best = (dates){value, rank};
}

static size_t date_rank(const char *name) {
    size_t rank = 0;

    while (rank < DATE_COUNT && strcasecmp(name, DATES[rank]) != 0)
        rank++;
    return rank;
}

static bool is_meta(const xmlNode *meta, const char *name) {
    for (size_t i = 0; i < sizeof NAMED_BY / sizeof *NAMED_BY; i++) {
        const char *value = element_attribute(meta, NAMED_BY[i]);

        if (value && strcasecmp(value, name) == 0)
            return true;
    }
    return false;
}

static lode_status set_title(lode_record *record, const char *title, lode_error *error) {
    char plain[1024];
    size_t length = 0;

    for (; *title && length + 1 < sizeof plain; title++) {
        bool space = strchr(" \t\r\n\f", *title);

        if (!space)
            plain[length++] = *title;
        else if (length && plain[length - 1] != ' ')
            plain[length++] = ' ';
    }
    while (length && (plain[length - 1] == ' ' || (*title && ((unsigned char)plain[length - 1] & 0xC0) == 0x80)))
        length--;
    length -= *title && length && ((unsigned char)plain[length - 1] & 0x80);
    return lode_record_set_title(record, plain, length, error);
}

/* A language or date that is none says nothing; only a lack of memory counts. */
static lode_status forgive(lode_status status) {
    return status == LODE_ERROR_MEMORY ? status : LODE_OK;
}

static lode_status set_language(lode_record *record, const char *language, lode_error *error) {
    return language ? forgive(lode_record_set_language(record, language, strcspn(language, ", "), error)) : LODE_OK;
}

static lode_status read_meta(const xmlNode *meta, lode_record *record, dates *best, lode_error *error) {
    const char *content = element_attribute(meta, "content");
    lode_status status = LODE_OK;

    if (!content)
        return LODE_OK;
    for (size_t i = 0; i < sizeof NAMED_BY / sizeof *NAMED_BY; i++) {
        const char *name = element_attribute(meta, NAMED_BY[i]);
        size_t rank = name ? date_rank(name) : DATE_COUNT;

        if (rank < DATE_COUNT)
            offer_date(best, content, rank);
    }
    if (is_meta(meta, "content-language"))
        status = set_language(record, content, error);
    if (status == LODE_OK && (is_meta(meta, "author") || is_meta(meta, "article:author")))
        status = lode_record_set_metadata(record, "author", content, strlen(content), error);
    return status;
}

static lode_status read_element(const xmlNode *node, lode_record *record, dates *best, bool *titled, lode_error *error) {
    if (element_is(node, "html"))
        return set_language(record, element_attribute(node, "lang"), error);
    if (element_is(node, "meta"))
        return read_meta(node, record, best, error);
    if (element_is(node, "time"))
        offer_date(best, element_attribute(node, "datetime"), IN_TEXT);
    if (element_is(node, "title") && !*titled && node->children && node->children->content && node->parent &&
        element_is(node->parent, "head")) {
        *titled = true;
        return set_title(record, (const char *)node->children->content, error);
    }
    return LODE_OK;
}

lode_status facts_read(xmlNode *root, lode_record *record, lode_error *error) {
    dates best = {0};
    bool titled = false;
    lode_status status = LODE_OK;

    for (xmlNode *node = root; node && status == LODE_OK; node = element_next(node, root, true))
        if (node->type == XML_ELEMENT_NODE)
            status = read_element(node, record, &best, &titled, error);
    if (status == LODE_OK && best.value)
        status = forgive(lode_record_set_date(record, best.value, strlen(best.value), error));
    return status;
}
