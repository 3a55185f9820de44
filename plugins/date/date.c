/* The extractor `date`: turns the fields of a match into a TIMEX3 value. It knows calendars and clocks; the words for them
 * come from the rules. docs/date.md describes the fields and what they give. */
#include "anchor.h"
#include "duration.h"
#include "fields.h"
#include "holiday.h"
#include "interval.h"
#include "moment.h"
#include "slice.h"
#include "timex.h"

#include <stdlib.h>
#include <string.h>

/* What an expression comes to. */
typedef struct date_result {
    const char *timex;
    date_value value;
    bool has_extent; /* first and last then bound it */
    date_point first, last;
} date_result;

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
    if (status == LODE_OK) {
        *binding = fields;
    }
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
    if (expression->from.value[DATE_ANCHOR] == DATE_ANCHOR_NONE) {
        return false;
    }
    if (find_writing(lode_match_document(match), now)) {
        return true;
    }
    return date_has(&expression->from, DATE_OFFSET) && date_anchors_find_lead(anchors, match, &now->day);
}

/* Whether a side is a time of the day and says nothing of which. */
static bool is_time_alone(const date_side *side) {
    date_side dayless = *side;
    dayless.value[DATE_HOUR] = dayless.value[DATE_PART] = DATE_UNSET;
    return date_has(side, DATE_HOUR) && !date_side_is_point(&dayless) && side->holiday.kind == LODE_VALUE_NONE &&
           !date_has(side, DATE_ANCHOR);
}

static bool is_of_previous(const date_expression *expression) {
    return expression->from.value[DATE_ANCHOR] == DATE_ANCHOR_PREVIOUS;
}

static bool is_time_only(const date_expression *expression) {
    return is_time_alone(&expression->from) && (!expression->interval || is_time_alone(&expression->to));
}

static const char *point_timex(const date_point *point) {
    return point->hour != DATE_UNSET || point->part != DATE_UNSET ? "time" : "date";
}

static lode_status resolve_interval(const date_expression *expression, const lode_day *today, date_result *result) {
    date_side from = expression->from, to = expression->to;
    if (from.count.known && to.count.known) {
        if (!date_has(&from, DATE_REFERENCE_UNIT)) {
            from.value[DATE_REFERENCE_UNIT] = to.value[DATE_REFERENCE_UNIT];
        }
        result->timex = "duration";
        if (date_duration_add(&from, &result->value) != LODE_OK) {
            return LODE_DECLINED;
        }
        date_value_add(&result->value, "/");
        return date_duration_add(&to, &result->value);
    }
    result->timex = "interval";
    return date_interval_resolve(&from, &to, today, &result->first, &result->last);
}

static lode_status resolve_single(const date_side *side, const date_moment *now, date_result *result) {
    const lode_day *today = now ? &now->day : NULL;
    if (date_side_is_duration(side) && !date_side_is_point(side)) {
        result->timex = "duration";
        result->has_extent = date_moment_extent(side, now, &result->first, &result->last) ||
                             date_extent_resolve(side, today, &result->first, &result->last);
        return date_duration_add(side, &result->value);
    }
    if (date_moment_resolve(side, now, &result->first) == LODE_OK) {
        result->last = result->first;
        result->timex = "time";
        return LODE_OK;
    }
    date_side place = *side;
    int32_t count;
    if (date_has(&place, DATE_DIRECTION)) {
        if (!date_duration_whole(&place, &count)) {
            return LODE_DECLINED;
        }
        place.value[DATE_OFFSET] = count * place.value[DATE_DIRECTION];
    }
    lode_status status = date_point_resolve(&place, today, &result->first);
    result->last = result->first;
    if (status == LODE_OK && date_has(&place, DATE_SLICE_UNIT)) {
        date_point whole = result->first;
        status = date_slice_resolve(&place, &whole, &result->first, &result->last);
    }
    bool stretch = status == LODE_OK && !date_point_equal(&result->first, &result->last);
    result->timex = stretch ? "interval" : point_timex(&result->first);
    return status;
}

static lode_status resolve(const date_expression *expression, const date_moment *now, date_result *result) {
    lode_status status = expression->interval ? resolve_interval(expression, now ? &now->day : NULL, result)
                                              : resolve_single(&expression->from, now, result);
    if (status == LODE_OK && result->value.length == 0) {
        date_value_add_point(&result->value, &result->first);
        if (strcmp(result->timex, "interval") == 0) {
            date_value_add(&result->value, "/");
            date_value_add_point(&result->value, &result->last);
        }
    }
    return result->value.too_long ? LODE_DECLINED : status;
}

