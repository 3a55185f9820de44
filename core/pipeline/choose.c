/* SPDX-License-Identifier: MIT */
/* Which reader takes a file. */
#include "loader/readers.h"
#include "pipeline/engine.h"
#include "pipeline/internal.h"
#include "pipeline/settings.h"

lode_status lode_engine_reader(const lode *engine, const char *name, const lode_plugin **reader, lode_error *error) {
    *reader = lode_registry_reader(engine->registry, name ? name : "text");
    if (*reader)
        return LODE_OK;
    lode_error_set(error, LODE_ERROR_USAGE, "there is no reader '%s'", name ? name : "text");
    lode_error_advise(error, "'lode list plugins' names the readers and the plugins that failed to load");
    return LODE_ERROR_USAGE;
}

static bool verify(void *context, const lode_plugin *plugin, const unsigned char *bytes, size_t length) {
    const lode *engine = context;
    bool agrees;

    if (!plugin->reader->verify)
        return true;
    lode_note_plugin(engine->activity, plugin);
    agrees = plugin->reader->verify(bytes, length);
    lode_note_plugin(engine->activity, NULL);
    return agrees;
}

const lode_plugin *lode_engine_reader_of(const lode *engine, const lode_input *input) {
    const lode_plugin *reader = NULL;

    if (!input->line)
        reader = lode_reader_by_signature(engine->registry, input->bytes, input->length, verify, (void *)engine);
    return reader || !input->file ? reader : lode_reader_by_ending(engine->registry, input->file);
}

lode_status lode_engine_framing(const lode *engine, const char *reader, const lode_input *head, lode_framing *framing,
                                lode_error *error) {
    const lode_plugin *plugin = NULL;
    lode_status status = LODE_OK;

    if (!reader)
        plugin = lode_reader_by_signature(engine->registry, head->bytes, head->length, NULL, NULL);
    if (!reader && !plugin)
        plugin = lode_reader_by_ending(engine->registry, head->file);
    if (!plugin)
        status = lode_engine_reader(engine, reader, &plugin, error);
    if (status == LODE_OK)
        *framing = plugin->reader->framing;
    return status;
}

void lode_engine_settings(const lode *engine, const lode_plugin *plugin, lode_settings *settings) {
    *settings = (lode_settings){.plugin = plugin,
                                .asked = engine->asked,
                                .packs = (const lode_pack *const *)engine->packs,
                                .pack_count = engine->pack_count};
}

void lode_engine_tell_passed(lode *engine, lode_pass_function *pass, void *context) {
    engine->pass = pass;
    engine->pass_context = context;
}
