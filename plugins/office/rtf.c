/* SPDX-License-Identifier: MIT */
#include "rtf.h"

#include "code_page.h"
#include "story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS_MOST = 1024, FONTS_MOST = 4096, WORD_LENGTH = 32, VALUE_LENGTH = 512, INSTRUCTION_LENGTH = 16 };

/* What the text of a group is. */
typedef enum destination { TEXT, SKIPPED, FONT_TABLE, INFO, TITLE, AUTHOR, CREATED, MODIFIED, FIELD, INSTRUCTION } destination;

/* What holds until a group ends. */
typedef struct group {
    destination destination;
    int font, fallback; /* font; characters behind \u for programs that do not know it */
    bool hidden, deleted;
    bool is_aside; /* its end closes a box or note */
    bool in_table; /* its paragraph stands in one */
} group;

typedef struct font {
    int number, code_page; /* 0: the document's */
    font_coding coding;
    char name[64];
} font;

typedef struct rtf {
    story story;
    lode_record *record;
    const char *at, *end;
    group groups[GROUPS_MOST];
    unsigned depth; /* of the group at work */
    font *fonts;
    size_t font_count, font_capacity;
    int code_page, default_font;
    code_pages pages;
    byte_buffer pending; /* bytes in the code page at work */
    byte_buffer decoded;
    uint32_t high; /* a surrogate whose other half has not come */
    int skips;     /* characters that stand for one that was read */
    bool star;     /* \* was read: an unknown destination is skipped */
    char instruction[INSTRUCTION_LENGTH];
    char values[2][VALUE_LENGTH]; /* title, author */
    size_t lengths[2];
    int days[2][3]; /* year, month and day: created, modified */
} rtf;

bool rtf_is(const unsigned char *bytes, size_t length) {
    return length >= 5 && memcmp(bytes, "{\\rtf", 5) == 0;
}

static group *group_of(rtf *of) {
    return &of->groups[of->depth];
}

static font *font_of(rtf *of, int number) {
    for (size_t i = 0; i < of->font_count; i++)
        if (of->fonts[i].number == number)
            return &of->fonts[i];
    return NULL;
}

static void fail(rtf *of) {
    story_main(&of->story)->status = LODE_ERROR_MEMORY;
}

/* ---- Text -------------------------------------------------------------------------------------------------------- */

/* Opens and closes tables as paragraphs stand in them. */
static void place_paragraph(rtf *to) {
    flow *text = story_table(&to->story);

    if (group_of(to)->in_table && !text->depth) {
        flow_open_table(text);
        flow_open_row(text);
        flow_open_cell(text, 1, false);
    } else if (!group_of(to)->in_table && text->depth)
        flow_close_table(text);
}

static void add_utf8(rtf *to, const char *text, size_t length) {
    const group *at = group_of(to);
    const font *named = font_of(to, at->font);

    if (at->destination == TITLE || at->destination == AUTHOR) {
        int value = at->destination == AUTHOR;

        if (to->lengths[value] + length < VALUE_LENGTH) {
            memcpy(to->values[value] + to->lengths[value], text, length);
            to->lengths[value] += length;
        }
    } else if (at->destination == FONT_TABLE && to->font_count) {
        font *last = &to->fonts[to->font_count - 1];
        size_t there = strlen(last->name);

        if (there + length < sizeof last->name)
            memcpy(last->name + there, text, length);
    } else if (at->destination == INSTRUCTION) {
        size_t there = strlen(to->instruction);

        for (size_t i = 0; i < length && there + 1 < INSTRUCTION_LENGTH; i++)
            if (text[i] != ' ' || there)
                to->instruction[there++] = text[i];
    } else if ((at->destination == TEXT || at->destination == FIELD) && !at->hidden && !at->deleted) {
        place_paragraph(to);
        story_at(&to->story)->run = named && named->coding ? named->coding : FONT_UNICODE;
        story_add(&to->story, text, length);
    }
}

static void add_code(rtf *to, uint32_t code) {
    char utf8[4];
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char LEADS[] = {0, 0, 0xC0, 0xE0, 0xF0};

    if (!code || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF)
        code = 0xFFFD, length = 3;
    for (size_t i = length; i-- > 1; code >>= 6)
        utf8[i] = (char)(0x80 | (code & 0x3F));
    utf8[0] = (char)(LEADS[length] | code);
    add_utf8(to, utf8, length);
}

