#include "batch/coordinator.h"

#include "batch/answer.h"
#include "batch/blame.h"
#include "batch/crew.h"
#include "batch/interrupt.h"
#include "batch/orphans.h"
#include "batch/readable.h"
#include "pipeline/engine.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TICK_MILLISECONDS = 100,    /* between looks at the clock */
    KEPT = 1 << 20,             /* memory for answers kept between them */
    MOST_EARLY_ENDS = 10,       /* workers in a row that end before they are ready: starting more is of no use */
    MOST_FAILED_STARTS = 5,     /* a second apart, with no worker running */
    MOST_KILLS = 3,             /* from outside, after which a document is not tried again */
    STARTING_SECONDS = 10,      /* that a worker may take to be ready, beyond the time for a document */
    ROOM_SHARE = 8,             /* documents out of a file have less written of them each than one that is the file */
    SLACK_NANOSECONDS = 5000000 /* for which workers may hold answers back */
};

typedef struct coordinator {
    lode_batch *batch;
    lode_source *source;
    lode_crew crew;
    lode_flight flight;
    lode_blame blame;
    struct pollfd *polled;
    bool source_ended, source_waits; /* it has no more; it has none yet */
    int early_ends, failed_starts;   /* in a row */
    bool short_told;
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

/* A worker could not be started. Those that run do its part; where none does, it is tried again for some time. */
static lode_status go_on_with_fewer(coordinator *c, lode_status status, const lode_error *error) {
    unsigned running = lode_crew_running(&c->crew);
    lode_error warning;

    if (!running)
        return ++c->failed_starts < MOST_FAILED_STARTS ? LODE_OK : status;
    if (!c->short_told && c->batch->report) {
        lode_error_set(&warning, status, "going on with %u of %u workers: %s", running, c->crew.count, error->message);
        lode_progress_clear(c->batch->progress);
        c->batch->report(c->batch->report_context, &warning);
    }
    c->short_told = true;
    return LODE_OK;
}

static lode_status assign(coordinator *c, lode_error *error) {
    lode_flight_document *document;

    while ((document = lode_flight_waiting(&c->flight)) != NULL) {
        lode_member *member = document->alone ? lode_crew_new_member(&c->crew) : lode_crew_free_member(&c->crew);
        lode_status status = LODE_OK;

        if (!member)
            break;
        if (!member->process)
            status = lode_crew_start(&c->crew, member, error);
        if (status != LODE_OK) {
            status = go_on_with_fewer(c, status, error);
            if (status != LODE_OK)
                return status;
            continue;
        }
        c->failed_starts = 0;
        lode_member_give(&c->crew, member, document);
    }
    for (unsigned i = 0; i < c->crew.count; i++)
        if (c->crew.members[i].process)
            lode_member_write(&c->crew, &c->crew.members[i], &c->flight);
    return LODE_OK;
}

/* ---- From the workers to the output ------------------------------------------------------------------------------- */

/* Once a run. */
static void note_confinement(lode_batch *batch, lode_confinement confinement) {
    lode_error error;

    if (batch->confinement_known)
        return;
    batch->confinement = confinement;
    batch->confinement_known = true;
    if (batch->options.sandbox.mode != LODE_SANDBOX_ON || !confinement.refused || confinement.refused == ENOTSUP ||
        !batch->report)
        return;
    lode_error_set(&error, LODE_ERROR_IO, "the kernel does not filter the workers' system calls: %s",
                   strerror(confinement.refused));
    lode_error_advise(&error, "--sandbox required runs only where it does, --sandbox off without this warning");
    batch->report(batch->report_context, &error);
}

static const char *take_ready(coordinator *c, lode_member *member, lode_message *message) {
    uint64_t calls = lode_message_get(message), files = lode_message_get(message), refused = lode_message_get(message);
    uint64_t memory = lode_message_get(message);

    if (member->ready || message->bad || message->left || calls > 1 || files > 1 || refused > INT_MAX || memory > LONG_MAX / 2)
        return "is none";
    member->ready = true;
    member->memory = (long)memory;
    c->early_ends = 0;
    note_confinement(c->batch, (lode_confinement){calls, files, (int)refused});
    return NULL;
}

/* The entities of one type that a document may have: as many as it has bytes. */
static uint64_t most_found(const coordinator *c, const lode_flight_document *document) {
    size_t bytes = document->message.length;

    return document->single ? bytes : lode_engine_room(c->batch->engine, bytes);
}

/* The bytes that the answers for a frame may have together. */
static size_t most_bytes(const coordinator *c, const lode_flight_document *document) {
    size_t bytes = document->message.length;

    return lode_answer_limit(document->single ? bytes : lode_engine_room(c->batch->engine, bytes) / ROOM_SHARE);
}

/* Whether a failure is what a reader has to say of a file that is broken, and none of its own. */
static bool is_answer_of(const lode_plugin *plugin, lode_status status) {
    return plugin && plugin->reader && !plugin->extractor &&
           (status == LODE_ERROR_SYNTAX || status == LODE_ERROR_ENCODING || status == LODE_ERROR_LIMIT);
}

/* Takes an answer, which costs its document and no other whatever is wrong with it. NULL, or that. */
static const char *take_answer(coordinator *c, lode_member *member, lode_message *message) {
    uint64_t left, passed_over;
    lode_batch_counts *counts = &c->batch->counts;
    const lode_registry *registry = lode_engine_registry(c->batch->engine);
    lode_flight_document *document = lode_flight_at(&c->flight, lode_member_next(member));
    const char *fault;

    if (!member->ready || !document)
        return "was not asked for";
    fault = lode_answer_fault(*message, &(lode_answer_terms){.types = &counts->types,
                                                             .registry = registry,
                                                             .lines = lode_writing_lines(c->batch->writing),
                                                             .number = document->number,
                                                             .most_found = most_found(c, document),
                                                             .records = document->documents,
                                                             .single = document->single,
                                                             .failure = document->failure});
    if (!fault && document->answer.length + message->left > most_bytes(c, document))
        fault = "takes more room than its document can need";
    if (fault)
        return fault;
    if (message->kind == LODE_MESSAGE_ANSWER) {
        lode_member_answered(member, document);
        document->state = LODE_FLIGHT_DONE;
    }
    left = lode_answer_records(message, &passed_over);
    counts->passed_over += passed_over;
    for (; left; left--) {
        lode_answer_record record;

        lode_answer_take(message, registry, &counts->types, &record);
        document->documents++;
        document->failures += record.failed;
        document->plugin = NULL;
        if (record.failed) {
            lode_tally_add(&counts->failures, record.status == LODE_OK ? "part" : lode_status_name(record.status), 1);
            document->plugin = is_answer_of(record.plugin, record.status) ? NULL : record.plugin;
        }
        document->report_count += record.report_count;
        lode_buffer_append(&document->reports, record.reports, record.reports_length);
        lode_buffer_append(&document->answer, record.bytes, record.length);
        c->flight.bytes += record.length;
        member->last = record.status;
    }
    return NULL;
}

/* Takes all that came in whole. LODE_OK; LODE_DECLINED where something is wrong with it, and what (NULL: it is no message);
 * LODE_ERROR_MEMORY. */
static lode_status take_messages(coordinator *c, lode_member *member, const char **fault) {
    size_t taken = 0;
    lode_status status = LODE_OK;

    *fault = NULL;
    while (status == LODE_OK && member->in.length > taken) {
        const lode_flight_document *next = lode_flight_at(&c->flight, lode_member_next(member));
        const lode_message_bounds bounds = {LODE_MESSAGE_READY, LODE_MESSAGE_ANSWER,
                                            lode_answer_limit(next ? next->message.length : 0)};
        lode_message message;
        size_t size = lode_message_take(&message, bounds, member->in.bytes + taken, member->in.length - taken);

        if (size == 0)
            break;
        if (size == LODE_MESSAGE_NONE)
            status = LODE_DECLINED;
        else if (message.kind == LODE_MESSAGE_READY)
            *fault = take_ready(c, member, &message);
        else
            *fault = take_answer(c, member, &message);
        if (*fault)
            status = LODE_DECLINED;
        if (next && (next->answer.failed || next->reports.failed))
            status = LODE_ERROR_MEMORY;
        taken += status == LODE_OK ? size : 0;
    }
    if (taken)
        member->heard = c->crew.clock;
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
    const char *file = NULL;
    uint64_t line = 0;

    if (document->report_count && c->batch->report) {
        lode_progress_clear(c->batch->progress);
        file = lode_flight_file(document, &line);
    }
    for (uint64_t i = 0; i < document->report_count && c->batch->report; i++) {
        lode_status status = (lode_status)lode_message_get(&message);
        const char *text = lode_message_get_string(&message);
        lode_error error;

        lode_error_set(&error, status, "%s", text ? text : "");
        lode_error_at(&error, file, line < UINT32_MAX ? (unsigned)line : 0, 0);
        c->batch->report(c->batch->report_context, &error);
    }
}

/* What came of the first document in flight so far is told and written, though there may be more of it: a file of many would
 * gather in memory. */
static lode_status flush_first(coordinator *c, lode_error *error) {
    lode_flight_document *document = lode_flight_at(&c->flight, c->flight.first);
    uint64_t line;
    lode_status status;

    if (!document || !(document->answer.length + document->report_count))
        return LODE_OK;
    report(c, document);
    status = lode_writing_made(c->batch->writing, lode_flight_file(document, &line), document->answer.bytes,
                               document->answer.length, error);
    lode_flight_told(&c->flight, document);
    return status;
}

static lode_status flush(coordinator *c, lode_error *error) {
    lode_batch *batch = c->batch;
    lode_flight_document *document;
    lode_status status = flush_first(c, error);

    while (status == LODE_OK && (document = lode_flight_done(&c->flight)) != NULL) {
        lode_blame_note(&c->blame, document->plugin ? document->plugin->name : NULL);
        batch->counts.bytes += document->bytes;
        batch->counts.documents += document->documents;
        batch->counts.failed += document->failures;
        if (status == LODE_OK)
            status = lode_batch_written(batch, document->number, document->inputs_hash, error);
        lode_flight_drop(&c->flight);
        if (status == LODE_OK)
            status = flush_first(c, error);
    }
    return status;
}

/* ---- When a worker ends before its time --------------------------------------------------------------------------- */

static bool ended_with(const lode_end *end, int status) {
    return WIFEXITED(end->status) && WEXITSTATUS(end->status) == status;
}

/* The document that a worker ended on; `at_work` is what it said itself. Where it was at none that it had, but had one alone,
 * it is that one. Where it had several, they are given out one at a time from now on, so that the next end tells. */
static lode_flight_document *find_culprit(coordinator *c, const lode_member *member, const lode_end *end, uint64_t at_work) {
    if (ended_with(end, LODE_WORKER_MEMORY) && member->last == LODE_ERROR_MEMORY)
        return NULL;
    for (size_t i = 0; i < member->sent_count; i++)
        if (member->sent[i] == at_work || member->sent_count == 1)
            return lode_flight_at(&c->flight, member->sent[i]);
    c->crew.careful += member->sent_count;
    return NULL;
}

/* Whether a document should be tried again: the worker had other documents before, which may have left it in ruins, or has
 * others yet, which it may really be at; or it was killed by something that has nothing to do with it, such as the operator or
 * a system short of memory. Time that ran out is not given twice. */
static bool deserves_another_try(const lode_member *member, const lode_end *end, lode_flight_document *culprit) {
    if (member->answered || member->sent_count > 1) {
        culprit->alone = true;
        return !member->killed_for || culprit->failure;
    }
    return !end->forced && WIFSIGNALED(end->status) && WTERMSIG(end->status) == SIGKILL && ++culprit->kills < MOST_KILLS;
}

static lode_status write_off(coordinator *c, lode_member *member, const lode_end *end, lode_flight_document *culprit,
                             lode_error *error) {
    lode_result failure;

    if (culprit->failure)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "the writer ends its process on a document that failed: %s",
                              lode_blame_end(&c->blame, end));
    lode_blame_failure(&c->blame, member, end, culprit, &c->batch->options, &failure);
    return lode_flight_fail(&c->flight, culprit, atomic_load(&member->activity->part), &failure, error);
}

