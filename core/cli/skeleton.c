/* SPDX-License-Identifier: MIT */
#include "cli/skeleton.h"

#include <stddef.h>

const char lode_skeleton_rules[] = "# Finds codes such as \"AB-12\". Try it:  lode test -r @.yaml\n"
                                   "lode: 1\n"
                                   "define:\n"
                                   "  code: '\\b[A-Z]{2}-[0-9]+\\b'\n"
                                   "rules:\n"
                                   "  - id: @.code\n"
                                   "    type: @\n"
                                   "    match: '%{code:code}'        # what is captured becomes an attribute\n"
                                   "    examples:\n"
                                   "      - text: '([AB-12], [XY-7])' # brackets mark what must be found\n"
                                   "        values: [{code: AB-12}, {code: XY-7}]\n"
                                   "    counterexamples: ['AB-', 'ab-12']\n";

static const char extractor[] =
    "/* Turns what the rules of this extractor capture into attributes. See lode/plugin.h. */\n"
    "#include <lode/plugin.h>\n"
    "#include <stdlib.h>\n"
    "\n"
    "/* What is known of a rule: the numbers of its fields. */\n"
    "struct binding {\n"
    "    int code;\n"
    "};\n"
    "\n"
    "static lode_status bind(void *state, const lode_rule *rule, void **binding, lode_error *error) {\n"
    "    struct binding *made;\n"
    "\n"
    "    (void)state;\n"
    "    if (lode_rule_field(rule, \"code\") < 0)\n"
    "        return lode_error_set(error, LODE_ERROR_RULES, \"it captures no 'code'\");\n"
    "    made = malloc(sizeof *made);\n"
    "    if (!made)\n"
    "        return lode_error_no_memory(error);\n"
    "    made->code = lode_rule_field(rule, \"code\");\n"
    "    *binding = made;\n"
    "    return LODE_OK;\n"
    "}\n"
    "\n"
    "static lode_status accept(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error) {\n"
    "    const struct binding *fields = binding;\n"
    "    const lode_value *code = lode_match_value(match, fields->code);\n"
    "\n"
    "    (void)state, (void)error;\n"
    "    if (code->kind != LODE_VALUE_TEXT || code->length < 2)\n"
    "        return LODE_DECLINED;\n"
    "    return lode_draft_set_text(draft, \"series\", code->text, 2);\n"
    "}\n"
    "\n"
    "static void unbind(void *state, void *binding) {\n"
    "    (void)state;\n"
    "    free(binding);\n"
    "}\n"
    "\n"
    "static const lode_extractor extractor = {.bind = bind, .accept = accept, .unbind = unbind};\n"
    "\n"
    "LODE_PLUGIN(@, \"0.1\", \"tells the series of a code\", .extractor = &extractor)\n";

static const char extractor_rules[] = "lode: 1\n"
                                      "rules:\n"
                                      "  - id: @.code\n"
                                      "    type: @\n"
                                      "    extractor: @\n"
                                      "    match: '\\b(?<code>[A-Z]{2}-[0-9]+)\\b'\n"
                                      "    examples:\n"
                                      "      - text: '([AB-12], [XY-7])'\n"
                                      "        values: [{series: AB}, {series: XY}]\n"
                                      "    counterexamples: ['AB-', 'ab-12']\n";

