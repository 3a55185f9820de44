/* SPDX-License-Identifier: MIT */
/* The writer for SQLite databases: tables of documents, entities, facts, their attributes and parts, and a view a type. */
#include "schema.h"
#include "store.h"
#include "views.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything is one transaction on a file that nobody else knows yet, so no journal is needed; lode makes the file durable. */
static const char SETTINGS[] = "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF;"
                               "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;"
                               "PRAGMA application_id = 1819239525; BEGIN EXCLUSIVE;"; /* "lode" */

typedef struct sqlite_state {
    sqlite_store store;
} sqlite_state;

static void close_sqlite(void *handle) {
    sqlite_state *state = handle;

    sqlite_store_close(&state->store);
    sqlite3_close(state->store.database);
    free(state);
}

static lode_status execute(sqlite3 *database, const char *sql, lode_error *error) {
    return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK ? LODE_OK : sqlite_fail(database, error);
}

static lode_status note(sqlite3 *database, const char *name, const char *value, lode_error *error) {
    char *sql = sqlite3_mprintf("INSERT INTO run VALUES (%Q, %Q)", name, value);
    lode_status status = sql ? execute(database, sql, error) : lode_error_no_memory(error);

    sqlite3_free(sql);
    return status;
}

/* What made the results: lode and the packs, or a pack without a value where they are not known. */
static lode_status note_run(sqlite3 *database, const lode_writer_options *options, lode_error *error) {
    lode_status status = note(database, "lode", options->lode_version, error);

    for (size_t i = 0; status == LODE_OK && i < options->pack_count; i++) {
        char *name = sqlite3_mprintf("pack %s", options->packs[i].name), checksum[17];

        snprintf(checksum, sizeof checksum, "%016" PRIx64, options->packs[i].checksum);
        status = name ? note(database, name, checksum, error) : lode_error_no_memory(error);
        sqlite3_free(name);
    }
    return status == LODE_OK && !options->pack_count ? note(database, "pack", NULL, error) : status;
}

static lode_status open_sqlite(const lode_writer_options *options, void **opened, lode_error *error) {
    sqlite_state *state = calloc(1, sizeof *state);
    sqlite3 *database = NULL;
    lode_status status = LODE_OK;

    if (!state)
        return lode_error_no_memory(error);
    if (sqlite3_open_v2(options->file, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        status = sqlite_fail(database, error);
    state->store.database = database;
    if (status == LODE_OK)
        status = execute(database, SETTINGS, error);
    if (status == LODE_OK)
        status = execute(database, sqlite_tables, error);
    if (status == LODE_OK)
        status = note_run(database, options, error);
    if (status == LODE_OK)
        status = sqlite_store_open(&state->store, database, error);
    if (status == LODE_OK)
        *opened = state;
    else
        close_sqlite(state);
    return status;
}

static lode_status write_document(void *handle, const lode_result *result, lode_output *output, lode_error *error) {
    sqlite_state *state = handle;

    (void)output;
    return sqlite_store_add(&state->store, result, error);
}

static lode_status end(void *handle, lode_output *output, lode_error *error) {
    sqlite_state *state = handle;
    lode_status status = execute(state->store.database, sqlite_indexes, error);

    (void)output;
    if (status == LODE_OK)
        status = sqlite_views_make(state->store.database, error);
    return status == LODE_OK ? execute(state->store.database, "COMMIT", error) : status;
}

static const lode_writer writer = {.format = "sqlite",
                                   .also = "db",
                                   .owns_file = true,
                                   .open = open_sqlite,
                                   .document = write_document,
                                   .end = end,
                                   .close = close_sqlite};

LODE_PLUGIN(sqlite, "1.0", "SQLite databases: tables of documents, entities and facts, a view a type", .writer = &writer)
