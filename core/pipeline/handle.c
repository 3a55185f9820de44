/* SPDX-License-Identifier: MIT */
#include "pipeline/handle.h"

#include <stdlib.h>

static lode_status open_state(const lode_plugin *plugin, const lode_settings *settings, void **state, lode_error *error) {
    if (settings)
        return plugin->reader->open ? plugin->reader->open(settings, state, error) : LODE_OK;
    return plugin->extractor->open ? plugin->extractor->open(state, error) : LODE_OK;
}

/* With settings it is the reader's, else the extractor's. */
static lode_status open_handle(lode_handles *handles, const lode_plugin *plugin, const lode_settings *settings,
                               lode_handle **handle, lode_error *error) {
    lode_handle **items;
    lode_error reason;
    lode_status status;

    for (size_t i = 0; i < handles->count; i++)
        if (handles->items[i]->plugin == plugin && handles->items[i]->reads == (settings != NULL)) {
            *handle = handles->items[i];
            return LODE_OK;
        }
    items = realloc(handles->items, (handles->count + 1) * sizeof(lode_handle *));
    if (items)
        handles->items = items;
    *handle = items ? calloc(1, sizeof **handle) : NULL;
    if (!*handle)
        return lode_error_no_memory(error);
    (*handle)->plugin = plugin;
    (*handle)->reads = settings != NULL;
    lode_error_set(&reason, LODE_OK, "it gave no reason");
    status = open_state(plugin, settings, &(*handle)->state, &reason);
    if (status != LODE_OK) {
        free(*handle);
        *handle = NULL;
        lode_error_set(error, status == LODE_ERROR_MEMORY ? status : LODE_ERROR_PLUGIN, "plugin '%s' does not start: %s",
                       plugin->name, reason.message);
        lode_error_advise(error, "%s", reason.advice);
        return status == LODE_ERROR_MEMORY ? status : LODE_ERROR_PLUGIN;
    }
    handles->items[handles->count++] = *handle;
    return LODE_OK;
}

lode_status lode_handles_extractor(lode_handles *handles, const lode_plugin *plugin, lode_handle **handle, lode_error *error) {
    return open_handle(handles, plugin, NULL, handle, error);
}

lode_status lode_handles_reader(lode_handles *handles, const lode_plugin *plugin, const lode_settings *settings,
                                lode_handle **handle, lode_error *error) {
    return open_handle(handles, plugin, settings, handle, error);
}

void lode_handles_close(lode_handles *handles) {
    while (handles->count > 0) {
        lode_handle *handle = handles->items[--handles->count];
        void (*close)(void *) = handle->reads ? handle->plugin->reader->close : handle->plugin->extractor->close;

        if (close)
            close(handle->state);
        free(handle);
    }
    free(handles->items);
    *handles = (lode_handles){0};
}

void lode_bindings_unbind(const lode_bindings *bindings, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        const lode_handle *extractor = bindings->extractors[i];

        if (extractor && extractor->plugin->extractor->unbind)
            extractor->plugin->extractor->unbind(extractor->state, bindings->values[i]);
    }
}
