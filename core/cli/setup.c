/* SPDX-License-Identifier: MIT */
#include "cli/setup.h"

#include "cli/option_values.h"
#include "pipeline/engine.h"
#include "rules/pack.h"
#include "text/language_tag.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY_PLUGIN_DIR = LODE_KEY_LONG + 1000,
    KEY_DATE,
    KEY_LANGUAGE,
    KEY_ENCODING,
    KEY_READER,
    KEY_SET,
    KEY_OFFSETS,
    KEY_LINES,
    KEY_PREFER,
    KEY_ENGINE,
    KEY_PREFILTER,
    KEY_NO_CACHE,
    KEY_MATCH_LIMIT,
    KEY_DEPTH_LIMIT,
    KEY_HEAP_LIMIT
};

#define RULE_OPTIONS                                                                                                           \
    {'r', "rules", "PACK", "a pack's name, folder or file; may be given again (default: all packs)"},                          \
        {KEY_PLUGIN_DIR, "plugin-dir", "DIR", "look for plugins here first; may be given again"},                              \
        {KEY_ENGINE, "engine", "NAME", "how rules are matched: program, or pcre2 alone, which is slow (default: program)"},    \
        {KEY_PREFILTER, "prefilter", "on|off", "off is the same as --engine pcre2 (default: on)"},                             \
        {KEY_NO_CACHE, "no-cache", NULL, "neither keep nor use loaded packs and compiled rules"},                              \
        {KEY_MATCH_LIMIT, "match-limit", "N", "steps that one match may take (default: 1000000)"},                             \
        {KEY_DEPTH_LIMIT, "depth-limit", "N", "how deep one match may nest (default: 10000)"}, {                               \
        KEY_HEAP_LIMIT, "heap-limit", "KIB", "memory that one match may take (default: 20480)"                                 \
    }

const lode_option lode_rule_options[] = {RULE_OPTIONS, {0}};

const lode_option lode_document_options[] = {
    {KEY_DATE, "date", "YYYY-MM-DD", "the documents' date, for words such as \"yesterday\""},
    {KEY_LANGUAGE, "language", "TAG", "the documents' language (default: found from the text)"},
    {KEY_ENCODING, "encoding", "NAME", "the documents' encoding (default: found from the bytes)"},
    {KEY_READER, "reader", "NAME", "how to read the files (default: by their first bytes, else the name's ending)"},
    {KEY_SET, "set", "NAME.SETTING=VALUE", "set something of a reader or writer; may be given again"},
    {KEY_LINES, "lines", "WAY", "what line ends mean: auto, keep, or join a paragraph's (default: auto)"},
    {KEY_PREFER, "prefer", "WHICH",
     "a day, month or weekday without its year or week: nearest, past or future (default: as the rules have it)"},
    {KEY_OFFSETS, "offsets", "UNIT", "what start and end count: byte, codepoint or utf16 (default: byte)"},
    RULE_OPTIONS,
    {0}};

void lode_setup_start(lode_setup *setup) {
    *setup = (lode_setup){.options = lode_options_default()};
    setup->options.report = lode_print_error;
}

void lode_setup_free(lode_setup *setup) {
    free(setup->packs.items);
    free(setup->plugin_directories.items);
    free(setup->settings.items);
}

bool lode_string_list_add(lode_string_list *list, const char *string) {
    const char **items = realloc(list->items, (list->count + 2) * sizeof(const char *));

    if (!items) {
        lode_usage_error(NULL, "memory ran out");
        return false;
    }
    list->items = items;
    list->items[list->count++] = string;
    list->items[list->count] = NULL;
    return true;
}

static bool take_number(const char *name, const char *value, uint32_t *number) {
    unsigned long read;
    char *end;

    errno = 0;
    read = strtoul(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end || errno || read == 0 || read > UINT32_MAX) {
        lode_usage_error("give a number from 1 to 4294967295", "'--%s %s' is no limit", name, value);
        return false;
    }
    *number = (uint32_t)read;
    return true;
}

static bool take_date(const char *value, const char **date) {
    lode_day day;

    if (lode_day_parse(value, strlen(value), &day) != LODE_OK) {
        lode_usage_error("write the day as YYYY-MM-DD", "'--date %s' is not a date", value);
        return false;
    }
    *date = value;
    return true;
}

static bool take_language(const char *value, const char **language) {
    if (!lode_language_is_tag(value)) {
        lode_usage_error("write it as in BCP 47, such as 'vi' or 'en-GB'", "'--language %s' is no language tag", value);
        return false;
    }
    *language = value;
    return true;
}

