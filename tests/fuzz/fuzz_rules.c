/* SPDX-License-Identifier: MIT */
/* Any bytes as a rule file: it is loaded, or its mistakes are told; what was loaded is sound. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "must.h"
#include "rules/fragment.h"
#include "rules/pack.h"
#include "rules/rule.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void count_report(void *context, const lode_error *error) {
    must(error->status == LODE_ERROR_RULES && error->message[0], "a mistake is told in words");
    must(strcmp(error->file, "fuzz.yaml") != 0 || error->line > 0, "a mistake has a place");
    ++*(size_t *)context;
}

/* What PCRE2 takes of the pattern must have the groups that the rule says. */
static void check_pattern(const lode_rule *rule) {
    int code;
    PCRE2_SIZE offset;
    uint32_t groups;
    lode_buffer pattern = {0};
    size_t calls;
    lode_status status = lode_fragments_write(rule, &pattern, &calls);
    pcre2_code *compiled;

    must(status == LODE_OK || status == LODE_ERROR_LIMIT, "a pattern can be written");
    compiled = pcre2_compile((PCRE2_SPTR)pattern.bytes, pattern.length,
                             PCRE2_UTF | PCRE2_UCP | PCRE2_NO_AUTO_CAPTURE | (rule->caseless ? PCRE2_CASELESS : 0), &code,
                             &offset, NULL);
    lode_buffer_free(&pattern);
    if (!compiled || status != LODE_OK) {
        pcre2_code_free(compiled);
        return;
    }
    pcre2_pattern_info(compiled, PCRE2_INFO_CAPTURECOUNT, &groups);
    must(groups == rule->capture_count + calls, "every group is in the list of captures");
    pcre2_code_free(compiled);
}

static void check_table(const lode_table *table) {
    for (size_t i = 0; i < lode_table_count(table); i++) {
        const char *key = lode_table_key(table, i);

        must(lode_table_find(table, key, strlen(key), false) == lode_table_value(table, i), "a table finds its keys");
        must(lode_table_find(table, key, strlen(key), true) == lode_table_value(table, i), "without regard to case, too");
    }
}

static void check_examples(const lode_rule *rule) {
    for (size_t i = 0; i < rule->example_count; i++) {
        const lode_example *example = &rule->examples[i];
        size_t end = 0;

        must(strlen(example->text) == example->length, "an example has its length");
        for (size_t j = 0; j < example->expected_count; j++) {
            must(example->expected[j].start >= end && example->expected[j].end > example->expected[j].start,
                 "what an example expects comes in order");
            end = example->expected[j].end;
        }
        must(end <= example->length, "what an example expects lies in it");
    }
}

static void check_rule(const lode_rule *rule) {
    must(rule->id && rule->type && (rule->pattern != NULL) != (rule->lookup != NULL), "a rule is whole");
    must(rule->span_group <= rule->capture_count, "the span's group is one");
    must(rule->example_count > 0, "a rule has examples");
    for (size_t i = 0; i < rule->capture_count; i++) {
        must(rule->captures[i].field < (int)rule->field_count, "a capture fills a field");
        must((rule->captures[i].kind == LODE_FIELD_TABLE) == (rule->captures[i].table != NULL),
             "a table's capture has the table");
        if (rule->captures[i].table)
            check_table(rule->captures[i].table);
    }
    for (size_t i = 0; i < rule->field_count; i++)
        must(lode_rule_field(rule, rule->fields[i].name) == (int)i, "a field is found by its name");
    check_examples(rule);
    if (rule->lookup)
        check_table(rule->lookup);
    else
        check_pattern(rule);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t mistakes = 0;
    lode_error error;
    lode_pack *pack;
    char *text = malloc(size + 1);
    lode_status status;

    must(text != NULL, "there is memory");
    memcpy(text, data, size);
    text[size] = '\0';
    status = lode_pack_load_text("fuzz.yaml", text, size, NULL, 0, count_report, &mistakes, &pack, &error);
    must(status == (mistakes ? LODE_ERROR_RULES : LODE_OK), "the status tells of mistakes");
    must((pack != NULL) == (status == LODE_OK), "there is a pack or a mistake");
    for (size_t i = 0; pack && i < pack->rule_count; i++)
        check_rule(&pack->rules[i]);
    lode_pack_free(pack);
    free(text);
    return 0;
}
