/* SPDX-License-Identifier: MIT */
#include "views.h"

#include "store.h"

#include <string.h>

/* Columns that SQLite takes in one view (SQLITE_MAX_COLUMN), less those that each view has. */
enum { MOST_COLUMNS = 1900 };

/* The columns of all types: whether a column's values are all whole numbers, and whether rows have several of them. For a fact
 * a column is a part (`member` is NULL) or an attribute of the entities that are it. */
static const char ENTITY_TYPES[] = "SELECT DISTINCT type FROM entities ORDER BY type";
static const char ENTITY_COLUMNS[] =
    "SELECT a.name, NULL, min(typeof(a.value) = 'integer'), max(a.position), count(*) > count(DISTINCT e.id)"
    " FROM entities e JOIN attributes a ON a.entity = e.id WHERE e.type = ?1 GROUP BY a.name ORDER BY min(a.position), a.name";
static const char FACT_TYPES[] = "SELECT DISTINCT type FROM facts ORDER BY type";
static const char FACT_COLUMNS[] =
    "SELECT name, NULL, min(typeof(coalesce(p.value, p.text)) = 'integer'), min(p.position),"
    " count(*) > count(DISTINCT f.id) FROM facts f JOIN parts p ON p.fact = f.id WHERE f.type = ?1 GROUP BY name"
    " UNION ALL "
    "SELECT p.name, a.name, min(typeof(a.value) = 'integer'), min(p.position) + 0.5, count(*) > count(DISTINCT f.id)"
    " FROM facts f JOIN parts p ON p.fact = f.id JOIN attributes a ON a.entity = p.entity WHERE f.type = ?1"
    " GROUP BY p.name, a.name ORDER BY 1, 2";

/* A name that no table or view has: the type's, with "type_" before it where need be. For sqlite3_free. */
static char *view_name(sqlite3 *database, const char *type) {
    char *name = sqlite3_mprintf("%s", type);
    sqlite3_stmt *find = NULL;

    if (sqlite3_prepare_v2(database, "SELECT 1 FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE", -1, &find, NULL) !=
        SQLITE_OK)
        name = (sqlite3_free(name), NULL);
    while (name) {
        bool taken;
        char *longer;

        sqlite3_bind_text(find, 1, name, -1, SQLITE_STATIC);
        taken = sqlite3_step(find) == SQLITE_ROW || sqlite3_strnicmp(name, "sqlite_", 7) == 0;
        sqlite3_reset(find);
        if (!taken)
            break;
        longer = sqlite3_mprintf("type_%s", name);
        sqlite3_free(name);
        name = longer;
    }
    sqlite3_finalize(find);
    return name;
}

/* Where a column's values come from. `several`: a text of them all, with "; " between. */
static void put_values(sqlite3_str *sql, bool fact, const char *name, const char *member, bool whole, bool several) {
    const char *value = !fact || member ? "a.value" : "coalesce(p.value, p.text)";

    sqlite3_str_appendf(sql, ", (SELECT ");
    if (several)
        sqlite3_str_appendf(sql, "group_concat(v, '; ') FROM (SELECT %s AS v", value);
    else if (whole)
        sqlite3_str_appendf(sql, "CAST(%s AS INTEGER)", value);
    else
        sqlite3_str_appendf(sql, "CAST(%s AS TEXT)", value);
    if (!fact)
        sqlite3_str_appendf(sql, " FROM attributes a WHERE a.entity = f.id AND a.name = %Q ORDER BY a.position", name);
    else if (!member)
        sqlite3_str_appendf(sql, " FROM parts p WHERE p.fact = f.id AND p.name = %Q ORDER BY p.position", name);
    else
        sqlite3_str_appendf(sql,
                            " FROM parts p JOIN attributes a ON a.entity = p.entity WHERE p.fact = f.id AND p.name = %Q"
                            " AND a.name = %Q ORDER BY p.position, a.position",
                            name, member);
    sqlite3_str_appendall(sql, several ? "))" : ")");
}

