#include "rules/template.h"

#include "rules/pattern.h"
#include "rules/scalar.h"
#include "values/roman.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { PARENTHESES_MAX = 200 }; /* open at a time in one pattern or definition; PCRE2 takes 250 */

/* One pattern or definition at work. */
struct frame {
    lode_template *template;
    lode_loading *loading;
    const lode_source *source; /* whose names it knows */
    const lode_yaml_node *node;
    const char *text;
    size_t length;
    const char *prefix; /* of its fields: "" or "name." */
    unsigned number;
    unsigned depth;
    size_t open[PARENTHESES_MAX]; /* places of the parentheses that are open */
    size_t open_count;
};

static void expand_text(struct frame *frame);

void lode_template_clear(lode_template *template) {
    lode_buffer_clear(&template->pattern);
    template->capture_count = template->field_count = template->reference_count = 0;
    template->span_group = 0;
    template->frame_count = 0;
    template->bad = template->full = false;
    template->checked = NULL;
}

void lode_template_free(lode_template *template) {
    if (template)
        lode_buffer_free(&template->pattern);
    free(template);
}

bool lode_template_is_built_in(const char *name, size_t length) {
    static const char *const NAMES[] = {"number", "digits", "roman"};

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strlen(NAMES[i]) == length && memcmp(NAMES[i], name, length) == 0)
            return true;
    return false;
}

#define MISTAKE(frame, offset, advice, ...)                                                                                    \
    do {                                                                                                                       \
        (frame)->template->bad = true;                                                                                         \
        lode_mistake(&(frame)->loading->mistakes, lode_yaml_place_inside((frame)->node, offset), advice, __VA_ARGS__);         \
    } while (0)

/* Appends to the pattern; beyond its bound, or without memory, everything ends. */
static bool append(struct frame *frame, const char *bytes, size_t length) {
    lode_template *template = frame->template;

    if (length > LODE_TEMPLATE_LENGTH_MAX || template->pattern.length > LODE_TEMPLATE_LENGTH_MAX - length) {
        if (!template->full)
            MISTAKE(frame, 0, "use 'lookup:' for a large table",
                    "the pattern, with all that it inserts, is longer than %d bytes", LODE_TEMPLATE_LENGTH_MAX);
        template->full = true;
        return false;
    }
    if (!lode_buffer_append(&template->pattern, bytes, length)) {
        frame->loading->mistakes.memory = template->bad = true;
        return false;
    }
    return true;
}

static bool append_string(struct frame *frame, const char *text) {
    return append(frame, text, strlen(text));
}

/* ---- Groups and fields ---- */

static int add_field(struct frame *frame, const char *name) {
    lode_template *template = frame->template;

    for (size_t i = 0; i < template->field_count; i++)
        if (strcmp(template->fields[i], name) == 0)
            return (int)i;
    template->fields[template->field_count] = name;
    return (int)template->field_count++;
}

/* Opens a capturing group for a name as written, `offset` being its place; its new name is "f" and its number. */
static bool open_group(struct frame *frame, size_t offset, const char *name, size_t length, lode_capture capture) {
    lode_template *template = frame->template;
    lode_arena *scratch = &frame->loading->scratch;
    lode_buffer full = {0};
    const char *written, *field;
    char opening[32];
    int opening_length;

    if (template->capture_count == LODE_TEMPLATE_GROUPS_MAX) {
        MISTAKE(frame, offset, NULL, "the pattern, with all that it inserts, has more than %d groups",
                LODE_TEMPLATE_GROUPS_MAX);
        return false;
    }
    lode_buffer_string(&full, frame->prefix);
    lode_buffer_append(&full, name, length);
    written = lode_arena_copy(scratch, name, length);
    field = full.failed ? NULL : lode_arena_copy(scratch, full.bytes, full.length);
    lode_buffer_free(&full);
    if (!written || !field) {
        frame->loading->mistakes.memory = template->bad = true;
        return false;
    }
    capture.field = -1;
    if (strcmp(field, "span") == 0) {
        if (template->span_group) {
            MISTAKE(frame, offset, "put one group around all that may be the span", "the pattern has two groups named 'span'");
            return false;
        }
        template->span_group = (unsigned)template->capture_count + 1;
    } else if (strcmp(written, "span") == 0) {
        MISTAKE(frame, offset, "insert the definition without a field name", "a group named 'span' inside the field '%.*s'",
                (int)strlen(frame->prefix) - 1, frame->prefix);
        return false;
    } else if (field[0] != '_' && !strstr(field, "._")) {
        capture.field = add_field(frame, field);
    }
    template->captures[template->capture_count] = capture;
    template->group_names[template->capture_count] = written;
    template->group_frames[template->capture_count] = frame->number;
    template->capture_count++;
    opening_length = snprintf(opening, sizeof opening, "(?<f%zu>", template->capture_count);
    return append(frame, opening, (size_t)opening_length);
}

