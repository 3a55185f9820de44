/* SPDX-License-Identifier: MIT */
/* Signals that ask a batch to stop, and those that tell of processes that ended. */
#ifndef LODE_BATCH_INTERRUPT_H
#define LODE_BATCH_INTERRUPT_H

#include <lode/error.h>
#include <stdbool.h>

/* Watches SIGINT, SIGTERM and SIGCHLD for the process until lode_interrupt_end, which restores what was before. A process can
 * have one watch only. LODE_OK or LODE_ERROR_IO. */
lode_status lode_interrupt_begin(lode_error *error);
void lode_interrupt_end(void);

/* From now on, until lode_interrupt_end, SIGHUP is watched as well. */
void lode_interrupt_watch_hangups(void);

/* Whether there was a SIGHUP since this was last asked. */
bool lode_interrupt_hangup(void);

/* The last signal that asked to stop (0: none), and how many did. */
int lode_interrupt_signal(void);
int lode_interrupt_count(void);

/* Waits until something can be read from a descriptor (-1: nothing to wait for), or a watched signal comes. */
void lode_interrupt_wait(int descriptor);

/* A descriptor that becomes readable with each watched signal, and its emptying. */
int lode_interrupt_descriptor(void);
void lode_interrupt_drain(void);

#endif
