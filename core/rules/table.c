/* SPDX-License-Identifier: MIT */
#include "rules/table.h"

#include "rules/strings.h"
#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

struct lode_table {
    const char *name;
    const lode_folds *folds;
    lode_arena *arena;
    bool caseless;
    lode_strings keys;    /* its indices are those of the entries */
    lode_value *values;   /* by index of the key */
    const char **columns; /* the names of further ones */
    size_t column_count;
    lode_value *cells; /* by index of the key, then of the column */
    size_t cell_count;
    lode_strings caseless_keys;
    uint32_t *caseless_first; /* by index in caseless_keys: the first entry that has it */
    uint32_t *caseless_of;    /* by entry: the index in caseless_keys */
};

static const lode_layout_member value_members[] = {
    LODE_GAP(lode_value, kind, offsetof(lode_value, text)),
    LODE_BYTES(lode_value, text, length),
};
static const lode_layout value_layout = LODE_LAYOUT(lode_value, value_members);

static const lode_layout_member string_members[] = {LODE_BYTES(lode_string, bytes, length)};
static const lode_layout string_layout = LODE_LAYOUT(lode_string, string_members);

static const lode_layout_member table_members[] = {
    LODE_STRING(lode_table, name),
    LODE_THING(lode_table, folds, &lode_folds_layout),
    LODE_CLEARED(lode_table, arena),
    LODE_THINGS(lode_table, keys.strings, keys.count, &string_layout),
    {LODE_LAYOUT_THINGS, offsetof(lode_table, keys.slots), offsetof(lode_table, keys.mask), 1, &lode_layout_uint32},
    LODE_THINGS(lode_table, values, keys.count, &value_layout),
    LODE_THINGS(lode_table, columns, column_count, &lode_layout_string),
    LODE_THINGS(lode_table, cells, cell_count, &value_layout),
    LODE_THINGS(lode_table, caseless_keys.strings, caseless_keys.count, &string_layout),
    {LODE_LAYOUT_THINGS, offsetof(lode_table, caseless_keys.slots), offsetof(lode_table, caseless_keys.mask), 1,
     &lode_layout_uint32},
    LODE_THINGS(lode_table, caseless_first, caseless_keys.count, &lode_layout_uint32),
    LODE_THINGS(lode_table, caseless_of, keys.count, &lode_layout_uint32),
};
const lode_layout lode_table_layout = LODE_LAYOUT(lode_table, table_members);

enum { FORM_MAX = LODE_TABLE_KEY_MAX + 1 };

lode_table *lode_table_create(lode_arena *arena, const char *name, const lode_folds *folds, bool caseless, size_t limit) {
    lode_table *table = lode_arena_array(arena, 1, sizeof *table);

    if (!table)
        return NULL;
    table->name = name;
    table->folds = folds;
    table->arena = arena;
    table->caseless = caseless;
    table->values = lode_arena_array(arena, limit, sizeof *table->values);
    table->caseless_first = lode_arena_array(arena, limit, sizeof *table->caseless_first);
    table->caseless_of = lode_arena_array(arena, limit, sizeof *table->caseless_of);
    if (!table->values || !table->caseless_first || !table->caseless_of || !lode_strings_init(&table->keys, arena, limit) ||
        !lode_strings_init(&table->caseless_keys, arena, limit))
        return NULL;
    return table;
}

bool lode_table_set_columns(lode_table *table, const char *const *names, size_t count) {
    table->columns = lode_arena_array(table->arena, count, sizeof *table->columns);
    table->cells = lode_arena_array(table->arena, count * table->keys.limit, sizeof *table->cells);
    if (!table->columns || !table->cells)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!(table->columns[i] = lode_arena_copy(table->arena, names[i], strlen(names[i]))))
            return false;
    table->column_count = count;
    return true;
}

int32_t lode_case_fold(int32_t code_point) {
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z' ? code_point + ('a' - 'A') : code_point;
    if (code_point == 0x130 || code_point == 0x131) /* the dotted capital and the dotless small i fold to themselves */
        return code_point;
    return utf8proc_tolower(utf8proc_toupper(code_point));
}

/* How many bytes of white space stand at the start of a text: 0, or those of one character. */
static size_t space_length(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;

    if (bytes[0] == ' ' || (bytes[0] >= '\t' && bytes[0] <= '\r'))
        return 1;
    if (bytes[0] == 0xC2)
        return length > 1 && (bytes[1] == 0xA0 || bytes[1] == 0x85) ? 2 : 0;
    if (length < 3)
        return 0;
    if (bytes[0] == 0xE2 && bytes[1] == 0x80) /* U+2000..U+200A, U+2028, U+2029, U+202F */
        return bytes[2] <= 0x8A || bytes[2] == 0xA8 || bytes[2] == 0xA9 || bytes[2] == 0xAF ? 3 : 0;
    if ((bytes[0] == 0xE2 && bytes[1] == 0x81 && bytes[2] == 0x9F) ||
        (bytes[0] == 0xE3 && bytes[1] == 0x80 && bytes[2] == 0x80) ||
        (bytes[0] == 0xE1 && bytes[1] == 0x9A && bytes[2] == 0x80))
        return 3;
    return 0;
}

