/* SPDX-License-Identifier: MIT */
/* Columns of Python values in the form of the Arrow C data interface (arrow.apache.org/docs/format/CDataInterface.html), handed
 * out as the Arrow PyCapsule interface has it: whoever takes them uses the same memory.
 *
 * Columns are made once. Every schema, array and stream that leaves holds on to them, and may be given back by any thread, with
 * or without the interpreter's lock; so they are plain memory with a count of their own. */
#include "module.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS_NAME "lode.columns"
#define STREAM_NAME "arrow_array_stream"

enum { NULLABLE = 2, DECIMAL_BYTES = 16 };

/* The structures of the interface, whose layout is its ABI. */
struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

typedef struct column {
    char *name, *format;
    uint8_t *valid;   /* a bit a row */
    int64_t *offsets; /* of texts: one more than rows */
    uint8_t *values;
    int64_t length, null_count;
    size_t used, capacity; /* of the values of texts */
    const void *buffers[3];
} column;

typedef struct columns {
    atomic_size_t holders;
    int64_t count, length;
    column items[];
} columns;

/* ---- Making them -------------------------------------------------------------------------------------------------- */

static void let_go(columns *of) {
    if (atomic_fetch_sub(&of->holders, 1) != 1)
        return;
    for (int64_t i = 0; i < of->count; i++) {
        column *item = &of->items[i];

        free(item->name);
        free(item->format);
        free(item->valid);
        free(item->offsets);
        free(item->values);
    }
    free(of);
}

static columns *hold(columns *of) {
    atomic_fetch_add(&of->holders, 1);
    return of;
}

static char *copy(const char *text) {
    size_t size = strlen(text) + 1;
    char *made = malloc(size);

    return made ? memcpy(made, text, size) : NULL;
}

/* The bytes that a value takes; 0: texts, which have offsets. */
static size_t width(const char *format) {
    switch (format[0]) {
    case 'l':
        return sizeof(int64_t);
    case 't':
        return sizeof(int32_t);
    case 'd':
        return DECIMAL_BYTES;
    default:
        return 0;
    }
}

static int put_text(column *to, int64_t row, PyObject *value) {
    PyObject *utf8 = PyUnicode_AsEncodedString(value, "utf-8", "replace");
    char *bytes = NULL;
    Py_ssize_t length = 0;
    int well = utf8 && PyBytes_AsStringAndSize(utf8, &bytes, &length) == 0;

    if (well && to->used + (size_t)length > to->capacity) {
        size_t capacity = (to->used + (size_t)length) * 2;
        uint8_t *more = realloc(to->values, capacity);

        if (more) {
            to->values = more;
            to->capacity = capacity;
        } else {
            PyErr_NoMemory();
            well = 0;
        }
    }
    if (well && length)
        memcpy(to->values + to->used, bytes, (size_t)length);
    to->used += well ? (size_t)length : 0;
    to->offsets[row + 1] = (int64_t)to->used;
    Py_XDECREF(utf8);
    return well;
}

/* A whole number of so many bytes, lowest first. */
static int put_number(column *to, int64_t row, PyObject *value, size_t size) {
    PyObject *bytes;
    long long number;

    if (size < DECIMAL_BYTES) {
        number = PyLong_AsLongLong(value);
        if (number == -1 && PyErr_Occurred())
            return 0;
        if (size == sizeof(int64_t))
            memcpy(to->values + (size_t)row * size, &(int64_t){number}, size);
        else
            memcpy(to->values + (size_t)row * size, &(int32_t){(int32_t)number}, size);
        return 1;
    }
    bytes = PyObject_CallMethod(value, "to_bytes", "is", DECIMAL_BYTES, PY_LITTLE_ENDIAN ? "little" : "big");
    if (!bytes)
        return 0;
    memcpy(to->values + (size_t)row * size, PyBytes_AsString(bytes), size);
    Py_DECREF(bytes);
    return 1;
}

/* Two's complement, which to_bytes gives of what is not negative only. */
static int put_decimal(column *to, int64_t row, PyObject *value) {
    PyObject *power = PyLong_FromLong(1), *shift = PyLong_FromLong(128), *modulus = NULL, *wrapped = NULL;
    int well = 0;

    if (power && shift && (modulus = PyNumber_Lshift(power, shift)) && (wrapped = PyNumber_Remainder(value, modulus)))
        well = put_number(to, row, wrapped, DECIMAL_BYTES);
    Py_XDECREF(power);
    Py_XDECREF(shift);
    Py_XDECREF(modulus);
    Py_XDECREF(wrapped);
    return well;
}

static int fill(column *to, PyObject *values) {
    size_t rows = (size_t)to->length, size = width(to->format);

    to->valid = calloc(rows / 8 + 1, 1);
    to->offsets = size ? NULL : calloc(rows + 1, sizeof *to->offsets);
    to->values = size ? calloc(rows + 1, size) : malloc(1);
    if (!to->valid || !to->values || (!size && !to->offsets)) {
        PyErr_NoMemory();
        return 0;
    }
    for (int64_t row = 0; row < to->length; row++) {
        PyObject *value = PyList_GetItem(values, (Py_ssize_t)row);

        if (!value)
            return 0;
        if (!size)
            to->offsets[row + 1] = to->offsets[row];
        if (value == Py_None) {
            to->null_count++;
            continue;
        }
        to->valid[row / 8] |= (uint8_t)(1u << (row % 8));
        if (!(!size                   ? put_text(to, row, value)
              : size == DECIMAL_BYTES ? put_decimal(to, row, value)
                                      : put_number(to, row, value, size)))
            return 0;
    }
    to->buffers[0] = to->valid;
    to->buffers[1] = size ? (const void *)to->values : to->offsets;
    to->buffers[2] = to->values;
    return 1;
}

