/* SPDX-License-Identifier: MIT */
/* What the files of the extension share. It keeps to Python's limited API of 3.9, so that one wheel is for all versions from
 * there on. */
#ifndef LODE_PYTHON_MODULE_H
#define LODE_PYTHON_MODULE_H

#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x03090000
#endif
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <lode.h>
#include <lode/results.h>

/* The classes that results are made of; the package hands them over when it is imported. */
typedef struct lode_module {
    PyObject *entity, *part, *fact, *result, *error, *decimal;
} lode_module;

lode_module *lode_module_of(PyObject *module); /* NULL with an exception where they are not there yet */

/* engine.c */
PyObject *lode_python_open(PyObject *module, PyObject *arguments);
PyObject *lode_python_extract(PyObject *module, PyObject *arguments);
PyObject *lode_python_reports(PyObject *module, PyObject *engine);

/* reader.c */
PyObject *lode_python_reader(PyObject *module, PyObject *unused);
PyObject *lode_python_read(PyObject *module, PyObject *arguments);

/* arrow.c */
PyObject *lode_python_columns(PyObject *module, PyObject *columns);
PyObject *lode_python_stream(PyObject *module, PyObject *capsule);

/* result.c: new references; NULL with an exception. `document` (NULL: the result's own) is what the document is called; then
 * its line and id, which belong to a file that nobody knows of, are left out. `text` (NULL: the result's own) is the
 * document's. */
PyObject *lode_python_result(const lode_module *classes, const lode_result *result, PyObject *document, PyObject *text);
PyObject *lode_python_error(const lode_module *classes, const lode_error *error);

/* Raises the error; returns NULL. */
PyObject *lode_python_raise(const lode_module *classes, const lode_error *error);

/* A string of UTF-8, None for NULL; the second also for an empty one; and one of which there are few, kept once. */
PyObject *lode_python_string(const char *text);
PyObject *lode_python_words(const char *text);
PyObject *lode_python_name(const char *text);

#endif
