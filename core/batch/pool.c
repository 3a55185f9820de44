/* SPDX-License-Identifier: MIT */
#include "batch/pool.h"

#include "batch/readable.h"
#include "pipeline/engine.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MOST_EARLY_ENDS = 10,       /* workers in a row that end before they are ready: starting more is of no use */
    MOST_FAILED_STARTS = 5,     /* a second apart, with no worker running */
    MOST_KILLS = 3,             /* from outside, after which a document is not tried again */
    STARTING_SECONDS = 10,      /* that a worker may take to be ready, beyond the time for a document */
    SLACK_NANOSECONDS = 5000000 /* for which workers may hold answers back */
};

/* ---- To the workers ----------------------------------------------------------------------------------------------- */

/* A worker could not be started. Those that run do its part; where none does, it is tried again for some time. */
static lode_status go_on_with_fewer(lode_pool *pool, lode_status status, const lode_error *error) {
    unsigned running = lode_crew_running(&pool->crew);
    lode_error warning;

    if (!running)
        return ++pool->failed_starts < MOST_FAILED_STARTS ? LODE_OK : status;
    if (!pool->short_told && pool->batch->report) {
        lode_error_set(&warning, status, "going on with %u of %u workers: %s", running, pool->crew.count, error->message);
        lode_progress_clear(pool->batch->progress);
        pool->batch->report(pool->batch->report_context, &warning);
    }
    pool->short_told = true;
    return LODE_OK;
}

lode_status lode_pool_assign(lode_pool *pool, lode_error *error) {
    lode_flight_document *document;

    while ((document = lode_flight_waiting(&pool->flight)) != NULL) {
        lode_member *member = document->alone ? lode_crew_new_member(&pool->crew) : lode_crew_free_member(&pool->crew);
        lode_status status = LODE_OK;

        if (!member)
            break;
        if (!member->process)
            status = lode_crew_start(&pool->crew, member, error);
        if (status != LODE_OK) {
            status = go_on_with_fewer(pool, status, error);
            if (status != LODE_OK)
                return status;
            continue;
        }
        pool->failed_starts = 0;
        lode_member_give(&pool->crew, member, document);
    }
    for (unsigned i = 0; i < pool->crew.count; i++)
        if (pool->crew.members[i].process)
            lode_member_write(&pool->crew, &pool->crew.members[i], &pool->flight);
    return LODE_OK;
}

/* ---- When a worker ends before its time --------------------------------------------------------------------------- */

static bool ended_with(const lode_end *end, int status) {
    return WIFEXITED(end->status) && WEXITSTATUS(end->status) == status;
}

/* The document that a worker ended on; `at_work` is what it said itself. Where it was at none that it had, but had one alone,
 * it is that one. Where it had several, they are given out one at a time from now on, so that the next end tells. */