typedef enum buried {
    ENDED,      /* it ended, or is about to */
    OVERDUE,    /* its document has had its time */
    OUT_OF_STEP /* what it sends makes no sense, or it sends nothing though it should */
} buried;

/* Sees a worker off, with force if need be; `fault` is what is wrong with its last answer, if that is why. The document that it
 * ended on is written as failed; the others that it had are given to the next. */
static lode_status bury(coordinator *c, lode_member *member, buried why, const char *fault, lode_error *error) {
    lode_flight_document *culprit = NULL;
    lode_status status = LODE_OK;
    lode_end end;
    uint64_t at_work = member->killed_for;

    if (why == ENDED) {
        lode_member_read(member);
        status = take_messages(c, member, &fault);
    }
    if (status == LODE_ERROR_MEMORY)
        return lode_error_set(error, status, "memory ran out for the answers of the workers");
    if (status != LODE_OK)
        why = OUT_OF_STEP;
    lode_member_reap(member, why != ENDED, &end);
    end.fault = fault;
    if (!member->ready && ended_with(&end, LODE_WORKER_UNREADY))
        return lode_error_set(error, LODE_ERROR_IO, "a worker cannot be confined");
    if (!member->ready && ++c->early_ends == MOST_EARLY_ENDS)
        return lode_error_set(error, LODE_ERROR_CRASH, "workers end before they are ready: %s",
                              lode_blame_end(&c->blame, &end));
    if (why == ENDED)
        at_work = atomic_load(&member->activity->document);
    if (member->ready)
        culprit = find_culprit(c, member, &end, at_work);
    if (culprit && deserves_another_try(member, &end, culprit))
        culprit = NULL;
    for (size_t i = 0; i < member->sent_count; i++) {
        lode_flight_document *document = lode_flight_at(&c->flight, member->sent[i]);

        if (document != culprit)
            lode_flight_return(&c->flight, document);
    }
    member->sent_count = member->unwritten = 0;
    return culprit ? write_off(c, member, &end, culprit, error) : LODE_OK;
}

