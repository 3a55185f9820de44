/* SPDX-License-Identifier: MIT */
#include "tables/build.h"

#include "base/room.h"

#include <stdlib.h>
#include <string.h>

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The bytes of white space at the start of a piece, or at its end; no-break spaces fill empty cells. */
static size_t space_at(const char *text, size_t start, size_t end) {
    return is_space(text[start]) ? 1 : end - start > 1 && memcmp(text + start, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t space_before(const char *text, size_t start, size_t end) {
    return is_space(text[end - 1]) ? 1 : end - start > 1 && memcmp(text + end - 2, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

/* The bytes of a sign that may stand beside digits; 0: it is none. No-break and thin spaces group digits. */
static size_t sign_length(const char *at, size_t left) {
    static const char *const SIGNS[] = {
        "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF", "\xE2\x88\x92", "\xE2\x80\x93", "+", "-", "(", ")", "*", "%", ".", ",",
        " "};

    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        size_t length = strlen(SIGNS[i]);

        if (length <= left && memcmp(at, SIGNS[i], length) == 0)
            return length;
    }
    return 0;
}

enum { FIGURE_LENGTH = 64 };

static bool is_figure(const char *text, size_t length) {
    bool digits = false;

    for (size_t i = 0; i < length && length <= FIGURE_LENGTH;) {
        size_t sign = text[i] >= '0' && text[i] <= '9' ? 0 : sign_length(text + i, length - i);

        if (!sign && !(text[i] >= '0' && text[i] <= '9'))
            return false;
        digits = digits || !sign;
        i += sign ? sign : 1;
    }
    return digits && length <= FIGURE_LENGTH;
}

/* Room for one more; NULL where memory ran out. */
static void *grow(void *items, size_t count, size_t *capacity, size_t size, bool *failed) {
    void *grown = lode_room(items, count, capacity, size);

    *failed = *failed || !grown;
    return grown ? grown : items;
}

void lode_build_row(lode_build *build) {
    build->rows = grow(build->rows, build->row_count, &build->row_capacity, sizeof *build->rows, &build->failed);
    if (!build->failed)
        build->rows[build->row_count++] = (lode_row){.first = build->cell_count};
}

void lode_build_cell(lode_build *build, size_t start, size_t end, uint32_t column, bool head) {
    const char *text = build->text->bytes;

    size_t space;

    while (start < end && (space = space_at(text, start, end)) > 0)
        start += space;
    while (start < end && (space = space_before(text, start, end)) > 0)
        end -= space;
    if (start >= end || !build->row_count)
        return;
    if (column >= LODE_TABLE_COLUMNS_MOST)
        column = LODE_NO_COLUMN;
    build->cells = grow(build->cells, build->cell_count, &build->cell_capacity, sizeof *build->cells, &build->failed);
    if (build->failed)
        return;
    build->cells[build->cell_count++] = (lode_cell){start, end, column, column, is_figure(text + start, end - start), head};
    build->rows[build->row_count - 1].count++;
}

static bool is_blank(const char *text, size_t start, size_t end) {
    while (start < end && is_space(text[start]))
        start++;
    return start == end;
}

static void say(lode_table *table, size_t start, size_t end) {
    if (table->said_count < LODE_TABLE_SAID_MOST && end - start <= LODE_TABLE_SAID_LENGTH)
        table->said[table->said_count++] = (lode_piece){start, end};
}

/* What is said of a table: heads that stand alone in their row, the caption, the lines above it. */
static void gather_said(const lode_build *build, lode_table *table, size_t caption_count) {
    const char *text = build->text->bytes;
    size_t at = table->start, lines = 0;

    for (size_t i = table->head_count; i-- > 0;)
        if (table->rows[i].count == 1)
            say(table, table->cells[table->rows[i].first].start, table->cells[table->rows[i].first].end);
    for (size_t i = caption_count; i-- > 0;)
        say(table, build->captions[i].start, build->captions[i].end);
    while (at > build->above && lines < 3) {
        size_t end = at, start;

        end -= text[end - 1] == '\n';
        for (start = end; start > build->above && text[start - 1] != '\n' && end - start <= LODE_TABLE_SAID_LENGTH;)
            start--;
        at = start;
        if (!is_blank(text, start, end)) {
            say(table, start, end);
            lines++;
        }
        if (end - start > LODE_TABLE_SAID_LENGTH)
            return;
    }
}

/* Rows of the table at work that make one of their own, from `first` on. */
typedef struct part {
    size_t first, count;
} part;

static const lode_cell *row_cells(const lode_build *build, size_t row) {
    return build->cells + build->rows[row].first;
}

static bool has_figure(const lode_build *build, size_t row) {
    bool figure = false;

    for (size_t i = 0; i < build->rows[row].count; i++)
        figure = figure || row_cells(build, row)[i].figure;
    return figure;
}

static bool has_table(const lode_build *build, part of) {
    bool figure = false, wide = false;

    for (size_t i = of.first; i < of.first + of.count; i++) {
        figure = figure || has_figure(build, i);
        wide = wide || build->rows[i].count > 1;
    }
    return figure && wide;
}

/* Whether a row is one of heads below figures, as where tables stand below each other in a sheet: it has words, and no figure,
 * in two columns with figures above, or in all that there are. `figures` has the number of the part that a column last had one
 * in. */
static bool begins_part(const lode_build *build, size_t row, const uint32_t figures[LODE_TABLE_COLUMNS_MOST], uint32_t number,
                        size_t figure_columns) {
    size_t words = 0;

    for (size_t i = 0; i < build->rows[row].count; i++) {
        const lode_cell *cell = &row_cells(build, row)[i];

        if (cell->figure)
            return false;
        for (uint32_t column = cell->first; column != LODE_NO_COLUMN && column <= cell->last; column++)
            words += figures[column] == number && lode_cell_letters(build->text->bytes, cell) >= LODE_WORD_LETTERS;
    }
    return words && (words >= 2 || words == figure_columns);
}

/* The rows of the part that begins at a row: up to heads below figures, with what stands alone above these. */
static part cut_part(const lode_build *build, size_t first, uint32_t figures[LODE_TABLE_COLUMNS_MOST], uint32_t number) {
    size_t figure_columns = 0, row = first;

    for (; row < build->row_count && !begins_part(build, row, figures, number, figure_columns); row++)
        for (size_t i = 0; i < build->rows[row].count; i++) {
            const lode_cell *cell = &row_cells(build, row)[i];
            bool year = lode_figure_is_year(build->text->bytes + cell->start, cell->end - cell->start);

            if (!cell->figure || year || cell->first == LODE_NO_COLUMN || figures[cell->first] == number || i == 0)
                continue;
            figures[cell->first] = number;
            figure_columns++;
        }
    while (row < build->row_count && row > first + 1 && build->rows[row - 1].count <= 1 && !has_figure(build, row - 1))
        row--;
    return (part){first, row - first};
}

static void keep(lode_build *build, part of, size_t start, size_t end) {
    size_t first = build->rows[of.first].first, last = of.first + of.count - 1;
    size_t cell_count = build->rows[last].first + build->rows[last].count - first;
    lode_cell *cells = lode_arena_array(build->arena, cell_count, sizeof *cells);
    lode_row *rows = lode_arena_array(build->arena, of.count, sizeof *rows);
    lode_table *table;

    build->tables = grow(build->tables, build->table_count, &build->table_capacity, sizeof *build->tables, &build->failed);
    if (!cells || !rows || build->failed) {
        build->failed = true;
        return;
    }
    memcpy(cells, build->cells + first, cell_count * sizeof *cells);
    for (size_t i = 0; i < of.count; i++)
        rows[i] = (lode_row){.first = build->rows[of.first + i].first - first, .count = build->rows[of.first + i].count};
    table = &build->tables[build->table_count++];
    *table =
        (lode_table){.start = start, .end = end, .cells = cells, .cell_count = cell_count, .rows = rows, .row_count = of.count};
    build->failed = !lode_table_read_heads(table, cells, build->text->bytes, build->arena);
    gather_said(build, table, build->caption_count);
}

void lode_build_end(lode_build *build, size_t start, size_t end) {
    uint32_t figures[LODE_TABLE_COLUMNS_MOST] = {0}, number = 0;
    part of = {0, 0};

    while (!build->failed && of.first < build->row_count) {
        of = cut_part(build, of.first, figures, ++number);
        if (has_table(build, of))
            keep(build, of, start, end);
        of.first += of.count;
        if (of.first < build->row_count && build->rows[of.first].count)
            build->above = start = row_cells(build, of.first)->start;
        build->caption_count = 0;
    }
    build->above = end;
    build->cell_count = build->row_count = build->caption_count = 0;
}

void lode_build_free(lode_build *build) {
    free(build->cells);
    free(build->rows);
    free(build->tables);
}

bool lode_tables_find(const lode_text *text, const lode_text_mark *marks, size_t mark_count, lode_arena *arena,
                      lode_tables *tables) {
    lode_build build = {.text = text, .arena = arena};
    bool marked = false;

    for (size_t i = 0; i < mark_count && !marked; i++)
        marked = marks[i].kind == LODE_MARK_TABLE;
    *tables = (lode_tables){0};
    if (marked)
        lode_build_marked(&build, marks, mark_count);
    else
        lode_build_lines(&build);
    if (!build.failed && build.table_count) {
        tables->items = lode_arena_array(arena, build.table_count, sizeof *tables->items);
        build.failed = !tables->items;
        if (tables->items)
            memcpy(tables->items, build.tables, build.table_count * sizeof *tables->items);
        tables->count = build.table_count;
    }
    lode_build_free(&build);
    return !build.failed;
}
