/* SPDX-License-Identifier: MIT */
/* Open handles of plugins, one a plugin and engine, opened when first needed; and what their extractors bound to rules. */
#ifndef LODE_PIPELINE_HANDLE_H
#define LODE_PIPELINE_HANDLE_H

#include "loader/registry.h"

typedef struct lode_handle {
    const lode_plugin *plugin;
    bool reads; /* it is the plugin's reader, else its extractor */
    void *state;
} lode_handle;

/* Start from {0}. Handles keep their address. */
typedef struct lode_handles {
    lode_handle **items;
    size_t count;
} lode_handles;

/* The handle of a plugin's extractor or reader, opened where it was not yet. LODE_OK, LODE_ERROR_MEMORY or what its open
 * returned, with the plugin named. */
lode_status lode_handles_extractor(lode_handles *handles, const lode_plugin *plugin, lode_handle **handle, lode_error *error);
lode_status lode_handles_reader(lode_handles *handles, const lode_plugin *plugin, const lode_settings *settings,
                                lode_handle **handle, lode_error *error);

/* Closes all, the last one opened first. */
void lode_handles_close(lode_handles *handles);

/* What rules are bound to, by their order. */
typedef struct lode_bindings {
    lode_handle **extractors; /* NULL for a rule without one */
    void **values;            /* what its bind returned */
    uint64_t *failed_in;      /* the number of the last document in which the rule had a problem: one each is told */
    size_t count;
} lode_bindings;

/* Lets extractors free what they bound to the rules from `first` to before `end`. */
void lode_bindings_unbind(const lode_bindings *bindings, size_t first, size_t end);

#endif
