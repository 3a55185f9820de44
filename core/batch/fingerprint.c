/* SPDX-License-Identifier: MIT */
#include "batch/fingerprint.h"

#include "base/hash.h"
#include "pipeline/engine.h"

#include <sys/stat.h>

static uint64_t hash_plugin(uint64_t hash, const lode_registry_entry *entry, bool anywhere) {
    struct stat info;
    uint64_t facts[2] = {0};

    if (!entry->plugin)
        return hash;
    hash = lode_hash_string(hash, entry->plugin->name);
    hash = lode_hash_string(hash, entry->plugin->version);
    if (stat(entry->file, &info) == 0) {
        facts[0] = (uint64_t)info.st_size;
        facts[1] = anywhere ? 0 : (uint64_t)info.st_mtim.tv_sec;
    }
    return lode_hash(hash, facts, sizeof facts);
}

uint64_t lode_fingerprint(const lode *engine, const lode_fingerprint_options *options) {
    const lode_registry *registry = lode_engine_registry(engine);
    const lode_about *about = options->about;
    const uint64_t numbers[] = {options->engine->offsets,     options->engine->match_limit,
                                options->engine->depth_limit, options->engine->heap_limit,
                                options->max_bytes,           options->colour,
                                options->engine->line_ends,   options->with_text,
                                options->engine->prefer,      options->bom};
    uint64_t hash = lode_hash_string(LODE_HASH_START, lode_version());

    hash = lode_hash_string(hash, about->date);
    hash = lode_hash_string(hash, about->language);
    hash = lode_hash_string(hash, about->encoding);
    hash = lode_hash_string(hash, about->reader);
    hash = lode_hash_string(hash, options->format);
    for (const char *const *type = options->types; type && *type; type++)
        hash = lode_hash_string(hash, *type);
    hash = lode_hash_string(hash, NULL);
    for (const char *const *setting = options->engine->settings; setting && *setting; setting++)
        hash = lode_hash_string(hash, *setting);
    hash = lode_hash(hash, numbers, sizeof numbers);
    for (size_t i = 0; i < lode_registry_count(registry); i++)
        hash = hash_plugin(hash, lode_registry_entry_at(registry, i), options->anywhere);
    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        hash = lode_hash_string(hash, pack->name);
        hash = lode_hash(hash, &pack->digest, sizeof pack->digest);
    }
    return hash;
}
