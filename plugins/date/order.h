/* SPDX-License-Identifier: MIT */
/* Which of 02/03/2023 is the month, as the other dates of the same text show. */
#ifndef LODE_DATE_ORDER_H
#define LODE_DATE_ORDER_H

#include "expression.h"

/* The orders that dates of the document at work are sure to have: 21/02/2023 can only have the day first. */
typedef struct date_orders {
    bool day_first, month_first;
} date_orders;

/* Whether day and month of an end of the expression could change places; notes the order of those that could not. */
bool date_orders_consider(date_orders *orders, const date_expression *expression);

/* Lets day and month change places where the document's other dates in figures all have the other order or, where they don't
 * tell, one of its entities of this type has the day that this would give and none has the day as it stands. */
void date_orders_apply(const date_orders *orders, const lode_document *document, const char *type, date_expression *expression);

#endif
