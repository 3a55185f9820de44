/* SPDX-License-Identifier: MIT */
#include "word.h"

#include "relations.h"
#include "story.h"
#include "styles.h"

#include <string.h>

enum { FIELD_TEXT = 16, FIELDS_MOST = 16 };

typedef enum element_kind {
    BREAK = 1,
    CELL,
    CELL_SPAN,
    DELETED,
    FIELD,
    FIELD_SIMPLE,
    FIELD_TEXT_OF,
    FONTS,
    HYPHEN,
    JUSTIFIED,
    NOTE,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    PARAGRAPH_STYLE,
    ROW,
    ROW_HEAD,
    ROW_INDENT,
    RUN,
    RUN_PROPERTIES,
    RUN_STYLE,
    SKIPPED,
    SOFT_HYPHEN,
    TAB,
    TABLE,
    TEXT,
    TEXT_BOX,
    VANISHED
} element_kind;

/* In the order of their names; without what has no part in the text. Properties as they were before a change, and texts for
 * programs that do not know an element, are skipped. */
static const xml_name ELEMENTS[] = {{"Fallback", SKIPPED},
                                    {"br", BREAK},
                                    {"cNvPr", SKIPPED},
                                    {"cr", BREAK},
                                    {"del", DELETED},
                                    {"docDefaults", SKIPPED},
                                    {"endnote", NOTE},
                                    {"fld", SKIPPED},
                                    {"fldChar", FIELD},
                                    {"fldSimple", FIELD_SIMPLE},
                                    {"footnote", NOTE},
                                    {"gridBefore", ROW_INDENT},
                                    {"gridSpan", CELL_SPAN},
                                    {"instrText", FIELD_TEXT_OF},
                                    {"jc", JUSTIFIED},
                                    {"latin", FONTS},
                                    {"moveFrom", SKIPPED},
                                    {"noBreakHyphen", HYPHEN},
                                    {"p", PARAGRAPH},
                                    {"pPr", PARAGRAPH_PROPERTIES},
                                    {"pPrChange", SKIPPED},
                                    {"pStyle", PARAGRAPH_STYLE},
                                    {"ptab", TAB},
                                    {"r", RUN},
                                    {"rFonts", FONTS},
                                    {"rPr", RUN_PROPERTIES},
                                    {"rPrChange", SKIPPED},
                                    {"rStyle", RUN_STYLE},
                                    {"rt", SKIPPED},
                                    {"sdtPr", SKIPPED},
                                    {"sectPr", SKIPPED},
                                    {"softHyphen", SOFT_HYPHEN},
                                    {"t", TEXT},
                                    {"tab", TAB},
                                    {"tabs", SKIPPED},
                                    {"tbl", TABLE},
                                    {"tblGrid", SKIPPED},
                                    {"tblHeader", ROW_HEAD},
                                    {"tblPr", SKIPPED},
                                    {"tc", CELL},
                                    {"tcPrChange", SKIPPED},
                                    {"tr", ROW},
                                    {"trPrChange", SKIPPED},
                                    {"txbxContent", TEXT_BOX},
                                    {"vanish", VANISHED}};

/* Fields whose result is the number of a page. */
static const char *const PAGE_FIELDS[] = {"PAGE", "NUMPAGES", "SECTIONPAGES"};

typedef struct word {
    story story;
    styles *styles;
    unsigned skipped; /* depth in what is skipped */
    bool in_text;
    bool in_paragraph_properties;
    bool in_head_row;
    bool cell_waits; /* its properties have not been read yet */
    uint32_t span;
    unsigned fields; /* that are open */
    unsigned muted;  /* the field whose result is left out; 0: none */
    bool in_instruction;
    char instruction[FIELDS_MOST][FIELD_TEXT];
} word;

static element_kind element_of(const char *name) {
    return (element_kind)xml_find(ELEMENTS, sizeof ELEMENTS / sizeof *ELEMENTS, name);
}

/* Whether a property that is on or off is on (ISO/IEC 29500-1, 17.17.4). */
static bool is_on(const xml_element *element) {
    xml_value value = xml_attribute(element, "val");

    return !xml_is(value, "0") && !xml_is(value, "false") && !xml_is(value, "off");
}

static bool is_page_field(const char *instruction, size_t length) {
    while (length && *instruction == ' ') {
        instruction++;
        length--;
    }
    for (size_t i = 0; i < sizeof PAGE_FIELDS / sizeof *PAGE_FIELDS; i++)
        if (length >= strlen(PAGE_FIELDS[i]) && strncmp(instruction, PAGE_FIELDS[i], strlen(PAGE_FIELDS[i])) == 0)
            return true;
    return false;
}

