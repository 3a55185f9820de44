/* SPDX-License-Identifier: MIT */
/* What expressions count from where it is not the document's date: the day that opens a report, the last day before them in
 * the text. */
#ifndef LODE_DATE_ANCHOR_H
#define LODE_DATE_ANCHOR_H

#include "order.h"

/* A day that opens a report ("On 5 May 2020, ..."): what "today" means after it where the document has no date. */
typedef struct date_lead {
    size_t end; /* of its span */
    lode_day day;
} date_lead;

/* The span of a day that nothing after it counts from: a deadline, the date of a paper that the text cites. */
typedef struct date_aside {
    size_t start, end;
} date_aside;

/* A year that heads what stands behind it ("In 2019 ...", a line of its own): days and months there are of it. */
typedef struct date_section {
    size_t start, end; /* from behind the year to where it has nothing to say any more */
    int32_t year;
} date_section;

enum { DATE_ZONE_MAX = 16 };

/* An expression that waits for the days before it to be settled ("the same day", "at nine") or for the order of day and month.
 */
typedef struct date_waiting {
    const lode_rule *rule;
    lode_draft *draft; /* proposed already, with what the document's date gives; NULL: not yet */
    size_t start, end;
    date_expression expression; /* without the texts of the match */
    char zone[DATE_ZONE_MAX];   /* of its clock times; empty: none */
} date_waiting;

/* Of the document at work. Start from zero. */
typedef struct date_anchors {
    date_lead *leads; /* by place */
    size_t lead_count, lead_capacity;
    date_aside *asides;
    size_t aside_count, aside_capacity;
    date_section *sections; /* by place */
    size_t section_count, section_capacity;
    date_waiting *waiting;
    size_t waiting_count, waiting_capacity;
    date_orders orders;
} date_anchors;

void date_anchors_free(date_anchors *anchors);

/* Forgets what is known of a document. */
void date_anchors_clear(date_anchors *anchors);

/* Keep a lead, an aside, a section's year or a waiting expression. LODE_OK or LODE_ERROR_MEMORY. */
lode_status date_anchors_keep_lead(date_anchors *anchors, const lode_match *match, lode_day day, lode_error *error);
lode_status date_anchors_keep_aside(date_anchors *anchors, const lode_match *match, lode_error *error);
lode_status date_anchors_add_section(date_anchors *anchors, date_section section, lode_error *error);
lode_status date_anchors_keep_section(date_anchors *anchors, const lode_match *match, int32_t year, lode_error *error);
lode_status date_anchors_keep_waiting(date_anchors *anchors, const lode_match *match, const date_expression *expression,
                                      lode_draft *draft, lode_error *error);

/* Leaves the waiting expression that was kept last without its draft, which is not kept: it has no value yet. */
void date_anchors_drop_draft(date_anchors *anchors);

/* Puts the asides and what waits in order, once all are kept; the two functions at the end need that. */
void date_anchors_sort(date_anchors *anchors);

/* The last lead before a match; false: none. */
bool date_anchors_find_lead(const date_anchors *anchors, const lode_match *match, lode_day *day);

/* Gives an expression that has a day, month or other part of a year, and no year, that of the section it stands in, if any. */
void date_anchors_take_year(const date_anchors *anchors, const lode_match *match, date_expression *expression);

/* The last day (or time of a day) before a waiting expression among the entities of its type, asides passed over; false: none.
 */
bool date_anchors_find_previous(const date_anchors *anchors, const lode_document *document, const date_waiting *waiting,
                                lode_day *day);

/* Completes a side that is a clock time alone with the day, as far as it is known, that the same paragraph named last before
 * it, asides passed over. False, and the side as it was, where it named none, or something longer since. */
bool date_anchors_take_day(const date_anchors *anchors, const lode_document *document, const date_waiting *waiting,
                           date_side *side);

#endif