/* The document that a worker is at, as far as it says so and it can be true; 0: not known. */
static uint64_t document_at_work(const lode_member *member) {
    uint64_t document = atomic_load(&member->activity->document);

    for (size_t i = 0; i < member->sent_count; i++)
        if (member->sent[i] == document || member->sent_count == 1)
            return member->sent[i];
    return 0;
}

static uint64_t time_limit(const coordinator *c) {
    return (uint64_t)c->batch->options.timeout * 1000000u;
}

/* The time of a turn in which workers could be listened to. No turn may use up what a document has, though it took hours. */
static uint64_t longest_turn(const coordinator *c) {
    const uint64_t usual = 2 * TICK_MILLISECONDS * UINT64_C(1000000), limit = time_limit(c);

    return limit && limit / 2 < usual ? limit / 2 : usual;
}

/* Ends workers whose document has had its time, which runs from when they were last heard of: what they say is no evidence. */
static lode_status watch_clock(coordinator *c, lode_error *error) {
    uint64_t limit = time_limit(c), now = c->crew.clock;
    lode_status status = LODE_OK;

    for (unsigned i = 0; limit && status == LODE_OK && i < c->crew.count; i++) {
        lode_member *member = &c->crew.members[i];
        uint64_t slack = member->ready ? SLACK_NANOSECONDS : STARTING_SECONDS * UINT64_C(1000000000);

        if (!member->process || !member->sent_count || now < member->heard || now - member->heard <= limit + slack)
            continue;
        member->killed_for = member->ready ? document_at_work(member) : 0;
        status = bury(c, member, member->killed_for ? OVERDUE : OUT_OF_STEP, NULL, error);
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
    const char *fault;
    lode_status status = take_messages(c, member, &fault);

    if (status == LODE_ERROR_MEMORY)
        return lode_error_set(error, status, "memory ran out for the answers of the workers");
    if (status != LODE_OK)
        return bury(c, member, OUT_OF_STEP, fault, error);
    return !open || has_ended(member) ? bury(c, member, ENDED, NULL, error) : LODE_OK;
}

static lode_status wait_and_read(coordinator *c, lode_error *error) {
    lode_status status = LODE_OK;
    nfds_t count = 0;

    /* No more than there may be descriptors: a system may refuse to look at more, though they stand for none. */
    for (unsigned i = 0; i < c->crew.count; i++) {
        const lode_member *member = &c->crew.members[i];

        if (member->process)
            c->polled[count++] =
                (struct pollfd){.fd = member->socket, .events = (short)(POLLIN | (member->unwritten ? POLLOUT : 0))};
    }
    c->polled[count++] = (struct pollfd){.fd = lode_interrupt_descriptor(), .events = POLLIN};
    c->polled[count++] = (struct pollfd){.fd = c->source_waits ? lode_source_descriptor(c->source) : -1, .events = POLLIN};
    if (poll(c->polled, count, TICK_MILLISECONDS) < 0 && errno != EINTR)
        return lode_error_set(error, LODE_ERROR_IO, "waiting for the workers failed: %s", strerror(errno));
    lode_interrupt_drain();
    lode_crew_move_clock(&c->crew, longest_turn(c));
    for (unsigned i = 0; status == LODE_OK && i < c->crew.count; i++)
        if (c->crew.members[i].process)
            status = read_member(c, &c->crew.members[i], error);
    return status == LODE_OK ? watch_clock(c, error) : status;
}

/* What the user asked for and cannot have. */
static lode_status check_confinement(const lode_batch *batch, lode_error *error) {
    const lode_confinement *confinement = &batch->confinement;

    if (batch->options.sandbox.mode != LODE_SANDBOX_REQUIRED || !batch->confinement_known ||
        (confinement->calls && confinement->files))
        return LODE_OK;
    if (confinement->calls)
        lode_error_set(error, LODE_ERROR_USAGE, "the sandbox is not whole: the kernel or this build has no Landlock");
    else
        lode_error_set(error, LODE_ERROR_USAGE, "the sandbox is not whole: system calls are not filtered: %s",
                       strerror(confinement->refused));
    lode_error_advise(error, "--sandbox on goes on with what there is");
    return LODE_ERROR_USAGE;
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
        if (check_confinement(c->batch, error) != LODE_OK)
            return LODE_ERROR_USAGE;
        if (status == LODE_OK)
            status = flush(c, error);
        lode_crew_move_clock(&c->crew, 0);
        if (lode_interrupt_count() > 1)
            return status;
    }
    return status;
}

