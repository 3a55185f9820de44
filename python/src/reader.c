/* SPDX-License-Identifier: MIT */
/* Results out of the lines that the command writes. */
#include "module.h"

#define READER_NAME "lode.reader"

static void close_capsule(PyObject *capsule) {
    lode_result_reader_close(PyCapsule_GetPointer(capsule, READER_NAME));
}

PyObject *lode_python_reader(PyObject *module, PyObject *unused) {
    const lode_module *classes = lode_module_of(module);
    lode_result_reader *reader;
    PyObject *capsule;
    lode_error error;

    (void)unused;
    if (!classes)
        return NULL;
    if (lode_result_reader_open(&reader, &error) != LODE_OK)
        return lode_python_raise(classes, &error);
    capsule = PyCapsule_New(reader, READER_NAME, close_capsule);
    if (!capsule)
        lode_result_reader_close(reader);
    return capsule;
}

/* read(reader, line, document, text): a result. `document` and `text` are None where the line's own count. */
PyObject *lode_python_read(PyObject *module, PyObject *arguments) {
    const lode_module *classes = lode_module_of(module);
    PyObject *capsule, *document, *text;
    const char *line;
    Py_ssize_t length;
    lode_result_reader *reader;
    const lode_result *result;
    lode_error error;

    if (!classes || !PyArg_ParseTuple(arguments, "Oy#OO", &capsule, &line, &length, &document, &text))
        return NULL;
    reader = PyCapsule_GetPointer(capsule, READER_NAME);
    if (!reader)
        return NULL;
    if (lode_result_reader_read(reader, line, (size_t)length, &result, &error) != LODE_OK)
        return lode_python_raise(classes, &error);
    return lode_python_result(classes, result, document == Py_None ? NULL : document, text == Py_None ? NULL : text);
}
