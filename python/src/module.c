/* SPDX-License-Identifier: MIT */
#include "module.h"

lode_module *lode_module_of(PyObject *module) {
    lode_module *classes = PyModule_GetState(module);

    if (classes && !classes->result) {
        PyErr_SetString(PyExc_RuntimeError, "import lode, not lode._lode");
        return NULL;
    }
    return classes;
}

static PyObject *set_classes(PyObject *module, PyObject *arguments) {
    lode_module *classes = PyModule_GetState(module);
    PyObject *entity, *part, *fact, *result, *error, *decimal;

    if (!PyArg_ParseTuple(arguments, "OOOOOO", &entity, &part, &fact, &result, &error, &decimal))
        return NULL;
    if (!classes->result)
        *classes = (lode_module){entity, part, fact, result, error, decimal};
    Py_INCREF(entity);
    Py_INCREF(part);
    Py_INCREF(fact);
    Py_INCREF(result);
    Py_INCREF(error);
    Py_INCREF(decimal);
    Py_RETURN_NONE;
}

static PyObject *version(PyObject *module, PyObject *unused) {
    (void)module;
    (void)unused;
    return PyUnicode_FromString(lode_version());
}

static int traverse(PyObject *module, visitproc visit, void *arg) {
    lode_module *classes = PyModule_GetState(module);

    if (!classes)
        return 0;
    Py_VISIT(classes->entity);
    Py_VISIT(classes->part);
    Py_VISIT(classes->fact);
    Py_VISIT(classes->result);
    Py_VISIT(classes->error);
    Py_VISIT(classes->decimal);
    return 0;
}

static int clear(PyObject *module) {
    lode_module *classes = PyModule_GetState(module);

    if (!classes)
        return 0;
    Py_CLEAR(classes->entity);
    Py_CLEAR(classes->part);
    Py_CLEAR(classes->fact);
    Py_CLEAR(classes->result);
    Py_CLEAR(classes->error);
    Py_CLEAR(classes->decimal);
    return 0;
}

static PyMethodDef methods[] = {
    {"set_classes", set_classes, METH_VARARGS, NULL}, {"version", version, METH_NOARGS, NULL},
    {"open", lode_python_open, METH_VARARGS, NULL},   {"extract", lode_python_extract, METH_VARARGS, NULL},
    {"reports", lode_python_reports, METH_O, NULL},   {"reader", lode_python_reader, METH_NOARGS, NULL},
    {"read", lode_python_read, METH_VARARGS, NULL},   {"columns", lode_python_columns, METH_O, NULL},
    {"stream", lode_python_stream, METH_O, NULL},     {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "lode._lode", NULL, sizeof(lode_module), methods, slots, traverse, clear, NULL,
};

PyMODINIT_FUNC PyInit__lode(void) {
    return PyModuleDef_Init(&definition);
}
