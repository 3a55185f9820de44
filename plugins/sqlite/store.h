/* SPDX-License-Identifier: MIT */
/* Rows of the tables. */
#ifndef PLUGINS_SQLITE_STORE_H
#define PLUGINS_SQLITE_STORE_H

#include <lode/plugin.h>
#include <sqlite3.h>

enum {
    STORE_DOCUMENT,
    STORE_PROBLEM,
    STORE_METADATA,
    STORE_SENTENCE,
    STORE_ENTITY,
    STORE_ATTRIBUTE,
    STORE_FACT,
    STORE_PART,
    STORE_COUNT
};

/* Start from {0}. Rows have the numbers 1, 2, ... in the order of the results. */
typedef struct sqlite_store {
    sqlite3 *database;
    sqlite3_stmt *inserts[STORE_COUNT];
    sqlite3_int64 document, sentence, entity, fact; /* the last row of each */
    sqlite3_int64 *rows;                            /* of the sentences of the document at work */
    size_t row_capacity;
} sqlite_store;

/* What SQLite says went wrong, as an error. */
lode_status sqlite_fail(sqlite3 *database, lode_error *error);

lode_status sqlite_store_open(sqlite_store *store, sqlite3 *database, lode_error *error);
lode_status sqlite_store_add(sqlite_store *store, const lode_result *result, lode_error *error);
void sqlite_store_close(sqlite_store *store);

#endif
