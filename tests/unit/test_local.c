/* SPDX-License-Identifier: MIT */
/* A program that opens liblode for itself alone (RTLD_LOCAL), as scripting languages do: plugins work all the same. */
#include <dlfcn.h>
#include <lode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *library;

static void *find(const char *name) {
    void *symbol = dlsym(library, name);

    if (!symbol) {
        fprintf(stderr, "%s\n", dlerror());
        exit(EXIT_FAILURE);
    }
    return symbol;
}

static lode_options (*lode_options_default_)(void);
static lode_status (*lode_open_)(const lode_options *, lode **, lode_error *);
static lode_status (*lode_load_)(lode *, const char *, lode_error *);
static lode_status (*lode_extract_text_)(lode *, const char *, size_t, const lode_about *, const lode_result **, lode_error *);
static void (*lode_close_)(lode *);

/* ISO C has no conversion from what dlsym gives to a function. */
static void find_functions(void) {
    *(void **)&lode_options_default_ = find("lode_options_default");
    *(void **)&lode_open_ = find("lode_open");
    *(void **)&lode_load_ = find("lode_load");
    *(void **)&lode_extract_text_ = find("lode_extract_text");
    *(void **)&lode_close_ = find("lode_close");
}

static int refused;

static void count(void *context, const lode_error *error) {
    (void)context;
    refused++;
    fprintf(stderr, "%s: %s\n", error->file, error->message);
}

int main(void) {
    static const char text[] = "It cost 3 million dollars.";
    char path[4096], plugins[4096], rules[4096];
    const lode_result *result = NULL;
    lode_options options;
    lode_error error = {0};
    lode *engine;
    bool found;
    lode_status status;

    snprintf(path, sizeof path, "%s/.libs/liblode.so", getenv("LODE_BUILD"));
    snprintf(plugins, sizeof plugins, "%s/plugins/.libs", getenv("LODE_BUILD"));
    snprintf(rules, sizeof rules, "%s/rules", getenv("LODE_SOURCE"));
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    printf("1..3\n%s 1 - liblode opens\n", library ? "ok" : "not ok");
    if (!library)
        return fprintf(stderr, "%s\n", dlerror()), EXIT_FAILURE;
    find_functions();
    options = lode_options_default_();
    options.plugin_directories = (const char *const[]){plugins, NULL};
    options.rule_directories = (const char *const[]){rules, NULL};
    options.cache = false;
    options.report = count;
    status = lode_open_(&options, &engine, &error);
    printf("%s 2 - no plugin is refused\n", status == LODE_OK && !refused ? "ok" : "not ok");
    if (status == LODE_OK)
        status = lode_load_(engine, "en", &error);
    if (status == LODE_OK)
        status = lode_extract_text_(engine, text, strlen(text), NULL, &result, &error);
    found = result && result->entity_count == 1 && strcmp(result->entities[0].type, "money") == 0;
    printf("%s 3 - a plugin's entity comes out\n", found ? "ok" : "not ok");
    if (status != LODE_OK)
        fprintf(stderr, "%s\n", error.message);
    lode_close_(engine);
    return status == LODE_OK && !refused && found ? EXIT_SUCCESS : EXIT_FAILURE;
}
