/* SPDX-License-Identifier: MIT */
/* lode new: skeletons that work, to be changed. */
#include "base/suggest.h"
#include "cli/command.h"
#include "cli/skeleton.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_LENGTH_MAX = 64 };

static int cannot_write(const char *path) {
    lode_error error;
    bool exists = errno == EEXIST;

    lode_error_set(&error, LODE_ERROR_USAGE, "%s", strerror(errno));
    lode_error_at(&error, path, 0, 0);
    if (exists)
        lode_error_advise(&error, "choose another name; nothing was changed");
    lode_print_error(NULL, &error);
    return exists ? LODE_EXIT_USAGE : LODE_EXIT_RESOURCES;
}

/* Writes a skeleton with the name in the place of each '@'. */
static bool put(FILE *file, const char *skeleton, const char *name) {
    for (; *skeleton; skeleton++)
        if (*skeleton == '@' ? fputs(name, file) == EOF : putc(*skeleton, file) == EOF)
            return false;
    return true;
}

static int write_file(const char *path, const char *skeleton, const char *name) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *file;
    bool written;

    if (descriptor < 0)
        return cannot_write(path);
    file = fdopen(descriptor, "w");
    if (!file) {
        close(descriptor);
        return cannot_write(path);
    }
    written = put(file, skeleton, name);
    if (fclose(file) != 0 || !written)
        return cannot_write(path);
    return LODE_EXIT_OK;
}

/* A name must do for ids, types, files and, for a plugin, for a symbol in C. */
static bool is_name(const char *name) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                      others[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

    return name[0] && strchr(letters, name[0]) && name[strspn(name, others)] == '\0' && strlen(name) <= NAME_LENGTH_MAX;
}

static int new_rule(const char *name) {
    char path[NAME_LENGTH_MAX + 16];
    int status;

    snprintf(path, sizeof path, "%s.yaml", name);
    status = write_file(path, lode_skeleton_rules, name);
    if (status == LODE_EXIT_OK)
        printf("%s is there; try it: lode test -r %s\n", path, path);
    return status;
}

/* A path in the plugin's folder: each '@' is the name. */
static void make_path(char *path, size_t size, const char *name, const char *file) {
    size_t used = (size_t)snprintf(path, size, "%s/", name);

    for (; *file && used + 1 < size; file++)
        used += (size_t)snprintf(path + used, size - used, *file == '@' ? "%s" : "%.1s", *file == '@' ? name : file);
}

static int new_plugin(const char *name, const lode_skeleton *skeleton) {
    char path[2 * NAME_LENGTH_MAX + 32];
    int status = LODE_EXIT_OK;

    if (mkdir(name, 0777) != 0)
        return cannot_write(name);
    for (const lode_skeleton_file *file = skeleton->files; status == LODE_EXIT_OK && file->path; file++) {
        make_path(path, sizeof path, name, file->path);
        status = write_file(path, file->text, name);
    }
    if (status == LODE_EXIT_OK)
        printf("the folder %s is there; build and try it: make -C %s check\n", name, name);
    return status;
}

enum { KEY_KIND = LODE_KEY_LONG };

static const lode_option own_options[] = {
    {KEY_KIND, "kind", "KIND", "of plugin: extractor, reader or writer (default: extractor)"}, {0}};

static bool take(void *context, int key, const char *value) {
    const lode_skeleton **chosen = context;

    (void)key;
    for (*chosen = lode_skeletons; (*chosen)->kind; ++*chosen)
        if (strcmp((*chosen)->kind, value) == 0)
            return true;
    lode_usage_error("choose extractor, reader or writer", "there is no kind of plugin '%s'", value);
    return false;
}

static int run(const lode_command *command, int argc, char **argv) {
    const lode_skeleton *skeleton = NULL;
    int operands, status = lode_options_read(command, argc, argv, take, &skeleton, &operands);
    lode_suggestion suggestion = {0};
    char advice[64] = "choose rule or plugin";

    if (status >= 0)
        return status;
    if (operands != argc - 2)
        return lode_usage_error("write 'lode new rule NAME' or 'lode new plugin NAME'", "'lode new' needs two words");
    if (!is_name(argv[operands + 1]))
        return lode_usage_error("begin with an ASCII letter and go on with letters, digits and '_'", "'%s' cannot be a name",
                                argv[operands + 1]);
    if (strcmp(argv[operands], "rule") == 0 && skeleton)
        return lode_usage_error("leave it out", "'--kind' is of plugins");
    if (strcmp(argv[operands], "rule") == 0)
        return lode_finish_output(new_rule(argv[operands + 1]));
    if (strcmp(argv[operands], "plugin") == 0)
        return lode_finish_output(new_plugin(argv[operands + 1], skeleton ? skeleton : lode_skeletons));
    suggestion.word = argv[operands];
    lode_suggestion_offer(&suggestion, "rule");
    lode_suggestion_offer(&suggestion, "plugin");
    if (suggestion.best)
        snprintf(advice, sizeof advice, "did you mean '%s'?", suggestion.best);
    return lode_usage_error(advice, "there is no skeleton for '%s'", argv[operands]);
}

const lode_command lode_command_new = {.name = "new",
                                       .arguments = "rule|plugin NAME",
                                       .summary = "Writes a working skeleton: NAME.yaml, or the folder NAME with a plugin.",
                                       .options = own_options,
                                       .run = run};
