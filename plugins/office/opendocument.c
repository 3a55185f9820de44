/* SPDX-License-Identifier: MIT */
#include "opendocument.h"

#include "story.h"
#include "styles.h"

#include <stdlib.h>
#include <string.h>

enum { SPANS_MOST = 32 };

typedef enum element_kind {
    BODY = 1,
    BOX,
    BREAK,
    CELL,
    COVERED_CELL,
    DEFAULT_STYLE,
    FONT_FACE,
    HEAD_ROWS,
    NOTE_BODY,
    PAGE,
    PAGE_TEXT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    SHAPES,
    SKIPPED,
    SPACES,
    SPAN,
    SPREADSHEET,
    STYLE,
    TAB,
    TABLE,
    TABLE_PROPERTIES,
    TEXT_PROPERTIES
} element_kind;

/* In the order of their names. */
static const xml_name ELEMENTS[] = {{"annotation", SKIPPED},
                                    {"body", BODY},
                                    {"circle", BOX},
                                    {"connector", BOX},
                                    {"covered-table-cell", COVERED_CELL},
                                    {"custom-shape", BOX},
                                    {"default-style", DEFAULT_STYLE},
                                    {"deletion", SKIPPED},
                                    {"desc", SKIPPED},
                                    {"ellipse", BOX},
                                    {"font-face", FONT_FACE},
                                    {"footer", PAGE_TEXT},
                                    {"h", PARAGRAPH},
                                    {"header", PAGE_TEXT},
                                    {"line", BOX},
                                    {"line-break", BREAK},
                                    {"note-body", NOTE_BODY},
                                    {"note-citation", SKIPPED},
                                    {"notes", SKIPPED},
                                    {"object", SKIPPED},
                                    {"p", PARAGRAPH},
                                    {"page", PAGE},
                                    {"page-count", SKIPPED},
                                    {"page-number", SKIPPED},
                                    {"paragraph-properties", PARAGRAPH_PROPERTIES},
                                    {"path", BOX},
                                    {"polygon", BOX},
                                    {"polyline", BOX},
                                    {"rect", BOX},
                                    {"ruby-text", SKIPPED},
                                    {"s", SPACES},
                                    {"script", SKIPPED},
                                    {"shapes", SHAPES},
                                    {"span", SPAN},
                                    {"spreadsheet", SPREADSHEET},
                                    {"style", STYLE},
                                    {"tab", TAB},
                                    {"table", TABLE},
                                    {"table-cell", CELL},
                                    {"table-header-rows", HEAD_ROWS},
                                    {"table-properties", TABLE_PROPERTIES},
                                    {"table-row", ROW},
                                    {"text-box", BOX},
                                    {"text-properties", TEXT_PROPERTIES},
                                    {"title", SKIPPED},
                                    {"tracked-changes", SKIPPED}};

/* What is repeated of a table: where it began in the text. */
typedef struct repeated {
    uint32_t times;
    size_t text, mark;
} repeated;

typedef struct opendocument {
    story story;
    styles *styles;
    styles *faces; /* fonts by the names that styles call them by */
    style *style;  /* at work; NULL: none */
    bool hidden;   /* hidden sheets are read */
    bool in_default, in_spreadsheet, in_head_rows;
    bool takes_text;     /* this is the body, or a page's header or footer */
    unsigned paragraphs; /* that are open: one in a box stands in another */
    bool blank;          /* white space is owed before more text */
    font_coding spans[SPANS_MOST];
    unsigned span_depth, skipped;
    repeated cell, row;
} opendocument;

static element_kind element_of(const char *name) {
    return (element_kind)xml_find(ELEMENTS, sizeof ELEMENTS / sizeof *ELEMENTS, name);
}

/* ---- Styles ------------------------------------------------------------------------------------------------------ */

static style_family family_of(const xml_element *element) {
    xml_value family = xml_attribute(element, "family");

    return xml_is(family, "text") ? STYLE_TEXT : xml_is(family, "table") ? STYLE_TABLE : STYLE_PARAGRAPH;
}