static const char reader[] =
    "/* Reads files whose documents stand one after the other, each under a line \"== title\". See lode/reader.h. */\n"
    "#include <lode/plugin.h>\n"
    "#include <string.h>\n"
    "\n"
    "static const char mark[] = \"== \";\n"
    "enum { MARK = sizeof mark - 1 };\n"
    "\n"
    "/* Where the line ends that begins there. */\n"
    "static const char *line_end(const char *at, const char *end) {\n"
    "    const char *found = memchr(at, '\\n', (size_t)(end - at));\n"
    "\n"
    "    return found ? found : end;\n"
    "}\n"
    "\n"
    "static bool is_heading(const char *at, const char *end) {\n"
    "    return end - at >= MARK && memcmp(at, mark, MARK) == 0;\n"
    "}\n"
    "\n"
    "/* Hands over the document that begins with a heading; *at moves to the next one. */\n"
    "static lode_status read_one(const char **at, const char *end, lode_record *record, lode_error *error) {\n"
    "    const char *heading = *at, *text = line_end(heading, end);\n"
    "    lode_status status = lode_record_set_title(record, heading + MARK, (size_t)(text - heading) - MARK, error);\n"
    "\n"
    "    if (status != LODE_OK)\n"
    "        return status;\n"
    "    text += text < end;\n"
    "    for (*at = text; *at < end && !is_heading(*at, end);) {\n"
    "        *at = line_end(*at, end);\n"
    "        *at += *at < end;\n"
    "    }\n"
    "    lode_record_add(record, text, (size_t)(*at - text));\n"
    "    return lode_record_finish(record, error);\n"
    "}\n"
    "\n"
    "/* Whether a file is one for this reader: asked where its first bytes look like it. */\n"
    "static bool verify(const unsigned char *bytes, size_t length) {\n"
    "    return memchr(bytes, '\\n', length) != NULL;\n"
    "}\n"
    "\n"
    "static lode_status read(void *state, const lode_input *input, lode_record *record, lode_error *error) {\n"
    "    const char *at = (const char *)input->bytes, *end = at + input->length;\n"
    "    lode_status status = LODE_OK;\n"
    "\n"
    "    (void)state;\n"
    "    if (!is_heading(at, end)) {\n"
    "        lode_error_set(error, LODE_ERROR_SYNTAX, \"it does not begin with a line \\\"== title\\\"\");\n"
    "        return LODE_ERROR_SYNTAX;\n"
    "    }\n"
    "    while (status == LODE_OK && at < end)\n"
    "        status = read_one(&at, end, record, error);\n"
    "    return status;\n"
    "}\n"
    "\n"
    "static const char *const extensions[] = {\"@\", NULL};\n"
    "static const lode_signature signatures[] = {{0, 0, mark, MARK}, {0}};\n"
    "\n"
    "static const lode_reader reader = {.framing = LODE_FRAME_FILE,\n"
    "                                   .extensions = extensions,\n"
    "                                   .signatures = signatures,\n"
    "                                   .verify = verify,\n"
    "                                   .read = read};\n"
    "\n"
    "LODE_PLUGIN(@, \"0.1\", \"documents under lines \\\"== title\\\"\", .reader = &reader)\n";

static const char reader_example[] = "== First\n"
                                     "It names AB-12.\n"
                                     "== Second\n"
                                     "And XY-7.\n";

static const char reader_expected[] =
    "{\"document\":\"example.@\",\"title\":\"First\",\"entities\":[{\"type\":\"@\",\"start\":9,\"end\":14,\"text\":\"AB-12\","
    "\"rule\":\"@.code\",\"attributes\":{\"code\":\"AB-12\"}}]}\n"
    "{\"document\":\"example.@\",\"title\":\"Second\",\"entities\":[{\"type\":\"@\",\"start\":4,\"end\":8,\"text\":\"XY-7\","
    "\"rule\":\"@.code\",\"attributes\":{\"code\":\"XY-7\"}}]}\n";

