/* SPDX-License-Identifier: MIT */
/* One message: its body is a document, and so is each file that came with it. */
#ifndef LODE_MAIL_MESSAGE_H
#define LODE_MAIL_MESSAGE_H

#include <gmime/gmime.h>
#include <lode/plugin.h>

/* Hands over the documents of a message. `number` is its place in a mailbox, from 1; 0: it is alone in its file. LODE_OK, or
 * why no more is wanted. */
lode_status message_read(GMimeMessage *message, unsigned number, lode_record *record, lode_error *error);

#endif
