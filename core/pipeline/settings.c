/* SPDX-License-Identifier: MIT */
#include "pipeline/settings.h"

#include "base/suggest.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_MAX = 60 };

static const lode_setting_spec *find_spec(const lode_plugin *plugin, const char *name, size_t length) {
    for (const lode_setting_spec *spec = plugin->settings; spec && spec->name; spec++)
        if (strlen(spec->name) == length && memcmp(spec->name, name, length) == 0)
            return spec;
    return NULL;
}

static const lode_plugin *find_plugin(const lode_registry *registry, const char *name, size_t length) {
    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

        if (plugin && strlen(plugin->name) == length && memcmp(plugin->name, name, length) == 0)
            return plugin;
    }
    return NULL;
}

static bool is_choice(const char *choices, const char *value) {
    size_t length = strlen(value);

    for (const char *at = choices; at; at = strchr(at, '|'), at += at != NULL)
        if (strcspn(at, "|") == length && memcmp(at, value, length) == 0)
            return true;
    return false;
}

static lode_status unknown_plugin(const lode_registry *registry, const char *asked, lode_error *error) {
    char name[SHOWN_MAX + 1];
    lode_suggestion suggestion = {.word = name};

    snprintf(name, sizeof name, "%.*s", (int)strcspn(asked, "."), asked);
    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

        if (plugin && plugin->settings)
            lode_suggestion_offer(&suggestion, plugin->name);
    }
    lode_error_set(error, LODE_ERROR_USAGE, "there is no plugin '%s' to set anything of", name);
    if (suggestion.best)
        lode_error_advise(error, "did you mean '%s'?", suggestion.best);
    else
        lode_error_advise(error, "'lode list settings' names what can be set");
    return LODE_ERROR_USAGE;
}

static lode_status unknown_setting(const lode_plugin *plugin, const char *name, size_t length, lode_status status,
                                   lode_error *error) {
    char wrong[SHOWN_MAX + 1], known[200] = "";
    lode_suggestion suggestion = {.word = wrong};

    snprintf(wrong, sizeof wrong, "%.*s", (int)(length > SHOWN_MAX ? SHOWN_MAX : length), name);
    for (const lode_setting_spec *spec = plugin->settings; spec && spec->name; spec++) {
        size_t used = strlen(known);

        lode_suggestion_offer(&suggestion, spec->name);
        snprintf(known + used, sizeof known - used, "%s%s", used ? ", " : "", spec->name);
    }
    lode_error_set(error, status, "'%s' has no setting '%s'", plugin->name, wrong);
    if (suggestion.best)
        lode_error_advise(error, "did you mean '%s'?", suggestion.best);
    else if (known[0])
        lode_error_advise(error, "it has %s", known);
    else
        lode_error_advise(error, "it has none");
    return status;
}

static lode_status check_value(const lode_plugin *plugin, const lode_setting_spec *spec, const char *value, lode_status status,
                               lode_error *error) {
    if (!spec->choices || is_choice(spec->choices, value))
        return LODE_OK;
    lode_error_set(error, status, "'%s.%s' cannot be '%.60s'", plugin->name, spec->name, value);
    lode_error_advise(error, "choose one of %s", spec->choices);
    return status;
}

static lode_status check_one(const char *asked, const lode_registry *registry, lode_error *error) {
    const char *name = strchr(asked, '.'), *value = name ? strchr(name, '=') : NULL;
    const lode_plugin *plugin;
    const lode_setting_spec *spec;

    if (!value) {
        lode_error_set(error, LODE_ERROR_USAGE, "'%.100s' sets nothing", asked);
        lode_error_advise(error, "write it as NAME.SETTING=VALUE");
        return LODE_ERROR_USAGE;
    }
    plugin = find_plugin(registry, asked, (size_t)(name - asked));
    if (!plugin)
        return unknown_plugin(registry, asked, error);
    name++;
    spec = find_spec(plugin, name, (size_t)(value - name));
    if (!spec)
        return unknown_setting(plugin, name, (size_t)(value - name), LODE_ERROR_USAGE, error);
    return check_value(plugin, spec, value + 1, LODE_ERROR_USAGE, error);
}

lode_status lode_settings_check(const char *const *asked, const lode_registry *registry, lode_error *error) {
    lode_status status = LODE_OK;

    for (; status == LODE_OK && asked && *asked; asked++)
        status = check_one(*asked, registry, error);
    return status;
}

lode_status lode_settings_check_pack(const lode_pack *pack, const lode_registry *registry, lode_error *error) {
    const char *section, *name, *value;
    lode_status status = LODE_OK;

    for (size_t i = 0; status == LODE_OK && lode_pack_setting_at(pack, i, &section, &name, &value); i++) {
        const lode_plugin *plugin = find_plugin(registry, section, strlen(section));
        const lode_setting_spec *spec;

        if (!plugin || !plugin->settings)
            continue;
        spec = find_spec(plugin, name, strlen(name));
        status = spec ? check_value(plugin, spec, value, LODE_ERROR_RULES, error)
                      : unknown_setting(plugin, name, strlen(name), LODE_ERROR_RULES, error);
    }
    return status;
}

/* The value that the command line gives it; NULL: none. */
static const char *asked_value(const lode_settings *settings, const lode_setting_spec *spec) {
    size_t plugin = strlen(settings->plugin->name), name = strlen(spec->name);
    const char *found = NULL;

    for (const char *const *asked = settings->asked; asked && *asked; asked++)
        if (strncmp(*asked, settings->plugin->name, plugin) == 0 && (*asked)[plugin] == '.' &&
            strncmp(*asked + plugin + 1, spec->name, name) == 0 && (*asked)[plugin + 1 + name] == '=')
            found = *asked + plugin + 1 + name + 1;
    return found;
}

const char *lode_settings_get(const lode_settings *settings, const char *name) {
    const lode_setting_spec *spec = find_spec(settings->plugin, name, strlen(name));
    const char *value = spec ? asked_value(settings, spec) : NULL;

    for (size_t i = 0; spec && !value && i < settings->pack_count; i++)
        value = lode_pack_setting(settings->packs[i], settings->plugin->name, name);
    return value || !spec ? value : spec->fallback;
}
