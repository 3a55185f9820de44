/* SPDX-License-Identifier: MIT */
/* The extractor `date`: turns the fields of a match into a TIMEX3 value. It knows calendars and clocks; the words for them
 * come from the rules. docs/date.md describes the fields and what they give. */
#include "anchor.h"
#include "fields.h"
#include "holiday.h"
#include "occurrence.h"
#include "resolve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lode_status open_date(void **state, lode_error *error) {
    *state = calloc(1, sizeof(date_anchors));
    return *state ? LODE_OK : lode_error_set(error, LODE_ERROR_MEMORY, "no memory for the date plugin");
}

static void close_date(void *state) {
    date_anchors_free(state);
    free(state);
}

static lode_status bind_rule(void *state, const lode_rule *rule, void **binding, lode_error *error) {
    (void)state;
    date_fields *fields;
    lode_status status = date_fields_bind(rule, &fields, error);
    if (status == LODE_OK)
        *binding = fields;
    return status;
}

static void unbind_rule(void *state, void *binding) {
    (void)state;
    free(binding);
}

/* The day of the document, with its time. */
static bool find_writing(const lode_document *document, date_moment *now) {
    now->time = lode_document_time(document);
    return lode_document_date(document, &now->day);
}

/* What the expression counts from: the document's date, else, for one that says so by an offset, a lead. */
static bool find_today(const date_anchors *anchors, const lode_match *match, const date_expression *expression,
                       date_moment *now) {
    if (expression->from.value[DATE_ANCHOR] == DATE_ANCHOR_NONE)
        return false;
    if (find_writing(lode_match_document(match), now))
        return true;
    return date_has(&expression->from, DATE_OFFSET) && date_anchors_find_lead(anchors, match, &now->day);
}

/* Whether a side is a time of the day and says nothing of which. */
static bool is_time_alone(const date_side *side) {
    date_side dayless = *side;
    dayless.value[DATE_HOUR] = dayless.value[DATE_PART] = dayless.value[DATE_HALF_DAY] = DATE_UNSET;
    return date_has(side, DATE_HOUR) && !date_side_is_point(&dayless) && side->holiday.kind == LODE_VALUE_NONE &&
           !date_has(side, DATE_ANCHOR);
}

static bool is_of_previous(const date_expression *expression) {
    return expression->from.value[DATE_ANCHOR] == DATE_ANCHOR_PREVIOUS;
}

static bool is_time_only(const date_expression *expression) {
    return is_time_alone(&expression->from) && (!expression->interval || is_time_alone(&expression->to));
}

static lode_status set_point(lode_draft *draft, const char *name, const date_point *point) {
    date_value value = {.length = 0};
    date_value_add_point(&value, point);
    return lode_draft_set_text(draft, name, value.text, value.length);
}

/* How often, as TIMEX3 has it: each one, or so many times in it. */
static lode_status put_recurrence(const date_side *side, lode_draft *draft) {
    char times[16];
    if (!date_has(side, DATE_TIMES))
        return lode_draft_set_text(draft, "quant", "EVERY", strlen("EVERY"));
    snprintf(times, sizeof times, "%dX", (int)side->value[DATE_TIMES]);
    return lode_draft_set_text(draft, "freq", times, strlen(times));
}

