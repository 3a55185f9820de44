/* SPDX-License-Identifier: MIT */
#include "batch/blame.h"

#include "pipeline/engine.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

enum { IN_A_ROW = 3 };

/* Whether a process ended since its connection was closed, written to or read from by another. */
static bool was_cut_off(const lode_end *end) {
    return end->forced || (WIFEXITED(end->status) && WEXITSTATUS(end->status) == LODE_WORKER_CUT_OFF);
}

const char *lode_blame_end(lode_blame *blame, const lode_end *end) {
    if (was_cut_off(end))
        return "its connection broken";
    if (WIFSIGNALED(end->status))
        snprintf(blame->end, sizeof blame->end, "signal %d (%s)", WTERMSIG(end->status), strsignal(WTERMSIG(end->status)));
    else if (WIFEXITED(end->status))
        snprintf(blame->end, sizeof blame->end, "exit status %d", WEXITSTATUS(end->status));
    else
        snprintf(blame->end, sizeof blame->end, "an unknown end");
    return blame->end;
}

/* Whether a process had come near its limit of memory: then that is most likely why it ended. */
static bool hit_memory_limit(const lode_member *member, const lode_end *end, const lode_batch_options *options) {
    size_t limit = options->sandbox.memory;
    long before = member->memory;

    return limit && lode_sandbox_limits_memory() && end->memory_kib > before &&
           (size_t)(end->memory_kib - before) >= limit / 1024 / 4 * 3;
}

const lode_rule *lode_blame_rule(const lode *engine, const lode_activity *activity) {
    const lode_rule *rule = atomic_load(&activity->rule);

    for (size_t i = 0; rule && i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        for (size_t j = 0; j < pack->rule_count; j++)
            if (&pack->rules[j] == rule)
                return rule;
    }
    return NULL;
}

const lode_plugin *lode_blame_plugin(const lode *engine, const lode_activity *activity) {
    const lode_plugin *plugin = atomic_load(&activity->plugin);
    const lode_registry *registry = lode_engine_registry(engine);

    for (size_t i = 0; plugin && i < lode_registry_count(registry); i++)
        if (lode_registry_entry_at(registry, i)->plugin == plugin)
            return plugin;
    return NULL;
}

void lode_blame_failure(lode_blame *blame, const lode_member *member, const lode_end *end, const lode_flight_document *document,
                        const lode_batch_options *options, lode_result *failure) {
    const lode_rule *rule = lode_blame_rule(blame->engine, member->activity);
    const lode_plugin *plugin = lode_blame_plugin(blame->engine, member->activity);

    *failure = (lode_result){.rule = rule ? lode_rule_id(rule) : NULL, .plugin = plugin ? plugin->name : NULL};
    failure->document = lode_flight_file(document, &failure->line);
    if (member->killed_for) {
        failure->status = LODE_ERROR_TIMEOUT;
        snprintf(blame->message, sizeof blame->message, "it took longer than %g s", (double)options->timeout / 1000);
    } else if (hit_memory_limit(member, end, options)) {
        failure->status = LODE_ERROR_MEMORY;
        snprintf(blame->message, sizeof blame->message, "the worker ran out of memory and ended with %s",
                 lode_blame_end(blame, end));
    } else if (end->fault) {
        failure->status = LODE_ERROR_CRASH;
        snprintf(blame->message, sizeof blame->message, "the worker was ended: its answer %s", end->fault);
    } else {
        failure->status = LODE_ERROR_CRASH;
        snprintf(blame->message, sizeof blame->message, "the worker ended with %s", lode_blame_end(blame, end));
    }
    failure->message = blame->message;
    /* That shows only later: by then another rule or plugin may be at work. */
    if (was_cut_off(end) && !member->killed_for)
        failure->rule = failure->plugin = NULL;
}

void lode_blame_note(lode_blame *blame, const char *plugin) {
    lode_error error;

    if (!plugin) {
        blame->in_a_row = 0;
        return;
    }
    if (strcmp(blame->plugin, plugin) != 0)
        blame->in_a_row = 0;
    snprintf(blame->plugin, sizeof blame->plugin, "%s", plugin);
    if (++blame->in_a_row != IN_A_ROW || !blame->report)
        return;
    lode_error_set(&error, LODE_ERROR_PLUGIN, "the plugin '%s' failed on %d documents in a row", plugin, IN_A_ROW);
    lode_error_advise(&error, "run without it, or have its author look at those documents");
    blame->report(blame->report_context, &error);
}
