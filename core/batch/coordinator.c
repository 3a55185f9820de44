#include "batch/coordinator.h"

#include "batch/blame.h"
#include "batch/crew.h"
#include "batch/interrupt.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

enum {
    TICK_MILLISECONDS = 100, /* between looks at the clock */
    KEPT = 1 << 20,          /* memory for answers kept between them */
    MOST_IDLE_DEATHS = 3     /* workers in a row that end without a document at work: starting more is of no use */
};

typedef struct coordinator {
    lode_batch *batch;
    lode_source *source;
    lode_crew crew;
    lode_flight flight;
    lode_blame blame;
    struct pollfd *polled;
    bool source_ended;
    int idle_deaths;
} coordinator;

/* ---- From the source to the workers ------------------------------------------------------------------------------- */

static lode_status fill(coordinator *c, lode_error *error) {
    while (!c->source_ended && lode_flight_has_room(&c->flight)) {
        lode_input input;
        lode_error reason;
        lode_status status;

        if (lode_interrupt_signal()) {
            c->source_ended = true;
            break;
        }
        status = lode_source_next(c->source, &input, &reason, error);
        c->source_ended = status == LODE_END;
        if (status == LODE_OK)
            status = lode_flight_add(&c->flight, &input, &reason, c->source->inputs_hash, error);
        if (status != LODE_OK && status != LODE_END)
            return status;
    }
    return LODE_OK;
}

static lode_status assign(coordinator *c, lode_error *error) {
    lode_flight_document *document;

    for (unsigned i = 0; i < c->crew.count && !lode_flight_is_empty(&c->flight); i++)
        if (!c->crew.members[i].process) {
            lode_status status = lode_crew_start(&c->crew, i, error);

            if (status != LODE_OK)
                return status;
        }
    while ((document = lode_flight_waiting(&c->flight)) != NULL) {
        lode_member *member = lode_crew_free_member(&c->crew);

        if (!member)
            break;
        lode_member_give(&c->crew, member, document);
    }
    for (unsigned i = 0; i < c->crew.count; i++)
        if (c->crew.members[i].process)
            lode_member_write(&c->crew.members[i], &c->flight);
    return LODE_OK;
}

/* ---- From the workers to the output ------------------------------------------------------------------------------- */

static bool take_counts(coordinator *c, lode_message *message) {
    uint64_t types = lode_message_get(message);

    for (uint64_t i = 0; i < types && !message->bad; i++) {
        const char *type = lode_message_get_string(message);
        uint64_t count = lode_message_get(message);

        if (type && count && !lode_tally_add(&c->batch->counts.types, type, count))
            return false;
    }
    return true;
}

/* Where a report that lies in a message ends. */
static void skip_report(lode_message *message) {
    lode_message_get(message);
    lode_message_get(message);
    lode_message_get_string(message);
    lode_message_get_string(message);
}

/* Takes an answer; false where it is none that this worker can give, or memory ran out. */
static bool take_answer(coordinator *c, lode_member *member, lode_message *message) {
    lode_flight_document *document = lode_flight_at(&c->flight, lode_message_get(message));
    lode_status status = (lode_status)lode_message_get(message);
    const char *reports, *plugin, *bytes;
    size_t length;

    if (message->kind != LODE_MESSAGE_ANSWER || !document || !lode_member_answered(member, document))
        return false;
    document->failed = lode_message_get(message);
    plugin = lode_message_get_string(message);
    if (!take_counts(c, message))
        return false;
    document->report_count = lode_message_get(message);
    reports = message->at;
    for (uint64_t i = 0; i < document->report_count && !message->bad; i++)
        skip_report(message);
    lode_buffer_append(&document->reports, reports, (size_t)(message->at - reports));
    bytes = lode_message_get_bytes(message, &length);
    lode_buffer_append(&document->answer, bytes, length);
    c->flight.bytes += length;
    document->state = LODE_FLIGHT_DONE;
    c->idle_deaths = 0;
    if (status != LODE_OK)
        lode_tally_add(&c->batch->counts.failures, lode_status_name(status), 1);
    else if (document->failed)
        lode_tally_add(&c->batch->counts.failures, "part", 1);
    if (!document->failure)
        lode_blame_note(&c->blame, document->failed ? plugin : NULL);
    return !message->bad && !document->reports.failed && !document->answer.failed;
}