static lode_status put_attributes(const date_expression *expression, const date_result *result, lode_draft *draft) {
    static const char *const mods[] = {[DATE_MOD_START] = "start", [DATE_MOD_MID] = "mid", [DATE_MOD_END] = "end"};
    lode_status status = lode_draft_set_text(draft, "timex", result->timex, strlen(result->timex));
    if (status == LODE_OK)
        status = lode_draft_set_text(draft, "value", result->value.text, result->value.length);
    if (status == LODE_OK && !expression->interval && date_has(&expression->from, DATE_MOD)) {
        const char *mod = mods[expression->from.value[DATE_MOD]];
        status = lode_draft_set_text(draft, "mod", mod, strlen(mod));
    }
    if (status == LODE_OK && strcmp(result->timex, "duration") == 0 &&
        (expression->interval ? &expression->to : &expression->from)->value[DATE_REFERENCE_UNIT] == DATE_UNIT_WORKDAY)
        status = lode_draft_set_text(draft, "days", "working", strlen("working"));
    if (status == LODE_OK && date_has(&expression->from, DATE_EVERY))
        status = put_recurrence(&expression->from, draft);
    if (status == LODE_OK && !expression->interval && date_weekday_differs(&expression->from, &result->first))
        status = lode_draft_set_text(draft, "conflict", "weekday", strlen("weekday"));
    if (status == LODE_OK && result->has_extent) {
        status = set_point(draft, "begin", &result->first);
        if (status == LODE_OK)
            status = set_point(draft, "end", &result->last);
    }
    return status;
}

/* Whether a text is nothing but the expression and at most a short word before it ("on Friday"): a message, which looks
 * ahead. */
static bool is_whole_text(const lode_document *document, size_t start, size_t end) {
    enum { LEAD = 8 };
    size_t length, first = 0;
    const char *text = lode_document_text(document, &length);
    while (first < start && strchr(" \t\r\n", text[first]))
        first++;
    if (start - first > LEAD || length - end > LEAD)
        return false;
    for (size_t i = first; i < start; i++)
        if (strchr("\n.:;,0123456789", text[i]))
            return false;
    for (size_t i = end; i < length; i++)
        if (!strchr(" \t\r\n.!?", text[i]))
            return false;
    return true;
}

/* Whether a text is one short line, as people write to each other. */
static bool is_message(const lode_document *document) {
    enum { MESSAGE = 160 }; /* bytes */
    size_t length;
    const char *text = lode_document_text(document, &length);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        length--;
    return length <= MESSAGE && !memchr(text, '\n', length);
}

static lode_status work_out(const lode_document *document, const lode_rule *rule, const size_t span[2],
                            date_expression *expression, const date_moment *now, date_result *result) {
    date_text text = is_whole_text(document, span[0], span[1]) ? DATE_TEXT_EXPRESSION
                     : is_message(document)                    ? DATE_TEXT_MESSAGE
                                                               : DATE_TEXT_REPORT;
    date_lean_apply(lode_document_prefer(document), text, expression);
    lode_status status = date_holiday_apply(rule, expression, now ? &now->day : NULL);
    return status == LODE_OK ? date_resolve(expression, now, result) : status;
}

/* Says why a match has no value. */
static lode_status tell_why(lode_status status, const date_expression *expression, bool known, lode_error *error) {
    if (status != LODE_DECLINED)
        return status;
    return lode_error_set(error, status,
                          known || date_has(&expression->from, DATE_YEAR)
                              ? "there is no such day, time or stretch of time"
                              : "the document does not tell what it counts from, or there is no such day or time");
}

