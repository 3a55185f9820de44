/* SPDX-License-Identifier: MIT */
/* Results as Python has them. Every function that returns an object returns a new one, or NULL with an exception; those that
 * are handed parts take them over, whatever comes of it. */
#include "module.h"

#include <string.h>

PyObject *lode_python_string(const char *text) {
    if (!text)
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), NULL);
}

PyObject *lode_python_words(const char *text) {
    return lode_python_string(text && *text ? text : NULL);
}

PyObject *lode_python_name(const char *text) {
    if (!text)
        Py_RETURN_NONE;
    return PyUnicode_InternFromString(text);
}

static PyObject *number_or_none(uint64_t number) {
    if (!number)
        Py_RETURN_NONE;
    return PyLong_FromUnsignedLongLong(number);
}

/* Calls a class with `count` arguments, which are taken over; one that is NULL has set an exception. */
static PyObject *make(PyObject *class, PyObject **parts, Py_ssize_t count) {
    PyObject *arguments = PyTuple_New(count), *made = NULL;
    int whole = arguments != NULL;

    for (Py_ssize_t i = 0; i < count; i++) {
        whole = whole && parts[i];
        if (arguments && parts[i])
            PyTuple_SetItem(arguments, i, parts[i]);
        else
            Py_XDECREF(parts[i]);
    }
    if (whole)
        made = PyObject_CallObject(class, arguments);
    Py_XDECREF(arguments);
    return made;
}

#define MAKE(class, parts) make(class, parts, (Py_ssize_t)(sizeof(parts) / sizeof((parts)[0])))

/* Puts an item, which is taken over, in its place in a list; false with an exception. */
static int set_item(PyObject *list, size_t at, PyObject *item) {
    return item && PyList_SetItem(list, (Py_ssize_t)at, item) == 0;
}

static PyObject *make_number(const lode_module *classes, lode_decimal number) {
    char text[LODE_DECIMAL_TEXT_MAX];
    int64_t integer;

    if (lode_decimal_to_integer(number, &integer))
        return PyLong_FromLongLong(integer);
    lode_decimal_format(number, text);
    if (!strchr(text, '.'))
        return PyLong_FromString(text, NULL, 10);
    return PyObject_CallFunction(classes->decimal, "s", text);
}

static PyObject *make_value(const lode_module *classes, const lode_value *value) {
    switch (value->kind) {
    case LODE_VALUE_NUMBER:
        return make_number(classes, value->number);
    case LODE_VALUE_TEXT:
        return PyUnicode_DecodeUTF8(value->text, (Py_ssize_t)value->length, NULL);
    default:
        Py_RETURN_NONE;
    }
}

static PyObject *make_attributes(const lode_module *classes, const lode_attribute *attributes, size_t count) {
    PyObject *made = PyDict_New();

    for (size_t i = 0; made && i < count; i++) {
        PyObject *name = lode_python_name(attributes[i].name), *value = make_value(classes, &attributes[i].value);

        if (!name || !value || PyDict_SetItem(made, name, value) < 0)
            Py_CLEAR(made);
        Py_XDECREF(name);
        Py_XDECREF(value);
    }
    return made;
}

static PyObject *make_entity(const lode_module *classes, const lode_entity *entity) {
    PyObject *parts[] = {
        lode_python_name(entity->type), PyLong_FromSize_t(entity->start),
        PyLong_FromSize_t(entity->end), PyUnicode_DecodeUTF8(entity->text, (Py_ssize_t)entity->length, NULL),
        lode_python_name(entity->rule), make_attributes(classes, entity->attributes, entity->attribute_count),
        number_or_none(entity->page),
    };

    return MAKE(classes->entity, parts);
}

static PyObject *make_entities(const lode_module *classes, const lode_result *result) {
    PyObject *made = PyList_New((Py_ssize_t)result->entity_count);

    for (size_t i = 0; made && i < result->entity_count; i++)
        if (!set_item(made, i, make_entity(classes, &result->entities[i])))
            Py_CLEAR(made);
    return made;
}

/* A value goes before the words that it was read from, as in what the command writes. */
static int is_place(const lode_fact_part *part) {
    return part->text && part->value.kind == LODE_VALUE_NONE;
}

static PyObject *make_offset(const lode_fact_part *part, size_t offset) {
    if (!is_place(part))
        Py_RETURN_NONE;
    return PyLong_FromSize_t(offset);
}

static PyObject *part_text(const lode_fact_part *part) {
    if (!is_place(part))
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(part->text, (Py_ssize_t)part->length, NULL);
}

static PyObject *make_part(const lode_module *classes, const lode_fact_part *part, PyObject *entities) {
    PyObject *entity = part->entity >= 0 ? PyList_GetItem(entities, (Py_ssize_t)part->entity) : Py_None;
    PyObject *parts[] = {
        lode_python_name(part->name),
        make_offset(part, part->start),
        make_offset(part, part->end),
        part_text(part),
        entity,
        make_value(classes, &part->value),
    };

    Py_XINCREF(entity);
    return MAKE(classes->part, parts);
}

