/* SPDX-License-Identifier: MIT */
/* The plugins that are linked in. */
#ifndef WEB_PLUGINS_H
#define WEB_PLUGINS_H

/* Lets the loader find them. Before the first engine is opened. */
void web_plugins_offer(void);

#endif