static lode_status accept_match(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error) {
    date_expression expression;
    date_result result = {.timex = "date"};
    date_moment now = {.time = {-1, -1, -1}};
    lode_day day, after;
    size_t span[2];
    lode_match_span(match, &span[0], &span[1]);
    if (date_fields_read(binding, match, &expression) != LODE_OK)
        return lode_error_set(error, LODE_DECLINED, "what was captured is no date");
    if (expression.from.value[DATE_ANCHOR] == DATE_ANCHOR_ASIDE) {
        lode_status kept = date_anchors_keep_aside(state, match, error);
        if (kept != LODE_OK)
            return kept;
    }
    if (date_has(&expression.from, DATE_EVERY)) {
        lode_status found = work_out(lode_match_document(match), lode_match_rule(match), span, &expression, NULL, &result);
        return found == LODE_OK ? put_attributes(&expression, &result, draft) : tell_why(found, &expression, false, error);
    }
    date_anchors_take_year(state, match, &expression);
    bool is_open = date_orders_consider(&((date_anchors *)state)->orders, &expression);
    bool waits = is_of_previous(&expression) || is_time_only(&expression);
    if (is_open || waits) {
        lode_status kept = date_anchors_keep_waiting(state, match, &expression, is_open ? NULL : draft, error);
        if (is_open || kept != LODE_OK) {
            return kept == LODE_OK ? lode_error_set(error, LODE_DECLINED, "which of day and month comes first is not told yet")
                                   : kept;
        }
    }
    bool known = find_today(state, match, &expression, &now);
    lode_status status =
        work_out(lode_match_document(match), lode_match_rule(match), span, &expression, known ? &now : NULL, &result);
    if (status == LODE_OK)
        status = put_attributes(&expression, &result, draft);
    else if (waits)
        date_anchors_drop_draft(state);
    if (status == LODE_OK && expression.from.value[DATE_ANCHOR] == DATE_ANCHOR_LEAD && !expression.interval &&
        result.first.grain == DATE_GRAIN_DAY && date_point_days(&result.first, &day, &after))
        status = date_anchors_keep_lead(state, match, day, error);
    if (status == LODE_OK && expression.from.value[DATE_ANCHOR] == DATE_ANCHOR_SECTION &&
        result.first.grain == DATE_GRAIN_YEAR && result.first.year != DATE_UNSET)
        status = date_anchors_keep_section(state, match, result.first.year, error);
    return tell_why(status, &expression, known, error);
}

/* Gives a waiting expression what the text tells of its day, and finds what it counts from; false: nothing. */
static bool find_day(const date_anchors *anchors, const lode_document *document, date_waiting *waiting, date_moment *now) {
    date_expression *expression = &waiting->expression;
    if (waiting->zone[0]) {
        lode_value zone = {.kind = LODE_VALUE_TEXT, .text = waiting->zone, .length = strlen(waiting->zone)};
        expression->from.zone = expression->to.zone = zone;
    }
    if (is_of_previous(expression) && date_anchors_find_previous(anchors, document, waiting, &now->day))
        return true;
    if (is_time_only(expression))
        date_anchors_take_day(anchors, document, waiting, &expression->from);
    date_orders_apply(&anchors->orders, document, lode_rule_type(waiting->rule), expression);
    return find_writing(document, now);
}

/* Adds the expressions that waited for the days before them. */
static lode_status finish_document(void *state, lode_document *document, lode_error *error) {
    date_anchors *anchors = state;
    lode_status status = LODE_OK;
    date_anchors_sort(anchors);
    for (size_t i = 0; status == LODE_OK && i < anchors->waiting_count; i++) {
        date_waiting *waiting = &anchors->waiting[i];
        const size_t span[2] = {waiting->start, waiting->end};
        date_result result = {.timex = "date"};
        date_moment now = {.time = {-1, -1, -1}};
        lode_draft *draft = waiting->draft;
        bool found = find_day(anchors, document, waiting, &now);
        if (work_out(document, waiting->rule, span, &waiting->expression, found ? &now : NULL, &result) != LODE_OK)
            continue;
        if (!draft)
            status = lode_document_add(document, waiting->rule, waiting->start, waiting->end, &draft);
        if (status == LODE_OK)
            status = put_attributes(&waiting->expression, &result, draft);
    }
    date_anchors_clear(anchors);
    return status == LODE_OK ? LODE_OK
                             : lode_error_set(error, status, "a date that counts from the one before it could not be added");
}

static const lode_extractor extractor = {.open = open_date,
                                         .bind = bind_rule,
                                         .accept = accept_match,
                                         .finish = finish_document,
                                         .unbind = unbind_rule,
                                         .close = close_date};

LODE_PLUGIN(date, "1.0", "dates, times, durations and intervals as TIMEX3 values", .extractor = &extractor)
