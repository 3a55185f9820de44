/* SPDX-License-Identifier: MIT */
#include "rules/table_file.h"

#include "rules/advice.h"
#include "rules/files.h"
#include "rules/scalar.h"

#include <string.h>
#include <utf8proc.h>

struct field {
    const char *text;
    size_t length;
    size_t start; /* in the file */
    bool quoted;
};

/* A row at work. */
struct row {
    unsigned line;
    struct field fields[LODE_TABLE_COLUMNS_MAX];
    size_t count;
};

typedef enum field_end { MORE_FIELDS, ROW_END, BROKEN } field_end;

static lode_place place_at(const lode_table_file *file, size_t offset) {
    lode_place place = {file->path, file->line, 1};
    size_t start = offset;

    while (start > 0 && file->bytes[start - 1] != '\n')
        start--;
    for (; start < offset; start++)
        if (((unsigned char)file->bytes[start] & 0xC0) != 0x80)
            place.column++;
    return place;
}

static void skip_row(lode_table_file *file) {
    while (file->at < file->length && file->bytes[file->at] != '\n')
        file->at++;
    if (file->at < file->length)
        file->at++;
}

/* Passes lines of a TSV file that begin with #. */
static void skip_comments(lode_table_file *file) {
    while (file->separator == '\t' && file->at < file->length && file->bytes[file->at] == '#') {
        skip_row(file);
        file->line++;
    }
}

/* Reads the field at `at` and what ends it. A quoted one is unquoted in place, which never makes it longer. */
static field_end read_field(lode_table_file *file, struct field *field, lode_mistakes *mistakes) {
    char *bytes = file->bytes;
    size_t at = file->at, out;

    *field = (struct field){.text = bytes + at, .start = at};
    if (file->separator == ',' && at < file->length && bytes[at] == '"') {
        lode_place place = place_at(file, at);

        field->quoted = true;
        field->text = bytes + at + 1;
        for (out = ++at; at < file->length && (bytes[at] != '"' || (at + 1 < file->length && bytes[at + 1] == '"')); at++) {
            if (bytes[at] == '"')
                at++;
            else if (bytes[at] == '\n')
                file->line++;
            bytes[out++] = bytes[at];
        }
        field->length = (size_t)(bytes + out - field->text);
        if (at == file->length) {
            lode_mistake(mistakes, place, NULL, "a quotation mark is not closed");
            return BROKEN;
        }
        at++;
    } else {
        while (at < file->length && bytes[at] != file->separator && bytes[at] != '\n')
            at++;
        field->length = (size_t)(bytes + at - field->text);
        if (field->length && field->text[field->length - 1] == '\r')
            field->length--;
    }
    if (field->quoted && at < file->length && bytes[at] == '\r')
        at++;
    file->at = at < file->length ? at + 1 : at;
    if (at == file->length || bytes[at] == '\n')
        return ROW_END;
    if (bytes[at] == file->separator)
        return MORE_FIELDS;
    lode_mistake(mistakes, place_at(file, at), "write a quotation mark inside a quoted field twice",
                 "text behind a quoted field");
    return BROKEN;
}

static bool check_text(lode_table_file *file, lode_mistakes *mistakes) {
    file->line = 1;
    for (size_t at = 0; at < file->length;) {
        utf8proc_int32_t code_point;
        utf8proc_ssize_t size = 1;

        if (file->bytes[at] == '\n')
            file->line++;
        if ((unsigned char)file->bytes[at] >= 0x80)
            size = utf8proc_iterate((const utf8proc_uint8_t *)file->bytes + at, (utf8proc_ssize_t)(file->length - at),
                                    &code_point);
        if (size <= 0 || !file->bytes[at]) {
            lode_mistake(mistakes, place_at(file, at), "save the file as UTF-8", "the byte 0x%02X is not UTF-8 text here",
                         (unsigned)(unsigned char)file->bytes[at]);
            return false;
        }
        at += (size_t)size;
    }
    file->row_limit = file->line;
    file->line = 1;
    return true;
}

static bool report_column(const lode_table_file *file, lode_loading *loading, const lode_yaml_node *column,
                          const char *suggestion) {
    if (suggestion)
        lode_mistake(&loading->mistakes, lode_yaml_place(column), NULL, "%s has no column '%s', did you mean '%s'?", file->path,
                     column->text, suggestion);
    else
        lode_mistake(&loading->mistakes, lode_yaml_place(column), "its first line names its columns", "%s has no column '%s'",
                     file->path, column->text);
    return false;
}

/* Notes which columns there are besides the first and that of the values. */
static void take_further(lode_table_file *file, const char *const *names) {
    for (size_t i = 1; i < file->columns; i++) {
        if (i == file->column || !lode_is_name(names[i]))
            continue;
        file->names[file->further_count] = names[i];
        file->further[file->further_count++] = i;
    }
}

