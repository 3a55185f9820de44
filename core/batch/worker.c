/* SPDX-License-Identifier: MIT */
#include "batch/worker.h"

#include "base/room.h"
#include "batch/answer.h"
#include "batch/delivery.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Answers gather up to this before they are sent though more documents wait; bytes read at once; memory kept between documents.
 */
enum { GATHERED = 64 * 1024, BLOCK = 128 * 1024, KEPT = 1 << 20 };

/* Nor are they held back longer than this when a document is begun: the coordinator takes a worker that is silent to be at one
 * document all the time. */
enum { HELD_BACK_NANOSECONDS = 5000000 };

/* No more descriptors than these are looked at; where a limit is set at all it is mostly the lower 1024. */
enum { MOST_DESCRIPTORS = 4096, ASKED_AT_ONCE = 512 };

typedef struct worker {
    const lode_worker_plan *plan;
    lode_activity *activity;
    int socket;
    ino_t socket_inode;
    pid_t self;
    lode_buffer in, out;
    size_t taken;  /* of `in` */
    uint64_t sent; /* when answers were sent last, CLOCK_MONOTONIC in nanoseconds */
    size_t limit;  /* of the bytes of an answer to the document at work */
    lode_tally types;
    const char **wanted; /* types, of the document at work */
    size_t wanted_room;
    uint64_t number; /* of the frame at work */
    bool single;     /* it is one document */
    bool endangered; /* it ended a worker before: what is done of it must be sent before that happens again */
    bool out_of_memory;
    lode_passed passed; /* files in the frame at work */
} worker;

static uint64_t nanoseconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static bool send_out(worker *w) {
    for (size_t at = 0; at < w->out.length;) {
        ssize_t count = write(w->socket, w->out.bytes + at, w->out.length - at);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        at += (size_t)count;
    }
    w->sent = nanoseconds();
    if (w->out.capacity > KEPT)
        lode_buffer_free(&w->out);
    lode_buffer_clear(&w->out);
    return true;
}

/* Puts a result and its bytes as the answer, or as one of several. */
static void answer(worker *w, const lode_result *result) {
    lode_buffer *made = &w->plan->writing->output.buffer;
    size_t begin = w->single ? lode_answer_begin(&w->out, w->number, 1) : lode_answer_begin_part(&w->out, w->number);

    lode_answer_put(&w->out, &w->types, result, made->bytes ? made->bytes : "", made->length);
    lode_message_end(&w->out, begin);
    lode_buffer_clear(made);
    if (made->capacity > KEPT)
        lode_buffer_free(made);
}

/* Answers that have been held back for long are sent; or all that gathered. */
static bool send_due(worker *w) {
    if (!w->out.length || (w->out.length < GATHERED && nanoseconds() - w->sent <= HELD_BACK_NANOSECONDS))
        return true;
    return send_out(w);
}

/* Makes the bytes of a result, which an answer must have room for. */
static lode_status make(worker *w, const lode_result *result, lode_error *reason) {
    lode_writing *writing = w->plan->writing;
    lode_status status = lode_writing_format(writing, result, reason);

    if (status == LODE_OK && writing->output.buffer.length > w->limit / 2)
        status = lode_error_set(reason, LODE_ERROR_LIMIT, "what was found takes %zu bytes to write, more than %zu",
                                writing->output.buffer.length, w->limit / 2);
    return status;
}

/* Writes the result, or, where the writer fails on it, why; LODE_OK as long as something could be written. */
static lode_status format(worker *w, const lode_result *result, lode_result *own, lode_error *reason,
                          const lode_result **written) {
    lode_writing *writing = w->plan->writing;
    lode_status status;

    *written = result;
    lode_note_rule(w->activity, NULL);
    lode_note_plugin(w->activity, writing->plugin);
    status = make(w, result, reason);
    if (status != LODE_OK && result->status == LODE_OK) {
        *own = (lode_result){.document = result->document,
                             .id = result->id,
                             .line = result->line,
                             .part = result->part,
                             .status = status,
                             .message = reason->message,
                             .plugin = writing->plugin->name};
        *written = own;
        lode_buffer_clear(&writing->output.buffer);
        status = make(w, own, reason);
    }
    lode_note_plugin(w->activity, NULL);
    return status;
}

/* Whether the socket is still the one that the worker began with: plugins have been seen to close what is not theirs. */
static bool is_connected(const worker *w) {
    struct stat info;

    return fstat(w->socket, &info) == 0 && S_ISSOCK(info.st_mode) && info.st_ino == w->socket_inode;
}