static void set_font(opendocument *to, const xml_element *element) {
    xml_value name = xml_attribute(element, "font-name");
    const style *face = name.at ? styles_find(to->faces, STYLE_TEXT, name) : NULL;
    font_coding coding;

    if (!name.at)
        name = xml_attribute(element, "font-family");
    if (!name.at)
        return;
    coding = face && face->coding ? face->coding : font_coding_of(name.at, name.length);
    if (to->style) {
        to->style->coding = coding;
        to->styles->any_coded |= coding > FONT_UNICODE;
    } else if (to->in_default)
        to->story.fallback = coding;
}

static void open_style(opendocument *to, const xml_element *element, element_kind kind) {
    xml_value value;

    switch (kind) {
    case FONT_FACE:
        styles_set_font(to->faces, styles_add(to->faces, STYLE_TEXT, xml_attribute(element, "name"), (xml_value){0}),
                        xml_attribute(element, "font-family"));
        break;
    case STYLE:
        to->style = styles_add(to->styles, family_of(element), xml_attribute(element, "name"),
                               xml_attribute(element, "parent-style-name"));
        break;
    case DEFAULT_STYLE:
        to->style = NULL;
        to->in_default = xml_is(xml_attribute(element, "family"), "paragraph");
        break;
    case PARAGRAPH_PROPERTIES:
        value = xml_attribute(element, "text-align");
        if (to->style)
            to->style->is_caption |= xml_is(value, "end") || xml_is(value, "right");
        break;
    case TABLE_PROPERTIES:
        if (to->style)
            to->style->is_hidden |= xml_is(xml_attribute(element, "display"), "false");
        break;
    case TEXT_PROPERTIES:
        set_font(to, element);
        break;
    default:
        break;
    }
}

/* ---- Text -------------------------------------------------------------------------------------------------------- */

static void open_span(opendocument *to, const xml_element *element) {
    story_level *at = story_at(&to->story);
    font_coding coding = styles_coding(to->styles, STYLE_TEXT, xml_attribute(element, "style-name"));

    if (to->span_depth < SPANS_MOST)
        to->spans[to->span_depth] = at->run;
    to->span_depth++;
    if (coding != FONT_UNSAID)
        at->run = coding;
}

static void close_span(opendocument *to) {
    if (to->span_depth && --to->span_depth < SPANS_MOST)
        story_at(&to->story)->run = to->spans[to->span_depth];
}

static void open_paragraph(opendocument *to, const xml_element *element) {
    xml_value name = xml_attribute(element, "style-name");
    const style *named;

    story_open_paragraph(&to->story);
    story_at(&to->story)->paragraph = styles_coding(to->styles, STYLE_PARAGRAPH, name);
    named = styles_find(to->styles, STYLE_PARAGRAPH, name);
    story_at(&to->story)->is_caption = named && named->is_caption;
    to->paragraphs++;
    to->blank = false;
}

static void add_blank(opendocument *to) {
    if (to->blank)
        story_add(&to->story, " ", 1);
    to->blank = false;
}

static void add_spaces(opendocument *to, uint32_t count) {
    if (count > 256) /* as far as a line reaches */
        count = 256;
    add_blank(to);
    while (count--)
        story_add(&to->story, " ", 1);
}

/* White space is one blank, and none where a paragraph begins (ISO/IEC 26300-1, 6.1.2). */
static void add_text(void *context, const char *text, size_t length) {
    opendocument *to = context;
    size_t at = 0;

    if (to->skipped || !to->paragraphs || !to->takes_text)
        return;
    while (at < length) {
        size_t end = at;

        while (end < length && !strchr(" \t\r\n", text[end]))
            end++;
        if (end > at) {
            add_blank(to);
            story_add(&to->story, text + at, end - at);
        }
        for (at = end; at < length && strchr(" \t\r\n", text[at]); at++)
            to->blank = story_at(&to->story)->text.in_line || to->story.coded.length;
    }
}

/* ---- Tables ------------------------------------------------------------------------------------------------------ */

