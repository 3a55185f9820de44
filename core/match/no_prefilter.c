/* The prefilter of a build without Vectorscan: it takes no rule. */
#include "match/prefilter.h"

lode_status lode_prefilter_restore(const lode_rule *const *rules, size_t count, const char *cache_directory,
                                   lode_prefilter **prefilter, lode_error *error) {
    return lode_prefilter_create(rules, count, cache_directory, prefilter, error);
}

lode_status lode_prefilter_create(const lode_rule *const *rules, size_t count, const char *cache_directory,
                                  lode_prefilter **prefilter, lode_error *error) {
    (void)rules, (void)count, (void)cache_directory, (void)error;
    *prefilter = NULL;
    return LODE_OK;
}

void lode_prefilter_free(lode_prefilter *prefilter) {
    (void)prefilter;
}

const char *lode_prefilter_reason(const lode_prefilter *prefilter, size_t rule) {
    (void)prefilter, (void)rule;
    return "lode was built without Vectorscan";
}

lode_status lode_prefilter_scratch_create(const lode_prefilter *prefilter, lode_prefilter_scratch **scratch,
                                          lode_error *error) {
    (void)prefilter, (void)error;
    *scratch = NULL;
    return LODE_OK;
}

void lode_prefilter_scratch_free(lode_prefilter_scratch *scratch) {
    (void)scratch;
}

bool lode_prefilter_scan(const lode_prefilter *prefilter, lode_prefilter_scratch *scratch, const char *text, size_t length) {
    (void)prefilter, (void)scratch, (void)text, (void)length;
    return false;
}

const lode_window *lode_prefilter_windows(const lode_prefilter_scratch *scratch, size_t rule, size_t *count) {
    (void)scratch, (void)rule;
    *count = 0;
    return NULL;
}