static bool push(struct frame *frame, size_t offset) {
    if (frame->open_count == PARENTHESES_MAX) {
        MISTAKE(frame, offset, NULL, "parentheses are nested deeper than %d levels", PARENTHESES_MAX);
        return false;
    }
    frame->open[frame->open_count++] = offset;
    return true;
}

/* A reference back to the groups of a name in this frame, `end` being where it ends. Returns `end`. */
static size_t refer_back(struct frame *frame, size_t offset, const char *name, size_t length, size_t end) {
    lode_template *template = frame->template;
    lode_buffer alternatives = {0};
    size_t found = 0;

    for (size_t i = 0; i < template->capture_count; i++)
        if (template->group_frames[i] == frame->number && strlen(template->group_names[i]) == length &&
            memcmp(template->group_names[i], name, length) == 0)
            lode_buffer_format(&alternatives, "%s\\k<f%zu>", found++ ? "|" : "(?:", i + 1);
    if (!found) {
        MISTAKE(frame, offset, "a reference goes back to a group further left in the same pattern or definition",
                "there is no group named '%.*s' here", (int)length, name);
    } else if (!lode_buffer_byte(&alternatives, ')')) {
        frame->loading->mistakes.memory = template->bad = true;
    } else {
        append(frame, alternatives.bytes, alternatives.length);
    }
    lode_buffer_free(&alternatives);
    return end;
}

/* Reads "NAME" and what closes it. Returns the name's length, 0 where there is none. */
static size_t closed_name(const struct frame *frame, size_t at, char close) {
    size_t length = at < frame->length ? lode_name_length(frame->text + at) : 0;

    return length && at + length < frame->length && frame->text[at + length] == close ? length : 0;
}

/* ---- Literal text ---- */

/* Appends a run of literal text in NFC and folded. A fold at a word's end depends on what follows: where that is not known
 * both forms are taken. */
static void append_run(struct frame *frame, const char *run, size_t length, bool ends_word) {
    static const char LETTER[] = "\xEA\x9F\xB7"; /* U+A7F7: of no language's everyday writing, so in nobody's folds */
    const size_t letter_length = sizeof LETTER - 1;
    lode_buffer longer = {0}, end = {0}, inside = {0};
    lode_status status = lode_folds_apply(frame->loading->folds, run, length, &end, NULL);

    if (status == LODE_OK && !ends_word && frame->loading->folds) {
        lode_buffer_append(&longer, run, length);
        lode_buffer_append(&longer, LETTER, letter_length);
        status = longer.failed ? LODE_ERROR_MEMORY
                               : lode_folds_apply(frame->loading->folds, longer.bytes, longer.length, &inside, NULL);
    }
    if (status != LODE_OK) { /* the text is UTF-8, so there is nothing else that can fail */
        frame->loading->mistakes.memory = frame->template->bad = true;
    } else if (inside.length > letter_length &&
               (inside.length - letter_length != end.length || memcmp(inside.bytes, end.bytes, end.length) != 0)) {
        append_string(frame, "(?:");
        append(frame, end.bytes, end.length);
        append_string(frame, "|");
        append(frame, inside.bytes, inside.length - letter_length);
        append_string(frame, ")");
    } else {
        append(frame, end.bytes, end.length);
    }
    lode_buffer_free(&longer);
    lode_buffer_free(&end);
    lode_buffer_free(&inside);
}

