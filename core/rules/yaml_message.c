/* SPDX-License-Identifier: MIT */
#include "rules/yaml_message.h"

#include <string.h>

/* A problem as libyaml tells it, what it means here, and what to do. */
struct meaning {
    const char *problem;
    const char *first; /* characters of which one stands at the place; NULL: any */
    const char *message, *advice;
};

#define QUOTE "write the text in single quotes"

static const struct meaning meanings[] = {
    {"found character that cannot start any token", "\t", "a tab where YAML wants blanks", "indent with blanks"},
    {"found character that cannot start any token", "%", "'%' cannot begin a text that is not quoted",
     "write it in single quotes: '%{...}'"},
    {"found character that cannot start any token", "@`", "this character cannot begin a text that is not quoted", QUOTE},
    {"found unknown escape character", NULL, "an escape that YAML does not know in double quotes",
     "write the pattern in single quotes, in which \\ is itself"},
    {"found unexpected end of stream", NULL, "a quotation mark is not closed",
     "close it; inside single quotes, ' is written twice"},
    {"did not find expected comment or line break", NULL, "text right behind | or >", "begin it in the next line, or " QUOTE},
    {"block sequence entries are not allowed in this context", NULL, "'- ' where no list can begin",
     "a list begins in a line of its own; " QUOTE " if it begins so"},
    {"did not find expected '-' indicator", NULL, "this line belongs to nothing above it",
     "indent it as the lines that it belongs to"},
    {"did not find expected ',' or '}'", NULL, "a { is not closed, or a text in it is not quoted",
     "close it; " QUOTE " where a text has , or : or } in it"},
    {"did not find expected ',' or ']'", NULL, "a [ is not closed, or a text in it is not quoted",
     "close it; " QUOTE " where a text has , or ] in it, or begins with ["},
    {"could not find expected ':'", NULL, "this is no 'key: value'", "write 'key: value', or " QUOTE " if it goes on here"},
};

/* The byte of a place in the source. */
static size_t byte_at(const lode_yaml_file *file, const yaml_mark_t *mark) {
    size_t at = 0;

    for (size_t line = 0; line < mark->line && at < file->length; at++)
        line += file->source[at] == '\n';
    for (size_t column = 0; column < mark->column && at < file->length && file->source[at] != '\n'; column++)
        do
            at++;
        while (at < file->length && ((unsigned char)file->source[at] & 0xC0) == 0x80);
    return at;
}

lode_place lode_yaml_place_of_mark(const lode_yaml_file *file, const yaml_mark_t *mark) {
    return (lode_place){file->path, (unsigned)mark->line + 1, (unsigned)mark->column + 1};
}

/* Whether a text stands before a byte in its line behind "key: ". */
static bool is_in_value(const lode_yaml_file *file, size_t at) {
    for (size_t i = at; i-- > 0 && file->source[i] != '\n';)
        if (file->source[i] == ':' && (file->source[i + 1] == ' ' || file->source[i + 1] == '\t') && i + 1 < at)
            return true;
    return false;
}

/* "did not find expected key": what stands before the place tells why. */
static void report_no_key(const lode_yaml_file *file, lode_place place, size_t at, lode_mistakes *mistakes) {
    while (at > 0 && (file->source[at - 1] == ' ' || file->source[at - 1] == '\t'))
        at--;
    if (at > 0 && (file->source[at - 1] == '\'' || file->source[at - 1] == '"'))
        lode_mistake(mistakes, place, "inside single quotes, ' is written twice: 'it''s'", "text behind a quoted text");
    else if (at > 0 && (file->source[at - 1] == ']' || file->source[at - 1] == '}'))
        lode_mistake(mistakes, place, "write a text that begins with [ or { in single quotes", "text behind a closed %s",
                     file->source[at - 1] == ']' ? "list" : "mapping");
    else
        lode_mistake(mistakes, place, "indent it as the keys beside it, or " QUOTE " that it belongs to",
                     "this is no key of what stands above");
}

static void report_colon(const lode_yaml_file *file, lode_place place, size_t at, lode_mistakes *mistakes) {
    if (is_in_value(file, at))
        lode_mistake(mistakes, place, "write the text in single quotes: 'a: b'", "': ' in a text that is not quoted");
    else
        lode_mistake(mistakes, place, "indent it as the keys beside it", "a key where none can be");
}

static const struct meaning *find_meaning(const char *problem, char first) {
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (strcmp(meanings[i].problem, problem) == 0 && (!meanings[i].first || (first && strchr(meanings[i].first, first))))
            return &meanings[i];
    return NULL;
}

void lode_yaml_report(const lode_yaml_file *file, const yaml_parser_t *parser, lode_mistakes *mistakes) {
    lode_place place = lode_yaml_place_of_mark(file, &parser->problem_mark);
    size_t at = byte_at(file, &parser->problem_mark);
    const struct meaning *meaning;

    if (parser->error == YAML_MEMORY_ERROR) {
        mistakes->memory = true;
        return;
    }
    if (parser->error == YAML_READER_ERROR) {
        lode_mistake(mistakes, lode_yaml_place_of_byte(file, parser->problem_offset), NULL, "%s (U+%04X)", parser->problem,
                     (unsigned)parser->problem_value);
        return;
    }
    meaning = find_meaning(parser->problem, at < file->length ? file->source[at] : '\0');
    if (meaning && strcmp(meaning->problem, "found unexpected end of stream") == 0)
        place = lode_yaml_place_of_mark(file, &parser->context_mark);
    if (meaning)
        lode_mistake(mistakes, place, meaning->advice, "%s", meaning->message);
    else if (strcmp(parser->problem, "did not find expected key") == 0)
        report_no_key(file, place, at, mistakes);
    else if (strcmp(parser->problem, "mapping values are not allowed in this context") == 0)
        report_colon(file, place, at, mistakes);
    else if (parser->context)
        lode_mistake(mistakes, place, NULL, "%s, %s that starts in line %lu", parser->problem, parser->context,
                     (unsigned long)parser->context_mark.line + 1);
    else
        lode_mistake(mistakes, place, NULL, "%s", parser->problem);
}
