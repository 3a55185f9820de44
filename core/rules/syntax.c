/* SPDX-License-Identifier: MIT */
/* Escapes, character classes and parentheses in a pattern: what PCRE2 takes as it is, what is renamed, what is refused. */
#include "rules/frame.h"
#include "rules/pattern.h"

#include <stdio.h>
#include <string.h>

static size_t quoted_run(lode_frame *frame, size_t at) {
    size_t end = at + 2;

    while (end < frame->length && !(frame->text[end] == '\\' && end + 1 < frame->length && frame->text[end + 1] == 'E'))
        end++;
    lode_frame_append(frame, frame->text + at, end - at);
    lode_frame_append_string(frame, "\\E");
    return end < frame->length ? end + 2 : end;
}

/* \k<name> \k'name' \k{name} \g{name} */
static size_t named_reference(lode_frame *frame, size_t at) {
    char kind = frame->text[at + 1];
    char bracket = at + 2 < frame->length ? frame->text[at + 2] : '\0';
    char close = bracket == '{' ? '}' : kind == 'k' && bracket == '<' ? '>' : kind == 'k' && bracket == '\'' ? '\'' : '\0';
    size_t length = close ? lode_frame_closed_name(frame, at + 3, close) : 0;

    if (length)
        return lode_frame_refer_back(frame, at, frame->text + at + 3, length, at + 4 + length);
    lode_frame_mistake(frame, at, "name the group, (?<name>...), and write \\k<name>",
                       "numbered references and calls of groups are not taken");
    return at + 2;
}

size_t lode_frame_escape(lode_frame *frame, size_t at) {
    size_t length = lode_pattern_escape_length(frame->text, frame->length, at);
    char kind = at + 1 < frame->length ? frame->text[at + 1] : '\0';

    switch (kind) {
    case '\0':
        lode_frame_mistake(frame, at, "write \\\\ for the character itself", "a backslash with nothing behind it");
        return at + 1;
    case 'Q':
        return quoted_run(frame, at);
    case 'E':
        return at + 2;
    case 'k':
    case 'g':
        return named_reference(frame, at);
    case 'C':
        lode_frame_mistake(frame, at, "write . or (?s:.) for one character", "\\C would cut characters in two");
        return at + 2;
    case 'K':
        lode_frame_mistake(frame, at, "put (?<span>...) around what is to be found", "\\K is not taken");
        return at + 2;
    case 'G':
        lode_frame_mistake(frame, at, NULL, "\\G is not taken: a match must not depend on the one before it");
        return at + 2;
    case '%':
        lode_frame_append_string(frame, "%");
        if (at + 2 < frame->length && frame->text[at + 2] == '{') {
            lode_frame_append_string(frame, "\\{");
            return at + 3;
        }
        return at + 2;
    default:
        if (kind >= '1' && kind <= '9')
            return named_reference(frame, at);
        lode_frame_append(frame, frame->text + at, length);
        return at + length;
    }
}

size_t lode_frame_class(lode_frame *frame, size_t at) {
    size_t length = lode_pattern_class_length(frame->text, frame->length, at);
    lode_buffer composed = {0};

    if (!length) {
        lode_frame_mistake(frame, at, "close it with ], or write \\[ for the character", "a character class is not closed");
        frame->open_count = 0; /* the brackets that would close are in the class */
        return frame->length;
    }
    for (size_t i = at; i + 2 < at + length; i++) {
        size_t name = frame->text[i] == '%' && frame->text[i + 1] == '{' ? lode_frame_closed_name(frame, i + 2, '}') : 0;

        if (name)
            lode_frame_mistake(frame, i, "write (?:%{...}|[...])", "%%{%.*s} cannot stand in a character class", (int)name,
                               frame->text + i + 2);
    }
    if (lode_folds_apply(NULL, frame->text + at, length, &composed, NULL) == LODE_OK)
        lode_frame_append(frame, composed.bytes, composed.length);
    else
        lode_frame_no_memory(frame);
    lode_buffer_free(&composed);
    return at + length;
}

/* Reports a construct that opens a parenthesis and is not taken; what follows is read on from `end`. */
static size_t refuse(lode_frame *frame, size_t at, size_t end, const char *advice, const char *what) {
    lode_frame_mistake(frame, at, advice, "%s", what);
    lode_frame_push(frame, at);
    return end;
}

/* "(?i)", "(?i-s:" and the like. Returns where it ends. */
static size_t flags(lode_frame *frame, size_t at) {
    size_t end = at + 2;

    while (end < frame->length && frame->text[end] && strchr("ims-U", frame->text[end]))
        end++;
    if (end < frame->length && frame->text[end] == ')') {
        lode_frame_append(frame, frame->text + at, end + 1 - at);
        return end + 1;
    }
    if (end < frame->length && frame->text[end] == ':') {
        if (lode_frame_push(frame, at))
            lode_frame_append(frame, frame->text + at, end + 1 - at);
        return end + 1;
    }
    if (end < frame->length && frame->text[end] && strchr("xnJ^", frame->text[end]))
        return refuse(frame, at, end, "the flags i, m, s and U can be set", "a flag that is not taken");
    return refuse(frame, at, end, "known are (?: (?= (?! (?<= (?<! (?> (?<name> (?i)", "(? starts nothing that is known");
}

