/* SPDX-License-Identifier: MIT */
#include "elements.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* Elements that are not inline, in the order of their names; from the HTML standard's suggested rendering, with those left out
 * that mark what is no part of a page's contents. */
static const struct {
    const char *name;
    element_kind kind;
} ELEMENTS[] = {
    {"address", ELEMENT_BLOCK},    {"applet", ELEMENT_SKIPPED},   {"article", ELEMENT_BLOCK},  {"aside", ELEMENT_SKIPPED},
    {"audio", ELEMENT_SKIPPED},    {"blockquote", ELEMENT_BLOCK}, {"body", ELEMENT_BLOCK},     {"br", ELEMENT_BREAK},
    {"button", ELEMENT_SKIPPED},   {"canvas", ELEMENT_SKIPPED},   {"caption", ELEMENT_BLOCK},  {"center", ELEMENT_BLOCK},
    {"datalist", ELEMENT_SKIPPED}, {"dd", ELEMENT_BLOCK},         {"del", ELEMENT_SKIPPED},    {"details", ELEMENT_BLOCK},
    {"dialog", ELEMENT_SKIPPED},   {"dir", ELEMENT_BLOCK},        {"div", ELEMENT_BLOCK},      {"dl", ELEMENT_BLOCK},
    {"dt", ELEMENT_BLOCK},         {"embed", ELEMENT_SKIPPED},    {"fieldset", ELEMENT_BLOCK}, {"figcaption", ELEMENT_BLOCK},
    {"figure", ELEMENT_BLOCK},     {"footer", ELEMENT_SKIPPED},   {"form", ELEMENT_BLOCK},     {"frameset", ELEMENT_BLOCK},
    {"h1", ELEMENT_BLOCK},         {"h2", ELEMENT_BLOCK},         {"h3", ELEMENT_BLOCK},       {"h4", ELEMENT_BLOCK},
    {"h5", ELEMENT_BLOCK},         {"h6", ELEMENT_BLOCK},         {"head", ELEMENT_SKIPPED},   {"header", ELEMENT_BLOCK},
    {"hr", ELEMENT_BREAK},         {"html", ELEMENT_BLOCK},       {"iframe", ELEMENT_SKIPPED}, {"legend", ELEMENT_BLOCK},
    {"li", ELEMENT_BLOCK},         {"listing", ELEMENT_KEPT},     {"main", ELEMENT_BLOCK},     {"map", ELEMENT_SKIPPED},
    {"menu", ELEMENT_SKIPPED},     {"meter", ELEMENT_SKIPPED},    {"nav", ELEMENT_SKIPPED},    {"noembed", ELEMENT_SKIPPED},
    {"noframes", ELEMENT_SKIPPED}, {"noscript", ELEMENT_SKIPPED}, {"object", ELEMENT_SKIPPED}, {"ol", ELEMENT_BLOCK},
    {"optgroup", ELEMENT_SKIPPED}, {"option", ELEMENT_SKIPPED},   {"p", ELEMENT_BLOCK},        {"pre", ELEMENT_KEPT},
    {"progress", ELEMENT_SKIPPED}, {"rp", ELEMENT_SKIPPED},       {"rt", ELEMENT_SKIPPED},     {"script", ELEMENT_SKIPPED},
    {"section", ELEMENT_BLOCK},    {"select", ELEMENT_SKIPPED},   {"style", ELEMENT_SKIPPED},  {"summary", ELEMENT_BLOCK},
    {"svg", ELEMENT_SKIPPED},      {"table", ELEMENT_BLOCK},      {"tbody", ELEMENT_BLOCK},    {"td", ELEMENT_BLOCK},
    {"template", ELEMENT_SKIPPED}, {"textarea", ELEMENT_SKIPPED}, {"tfoot", ELEMENT_BLOCK},    {"th", ELEMENT_BLOCK},
    {"thead", ELEMENT_BLOCK},      {"title", ELEMENT_SKIPPED},    {"tr", ELEMENT_BLOCK},       {"ul", ELEMENT_BLOCK},
    {"video", ELEMENT_SKIPPED},    {"xmp", ELEMENT_KEPT},
};

/* ARIA's roles for what surrounds a page's contents. */
static const char *const SURROUNDING[] = {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"};

bool element_is(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0;
}

const char *element_attribute(const xmlNode *node, const char *name) {
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (strcasecmp((const char *)attribute->name, name) == 0 && attribute->children && attribute->children->content)
            return (const char *)attribute->children->content;
    return NULL;
}

static bool is_hidden(const xmlNode *node) {
    const char *role = NULL, *style = NULL, *aria = NULL;
    bool hidden = false;

    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        const char *value = attribute->children ? (const char *)attribute->children->content : NULL;

        hidden |= strcasecmp(name, "hidden") == 0;
        if (strcasecmp(name, "role") == 0)
            role = value;
        else if (strcasecmp(name, "style") == 0)
            style = value;
        else if (strcasecmp(name, "aria-hidden") == 0)
            aria = value;
    }
    for (size_t i = 0; role && i < sizeof SURROUNDING / sizeof *SURROUNDING; i++)
        hidden |= strcasecmp(role, SURROUNDING[i]) == 0;
    hidden |= aria && strcasecmp(aria, "true") == 0;
    while (!hidden && style && (style = strstr(style, "display")) != NULL) {
        style += strlen("display");
        style += strspn(style, ": \t");
        hidden = strncasecmp(style, "none", 4) == 0;
    }
    return hidden;
}

/* The header of a page is its banner; that of an article or section belongs to it (HTML standard, 4.3.8). */
static bool is_banner(const xmlNode *node) {
    if (!element_is(node, "header"))
        return false;
    while ((node = node->parent) != NULL && node->type == XML_ELEMENT_NODE)
        if (element_is(node, "article") || element_is(node, "section") || element_is(node, "main"))
            return false;
    return true;
}

element_kind element_kind_of(const xmlNode *node) {
    size_t low = 0, high = sizeof ELEMENTS / sizeof *ELEMENTS;
    element_kind kind = ELEMENT_INLINE;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcasecmp((const char *)node->name, ELEMENTS[middle].name);

        if (order == 0) {
            kind = ELEMENTS[middle].kind;
            break;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return kind != ELEMENT_SKIPPED && ((node->properties && is_hidden(node)) || is_banner(node)) ? ELEMENT_SKIPPED : kind;
}

xmlNode *element_next(xmlNode *node, const xmlNode *root, bool inside) {
    if (inside && node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node && node != root && !node->next)
        node = node->parent;
    return node && node != root ? node->next : NULL;
}