static PyObject *make_parts(const lode_module *classes, const lode_fact *fact, PyObject *entities) {
    PyObject *made = PyList_New((Py_ssize_t)fact->part_count);

    for (size_t i = 0; made && i < fact->part_count; i++)
        if (!set_item(made, i, make_part(classes, &fact->parts[i], entities)))
            Py_CLEAR(made);
    return made;
}

static PyObject *make_span(size_t start, size_t end) {
    return Py_BuildValue("(nn)", (Py_ssize_t)start, (Py_ssize_t)end);
}

static PyObject *make_facts(const lode_module *classes, const lode_result *result, PyObject *entities) {
    PyObject *made = PyList_New((Py_ssize_t)result->fact_count);

    for (size_t i = 0; made && i < result->fact_count; i++) {
        const lode_fact *fact = &result->facts[i];
        PyObject *parts[] = {
            lode_python_name(fact->type), PyLong_FromSize_t(fact->start),
            PyLong_FromSize_t(fact->end), make_span(fact->sentence_start, fact->sentence_end),
            lode_python_name(fact->rule), make_parts(classes, fact, entities),
        };

        if (!set_item(made, i, MAKE(classes->fact, parts)))
            Py_CLEAR(made);
    }
    return made;
}

static PyObject *make_sentences(const lode_result *result) {
    PyObject *made = PyList_New((Py_ssize_t)result->sentence_count);

    for (size_t i = 0; made && i < result->sentence_count; i++)
        if (!set_item(made, i, make_span(result->sentences[i].start, result->sentences[i].end)))
            Py_CLEAR(made);
    return made;
}

/* code, message, advice, file, line, column, plugin, rule */
static PyObject *make_error(const lode_module *classes, const lode_error *error, const char *plugin, const char *rule) {
    PyObject *parts[] = {
        PyUnicode_FromString(lode_status_name(error->status)),
        lode_python_string(error->message),
        lode_python_words(error->advice),
        lode_python_words(error->file),
        number_or_none(error->line),
        number_or_none(error->column),
        lode_python_string(plugin),
        lode_python_string(rule),
    };

    return MAKE(classes->error, parts);
}

PyObject *lode_python_error(const lode_module *classes, const lode_error *error) {
    return make_error(classes, error, NULL, NULL);
}

PyObject *lode_python_raise(const lode_module *classes, const lode_error *error) {
    PyObject *made = lode_python_error(classes, error);

    if (made)
        PyErr_SetObject(classes->error, made);
    Py_XDECREF(made);
    return NULL;
}

/* Why something of the document could not be done. */
static PyObject *make_failure(const lode_module *classes, const lode_result *result, lode_status status, const char *message,
                              const char *plugin, const char *rule) {
    lode_error error;

    lode_error_set(&error, status, "%s", message ? message : "");
    lode_error_at(&error, result->document, result->line < UINT32_MAX ? (unsigned)result->line : 0, 0);
    return make_error(classes, &error, plugin, rule);
}

static PyObject *make_problems(const lode_module *classes, const lode_result *result) {
    PyObject *made = PyList_New((Py_ssize_t)result->problem_count);

    for (size_t i = 0; made && i < result->problem_count; i++) {
        const lode_problem *problem = &result->problems[i];

        if (!set_item(made, i,
                      make_failure(classes, result, problem->status, problem->message, problem->plugin, problem->rule)))
            Py_CLEAR(made);
    }
    return made;
}

static PyObject *result_text(const lode_result *result, PyObject *text) {
    if (text) {
        Py_INCREF(text);
        return text;
    }
    if (!result->text)
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(result->text, (Py_ssize_t)result->text_length, NULL);
}

static PyObject *none(void) {
    Py_INCREF(Py_None);
    return Py_None;
}

PyObject *lode_python_result(const lode_module *classes, const lode_result *found, PyObject *document, PyObject *text) {
    lode_result named = *found;
    const lode_result *result = &named;
    PyObject *entities;

    if (document) {
        named.line = 0;
        named.id = NULL;
    }
    entities = make_entities(classes, result);
    PyObject *parts[] = {
        document ? PyUnicode_FromObject(document) : lode_python_string(result->document),
        lode_python_string(result->part),
        lode_python_string(result->id),
        number_or_none(result->line),
        lode_python_string(result->language),
        lode_python_string(result->date),
        lode_python_string(result->title),
        make_attributes(classes, result->metadata, result->metadata_count),
        entities,
        !entities || !result->facts ? none() : make_facts(classes, result, entities),
        make_problems(classes, result),
        result->status == LODE_OK
            ? none()
            : make_failure(classes, result, result->status, result->message, result->plugin, result->rule),
        result_text(result, text),
        make_sentences(result),
    };

    return MAKE(classes->result, parts);
}