static size_t literal_run(struct frame *frame, size_t at) {
    size_t end = at + 1, last;
    lode_buffer composed = {0};

    while (end < frame->length && lode_pattern_is_literal(frame->text, frame->length, end))
        end++;
    if (!lode_pattern_is_quantifier(frame->text, frame->length, end)) {
        append_run(frame, frame->text + at, end - at, lode_pattern_ends_word(frame->text, frame->length, end));
        return end;
    }
    /* The quantifier is for the last character, as a reader sees it: composed. */
    if (lode_folds_apply(NULL, frame->text + at, end - at, &composed, NULL) != LODE_OK) {
        frame->loading->mistakes.memory = frame->template->bad = true;
    } else {
        last = composed.length - 1;
        while (last > 0 && ((unsigned char)composed.bytes[last] & 0xC0) == 0x80)
            last--;
        if (last)
            append_run(frame, composed.bytes, last, false);
        append(frame, composed.bytes + last, composed.length - last);
    }
    lode_buffer_free(&composed);
    return end;
}

/* ---- Escapes, classes, parentheses ---- */

static size_t quoted_run(struct frame *frame, size_t at) {
    size_t end = at + 2;

    while (end < frame->length && !(frame->text[end] == '\\' && end + 1 < frame->length && frame->text[end + 1] == 'E'))
        end++;
    append(frame, frame->text + at, end - at);
    append_string(frame, "\\E");
    return end < frame->length ? end + 2 : end;
}

/* \k<name> \k'name' \k{name} \g{name} */
static size_t named_reference(struct frame *frame, size_t at) {
    char kind = frame->text[at + 1];
    char bracket = at + 2 < frame->length ? frame->text[at + 2] : '\0';
    char close = bracket == '{' ? '}' : kind == 'k' && bracket == '<' ? '>' : kind == 'k' && bracket == '\'' ? '\'' : '\0';
    size_t length = close ? closed_name(frame, at + 3, close) : 0;

    if (length)
        return refer_back(frame, at, frame->text + at + 3, length, at + 4 + length);
    MISTAKE(frame, at, "name the group, (?<name>...), and write \\k<name>",
            "numbered references and calls of groups are not taken");
    return at + 2;
}

static size_t escape(struct frame *frame, size_t at) {
    size_t length = lode_pattern_escape_length(frame->text, frame->length, at);
    char kind = at + 1 < frame->length ? frame->text[at + 1] : '\0';

    switch (kind) {
    case '\0':
        MISTAKE(frame, at, "write \\\\ for the character itself", "a backslash with nothing behind it");
        return at + 1;
    case 'Q':
        return quoted_run(frame, at);
    case 'E':
        return at + 2;
    case 'k':
    case 'g':
        return named_reference(frame, at);
    case 'C':
        MISTAKE(frame, at, "write . or (?s:.) for one character", "\\C would cut characters in two");
        return at + 2;
    case 'K':
        MISTAKE(frame, at, "put (?<span>...) around what is to be found", "\\K is not taken");
        return at + 2;
    case 'G':
        MISTAKE(frame, at, NULL, "\\G is not taken: a match must not depend on the one before it");
        return at + 2;
    case '%':
        append_string(frame, "%");
        if (at + 2 < frame->length && frame->text[at + 2] == '{') {
            append_string(frame, "\\{");
            return at + 3;
        }
        return at + 2;
    default:
        if (kind >= '1' && kind <= '9')
            return named_reference(frame, at);
        append(frame, frame->text + at, length);
        return at + length;
    }
}

static size_t class(struct frame *frame, size_t at) {
    size_t length = lode_pattern_class_length(frame->text, frame->length, at);
    lode_buffer composed = {0};

    if (!length) {
        MISTAKE(frame, at, "close it with ], or write \\[ for the character", "a character class is not closed");
        return frame->length;
    }
    for (size_t i = at; i + 2 < at + length; i++) {
        size_t name = frame->text[i] == '%' && frame->text[i + 1] == '{' ? closed_name(frame, i + 2, '}') : 0;

        if (name)
            MISTAKE(frame, i, "write (?:%{...}|[...])", "%%{%.*s} cannot stand in a character class", (int)name,
                    frame->text + i + 2);
    }
    if (lode_folds_apply(NULL, frame->text + at, length, &composed, NULL) == LODE_OK)
        append(frame, composed.bytes, composed.length);
    else
        frame->loading->mistakes.memory = frame->template->bad = true;
    lode_buffer_free(&composed);
    return at + length;
}

