/* SPDX-License-Identifier: MIT */
/* What plugins find lode's own functions by. */
#ifndef LODE_LOADER_SYMBOLS_H
#define LODE_LOADER_SYMBOLS_H

/* Plugins are linked against nothing of lode and find its functions among the symbols that the process shows to all. Where the
 * shared object that holds lode was opened for its opener alone (RTLD_LOCAL, as Python does with modules), they would not: it
 * is shown to all from then on. Where lode is in the program itself, nothing happens. */
void lode_symbols_show(void);

#endif
