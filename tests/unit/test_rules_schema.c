/* SPDX-License-Identifier: MIT */
/* The schema for editors knows the keys that the loader knows. */
#include "rules/keys.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static json_t *schema;

/* That `properties` has the keys of a list, all of them and no others. */
static void assert_keys(lode_key_list list, const json_t *properties) {
    const char *const *names = lode_keys(list);
    size_t count = 0;

    assert_non_null(properties);
    for (; names[count]; count++)
        if (!json_object_get(properties, names[count]))
            fail_msg("the schema does not have '%s'", names[count]);
    assert_int_equal(json_object_size(properties), count);
}

static const json_t *definition(const char *name) {
    return json_object_get(json_object_get(schema, "$defs"), name);
}

static const json_t *properties(const json_t *object) {
    return json_object_get(object, "properties");
}

/* The properties of one of the forms that a definition takes. */
static const json_t *form(const char *name, size_t index) {
    return properties(json_array_get(json_object_get(definition(name), "anyOf"), index));
}

static void keys(void **state) {
    json_t *table = json_deep_copy(form("table", 0));

    (void)state;
    assert_keys(LODE_KEYS_FILE, properties(schema));
    assert_keys(LODE_KEYS_PACK, properties(definition("pack")));
    assert_keys(LODE_KEYS_SENTENCES, properties(definition("sentences")));
    assert_keys(LODE_KEYS_CELL, properties(definition("cell")));
    assert_keys(LODE_KEYS_PART, properties(definition("part")));
    assert_keys(LODE_KEYS_NORMALISE, properties(definition("normalise")));
    assert_keys(LODE_KEYS_NUMBERS, properties(definition("numbers")));
    assert_keys(LODE_KEYS_RULE, properties(definition("rule")));
    assert_keys(LODE_KEYS_EXAMPLE, form("example", 1));
    assert_keys(LODE_KEYS_COUNTEREXAMPLE, form("counterexample", 1));
    assert_int_equal(json_object_update(table, (json_t *)form("table", 1)), 0);
    assert_keys(LODE_KEYS_TABLE, table);
    json_decref(table);
}

static int load_schema(void **state) {
    const char *source = getenv("LODE_SOURCE");
    char path[4096];

    (void)state;
    snprintf(path, sizeof path, "%s/rules/schema.json", source ? source : ".");
    schema = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    return schema ? 0 : -1;
}

static int free_schema(void **state) {
    (void)state;
    json_decref(schema);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(keys)};

    return cmocka_run_group_tests_name("rules: schema", tests, load_schema, free_schema);
}