/* "(?i)", "(?i-s:" and the like. Returns where it ends. */
static size_t flags(struct frame *frame, size_t at) {
    size_t end = at + 2;

    while (end < frame->length && frame->text[end] && strchr("ims-U", frame->text[end]))
        end++;
    if (end < frame->length && frame->text[end] == ')') {
        append(frame, frame->text + at, end + 1 - at);
    } else if (end < frame->length && frame->text[end] == ':') {
        if (push(frame, at))
            append(frame, frame->text + at, end + 1 - at);
    } else if (end < frame->length &&
               (frame->text[end] == 'x' || frame->text[end] == 'n' || frame->text[end] == 'J' || frame->text[end] == '^')) {
        MISTAKE(frame, end, "the flags i, m, s and U can be set", "the flag '%c' is not taken", frame->text[end]);
    } else {
        MISTAKE(frame, at, "known are (?: (?= (?! (?<= (?<! (?> (?<name> (?i)", "(? starts nothing that is known");
    }
    return end + (end < frame->length);
}

static size_t named_group(struct frame *frame, size_t at, size_t name, char close) {
    size_t length = closed_name(frame, name, close);
    lode_capture capture = {.kind = LODE_FIELD_TEXT};

    if (!length) {
        MISTAKE(frame, at, "use ASCII letters, digits and '_', as in (?<name>...)", "a group without a proper name");
        return name;
    }
    if (push(frame, at))
        open_group(frame, at, frame->text + name, length, capture);
    return name + length + 1;
}

/* (?(<name>)yes|no), or with a look to the side in place of the name. */
static size_t condition(struct frame *frame, size_t at) {
    const char *text = frame->text + at + 3;
    size_t left = frame->length - at - 3;
    char close = left && text[0] == '<' ? '>' : left && text[0] == '\'' ? '\'' : '\0';
    size_t length = close ? closed_name(frame, at + 4, close) : 0;
    lode_template *template = frame->template;

    if (!push(frame, at))
        return at + 3;
    if (left && text[0] == '?') {
        append_string(frame, "(?");
        return at + 2;
    }
    if (length && left > length + 2 && text[length + 2] == ')') {
        for (size_t i = template->capture_count; i-- > 0;)
            if (template->group_frames[i] == frame->number && strlen(template->group_names[i]) == length &&
                memcmp(template->group_names[i], text + 1, length) == 0) {
                char opening[32];

                append(frame, opening, (size_t)snprintf(opening, sizeof opening, "(?(<f%zu>)", i + 1));
                return at + length + 6;
            }
        MISTAKE(frame, at, "a condition asks for a group further left in the same pattern or definition",
                "there is no group named '%.*s' here", (int)length, text + 1);
        return at + length + 6;
    }
    MISTAKE(frame, at, "write (?(<name>)...|...) or a lookaround as the condition", "this condition is not taken");
    return at + 3;
}

static size_t parenthesis(struct frame *frame, size_t at) {
    const char *text = frame->text + at;
    size_t left = frame->length - at;
    const char *comment_end;
    char kind = left > 2 ? text[2] : '\0', next = left > 3 ? text[3] : '\0';
    size_t plain = 1;

    if (left > 1 && text[1] == '*') {
        MISTAKE(frame, at, "write \\( for the character; lookarounds are written (?=...)", "(*...) is not taken");
        return at + 2;
    }
    if (left > 1 && text[1] == '?') {
        plain = 3;
        if (kind == '<' && (next == '=' || next == '!'))
            plain = 4;
        else if (kind == '<')
            return named_group(frame, at, at + 3, '>');
        else if (kind == '\'')
            return named_group(frame, at, at + 3, '\'');
        else if (kind == 'P' && next == '<')
            return named_group(frame, at, at + 4, '>');
        else if (kind == 'P' && next == '=' && closed_name(frame, at + 4, ')')) {
            size_t length = closed_name(frame, at + 4, ')');

            return refer_back(frame, at, text + 4, length, at + 5 + length);
        } else if (kind == '(')
            return condition(frame, at);
        else if (kind == '#') {
            comment_end = memchr(text, ')', left);
            if (!comment_end)
                MISTAKE(frame, at, NULL, "a comment is not closed");
            return comment_end ? at + (size_t)(comment_end + 1 - text) : frame->length;
        } else if (kind == '|') {
            MISTAKE(frame, at, "give the groups one name: several groups may fill one field", "(?| is not taken");
            return at + 3;
        } else if (kind == 'C') {
            MISTAKE(frame, at, NULL, "callouts, (?C...), are not taken");
            return at + 3;
        } else if (kind == 'R' || kind == '&' || kind == 'P' || kind == '+' || (kind >= '0' && kind <= '9') ||
                   (kind == '-' && next >= '0' && next <= '9')) {
            MISTAKE(frame, at, "write it as a definition and insert that with %{name}",
                    "calls of groups, such as (?R), are not taken");
            return at + 3;
        } else if (kind != ':' && kind != '=' && kind != '!' && kind != '>')
            return flags(frame, at);
    }
    if (push(frame, at))
        append(frame, text, plain);
    return at + plain;
}