static lode_flight_document *find_culprit(lode_pool *pool, const lode_member *member, const lode_end *end, uint64_t at_work) {
    if (ended_with(end, LODE_WORKER_MEMORY) && member->last == LODE_ERROR_MEMORY)
        return NULL;
    for (size_t i = 0; i < member->sent_count; i++)
        if (member->sent[i] == at_work || member->sent_count == 1)
            return lode_flight_at(&pool->flight, member->sent[i]);
    pool->crew.careful += member->sent_count;
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

static lode_status write_off(lode_pool *pool, lode_member *member, const lode_end *end, lode_flight_document *culprit,
                             lode_error *error) {
    lode_result failure;

    if (culprit->failure)
        return lode_error_set(error, LODE_ERROR_PLUGIN, "the writer ends its process on a document that failed: %s",
                              lode_blame_end(&pool->blame, end));
    lode_blame_failure(&pool->blame, member, end, culprit, &pool->batch->options, &failure);
    return lode_flight_fail(&pool->flight, culprit, atomic_load(&member->activity->part), &failure, error);
}

typedef enum buried {
    ENDED,      /* it ended, or is about to */
    OVERDUE,    /* its document has had its time */
    OUT_OF_STEP /* what it sends makes no sense, or it sends nothing though it should */
} buried;

/* Sees a worker off, with force if need be; `fault` is what is wrong with its last answer, if that is why. The document that it
 * ended on is written as failed; the others that it had are given to the next. */
static lode_status bury(lode_pool *pool, lode_member *member, buried why, const char *fault, lode_error *error) {
    lode_flight_document *culprit = NULL;
    lode_status status = LODE_OK;
    lode_end end;
    uint64_t at_work = member->killed_for;

    if (why == ENDED) {
        lode_member_read(member);
        status = lode_pool_take(pool, member, &fault);
    }
    if (status == LODE_ERROR_MEMORY)
        return lode_error_no_memory(error);
    if (status != LODE_OK)
        why = OUT_OF_STEP;
    lode_member_reap(member, why != ENDED, &end);
    pool->replaced++;
    end.fault = fault;
    if (!member->ready && ended_with(&end, LODE_WORKER_UNREADY))
        return lode_error_set(error, LODE_ERROR_IO, "a worker cannot be confined");
    if (!member->ready && ++pool->early_ends == MOST_EARLY_ENDS)
        return lode_error_set(error, LODE_ERROR_CRASH, "workers end before they are ready: %s",
                              lode_blame_end(&pool->blame, &end));
    if (why == ENDED)
        at_work = atomic_load(&member->activity->document);
    if (member->ready)
        culprit = find_culprit(pool, member, &end, at_work);
    if (culprit && deserves_another_try(member, &end, culprit))
        culprit = NULL;
    for (size_t i = 0; i < member->sent_count; i++) {
        lode_flight_document *document = lode_flight_at(&pool->flight, member->sent[i]);

        if (document != culprit)
            lode_flight_return(&pool->flight, document);
    }
    member->sent_count = member->unwritten = 0;
    return culprit ? write_off(pool, member, &end, culprit, error) : LODE_OK;
}

/* The document that a worker is at, as far as it says so and it can be true; 0: not known. */
static uint64_t document_at_work(const lode_member *member) {
    uint64_t document = atomic_load(&member->activity->document);

    for (size_t i = 0; i < member->sent_count; i++)
        if (member->sent[i] == document || member->sent_count == 1)
            return member->sent[i];
    return 0;
}

static uint64_t time_limit(const lode_pool *pool) {
    return (uint64_t)pool->batch->options.timeout * 1000000u;
}

/* The time of a turn in which workers could be listened to. No turn may use up what a document has, though it took hours. */
static uint64_t longest_turn(const lode_pool *pool) {
    const uint64_t usual = 2 * LODE_POOL_TICK * UINT64_C(1000000), limit = time_limit(pool);

    return limit && limit / 2 < usual ? limit / 2 : usual;
}

/* Ends workers whose document has had its time, which runs from when they were last heard of: what they say is no evidence. */
static lode_status watch_clock(lode_pool *pool, lode_error *error) {
    uint64_t limit = time_limit(pool), now = pool->crew.clock;
    lode_status status = LODE_OK;

    for (unsigned i = 0; limit && status == LODE_OK && i < pool->crew.count; i++) {
        lode_member *member = &pool->crew.members[i];
        uint64_t slack = member->ready ? SLACK_NANOSECONDS : STARTING_SECONDS * UINT64_C(1000000000);

        if (!member->process || !member->sent_count || now < member->heard || now - member->heard <= limit + slack)
            continue;
        member->killed_for = member->ready ? document_at_work(member) : 0;
        status = bury(pool, member, member->killed_for ? OVERDUE : OUT_OF_STEP, NULL, error);
    }
    return status;
}

/* ---- A turn -------------------------------------------------------------------------------------------------------- */

static bool has_ended(const lode_member *member) {
    siginfo_t info = {0};

    return waitid(P_PID, (id_t)member->process, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid;
}

/* Reads what a worker has sent and takes it; sees it off where it has ended. */
static lode_status read_member(lode_pool *pool, lode_member *member, lode_error *error) {
    bool open = lode_member_read(member);
    const char *fault;
    lode_status status = lode_pool_take(pool, member, &fault);

    if (status == LODE_ERROR_MEMORY)
        return lode_error_no_memory(error);
    if (status != LODE_OK)
        return bury(pool, member, OUT_OF_STEP, fault, error);
    return !open || has_ended(member) ? bury(pool, member, ENDED, NULL, error) : LODE_OK;
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

/* No more than there may be descriptors: a system may refuse to look at more, though they stand for none. */
nfds_t lode_pool_polled(const lode_pool *pool, struct pollfd *polled) {
    nfds_t count = 0;

    for (unsigned i = 0; i < pool->crew.count; i++) {
        const lode_member *member = &pool->crew.members[i];

        if (member->process)
            polled[count++] =
                (struct pollfd){.fd = member->socket, .events = (short)(POLLIN | (member->unwritten ? POLLOUT : 0))};
    }
    return count;
}

lode_status lode_pool_read(lode_pool *pool, lode_error *error) {
    lode_status status = LODE_OK;

    pool->finished_count = 0;
    lode_crew_move_clock(&pool->crew, longest_turn(pool));
    for (unsigned i = 0; status == LODE_OK && i < pool->crew.count; i++)
        if (pool->crew.members[i].process)
            status = read_member(pool, &pool->crew.members[i], error);
    if (status == LODE_OK)
        status = watch_clock(pool, error);
    return check_confinement(pool->batch, error) == LODE_OK ? status : LODE_ERROR_USAGE;
}

void lode_pool_pause(lode_pool *pool) {
    lode_crew_move_clock(&pool->crew, 0);
}

/* ---- Opening and closing ------------------------------------------------------------------------------------------ */

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

lode_status lode_pool_open(lode_pool *pool, lode_batch *batch, lode_source *source, uint64_t first, lode_error *error) {
    lode_status status;

    *pool = (lode_pool){
        .batch = batch,
        .plan = {.engine = batch->engine, .writing = batch->writing, .sandbox = batch->options.sandbox, .source = source},
        .blame = {.engine = batch->engine, .report = batch->report, .report_context = batch->report_context},
        .finished = calloc(LODE_FLIGHT_MOST, sizeof *pool->finished)};
    pool->plan.sandbox.files = batch->options.sandbox.mode == LODE_SANDBOX_OFF ? 0 : lode_readable_open(batch->engine);
    status = pool->finished ? LODE_OK : lode_error_no_memory(error);
    if (status == LODE_OK)
        status = lode_flight_open(&pool->flight, first, error);
    if (status == LODE_OK)
        status = lode_crew_open(&pool->crew, &pool->plan, batch->options.workers, error);
    if (status == LODE_OK && !note_types(batch))
        status = lode_error_no_memory(error);
    pool->crew.one_by_one = batch->options.one_by_one;
    return status;
}

void lode_pool_close(lode_pool *pool) {
    lode_crew_close(&pool->crew);
    lode_flight_close(&pool->flight);
    free(pool->finished);
    if (pool->plan.sandbox.files)
        close(pool->plan.sandbox.files);
    *pool = (lode_pool){0};
}
