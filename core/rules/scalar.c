/* SPDX-License-Identifier: MIT */
#include "rules/scalar.h"

#include <string.h>

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool starts_name(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

const char *lode_scalar_text(const lode_yaml_node *node, const char *what, lode_mistakes *mistakes) {
    if (node->kind != LODE_YAML_SCALAR || lode_yaml_is_null(node) || node->length == 0) {
        lode_mistake(mistakes, lode_yaml_place(node), "write it as one text", "%s must be a text", what);
        return NULL;
    }
    return node->text;
}

bool lode_is_pattern(const lode_yaml_node *node, const char *what, lode_mistakes *mistakes) {
    bool well = true;

    if (node->kind != LODE_YAML_SEQUENCE)
        return lode_scalar_text(node, what, mistakes) != NULL;
    if (node->count < 2) { /* more likely a class of characters that is not quoted */
        lode_mistake(mistakes, lode_yaml_place(node), "write it as one text, in single quotes if it begins with [",
                     "%s is a list of fewer than two patterns", what);
        return false;
    }
    for (const lode_yaml_node *item = node->first; item; item = item->next)
        well = lode_scalar_text(item, "a pattern of a list", mistakes) && well;
    return well;
}

/* RFC 8259 without an exponent: -?(0|[1-9][0-9]*)(\.[0-9]+)? */
static bool is_number(const char *text, size_t length) {
    size_t i = 0;

    if (i < length && text[i] == '-')
        i++;
    if (i == length || !is_digit(text[i]))
        return false;
    if (text[i] == '0')
        i++;
    else
        while (i < length && is_digit(text[i]))
            i++;
    if (i == length)
        return true;
    if (text[i++] != '.' || i == length)
        return false;
    while (i < length && is_digit(text[i]))
        i++;
    return i == length;
}

bool lode_text_value(const char *text, size_t length, lode_value *value) {
    *value = (lode_value){.kind = LODE_VALUE_TEXT, .text = text, .length = length};
    if (!is_number(text, length))
        return true;
    value->kind = LODE_VALUE_NUMBER;
    return lode_decimal_parse(text, length, &value->number) == LODE_OK;
}

bool lode_scalar_value(const lode_yaml_node *node, const char *what, lode_value *value, lode_mistakes *mistakes) {
    *value = (lode_value){.kind = LODE_VALUE_NONE, .text = ""};
    if (node->kind != LODE_YAML_SCALAR) {
        lode_mistake(mistakes, lode_yaml_place(node), "write it as one text or number", "%s must be a text or a number", what);
        return false;
    }
    if (lode_yaml_is_null(node))
        return true;
    if (node->style) {
        *value = (lode_value){.kind = LODE_VALUE_TEXT, .text = node->text, .length = node->length};
        return true;
    }
    if (lode_text_value(node->text, node->length, value))
        return true;
    lode_mistake(mistakes, lode_yaml_place(node), "quote it if it is a text", "the number has too many digits to be exact");
    return false;
}

bool lode_scalar_integer(const lode_yaml_node *node, const char *what, int least, int most, int *integer,
                         lode_mistakes *mistakes) {
    lode_value value;
    int64_t read;

    if (node->kind == LODE_YAML_SCALAR && !node->style && lode_text_value(node->text, node->length, &value) &&
        value.kind == LODE_VALUE_NUMBER && lode_decimal_to_integer(value.number, &read) && read >= least && read <= most) {
        *integer = (int)read;
        return true;
    }
    lode_mistake(mistakes, lode_yaml_place(node), NULL, "%s must be a whole number from %d to %d", what, least, most);
    return false;
}

bool lode_scalar_boolean(const lode_yaml_node *node, const char *what, bool *boolean, lode_mistakes *mistakes) {
    if (node->kind == LODE_YAML_SCALAR && !node->style) {
        *boolean = strcmp(node->text, "true") == 0;
        if (*boolean || strcmp(node->text, "false") == 0)
            return true;
    }
    lode_mistake(mistakes, lode_yaml_place(node), NULL, "%s must be true or false", what);
    return false;
}

size_t lode_name_length(const char *text) {
    size_t length = 0;

    if (starts_name(text[0]))
        do
            length++;
        while (starts_name(text[length]) || is_digit(text[length]));
    return length;
}

bool lode_is_name(const char *text) {
    size_t length = lode_name_length(text);

    return length && !text[length];
}

bool lode_is_dotted_name(const char *text) {
    for (;;) {
        size_t length = lode_name_length(text);

        if (!length)
            return false;
        text += length;
        if (!*text)
            return true;
        if (*text++ != '.')
            return false;
    }
}

bool lode_is_id(const char *text) {
    size_t length = 0;

    while (starts_name(text[length]) || is_digit(text[length]) || (length && (text[length] == '.' || text[length] == '-')))
        length++;
    return length && !text[length] && text[0] != '_';
}

bool lode_is_sequence(const lode_yaml_node *node, const char *what, lode_mistakes *mistakes) {
    if (node->kind == LODE_YAML_SEQUENCE)
        return true;
    lode_mistake(mistakes, lode_yaml_place(node), "write it in brackets, [a, b], or as lines that start with '- '",
                 "%s must be a list", what);
    return false;
}

bool lode_is_mapping(const lode_yaml_node *node, const char *what, lode_mistakes *mistakes) {
    if (node->kind == LODE_YAML_MAPPING)
        return true;
    lode_mistake(mistakes, lode_yaml_place(node), "write 'key: value' pairs", "%s must be a mapping", what);
    return false;
}
