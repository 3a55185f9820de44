/* SPDX-License-Identifier: MIT */
/* The registry of plugins: what it loads, what it refuses and why, where it looks. The plugins are built from
 * tests/faults/refused. */
#define _GNU_SOURCE /* renameat2 */
#include "loader/readers.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define BUILT "tests/faults/refused/.libs/"

static char folder[64];
static char reports[4096];

static void collect(void *context, const lode_error *error) {
    size_t used = strlen(reports);

    (void)context;
    snprintf(reports + used, sizeof reports - used, "%s: %s\n", error->file, error->message);
}

static void copy(const char *from, const char *to, mode_t mode) {
    char source[256], target[256], bytes[4096];
    FILE *in, *out;
    size_t count;

    snprintf(source, sizeof source, BUILT "%s.so", from);
    snprintf(target, sizeof target, "%s/%s.so", folder, to);
    in = fopen(source, "rb");
    out = fopen(target, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((count = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(fwrite(bytes, 1, count, out), count);
    fclose(in);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(chmod(target, mode), 0);
}

static int make_folder(void **state) {
    (void)state;
    strcpy(folder, "/tmp/lode-registry-XXXXXX");
    reports[0] = '\0';
    unsetenv("LODE_PLUGIN_PATH");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static lode_registry *open_folder(void) {
    const char *directories[] = {folder, NULL};
    lode_registry *registry;
    lode_error error;

    assert_int_equal(lode_registry_open(directories, collect, NULL, &registry, &error), LODE_OK);
    return registry;
}

/* The reason why the one plugin in the folder is refused. */
static void assert_refused(const char *name, const char *reason) {
    lode_registry *registry = open_folder();
    const lode_registry_entry *entry = lode_registry_entry_at(registry, 0);

    assert_int_equal(lode_registry_count(registry), 1);
    assert_null(entry->plugin);
    assert_string_equal(entry->name, name);
    assert_non_null(strstr(entry->file, folder));
    if (!strstr(entry->reason, reason))
        fail_msg("%s: '%s' instead of '%s'", name, entry->reason, reason);
    assert_non_null(strstr(reports, entry->reason));
    assert_non_null(strstr(reports, entry->file));
    lode_registry_close(registry);
}

static void test_loads_each_kind(void **state) {
    lode_registry *registry;
    const lode_plugin *plugin;

    (void)state;
    copy("fine_writer", "fine_writer", 0644);
    copy("fine_reader", "fine_reader", 0644);
    copy("fine-plugin", "fine-plugin", 0644);
    copy("no_accept", "no_accept", 0644);
    registry = open_folder();
    assert_int_equal(lode_registry_count(registry), 4);
    plugin = lode_registry_extractor(registry, "fine_plugin");
    assert_non_null(plugin);
    assert_string_equal(plugin->summary, "takes every match");
    assert_ptr_equal(lode_registry_entry_at(registry, 0)->plugin, plugin);
    assert_string_equal(lode_registry_entry_at(registry, 1)->name, "fine_reader");
    assert_string_equal(lode_registry_entry_at(registry, 2)->name, "fine_writer");
    assert_string_equal(lode_registry_entry_at(registry, 3)->name, "no_accept");
    assert_null(lode_registry_entry_at(registry, 3)->plugin);
    assert_null(lode_registry_entry_at(registry, 4));
    assert_null(lode_registry_reader(registry, "fine_plugin"));
    assert_non_null(lode_registry_writer(registry, "fine"));
    assert_null(lode_registry_writer(registry, "fine_writer"));
    lode_registry_close(registry);
}

static void test_reader_by_extension(void **state) {
    lode_registry *registry;
    const lode_plugin *reader;

    (void)state;
    copy("fine_reader", "fine_reader", 0644);
    registry = open_folder();
    reader = lode_registry_reader(registry, "fine_reader");
    assert_non_null(reader);
    assert_ptr_equal(lode_reader_by_ending(registry, "a.fine"), reader);
    assert_ptr_equal(lode_reader_by_ending(registry, "/x/A.Tar.FINE"), reader);
    assert_null(lode_reader_by_ending(registry, "fine"));
    assert_null(lode_reader_by_ending(registry, ".fine"));
    assert_null(lode_reader_by_ending(registry, "x.fine/y"));
    assert_null(lode_reader_by_ending(registry, "a.fines"));
    lode_registry_close(registry);
}

static void test_refusals(void **state) {
    static const struct {
        const char *file, *reason;
    } cases[] = {{"wrong_abi", "built for plugin ABI 1, this is 2; build it again"},
                 {"wrong_size", "its descriptor has 8 bytes instead of"},
                 {"no_role", "it holds no extractor, reader or writer"},
                 {"no_descriptor", "it has no descriptor"},
                 {"no_accept", "an extractor needs `accept`"},
                 {"no_summary", "its descriptor has no summary"},
                 {"other_name", "is named 'somebody_else', not like its file"},
                 {"unresolved", "lode_no_such_function"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char path[256];

        copy(cases[i].file, cases[i].file, 0644);
        assert_refused(cases[i].file, cases[i].reason);
        snprintf(path, sizeof path, "%s/%s.so", folder, cases[i].file);
        assert_int_equal(unlink(path), 0);
        reports[0] = '\0';
    }
    copy("fine_reader", "renamed", 0644);
    assert_refused("renamed", "it has no descriptor");
}

static void test_not_a_module(void **state) {
    char path[128];
    FILE *file;

    (void)state;
    snprintf(path, sizeof path, "%s/text.so", folder);
    file = fopen(path, "w");
    fputs("no module\n", file);
    fclose(file);
    chmod(path, 0644);
    assert_refused("text", path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_refused("text", "not a regular file");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("/nowhere/at/all", path), 0);
    assert_refused("text", "No such file");
}

static void test_file_that_others_may_write(void **state) {
    (void)state;
    copy("fine_reader", "fine_reader", 0646);
    assert_refused("fine_reader", "the file may be written by everyone");
}

static void test_folder_that_others_may_write(void **state) {
    lode_registry *registry;

    (void)state;
    copy("fine_reader", "fine_reader", 0644);
    assert_int_equal(chmod(folder, 0777), 0);
    assert_refused("fine_reader", "its folder may be written by everyone");
    assert_int_equal(chmod(folder, 01777), 0);
    registry = open_folder();
    assert_non_null(lode_registry_reader(registry, "fine_reader"));
    lode_registry_close(registry);
}

static void test_link_into_such_a_folder(void **state) {
    char open_to_all[128], target[160], link[160];

    (void)state;
    copy("fine_reader", "fine_reader", 0644);
    snprintf(open_to_all, sizeof open_to_all, "%s/inner", folder);
    snprintf(target, sizeof target, "%s/inner/fine_reader.so", folder);
    snprintf(link, sizeof link, "%s/fine_reader.so", folder);
    assert_int_equal(mkdir(open_to_all, 0700), 0);
    assert_int_equal(chmod(open_to_all, 0777), 0);
    assert_int_equal(rename(link, target), 0);
    assert_int_equal(symlink(target, link), 0);
    assert_refused("fine_reader", "its folder may be written by everyone");
}

/* What a link leads to may have any name, and lie anywhere where nobody else writes. */
static void test_link_to_another_name(void **state) {
    char link[160], target[160];
    lode_registry *registry;

    (void)state;
    copy("fine_reader", "fine_reader", 0644);
    snprintf(link, sizeof link, "%s/fine_reader.so", folder);
    snprintf(target, sizeof target, "%s/inner", folder);
    assert_int_equal(mkdir(target, 0700), 0);
    snprintf(target, sizeof target, "%s/inner/reader-2.so.1.0", folder);
    assert_int_equal(rename(link, target), 0);
    assert_int_equal(symlink("inner/second", link), 0);
    snprintf(target, sizeof target, "%s/inner/second", folder);
    assert_int_equal(symlink("reader-2.so.1.0", target), 0);
    registry = open_folder();
    assert_non_null(lode_registry_reader(registry, "fine_reader"));
    assert_string_equal(lode_registry_entry_at(registry, 0)->file, link);
    lode_registry_close(registry);
    assert_int_equal(unlink(target), 0);
    assert_int_equal(symlink("second", target), 0);
    assert_refused("fine_reader", "Too many levels of symbolic links");
}

/* A link that somebody else can turn, to one of two files that may both be loaded. */
static void test_link_of_another_user(void **state) {
    char target[160], link[160];

    (void)state;
    if (geteuid() != 0)
        return; /* only root gives files away */
    copy("fine_reader", "fine_reader", 0644);
    snprintf(target, sizeof target, "%s/inner", folder);
    assert_int_equal(mkdir(target, 0755), 0);
    snprintf(target, sizeof target, "%s/inner/fine_reader.so", folder);
    snprintf(link, sizeof link, "%s/fine_reader.so", folder);
    assert_int_equal(rename(link, target), 0);
    assert_int_equal(symlink(target, link), 0);
    assert_int_equal(chown(folder, 12345, getegid()), 0);
    assert_refused("fine_reader", "its folder belongs to another user");
    assert_int_equal(chown(folder, 0, getegid()), 0);
    assert_int_equal(chmod(folder, 01777), 0);
    assert_int_equal(lchown(link, 12345, getegid()), 0);
    reports[0] = '\0';
    assert_refused("fine_reader", "the link belongs to another user");
}

/* Makes two folders take each other's place until it is killed. */
static pid_t exchange(const char *one, const char *other) {
    pid_t process = fork();

    while (process == 0)
        if (renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) != 0)
            _exit(EXIT_FAILURE);
    return process;
}

/* Somebody who may rename folders further up makes another one take the place of the one that was looked at. */
static void test_folder_that_is_exchanged(void **state) {
    enum { LOADED = 4000 };
    char good[128], evil[128], file[160];
    const char *directories[] = {good, NULL};
    int loaded = 0;
    pid_t process;

    (void)state;
    if (geteuid() != 0)
        return; /* only root gives files away */
    snprintf(good, sizeof good, "%s/good", folder);
    snprintf(evil, sizeof evil, "%s/evil", folder);
    assert_int_equal(mkdir(good, 0755), 0);
    assert_int_equal(mkdir(evil, 0755), 0);
    copy("fine_reader", "good/fine_reader", 0644);
    copy("marks", "evil/fine_reader", 0644);
    snprintf(file, sizeof file, "%s/fine_reader.so", evil);
    assert_int_equal(chown(file, 12345, getegid()), 0);
    assert_int_equal(chown(evil, 12345, getegid()), 0);
    unsetenv("LODE_TEST_MARK");
    process = exchange(good, evil);
    assert_true(process > 0);
    while (loaded < LOADED && !getenv("LODE_TEST_MARK") && kill(process, 0) == 0) {
        lode_registry *registry;

        assert_int_equal(lode_registry_open(directories, NULL, NULL, &registry, NULL), LODE_OK);
        loaded += lode_registry_reader(registry, "fine_reader") != NULL;
        lode_registry_close(registry);
    }
    kill(process, SIGKILL);
    waitpid(process, NULL, 0);
    assert_null(getenv("LODE_TEST_MARK"));
    assert_int_equal(loaded, LOADED);
}

static void test_other_owner_and_group(void **state) {
    char path[128];
    lode_registry *registry;

    (void)state;
    if (geteuid() != 0)
        return; /* only root gives files away */
    copy("fine_reader", "fine_reader", 0664);
    snprintf(path, sizeof path, "%s/fine_reader.so", folder);
    registry = open_folder(); /* writable by one's own group is fine */
    assert_non_null(lode_registry_reader(registry, "fine_reader"));
    lode_registry_close(registry);
    assert_int_equal(chown(path, 0, getegid() + 1), 0);
    assert_refused("fine_reader", "the file may be written by another group");
    assert_int_equal(chown(path, 12345, getegid()), 0);
    assert_refused("fine_reader", "the file belongs to another user");
}

static void test_first_of_a_name_wins(void **state) {
    char second[128], path[256];
    lode_registry *registry;

    (void)state;
    copy("fine_reader", "fine_reader", 0644);
    snprintf(second, sizeof second, "%s/second", folder);
    snprintf(path, sizeof path, "%s/second/fine_reader.so", folder);
    assert_int_equal(mkdir(second, 0700), 0);
    assert_int_equal(link(BUILT "fine_reader.so", path) == 0 || symlink("../fine_reader.so", path) == 0, 1);
    setenv("LODE_PLUGIN_PATH", second, 1);
    registry = open_folder();
    assert_int_equal(lode_registry_count(registry), 1);
    assert_null(strstr(lode_registry_entry_at(registry, 0)->file, "/second/"));
    lode_registry_close(registry);

    /* One that is refused hides nothing. */
    copy("wrong_abi", "fine_reader", 0644);
    registry = open_folder();
    assert_int_equal(lode_registry_count(registry), 2);
    lode_registry_close(registry);
}

static void test_plugin_path(void **state) {
    char path[256];
    lode_registry *registry;

    (void)state;
    copy("fine_reader", "fine_reader", 0644);
    snprintf(path, sizeof path, "/no/such/folder:relative::%s:", folder);
    setenv("LODE_PLUGIN_PATH", path, 1);
    assert_int_equal(lode_registry_open(NULL, collect, NULL, &registry, NULL), LODE_OK);
    assert_non_null(lode_registry_reader(registry, "fine_reader"));
    lode_registry_close(registry);
    assert_string_equal(reports, "relative: LODE_PLUGIN_PATH has a relative folder, which is passed over\n"
                                 "LODE_PLUGIN_PATH: it has an empty element\n"
                                 "LODE_PLUGIN_PATH: it has an empty element\n");
}

static void test_folders_named_by_the_user(void **state) {
    const char *directories[] = {"/no/such/folder", ".", NULL};
    char before[4096];
    lode_registry *registry;

    (void)state;
    copy("fine_reader", "fine_reader", 0644);
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(lode_registry_open(NULL, collect, NULL, &registry, NULL), LODE_OK);
    assert_int_equal(lode_registry_count(registry), 0); /* never the working directory by itself */
    lode_registry_close(registry);
    assert_int_equal(lode_registry_open(directories, collect, NULL, &registry, NULL), LODE_OK);
    assert_int_equal(lode_registry_count(registry), 1);
    assert_int_equal(lode_registry_entry_at(registry, 0)->file[0], '/');
    lode_registry_close(registry);
    assert_int_equal(chdir(before), 0);
    assert_string_equal(reports, "/no/such/folder: No such file or directory\n");
}

static void test_two_registries(void **state) {
    lode_registry *one, *other;

    (void)state;
    copy("fine_reader", "fine_reader", 0644);
    one = open_folder();
    other = open_folder();
    lode_registry_close(one);
    assert_string_equal(lode_registry_reader(other, "fine_reader")->summary, "reads nothing");
    lode_registry_close(other);
    lode_registry_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_loads_each_kind),
        TEST(test_reader_by_extension),
        TEST(test_refusals),
        TEST(test_not_a_module),
        TEST(test_file_that_others_may_write),
        TEST(test_folder_that_others_may_write),
        TEST(test_link_into_such_a_folder),
        TEST(test_link_to_another_name),
        TEST(test_link_of_another_user),
        TEST(test_folder_that_is_exchanged),
        TEST(test_other_owner_and_group),
        TEST(test_first_of_a_name_wins),
        TEST(test_plugin_path),
        TEST(test_folders_named_by_the_user),
        TEST(test_two_registries),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