static size_t close_parenthesis(struct frame *frame, size_t at) {
    if (frame->open_count)
        frame->open_count--;
    else
        MISTAKE(frame, at, "write \\) for the character", "a parenthesis is closed that was not opened");
    append_string(frame, ")");
    return at + 1;
}

/* ---- %{...} ---- */

/* The pattern of %{number} or %{digits}, made once. */
static const lode_string *number_pattern(lode_loading *loading, bool digits) {
    lode_string *pattern = &loading->number_patterns[digits];
    lode_buffer made = {0};

    if (!pattern->bytes) {
        if (!(digits ? lode_numbers_pattern_digits(loading->numbers, &made) : lode_numbers_pattern(loading->numbers, &made)) ||
            !lode_buffer_reserve(&made, 0) || !(pattern->bytes = lode_arena_copy(&loading->scratch, made.bytes, made.length)))
            loading->mistakes.memory = true;
        pattern->length = made.length;
        lode_buffer_free(&made);
    }
    return pattern->bytes ? pattern : NULL;
}

static const lode_string *table_pattern(lode_loading *loading, lode_symbol *symbol, bool caseless) {
    lode_string *pattern = &symbol->patterns[caseless];
    lode_buffer made = {0};

    if (!pattern->bytes) {
        if (!lode_table_pattern(symbol->table, caseless, &made) ||
            !(pattern->bytes = lode_arena_copy(&loading->scratch, made.bytes, made.length)))
            loading->mistakes.memory = true;
        pattern->length = made.length;
        lode_buffer_free(&made);
    }
    return pattern->bytes ? pattern : NULL;
}

/* An insertion: %{name}, %{name:field}, %{@type}, %{@type:field}. */
struct insertion {
    size_t at, end;
    const char *name, *field;
    size_t name_length, field_length; /* a field of length 0: none */
    bool entity;
};

static bool read_insertion(struct frame *frame, size_t at, struct insertion *insertion) {
    size_t i = at + 2;

    *insertion = (struct insertion){.at = at};
    insertion->entity = i < frame->length && frame->text[i] == '@';
    i += insertion->entity;
    insertion->name = frame->text + i;
    insertion->name_length = i < frame->length ? lode_name_length(insertion->name) : 0;
    i += insertion->name_length;
    if (insertion->name_length && i < frame->length && frame->text[i] == ':') {
        insertion->field = frame->text + ++i;
        insertion->field_length = i < frame->length ? lode_name_length(insertion->field) : 0;
        i += insertion->field_length;
    }
    if (!insertion->name_length || (insertion->field && !insertion->field_length) || i >= frame->length ||
        frame->text[i] != '}') {
        MISTAKE(frame, at, "write %{name} or %{name:field}, or \\%{ for the characters", "'%%{' without a proper name and '}'");
        return false;
    }
    insertion->end = i + 1;
    if (insertion->field_length == 4 && memcmp(insertion->field, "span", 4) == 0) {
        MISTAKE(frame, at, "write (?<span>%{...})", "'span' is no field");
        return false;
    }
    return true;
}

static void open_insertion(struct frame *frame, const struct insertion *insertion, lode_capture capture) {
    if (insertion->field_length)
        open_group(frame, insertion->at, insertion->field, insertion->field_length, capture);
    else
        append_string(frame, "(?:");
}

static void insert_pattern(struct frame *frame, const struct insertion *insertion, lode_capture capture,
                           const lode_string *pattern) {
    if (!pattern) {
        frame->template->bad = true;
        return;
    }
    open_insertion(frame, insertion, capture);
    append(frame, pattern->bytes, pattern->length);
    append_string(frame, ")");
}

