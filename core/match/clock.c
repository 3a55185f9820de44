/* SPDX-License-Identifier: MIT */
#include "match/clock.h"

#include <time.h>

static uint64_t now(void) {
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

void lode_clock_stop(lode_clock *clock) {
    if (clock && clock->since) {
        clock->spent[clock->at_work] += now() - clock->since;
        clock->since = 0;
    }
}

void lode_clock_turn(lode_clock *clock, const lode_rule *rule) {
    if (!clock)
        return;
    lode_clock_stop(clock);
    clock->at_work = rule && rule->order < clock->count ? rule->order : clock->count;
    clock->since = now();
}
