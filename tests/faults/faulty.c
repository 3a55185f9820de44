/* SPDX-License-Identifier: MIT */
/* An extractor that does to its process what plugins should not: which, is the text of the match. */
#define _GNU_SOURCE /* F_NOTIFY, F_SETSIG */
#include <lode/plugin.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static void crash(void) {
    raise(SIGSEGV);
}

static void loop(void) {
    for (volatile unsigned i = 0;; i++)
        ;
}

static double seconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void sleep_for(long milliseconds) {
    nanosleep(&(struct timespec){.tv_nsec = milliseconds * 1000000}, NULL);
}

/* Waits until its process was stopped for some time and goes on, and then a little; two seconds at most. */
static void wait_for_stop(void) {
    double before = seconds(), now = before;

    for (int i = 0; i < 200 && now - before < 2; i++) {
        before = now;
        sleep_for(10);
        now = seconds();
    }
    sleep_for(500);
}

/* What was taken last: kept where no compiler can know that nobody looks at it. */
static void *volatile taken;

/* Takes memory until there is no more, and then goes on as if there were. */
static void eat(void) {
    for (;;) {
        taken = malloc(1 << 20);
        memset(taken, 1, 1 << 20);
    }
}

static void print(void) {
    puts("this is no entity");
    fflush(stdout);
    if (write(STDOUT_FILENO, "nor is this\n", 12) < 0)
        abort();
}

static void close_all(void) {
    for (int i = 0; i < 256; i++)
        close(i);
}

static void write_all(void) {
    static const char junk[] = "Junk of the plugin in what is not its own.\n";

    for (int i = 3; i < 256; i++)
        if (write(i, junk, sizeof junk - 1) < 0 && errno == EIO)
            return;
}

static void read_all(void) {
    char bytes[64];

    for (int i = 3; i < 256; i++)
        if (recv(i, bytes, sizeof bytes, MSG_DONTWAIT) > 0)
            return;
}

static void exit_well(void) {
    exit(EXIT_SUCCESS);
}

static void exit_at_once(void) {
    _exit(3);
}

/* The statuses by which a worker tells why it ends. */
static void exit_like_a_worker(void) {
    _exit(89);
}

static void exit_like_another(void) {
    _exit(90);
}

/* Both go on as the worker. */
static void split(void) {
    if (fork() < 0 && errno != EPERM)
        abort();
}

static void leave_a_child(void) {
    if (fork() == 0) {
        sleep(1);
        _exit(EXIT_SUCCESS);
    }
    raise(SIGSEGV);
}

/* Starts a process that has nothing to do with this one any more, and says which. */
static void leave_a_daemon(void) {
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            FILE *file = fopen("left.part", "w");

            if (file) {
                fprintf(file, "%ld\n", (long)getpid());
                fclose(file);
                rename("left.part", "left");
            }
            sleep(60);
        }
        _exit(EXIT_SUCCESS);
    }
    while (access("left", F_OK))
        usleep(1000);
}

static void nap(void) {
    sleep_for(50);
}

static bool poisoned;

/* Leaves its process such that the next match ends it. */
static void poison(void) {
    poisoned = true;
}

static void stop(void) {
    raise(SIGSTOP);
}

static void die(void) {
    raise(SIGKILL);
}

static void end_politely(void) {
    raise(SIGTERM);
    raise(SIGINT);
}

