/* SPDX-License-Identifier: MIT */
/* lode list: what there is of rules, plugins and packs. */
#include "base/suggest.h"
#include "cli/columns.h"
#include "cli/setup.h"
#include "pipeline/engine.h"
#include "rules/fragment.h"

#include <stdio.h>
#include <string.h>

static bool take(void *context, int key, const char *value) {
    return lode_setup_take(context, key, value);
}

static int print(lode_columns *table) {
    return lode_finish_output(lode_columns_print(table) ? LODE_EXIT_OK : LODE_EXIT_RESOURCES);
}

static void add_rule(lode_columns *table, const lode *engine, const lode_rule *rule) {
    const char *reason;
    lode_matching matching = lode_engine_matching(engine, rule, &reason);
    char text[1200];

    lode_columns_add(table, rule->id);
    lode_columns_add(table, rule->type);
    lode_columns_add(table, rule->extractor ? rule->extractor : "-");
    snprintf(text, sizeof text, "%d", rule->priority);
    lode_columns_add(table, text);
    lode_columns_add_number(table, rule->stage);
    snprintf(text, sizeof text, "%s:%u", rule->file, rule->line);
    lode_columns_add(table, text);
    snprintf(text, sizeof text, "%s%s%s", lode_matching_name(matching), reason ? ": " : "", reason ? reason : "");
    lode_columns_add(table, text);
}

static int list_rules(const lode *engine) {
    static const char *const headings[] = {"ID", "TYPE", "EXTRACTOR", "PRIORITY", "STAGE", "PLACE", "MATCHED BY", NULL};
    lode_columns table = {0};

    lode_columns_head(&table, headings);
    for (size_t i = 0; i < lode_pack_count(engine); i++)
        for (size_t j = 0; j < lode_pack_at(engine, i)->rule_count; j++)
            add_rule(&table, engine, &lode_pack_at(engine, i)->rules[j]);
    return print(&table);
}

static int list_packs(const lode *engine) {
    static const char *const headings[] = {"NAME", "LANGUAGE", "RULES", "PLACE", "SUMMARY", NULL};
    lode_columns table = {0};

    lode_columns_head(&table, headings);
    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        lode_columns_add(&table, pack->name);
        lode_columns_add(&table, pack->language ? pack->language : "any");
        lode_columns_add_number(&table, pack->rule_count);
        lode_columns_add(&table, pack->path);
        lode_columns_add(&table, pack->summary ? pack->summary : "");
    }
    return print(&table);
}

/* What a plugin holds. */
static const char *roles(const lode_plugin *plugin) {
    static const char *const names[] = {"",       "extractor",         "reader",         "extractor, reader",
                                        "writer", "extractor, writer", "reader, writer", "extractor, reader, writer"};

    return names[(plugin->extractor != NULL) | (plugin->reader != NULL) << 1 | (plugin->writer != NULL) << 2];
}

static int list_plugins(const lode *engine) {
    static const char *const headings[] = {"KIND", "NAME", "VERSION", "FILE", "SUMMARY", NULL};
    const lode_registry *registry = lode_engine_registry(engine);
    lode_columns table = {0};

    lode_columns_head(&table, headings);
    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_registry_entry *entry = lode_registry_entry_at(registry, i);
        const lode_plugin *plugin = entry->plugin;

        lode_columns_add(&table, plugin ? roles(plugin) : "refused");
        lode_columns_add(&table, plugin ? plugin->name : entry->name);
        lode_columns_add(&table, plugin ? plugin->version : "-");
        lode_columns_add(&table, entry->file);
        lode_columns_add(&table, plugin ? plugin->summary : entry->reason);
    }
    return print(&table);
}

static void add_endings(lode_columns *table, const lode_reader *reader) {
    char text[400] = "";

    for (const char *const *ending = reader->extensions; ending && *ending; ending++) {
        size_t used = strlen(text);

        snprintf(text + used, sizeof text - used, "%s.%s", used ? " " : "", *ending);
    }
    lode_columns_add(table, text[0] ? text : "-");
}

