/* SPDX-License-Identifier: MIT */
#include "pipeline/cells.h"

#include "rules/pack.h"
#include "rules/rule.h"
#include "tables/table.h"

#include <string.h>

enum {
    DAY_LENGTH = 10,    /* of YYYY-MM-DD */
    PIECE_LENGTH = 512, /* bytes of a head that are looked at */
    FINDS_MOST = 8,     /* places of a head where its unit may stand */
    ROW_WORDS_MOST = 16 /* cells of a row that may tell the unit */
};

/* What a head, a column, a row or what is said of a table tells of its figures. */
typedef enum verdict { UNSEEN, SILENT, TELLS, UNCLEAR } verdict;

typedef struct unit {
    verdict verdict;
    const lode_value *values; /* of the rule's fields; TELLS */
    lode_piece piece;         /* where it stands */
} unit;

/* The rule and the table at work. */
typedef struct search {
    lode_extraction *extraction;
    const lode_cell_finder *finder;
    const lode_table *table;
    unit *columns; /* what their heads tell */
    unit said;
    lode_value *room; /* for the fields of the rule */
} search;

static const char *text_of(const search *s) {
    return s->extraction->document.text.bytes;
}

static lode_piece piece_of(const search *s, size_t cell) {
    return (lode_piece){s->table->cells[cell].start, s->table->cells[cell].end};
}

/* Looks for a pattern in a piece of the text from a place in it on. */
static bool find(search *s, const lode_sought *pattern, const char *text, size_t length, size_t at, lode_hit *hit) {
    *hit = (lode_hit){.rule = pattern->rule};
    return lode_extraction_search(s->extraction, s->finder->rule, s->extraction->rules->cells.searcher, pattern, text, length,
                                  at, &hit->groups, &hit->group_count);
}

static bool is_same(const lode_value *a, const lode_value *b) {
    if (a->kind != b->kind)
        return false;
    if (a->kind == LODE_VALUE_NUMBER)
        return lode_decimal_compare(a->number, b->number) == 0;
    return a->kind == LODE_VALUE_NONE || (a->length == b->length && memcmp(a->text, b->text, a->length) == 0);
}

static bool are_same(const search *s, const lode_value *a, const lode_value *b) {
    for (size_t i = 0; i < s->finder->rule->field_count; i++)
        if (!is_same(&a[i], &b[i]))
            return false;
    return true;
}

/* Reads the unit in a piece; a second one that is another makes it unclear. */
static unit read_unit(search *s, lode_piece piece) {
    const lode_rule *rule = s->finder->rule;
    const char *text = text_of(s) + piece.start;
    size_t length = piece.end - piece.start, at = 0;
    unit found = {.verdict = SILENT, .piece = piece};
    lode_hit hit;

    if (length > PIECE_LENGTH)
        return found;
    for (int i = 0; i < FINDS_MOST && at <= length && find(s, &s->finder->unit, text, length, at, &hit); i++) {
        lode_match match = {.values = s->room, .spans = s->extraction->engine->spans};
        const char *reason = "";

        at = hit.groups[1] > at ? hit.groups[1] : at + 1;
        lode_match_begin(&match, &s->extraction->document, rule, piece.start, piece.end);
        if (lode_match_captures(&match, &hit, text, piece.start, &reason) != LODE_OK ||
            (found.values && !are_same(s, found.values, s->room)))
            return (unit){.verdict = UNCLEAR};
        if (found.values)
            continue;
        found.values = lode_arena_array(s->extraction->document.arena, rule->field_count + 1, sizeof *found.values);
        if (!found.values) {
            s->extraction->memory = true;
            break;
        }
        memcpy((lode_value *)found.values, s->room, rule->field_count * sizeof *s->room);
        found.verdict = TELLS;
    }
    return found;
}

static bool is_excepted(search *s, lode_piece piece) {
    size_t length = piece.end - piece.start;
    lode_hit hit;

    return s->finder->except.rule &&
           find(s, &s->finder->except, text_of(s) + piece.start, length < PIECE_LENGTH ? length : PIECE_LENGTH, 0, &hit);
}