static size_t named_group(lode_frame *frame, size_t at, size_t name, char close) {
    size_t length = lode_frame_closed_name(frame, name, close);
    lode_capture capture = {.kind = LODE_FIELD_TEXT};

    if (!length)
        return refuse(frame, at, name, "use ASCII letters, digits and '_', as in (?<name>...)",
                      "a group without a proper name");
    if (lode_frame_push(frame, at))
        lode_frame_open_group(frame, at, frame->text + name, length, capture);
    return name + length + 1;
}

/* (?(<name>)yes|no), or with a look to the side in place of the name. */
static size_t condition(lode_frame *frame, size_t at) {
    const char *text = frame->text + at + 3;
    size_t left = frame->length - at - 3;
    char close = left && text[0] == '<' ? '>' : left && text[0] == '\'' ? '\'' : '\0';
    size_t length = close ? lode_frame_closed_name(frame, at + 4, close) : 0;

    if (!lode_frame_push(frame, at))
        return at + 3;
    if (left && text[0] == '?') {
        lode_frame_append_string(frame, "(?");
        return at + 2;
    }
    if (length && left > length + 2 && text[length + 2] == ')') {
        unsigned group = lode_frame_find_group(frame, text + 1, length);
        char opening[32];

        if (group)
            lode_frame_append(frame, opening, (size_t)snprintf(opening, sizeof opening, "(?(<f%u>)", group));
        else
            lode_frame_mistake(frame, at, "a condition asks for a group further left in the same pattern or definition",
                               "there is no group named '%.*s' here", (int)length, text + 1);
        return at + length + 6;
    }
    return refuse(frame, at, at + 3, "write (?(<name>)...|...) or a lookaround as the condition",
                  "this condition is not taken");
}

static size_t comment(lode_frame *frame, size_t at) {
    const char *end = memchr(frame->text + at, ')', frame->length - at);

    if (end)
        return (size_t)(end + 1 - frame->text);
    lode_frame_mistake(frame, at, NULL, "a comment is not closed");
    frame->open_count = 0;
    return frame->length;
}

/* What starts with "(?", `kind` being what follows. */
static size_t special_parenthesis(lode_frame *frame, size_t at, char kind) {
    const char *text = frame->text + at;
    char next = frame->length - at > 3 ? text[3] : '\0';
    size_t opening = kind == '<' && (next == '=' || next == '!') ? 4 : 3, length;

    if (opening == 4 || kind == ':' || kind == '=' || kind == '!' || kind == '>') {
        if (lode_frame_push(frame, at))
            lode_frame_append(frame, text, opening);
        return at + opening;
    }
    switch (kind) {
    case '<':
        return named_group(frame, at, at + 3, '>');
    case '\'':
        return named_group(frame, at, at + 3, '\'');
    case 'P':
        if (next == '<')
            return named_group(frame, at, at + 4, '>');
        length = next == '=' ? lode_frame_closed_name(frame, at + 4, ')') : 0;
        if (length)
            return lode_frame_refer_back(frame, at, text + 4, length, at + 5 + length);
        break;
    case '(':
        return condition(frame, at);
    case '#':
        return comment(frame, at);
    case '|':
        return refuse(frame, at, at + 3, "give the groups one name: several groups may fill one field", "(?| is not taken");
    case 'C':
        return refuse(frame, at, at + 3, NULL, "callouts, (?C...), are not taken");
    default:
        if (!(kind == '-' && next >= '0' && next <= '9') && !(kind && strchr("R&+0123456789", kind)))
            return flags(frame, at);
    }
    return refuse(frame, at, at + 3, "write it as a definition and insert that with %{name}",
                  "calls of groups, such as (?R), are not taken");
}

size_t lode_frame_open_parenthesis(lode_frame *frame, size_t at) {
    const char *text = frame->text + at;
    size_t left = frame->length - at;

    if (left > 1 && text[1] == '*')
        return refuse(frame, at, at + 2, "write \\( for the character; lookarounds are written (?=...)", "(*...) is not taken");
    if (left > 1 && text[1] == '?')
        return special_parenthesis(frame, at, left > 2 ? text[2] : '\0');
    if (lode_frame_push(frame, at))
        lode_frame_append(frame, text, 1);
    return at + 1;
}

size_t lode_frame_close_parenthesis(lode_frame *frame, size_t at) {
    if (frame->open_count)
        frame->open_count--;
    else
        lode_frame_mistake(frame, at, "write \\) for the character", "a parenthesis is closed that was not opened");
    lode_frame_append_string(frame, ")");
    return at + 1;
}