/* Workers can count entities of these types and no others. */
static bool note_types(lode_batch *batch) {
    for (size_t i = 0; i < lode_pack_count(batch->engine); i++) {
        const lode_pack *pack = lode_pack_at(batch->engine, i);

        for (size_t j = 0; j < pack->rule_count; j++)
            if (!lode_tally_add(&batch->counts.types, pack->rules[j].type, 0))
                return false;
    }
    return true;
}

lode_status lode_coordinate(lode_batch *batch, lode_source *source, uint64_t done, lode_error *error) {
    lode_worker_plan plan = {.engine = batch->engine,
                             .writing = batch->writing,
                             .about = batch->about,
                             .sandbox = batch->options.sandbox,
                             .source = source};
    coordinator c = {.batch = batch,
                     .source = source,
                     .blame = {.engine = batch->engine, .report = batch->report, .report_context = batch->report_context},
                     .polled = calloc(batch->options.workers + 2, sizeof *c.polled)};
    lode_status status = c.polled ? LODE_OK : lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");
    lode_orphans orphans;

    lode_orphans_begin(&orphans);
    plan.sandbox.files = plan.sandbox.mode == LODE_SANDBOX_OFF ? 0 : lode_readable_open(batch->engine);
    if (status == LODE_OK)
        status = lode_flight_open(&c.flight, done + 1, error);
    if (status == LODE_OK)
        status = lode_crew_open(&c.crew, &plan, batch->options.workers, error);
    if (status == LODE_OK && !note_types(batch))
        status = lode_error_set(error, LODE_ERROR_MEMORY, "memory ran out");
    if (status == LODE_OK)
        status = run(&c, error);
    lode_crew_close(&c.crew);
    lode_orphans_end(&orphans);
    lode_flight_close(&c.flight);
    free(c.polled);
    if (plan.sandbox.files)
        close(plan.sandbox.files);
    return status;
}
