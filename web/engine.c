/* SPDX-License-Identifier: MIT */
/* The engine of the page: liblode with the packs, asked by a Web Worker. Each function gives JSON, which lives until the next
 * call. Spans count bytes, as the command's do. */
#include "pipeline/engine.h"
#include "cli/examples.h"
#include "cli/explanation.h"
#include "cli/skeleton.h"
#include "pipeline/output.h"
#include "pipeline/settings.h"
#include "plugins.h"

#include <emscripten.h>
#include <stdlib.h>
#include <string.h>

typedef struct web_engine {
    lode *engine;
    lode_output answer; /* of the last call */
    lode_output errors; /* of the last loading */
    lode_explanation explanation;
} web_engine;

/* ---- JSON ------------------------------------------------------------------------------------------------------- */

static void put_text(lode_output *output, const char *key, const char *text, size_t length) {
    lode_output_format(output, "\"%s\":", key);
    lode_output_json(output, text, length);
}

static void put_string(lode_output *output, const char *key, const char *text) {
    put_text(output, key, text ? text : "", text ? strlen(text) : 0);
    lode_output_string(output, ",");
}

static void put_number(lode_output *output, const char *key, size_t number) {
    lode_output_format(output, "\"%s\":%zu,", key, number);
}

/* Begins an item of a list. */
static void begin(lode_output *list) {
    lode_output_string(list, list->buffer.length ? ",{" : "{");
}

/* The list as a member of an object; forgets it. */
static void put_list(lode_output *output, const char *key, lode_output *list) {
    lode_output_format(output, "\"%s\":[", key);
    lode_output_write(output, list->buffer.bytes, list->buffer.length);
    lode_output_string(output, "]");
    lode_buffer_clear(&list->buffer);
}

static const char *answer(web_engine *web) {
    lode_output_write(&web->answer, "", 1);
    return web->answer.buffer.failed ? "{\"failed\":\"memory ran out\"}" : web->answer.buffer.bytes;
}

/* An engine without rules; NULL: memory ran out. It lives as long as its worker. */
EMSCRIPTEN_KEEPALIVE web_engine *web_new(void) {
    return calloc(1, sizeof(web_engine));
}

/* ---- Loading ---------------------------------------------------------------------------------------------------- */

static void take_error(void *context, const lode_error *error) {
    lode_output *errors = context;

    begin(errors);
    put_string(errors, "file", error->file);
    put_number(errors, "line", error->line);
    put_number(errors, "column", error->column);
    put_string(errors, "message", error->message);
    put_text(errors, "advice", error->advice, strlen(error->advice));
    lode_output_string(errors, "}");
}

/* A failure that was not reported by itself. */
static void take_failure(web_engine *web, lode_status status, const lode_error *error) {
    if (status != LODE_OK && web->errors.buffer.length == 0)
        take_error(&web->errors, error);
}

static lode_status load(web_engine *web, const char *packs, const char *directory, lode_error *error) {
    const char *directories[] = {directory, NULL};
    lode_options options = lode_options_default();
    lode_status status;

    options.rule_directories = directories;
    options.report = take_error;
    options.report_context = &web->errors;
    status = lode_open(&options, &web->engine, error);
    while (status == LODE_OK && *packs) {
        size_t length = strcspn(packs, " ");
        char name[256];

        if (length >= sizeof name)
            return lode_error_set(error, LODE_ERROR_USAGE, "the name of a pack is too long");
        memcpy(name, packs, length);
        name[length] = '\0';
        status = lode_load(web->engine, name, error);
        packs += length + strspn(packs + length, " ");
    }
    return status == LODE_OK ? lode_prepare(web->engine, error) : status;
}

static void put_rule(lode_output *rules, const lode_rule *rule) {
    begin(rules);
    put_string(rules, "type", rule->type);
    put_string(rules, "file", rule->file);
    put_number(rules, "line", rule->line);
    put_text(rules, "id", rule->id, strlen(rule->id));
    lode_output_string(rules, "}");
}