static repeated begin_repeated(opendocument *to, const xml_element *element, const char *attribute) {
    const flow *text = story_table(&to->story);

    return (repeated){xml_number(xml_attribute(element, attribute), 1), text->text.length, text->mark_count};
}

/* A cell that stands for several has its text in each. */
static void repeat_cell(opendocument *to) {
    flow *text = story_table(&to->story);
    size_t start = text->mark_count > to->cell.mark ? text->marks[to->cell.mark].offset : text->text.length;
    size_t length = text->text.length - start;
    byte_buffer copy = {0};

    if (to->cell.times > 1 && length && to->in_spreadsheet && bytes_add(&copy, text->text.at + start, length)) {
        for (uint32_t i = 1; i < to->cell.times && text->status == LODE_OK; i++) {
            flow_open_cell(text, 1, to->in_head_rows);
            flow_add(text, copy.at, copy.length);
        }
    } else if (to->cell.times > 1)
        flow_skip_columns(text, to->cell.times - 1);
    if (copy.failed)
        text->status = LODE_ERROR_MEMORY;
    bytes_free(&copy);
    flow_end_line(text);
}

/* As does a row. */
static void repeat_row(opendocument *to) {
    flow *text = story_table(&to->story);
    flow row = {.room = text->room};

    if (to->row.times < 2 || !to->in_spreadsheet || text->text.length <= to->row.text)
        return;
    flow_copy(&row, text, to->row.text, to->row.mark);
    for (uint32_t i = 1; i < to->row.times && text->status == LODE_OK; i++)
        flow_add_copy(text, &row);
    flow_free(&row);
}

static void open_sheet(opendocument *to, const xml_element *element) {
    xml_value name = xml_attribute(element, "name");
    flow *text = story_table(&to->story);

    flow_section(text, 1);
    if (name.at)
        flow_add(text, name.at, name.length);
    flow_end_line(text);
}

static bool is_hidden_sheet(opendocument *to, const xml_element *element) {
    const style *named;

    if (!to->in_spreadsheet || to->hidden || to->story.levels[0].text.depth)
        return false;
    named = styles_find(to->styles, STYLE_TABLE, xml_attribute(element, "style-name"));
    return named && named->is_hidden;
}

static void open_table_part(opendocument *to, const xml_element *element, element_kind kind) {
    switch (kind) {
    case TABLE:
        if (to->in_spreadsheet && !story_table(&to->story)->depth)
            open_sheet(to, element);
        flow_open_table(story_table(&to->story));
        break;
    case ROW:
        flow_open_row(story_table(&to->story));
        to->row = begin_repeated(to, element, "number-rows-repeated");
        break;
    case CELL:
        to->cell = begin_repeated(to, element, "number-columns-repeated");
        flow_open_cell(story_table(&to->story), 1, to->in_head_rows);
        break;
    case COVERED_CELL:
        flow_skip_columns(story_table(&to->story), xml_number(xml_attribute(element, "number-columns-repeated"), 1));
        break;
    default:
        to->in_head_rows = true;
    }
}

/* ---- Elements ---------------------------------------------------------------------------------------------------- */

static void open_text(opendocument *to, const xml_element *element, element_kind kind) {
    switch (kind) {
    case PARAGRAPH:
        open_paragraph(to, element);
        break;
    case SPAN:
        open_span(to, element);
        break;
    case SPACES:
        add_spaces(to, xml_number(xml_attribute(element, "c"), 1));
        break;
    case TAB:
    case BREAK:
        to->blank = false;
        story_break(&to->story, kind == TAB ? "\t" : "\n");
        break;
    case BOX:
    case NOTE_BODY:
    case SHAPES:
        add_blank(to);
        story_open_aside(&to->story, kind == BOX ? STORY_BOX : STORY_NOTE);
        break;
    case PAGE:
        flow_section(story_table(&to->story), 1);
        break;
    case TABLE:
    case ROW:
    case CELL:
    case COVERED_CELL:
    case HEAD_ROWS:
        open_table_part(to, element, kind);
        break;
    default:
        break;
    }
}