/* Takes all answers that came in whole; false as above. */
static bool take_answers(coordinator *c, lode_member *member) {
    size_t taken = 0, size;
    lode_message message;

    while (member->in.length > taken &&
           (size = lode_message_take(&message, member->in.bytes + taken, member->in.length - taken)) != 0) {
        if (!take_answer(c, member, &message))
            return false;
        taken += size;
    }
    if (taken == member->in.length && member->in.capacity > KEPT) {
        lode_buffer_free(&member->in);
    } else if (taken) {
        memmove(member->in.bytes, member->in.bytes + taken, member->in.length - taken);
        member->in.length -= taken;
    }
    return true;
}

static void report(coordinator *c, lode_flight_document *document) {
    lode_message message = {.at = document->reports.bytes, .left = document->reports.length};

    if (document->report_count && c->batch->report)
        lode_progress_clear(c->batch->progress);
    for (uint64_t i = 0; i < document->report_count && c->batch->report; i++) {
        lode_status status = (lode_status)lode_message_get(&message);
        unsigned line = (unsigned)lode_message_get(&message);
        const char *file = lode_message_get_string(&message), *text = lode_message_get_string(&message);
        lode_error error;

        lode_error_set(&error, status, "%s", text ? text : "");
        lode_error_at(&error, file, line, 0);
        c->batch->report(c->batch->report_context, &error);
    }
}

static lode_status flush(coordinator *c, lode_error *error) {
    lode_batch *batch = c->batch;
    lode_flight_document *document;
    lode_status status = LODE_OK;

    batch->counts.bytes = c->source->bytes;
    while (status == LODE_OK && (document = lode_flight_done(&c->flight)) != NULL) {
        report(c, document);
        status = lode_sink_write(batch->writing->sink, document->answer.bytes, document->answer.length, error);
        if (status == LODE_OK)
            status = lode_batch_written(batch, document->number, document->inputs_hash, document->failed, error);
        lode_flight_drop(&c->flight);
    }
    return status;
}

/* ---- When a worker ends before its time --------------------------------------------------------------------------- */

/* The document that a worker ended on. Where it was at none, but had one alone that was not answered, it is that one: its
 * answer could not be sent. Where it had several, they are given out one at a time from now on, so that the next end tells. */
static lode_flight_document *find_culprit(coordinator *c, const lode_member *member, uint64_t at_work) {
    lode_flight_document *document;

    if (!at_work && member->sent_count == 1)
        at_work = member->sent[0];
    else if (!at_work)
        c->crew.careful += member->sent_count;
    document = lode_flight_at(&c->flight, at_work);
    return document && document->state == LODE_FLIGHT_SENT && &c->crew.members[document->worker] == member ? document : NULL;
}

/* Writes the document that a worker ended on as failed; the others that it had are given to the next. */
static lode_status bury(coordinator *c, lode_member *member, bool kill, lode_error *error) {
    lode_flight_document *culprit;
    lode_result failure;
    lode_end end;
    lode_status status = LODE_OK;
    uint64_t at_work;

    lode_member_read(member);
    if (!take_answers(c, member))
        kill = true;
    lode_member_reap(member, kill, &end);
    at_work = atomic_load(&member->activity->document);
    culprit = find_culprit(c, member, at_work);
    for (size_t i = 0; i < member->sent_count; i++) {
        lode_flight_document *document = lode_flight_at(&c->flight, member->sent[i]);

        if (document && document != culprit)
            lode_flight_return(&c->flight, document);
    }
    member->sent_count = member->unwritten = 0;
    if (!culprit) {
        if (WIFEXITED(end.status) && WEXITSTATUS(end.status) == LODE_WORKER_MEMORY)
            return LODE_OK;
        if (c->crew.careful || ++c->idle_deaths < MOST_IDLE_DEATHS)
            return LODE_OK;
        return lode_error_set(error, LODE_ERROR_CRASH, "workers end without a document at work: %s",
                              lode_blame_end(&c->blame, &end));
    }
    if (member->killed_for && member->killed_for != at_work) {
        lode_flight_return(&c->flight, culprit); /* its time had not run out: the one before it was done just then */
        return LODE_OK;
    }
    if (culprit->failure)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "the writer ends its process on a document that failed: %s",
                              lode_blame_end(&c->blame, &end));
    lode_blame_failure(&c->blame, member, &end, culprit, &c->batch->options, &failure);
    status = lode_flight_fail(&c->flight, culprit, &failure, error);
    lode_blame_note(&c->blame, failure.plugin);
    return status;
}