/* Writes the bytes that wait, in the code page of the font at work: of a font with codes of its own each is a code. */
static void settle(rtf *to) {
    const font *named = font_of(to, group_of(to)->font);
    int number = named && named->code_page ? named->code_page : to->code_page;

    if (!to->pending.length)
        return;
    to->decoded.length = 0;
    if (named && named->coding > FONT_UNICODE)
        number = CODE_PAGE_PLAIN;
    if (!code_page_decode(code_page_of(&to->pages, number, to->record), to->pending.at, to->pending.length, to->record,
                          &to->decoded))
        fail(to);
    else if (to->decoded.length)
        add_utf8(to, to->decoded.at, to->decoded.length);
    to->pending.length = 0;
}

static void add_byte(rtf *to, char byte) {
    if (to->skips) {
        to->skips--;
        return;
    }
    if (group_of(to)->destination != SKIPPED && !bytes_add(&to->pending, &byte, 1))
        fail(to);
}

/* \u: a code unit of UTF-16. */
static void add_unit(rtf *to, int unit) {
    uint32_t code = (uint32_t)unit & 0xFFFF;

    settle(to);
    if (code >= 0xD800 && code <= 0xDBFF)
        to->high = code;
    else if (code >= 0xDC00 && code <= 0xDFFF && to->high) {
        add_code(to, 0x10000 + ((to->high - 0xD800) << 10) + (code - 0xDC00));
        to->high = 0;
    } else
        add_code(to, code);
    to->skips = group_of(to)->fallback;
}

static void add_break(rtf *to, const char *text) {
    settle(to);
    if ((group_of(to)->destination == TEXT || group_of(to)->destination == FIELD) && !group_of(to)->hidden &&
        !group_of(to)->deleted)
        story_break(&to->story, text);
}

static bool takes_text(rtf *of) {
    return group_of(of)->destination == TEXT || group_of(of)->destination == FIELD;
}

static void end_paragraph(rtf *to) {
    settle(to);
    if (!takes_text(to))
        return;
    if (group_of(to)->deleted)
        story_at(&to->story)->joins_next = true;
    story_end_paragraph(&to->story);
    story_open_paragraph(&to->story);
}

static void end_cell(rtf *to) {
    settle(to);
    if (!takes_text(to))
        return;
    group_of(to)->in_table = true;
    place_paragraph(to);
    story_end_paragraph(&to->story);
    story_open_paragraph(&to->story);
    flow_open_cell(story_table(&to->story), 1, false);
}

static void end_row(rtf *to) {
    settle(to);
    if (takes_text(to) && story_table(&to->story)->depth) {
        flow_open_row(story_table(&to->story));
        flow_open_cell(story_table(&to->story), 1, false);
    }
}

/* ---- Control words ----------------------------------------------------------------------------------------------- */

typedef enum control_kind {
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
} control_kind;

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

/* Begins what a group is, where it may begin one: the text in what is skipped stays so. */
static void enter(rtf *to, destination wanted) {
    if (group_of(to)->destination != SKIPPED)
        group_of(to)->destination = wanted;
}

static void open_aside(rtf *to, story_aside aside) {
    group *at = group_of(to);

    if (!takes_text(to) || at->is_aside)
        return;
    at->is_aside = true;
    at->in_table = false;
    story_open_aside(&to->story, aside);
    story_open_paragraph(&to->story);
}

static void add_font(rtf *to, int number) {
    if (to->font_count == FONTS_MOST)
        return;
    if (to->font_count == to->font_capacity) {
        size_t capacity = to->font_capacity ? to->font_capacity * 2 : 32;
        font *grown = realloc(to->fonts, capacity * sizeof *grown);

        if (!grown) {
            fail(to);
            return;
        }
        to->fonts = grown;
        to->font_capacity = capacity;
    }
    to->fonts[to->font_count++] = (font){.number = number};
}

static void set_font(rtf *to, int number) {
    if (group_of(to)->destination == FONT_TABLE)
        add_font(to, number);
    else
        group_of(to)->font = number;
}

static void set_day(rtf *to, int part, int value) {
    destination at = group_of(to)->destination;

    if (at == CREATED || at == MODIFIED)
        to->days[at == MODIFIED][part] = value;
}

static void obey_text(rtf *to, int control, bool has_value, int value) {
    switch (control) {
    case BREAK:
        add_break(to, "\n");
        break;
    case TAB:
        add_break(to, "\t");
        break;
    case PARAGRAPH:
        end_paragraph(to);
        break;
    case CELL:
        end_cell(to);
        break;
    case ROW:
        end_row(to);
        break;
    case UNIT:
        add_unit(to, value);
        break;
    case PARAGRAPH_RESET:
        group_of(to)->in_table = false;
        break;
    case IN_TABLE:
        group_of(to)->in_table = true;
        break;
    case PLAIN:
        group_of(to)->font = to->default_font;
        group_of(to)->hidden = group_of(to)->deleted = false;
        break;
    case HIDDEN:
        group_of(to)->hidden = !has_value || value;
        break;
    case DELETED:
        group_of(to)->deleted = !has_value || value;
        break;
    case FONT:
        set_font(to, value);
        break;
    default:
        if (control >= CHARACTER)
            add_code(to, (uint32_t)(control - CHARACTER));
    }
}