/* Writes the text with each run of white space as one space and none at the ends. Returns the length, which is more than
 * FORM_MAX - 1 where it does not fit. */
static size_t single_spaces(const char *text, size_t length, char form[FORM_MAX]) {
    size_t used = 0;
    bool pending = false;

    for (size_t i = 0; i < length;) {
        size_t space = space_length(text + i, length - i);

        if (space) {
            pending = used > 0;
            i += space;
            continue;
        }
        if (used + pending + 1 >= FORM_MAX)
            return FORM_MAX;
        if (pending)
            form[used++] = ' ';
        pending = false;
        form[used++] = text[i++];
    }
    form[used] = '\0';
    return used;
}

/* The same text, case folded. Its length is at most FORM_MAX - 1, or FORM_MAX where it does not fit. */
static size_t fold_case(const char *text, size_t length, char form[FORM_MAX]) {
    size_t used = 0;

    for (size_t i = 0; i < length;) {
        uint32_t code_point = lode_utf8_next(text, length, &i);

        if (used + 4 >= FORM_MAX)
            return FORM_MAX;
        used += (size_t)utf8proc_encode_char(lode_case_fold((int32_t)code_point), (utf8proc_uint8_t *)form + used);
    }
    form[used] = '\0';
    return used;
}

/* The entry of a key with single spaces; SIZE_MAX: none. */
static size_t find_form(const lode_table *table, const char *form, size_t length, bool caseless) {
    char folded[FORM_MAX];
    size_t found = lode_strings_find(&table->keys, form, length);

    if (found != SIZE_MAX || !caseless)
        return found;
    length = fold_case(form, length, folded);
    if (length >= FORM_MAX)
        return SIZE_MAX;
    found = lode_strings_find(&table->caseless_keys, folded, length);
    return found == SIZE_MAX ? SIZE_MAX : table->caseless_first[found];
}

const lode_value *lode_table_find(const lode_table *table, const char *key, size_t length, bool caseless) {
    char form[FORM_MAX];
    size_t form_length = single_spaces(key, length, form);
    size_t found = SIZE_MAX;

    caseless = caseless || table->caseless;
    if (form_length < FORM_MAX)
        found = find_form(table, form, form_length, caseless);
    if (found == SIZE_MAX && length < 4 * FORM_MAX) { /* it may not have been folded */
        lode_buffer folded = {0};

        if (lode_folds_apply(table->folds, key, length, &folded, NULL) == LODE_OK &&
            (folded.length != length || memcmp(folded.bytes, key, length) != 0)) {
            form_length = single_spaces(folded.bytes, folded.length, form);
            if (form_length < FORM_MAX)
                found = find_form(table, form, form_length, caseless);
        }
        lode_buffer_free(&folded);
    }
    return found == SIZE_MAX ? NULL : &table->values[found];
}

static bool same_value(const lode_value *a, const lode_value *b) {
    return a->kind == b->kind && a->length == b->length && (!a->length || memcmp(a->text, b->text, a->length) == 0);
}

static bool same_row(const lode_table *table, size_t entry, const lode_value *value, const lode_value *cells) {
    if (!same_value(&table->values[entry], value))
        return false;
    for (size_t i = 0; cells && i < table->column_count; i++)
        if (!same_value(&table->cells[entry * table->column_count + i], &cells[i]))
            return false;
    return true;
}

static bool store(lode_table *table, lode_value *stored, const lode_value *value) {
    *stored = *value;
    if (value->kind == LODE_VALUE_NONE)
        return true;
    stored->text = lode_arena_copy(table->arena, value->text, value->length);
    return stored->text != NULL;
}

/* Adds a key that has its final form and is not there. */
static lode_status add_fresh(lode_table *table, const char *form, size_t length, const lode_value *value,
                             const lode_value *cells, lode_error *error) {
    char caseless[FORM_MAX];
    size_t caseless_length = fold_case(form, length, caseless), entry, caseless_entry;
    const char *key, *caseless_key;
    bool fresh, stored;

    if (caseless_length >= FORM_MAX)
        return lode_error_set(error, LODE_ERROR_USAGE, "a key may have %d bytes at most", LODE_TABLE_KEY_MAX - 3);
    if (table->keys.count == table->keys.limit)
        return lode_error_set(error, LODE_ERROR_INTERNAL, "the table has more entries than were counted");
    key = lode_arena_copy(table->arena, form, length);
    caseless_key = caseless_length == length && memcmp(caseless, form, length) == 0
                       ? key
                       : lode_arena_copy(table->arena, caseless, caseless_length);
    if (!key || !caseless_key)
        return lode_error_no_memory(error);
    entry = lode_strings_add(&table->keys, key, length, &fresh);
    stored = store(table, &table->values[entry], value);
    for (size_t i = 0; i < table->column_count; i++) {
        lode_value none = {0};

        stored = stored && store(table, &table->cells[entry * table->column_count + i], cells ? &cells[i] : &none);
    }
    if (!stored)
        return lode_error_no_memory(error);
    table->cell_count = table->keys.count * table->column_count;
    caseless_entry = lode_strings_add(&table->caseless_keys, caseless_key, caseless_length, &fresh);
    if (fresh)
        table->caseless_first[caseless_entry] = (uint32_t)entry;
    table->caseless_of[entry] = (uint32_t)caseless_entry;
    return LODE_OK;
}