/* Takes a document of the frame at work. */
static lode_status take_result(void *context, const lode_result *result, lode_error *error) {
    worker *w = context;
    const lode_result *written = result;
    lode_result own;
    bool sent = true;

    /* A plugin may have forked; its child must not answer as if it were the worker. */
    if (getpid() != w->self || format(w, result, &own, error, &written) != LODE_OK)
        return LODE_ERROR_INTERNAL;
    w->out_of_memory = w->out_of_memory || result->status == LODE_ERROR_MEMORY || written->status == LODE_ERROR_MEMORY;
    if (!w->single && !is_connected(w))
        return LODE_ERROR_INTERNAL;
    answer(w, written);
    if (!w->single)
        sent = w->endangered ? send_out(w) : send_due(w);
    return w->out.failed || !sent ? LODE_ERROR_INTERNAL : LODE_OK;
}

/* The types that a document is wanted with, if not with all; false where memory ran out. */
static bool take_types(worker *w, lode_message *message, const char *const **types) {
    size_t count = 0;

    *types = NULL;
    while (message->left && !message->bad) {
        const char **wanted = lode_room(w->wanted, count + 1, &w->wanted_room, sizeof *wanted);

        if (!wanted)
            return false;
        w->wanted = wanted;
        w->wanted[count++] = lode_message_get_string(message);
        w->wanted[count] = NULL;
        *types = w->wanted;
    }
    return true;
}

static lode_status extract(worker *w, lode_message *message) {
    lode_writing *writing = w->plan->writing;
    const char *const *all = writing->types, *const * types;
    lode_attempt before;
    lode_about about;
    lode_result failure;
    lode_input input;
    lode_error reason, ignored;
    lode_status status;

    lode_message_get_document(message, &input, &about, &before, &failure);
    if (!take_types(w, message, &types) || message->bad || !input.file)
        return LODE_ERROR_INTERNAL;
    w->single = input.line != 0;
    w->endangered = before.failure != NULL;
    if (types)
        writing->types = types;
    status = lode_extract_frame(w->plan->engine, &input, &about, &before, take_result, w, &reason);
    if (status != LODE_OK && status != LODE_ERROR_INTERNAL)
        status = take_result(
            w, &(lode_result){.document = input.file, .line = input.line, .status = status, .message = reason.message},
            &ignored);
    writing->types = all;
    return status;
}

static lode_status take_failure(worker *w, lode_message *message) {
    lode_result own = {.document = lode_message_get_string(message)};
    lode_error ignored;

    own.line = lode_message_get(message);
    own.status = (lode_status)lode_message_get(message);
    own.message = lode_message_get_string(message);
    own.plugin = lode_message_get_string(message);
    own.rule = lode_message_get_string(message);
    w->single = true;
    return message->bad ? LODE_ERROR_INTERNAL : take_result(w, &own, &ignored);
}

static void pass(void *context, const char *document, const char *part) {
    (void)document;
    lode_passed_add(&((worker *)context)->passed, part);
}

/* Does what a message asks for. Returns -1 to go on, else what to end with. */
static int obey(worker *w, lode_message *message) {
    lode_status status;

    w->number = lode_message_get(message);
    w->limit = lode_answer_limit(message->left);
    w->out_of_memory = false;
    lode_passed_clear(&w->passed);
    if (w->out.length && nanoseconds() - w->sent > HELD_BACK_NANOSECONDS && !send_out(w))
        return EXIT_FAILURE;
    lode_note_rule(w->activity, NULL);
    lode_note_plugin(w->activity, NULL);
    atomic_store(&w->activity->document, w->number);
    status = message->kind == LODE_MESSAGE_DOCUMENT ? extract(w, message) : take_failure(w, message);
    if (getpid() != w->self)
        return LODE_WORKER_DONE;
    if (!is_connected(w))
        return LODE_WORKER_CUT_OFF;
    if (status != LODE_OK)
        return EXIT_FAILURE;
    if (!w->single)
        lode_answer_put_end(&w->out, w->number, &w->passed);
    atomic_store(&w->activity->document, 0);
    if (w->out.failed || w->out_of_memory)
        return w->out.failed || !send_out(w) ? EXIT_FAILURE : LODE_WORKER_MEMORY;
    return -1;
}

