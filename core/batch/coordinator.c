#include "batch/coordinator.h"

#include "batch/blame.h"
#include "batch/crew.h"
#include "batch/interrupt.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum {
    TICK_MILLISECONDS = 100, /* between looks at the clock */
    KEPT = 1 << 20,          /* memory for answers kept between them */
    MOST_IDLE_DEATHS = 3,    /* workers in a row that end without a document at work: starting more is of no use */
    MOST_KILLS = 3,          /* from outside, after which a document is not tried again */
    SILENCE_SECONDS = 10     /* beyond the time for a document that a worker with documents may be at none: it is out of step */
};

typedef struct coordinator {
    lode_batch *batch;
    lode_source *source;
    lode_crew crew;
    lode_flight flight;
    lode_blame blame;
    struct pollfd *polled;
    bool source_ended, source_waits; /* it has no more; it has none yet */
    int idle_deaths;
} coordinator;

/* ---- From the source to the workers ------------------------------------------------------------------------------- */

static lode_status fill(coordinator *c, lode_error *error) {
    c->source_waits = false;
    while (!c->source_ended && !c->source_waits && lode_flight_has_room(&c->flight)) {
        lode_input input;
        lode_error reason;
        lode_status status;

        status = lode_source_next(c->source, &input, &reason, error);
        c->source_ended = status == LODE_END;
        c->source_waits = status == LODE_DECLINED;
        if (status == LODE_OK)
            status = lode_flight_add(&c->flight, &input, &reason, c->source->inputs_hash, error);
        if (status != LODE_OK && status != LODE_END && status != LODE_DECLINED)
            return status;
    }
    return LODE_OK;
}

