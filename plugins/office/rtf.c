/* SPDX-License-Identifier: MIT */
#include "rtf.h"

#include "rtf_text.h"
#include "rtf_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_LENGTH = 32 };

bool rtf_is(const unsigned char *bytes, size_t length) {
    return length >= 5 && memcmp(bytes, "{\\rtf", 5) == 0;
}

/* ---- Control words ----------------------------------------------------------------------------------------------- */

/* Begins what a group is, where it may begin one: the text in what is skipped stays so. */
static void enter(rtf *to, rtf_destination wanted) {
    if (rtf_group_of(to)->destination != SKIPPED)
        rtf_group_of(to)->destination = wanted;
}

static void open_aside(rtf *to, story_aside aside) {
    rtf_group *at = rtf_group_of(to);

    if (!rtf_takes_text(to) || at->is_aside)
        return;
    at->is_aside = true;
    at->in_table = false;
    story_open_aside(&to->story, aside);
    story_open_paragraph(&to->story);
}

static void set_font(rtf *to, int number) {
    if (rtf_group_of(to)->destination == FONT_TABLE)
        rtf_add_font(to, number);
    else
        rtf_group_of(to)->font = number;
}

static void set_day(rtf *to, int part, int value) {
    rtf_destination at = rtf_group_of(to)->destination;

    if (at == CREATED || at == MODIFIED)
        to->days[at == MODIFIED][part] = value;
}

static void obey_text(rtf *to, int control, bool has_value, int value) {
    switch (control) {
    case BREAK:
        rtf_add_break(to, "\n");
        break;
    case TAB:
        rtf_add_break(to, "\t");
        break;
    case PARAGRAPH:
        rtf_end_paragraph(to);
        break;
    case CELL:
        rtf_end_cell(to);
        break;
    case ROW:
        rtf_end_row(to);
        break;
    case UNIT:
        rtf_add_unit(to, value);
        break;
    case PARAGRAPH_RESET:
        rtf_group_of(to)->in_table = false;
        break;
    case IN_TABLE:
        rtf_group_of(to)->in_table = true;
        break;
    case PLAIN:
        rtf_group_of(to)->font = to->default_font;
        rtf_group_of(to)->hidden = rtf_group_of(to)->deleted = false;
        break;
    case HIDDEN:
        rtf_group_of(to)->hidden = !has_value || value;
        break;
    case DELETED:
        rtf_group_of(to)->deleted = !has_value || value;
        break;
    case FONT:
        set_font(to, value);
        break;
    default:
        if (control >= CHARACTER)
            rtf_add_character(to, (uint32_t)(control - CHARACTER));
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
        if (rtf_group_of(to)->destination == INFO)
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
    int control = rtf_word(word);

    if (to->skips && control >= CHARACTER) {
        to->skips--;
        return;
    }
    to->skips = 0;
    rtf_settle(to);
    if (to->star && !control)
        enter(to, SKIPPED);
    to->star = false;
    switch (control) {
    case ANSI_PAGE:
        to->code_page = value;
        break;
    case DEFAULT_FONT:
        to->default_font = rtf_group_of(to)->font = value;
        break;
    case CHARSET:
        if (rtf_group_of(to)->destination == FONT_TABLE && to->font_count)
            to->fonts[to->font_count - 1].code_page = code_page_of_charset(value);
        break;
    case FALLBACK:
        rtf_group_of(to)->fallback = value < 0 ? 0 : value;
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
        rtf_add_byte(from, (char)(high << 4 | low));
        break;
    case '*':
        from->star = true;
        break;
    case '~':
        rtf_add_byte(from, ' ');
        break;
    case '_':
        rtf_add_byte(from, '-');
        break;
    case '\n':
    case '\r':
        rtf_end_paragraph(from);
        break;
    case '\\':
    case '{':
    case '}':
        rtf_add_byte(from, symbol);
        break;
    default:
        break; /* a hyphen that shows only at a line's end, marks of an index */
    }
}

/* ---- Groups ------------------------------------------------------------------------------------------------------ */

/* A font's name ends with its semicolon. */
static void name_font(rtf_font *named) {
    size_t length = strcspn(named->name, ";");

    named->coding = font_coding_of(named->name, length);
}

static void close_group(rtf *to) {
    rtf_settle(to);
    if (to->depth == 1 || rtf_group_of(to)->is_aside)
        rtf_settle_half(to);
    if (rtf_group_of(to)->destination == FONT_TABLE)
        for (size_t i = to->font_count; i-- > 0 && to->fonts[i].coding == FONT_UNSAID;)
            name_font(&to->fonts[i]);
    if (rtf_group_of(to)->is_aside) {
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
    rtf_settle(to);
    if (to->depth + 1 == RTF_GROUPS_MOST)
        return lode_error_set(error, LODE_ERROR_LIMIT, "its groups lie in one another more than %d deep", RTF_GROUPS_MOST);
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
            rtf_add_byte(from, byte);
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
        return lode_error_no_memory(error);
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