/* Reads more behind what was not taken yet; false at the end. */
static bool read_more(worker *w) {
    ssize_t count;

    if (w->taken == w->in.length && w->in.capacity > KEPT) {
        lode_buffer_free(&w->in);
        w->taken = 0;
    }
    if (w->taken) {
        memmove(w->in.bytes, w->in.bytes + w->taken, w->in.length - w->taken);
        w->in.length -= w->taken;
        w->taken = 0;
    }
    if (!lode_buffer_reserve(&w->in, BLOCK))
        return false;
    do
        count = read(w->socket, w->in.bytes + w->in.length, w->in.capacity - w->in.length - 1);
    while (count < 0 && errno == EINTR);
    if (count > 0)
        w->in.length += (size_t)count;
    return count > 0;
}

static void close_writable(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);

    if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY)
        close(descriptor);
}

/* What plugins print must not get between the output, no worker waits for the keyboard, and the files that the coordinator
 * writes are out of reach. What plugins opened for reading before the fork stays open. */
static void close_descriptors(int socket, int files) {
    int nowhere = open("/dev/null", O_RDONLY), most = (int)sysconf(_SC_OPEN_MAX);
    struct pollfd asked[ASKED_AT_ONCE];

    if (nowhere > STDIN_FILENO) {
        dup2(nowhere, STDIN_FILENO);
        close(nowhere);
    }
    dup2(STDERR_FILENO, STDOUT_FILENO);
    if (most > MOST_DESCRIPTORS)
        most = MOST_DESCRIPTORS;
    for (int first = STDERR_FILENO + 1; first < most; first += ASKED_AT_ONCE) {
        int count = most - first < ASKED_AT_ONCE ? most - first : ASKED_AT_ONCE;

        /* One call tells which of many are open. */
        for (int i = 0; i < count; i++)
            asked[i] = (struct pollfd){.fd = first + i};
        if (poll(asked, (nfds_t)count, 0) < 0)
            memset(asked, 0, sizeof asked);
        for (int i = 0; i < count; i++)
            if (!(asked[i].revents & POLLNVAL) && first + i != socket && first + i != files)
                close_writable(first + i);
    }
}

/* No plugin has seen a document yet: what is said now is true. */
static bool tell_ready(worker *w, const lode_confinement *confined) {
    size_t begin = lode_message_begin(&w->out, LODE_MESSAGE_READY);
    struct rusage usage;

    if (getrusage(RUSAGE_SELF, &usage))
        return false;
    lode_message_put(&w->out, confined->calls);
    lode_message_put(&w->out, confined->files);
    lode_message_put(&w->out, (uint64_t)confined->refused);
    lode_message_put(&w->out, (uint64_t)usage.ru_maxrss);
    lode_message_end(&w->out, begin);
    return !w->out.failed && send_out(w);
}

int lode_worker_run(const lode_worker_plan *plan, lode_activity *activity, int socket) {
    worker w = {.plan = plan, .activity = activity, .socket = socket, .self = getpid()};
    const lode_message_bounds bounds = {LODE_MESSAGE_DOCUMENT, LODE_MESSAGE_FAILURE, SIZE_MAX};
    struct stat info;
    lode_message message;
    lode_confinement confined;
    int end = -1;

    signal(SIGINT, SIG_IGN); /* a terminal or a service manager sends these to all; the coordinator decides */
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    close_descriptors(socket, plan->sandbox.files);
    if (plan->source)
        lode_source_close(plan->source); /* its file has one position for all processes */
    if (fstat(socket, &info) || lode_sandbox_enter(&plan->sandbox, &confined, NULL) != LODE_OK || !tell_ready(&w, &confined))
        return LODE_WORKER_UNREADY;
    if (plan->sandbox.mode == LODE_SANDBOX_REQUIRED && !(confined.calls && confined.files))
        return LODE_WORKER_UNREADY;
    w.socket_inode = info.st_ino;
    lode_engine_watch(plan->engine, activity);
    lode_engine_tell_passed(plan->engine, pass, &w);
    while (end < 0) {
        size_t size =
            w.in.length > w.taken ? lode_message_take(&message, bounds, w.in.bytes + w.taken, w.in.length - w.taken) : 0;

        if (size == LODE_MESSAGE_NONE) {
            end = LODE_WORKER_CUT_OFF;
        } else if (size) {
            end = obey(&w, &message);
            w.taken += size;
            if (end < 0 && w.out.length >= GATHERED && !send_out(&w))
                end = EXIT_FAILURE;
        } else if (!send_out(&w) || !read_more(&w)) {
            end = LODE_WORKER_DONE;
        }
    }
    return end;
}
