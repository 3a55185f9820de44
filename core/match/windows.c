#include "match/windows.h"

#include <stdlib.h>

enum { ENDS_FIRST = 16, ENDS_MOST = 1024 };

void lode_windows_clear(lode_windows *list) {
    list->count = list->end_count = 0;
    list->sorted = true;
    list->checked = SIZE_MAX;
}

void lode_windows_free(lode_windows *list) {
    free(list->windows);
    free(list->ends);
    *list = (lode_windows){0};
}

static bool add_window(lode_windows *list, size_t start, size_t end) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 16;
        lode_window *windows = realloc(list->windows, capacity * sizeof *windows);

        if (!windows)
            return false;
        list->windows = windows;
        list->capacity = capacity;
    }
    list->windows[list->count++] = (lode_window){start, end};
    return true;
}

/* Whether a match may start at a place, which is asked again and again as more of it is found. */
static bool may_match(lode_windows *list, lode_states *states, const lode_expression_automata *automata, size_t start) {
    if (automata->forwards == LODE_EXPRESSION_NO_AUTOMATON)
        return true;
    if (list->checked != start) {
        list->checked = start;
        list->matched = lode_states_match(states, automata->forwards, start);
    }
    return list->matched;
}

/* Narrows the starts to those from which a match may reach on. False: there are none. */
static bool narrow(lode_windows *list, lode_states *states, const lode_expression_automata *automata, lode_starts *starts) {
    size_t first = 0, last = starts->count;

    if (!starts->complete)
        return true;
    while (last > first && !may_match(list, states, automata, starts->places[last - 1]))
        last--;
    while (first + 1 < last && !may_match(list, states, automata, starts->places[first]))
        first++;
    if (first == last)
        return false;
    starts->most = starts->places[first];
    starts->least = starts->places[last - 1];
    return true;
}

static bool take_end(lode_windows *list, lode_states *states, const lode_expression_automata *automata, size_t end) {
    lode_window *last = list->count ? &list->windows[list->count - 1] : NULL;
    lode_starts starts;
    /* Where the last window reaches back to the start, all before its end is in it. */
    size_t floor = last && last->start == 0 && end > last->end ? last->end : 0;

    if (!lode_states_starts(states, automata->backwards, floor, end, &starts) || !narrow(list, states, automata, &starts))
        return true;
    /* Starts mostly come in order. */
    if (!last || starts.least > last->end)
        return add_window(list, starts.least, starts.most);
    if (starts.least < last->start)
        list->sorted = false;
    else if (starts.most > last->end)
        last->end = starts.most;
    return list->sorted || add_window(list, starts.least, starts.most);
}

static bool take_ends(lode_windows *list, lode_states *states, const lode_expression_automata *automata) {
    bool done = true;

    for (size_t i = 0; done && i < list->end_count; i++)
        done = take_end(list, states, automata, list->ends[i]);
    list->end_count = 0;
    return done;
}

static bool has_room(lode_windows *list) {
    size_t capacity = list->end_capacity ? list->end_capacity * 2 : ENDS_FIRST;
    size_t *ends;

    if (list->end_count < list->end_capacity)
        return true;
    ends = realloc(list->ends, capacity * sizeof *ends);
    if (!ends)
        return false;
    list->ends = ends;
    list->end_capacity = capacity;
    return true;
}

static int compare_windows(const void *a, const void *b) {
    const lode_window *one = a, *other = b;

    return one->start < other->start ? -1 : one->start > other->start;
}

static void sort_windows(lode_windows *list) {
    size_t kept = 0;

    qsort(list->windows, list->count, sizeof *list->windows, compare_windows);
    for (size_t i = 1; i < list->count; i++)
        if (list->windows[i].start > list->windows[kept].end)
            list->windows[++kept] = list->windows[i];
        else if (list->windows[i].end > list->windows[kept].end)
            list->windows[kept].end = list->windows[i].end;
    list->count = kept + 1;
    list->sorted = true;
}

bool lode_windows_note(lode_windows *list, lode_states *states, const lode_expression_automata *automata, size_t end) {
    if ((list->end_count == ENDS_MOST && !take_ends(list, states, automata)) || !has_room(list))
        return false;
    list->ends[list->end_count++] = end;
    return true;
}

bool lode_windows_finish(lode_windows *list, lode_states *states, const lode_expression_automata *automata) {
    if (!take_ends(list, states, automata))
        return false;
    if (!list->sorted)
        sort_windows(list);
    return true;
}