static void read_field(word *to, const xml_element *element) {
    xml_value type = xml_attribute(element, "fldCharType");

    if (xml_is(type, "begin")) {
        to->fields++;
        if (to->fields <= FIELDS_MOST)
            to->instruction[to->fields - 1][0] = '\0';
    } else if (xml_is(type, "separate") && to->fields && to->fields <= FIELDS_MOST && !to->muted) {
        const char *instruction = to->instruction[to->fields - 1];

        to->muted = is_page_field(instruction, strlen(instruction)) ? to->fields : 0;
    } else if (xml_is(type, "end") && to->fields) {
        to->muted = to->muted == to->fields ? 0 : to->muted;
        to->fields--;
    }
}

/* The cell's marks wait for its properties, which say how many columns it takes. */
static void begin_cell(word *to) {
    if (to->cell_waits)
        flow_open_cell(story_table(&to->story), to->span ? to->span : 1, to->in_head_row);
    to->cell_waits = false;
}

static void open_structure(word *to, const xml_element *element, element_kind kind) {
    switch (kind) {
    case PARAGRAPH:
        begin_cell(to);
        story_open_paragraph(&to->story);
        break;
    case TABLE:
        begin_cell(to);
        flow_open_table(story_table(&to->story));
        break;
    case ROW:
        flow_open_row(story_table(&to->story));
        to->in_head_row = false;
        break;
    case CELL:
        begin_cell(to);
        to->cell_waits = true;
        to->span = xml_number(xml_attribute(element, "gridSpan"), 1);
        break;
    case CELL_SPAN:
        to->span = xml_number(xml_attribute(element, "val"), 1);
        break;
    case ROW_HEAD:
        to->in_head_row = is_on(element);
        break;
    case ROW_INDENT:
        flow_skip_columns(story_table(&to->story), xml_number(xml_attribute(element, "val"), 0));
        break;
    case TEXT_BOX:
        story_open_aside(&to->story, STORY_BOX);
        break;
    default:
        break;
    }
}

static void set_font(word *to, const xml_element *element) {
    xml_value font = xml_attribute(element, "hAnsi");

    if (!font.at)
        font = xml_attribute(element, "ascii");
    if (!font.at)
        font = xml_attribute(element, "typeface");
    if (font.at)
        story_at(&to->story)->run = font_coding_of(font.at, font.length);
}

static void open_property(word *to, const xml_element *element, element_kind kind) {
    story_level *at = story_at(&to->story);
    xml_value value = xml_attribute(element, "val");
    const style *named;

    switch (kind) {
    case PARAGRAPH_PROPERTIES:
        to->in_paragraph_properties = true;
        at->is_caption = xml_is(xml_attribute(element, "algn"), "r");
        break;
    case PARAGRAPH_STYLE:
        at->paragraph = styles_coding(to->styles, STYLE_PARAGRAPH, value);
        named = styles_find(to->styles, STYLE_PARAGRAPH, value);
        at->is_caption |= named && named->is_caption;
        break;
    case JUSTIFIED:
        at->is_caption = xml_is(value, "right") || xml_is(value, "end");
        break;
    case RUN:
        at->run = FONT_UNSAID;
        at->is_hidden = false;
        break;
    case RUN_STYLE:
        if (!to->in_paragraph_properties)
            at->run = styles_coding(to->styles, STYLE_TEXT, value);
        break;
    case FONTS:
        if (!to->in_paragraph_properties)
            set_font(to, element);
        break;
    case VANISHED:
        if (!to->in_paragraph_properties)
            at->is_hidden = is_on(element);
        break;
    default:
        break;
    }
}

static void add_character(word *to, element_kind kind) {
    font_coding coding = story_at(&to->story)->run ? story_at(&to->story)->run : story_at(&to->story)->paragraph;

    if (to->muted)
        return;
    if (kind == BREAK)
        story_break(&to->story, "\n");
    else if (kind == TAB)
        story_break(&to->story, "\t");
    else if (kind == HYPHEN)
        story_add(&to->story, "-", 1);
    else if (coding == FONT_TCVN3 || coding == FONT_TCVN3_CAPITALS)
        story_add(&to->story, "\xC2\xAD", 2); /* a letter has the code of the soft hyphen */
}