static const unit *look_at_column(search *s, uint32_t column) {
    const size_t *heads = s->table->heads + (size_t)column * LODE_TABLE_HEADS_MOST;
    unit *of = &s->columns[column];

    if (of->verdict != UNSEEN)
        return of;
    *of = (unit){.verdict = SILENT};
    for (size_t i = 0; i < LODE_TABLE_HEADS_MOST && heads[i] != LODE_NO_CELL && of->verdict != UNCLEAR; i++) {
        lode_piece piece = piece_of(s, heads[i]);

        if (is_excepted(s, piece))
            *of = (unit){.verdict = UNCLEAR};
        else if (of->verdict == SILENT)
            *of = read_unit(s, piece);
    }
    return of;
}

/* What the words of a row tell, wherever in it they stand: its label, or a column of units. */
static unit look_at_row(search *s, const lode_row *row) {
    unit found = {.verdict = SILENT};
    size_t words = 0;

    for (size_t i = row->first; i < row->first + row->count && words < ROW_WORDS_MOST && found.verdict != UNCLEAR; i++) {
        unit cell = {.verdict = UNCLEAR};

        if (s->table->cells[i].figure)
            continue;
        words++;
        if (!is_excepted(s, piece_of(s, i)))
            cell = read_unit(s, piece_of(s, i));
        if (cell.verdict == SILENT ||
            (cell.verdict == TELLS && found.verdict == TELLS && are_same(s, cell.values, found.values)))
            continue;
        if (found.verdict == TELLS)
            cell = (unit){.verdict = UNCLEAR};
        found = cell;
    }
    return found;
}

static void look_at_said(search *s) {
    s->said = (unit){.verdict = SILENT};
    for (size_t i = 0; i < s->table->said_count && s->said.verdict == SILENT; i++)
        s->said = read_unit(s, s->table->said[i]);
}