bool lode_setup_take(void *context, int key, const char *value) {
    static const char *const units[] = {"byte", "codepoint", "utf16", NULL};
    static const char *const switches[] = {"off", "on", NULL}, *const engines[] = {"pcre2", "program", NULL},
                             *const ways[] = {"auto", "keep", "join", NULL},
                             *const wishes[] = {"none", "nearest", "past", "future", NULL};
    lode_setup *setup = context;
    int choice;

    switch (key) {
    case 'r':
        return lode_string_list_add(&setup->packs, value);
    case KEY_PLUGIN_DIR:
        return lode_string_list_add(&setup->plugin_directories, value);
    case KEY_DATE:
        return take_date(value, &setup->about.date);
    case KEY_LANGUAGE:
        return take_language(value, &setup->about.language);
    case KEY_ENCODING:
        setup->about.encoding = value;
        return true;
    case KEY_READER:
        setup->about.reader = value;
        return true;
    case KEY_SET:
        return lode_string_list_add(&setup->settings, value);
    case KEY_OFFSETS:
        if (!lode_choice_read("offsets", value, units, "choose byte, codepoint or utf16", &choice))
            return false;
        setup->options.offsets = (lode_offsets)choice;
        return true;
    case KEY_LINES:
        if (!lode_choice_read("lines", value, ways, "choose auto, keep or join", &choice))
            return false;
        setup->options.line_ends = (lode_line_ends)choice;
        return true;
    case KEY_PREFER:
        if (!lode_choice_read("prefer", value, wishes + 1, "choose nearest, past or future", &choice))
            return false;
        setup->options.prefer = (lode_prefer)(choice + 1);
        return true;
    case KEY_ENGINE:
        if (!lode_choice_read("engine", value, engines, "choose program or pcre2", &choice))
            return false;
        setup->options.prefilter = choice;
        return true;
    case KEY_PREFILTER:
        if (!lode_choice_read("prefilter", value, switches, "choose on or off", &choice))
            return false;
        setup->options.prefilter = choice;
        return true;
    case KEY_NO_CACHE:
        setup->options.cache = false;
        return true;
    case KEY_MATCH_LIMIT:
        return take_number("match-limit", value, &setup->options.match_limit);
    case KEY_DEPTH_LIMIT:
        return take_number("depth-limit", value, &setup->options.depth_limit);
    case KEY_HEAP_LIMIT:
        return take_number("heap-limit", value, &setup->options.heap_limit);
    default:
        return false;
    }
}

int lode_setup_open(lode_setup *setup, lode **engine) {
    lode_error error;
    lode_status status;

    setup->options.plugin_directories = setup->plugin_directories.items;
    setup->options.settings = setup->settings.items;
    status = lode_open(&setup->options, engine, &error);
    if (status != LODE_OK)
        lode_print_error(NULL, &error);
    return lode_exit_status(status);
}

/* What a language that was given comes to: rules for it; else those for any language, which is told; else nothing, which is a
 * mistake. */
static lode_status check_language(const lode *engine, const char *language, lode_error *error) {
    char served[sizeof error->advice] = "";
    bool others = false;

    if (!language || lode_engine_serves(engine, language))
        return LODE_OK;
    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);
        size_t used = strlen(served);

        others = others || (!pack->language && pack->rule_count);
        if (pack->language && !strstr(served, pack->language))
            snprintf(served + used, sizeof served - used, "%s%s", used ? ", " : "", pack->language);
    }
    if (!served[0])
        return LODE_OK; /* all that is loaded is for any language */
    lode_error_set(error, LODE_ERROR_USAGE, "no pack that is loaded is for the language '%s'%s", language,
                   others ? "; only rules for any language run" : "");
    lode_error_advise(error, "there are rules for %s", served);
    if (!others)
        return LODE_ERROR_USAGE;
    lode_print_error(NULL, error);
    return LODE_OK;
}

int lode_setup_load(lode_setup *setup, lode **engine) {
    int exit_status = lode_setup_open(setup, engine);
    lode_error error;
    lode_status status = LODE_OK;

    if (exit_status != LODE_EXIT_OK)
        return exit_status;
    if (!setup->packs.count)
        status = lode_load_all(*engine, &error);
    for (size_t i = 0; status == LODE_OK && i < setup->packs.count; i++)
        status = lode_load(*engine, setup->packs.items[i], &error);
    if (status == LODE_OK)
        status = check_language(*engine, setup->about.language, &error);
    if (status == LODE_OK)
        status = lode_prepare(*engine, &error);
    if (status != LODE_OK) {
        lode_print_error(NULL, &error);
        lode_close(*engine);
        *engine = NULL;
    }
    /* A pack that cannot be read was named wrongly, as far as the caller is concerned. */
    return status == LODE_ERROR_IO ? LODE_EXIT_USAGE : lode_exit_status(status);
}