static void insert_built_in(struct frame *frame, const struct insertion *insertion) {
    static const char ROMAN[] = "(?<![\\p{L}\\p{M}\\p{N}])" LODE_ROMAN_PATTERN "(?![\\p{L}\\p{M}\\p{N}])";
    lode_capture capture = {.kind = LODE_FIELD_NUMBER};
    lode_string roman = {ROMAN, sizeof ROMAN - 1};

    if (insertion->name[0] == 'r') {
        capture.reader = LODE_READ_ROMAN;
        insert_pattern(frame, insertion, capture, &roman);
    } else {
        capture.reader = insertion->name[0] == 'd' ? LODE_READ_DIGITS : LODE_READ_NUMBER;
        insert_pattern(frame, insertion, capture, number_pattern(frame->loading, capture.reader == LODE_READ_DIGITS));
    }
}

static void insert_entity(struct frame *frame, const struct insertion *insertion) {
    lode_template *template = frame->template;
    char *type = lode_mistakes_check(&frame->loading->mistakes,
                                     lode_arena_copy(&frame->loading->scratch, insertion->name, insertion->name_length));
    char marker[4];
    lode_string pattern = {marker, 4};
    bool known = false;

    if (!type) {
        template->bad = true;
        return;
    }
    if (!template->checked && template->stage < 2) {
        MISTAKE(frame, insertion->at, NULL, "%%{@%s} needs 'stage: 2' or later: entities are found stage by stage", type);
        return;
    }
    for (size_t i = 0; i < template->reference_count; i++)
        known = known || strcmp(template->references[i], type) == 0;
    if (!known && template->reference_count == LODE_TEMPLATE_GROUPS_MAX) {
        MISTAKE(frame, insertion->at, NULL, "more than %d types of entities", LODE_TEMPLATE_GROUPS_MAX);
        return;
    }
    if (!known)
        template->references[template->reference_count++] = type;
    utf8proc_encode_char((utf8proc_int32_t)lode_reference_marker(type), (utf8proc_uint8_t *)marker);
    insert_pattern(frame, insertion, (lode_capture){.kind = LODE_FIELD_ENTITY}, &pattern);
}

/* In a check what is inserted is only noted. */
static void note_insert(struct frame *frame, lode_symbol *symbol, size_t offset) {
    lode_symbol *checked = frame->template->checked;
    size_t count = checked->insert_count;
    lode_insert *inserts = checked->inserts;

    if ((count & (count - 1)) == 0) { /* it is full at each power of two */
        inserts = lode_arena_array(&frame->loading->scratch, count ? count * 2 : 1, sizeof *inserts);
        if (!lode_mistakes_check(&frame->loading->mistakes, inserts)) {
            frame->template->bad = true;
            return;
        }
        if (count)
            memcpy(inserts, checked->inserts, count * sizeof *inserts);
        checked->inserts = inserts;
    }
    inserts[checked->insert_count++] = (lode_insert){symbol, offset};
}

static void insert_definition(struct frame *frame, const struct insertion *insertion, lode_symbol *symbol) {
    lode_template *template = frame->template;
    struct frame *inner;
    char *prefix;

    if (template->checked)
        note_insert(frame, symbol, insertion->at);
    open_insertion(frame, insertion, (lode_capture){.kind = LODE_FIELD_TEXT});
    if (!template->checked && !template->bad) {
        inner = calloc(1, sizeof *inner);
        prefix = lode_arena_allocate(&frame->loading->scratch, strlen(frame->prefix) + insertion->field_length + 2);
        if (inner && prefix) {
            strcpy(prefix, frame->prefix);
            if (insertion->field_length) {
                strncat(prefix, insertion->field, insertion->field_length);
                strcat(prefix, ".");
            }
            *inner = (struct frame){.template = template,
                                    .loading = frame->loading,
                                    .source = symbol->source,
                                    .node = symbol->node,
                                    .prefix = prefix,
                                    .depth = frame->depth + 1};
            expand_text(inner);
        } else {
            frame->loading->mistakes.memory = template->bad = true;
        }
        free(inner);
    }
    append_string(frame, ")");
}

