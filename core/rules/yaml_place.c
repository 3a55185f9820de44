/* SPDX-License-Identifier: MIT */
/* Places in a file; from a byte of a scalar's text back to its place by reading both side by side. */
#include "rules/yaml.h"

lode_place lode_yaml_place(const lode_yaml_node *node) {
    return (lode_place){node->file->path, node->line, node->column};
}

lode_place lode_yaml_place_of_byte(const lode_yaml_file *file, size_t offset) {
    lode_place place = {file->path, 1, 1};

    for (size_t i = 0; i < offset && i < file->length; i++) {
        if (file->source[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)file->source[i] & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

/* The source and the text of a scalar, each read up to a place. */
struct walk {
    const char *source;
    size_t at, end; /* in the source */
    unsigned line, column;
    const char *text;
    size_t done, wanted; /* in the text */
    char style;
};

static bool more(const struct walk *walk) {
    return walk->at < walk->end;
}

/* Passes over one byte of the source. */
static void pass(struct walk *walk) {
    if (walk->source[walk->at] == '\n') {
        walk->line++;
        walk->column = 1;
    } else if (((unsigned char)walk->source[walk->at] & 0xC0) != 0x80) {
        walk->column++;
    }
    walk->at++;
}

static void pass_blanks(struct walk *walk) {
    while (more(walk) && (walk->source[walk->at] == ' ' || walk->source[walk->at] == '\t'))
        pass(walk);
}

static bool at_line_end(const struct walk *walk) {
    size_t at = walk->at;

    while (at < walk->end && (walk->source[at] == ' ' || walk->source[at] == '\t' || walk->source[at] == '\r'))
        at++;
    return at < walk->end && walk->source[at] == '\n';
}

/* Passes over line ends with the blanks around them. They stand for one space, or for line ends, one fewer than they are. */
static void pass_fold(struct walk *walk) {
    size_t lines = 0;

    while (more(walk) && at_line_end(walk)) {
        while (walk->source[walk->at] != '\n')
            pass(walk);
        pass(walk);
        lines++;
    }
    pass_blanks(walk);
    walk->done += lines > 1 ? lines - 1 : 1;
}

static size_t character_size(const char *text) {
    unsigned char lead = (unsigned char)text[0];

    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Passes over an escape of a double-quoted scalar and the character that it stands for. */
static void pass_escape(struct walk *walk) {
    size_t digits;

    pass(walk);
    if (!more(walk))
        return;
    if (at_line_end(walk)) { /* an escaped line end stands for nothing */
        while (walk->source[walk->at] != '\n')
            pass(walk);
        pass(walk);
        pass_blanks(walk);
        return;
    }
    switch (walk->source[walk->at]) {
    case 'x':
        digits = 2;
        break;
    case 'u':
        digits = 4;
        break;
    case 'U':
        digits = 8;
        break;
    default:
        digits = 0;
    }
    for (size_t i = 0; i <= digits && more(walk); i++)
        pass(walk);
    walk->done += character_size(walk->text + walk->done);
}

static void pass_quoted(struct walk *walk) {
    pass(walk); /* the quotation mark */
    while (more(walk) && walk->done < walk->wanted) {
        if (at_line_end(walk)) {
            pass_fold(walk);
        } else if (walk->style == '"' && walk->source[walk->at] == '\\') {
            pass_escape(walk);
        } else {
            if (walk->style == '\'' && walk->source[walk->at] == '\'')
                pass(walk); /* it is written twice */
            pass(walk);
            walk->done++;
        }
    }
}

static void pass_plain(struct walk *walk) {
    while (more(walk) && walk->done < walk->wanted) {
        if (at_line_end(walk)) {
            pass_fold(walk);
        } else {
            pass(walk);
            walk->done++;
        }
    }
}

/* In a block, each line starts after the same indentation; a line end stands for itself or, folded, for a space or nothing. */
static void pass_block(struct walk *walk) {
    unsigned indentation;

    while (more(walk) && walk->source[walk->at] != '\n') /* the header */
        pass(walk);
    while (more(walk) && at_line_end(walk)) { /* lines before the first that is not blank */
        while (walk->source[walk->at] != '\n')
            pass(walk);
        pass(walk);
        if (at_line_end(walk))
            walk->done++;
    }
    while (more(walk) && walk->source[walk->at] == ' ')
        pass(walk);
    indentation = walk->column;
    while (more(walk) && walk->done < walk->wanted) {
        bool line_end = walk->source[walk->at] == '\n';
        char stands_for = walk->text[walk->done];

        pass(walk);
        if (!line_end || stands_for == '\n' || stands_for == ' ')
            walk->done++;
        if (line_end)
            while (more(walk) && walk->source[walk->at] == ' ' && walk->column < indentation)
                pass(walk);
    }
}

lode_place lode_yaml_place_inside(const lode_yaml_node *node, size_t offset) {
    const lode_yaml_file *file = node->file;
    struct walk walk = {.source = file->source,
                        .end = file->length,
                        .line = 1,
                        .column = 1,
                        .text = node->text,
                        .wanted = offset < node->length ? offset : node->length,
                        .style = node->style};

    while (more(&walk) && (walk.line < node->line || walk.column < node->column))
        pass(&walk);
    if (walk.style == '\'' || walk.style == '"')
        pass_quoted(&walk);
    else if (walk.style)
        pass_block(&walk);
    else
        pass_plain(&walk);
    return (lode_place){file->path, walk.line, walk.column};
}
