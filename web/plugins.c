/* SPDX-License-Identifier: MIT */
/* The plugins that are in the page's engine, as libtool would list them for a static program. */
#include "plugins.h"

#include "loader/symbols.h"

#include <lode/plugin.h>
#include <ltdl.h>

extern const lode_plugin contact_LTX_lode_plugin, date_LTX_lode_plugin, jsonl_LTX_lode_plugin, mention_LTX_lode_plugin,
    money_LTX_lode_plugin, organization_LTX_lode_plugin, text_LTX_lode_plugin;

#define PLUGIN(name)                                                                                                           \
    {#name ".a", NULL}, {                                                                                                      \
#name "_LTX_lode_plugin", (void *)(uintptr_t)&name##_LTX_lode_plugin                                                   \
    }

static const lt_dlsymlist plugins[] = {{"@PROGRAM@", NULL}, PLUGIN(contact),      PLUGIN(date), PLUGIN(jsonl), PLUGIN(mention),
                                       PLUGIN(money),       PLUGIN(organization), PLUGIN(text), {NULL, NULL}};

void web_plugins_offer(void) {
    lt_dlpreload_default(plugins);
}

/* There are no shared objects in a page, so there is nothing to show to any. */
void lode_symbols_show(void) {
}