static void report_unknown(struct frame *frame, const struct insertion *insertion) {
    lode_suggestion suggestion = {0};
    char name[128];

    snprintf(name, sizeof name, "%.*s", (int)insertion->name_length, insertion->name);
    suggestion.word = name;
    lode_offer_symbols(frame->source, &suggestion, false);
    lode_suggestion_offer(&suggestion, "number");
    lode_suggestion_offer(&suggestion, "digits");
    lode_suggestion_offer(&suggestion, "roman");
    if (suggestion.best)
        MISTAKE(frame, insertion->at, NULL, "unknown name '%s', did you mean '%s'?", name, suggestion.best);
    else
        MISTAKE(frame, insertion->at, "add it under 'define:' or 'tables:', or the pack that has it to 'uses:'",
                "unknown name '%s'", name);
}

static size_t insert(struct frame *frame, size_t at) {
    struct insertion insertion;
    lode_symbol *symbol;

    if (!read_insertion(frame, at, &insertion))
        return insertion.end ? insertion.end : at + 2;
    if (insertion.entity) {
        insert_entity(frame, &insertion);
    } else if (lode_template_is_built_in(insertion.name, insertion.name_length)) {
        insert_built_in(frame, &insertion);
    } else {
        symbol = lode_find_symbol(frame->source, insertion.name, insertion.name_length);
        if (!symbol)
            report_unknown(frame, &insertion);
        else if (symbol->bad && !frame->template->checked)
            frame->template->bad = true; /* why was reported */
        else if (symbol->table && !symbol->bad)
            insert_pattern(frame, &insertion, (lode_capture){.kind = LODE_FIELD_TABLE, .table = symbol->table},
                           table_pattern(frame->loading, symbol, frame->template->caseless));
        else if (!symbol->is_table)
            insert_definition(frame, &insertion, symbol);
    }
    return insertion.end;
}

/* ---- The whole ---- */

static size_t next_part(struct frame *frame, size_t at) {
    char byte = frame->text[at];

    if (lode_pattern_is_space(byte)) {
        append_string(frame, LODE_PATTERN_SPACE);
        while (at < frame->length && lode_pattern_is_space(frame->text[at]))
            at++;
        return at;
    }
    if (lode_pattern_is_literal(frame->text, frame->length, at))
        return literal_run(frame, at);
    switch (byte) {
    case '%':
        return insert(frame, at);
    case '\\':
        return escape(frame, at);
    case '[':
        return class(frame, at);
    case '(':
        return parenthesis(frame, at);
    case ')':
        return close_parenthesis(frame, at);
    default:
        append(frame, &frame->text[at], 1);
        return at + 1;
    }
}

/* Expands the frame's text; only mistakes of its own end a check early, so that all of them are found. */
static void expand_text(struct frame *frame) {
    size_t before = frame->loading->mistakes.count;
    size_t at = 0;

    frame->text = frame->node->text;
    frame->length = frame->node->length;
    frame->number = frame->template->frame_count++;
    if (frame->node->style == '|' || frame->node->style == '>')
        while (frame->length && frame->text[frame->length - 1] == '\n')
            frame->length--;
    if (frame->depth > LODE_TEMPLATE_DEPTH_MAX) {
        frame->template->bad = true;
        return;
    }
    while (at < frame->length && !frame->loading->mistakes.memory && !frame->template->full)
        at = next_part(frame, at);
    if (frame->open_count && frame->loading->mistakes.count == before)
        MISTAKE(frame, frame->open[frame->open_count - 1], "close it, or write \\( for the character",
                "a parenthesis is not closed");
}

static bool run(lode_template *template, lode_loading *loading, const lode_source *source, const lode_yaml_node *node) {
    struct frame *outer = calloc(1, sizeof *outer);

    if (outer) {
        *outer = (struct frame){.template = template, .loading = loading, .source = source, .node = node, .prefix = ""};
        expand_text(outer);
    } else {
        loading->mistakes.memory = template->bad = true;
    }
    free(outer);
    return !template->bad;
}

bool lode_template_expand(lode_template *template, lode_loading *loading, const lode_source *source,
                          const lode_yaml_node *match, bool caseless, unsigned stage) {
    lode_template_clear(template);
    template->caseless = caseless;
    template->stage = stage;
    return run(template, loading, source, match);
}

void lode_template_check(lode_loading *loading, lode_symbol *definition) {
    lode_template *template = calloc(1, sizeof *template);

    if (!template) {
        loading->mistakes.memory = true;
        return;
    }
    template->checked = definition;
    if (!lode_scalar_text(definition->node, "a definition", &loading->mistakes) ||
        !run(template, loading, definition->source, definition->node))
        definition->bad = true;
    lode_template_free(template);
}