static void put_rules(const web_engine *web, lode_output *output) {
    lode_output rules = {0};

    for (size_t i = 0; i < lode_pack_count(web->engine); i++) {
        const lode_pack *pack = lode_pack_at(web->engine, i);

        for (size_t j = 0; j < pack->rule_count; j++)
            put_rule(&rules, &pack->rules[j]);
    }
    put_list(output, "rules", &rules);
    lode_buffer_free(&rules.buffer);
}

/* How many packs came as they were kept. */
static size_t count_kept(const lode *engine) {
    size_t kept = 0;

    for (size_t i = 0; i < lode_pack_count(engine); i++)
        kept += lode_pack_was_kept(lode_pack_at(engine, i));
    return kept;
}

/* Loads packs, names or paths with blanks between, anew; `directory` is where named ones are. {"ok", "errors", "rules",
 * "kept"}: how many of them did not have to be read. */
EMSCRIPTEN_KEEPALIVE const char *web_load(web_engine *web, const char *packs, const char *directory) {
    lode_error error;
    lode_status status;

    lode_close(web->engine);
    web->engine = NULL;
    lode_buffer_clear(&web->answer.buffer);
    web_plugins_offer();
    status = load(web, packs, directory, &error);
    take_failure(web, status, &error);
    lode_output_format(&web->answer, "{\"ok\":%s,", status == LODE_OK ? "true" : "false");
    put_list(&web->answer, "errors", &web->errors);
    if (status == LODE_OK) {
        lode_output_string(&web->answer, ",");
        put_rules(web, &web->answer);
        lode_output_format(&web->answer, ",\"kept\":%zu", count_kept(web->engine));
    }
    lode_output_string(&web->answer, "}");
    return answer(web);
}

/* ---- Extracting ------------------------------------------------------------------------------------------------- */

/* The line that the command writes for the document. */
static lode_status put_line(const web_engine *web, lode_output *output, const lode_result *result, lode_error *error) {
    const lode_plugin *plugin = lode_registry_writer(lode_engine_registry(web->engine), "jsonl");
    lode_settings settings;
    lode_writer_options options = {.size = sizeof options, .settings = &settings, .format = "jsonl"};
    lode_output line = {0};
    void *state = NULL;
    lode_status status;

    if (!plugin)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "the writer of JSON Lines is not there");
    lode_engine_settings(web->engine, plugin, &settings);
    status = plugin->writer->open(&options, &state, error);
    if (status == LODE_OK) {
        status = plugin->writer->document(state, result, &line, error);
        plugin->writer->close(state);
    }
    put_text(output, "line", line.buffer.length ? line.buffer.bytes : "", line.buffer.length);
    lode_buffer_free(&line.buffer);
    return status;
}

/* Extracts from a text; `date` (YYYY-MM-DD) and `language` may be empty.
 * {"line", "matches", "facts", "trials"}; or {"failed"}. */
EMSCRIPTEN_KEEPALIVE const char *web_extract(web_engine *web, const char *text, const char *date, const char *language) {
    lode_about about = {.date = *date ? date : NULL, .language = *language ? language : NULL};
    const lode_result *result;
    lode_error error = {0};
    lode_status status;

    lode_buffer_clear(&web->answer.buffer);
    if (!web->engine)
        return "{\"failed\":\"no rules are loaded\"}";
    lode_observe(web->engine, lode_explanation_match, lode_explanation_fact, &web->explanation);
    lode_output_string(&web->answer, "{");
    status = lode_extract_text(web->engine, text, strlen(text), &about, &result, &error);
    if (status == LODE_OK)
        status = put_line(web, &web->answer, result, &error);
    if (status != LODE_OK)
        put_text(&web->answer, "failed", error.message, strlen(error.message));
    lode_observe(web->engine, NULL, NULL, NULL);
    lode_output_string(&web->answer, ",");
    lode_explanation_put(&web->explanation, &web->answer);
    lode_output_string(&web->answer, "}");
    return answer(web);
}