static lode_status add_form(lode_table *table, const char *form, size_t length, const lode_value *value,
                            const lode_value *cells, lode_error *error) {
    size_t entry = lode_strings_find(&table->keys, form, length);

    if (entry == SIZE_MAX)
        return add_fresh(table, form, length, value, cells, error);
    if (same_row(table, entry, value, cells))
        return LODE_OK;
    return lode_error_set(error, LODE_ERROR_USAGE, "the key '%s' stands for '%.*s' already", form,
                          (int)table->values[entry].length, table->values[entry].text);
}

lode_status lode_table_add(lode_table *table, const char *key, size_t length, const lode_value *value, const lode_value *cells,
                           lode_error *error) {
    lode_buffer folded = {0};
    char form[FORM_MAX];
    size_t form_length;
    lode_status status = lode_folds_apply(table->folds, key, length, &folded, error);

    if (status == LODE_OK) {
        form_length = folded.length ? single_spaces(folded.bytes, folded.length, form) : 0;
        if (!form_length)
            status = lode_error_set(error, LODE_ERROR_USAGE, "a key is empty");
        else if (form_length >= FORM_MAX)
            status = lode_error_set(error, LODE_ERROR_USAGE, "a key may have %d bytes at most", LODE_TABLE_KEY_MAX);
        else
            status = add_form(table, form, form_length, value, cells, error);
    }
    lode_buffer_free(&folded);
    return status;
}

lode_status lode_table_add_all(lode_table *table, const lode_table *other, lode_error *error) {
    lode_status status = LODE_OK;

    for (size_t i = 0; i < other->keys.count && status == LODE_OK; i++) {
        const lode_string *key = &other->keys.strings[i];

        if (lode_strings_find(&table->keys, key->bytes, key->length) != SIZE_MAX)
            continue;
        status = add_fresh(table, key->bytes, key->length, &other->values[i], NULL, error);
        for (size_t j = 0; j < table->column_count && status == LODE_OK; j++)
            for (size_t k = 0; k < other->column_count; k++)
                if (strcmp(table->columns[j], other->columns[k]) == 0)
                    table->cells[(table->keys.count - 1) * table->column_count + j] =
                        *lode_table_cell(other, &other->values[i], k);
    }
    return status;
}

lode_status lode_table_capitalise(lode_table *table, lode_error *error) {
    size_t count = table->keys.count;
    lode_status status = LODE_OK;

    for (size_t i = 0; i < count && status == LODE_OK; i++) {
        const lode_string *key = &table->keys.strings[i];
        char form[FORM_MAX + 4];
        size_t first = 0, size;
        int32_t letter = (int32_t)lode_utf8_next(key->bytes, key->length, &first), capital = utf8proc_toupper(letter);

        if (capital == letter)
            continue;
        size = (size_t)utf8proc_encode_char(capital, (utf8proc_uint8_t *)form);
        memcpy(form + size, key->bytes + first, key->length - first);
        size += key->length - first;
        if (lode_strings_find(&table->keys, form, size) == SIZE_MAX)
            status = add_fresh(table, form, size, &table->values[i],
                               table->column_count ? &table->cells[i * table->column_count] : NULL, error);
    }
    return status;
}

size_t lode_table_count(const lode_table *table) {
    return table->keys.count;
}

const char *lode_table_key(const lode_table *table, size_t index) {
    return table->keys.strings[index].bytes;
}

const char *lode_table_caseless_key(const lode_table *table, size_t index) {
    return table->caseless_keys.strings[table->caseless_of[index]].bytes;
}

const lode_value *lode_table_value(const lode_table *table, size_t index) {
    return &table->values[index];
}

const char *lode_table_name(const lode_table *table) {
    return table->name;
}

bool lode_table_is_caseless(const lode_table *table) {
    return table->caseless;
}

size_t lode_table_column_count(const lode_table *table) {
    return table->column_count;
}

const char *lode_table_column_name(const lode_table *table, size_t column) {
    return table->columns[column];
}

const lode_value *lode_table_cell(const lode_table *table, const lode_value *entry, size_t column) {
    return &table->cells[(size_t)(entry - table->values) * table->column_count + column];
}