static int take_column(column *to, PyObject *item, int64_t *length) {
    const char *name, *format;
    PyObject *values;

    if (!PyArg_ParseTuple(item, "ssO", &name, &format, &values))
        return 0;
    to->length = PyList_Size(values);
    if (to->length < 0)
        return 0;
    if (*length >= 0 && *length != to->length) {
        PyErr_SetString(PyExc_ValueError, "columns are of different lengths");
        return 0;
    }
    *length = to->length;
    to->name = copy(name);
    to->format = copy(format);
    if (!to->name || !to->format) {
        PyErr_NoMemory();
        return 0;
    }
    return fill(to, values);
}

static void let_go_capsule(PyObject *capsule) {
    columns *of = PyCapsule_GetPointer(capsule, COLUMNS_NAME);

    if (of)
        let_go(of);
}

/* columns([(name, format, values)...]): format is one of Arrow's "U" (texts), "l" (whole numbers), "tdD" (days since 1970) and
 * "d:38,S" (decimals, as whole numbers times 10^S); a value may be None. */
PyObject *lode_python_columns(PyObject *module, PyObject *list) {
    Py_ssize_t count = PyList_Size(list);
    PyObject *capsule;
    columns *made;

    (void)module;
    if (count < 0)
        return NULL;
    made = calloc(1, sizeof *made + (size_t)count * sizeof(column));
    if (!made)
        return PyErr_NoMemory();
    atomic_init(&made->holders, 1);
    made->length = -1;
    for (Py_ssize_t i = 0; i < count; i++) {
        made->count++;
        if (!take_column(&made->items[i], PyList_GetItem(list, i), &made->length)) {
            let_go(made);
            return NULL;
        }
    }
    made->length = made->length < 0 ? 0 : made->length;
    capsule = PyCapsule_New(made, COLUMNS_NAME, let_go_capsule);
    if (!capsule)
        let_go(made);
    return capsule;
}

/* ---- Handing them out --------------------------------------------------------------------------------------------- */

static void release_child_schema(struct ArrowSchema *schema) {
    let_go(schema->private_data);
    schema->release = NULL;
}

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    schema->release = NULL;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    columns *of = stream->private_data;

    *out = (struct ArrowSchema){.format = "+s", .name = "", .release = release_schema};
    out->children = calloc((size_t)of->count + 1, sizeof(struct ArrowSchema *));
    if (!out->children)
        return out->release = NULL, ENOMEM;
    for (int64_t i = 0; i < of->count; i++) {
        struct ArrowSchema *child = malloc(sizeof *child);

        if (!child)
            return release_schema(out), ENOMEM;
        *child = (struct ArrowSchema){.format = of->items[i].format,
                                      .name = of->items[i].name,
                                      .flags = NULLABLE,
                                      .release = release_child_schema,
                                      .private_data = hold(of)};
        out->children[out->n_children++] = child;
    }
    return 0;
}

static void release_child_array(struct ArrowArray *array) {
    let_go(array->private_data);
    array->release = NULL;
}

static void release_array(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release)
            array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    free(array->children);
    free(array->private_data);
    array->release = NULL;
}

static int make_array(columns *of, struct ArrowArray *out) {
    const void **buffers = calloc(1, sizeof *buffers); /* a row is never null */

    *out = (struct ArrowArray){
        .length = of->length, .n_buffers = 1, .buffers = buffers, .release = release_array, .private_data = buffers};
    out->children = calloc((size_t)of->count + 1, sizeof(struct ArrowArray *));
    if (!buffers || !out->children)
        return release_array(out), ENOMEM;
    for (int64_t i = 0; i < of->count; i++) {
        column *item = &of->items[i];
        struct ArrowArray *child = malloc(sizeof *child);

        if (!child)
            return release_array(out), ENOMEM;
        *child = (struct ArrowArray){.length = item->length,
                                     .null_count = item->null_count,
                                     .n_buffers = item->offsets ? 3 : 2,
                                     .buffers = item->buffers,
                                     .release = release_child_array,
                                     .private_data = hold(of)};
        out->children[out->n_children++] = child;
    }
    return 0;
}

static int get_nothing(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    (void)stream;
    *out = (struct ArrowArray){.release = NULL};
    return 0;
}

/* All rows at once; then the end. */
static int get_rows(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    int status = make_array(stream->private_data, out);

    if (status == 0)
        stream->get_next = get_nothing;
    return status;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return NULL;
}

static void release_stream(struct ArrowArrayStream *stream) {
    let_go(stream->private_data);
    stream->release = NULL;
}

static void drop_stream(PyObject *capsule) {
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, STREAM_NAME);

    if (!stream)
        return;
    if (stream->release)
        stream->release(stream);
    free(stream);
}

PyObject *lode_python_stream(PyObject *module, PyObject *capsule) {
    columns *of = PyCapsule_GetPointer(capsule, COLUMNS_NAME);
    struct ArrowArrayStream *stream;
    PyObject *made;

    (void)module;
    if (!of)
        return NULL;
    stream = malloc(sizeof *stream);
    if (!stream)
        return PyErr_NoMemory();
    *stream = (struct ArrowArrayStream){get_schema, get_rows, get_last_error, release_stream, hold(of)};
    made = PyCapsule_New(stream, STREAM_NAME, drop_stream);
    if (!made) {
        let_go(of);
        free(stream);
    }
    return made;
}