static void open_element(void *context, const xml_element *element) {
    opendocument *to = context;
    element_kind kind = to->skipped ? 0 : element_of(element->name);

    if (to->skipped || kind == SKIPPED || (kind == COVERED_CELL && to->takes_text && to->in_spreadsheet) ||
        (kind == TABLE && is_hidden_sheet(to, element))) {
        if (kind == COVERED_CELL)
            open_table_part(to, element, kind);
        to->skipped++;
    } else if (kind == BODY || kind == PAGE_TEXT)
        to->takes_text = true;
    else if (kind == SPREADSHEET)
        to->in_spreadsheet = true;
    else if (to->takes_text)
        open_text(to, element, kind);
    else
        open_style(to, element, kind);
}

static void close_text(opendocument *to, element_kind kind) {
    switch (kind) {
    case PARAGRAPH:
        story_end_paragraph(&to->story);
        to->paragraphs -= to->paragraphs > 0;
        to->blank = false;
        break;
    case SPAN:
        close_span(to);
        break;
    case BOX:
    case NOTE_BODY:
    case SHAPES:
        story_close_aside(&to->story);
        break;
    case CELL:
        repeat_cell(to);
        break;
    case ROW:
        repeat_row(to);
        break;
    case HEAD_ROWS:
        to->in_head_rows = false;
        break;
    case PAGE:
        story_give_boxes(&to->story);
        break;
    case TABLE:
        flow_close_table(story_table(&to->story));
        break;
    default:
        break;
    }
}

static void close_element(void *context, const char *name) {
    opendocument *to = context;
    element_kind kind = to->skipped ? 0 : element_of(name);

    if (to->skipped)
        to->skipped--;
    else if (kind == BODY || kind == PAGE_TEXT)
        to->takes_text = false;
    else if (kind == STYLE || kind == DEFAULT_STYLE) {
        to->style = NULL;
        to->in_default = false;
    } else if (to->takes_text)
        close_text(to, kind);
}

/* ---- The file ---------------------------------------------------------------------------------------------------- */

static void find_encryption(void *context, const xml_element *element) {
    *(bool *)context |= strcmp(element->name, "encryption-data") == 0;
}

static void close_nothing(void *context, const char *name) {
    (void)context, (void)name;
}

static lode_status refuse_encrypted(const package *opened, lode_error *error) {
    const xml_handlers handlers = {.open = find_encryption, .close = close_nothing};
    bool encrypted = false;
    lode_status status = xml_read(package_find(opened, "META-INF/manifest.xml"), &handlers, &encrypted, error);

    if (status != LODE_OK || !encrypted)
        return status;
    lode_error_set(error, LODE_ERROR_SYNTAX, "it is encrypted");
    lode_error_advise(error, "save it without a password");
    return LODE_ERROR_SYNTAX;
}

lode_status opendocument_read(const package *opened, bool hidden, lode_record *record, lode_error *error) {
    const xml_handlers handlers = {.open = open_element, .close = close_element, .text = add_text};
    const package_part *content = package_find(opened, "content.xml");
    styles named = {0}, faces = {0};
    opendocument reading = {.styles = &named, .faces = &faces, .hidden = hidden};
    lode_status status = refuse_encrypted(opened, error);

    story_begin(&reading.story, lode_record_room(record));
    if (status == LODE_OK && !content)
        status = lode_error_set(error, LODE_ERROR_SYNTAX, "it has no content.xml, where its text would be");
    if (status == LODE_OK)
        status = xml_read(package_find(opened, "styles.xml"), &handlers, &reading, error);
    if (status == LODE_OK)
        status = xml_read(content, &handlers, &reading, error);
    if (status == LODE_OK && (named.failed || faces.failed))
        status = lode_error_no_memory(error);
    story_finish(&reading.story);
    if (status == LODE_OK)
        status = flow_give(story_main(&reading.story), record, error);
    story_free(&reading.story);
    styles_free(&named);
    styles_free(&faces);
    return status;
}