/* Reads the first line: counts the columns and finds the one wanted. */
static bool read_head(lode_table_file *file, lode_loading *loading, const lode_yaml_node *node, const lode_yaml_node *column) {
    lode_suggestion suggestion = {.word = column ? column->text : ""};
    const char *names[LODE_TABLE_COLUMNS_MAX];
    bool found = !column;
    field_end end;

    skip_comments(file);
    lode_advise_origin(loading, node, file->path, file->bytes, file->at);
    do {
        struct field field;

        if (file->columns == LODE_TABLE_COLUMNS_MAX) {
            lode_mistake(&loading->mistakes, place_at(file, file->at), "leave out what nobody needs", "more than %d columns",
                         LODE_TABLE_COLUMNS_MAX);
            return false;
        }
        end = read_field(file, &field, &loading->mistakes);
        if (end == BROKEN)
            return false;
        names[file->columns] =
            lode_mistakes_check(&loading->mistakes, lode_arena_copy(&loading->scratch, field.text, field.length));
        if (!names[file->columns])
            return false;
        if (column && strcmp(names[file->columns], column->text) == 0) {
            file->column = file->columns;
            found = true;
        }
        lode_suggestion_offer(&suggestion, names[file->columns]);
        file->columns++;
    } while (end == MORE_FIELDS);
    file->line++;
    if (!column)
        file->column = file->columns > 1;
    if (!found)
        return report_column(file, loading, column, suggestion.best);
    take_further(file, names);
    return true;
}

bool lode_table_file_open(lode_table_file *file, lode_loading *loading, const lode_yaml_node *node, const char *name,
                          const lode_yaml_node *column) {
    const char *folder = lode_path_folder(&loading->scratch, node->file->path);
    const char *path = folder ? lode_path_join(&loading->scratch, folder, name) : NULL;
    const char *bytes;
    lode_error error;
    lode_status status;

    if (!path) {
        loading->mistakes.memory = true;
        return false;
    }
    *file = (lode_table_file){.path = path, .separator = lode_path_ends(name, ".csv") ? ',' : '\t'};
    status = lode_look_into_file(&loading->dependencies, path, &loading->scratch, &bytes, &file->length, &error);
    if (status == LODE_ERROR_MEMORY)
        loading->mistakes.memory = true;
    else if (status != LODE_OK)
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "the path starts from the folder of the rule file",
                     "the table file '%s' %s", path, error.message);
    if (status != LODE_OK)
        return false;
    loading->digest = lode_hash(loading->digest, bytes, file->length);
    file->bytes = lode_mistakes_check(&loading->mistakes, lode_arena_copy(&loading->scratch, bytes, file->length));
    return file->bytes && check_text(file, &loading->mistakes) && read_head(file, loading, node, column);
}

/* Splits a row; false: it is broken, or blank. */
static bool split_row(lode_table_file *file, lode_loading *loading, struct row *row) {
    field_end end;

    row->line = file->line;
    row->count = 0;
    do {
        struct field field;

        end = read_field(file, &field, &loading->mistakes);
        if (end == BROKEN) {
            skip_row(file);
            file->line++;
            return false;
        }
        if (row->count < LODE_TABLE_COLUMNS_MAX)
            row->fields[row->count] = field;
        row->count++;
    } while (end == MORE_FIELDS);
    file->line++;
    return row->count > 1 || row->fields[0].length;
}

/* Takes the quotation marks off a key such as "#1", which would be a comment without them. */
static void unquote_key(struct field *key) {
    if (key->length < 3 || key->text[0] != '"' || key->text[1] != '#' || key->text[key->length - 1] != '"')
        return;
    key->text++;
    key->length -= 2;
}

/* The value of a field; false: a number that is not exact. */
static bool read_value(const struct field *field, lode_value *value) {
    *value = (lode_value){.kind = LODE_VALUE_TEXT, .text = field->text, .length = field->length};
    return field->quoted || lode_text_value(field->text, field->length, value);
}

static void add_row(const lode_table_file *file, lode_loading *loading, struct row *row, lode_table *table) {
    lode_place place = {file->path, row->line, 1};
    lode_value value, cells[LODE_TABLE_COLUMNS_MAX];
    lode_status status;
    lode_error error;
    size_t before = lode_table_count(table);
    bool exact;

    if (row->count != file->columns) {
        lode_mistake(&loading->mistakes, place, NULL, "the row has %zu fields, the first line names %zu columns", row->count,
                     file->columns);
        return;
    }
    if (file->separator == '\t')
        unquote_key(&row->fields[0]);
    exact = read_value(&row->fields[file->column], &value);
    for (size_t i = 0; i < file->further_count; i++) {
        exact = read_value(&row->fields[file->further[i]], &cells[i]) && exact;
        if (!row->fields[file->further[i]].length)
            cells[i] = (lode_value){0};
    }
    if (!exact) {
        lode_mistake(&loading->mistakes, place, NULL, "the number has too many digits to be exact");
        return;
    }
    status = lode_table_add(table, row->fields[0].text, row->fields[0].length, &value, cells, &error);
    if (lode_mistakes_take(&loading->mistakes, place, status, &error) && lode_table_count(table) == before)
        lode_advise_repeated(loading, place, row->fields[0].text, row->fields[0].length);
}

void lode_table_file_read(lode_table_file *file, lode_loading *loading, lode_table *table) {
    struct row row;

    while (skip_comments(file), file->at < file->length && !loading->mistakes.memory)
        if (split_row(file, loading, &row))
            add_row(file, loading, &row, table);
}
