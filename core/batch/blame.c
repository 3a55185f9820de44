#include "batch/blame.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

enum { IN_A_ROW = 3 };

const char *lode_blame_end(lode_blame *blame, const lode_end *end) {
    if (WIFSIGNALED(end->status))
        snprintf(blame->end, sizeof blame->end, "signal %d (%s)", WTERMSIG(end->status), strsignal(WTERMSIG(end->status)));
    else if (WIFEXITED(end->status))
        snprintf(blame->end, sizeof blame->end, "exit status %d", WEXITSTATUS(end->status));
    else
        snprintf(blame->end, sizeof blame->end, "an unknown end");
    return blame->end;
}

/* Whether a process had come near its limit of memory: then that is most likely why it ended. */
static bool hit_memory_limit(const lode_end *end, const lode_batch_options *options) {
    size_t limit = options->sandbox.memory;

    return limit && lode_sandbox_limits_memory() && (size_t)end->memory_kib >= limit / 1024 / 4 * 3;
}

void lode_blame_failure(lode_blame *blame, const lode_member *member, const lode_end *end, const lode_flight_document *document,
                        const lode_batch_options *options, lode_result *failure) {
    const lode_rule *rule = atomic_load(&member->activity->rule);
    const lode_plugin *plugin = atomic_load(&member->activity->plugin);
    lode_message message;

    *failure = (lode_result){.rule = rule ? lode_rule_id(rule) : NULL, .plugin = plugin ? plugin->name : NULL};
    lode_message_take(&message, document->message.bytes, document->message.length);
    lode_message_get(&message);
    failure->document = lode_message_get_string(&message);
    failure->line = lode_message_get(&message);
    if (member->killed_for) {
        failure->status = LODE_ERROR_TIMEOUT;
        snprintf(blame->message, sizeof blame->message, "it took longer than %g s", (double)options->timeout / 1000);
    } else if (hit_memory_limit(end, options)) {
        failure->status = LODE_ERROR_MEMORY;
        snprintf(blame->message, sizeof blame->message, "the worker ran out of memory and ended with %s",
                 lode_blame_end(blame, end));
    } else {
        failure->status = LODE_ERROR_CRASH;
        snprintf(blame->message, sizeof blame->message, "the worker ended with %s", lode_blame_end(blame, end));
    }
    failure->message = blame->message;
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