static lode_status assign(coordinator *c, lode_error *error) {
    lode_flight_document *document;

    while ((document = lode_flight_waiting(&c->flight)) != NULL) {
        lode_member *member = lode_crew_free_member(&c->crew);
        lode_status status = LODE_OK;

        if (!member)
            break;
        if (!member->process)
            status = lode_crew_start(&c->crew, member, error);
        if (status != LODE_OK)
            return status;
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

static bool count_failure(coordinator *c, const lode_flight_document *document, lode_status status) {
    const char *code = status == LODE_OK ? "part" : lode_status_name(status);

    return !document->failed || lode_tally_add(&c->batch->counts.failures, code, 1);
}

/* Takes an answer. LODE_OK; LODE_DECLINED where it is none that this worker can give; LODE_ERROR_MEMORY. */
static lode_status take_answer(coordinator *c, lode_member *member, lode_message *message) {
    lode_flight_document *document = lode_flight_at(&c->flight, lode_message_get(message));
    lode_status status = (lode_status)lode_message_get(message);
    const char *reports, *bytes;
    size_t length;

    if (!document || !lode_member_answered(member, document))
        return LODE_DECLINED;
    document->state = LODE_FLIGHT_DONE;
    document->failed = lode_message_get(message);
    if (!count_failure(c, document, status) || !take_counts(c, message))
        return LODE_ERROR_MEMORY;
    document->report_count = lode_message_get(message);
    reports = message->at;
    lode_message_get_string(message);
    for (uint64_t i = 0; i < document->report_count && !message->bad; i++)
        skip_report(message);
    lode_buffer_append(&document->reports, reports, (size_t)(message->at - reports));
    bytes = lode_message_get_bytes(message, &length);
    lode_buffer_append(&document->answer, bytes, length);
    c->flight.bytes += length;
    c->idle_deaths = 0;
    return message->bad || document->reports.failed || document->answer.failed ? LODE_ERROR_MEMORY : LODE_OK;
}

/* Takes all answers that came in whole; as above. */
static lode_status take_answers(coordinator *c, lode_member *member) {
    size_t taken = 0;
    lode_message message;
    lode_status status = LODE_OK;

    while (status == LODE_OK && member->in.length > taken) {
        size_t size = lode_message_take(&message, true, member->in.bytes + taken, member->in.length - taken);

        if (size == 0)
            break;
        status = size == LODE_MESSAGE_NONE ? LODE_DECLINED : take_answer(c, member, &message);
        taken += status == LODE_OK ? size : 0;
    }
    if (taken)
        member->heard = lode_nanoseconds();
    if (taken == member->in.length && member->in.capacity > KEPT) {
        lode_buffer_free(&member->in);
    } else if (taken) {
        memmove(member->in.bytes, member->in.bytes + taken, member->in.length - taken);
        member->in.length -= taken;
    }
    return status;
}

static void report(coordinator *c, lode_flight_document *document) {
    lode_message message = {.at = document->reports.bytes, .left = document->reports.length};
    const char *plugin = lode_message_get_string(&message);

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
    lode_blame_note(&c->blame, document->failed ? plugin : NULL);
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

/* The document that a worker ended on. Where it was at none that it had, but had one alone, it is that one. Where it had
 * several, they are given out one at a time from now on, so that the next end tells. */
static lode_flight_document *find_culprit(coordinator *c, const lode_member *member, uint64_t at_work) {
    for (size_t i = 0; i < member->sent_count; i++)
        if (member->sent[i] == at_work || member->sent_count == 1)
            return lode_flight_at(&c->flight, member->sent[i]);
    c->crew.careful += member->sent_count;
    return NULL;
}

static bool ended_with(const lode_end *end, int status) {
    return WIFEXITED(end->status) && WEXITSTATUS(end->status) == status;
}

/* Whether a document should be tried again: its time had not run out after all, since the one before it was done just then; or
 * the worker was killed by something that has nothing to do with it, such as the operator or a system short of memory. */
static bool deserves_another_try(const lode_member *member, const lode_end *end, lode_flight_document *culprit) {
    if (member->killed_for)
        return member->killed_for != culprit->number;
    return !end->forced && WIFSIGNALED(end->status) && WTERMSIG(end->status) == SIGKILL && ++culprit->kills < MOST_KILLS;
}

static lode_status write_off(coordinator *c, lode_member *member, const lode_end *end, lode_flight_document *culprit,
                             lode_error *error) {
    lode_result failure;

    if (culprit->failure)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "the writer ends its process on a document that failed: %s",
                              lode_blame_end(&c->blame, end));
    lode_blame_failure(&c->blame, member, end, culprit, &c->batch->options, &failure);
    return lode_flight_fail(&c->flight, culprit, &failure, error);
}

typedef enum buried {
    ENDED,      /* it ended, or is about to */
    OVERDUE,    /* its document has had its time */
    OUT_OF_STEP /* what it sends makes no sense, or it sends nothing though it should */
} buried;

/* Sees a worker off, with force if need be. The document that it ended on is written as failed; the others that it had are
 * given to the next. */
static lode_status bury(coordinator *c, lode_member *member, buried why, lode_error *error) {
    lode_flight_document *culprit = NULL;
    lode_status status = LODE_OK;
    lode_end end;
    uint64_t at_work;

    if (why == ENDED) {
        lode_member_read(member);
        status = take_answers(c, member);
    }
    if (status == LODE_ERROR_MEMORY)
        return lode_error_set(error, status, "memory ran out for the answers of the workers");
    if (status != LODE_OK)
        why = OUT_OF_STEP;
    lode_member_reap(member, why != ENDED, &end);
    at_work = why == OUT_OF_STEP ? 0 : atomic_load(&member->activity->document);
    if (ended_with(&end, LODE_WORKER_UNREADY) && !atomic_load(&member->activity->memory))
        return lode_error_set(error, LODE_ERROR_IO, "a worker cannot be confined");
    if (member->sent_count && (at_work || !ended_with(&end, LODE_WORKER_MEMORY)))
        culprit = find_culprit(c, member, at_work);
    if (culprit && deserves_another_try(member, &end, culprit))
        culprit = NULL;
    else if (!culprit && member->sent_count && !c->crew.careful && ++c->idle_deaths == MOST_IDLE_DEATHS)
        return lode_error_set(error, LODE_ERROR_CRASH, "workers end without a document at work: %s",
                              lode_blame_end(&c->blame, &end));
    for (size_t i = 0; i < member->sent_count; i++) {
        lode_flight_document *document = lode_flight_at(&c->flight, member->sent[i]);

        if (document != culprit)
            lode_flight_return(&c->flight, document);
    }
    member->sent_count = member->unwritten = 0;
    return culprit ? write_off(c, member, &end, culprit, error) : LODE_OK;
}

/* Ends workers whose document has had its time. */
static lode_status watch_clock(coordinator *c, lode_error *error) {
    uint64_t limit = (uint64_t)c->batch->options.timeout * 1000000u, now = limit ? lode_nanoseconds() : 0;
    uint64_t silence = limit + SILENCE_SECONDS * UINT64_C(1000000000);
    lode_status status = LODE_OK;

    for (unsigned i = 0; limit && status == LODE_OK && i < c->crew.count; i++) {
        lode_member *member = &c->crew.members[i];
        uint64_t document, started;

        if (!member->process)
            continue;
        document = atomic_load(&member->activity->document);
        started = atomic_load(&member->activity->started);
        if (document && now > started && now - started > limit && document == atomic_load(&member->activity->document)) {
            member->killed_for = document;
            status = bury(c, member, OVERDUE, error);
        } else if (!document && member->sent_count && now > member->heard && now - member->heard > silence) {
            status = bury(c, member, OUT_OF_STEP, error);
        }
    }
    return status;
}

/* ---- The loop ------------------------------------------------------------------------------------------------------ */

static bool has_ended(const lode_member *member) {
    siginfo_t info = {0};

    return waitid(P_PID, (id_t)member->process, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid;
}

/* Reads what a worker has sent and takes it; sees it off where it has ended. */
static lode_status read_member(coordinator *c, lode_member *member, lode_error *error) {
    bool open = lode_member_read(member);
    lode_status status = take_answers(c, member);

    if (status == LODE_ERROR_MEMORY)
        return lode_error_set(error, status, "memory ran out for the answers of the workers");
    if (status != LODE_OK)
        return bury(c, member, OUT_OF_STEP, error);
    return !open || has_ended(member) ? bury(c, member, ENDED, error) : LODE_OK;
}

static lode_status wait_and_read(coordinator *c, lode_error *error) {
    lode_status status = LODE_OK;
    nfds_t count = 0;

    for (unsigned i = 0; i < c->crew.count; i++) {
        const lode_member *member = &c->crew.members[i];

        c->polled[count++] = (struct pollfd){.fd = member->process ? member->socket : -1,
                                             .events = (short)(POLLIN | (member->unwritten ? POLLOUT : 0))};
    }
    c->polled[count++] = (struct pollfd){.fd = lode_interrupt_descriptor(), .events = POLLIN};
    c->polled[count++] = (struct pollfd){.fd = c->source_waits ? lode_source_descriptor(c->source) : -1, .events = POLLIN};
    if (poll(c->polled, count, TICK_MILLISECONDS) < 0 && errno != EINTR)
        return lode_error_set(error, LODE_ERROR_IO, "waiting for the workers failed: %s", strerror(errno));
    lode_interrupt_drain();
    for (unsigned i = 0; status == LODE_OK && i < c->crew.count; i++)
        if (c->crew.members[i].process)
            status = read_member(c, &c->crew.members[i], error);
    return status == LODE_OK ? watch_clock(c, error) : status;
}

static lode_status run(coordinator *c, lode_error *error) {
    lode_status status = LODE_OK;

    while (status == LODE_OK) {
        if (lode_interrupt_signal()) {
            c->source_ended = true;
            lode_flight_cut(&c->flight);
        }
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
    const lode_worker_plan plan = {.engine = batch->engine,
                                   .writing = batch->writing,
                                   .about = batch->about,
                                   .sandbox = batch->options.sandbox,
                                   .source = source};
    coordinator c = {.batch = batch,
                     .source = source,
                     .blame = {.engine = batch->engine, .report = batch->report, .report_context = batch->report_context},
                     .polled = calloc(batch->options.workers + 2, sizeof *c.polled)};
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
