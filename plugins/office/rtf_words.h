/* SPDX-License-Identifier: MIT */
/* The control words of RTF that say something of the text. */
#ifndef LODE_OFFICE_RTF_WORDS_H
#define LODE_OFFICE_RTF_WORDS_H

typedef enum rtf_control {
    ANSI_PAGE = 1,
    AUTHOR_OF,
    BINARY,
    BREAK,
    CELL,
    CHARSET,
    CREATED_ON,
    DATE_DAY,
    DATE_MONTH,
    DATE_YEAR,
    DEFAULT_FONT,
    DELETED,
    FALLBACK,
    FIELD_GROUP,
    FIELD_INSTRUCTION,
    FIELD_RESULT,
    FONT,
    FONTS,
    HIDDEN,
    IN_TABLE,
    INFO_GROUP,
    MODIFIED_ON,
    NOTE,
    PAGE_TEXT,
    PARAGRAPH,
    PARAGRAPH_RESET,
    PLAIN,
    ROW,
    SHAPE,
    SHAPE_TEXT,
    SKIP,
    TAB,
    TITLE_OF,
    UNIT,
    CHARACTER = 0x10000 /* and a code point */
} rtf_control;

/* What a word says, a rtf_control, or a character as CHARACTER and its code point; 0: nothing that is known. */
int rtf_word(const char *word);

#endif
