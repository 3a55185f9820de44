/* SPDX-License-Identifier: MIT */
/* Engines: capsules, which the class Engine hands around. An engine is used by one thread at a time, which that class sees to.
 */
#include "module.h"

#include <stdlib.h>
#include <string.h>

#define ENGINE_NAME "lode.engine"

enum { MOST_REPORTS = 100 }; /* that are kept */

typedef struct engine {
    lode *lode;
    lode_error *reports; /* since they were asked for last */
    size_t report_count;
} engine;

/* Runs without the interpreter's lock. */
static void take_report(void *context, const lode_error *error) {
    engine *to = context;
    lode_error *more = to->report_count < MOST_REPORTS ? realloc(to->reports, (to->report_count + 1) * sizeof *more) : NULL;

    if (!more)
        return;
    to->reports = more;
    more[to->report_count++] = *error;
}

static void close_engine(engine *closed) {
    lode_close(closed->lode);
    free(closed->reports);
    free(closed);
}

static void close_capsule(PyObject *capsule) {
    engine *closed = PyCapsule_GetPointer(capsule, ENGINE_NAME);

    if (closed)
        close_engine(closed);
}

/* ---- Opening ------------------------------------------------------------------------------------------------------ */

/* Strings out of a Python list of bytes, in which they live, with a NULL behind them; NULL with an exception. */
static const char **strings(PyObject *list) {
    Py_ssize_t count = PyList_Size(list);
    const char **made;

    if (count < 0)
        return NULL;
    made = calloc((size_t)count + 1, sizeof *made);
    if (!made) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        made[i] = PyBytes_AsString(PyList_GetItem(list, i));
        if (!made[i]) {
            free(made);
            return NULL;
        }
    }
    return made;
}

static lode_status open_and_load(engine *opened, lode_options *options, const char *const *packs, lode_error *error) {
    lode_status status;

    options->report = take_report;
    options->report_context = opened;
    status = lode_open(options, &opened->lode, error);
    for (size_t i = 0; status == LODE_OK && packs[i]; i++)
        status = lode_load(opened->lode, packs[i], error);
    return status;
}

static PyObject *reports_list(const lode_module *classes, engine *of) {
    PyObject *made = PyList_New(0);

    for (size_t i = 0; made && i < of->report_count; i++) {
        PyObject *error = lode_python_error(classes, &of->reports[i]);

        if (!error || PyList_Append(made, error) < 0)
            Py_CLEAR(made);
        Py_XDECREF(error);
    }
    of->report_count = 0;
    return made;
}

/* Raises the error with what was reported as its `mistakes`. */
static void raise_with_reports(const lode_module *classes, const lode_error *error, engine *of) {
    PyObject *made = lode_python_error(classes, error), *mistakes = made ? reports_list(classes, of) : NULL;

    if (mistakes && PyObject_SetAttrString(made, "mistakes", mistakes) == 0)
        PyErr_SetObject(classes->error, made);
    Py_XDECREF(mistakes);
    Py_XDECREF(made);
}

/* open(packs, plugin_directories, rule_directories, settings, line_ends, prefer, sentences, cache, max_bytes): lists of bytes,
 * numbers of lode.h. */
PyObject *lode_python_open(PyObject *module, PyObject *arguments) {
    const lode_module *classes = lode_module_of(module);
    PyObject *lists[4], *capsule = NULL;
    const char **made[4] = {NULL};
    int line_ends, prefer, sentences, cache;
    unsigned long long max_bytes;
    lode_options options = lode_options_default();
    engine *opened = NULL;
    lode_error error;
    lode_status status;

    if (!classes || !PyArg_ParseTuple(arguments, "OOOOiippK", &lists[0], &lists[1], &lists[2], &lists[3], &line_ends, &prefer,
                                      &sentences, &cache, &max_bytes))
        return NULL;
    for (int i = 0; i < 4; i++)
        if (!(made[i] = strings(lists[i])))
            goto end;
    opened = calloc(1, sizeof *opened);
    if (!opened) {
        PyErr_NoMemory();
        goto end;
    }
    options.plugin_directories = made[1];
    options.rule_directories = made[2];
    options.settings = made[3];
    options.offsets = LODE_OFFSETS_CODEPOINT;
    options.line_ends = (lode_line_ends)line_ends;
    options.prefer = (lode_prefer)prefer;
    options.sentences = sentences;
    options.cache = cache;
    options.max_bytes = (size_t)max_bytes;
    Py_BEGIN_ALLOW_THREADS status = open_and_load(opened, &options, made[0], &error);
    Py_END_ALLOW_THREADS if (status == LODE_OK) capsule = PyCapsule_New(opened, ENGINE_NAME, close_capsule);
    else raise_with_reports(classes, &error, opened);
    if (!capsule)
        close_engine(opened);
end:
    for (int i = 0; i < 4; i++)
        free(made[i]);
    return capsule;
}

/* reports(engine): what was told since this was asked last. */
PyObject *lode_python_reports(PyObject *module, PyObject *capsule) {
    const lode_module *classes = lode_module_of(module);
    engine *of = classes ? PyCapsule_GetPointer(capsule, ENGINE_NAME) : NULL;

    return of ? reports_list(classes, of) : NULL;
}

/* ---- Extracting --------------------------------------------------------------------------------------------------- */

/* extract(engine, utf8, text, name, date, language): the document's text twice, as bytes and as what the result will have. */
PyObject *lode_python_extract(PyObject *module, PyObject *arguments) {
    const lode_module *classes = lode_module_of(module);
    PyObject *capsule, *text;
    const char *bytes;
    Py_ssize_t length;
    lode_about about = {0};
    const lode_result *result;
    lode_error error;
    lode_status status;
    engine *of;

    if (!classes ||
        !PyArg_ParseTuple(arguments, "Oy#Ozzz", &capsule, &bytes, &length, &text, &about.name, &about.date, &about.language))
        return NULL;
    of = PyCapsule_GetPointer(capsule, ENGINE_NAME);
    if (!of)
        return NULL;
    Py_BEGIN_ALLOW_THREADS status = lode_extract_text(of->lode, bytes, (size_t)length, &about, &result, &error);
    Py_END_ALLOW_THREADS if (status != LODE_OK) {
        raise_with_reports(classes, &error, of);
        return NULL;
    }
    return lode_python_result(classes, result, NULL, text);
}