static uint64_t nanoseconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* Ends workers whose document has had its time. */
static lode_status watch_clock(coordinator *c, lode_error *error) {
    uint64_t limit = (uint64_t)c->batch->options.timeout * 1000000u, now = limit ? nanoseconds() : 0;

    for (unsigned i = 0; limit && i < c->crew.count; i++) {
        lode_member *member = &c->crew.members[i];
        uint64_t document, started;

        if (!member->process)
            continue;
        document = atomic_load(&member->activity->document);
        started = atomic_load(&member->activity->started);
        if (!document || now < started || now - started < limit || document != atomic_load(&member->activity->document))
            continue;
        member->killed_for = document;
        lode_status status = bury(c, member, true, error);

        if (status != LODE_OK)
            return status;
    }
    return LODE_OK;
}

/* ---- The loop ------------------------------------------------------------------------------------------------------ */

static lode_status wait_and_read(coordinator *c, lode_error *error) {
    nfds_t count = 0;

    for (unsigned i = 0; i < c->crew.count; i++) {
        const lode_member *member = &c->crew.members[i];

        c->polled[count++] = (struct pollfd){.fd = member->process ? member->socket : -1,
                                             .events = (short)(POLLIN | (member->unwritten ? POLLOUT : 0))};
    }
    c->polled[count++] = (struct pollfd){.fd = lode_interrupt_descriptor(), .events = POLLIN};
    if (poll(c->polled, count, TICK_MILLISECONDS) < 0 && errno != EINTR)
        return lode_error_set(error, LODE_ERROR_IO, "waiting for the workers failed: %s", strerror(errno));
    lode_interrupt_drain();
    for (unsigned i = 0; i < c->crew.count; i++) {
        lode_member *member = &c->crew.members[i];
        bool open;
        siginfo_t info = {0};

        if (!member->process)
            continue;
        open = lode_member_read(member);
        if (!take_answers(c, member) || !open ||
            (waitid(P_PID, (id_t)member->process, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid)) {
            lode_status status = bury(c, member, open, error);

            if (status != LODE_OK)
                return status;
        }
    }
    return watch_clock(c, error);
}

static lode_status run(coordinator *c, lode_error *error) {
    lode_status status = LODE_OK;

    while (status == LODE_OK) {
        status = fill(c, error);
        if (status == LODE_OK && c->source_ended && lode_flight_is_empty(&c->flight))
            return LODE_OK;
        if (status == LODE_OK)
            status = assign(c, error);
        if (status == LODE_OK)
            status = wait_and_read(c, error);
        if (status == LODE_OK)
            status = flush(c, error);
        if (lode_interrupt_count() > 1)
            return status;
    }
    return status;
}

lode_status lode_coordinate(lode_batch *batch, lode_source *source, uint64_t done, lode_error *error) {
    const lode_worker_plan plan = {
        .engine = batch->engine, .writing = batch->writing, .about = batch->about, .sandbox = batch->options.sandbox};
    coordinator c = {.batch = batch,
                     .source = source,
                     .blame = {.report = batch->report, .report_context = batch->report_context},
                     .polled = calloc(batch->options.workers + 1, sizeof *c.polled)};
    lode_status status = c.polled ? LODE_OK : lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");

    if (status == LODE_OK)
        status = lode_flight_open(&c.flight, done + 1, error);
    if (status == LODE_OK)
        status = lode_crew_open(&c.crew, &plan, batch->options.workers, error);
    if (status == LODE_OK)
        status = run(&c, error);
    lode_crew_close(&c.crew);
    lode_flight_close(&c.flight);
    free(c.polled);
    return status;
}
