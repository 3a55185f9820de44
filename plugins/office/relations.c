/* SPDX-License-Identifier: MIT */
#include "relations.h"

#include "room.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool copy(char *to, size_t size, const char *from, size_t length) {
    if (length >= size)
        return false;
    memcpy(to, from, length);
    to[length] = '\0';
    return true;
}

/* A target's name from the file's root on: targets are relative to the folder of the part, and may climb out of it. */
static bool resolve(char *to, size_t size, const char *folder, xml_value target) {
    size_t base = strlen(folder);

    if (target.length && target.at[0] == '/')
        return copy(to, size, target.at + 1, target.length - 1);
    while (target.length >= 3 && memcmp(target.at, "../", 3) == 0) {
        target = (xml_value){target.at + 3, target.length - 3};
        base -= base > 0;
        while (base && folder[base - 1] != '/')
            base--;
    }
    return base < size && copy(to, size, folder, base) && copy(to + base, size - base, target.at, target.length);
}

static void open_element(void *context, const xml_element *element) {
    relations *to = context;
    xml_value id = xml_attribute(element, "Id"), type = xml_attribute(element, "Type"),
              target = xml_attribute(element, "Target");
    size_t word = type.length;
    relation read = {0}, *all;

    if (strcmp(element->name, "Relationship") != 0 || !id.at || !type.at || !target.at ||
        xml_is(xml_attribute(element, "TargetMode"), "External"))
        return;
    while (word && type.at[word - 1] != '/')
        word--;
    if (!copy(read.id, sizeof read.id, id.at, id.length) ||
        !copy(read.type, sizeof read.type, type.at + word, type.length - word) ||
        !resolve(read.part, sizeof read.part, to->folder, target))
        return;
    all = room_for_one(to->all, to->count, &to->capacity, sizeof *all);
    if (!all) {
        to->failed = true;
        return;
    }
    to->all = all;
    to->all[to->count++] = read;
}

static void close_element(void *context, const char *name) {
    (void)context, (void)name;
}

lode_status relations_read(relations *read, const package *opened, const char *part, lode_error *error) {
    const xml_handlers handlers = {.open = open_element, .close = close_element};
    const char *slash = strrchr(part, '/');
    char folder[256], name[600];
    lode_status status;

    *read = (relations){0};
    if (!copy(folder, sizeof folder, part, slash ? (size_t)(slash + 1 - part) : 0))
        return LODE_OK;
    read->folder = folder;
    snprintf(name, sizeof name, "%s_rels/%.255s.rels", folder, slash ? slash + 1 : part);
    status = xml_read(package_find(opened, name), &handlers, read, error);
    read->folder = NULL;
    return status == LODE_OK && read->failed ? lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out for %s", name) : status;
}

const relation *relations_of_type(const relations *all, const char *type) {
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->all[i].type, type) == 0)
            return &all->all[i];
    return NULL;
}

const relation *relations_by_id(const relations *all, xml_value id) {
    for (size_t i = 0; i < all->count; i++)
        if (xml_is(id, all->all[i].id))
            return &all->all[i];
    return NULL;
}

void relations_free(relations *all) {
    free(all->all);
    *all = (relations){0};
}
