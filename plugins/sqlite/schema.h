/* SPDX-License-Identifier: MIT */
/* The tables of the database. */
#ifndef PLUGINS_SQLITE_SCHEMA_H
#define PLUGINS_SQLITE_SCHEMA_H

/* SQL that makes the tables, without the indexes. A value is an INTEGER where it is a whole number of 64 bits; any other number
 * is TEXT in plain notation, as SQLite's REAL would round it; `number` tells such a TEXT from words. */
extern const char *const sqlite_tables;

/* SQL that makes the indexes, when all rows are there. */
extern const char *const sqlite_indexes;

#endif
