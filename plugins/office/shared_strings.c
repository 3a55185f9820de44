/* SPDX-License-Identifier: MIT */
#include "shared_strings.h"

#include "room.h"

#include <stdlib.h>
#include <string.h>

static void end_run(rich_text *to) {
    if (to->run.length)
        font_decode(to->coding, to->run.at, to->run.length, &to->text);
    to->run.length = 0;
    to->coding = FONT_UNSAID;
}

void rich_text_open(rich_text *to, const xml_element *element) {
    xml_value font;

    if (to->skipped || strcmp(element->name, "rPh") == 0)
        to->skipped++;
    else if (strcmp(element->name, "t") == 0)
        to->in_text = true;
    else if (strcmp(element->name, "r") == 0)
        to->has_runs = true;
    else if (strcmp(element->name, "rFont") == 0) {
        font = xml_attribute(element, "val");
        to->coding = font.at ? font_coding_of(font.at, font.length) : FONT_UNSAID;
    }
}

void rich_text_close(rich_text *to, const char *name) {
    if (to->skipped)
        to->skipped--;
    else if (strcmp(name, "t") == 0)
        to->in_text = false;
    else if (strcmp(name, "r") == 0)
        end_run(to);
}

void rich_text_add(rich_text *to, const char *text, size_t length) {
    if (!to->skipped && to->in_text)
        bytes_add(to->has_runs ? &to->run : &to->text, text, length);
}

typedef struct reading {
    shared_strings *to;
    rich_text at;
    bool in_string;
} reading;

static void add_string(reading *from) {
    shared_strings *to = from->to;
    shared_string *all = room_for_one(to->all, to->count, &to->capacity, sizeof *all);

    end_run(&from->at);
    if (!all) {
        to->failed = true;
        return;
    }
    to->all = all;
    to->all[to->count++] = (shared_string){to->text.length, from->at.text.length, from->at.has_runs};
    bytes_add(&to->text, from->at.text.at, from->at.text.length);
    to->failed |= to->text.failed || from->at.text.failed || from->at.run.failed;
    from->at.text.length = 0;
    from->at.has_runs = from->at.in_text = false;
}

static void open_element(void *context, const xml_element *element) {
    reading *to = context;

    if (to->in_string)
        rich_text_open(&to->at, element);
    to->in_string |= strcmp(element->name, "si") == 0;
}

static void close_element(void *context, const char *name) {
    reading *to = context;

    if (strcmp(name, "si") == 0 && to->in_string) {
        add_string(to);
        to->in_string = false;
    } else if (to->in_string)
        rich_text_close(&to->at, name);
}

static void add_text(void *context, const char *text, size_t length) {
    reading *to = context;

    if (to->in_string)
        rich_text_add(&to->at, text, length);
}

lode_status shared_strings_read(const package_part *part, shared_strings *read, lode_error *error) {
    const xml_handlers handlers = {.open = open_element, .close = close_element, .text = add_text};
    reading from = {.to = read};
    lode_status status;

    *read = (shared_strings){0};
    status = xml_read(part, &handlers, &from, error);
    bytes_free(&from.at.text);
    bytes_free(&from.at.run);
    return status == LODE_OK && read->failed ? lode_error_no_memory(error) : status;
}

void shared_strings_free(shared_strings *of) {
    bytes_free(&of->text);
    free(of->all);
    *of = (shared_strings){0};
}
