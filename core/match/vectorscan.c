#include "match/vectorscan.h"

#include <stdbool.h>
#include <string.h>

/* Vectorscan 5.4.9, which is Debian 12's, misses matches where it uses AVX-512: its search for pairs of bytes loses those
 * beyond the first 64 bytes of a text. The library holds its code once for each instruction set, under names of its own besides
 * the one that chooses; the code for AVX2 is sound. It is there in builds for x86 that support several sets at once. */
extern lode_vectorscan_function avx2_hs_scan __attribute__((weak));

enum { LONGEST = 160 };

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    (void)id, (void)from, (void)to, (void)flags;
    *(bool *)context = true;
    return 0;
}

static bool finds_all(lode_vectorscan_function *scan, const hs_database_t *database, hs_scratch_t *scratch) {
    char text[LONGEST + 2];

    for (unsigned length = 0; length < LONGEST; length++) {
        bool found = false;

        memset(text, 'a', sizeof text);
        text[length] = 'q';
        text[length + 1] = 'c';
        if (scan(database, text, length + 2, 0, scratch, on_match, &found) != HS_SUCCESS || !found)
            return false;
    }
    return true;
}

static bool is_sound(lode_vectorscan_function *scan, const hs_platform_info_t *platform) {
    hs_database_t *database = NULL;
    hs_scratch_t *scratch = NULL;
    hs_compile_error_t *failure = NULL;
    bool sound = hs_compile("q[cd]", 0, HS_MODE_BLOCK, platform, &database, &failure) == HS_SUCCESS &&
                 hs_alloc_scratch(database, &scratch) == HS_SUCCESS && finds_all(scan, database, scratch);

    hs_free_compile_error(failure);
    hs_free_scratch(scratch);
    hs_free_database(database);
    return sound;
}

lode_vectorscan_function *lode_vectorscan_choose(hs_platform_info_t *platform) {
    memset(platform, 0, sizeof *platform);
    if (hs_valid_platform() != HS_SUCCESS || hs_populate_platform(platform) != HS_SUCCESS)
        return NULL;
    if (is_sound(hs_scan, platform))
        return hs_scan;
    if (!avx2_hs_scan || !(platform->cpu_features & HS_CPU_FEATURES_AVX2))
        return NULL;
    platform->cpu_features = HS_CPU_FEATURES_AVX2;
    return is_sound(avx2_hs_scan, platform) ? avx2_hs_scan : NULL;
}