/* Whether all in the element is left out. */
static bool is_skipped(word *to, const xml_element *element, element_kind kind) {
    xml_value type = xml_attribute(element, "type"), instruction = xml_attribute(element, "instr");

    if (kind == DELETED && to->in_paragraph_properties)
        story_at(&to->story)->joins_next = true;
    return kind == SKIPPED || kind == DELETED || (kind == NOTE && type.at && !xml_is(type, "normal")) ||
           (kind == FIELD_SIMPLE && instruction.at && is_page_field(instruction.at, instruction.length));
}

static void open_element(void *context, const xml_element *element) {
    word *to = context;
    element_kind kind = to->skipped ? 0 : element_of(element->name);

    if (to->skipped || is_skipped(to, element, kind)) {
        to->skipped++;
        return;
    }
    switch (kind) {
    case TEXT:
        to->in_text = true;
        break;
    case BREAK:
    case TAB:
    case HYPHEN:
    case SOFT_HYPHEN:
        add_character(to, kind);
        break;
    case FIELD:
        read_field(to, element);
        break;
    case FIELD_TEXT_OF:
        to->in_instruction = true;
        break;
    case PARAGRAPH_PROPERTIES:
    case PARAGRAPH_STYLE:
    case JUSTIFIED:
    case RUN:
    case RUN_STYLE:
    case FONTS:
    case VANISHED:
        open_property(to, element, kind);
        break;
    default:
        open_structure(to, element, kind);
    }
}

static void close_element(void *context, const char *name) {
    word *to = context;

    if (to->skipped) {
        to->skipped--;
        return;
    }
    switch (element_of(name)) {
    case TEXT:
        to->in_text = false;
        break;
    case FIELD_TEXT_OF:
        to->in_instruction = false;
        break;
    case PARAGRAPH_PROPERTIES:
        to->in_paragraph_properties = false;
        break;
    case PARAGRAPH:
        story_end_paragraph(&to->story);
        to->muted = 0;
        break;
    case CELL:
        begin_cell(to);
        break;
    case TABLE:
        to->cell_waits = false;
        flow_close_table(story_table(&to->story));
        break;
    case TEXT_BOX:
        story_close_aside(&to->story);
        break;
    default:
        break;
    }
}

static void add_instruction(word *to, const char *text, size_t length) {
    char *instruction = to->fields && to->fields <= FIELDS_MOST ? to->instruction[to->fields - 1] : NULL;
    size_t there = instruction ? strlen(instruction) : 0;

    for (size_t i = 0; instruction && i < length && there + 1 < FIELD_TEXT; i++)
        if (text[i] != ' ' || there)
            instruction[there++] = text[i];
    if (instruction)
        instruction[there] = '\0';
}

static void add_text(void *context, const char *text, size_t length) {
    word *to = context;

    if (to->in_instruction)
        add_instruction(to, text, length);
    else if (to->in_text && !to->muted && !to->skipped)
        story_add(&to->story, text, length);
}

static const xml_handlers TEXT_HANDLERS = {.open = open_element, .close = close_element, .text = add_text};

/* ---- Styles ------------------------------------------------------------------------------------------------------ */

typedef struct style_reading {
    styles *styles;
    style *at; /* NULL: none; then fonts are those of all text */
    bool in_defaults;
    unsigned skipped;
} style_reading;

static void open_style(void *context, const xml_element *element) {
    style_reading *to = context;
    xml_value type = xml_attribute(element, "type"), value = xml_attribute(element, "val");

    if (strcmp(element->name, "docDefaults") == 0)
        to->in_defaults = true;
    else if (strcmp(element->name, "style") == 0)
        to->at = styles_add(to->styles, xml_is(type, "character") ? STYLE_TEXT : STYLE_PARAGRAPH,
                            xml_attribute(element, "styleId"), (xml_value){0});
    else if (strcmp(element->name, "basedOn") == 0 && to->at && value.at)
        styles_set_parent(to->at, (style_family)to->at->name[0], value);
    else if (strcmp(element->name, "jc") == 0 && to->at)
        to->at->is_caption |= xml_is(value, "right") || xml_is(value, "end");
    else if (strcmp(element->name, "name") == 0 && to->at)
        to->at->is_caption |= xml_is(value, "caption");
    else if (strcmp(element->name, "rFonts") == 0) {
        xml_value font = xml_attribute(element, "hAnsi");

        font = font.at ? font : xml_attribute(element, "ascii");
        if (to->at)
            styles_set_font(to->styles, to->at, font);
        else if (to->in_defaults && font.at)
            to->styles->fallback = font_coding_of(font.at, font.length);
    }
}