static void obey_group(rtf *to, int control) {
    switch (control) {
    case FONTS:
        enter(to, FONT_TABLE);
        break;
    case SKIP:
        enter(to, SKIPPED);
        break;
    case INFO_GROUP:
        enter(to, INFO);
        break;
    case TITLE_OF:
    case AUTHOR_OF:
    case CREATED_ON:
    case MODIFIED_ON:
        if (group_of(to)->destination == INFO)
            enter(to, control == TITLE_OF ? TITLE : control == AUTHOR_OF ? AUTHOR : control == CREATED_ON ? CREATED : MODIFIED);
        break;
    case FIELD_GROUP:
        memset(to->instruction, 0, sizeof to->instruction);
        break;
    case FIELD_INSTRUCTION:
        enter(to, INSTRUCTION);
        break;
    case FIELD_RESULT:
        if (strncmp(to->instruction, "PAGE", 4) == 0 || strncmp(to->instruction, "NUMPAGES", 8) == 0 ||
            strncmp(to->instruction, "SECTIONPAGES", 12) == 0)
            enter(to, SKIPPED);
        break;
    case NOTE:
    case PAGE_TEXT:
        open_aside(to, STORY_NOTE);
        break;
    case SHAPE_TEXT:
        open_aside(to, STORY_BOX);
        break;
    default:
        break;
    }
}

static void obey(rtf *to, const char *word, bool has_value, int value) {
    const control_word key = {.word = word};
    const control_word *found = bsearch(&key, WORDS, sizeof WORDS / sizeof *WORDS, sizeof key, compare_words);
    int control = found ? found->control : 0;

    if (to->skips && control >= CHARACTER) {
        to->skips--;
        return;
    }
    to->skips = 0;
    settle(to);
    if (to->star && !found)
        enter(to, SKIPPED);
    to->star = false;
    switch (control) {
    case ANSI_PAGE:
        to->code_page = value;
        break;
    case DEFAULT_FONT:
        to->default_font = group_of(to)->font = value;
        break;
    case CHARSET:
        if (group_of(to)->destination == FONT_TABLE && to->font_count)
            to->fonts[to->font_count - 1].code_page = code_page_of_charset(value);
        break;
    case FALLBACK:
        group_of(to)->fallback = value < 0 ? 0 : value;
        break;
    case BINARY:
        to->at += value > 0 && value < to->end - to->at ? value : value > 0 ? to->end - to->at : 0;
        break;
    case DATE_YEAR:
    case DATE_MONTH:
    case DATE_DAY:
        set_day(to, control == DATE_YEAR ? 0 : control == DATE_MONTH ? 1 : 2, value);
        break;
    default:
        obey_group(to, control);
        obey_text(to, control, has_value, value);
    }
}

/* A control word, from its first letter on. */
static void read_word(rtf *from) {
    char word[WORD_LENGTH];
    size_t length = 0;
    bool negative = false, has_value = false;
    int value = 0;

    for (; from->at < from->end && ((*from->at >= 'a' && *from->at <= 'z') || (*from->at >= 'A' && *from->at <= 'Z'));
         from->at++)
        if (length + 1 < WORD_LENGTH)
            word[length++] = *from->at;
    word[length] = '\0';
    if (from->at < from->end && *from->at == '-') {
        negative = true;
        from->at++;
    }
    for (; from->at < from->end && *from->at >= '0' && *from->at <= '9'; from->at++) {
        has_value = true;
        value = value < 100000000 ? value * 10 + *from->at - '0' : value;
    }
    if (from->at < from->end && *from->at == ' ')
        from->at++;
    obey(from, word, has_value, negative ? -value : value);
}

static int hex_digit(char digit) {
    return digit >= '0' && digit <= '9'   ? digit - '0'
           : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
           : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                          : -1;
}