static const char writer[] =
    "/* Writes a line an entity, its parts between tabs. See lode/writer.h. */\n"
    "#include <lode/plugin.h>\n"
    "\n"
    "/* Text in which a tab or line end would be taken for one of the writer's. */\n"
    "static void put_text(lode_output *output, const char *text, size_t length) {\n"
    "    for (size_t i = 0; i < length; i++)\n"
    "        lode_output_write(output, text[i] == '\\t' || text[i] == '\\n' || text[i] == '\\r' ? \" \" : &text[i], 1);\n"
    "}\n"
    "\n"
    "static lode_status document(void *state, const lode_result *result, lode_output *output, lode_error *error) {\n"
    "    (void)state, (void)error;\n"
    "    if (result->status != LODE_OK)\n"
    "        lode_output_format(output, \"# %s: %s\\n\", result->document, result->message);\n"
    "    for (size_t i = 0; i < result->entity_count; i++) {\n"
    "        const lode_entity *entity = &result->entities[i];\n"
    "\n"
    "        lode_output_format(output, \"%s\\t%s\\t\", result->document, entity->type);\n"
    "        put_text(output, entity->text, entity->length);\n"
    "        lode_output_string(output, \"\\n\");\n"
    "    }\n"
    "    return LODE_OK;\n"
    "}\n"
    "\n"
    "static const lode_writer writer = {.format = \"@\", .lines = LODE_LINES_WHOLE, .document = document};\n"
    "\n"
    "LODE_PLUGIN(@, \"0.1\", \"a line an entity, its parts between tabs\", .writer = &writer)\n";

static const char writer_example[] = "It names AB-12 and XY-7.\n";

static const char writer_expected[] = "example.txt\t@\tAB-12\n"
                                      "example.txt\t@\tXY-7\n";

static const char extractor_makefile[] =
    "LODE = lode\n"
    "CFLAGS = -O2 -Wall -Wextra\n"
    "\n"
    "@.so: @.c\n"
    "\t$(CC) $(CFLAGS) $(CPPFLAGS) `pkg-config --cflags lode 2>/dev/null` -shared -fPIC -o @.so @.c\n"
    "\n"
    "check: @.so\n"
    "\t$(LODE) test --plugin-dir . -r @.yaml\n"
    "\n"
    ".PHONY: check\n";

static const char reader_makefile[] =
    "LODE = lode\n"
    "CFLAGS = -O2 -Wall -Wextra\n"
    "\n"
    "@.so: @.c\n"
    "\t$(CC) $(CFLAGS) $(CPPFLAGS) `pkg-config --cflags lode 2>/dev/null` -shared -fPIC -o @.so @.c\n"
    "\n"
    "check: @.so\n"
    "\t$(LODE) extract --plugin-dir . -r @.yaml example.@ | diff expected.jsonl -\n"
    "\n"
    ".PHONY: check\n";

static const char writer_makefile[] =
    "LODE = lode\n"
    "CFLAGS = -O2 -Wall -Wextra\n"
    "\n"
    "@.so: @.c\n"
    "\t$(CC) $(CFLAGS) $(CPPFLAGS) `pkg-config --cflags lode 2>/dev/null` -shared -fPIC -o @.so @.c\n"
    "\n"
    "check: @.so\n"
    "\t$(LODE) extract --plugin-dir . -r @.yaml -f @ example.txt | diff expected.txt -\n"
    "\n"
    ".PHONY: check\n";

static const lode_skeleton_file extractor_files[] = {
    {"@.c", extractor}, {"@.yaml", extractor_rules}, {"Makefile", extractor_makefile}, {NULL, NULL}};

static const lode_skeleton_file reader_files[] = {{"@.c", reader},
                                                  {"@.yaml", lode_skeleton_rules},
                                                  {"example.@", reader_example},
                                                  {"expected.jsonl", reader_expected},
                                                  {"Makefile", reader_makefile},
                                                  {NULL, NULL}};

static const lode_skeleton_file writer_files[] = {{"@.c", writer},
                                                  {"@.yaml", lode_skeleton_rules},
                                                  {"example.txt", writer_example},
                                                  {"expected.txt", writer_expected},
                                                  {"Makefile", writer_makefile},
                                                  {NULL, NULL}};

const lode_skeleton lode_skeletons[] = {
    {"extractor", extractor_files}, {"reader", reader_files}, {"writer", writer_files}, {NULL, NULL}};