static void catch_signals(void) {
    signal(SIGSEGV, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    loop();
}

static const struct {
    const char *word;
    void (*act)(void);
} actions[] = {{"crash", crash},
               {"abort", abort},
               {"loop", loop},
               {"wait", wait_for_stop},
               {"eat", eat},
               {"print", print},
               {"close", close_all},
               {"write", write_all},
               {"read", read_all},
               {"exit", exit_well},
               {"exit3", exit_at_once},
               {"exit89", exit_like_a_worker},
               {"exit90", exit_like_another},
               {"fork", split},
               {"child", leave_a_child},
               {"daemon", leave_a_daemon},
               {"poison", poison},
               {"stop", stop},
               {"kill", die},
               {"term", end_politely},
               {"nap", nap},
               {"deaf", catch_signals}};

/* What a worker may do: 0, or why not, as an attribute. */
static int try_to_write(void) {
    int file = open("written-by-plugin", O_WRONLY | O_CREAT, 0600);

    return file < 0 ? errno : close(file);
}

static int try_to_connect(void) {
    int one = socket(AF_UNIX, SOCK_STREAM, 0);

    return one < 0 ? errno : close(one);
}

static int try_to_fork(void) {
    pid_t child = fork();

    if (child == 0)
        _exit(EXIT_SUCCESS);
    return child < 0 ? errno : 0;
}

static int try_to_run(void) {
    char *const arguments[] = {"true", NULL};

    return execv("/nowhere/true", arguments) ? errno : 0;
}

static int try_to_signal(void) {
    return kill(getppid(), 0) ? errno : 0;
}

static int try_to_remove(void) {
    return unlink("no-such-file") ? errno : 0;
}

/* Descriptors that can be written to, besides standard output and error. */
static int count_writable(void) {
    int count = 0;

    for (int i = 3; i < 256; i++) {
        int flags = fcntl(i, F_GETFL);

        count += flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
    }
    return count;
}

/* Commands of fcntl, on a folder that it may open. */
static int try_command(int command, long argument) {
    int folder = open("/usr", O_RDONLY | O_DIRECTORY), answer;

    if (folder < 0)
        return -errno;
    answer = fcntl(folder, command, argument) < 0 ? errno : 0;
    close(folder);
    return answer;
}

static int try_to_notify(void) {
    return try_command(F_NOTIFY, DN_CREATE);
}

static int try_to_set_signal(void) {
    return try_command(F_SETSIG, SIGKILL);
}

static int try_to_set_owner(void) {
    return try_command(F_SETOWN, getppid());
}

static int try_to_set_async(void) {
    return try_command(F_SETFL, O_ASYNC);
}

static int try_to_duplicate(void) {
    return try_command(F_DUPFD_CLOEXEC, 100);
}

/* Files and folders that exist. */
static int try_to_open(const char *path) {
    int file = open(path, O_RDONLY);

    return file < 0 ? errno : close(file);
}

static int try_shadow(void) {
    return try_to_open("/etc/shadow");
}

static pid_t coordinator;

static lode_status open_faulty(void **state, lode_error *error) {
    (void)state, (void)error;
    coordinator = getpid();
    return LODE_OK;
}

static int try_memory_of_parent(void) {
    char path[64];

    snprintf(path, sizeof path, "/proc/%ld/mem", (long)coordinator);
    return try_to_open(path);
}

static int try_environment_of_parent(void) {
    char path[64];

    snprintf(path, sizeof path, "/proc/%ld/environ", (long)coordinator);
    return try_to_open(path);
}

static int try_other_document(void) {
    return try_to_open("other.txt");
}

static int try_home(void) {
    return try_to_open("/root");
}

static int try_libraries(void) {
    return try_to_open("/usr/lib");
}

static const struct {
    const char *name;
    int (*ask)(void);
    const char *word; /* on which it is asked */
} questions[] = {{"write", try_to_write, "ask"},
                 {"connect", try_to_connect, "ask"},
                 {"fork", try_to_fork, "ask"},
                 {"run", try_to_run, "ask"},
                 {"signal", try_to_signal, "ask"},
                 {"remove", try_to_remove, "ask"},
                 {"writable", count_writable, "ask"},
                 {"notify", try_to_notify, "askfcntl"},
                 {"setsig", try_to_set_signal, "askfcntl"},
                 {"setown", try_to_set_owner, "askfcntl"},
                 {"async", try_to_set_async, "askfcntl"},
                 {"duplicate", try_to_duplicate, "askfcntl"},
                 {"shadow", try_shadow, "askfiles"},
                 {"memory", try_memory_of_parent, "askfiles"},
                 {"environment", try_environment_of_parent, "askfiles"},
                 {"document", try_other_document, "askfiles"},
                 {"home", try_home, "askfiles"},
                 {"libraries", try_libraries, "askfiles"}};

static lode_status accept_match(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error) {
    size_t length, start, end;
    const char *text = lode_document_text(lode_match_document(match), &length);

    (void)state, (void)binding;
    if (poisoned)
        crash();
    lode_match_span(match, &start, &end);
    length = end - start;
    if (length == 6 && !memcmp(text + start, "memory", length)) {
        while ((taken = malloc(1 << 20)))
            ;
        return lode_error_no_memory(error);
    }
    if (length == 4 && !memcmp(text + start, "fail", length))
        return lode_error_set(error, LODE_ERROR_PLUGIN, "it does not feel like it");
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strlen(actions[i].word) == length && !memcmp(actions[i].word, text + start, length))
            actions[i].act();
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (strlen(questions[i].word) == length && !memcmp(questions[i].word, text + start, length))
            lode_draft_set_number(draft, questions[i].name, lode_decimal_from_integer(questions[i].ask()));
    return LODE_OK;
}

static const lode_extractor extractor = {.open = open_faulty, .accept = accept_match};

LODE_PLUGIN(faulty, "1.0", "does what plugins should not", .extractor = &extractor)