static lode_status set_point(lode_draft *draft, const char *name, const date_point *point) {
    date_value value = {.length = 0};
    date_value_add_point(&value, point);
    return lode_draft_set_text(draft, name, value.text, value.length);
}

static lode_status put_attributes(const date_expression *expression, const date_result *result, lode_draft *draft) {
    static const char *const mods[] = {[DATE_MOD_START] = "start", [DATE_MOD_MID] = "mid", [DATE_MOD_END] = "end"};
    lode_status status = lode_draft_set_text(draft, "timex", result->timex, strlen(result->timex));
    if (status == LODE_OK) {
        status = lode_draft_set_text(draft, "value", result->value.text, result->value.length);
    }
    if (status == LODE_OK && !expression->interval && date_has(&expression->from, DATE_MOD)) {
        const char *mod = mods[expression->from.value[DATE_MOD]];
        status = lode_draft_set_text(draft, "mod", mod, strlen(mod));
    }
    if (status == LODE_OK && result->has_extent) {
        status = set_point(draft, "begin", &result->first);
        if (status == LODE_OK) {
            status = set_point(draft, "end", &result->last);
        }
    }
    return status;
}

static lode_status work_out(const lode_rule *rule, date_expression *expression, const date_moment *now, date_result *result) {
    lode_status status = date_holiday_apply(rule, expression, now ? &now->day : NULL);
    return status == LODE_OK ? resolve(expression, now, result) : status;
}

static lode_status accept_match(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error) {
    date_expression expression;
    date_result result = {.timex = "date"};
    date_moment now = {.time = {-1, -1, -1}};
    lode_day day, after;
    if (date_fields_read(binding, match, &expression) != LODE_OK) {
        return LODE_DECLINED;
    }
    if (expression.from.value[DATE_ANCHOR] == DATE_ANCHOR_ASIDE) {
        lode_status kept = date_anchors_keep_aside(state, match, error);
        if (kept != LODE_OK) {
            return kept;
        }
    }
    bool is_open = date_orders_consider(&((date_anchors *)state)->orders, &expression);
    if (is_open || is_of_previous(&expression) || is_time_only(&expression)) {
        lode_status kept = date_anchors_keep_waiting(state, match, &expression, error);
        return kept == LODE_OK ? LODE_DECLINED : kept;
    }
    bool known = find_today(state, match, &expression, &now);
    lode_status status = work_out(lode_match_rule(match), &expression, known ? &now : NULL, &result);
    if (status == LODE_OK) {
        status = put_attributes(&expression, &result, draft);
    }
    if (status == LODE_OK && expression.from.value[DATE_ANCHOR] == DATE_ANCHOR_LEAD && !expression.interval &&
        result.first.grain == DATE_GRAIN_DAY && date_point_days(&result.first, &day, &after)) {
        status = date_anchors_keep_lead(state, match, day, error);
    }
    return status;
}

/* Gives a waiting expression what the text tells of its day, and finds what it counts from; false: nothing. */
static bool find_day(const date_anchors *anchors, const lode_document *document, date_waiting *waiting, date_moment *now) {
    date_expression *expression = &waiting->expression;
    if (waiting->zone[0]) {
        lode_value zone = {.kind = LODE_VALUE_TEXT, .text = waiting->zone, .length = strlen(waiting->zone)};
        expression->from.zone = expression->to.zone = zone;
    }
    if (is_of_previous(expression) && date_anchors_find_previous(anchors, document, waiting, &now->day)) {
        return true;
    }
    if (is_time_only(expression)) {
        date_anchors_take_day(anchors, document, waiting, &expression->from);
    }
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
        date_result result = {.timex = "date"};
        date_moment now = {.time = {-1, -1, -1}};
        lode_draft *draft;
        bool found = find_day(anchors, document, waiting, &now);
        if (work_out(waiting->rule, &waiting->expression, found ? &now : NULL, &result) != LODE_OK) {
            continue;
        }
        status = lode_document_add(document, waiting->rule, waiting->start, waiting->end, &draft);
        if (status == LODE_OK) {
            status = put_attributes(&waiting->expression, &result, draft);
        }
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
