#include "batch/fingerprint.h"

#include "batch/hash.h"
#include "pipeline/engine.h"

#include <sys/stat.h>

static uint64_t hash_value(uint64_t hash, const lode_value *value) {
    hash = lode_hash(hash, &value->kind, sizeof value->kind);
    return value->kind == LODE_VALUE_NONE ? hash : lode_hash(hash, value->text, value->length);
}

static uint64_t hash_table(uint64_t hash, const lode_table *table) {
    for (size_t i = 0; i < lode_table_count(table); i++) {
        hash = lode_hash_string(hash, lode_table_key(table, i));
        hash = hash_value(hash, lode_table_value(table, i));
    }
    return hash;
}

static uint64_t hash_rule(uint64_t hash, const lode_rule *rule) {
    const int numbers[] = {rule->priority, (int)rule->stage, rule->caseless, rule->role};

    hash = lode_hash_string(hash, rule->id);
    hash = lode_hash_string(hash, rule->type);
    hash = lode_hash_string(hash, rule->extractor);
    hash = lode_hash(hash, numbers, sizeof numbers);
    if (rule->pattern)
        hash = lode_hash(hash, rule->pattern, rule->pattern_length);
    if (rule->lookup)
        hash = hash_table(hash, rule->lookup);
    for (size_t i = 0; i < rule->capture_count; i++)
        if (rule->captures[i].table)
            hash = hash_table(hash, rule->captures[i].table);
    for (size_t i = 0; i < rule->field_count; i++) {
        hash = lode_hash_string(hash, rule->fields[i].name);
        hash = hash_value(hash, &rule->fields[i].constant);
    }
    return hash;
}

static uint64_t hash_plugin(uint64_t hash, const lode_registry_entry *entry) {
    struct stat info;
    uint64_t facts[2] = {0};

    if (!entry->plugin)
        return hash;
    hash = lode_hash_string(hash, entry->plugin->name);
    hash = lode_hash_string(hash, entry->plugin->version);
    if (stat(entry->file, &info) == 0) {
        facts[0] = (uint64_t)info.st_size;
        facts[1] = (uint64_t)info.st_mtim.tv_sec;
    }
    return lode_hash(hash, facts, sizeof facts);
}

uint64_t lode_fingerprint(const lode *engine, const lode_about *about, const char *format, lode_offsets offsets) {
    const lode_registry *registry = lode_engine_registry(engine);
    uint64_t hash = lode_hash_string(LODE_HASH_START, lode_version());

    hash = lode_hash_string(hash, about->date);
    hash = lode_hash_string(hash, about->language);
    hash = lode_hash_string(hash, about->encoding);
    hash = lode_hash_string(hash, about->reader);
    hash = lode_hash_string(hash, format);
    hash = lode_hash(hash, &offsets, sizeof offsets);
    for (size_t i = 0; i < lode_registry_count(registry); i++)
        hash = hash_plugin(hash, lode_registry_entry_at(registry, i));
    for (size_t i = 0; i < lode_pack_count(engine); i++) {
        const lode_pack *pack = lode_pack_at(engine, i);

        hash = lode_hash_string(hash, pack->name);
        hash = lode_hash_string(hash, pack->language);
        for (size_t j = 0; j < pack->rule_count; j++)
            hash = hash_rule(hash, &pack->rules[j]);
    }
    return hash;
}
