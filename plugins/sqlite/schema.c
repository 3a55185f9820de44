/* SPDX-License-Identifier: MIT */
#include "schema.h"

const char *const sqlite_tables =
    "CREATE TABLE run (name TEXT NOT NULL, value TEXT);"
    "CREATE TABLE documents (id INTEGER PRIMARY KEY, document TEXT NOT NULL, record TEXT, line INTEGER, part TEXT, title TEXT,"
    " language TEXT, date TEXT, error TEXT, message TEXT);"
    "CREATE TABLE problems (document INTEGER NOT NULL REFERENCES documents, error TEXT NOT NULL, message TEXT, rule TEXT);"
    "CREATE TABLE metadata (document INTEGER NOT NULL REFERENCES documents, name TEXT NOT NULL, value TEXT);"
    "CREATE TABLE sentences (id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, \"start\" INTEGER NOT "
    "NULL,"
    " \"end\" INTEGER NOT NULL, text TEXT NOT NULL);"
    "CREATE TABLE entities (id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, type TEXT NOT NULL,"
    " \"start\" INTEGER NOT NULL, \"end\" INTEGER NOT NULL, page INTEGER, text TEXT NOT NULL, rule TEXT,"
    " sentence INTEGER REFERENCES sentences);"
    "CREATE TABLE attributes (entity INTEGER NOT NULL REFERENCES entities, position INTEGER NOT NULL, name TEXT NOT NULL, "
    "value,"
    " number INTEGER NOT NULL, PRIMARY KEY (entity, name, position)) WITHOUT ROWID;"
    "CREATE TABLE facts (id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, type TEXT NOT NULL,"
    " \"start\" INTEGER NOT NULL, \"end\" INTEGER NOT NULL, rule TEXT, sentence INTEGER REFERENCES sentences);"
    "CREATE TABLE parts (fact INTEGER NOT NULL REFERENCES facts, position INTEGER NOT NULL, name TEXT NOT NULL,"
    " entity INTEGER REFERENCES entities, \"start\" INTEGER, \"end\" INTEGER, text TEXT, value, number INTEGER NOT NULL,"
    " PRIMARY KEY (fact, name, position)) WITHOUT ROWID;";

const char *const sqlite_indexes = "CREATE INDEX entities_by_type ON entities (type, document);"
                                   "CREATE INDEX entities_by_document ON entities (document);"
                                   "CREATE INDEX facts_by_type ON facts (type, document);"
                                   "CREATE INDEX facts_by_document ON facts (document);"
                                   "CREATE INDEX parts_by_entity ON parts (entity) WHERE entity IS NOT NULL;"
                                   "CREATE INDEX attributes_by_value ON attributes (name, value);"
                                   "CREATE INDEX documents_by_name ON documents (document);";