static void read_symbol(rtf *from) {
    char symbol = *from->at++;
    int high, low;

    switch (symbol) {
    case '\'':
        if (from->end - from->at < 2 || (high = hex_digit(from->at[0])) < 0 || (low = hex_digit(from->at[1])) < 0)
            return;
        from->at += 2;
        add_byte(from, (char)(high << 4 | low));
        break;
    case '*':
        from->star = true;
        break;
    case '~':
        add_byte(from, ' ');
        break;
    case '_':
        add_byte(from, '-');
        break;
    case '\n':
    case '\r':
        end_paragraph(from);
        break;
    case '\\':
    case '{':
    case '}':
        add_byte(from, symbol);
        break;
    default:
        break; /* a hyphen that shows only at a line's end, marks of an index */
    }
}

/* ---- Groups ------------------------------------------------------------------------------------------------------ */

/* A font's name ends with its semicolon. */
static void name_font(font *named) {
    size_t length = strcspn(named->name, ";");

    named->coding = font_coding_of(named->name, length);
}

static void close_group(rtf *to) {
    settle(to);
    if (group_of(to)->destination == FONT_TABLE)
        for (size_t i = to->font_count; i-- > 0 && to->fonts[i].coding == FONT_UNSAID;)
            name_font(&to->fonts[i]);
    if (group_of(to)->is_aside) {
        if (story_table(&to->story)->depth)
            flow_close_table(story_table(&to->story));
        story_end_paragraph(&to->story);
        story_close_aside(&to->story);
    }
    to->depth--;
    to->skips = 0;
    to->star = false;
}

static lode_status open_group(rtf *to, lode_error *error) {
    settle(to);
    if (to->depth + 1 == GROUPS_MOST)
        return lode_error_set(error, LODE_ERROR_LIMIT, "its groups lie in one another more than %d deep", GROUPS_MOST);
    to->groups[to->depth + 1] = to->groups[to->depth];
    to->groups[++to->depth].is_aside = false;
    to->skips = 0;
    to->star = false;
    return LODE_OK;
}

static lode_status read_groups(rtf *from, lode_error *error) {
    lode_status status = LODE_OK;
    bool any = false;

    while (from->at < from->end && status == LODE_OK && (from->depth || !any)) {
        char byte = *from->at++;

        if (byte == '{') {
            status = open_group(from, error);
            any = true;
        } else if (byte == '}' && from->depth)
            close_group(from);
        else if (byte == '\\' && from->at < from->end) {
            if ((*from->at >= 'a' && *from->at <= 'z') || (*from->at >= 'A' && *from->at <= 'Z'))
                read_word(from);
            else
                read_symbol(from);
        } else if (byte != '\n' && byte != '\r' && byte)
            add_byte(from, byte);
    }
    if (status != LODE_OK || !from->depth)
        return status;
    lode_error_set(error, LODE_ERROR_SYNTAX, "it is cut short: %u of its groups do not end", from->depth);
    lode_error_advise(error, "open it where it was made and save it again");
    return LODE_ERROR_SYNTAX;
}

static lode_status describe(const rtf *from, properties_date date, lode_record *record, lode_error *error) {
    bool modified = date == PROPERTIES_MODIFIED;
    const int *day = from->days[modified][0] ? from->days[modified] : from->days[!modified];
    char text[48];
    lode_status status = lode_record_set_title(record, from->values[0], from->lengths[0], error);

    if (status == LODE_OK)
        status = lode_record_set_metadata(record, "author", from->values[1], from->lengths[1], error);
    if (status != LODE_OK || date == PROPERTIES_NO_DATE || !day[0])
        return status;
    snprintf(text, sizeof text, "%04d-%02d-%02d", day[0], day[1], day[2]);
    status = lode_record_set_date(record, text, strlen(text), error);
    return status == LODE_ERROR_MEMORY ? status : LODE_OK; /* what is no day says nothing */
}

lode_status rtf_read(const lode_input *input, properties_date date, lode_record *record, lode_error *error) {
    rtf *reading = calloc(1, sizeof *reading);
    lode_status status;

    if (!reading)
        return lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out for the file");
    reading->record = record;
    reading->at = (const char *)input->bytes;
    reading->end = reading->at + input->length;
    reading->code_page = 1252;
    reading->groups[0].fallback = 1;
    story_begin(&reading->story, lode_record_room(record));
    status = read_groups(reading, error);
    if (status == LODE_OK && story_table(&reading->story)->depth)
        flow_close_table(story_table(&reading->story));
    if (status == LODE_OK)
        status = describe(reading, date, record, error);
    story_finish(&reading->story);
    if (status == LODE_OK)
        status = flow_give(story_main(&reading->story), record, error);
    story_free(&reading->story);
    bytes_free(&reading->pending);
    bytes_free(&reading->decoded);
    free(reading->fonts);
    free(reading);
    return status;
}