static int list_readers(const lode *engine) {
    static const char *const headings[] = {"NAME", "BY BYTES", "A DOCUMENT IS", "SUMMARY", "ENDINGS", NULL};
    const lode_registry *registry = lode_engine_registry(engine);
    lode_columns table = {0};

    lode_columns_head(&table, headings);
    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

        if (!plugin || !plugin->reader)
            continue;
        lode_columns_add(&table, plugin->name);
        lode_columns_add(&table, plugin->reader->signatures ? "yes" : "no");
        lode_columns_add(&table, plugin->reader->framing == LODE_FRAME_LINE ? "a line" : "the file or a part of it");
        lode_columns_add(&table, plugin->summary);
        add_endings(&table, plugin->reader);
    }
    return print(&table);
}

static int list_settings(const lode *engine) {
    static const char *const headings[] = {"SETTING", "VALUES", "DEFAULT", "SUMMARY", NULL};
    const lode_registry *registry = lode_engine_registry(engine);
    lode_columns table = {0};

    lode_columns_head(&table, headings);
    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

        for (const lode_setting_spec *spec = plugin ? plugin->settings : NULL; spec && spec->name; spec++) {
            char name[200];

            snprintf(name, sizeof name, "%s.%s", plugin->name, spec->name);
            lode_columns_add(&table, name);
            lode_columns_add(&table, spec->choices ? spec->choices : "any");
            lode_columns_add(&table, spec->fallback ? spec->fallback : "-");
            lode_columns_add(&table, spec->summary ? spec->summary : "");
        }
    }
    return print(&table);
}

/* For programs: a line a rule, its id, a tab, and the pattern with all that it inserts. */
static int list_patterns(const lode *engine) {
    lode_buffer pattern = {0};
    size_t calls;

    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        for (size_t j = 0; j < pack->rule_count; j++) {
            const lode_rule *rule = &pack->rules[j];

            if (!rule->pattern)
                continue;
            if (lode_fragments_write(rule, &pattern, &calls) == LODE_OK)
                printf("%s\t%s%s\n", rule->id, rule->caseless ? "(?i)" : "", pattern.bytes);
            else
                fprintf(stderr, "lode: the pattern of rule '%s' is too long to be listed\n", rule->id);
        }
    }
    lode_buffer_free(&pattern);
    return lode_finish_output(LODE_EXIT_OK);
}

static const struct listing {
    const char *name;
    bool needs_rules;
    int (*list)(const lode *engine);
} listings[] = {{"rules", true, list_rules},        {"plugins", false, list_plugins}, {"readers", false, list_readers},
                {"settings", false, list_settings}, {"packs", true, list_packs},      {"patterns", true, list_patterns}};

static const struct listing *find_listing(const char *name) {
    lode_suggestion suggestion = {.word = name};
    char advice[80] = "choose rules, patterns, plugins, readers, settings or packs";

    for (size_t i = 0; i < sizeof listings / sizeof listings[0]; i++) {
        if (strcmp(listings[i].name, name) == 0)
            return &listings[i];
        lode_suggestion_offer(&suggestion, listings[i].name);
    }
    if (suggestion.best)
        snprintf(advice, sizeof advice, "did you mean '%s'?", suggestion.best);
    lode_usage_error(advice, "there is no list of '%s'", name);
    return NULL;
}

static int run(const lode_command *command, int argc, char **argv) {
    const struct listing *listing = NULL;
    lode_setup setup;
    lode *engine = NULL;
    int operands, status;

    lode_setup_start(&setup);
    status = lode_options_read(command, argc, argv, take, &setup, &operands);
    if (status < 0 && operands != argc - 1)
        status = lode_usage_error("choose rules, patterns, plugins, readers, settings or packs", "'lode list' needs one word");
    if (status < 0) {
        listing = find_listing(argv[operands]);
        status = LODE_EXIT_USAGE;
    }
    if (listing && listing->needs_rules)
        status = lode_setup_load(&setup, &engine);
    else if (listing) {
        setup.options.report = NULL; /* the list itself tells what was refused */
        status = lode_setup_open(&setup, &engine);
    }
    if (engine)
        status = listing->list(engine);
    lode_close(engine);
    lode_setup_free(&setup);
    return status;
}

const lode_command lode_command_list = {
    .name = "list",
    .arguments = "rules|patterns|plugins|readers|settings|packs",
    .summary = "Lists what is loaded.",
    .details =
        "Of rules, how each is matched; of patterns, the expanded ones; of plugins, also those that are refused, and why; of\n"
        "readers, what they take; the settings of plugins; the packs.",
    .general_options = lode_rule_options,
    .run = run};