static void close_style(void *context, const char *name) {
    style_reading *to = context;

    if (strcmp(name, "style") == 0)
        to->at = NULL;
    else if (strcmp(name, "docDefaults") == 0)
        to->in_defaults = false;
}

static lode_status read_styles(const package_part *part, styles *to, lode_error *error) {
    const xml_handlers handlers = {.open = open_style, .close = close_style};
    style_reading reading = {.styles = to};
    lode_status status = xml_read(part, &handlers, &reading, error);

    return status == LODE_OK && to->failed ? lode_error_no_memory(error) : status;
}

/* ---- Parts ------------------------------------------------------------------------------------------------------- */

static lode_status read_part(word *to, const package *opened, const char *name, lode_error *error) {
    lode_status status = xml_read(package_find(opened, name), &TEXT_HANDLERS, to, error);

    flow_end_paragraph(story_main(&to->story), false);
    to->fields = to->muted = to->skipped = 0;
    return status;
}

static lode_status read_parts_of_type(word *to, const package *opened, const relations *related, const char *type,
                                      lode_error *error) {
    lode_status status = LODE_OK;

    for (size_t i = 0; status == LODE_OK && i < related->count; i++)
        if (strcmp(related->all[i].type, type) == 0)
            status = read_part(to, opened, related->all[i].part, error);
    return status;
}

static lode_status read_all(word *to, const package *opened, const relations *related, const char *main_part,
                            lode_error *error) {
    const relation *named = relations_of_type(related, "styles");
    lode_status status = named ? read_styles(package_find(opened, named->part), to->styles, error) : LODE_OK;

    to->story.fallback = to->styles->fallback;
    if (status == LODE_OK)
        status = read_parts_of_type(to, opened, related, "header", error);
    if (status == LODE_OK)
        status = read_part(to, opened, main_part, error);
    if (status == LODE_OK)
        status = read_parts_of_type(to, opened, related, "footnotes", error);
    if (status == LODE_OK)
        status = read_parts_of_type(to, opened, related, "endnotes", error);
    return status == LODE_OK ? read_parts_of_type(to, opened, related, "footer", error) : status;
}

typedef lode_status part_reader(word *to, const package *opened, const relations *related, const char *main_part,
                                lode_error *error);

static lode_status read_with(part_reader *reader, const package *opened, const char *main_part, lode_record *record,
                             lode_error *error) {
    styles named = {0};
    word reading = {.styles = &named};
    relations related;
    lode_status status = relations_read(&related, opened, main_part, error);

    story_begin(&reading.story, lode_record_room(record));
    if (status == LODE_OK)
        status = reader(&reading, opened, &related, main_part, error);
    story_finish(&reading.story);
    if (status == LODE_OK)
        status = flow_give(story_main(&reading.story), record, error);
    story_free(&reading.story);
    styles_free(&named);
    relations_free(&related);
    return status;
}

lode_status word_read(const package *opened, const char *main_part, lode_record *record, lode_error *error) {
    return read_with(read_all, opened, main_part, record, error);
}

/* The slides in their order, which the main part gives. */
typedef struct slide_order {
    word *to;
    const package *opened;
    const relations *related;
    lode_status status;
    lode_error *error;
} slide_order;

static void open_slide(void *context, const xml_element *element) {
    slide_order *order = context;
    const relation *slide;

    if (strcmp(element->name, "sldId") != 0 || order->status != LODE_OK)
        return;
    for (int i = 0; i < element->attribute_count; i++) {
        slide = relations_by_id(order->related, xml_attribute_at(element, i)); /* two are called id */
        if (!slide)
            continue;
        flow_section(story_main(&order->to->story), 1);
        order->status = read_part(order->to, order->opened, slide->part, order->error);
        return;
    }
}

static void close_slide(void *context, const char *name) {
    (void)context, (void)name;
}

static lode_status read_slides(word *to, const package *opened, const relations *related, const char *main_part,
                               lode_error *error) {
    const xml_handlers handlers = {.open = open_slide, .close = close_slide};
    slide_order order = {to, opened, related, LODE_OK, error};
    lode_status status = xml_read(package_find(opened, main_part), &handlers, &order, error);

    return status == LODE_OK ? order.status : status;
}

lode_status word_read_slides(const package *opened, const char *main_part, lode_record *record, lode_error *error) {
    return read_with(read_slides, opened, main_part, record, error);
}