/* How far a rule came at a place (bytes of the text, in digits) or in its line. {"matches", "facts", "trials"}; or {"failed"}.
 */
EMSCRIPTEN_KEEPALIVE const char *web_why_not(web_engine *web, const char *id, const char *place, const char *text,
                                             const char *date, const char *language) {
    lode_about about = {.date = *date ? date : NULL, .language = *language ? language : NULL};
    lode_trial_request request = {.rule = web->engine ? lode_engine_rule(web->engine, id) : NULL,
                                  .at = (size_t)strtoul(place, NULL, 10),
                                  .observer = lode_explanation_trial,
                                  .context = &web->explanation};
    const lode_result *result;
    lode_error error;
    lode_status status;

    if (!request.rule)
        return "{\"failed\":\"there is no such rule\"}";
    lode_buffer_clear(&web->answer.buffer);
    lode_observe_trials(web->engine, &request);
    status = lode_extract_text(web->engine, text, strlen(text), &about, &result, &error);
    lode_observe_trials(web->engine, NULL);
    lode_output_string(&web->answer, "{");
    if (status != LODE_OK)
        put_string(&web->answer, "failed", error.message);
    else if (result->status != LODE_OK)
        put_string(&web->answer, "failed", result->message);
    lode_explanation_put(&web->explanation, &web->answer);
    lode_output_string(&web->answer, "}");
    return answer(web);
}

/* ---- Examples --------------------------------------------------------------------------------------------------- */

static void run_example(web_engine *web, lode_output *examples, const lode_rule *rule, const lode_example *example) {
    lode_about about = {.date = example->date, .language = rule->pack->language};
    const lode_result *result;
    lode_error error;
    bool holds = lode_extract_text(web->engine, example->text, example->length, &about, &result, &error) == LODE_OK &&
                 lode_example_holds(rule, example, result);

    begin(examples);
    put_string(examples, "rule", rule->id);
    put_number(examples, "line", example->line);
    put_string(examples, "kind", example->expected_count + example->fact_count ? "example" : "counterexample");
    lode_output_format(examples, "\"holds\":%s,", holds ? "true" : "false");
    put_text(examples, "text", example->text, example->length);
    lode_output_string(examples, "}");
}

/* Runs the examples of the rules in a file. {"examples"}. */
EMSCRIPTEN_KEEPALIVE const char *web_test(web_engine *web, const char *file) {
    lode_output examples = {0};

    lode_buffer_clear(&web->answer.buffer);
    for (size_t i = 0; web->engine && i < lode_pack_count(web->engine); i++) {
        const lode_pack *pack = lode_pack_at(web->engine, i);

        for (size_t j = 0; j < pack->rule_count; j++)
            for (size_t k = 0; strcmp(pack->rules[j].file, file) == 0 && k < pack->rules[j].example_count; k++)
                run_example(web, &examples, &pack->rules[j], &pack->rules[j].examples[k]);
    }
    lode_output_string(&web->answer, "{");
    put_list(&web->answer, "examples", &examples);
    lode_output_string(&web->answer, "}");
    lode_buffer_free(&examples.buffer);
    return answer(web);
}

/* ---- New rules -------------------------------------------------------------------------------------------------- */

/* The rule file that `lode new rule NAME` writes. {"text"}. */
EMSCRIPTEN_KEEPALIVE const char *web_new_rule(web_engine *web, const char *name) {
    lode_output text = {0};

    lode_buffer_clear(&web->answer.buffer);
    for (const char *from = lode_skeleton_rules; *from; from++)
        lode_output_write(&text, *from == '@' ? name : from, *from == '@' ? strlen(name) : 1);
    lode_output_string(&web->answer, "{");
    put_text(&web->answer, "text", text.buffer.bytes, text.buffer.length);
    lode_output_string(&web->answer, "}");
    lode_buffer_free(&text.buffer);
    return answer(web);
}
