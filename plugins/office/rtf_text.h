/* SPDX-License-Identifier: MIT */
/* An RTF file as it is read: its groups and fonts, and the text that comes of it. */
#ifndef LODE_OFFICE_RTF_TEXT_H
#define LODE_OFFICE_RTF_TEXT_H

#include "code_page.h"
#include "story.h"

enum { RTF_GROUPS_MOST = 1024, RTF_VALUE_LENGTH = 512, RTF_INSTRUCTION_LENGTH = 16 };

/* What the text of a group is. */
typedef enum rtf_destination { TEXT, SKIPPED, FONT_TABLE, INFO, TITLE, AUTHOR, CREATED, MODIFIED, INSTRUCTION } rtf_destination;

/* What holds until a group ends. */
typedef struct rtf_group {
    rtf_destination destination;
    int font, fallback; /* font; characters behind \u for programs that do not know it */
    bool hidden, deleted;
    bool is_aside; /* its end closes a box or note */
    bool in_table; /* its paragraph stands in one */
} rtf_group;

typedef struct rtf_font {
    int number, code_page; /* 0: the document's */
    font_coding coding;
    char name[64];
} rtf_font;

typedef struct rtf {
    story story;
    lode_record *record;
    const char *at, *end;
    rtf_group groups[RTF_GROUPS_MOST];
    unsigned depth; /* of the group at work */
    rtf_font *fonts;
    size_t font_count, font_capacity;
    int code_page, default_font;
    code_pages pages;
    byte_buffer pending; /* bytes in the code page at work */
    byte_buffer decoded;
    uint32_t high; /* a surrogate whose other half has not come */
    int skips;     /* characters that stand for one that was read */
    bool star;     /* \* was read: an unknown destination is skipped */
    char instruction[RTF_INSTRUCTION_LENGTH];
    char values[2][RTF_VALUE_LENGTH]; /* title, author */
    size_t lengths[2];
    int days[2][3]; /* year, month and day: created, modified */
} rtf;

/* The group at work. */
rtf_group *rtf_group_of(rtf *of);

/* Adds a font to the table of fonts. */
void rtf_add_font(rtf *to, int number);

/* A byte of text in the code page at work; a code unit of UTF-16; a character. */
void rtf_add_byte(rtf *to, char byte);
void rtf_add_unit(rtf *to, int unit);
void rtf_add_character(rtf *to, uint32_t code);

/* A tab or line end. */
void rtf_add_break(rtf *to, const char *text);

/* Writes the bytes that wait: before anything changes how they are to be read. */
void rtf_settle(rtf *to);

/* The other half of a surrogate, where one waits for it, does not come: U+FFFD stands for what did. */
void rtf_settle_half(rtf *to);

/* Whether the group's text is the document's. */
bool rtf_takes_text(rtf *of);

void rtf_end_paragraph(rtf *to);
void rtf_end_cell(rtf *to);
void rtf_end_row(rtf *to);

#endif