/* A column's name: that of a part and an attribute with '_' between. One that another column has gets the view's before it. */
static void put_name(sqlite3_str *sql, const char *type, const char *name, const char *member) {
    static const char *const FIRST[] = {"id",    "document", "record", "line",     "part", "title",      "page",
                                        "start", "end",      "text",   "sentence", "rule", "document_id"};
    bool taken = false;
    char *whole = member ? sqlite3_mprintf("%s_%s", name, member) : sqlite3_mprintf("%s", name);

    for (size_t i = 0; whole && i < sizeof FIRST / sizeof *FIRST; i++)
        taken = taken || sqlite3_stricmp(whole, FIRST[i]) == 0;
    sqlite3_str_appendf(sql, taken ? " AS \"%w_%w\"" : " AS \"%.0w%w\"", type, whole);
    sqlite3_free(whole);
}

static lode_status put_columns(sqlite3 *database, sqlite3_str *sql, bool fact, const char *type, lode_error *error) {
    sqlite3_stmt *columns = NULL;
    int step = SQLITE_ERROR, count = 0;

    if (sqlite3_prepare_v2(database, fact ? FACT_COLUMNS : ENTITY_COLUMNS, -1, &columns, NULL) == SQLITE_OK) {
        sqlite3_bind_text(columns, 1, type, -1, SQLITE_STATIC);
        while ((step = sqlite3_step(columns)) == SQLITE_ROW && count++ < MOST_COLUMNS) {
            const char *name = (const char *)sqlite3_column_text(columns, 0);
            const char *member = (const char *)sqlite3_column_text(columns, 1);

            put_values(sql, fact, name, member, sqlite3_column_int(columns, 2), sqlite3_column_int(columns, 4));
            put_name(sql, type, name, member);
        }
    }
    sqlite3_finalize(columns);
    return step == SQLITE_DONE || step == SQLITE_ROW ? LODE_OK : sqlite_fail(database, error);
}

static lode_status make_view(sqlite3 *database, bool fact, const char *type, lode_error *error) {
    sqlite3_str *sql = sqlite3_str_new(database);
    char *name = view_name(database, type), *text;
    lode_status status;

    sqlite3_str_appendf(sql,
                        "CREATE VIEW \"%w\" AS SELECT f.id, d.id AS document_id, d.document, d.record, d.line, d.part, d.title",
                        name ? name : "");
    if (!fact)
        sqlite3_str_appendall(sql, ", f.page");
    sqlite3_str_appendall(sql, ", f.\"start\", f.\"end\"");
    if (!fact)
        sqlite3_str_appendall(sql, ", f.text");
    status = put_columns(database, sql, fact, type, error);
    sqlite3_str_appendf(sql,
                        ", f.rule, s.text AS sentence FROM %s f JOIN documents d ON d.id = f.document"
                        " LEFT JOIN sentences s ON s.id = f.sentence WHERE f.type = %Q",
                        fact ? "facts" : "entities", type);
    text = sqlite3_str_finish(sql);
    if (status == LODE_OK && (!text || !name))
        status = lode_error_no_memory(error);
    if (status == LODE_OK && sqlite3_exec(database, text, NULL, NULL, NULL) != SQLITE_OK)
        status = sqlite_fail(database, error);
    sqlite3_free(text);
    sqlite3_free(name);
    return status;
}

static lode_status make_views(sqlite3 *database, bool fact, lode_error *error) {
    sqlite3_stmt *types = NULL;
    lode_status status = LODE_OK;
    int step = SQLITE_ERROR;

    if (sqlite3_prepare_v2(database, fact ? FACT_TYPES : ENTITY_TYPES, -1, &types, NULL) == SQLITE_OK)
        while (status == LODE_OK && (step = sqlite3_step(types)) == SQLITE_ROW)
            status = make_view(database, fact, (const char *)sqlite3_column_text(types, 0), error);
    if (status == LODE_OK && step != SQLITE_DONE)
        status = sqlite_fail(database, error);
    sqlite3_finalize(types);
    return status;
}

lode_status sqlite_views_make(sqlite3 *database, lode_error *error) {
    lode_status status = make_views(database, false, error);

    return status == LODE_OK ? make_views(database, true, error) : status;
}