/* The unit of a cell: that of its column, or of its row; where neither tells one, the table's. NULL: none, or it is unclear. */
static const unit *settle_unit(search *s, const unit *column, const unit *row) {
    if (column->verdict == UNCLEAR || row->verdict == UNCLEAR)
        return NULL;
    if (column->verdict == TELLS && row->verdict == TELLS)
        return are_same(s, column->values, row->values) ? column : NULL;
    if (column->verdict == TELLS || row->verdict == TELLS)
        return column->verdict == TELLS ? column : row;
    return s->said.verdict == TELLS ? &s->said : NULL;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* The text of a figure, with its marks as the pack's language has them; NULL: what its only mark means is not known. */
static const char *spell(search *s, const lode_cell *cell) {
    const char *text = text_of(s) + cell->start;
    size_t length = cell->end - cell->start;
    char open = lode_figure_open_mark(text, length), decimal, *spelt;
    char usual = lode_numbers_decimal_mark(s->finder->rule->pack->numbers) == ',' ? ',' : '.';

    if (!open)
        return text;
    if (s->table->marks == LODE_TABLE_MARKS_MIXED || (s->table->marks == LODE_TABLE_MARKS_UNKNOWN && open == usual))
        return NULL;
    decimal = s->table->marks == LODE_TABLE_MARKS_UNKNOWN ? usual : s->table->marks == LODE_TABLE_MARKS_COMMA ? ',' : '.';
    if (open == decimal && length > 3 && memcmp(text + length - 3, "000", 3) == 0)
        return NULL; /* it would be read as a group all the same */
    if ((open == decimal) == (open == usual))
        return text;
    spelt = lode_arena_copy(s->extraction->document.arena, text, length);
    s->extraction->memory = s->extraction->memory || !spelt;
    for (size_t i = 0; spelt && i < length; i++)
        spelt[i] = text[i] == ',' ? '.' : text[i] == '.' ? ',' : text[i];
    return spelt;
}

/* ---- What is told beside the value ---------------------------------------------------------------------------------- */

static lode_status set_text(lode_draft *draft, const char *name, const char *text, size_t length) {
    return length ? lode_draft_set(draft, name, &(lode_value){.kind = LODE_VALUE_TEXT, .text = text, .length = length})
                  : LODE_OK;
}

/* The heads of a column from the top, as one: a head that is broken into lines may be several cells. */
static lode_status set_column(search *s, lode_draft *draft, uint32_t column) {
    const size_t *heads = s->table->heads + (size_t)column * LODE_TABLE_HEADS_MOST;
    size_t count = 0, length = 0, at = 0;
    char *joined;

    while (count < LODE_TABLE_HEADS_MOST && heads[count] != LODE_NO_CELL)
        length += piece_of(s, heads[count]).end - piece_of(s, heads[count]).start + 1, count++;
    if (count == 1)
        return set_text(draft, "column", text_of(s) + piece_of(s, heads[0]).start, length - 1);
    if (count == 0 || length > 2 * PIECE_LENGTH)
        return LODE_OK;
    joined = lode_arena_allocate(s->extraction->document.arena, length);
    if (!joined)
        return LODE_ERROR_MEMORY;
    for (size_t i = count; i-- > 0;) {
        lode_piece piece = piece_of(s, heads[i]);

        memcpy(joined + at, text_of(s) + piece.start, piece.end - piece.start);
        at += piece.end - piece.start;
        if (i)
            joined[at++] = ' ';
    }
    return set_text(draft, "column", joined, at);
}

/* How many years a piece tells, one after the other; *year is the last. */
static size_t find_year(const char *text, lode_piece piece, const char **year) {
    size_t count = 0;

    for (size_t i = piece.start; i + 4 <= piece.end; i++) {
        if ((i > piece.start && is_digit(text[i - 1])) || (i + 4 < piece.end && is_digit(text[i + 4])) ||
            !lode_figure_is_year(text + i, 4))
            continue;
        if (count == 0 || memcmp(*year, text + i, 4) != 0)
            count++;
        *year = text + i;
    }
    return count;
}

/* The time that a piece tells. LODE_DECLINED: it tells none, and others may; LODE_END: it tells several. */
static lode_status read_period(const search *s, lode_piece piece, lode_value *period) {
    const lode_draft_list *entities = &s->extraction->document.entities;
    size_t found = 0;
    const char *year = NULL;
    size_t years;

    for (size_t at = lode_draft_list_from(entities, piece.start);
         at < entities->count && entities->items[at]->start < piece.end; at++) {
        const lode_draft *entity = entities->items[at];

        if (strcmp(entity->rule->type, s->finder->rule->cell->period) != 0)
            continue;
        for (size_t i = 0; i < entity->attribute_count; i++)
            if (strcmp(entity->attributes[i].name, "value") == 0)
                *period = entity->attributes[i].value;
        found++;
    }
    if (found)
        return found == 1 ? LODE_OK : LODE_END;
    years = find_year(text_of(s), piece, &year);
    if (years == 1)
        *period = (lode_value){.kind = LODE_VALUE_TEXT, .text = year, .length = 4};
    return years == 0 ? LODE_DECLINED : years == 1 ? LODE_OK : LODE_END;
}

/* The time is that of the nearest head that tells one; two in one are none. */
static lode_status set_period(const search *s, lode_draft *draft, uint32_t column, size_t label) {
    const size_t *heads = s->table->heads + (size_t)column * LODE_TABLE_HEADS_MOST;
    lode_value period = {0};
    lode_status status = LODE_DECLINED;

    if (!s->finder->rule->cell->period)
        return LODE_OK;
    for (size_t i = 0; status == LODE_DECLINED && i < LODE_TABLE_HEADS_MOST && heads[i] != LODE_NO_CELL; i++)
        status = read_period(s, piece_of(s, heads[i]), &period);
    if (status == LODE_DECLINED && label != LODE_NO_CELL)
        status = read_period(s, piece_of(s, label), &period);
    for (size_t i = 0; status == LODE_DECLINED && i < s->table->said_count; i++) {
        status = read_period(s, s->table->said[i], &period);
        if (status == LODE_OK && period.kind == LODE_VALUE_TEXT && period.length >= DAY_LENGTH)
            status = LODE_DECLINED; /* the day of a decree, and not what the figures are of */
    }
    return status == LODE_OK && period.kind != LODE_VALUE_NONE ? lode_draft_set(draft, "period", &period) : LODE_OK;
}

static lode_status describe(search *s, lode_draft *draft, const lode_cell *cell, size_t label) {
    lode_piece row = piece_of(s, label);
    lode_status status = LODE_OK;

    if (row.end - row.start <= PIECE_LENGTH)
        status = set_text(draft, "row", text_of(s) + row.start, row.end - row.start);
    if (status == LODE_OK)
        status = set_column(s, draft, cell->first);
    return status == LODE_OK ? set_period(s, draft, cell->first, label) : status;
}

/* ---- Cell by cell --------------------------------------------------------------------------------------------------- */

static lode_status take_cell(search *s, const lode_cell *cell, size_t label, const unit *of) {
    lode_extraction *extraction = s->extraction;
    lode_match match = {.values = extraction->engine->values, .spans = extraction->engine->spans};
    const char *text = spell(s, cell), *unread = "";
    size_t candidates = extraction->document.candidates.count;
    lode_error reason;
    lode_draft *draft;
    lode_hit hit;
    lode_status status;

    if (!text || !find(s, &s->finder->figure, text, cell->end - cell->start, 0, &hit))
        return s->extraction->memory ? LODE_ERROR_MEMORY : LODE_OK;
    lode_match_begin(&match, &extraction->document, s->finder->rule, cell->start, cell->end);
    status = lode_match_captures(&match, &hit, text, cell->start, &unread);
    for (size_t i = 0; i < s->finder->rule->field_count; i++)
        if (match.values[i].kind == LODE_VALUE_NONE)
            match.values[i] = of->values[i];
    lode_error_set(&reason, status, "%s", unread);
    draft = lode_match_constants(&match) ? lode_extraction_draft(extraction, &match) : NULL;
    if (!draft)
        return LODE_ERROR_MEMORY;
    status = lode_extraction_offer(extraction, &match, draft, status, &reason);
    if (status == LODE_OK && extraction->document.candidates.count > candidates)
        status = describe(s, draft, cell, label);
    return status;
}

/* Whether a figure is the head of its column come again, as at the top of a page. */
static bool repeats_head(const search *s, const lode_cell *cell) {
    const size_t *heads = s->table->heads + (size_t)cell->first * LODE_TABLE_HEADS_MOST;
    size_t length = cell->end - cell->start;

    for (size_t i = 0; i < LODE_TABLE_HEADS_MOST && heads[i] != LODE_NO_CELL; i++)
        if (piece_of(s, heads[i]).end - piece_of(s, heads[i]).start == length &&
            memcmp(text_of(s) + piece_of(s, heads[i]).start, text_of(s) + cell->start, length) == 0)
            return true;
    return false;
}

/* Whether a figure may be an amount: years, codes and heads are none. */
static bool may_count(const search *s, const lode_cell *cell) {
    const char *text = text_of(s) + cell->start;
    size_t length = cell->end - cell->start;

    return cell->figure && !cell->head && cell->first != LODE_NO_COLUMN && cell->first == cell->last &&
           !(s->table->years[cell->first] && lode_figure_is_year(text, length)) && !repeats_head(s, cell) &&
           !(length > 1 && text[0] == '0' && is_digit(text[1]));
}

static lode_status search_row(search *s, const lode_row *row) {
    size_t label = lode_table_label(s->table, text_of(s), row);
    unit of_row = {.verdict = UNSEEN};
    lode_status status = LODE_OK;

    for (size_t i = label + 1; label != LODE_NO_CELL && status == LODE_OK && i < row->first + row->count; i++) {
        const lode_cell *cell = &s->table->cells[i];
        const unit *of;

        if (!may_count(s, cell))
            continue;
        if (of_row.verdict == UNSEEN)
            of_row = look_at_row(s, row);
        of = settle_unit(s, look_at_column(s, cell->first), &of_row);
        if (of)
            status = take_cell(s, cell, label, of);
    }
    return s->extraction->memory ? LODE_ERROR_MEMORY : status;
}

static lode_status search_table(lode_extraction *extraction, const lode_cell_finder *finder, const lode_table *table) {
    search s = {.extraction = extraction,
                .finder = finder,
                .table = table,
                .columns = lode_arena_array(extraction->document.arena, table->column_count, sizeof *s.columns),
                .room = lode_arena_array(extraction->document.arena, finder->rule->field_count + 1, sizeof *s.room)};
    lode_status status = LODE_OK;

    if (!s.columns || !s.room)
        return LODE_ERROR_MEMORY;
    look_at_said(&s);
    for (size_t i = table->head_count; status == LODE_OK && i < table->row_count; i++)
        status = search_row(&s, &table->rows[i]);
    return status;
}

lode_status lode_cells_find(lode_extraction *extraction) {
    const lode_cell_set *set = &extraction->rules->cells;
    const lode_document *document = &extraction->document;
    lode_tables tables;
    lode_status status = LODE_OK;

    if (!set->count)
        return LODE_OK;
    if (!lode_document_show_entities(&extraction->document) ||
        !lode_tables_find(&document->text, document->marks, document->mark_count, document->arena, &tables))
        return LODE_ERROR_MEMORY;
    for (size_t i = 0; status == LODE_OK && i < tables.count; i++)
        for (size_t j = 0; status == LODE_OK && j < set->count; j++)
            status = search_table(extraction, &set->finders[j], &tables.items[i]);
    return status;
}
