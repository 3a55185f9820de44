#include "rules/table_file.h"

#include "rules/dependencies.h"
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

static void skip_row(lode_table_file *file) {
    while (file->at < file->length && file->bytes[file->at] != '\n')
        file->at++;
    if (file->at < file->length)
        file->at++;
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

/* Reads the first line: counts the columns and finds the one wanted. */
static bool read_head(lode_table_file *file, lode_loading *loading, const lode_yaml_node *column) {
    lode_suggestion suggestion = {.word = column ? column->text : ""};
    bool found = !column;
    field_end end;

    do {
        const char *name;
        struct field field;

        end = read_field(file, &field, &loading->mistakes);
        if (end == BROKEN)
            return false;
        name = lode_mistakes_check(&loading->mistakes, lode_arena_copy(&loading->scratch, field.text, field.length));
        if (!name)
            return false;
        if (column && strcmp(name, column->text) == 0) {
            file->column = file->columns;
            found = true;
        }
        lode_suggestion_offer(&suggestion, name);
        file->columns++;
    } while (end == MORE_FIELDS);
    file->line++;
    if (!column)
        file->column = file->columns > 1;
    if (found)
        return true;
    if (suggestion.best)
        lode_mistake(&loading->mistakes, lode_yaml_place(column), NULL, "%s has no column '%s', did you mean '%s'?", file->path,
                     column->text, suggestion.best);
    else
        lode_mistake(&loading->mistakes, lode_yaml_place(column), "its first line names its columns", "%s has no column '%s'",
                     file->path, column->text);
    return false;
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
    status = lode_file_read(path, &loading->scratch, &bytes, &file->length, &error);
    if (status == LODE_ERROR_MEMORY)
        loading->mistakes.memory = true;
    else if (status != LODE_OK)
        lode_mistake(&loading->mistakes, lode_yaml_place(node), "the path starts from the folder of the rule file",
                     "the table file '%s' %s", path, error.message);
    if (status != LODE_OK)
        return false;
    loading->digest = lode_hash(loading->digest, bytes, file->length);
    lode_depend_on_file(&loading->dependencies, path, bytes, file->length);
    file->bytes = lode_mistakes_check(&loading->mistakes, lode_arena_copy(&loading->scratch, bytes, file->length));
    return file->bytes && check_text(file, &loading->mistakes) && read_head(file, loading, column);
}

/* One row; the fields that count are the key's and the value's. */
static void read_row(lode_table_file *file, lode_loading *loading, lode_table *table) {
    unsigned line = file->line;
    struct field fields[2] = {{0}, {0}}, field;
    size_t count = 0;
    field_end end;
    lode_place place;
    lode_value value;
    lode_status status;
    lode_error error;

    do {
        end = read_field(file, &field, &loading->mistakes);
        if (end == BROKEN) {
            skip_row(file);
            file->line++;
            return;
        }
        if (count == 0)
            fields[0] = field;
        if (count == file->column)
            fields[1] = field;
        count++;
    } while (end == MORE_FIELDS);
    if (count > 1 || field.length) {
        place = (lode_place){file->path, line, 1};
        if (count != file->columns) {
            lode_mistake(&loading->mistakes, place, NULL, "the row has %zu fields, the first line names %zu columns", count,
                         file->columns);
        } else if (fields[1].quoted || lode_text_value(fields[1].text, fields[1].length, &value)) {
            if (fields[1].quoted)
                value = (lode_value){.kind = LODE_VALUE_TEXT, .text = fields[1].text, .length = fields[1].length};
            status = lode_table_add(table, fields[0].text, fields[0].length, &value, &error);
            if (status == LODE_ERROR_MEMORY)
                loading->mistakes.memory = true;
            else if (status != LODE_OK)
                lode_mistake(&loading->mistakes, place, error.advice, "%s", error.message);
        } else {
            lode_mistake(&loading->mistakes, place, NULL, "the number has too many digits to be exact");
        }
    }
    file->line++;
}

void lode_table_file_read(lode_table_file *file, lode_loading *loading, lode_table *table) {
    while (file->at < file->length && !loading->mistakes.memory)
        read_row(file, loading, table);
}
