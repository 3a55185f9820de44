/* SPDX-License-Identifier: MIT */
#include "styles.h"

#include "room.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_LENGTH = 256, LONGEST_CHAIN = 32 };

static char *name_in_family(style_family family, xml_value name) {
    char *named = name.at && name.length < NAME_LENGTH ? malloc(name.length + 2) : NULL;

    if (named) {
        named[0] = (char)family;
        memcpy(named + 1, name.at, name.length);
        named[name.length + 1] = '\0';
    }
    return named;
}

style *styles_add(styles *to, style_family family, xml_value name, xml_value parent) {
    style *all = room_for_one(to->all, to->count, &to->capacity, sizeof *all), *added;

    if (!all) {
        to->failed = true;
        return NULL;
    }
    to->all = all;
    added = &to->all[to->count];
    *added = (style){.order = to->count,
                     .name = name_in_family(family, name.at ? name : (xml_value){"", 0}),
                     .parent = parent.at ? name_in_family(family, parent) : NULL};
    if (!added->name) {
        free(added->parent);
        to->failed = name.length < NAME_LENGTH;
        return NULL;
    }
    to->count++;
    to->sorted = false;
    return added;
}

void styles_set_parent(style *of, style_family family, xml_value parent) {
    free(of->parent);
    of->parent = name_in_family(family, parent);
}

void styles_set_font(styles *of, style *named, xml_value font) {
    if (!named || !font.at)
        return;
    named->coding = font_coding_of(font.at, font.length);
    of->any_coded |= named->coding > FONT_UNICODE;
}

static int compare_styles(const void *a, const void *b) {
    const style *left = a, *right = b;
    int order = strcmp(left->name, right->name);

    return order ? order : left->order < right->order ? -1 : left->order > right->order;
}

static const style *find_named(styles *of, const char *name) {
    size_t low = 0, high = of->count;

    if (!of->sorted && of->count)
        qsort(of->all, of->count, sizeof *of->all, compare_styles);
    of->sorted = true;
    /* The last of those with the name. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(of->all[middle].name, name) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low && strcmp(of->all[low - 1].name, name) == 0 ? &of->all[low - 1] : NULL;
}

const style *styles_find(styles *of, style_family family, xml_value name) {
    char named[NAME_LENGTH + 2];

    if (!name.at || name.length >= NAME_LENGTH)
        return NULL;
    named[0] = (char)family;
    memcpy(named + 1, name.at, name.length);
    named[name.length + 1] = '\0';
    return find_named(of, named);
}

font_coding styles_coding(styles *of, style_family family, xml_value name) {
    const style *at = of->any_coded ? styles_find(of, family, name) : NULL;

    for (int i = 0; at && i < LONGEST_CHAIN; i++) {
        if (at->coding != FONT_UNSAID)
            return at->coding;
        at = at->parent ? find_named(of, at->parent) : NULL;
    }
    return FONT_UNSAID;
}

void styles_free(styles *of) {
    for (size_t i = 0; i < of->count; i++) {
        free(of->all[i].name);
        free(of->all[i].parent);
    }
    free(of->all);
    *of = (styles){0};
}
