/* SPDX-License-Identifier: MIT */
#include "rtf_words.h"

#include <stdlib.h>
#include <string.h>

typedef struct control_word {
    const char *word;
    int control;
} control_word;

/* In the order of words. */
static const control_word WORDS[] = {{"ansicpg", ANSI_PAGE},
                                     {"author", AUTHOR_OF},
                                     {"bin", BINARY},
                                     {"bkmkend", SKIP},
                                     {"bkmkstart", SKIP},
                                     {"bullet", CHARACTER + 0x2022},
                                     {"cell", CELL},
                                     {"colortbl", SKIP},
                                     {"creatim", CREATED_ON},
                                     {"deff", DEFAULT_FONT},
                                     {"deleted", DELETED},
                                     {"dy", DATE_DAY},
                                     {"emdash", CHARACTER + 0x2014},
                                     {"emspace", CHARACTER + ' '},
                                     {"endash", CHARACTER + 0x2013},
                                     {"enspace", CHARACTER + ' '},
                                     {"f", FONT},
                                     {"fcharset", CHARSET},
                                     {"field", FIELD_GROUP},
                                     {"fldinst", FIELD_INSTRUCTION},
                                     {"fldrslt", FIELD_RESULT},
                                     {"fonttbl", FONTS},
                                     {"footer", PAGE_TEXT},
                                     {"footerf", PAGE_TEXT},
                                     {"footerl", PAGE_TEXT},
                                     {"footerr", PAGE_TEXT},
                                     {"footnote", NOTE},
                                     {"header", PAGE_TEXT},
                                     {"headerf", PAGE_TEXT},
                                     {"headerl", PAGE_TEXT},
                                     {"headerr", PAGE_TEXT},
                                     {"info", INFO_GROUP},
                                     {"intbl", IN_TABLE},
                                     {"ldblquote", CHARACTER + 0x201C},
                                     {"line", BREAK},
                                     {"listtext", SKIP},
                                     {"lquote", CHARACTER + 0x2018},
                                     {"mo", DATE_MONTH},
                                     {"nestcell", PARAGRAPH},
                                     {"nestrow", PARAGRAPH},
                                     {"nonshppict", SKIP},
                                     {"objdata", SKIP},
                                     {"page", BREAK},
                                     {"par", PARAGRAPH},
                                     {"pard", PARAGRAPH_RESET},
                                     {"pict", SKIP},
                                     {"plain", PLAIN},
                                     {"pntext", SKIP},
                                     {"rdblquote", CHARACTER + 0x201D},
                                     {"revtim", MODIFIED_ON},
                                     {"row", ROW},
                                     {"rquote", CHARACTER + 0x2019},
                                     {"sect", PARAGRAPH},
                                     {"shpinst", SHAPE},
                                     {"shprslt", SKIP},
                                     {"shptxt", SHAPE_TEXT},
                                     {"sp", SKIP},
                                     {"stylesheet", SKIP},
                                     {"tab", TAB},
                                     {"tc", SKIP},
                                     {"title", TITLE_OF},
                                     {"u", UNIT},
                                     {"uc", FALLBACK},
                                     {"v", HIDDEN},
                                     {"xe", SKIP},
                                     {"yr", DATE_YEAR}};

static int compare_words(const void *a, const void *b) {
    return strcmp(((const control_word *)a)->word, ((const control_word *)b)->word);
}

int rtf_word(const char *word) {
    const control_word key = {.word = word};
    const control_word *found = bsearch(&key, WORDS, sizeof WORDS / sizeof *WORDS, sizeof key, compare_words);

    return found ? found->control : 0;
}
