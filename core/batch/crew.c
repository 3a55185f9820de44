/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* wait4, MAP_ANONYMOUS */

#include "batch/crew.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    SHORTAGE_NANOSECONDS = 1000000000,
    ENDING_TRIES = 200,
    ENDING_NANOSECONDS = 5000000
}; /* a second for a process to end by itself */

/* What a worker may have unanswered, so that it never waits for more; one document it always may. Bytes read at once. */
enum { MOST_GIVEN = 64, MOST_GIVEN_BYTES = 256 * 1024, BLOCK = 256 * 1024, KEPT = 1 << 20, PIECES = 16 };

void lode_crew_move_clock(lode_crew *crew, uint64_t most) {
    struct timespec read;
    uint64_t now, passed;

    clock_gettime(CLOCK_MONOTONIC, &read);
    now = (uint64_t)read.tv_sec * 1000000000u + (uint64_t)read.tv_nsec;
    passed = now - crew->turned;
    crew->clock += passed < most ? passed : most;
    crew->turned = now;
}

lode_status lode_crew_open(lode_crew *crew, const lode_worker_plan *plan, unsigned count, lode_error *error) {
    *crew = (lode_crew){.plan = plan};
    crew->members = calloc(count, sizeof *crew->members);
    if (!crew->members)
        return lode_error_no_memory(error);
    crew->count = count;
    lode_crew_move_clock(crew, 0);
    for (unsigned i = 0; i < count; i++) {
        lode_member *member = &crew->members[i];

        member->sent = calloc(MOST_GIVEN, sizeof *member->sent);
        member->activity = mmap(NULL, sizeof *member->activity, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (member->activity == MAP_FAILED)
            member->activity = NULL;
        if (!member->sent || !member->activity)
            return lode_error_no_memory(error);
    }
    return LODE_OK;
}

void lode_crew_close(lode_crew *crew) {
    for (unsigned i = 0; i < crew->count; i++) {
        lode_member *member = &crew->members[i];
        lode_end end;

        lode_member_reap(member, true, &end);
        if (member->activity)
            munmap(member->activity, sizeof *member->activity);
        free(member->sent);
        lode_buffer_free(&member->in);
    }
    free(crew->members);
    *crew = (lode_crew){0};
}

/* What a worker could write there would be taken for another's doing. */
static void unmap_others(const lode_crew *crew, const lode_member *own) {
    for (unsigned i = 0; i < crew->count; i++)
        if (&crew->members[i] != own)
            munmap(crew->members[i].activity, sizeof *crew->members[i].activity);
}

/* The system is short of processes, descriptors or memory, perhaps for a moment only. */
static lode_status note_shortage(lode_crew *crew, int reason, lode_error *error) {
    crew->short_until = crew->clock + SHORTAGE_NANOSECONDS;
    return lode_error_set(error, LODE_ERROR_IO, "a worker cannot be started: %s", strerror(reason));
}

static bool is_short(const lode_crew *crew) {
    return crew->clock < crew->short_until;
}

lode_status lode_crew_start(lode_crew *crew, lode_member *member, lode_error *error) {
    int ends[2], reason;

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends))
        return note_shortage(crew, errno, error);
    memset(member->activity, 0, sizeof *member->activity);
    member->process = fork();
    if (member->process == 0) {
        unmap_others(crew, member);
        _exit(lode_worker_run(crew->plan, member->activity, ends[1]));
    }
    reason = errno;
    close(ends[1]);
    if (member->process < 0) {
        member->process = 0;
        close(ends[0]);
        return note_shortage(crew, reason, error);
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    member->socket = ends[0];
    member->sent_count = member->sent_bytes = member->unwritten = member->written = 0;
    member->killed_for = member->answered = 0;
    member->ready = false;
    member->memory = 0;
    member->last = LODE_OK;
    lode_buffer_clear(&member->in);
    return LODE_OK;
}

static bool takes_more(const lode_crew *crew, const lode_member *member) {
    return member->sent_count == 0 || (!crew->careful && !crew->one_by_one && !member->alone &&
                                       member->sent_count < MOST_GIVEN && member->sent_bytes < MOST_GIVEN_BYTES);
}

/* Whether a member should get a document rather than another one: starting a process costs more than waiting in no queue. */
static bool is_better(const lode_member *member, const lode_member *other) {
    if (member->sent_bytes != other->sent_bytes)
        return member->sent_bytes < other->sent_bytes;
    return member->process && !other->process;
}

unsigned lode_crew_running(const lode_crew *crew) {
    unsigned running = 0;

    for (unsigned i = 0; i < crew->count; i++)
        running += crew->members[i].process != 0;
    return running;
}

lode_member *lode_crew_free_member(lode_crew *crew) {
    lode_member *best = NULL;

    for (unsigned i = 0; i < crew->count; i++) {
        lode_member *member = &crew->members[i];

        if ((member->process || !is_short(crew)) && takes_more(crew, member) && (!best || is_better(member, best)))
            best = member;
    }
    return best;
}

lode_member *lode_crew_new_member(lode_crew *crew) {
    for (unsigned i = 0; i < crew->count; i++) {
        lode_member *member = &crew->members[i];
        lode_end end;

        if (member->process ? member->sent_count > 0 : is_short(crew))
            continue;
        lode_member_reap(member, true, &end);
        return member;
    }
    return NULL;
}

void lode_member_give(lode_crew *crew, lode_member *member, lode_flight_document *document) {
    crew->careful -= crew->careful > 0;
    if (!member->sent_count)
        member->heard = crew->clock;
    document->state = LODE_FLIGHT_SENT;
    member->alone = document->alone;
    document->worker = (unsigned)(member - crew->members);
    member->sent[member->sent_count++] = document->number;
    member->sent_bytes += document->message.length;
    member->unwritten++;
}

/* Moves on over `count` bytes that went into the socket. */
static void note_written(lode_member *member, lode_flight *flight, size_t count) {
    while (count) {
        const lode_flight_document *document = lode_flight_at(flight, member->sent[member->sent_count - member->unwritten]);
        size_t left = document->message.length - member->written;

        if (count < left) {
            member->written += count;
            return;
        }
        count -= left;
        member->written = 0;
        member->unwritten--;
    }
}

void lode_member_write(const lode_crew *crew, lode_member *member, lode_flight *flight) {
    while (member->unwritten) {
        struct iovec pieces[PIECES];
        int used = 0;
        ssize_t count;

        for (size_t i = member->sent_count - member->unwritten; i < member->sent_count && used < PIECES; i++) {
            const lode_flight_document *document = lode_flight_at(flight, member->sent[i]);
            size_t skip = used ? 0 : member->written;

            pieces[used++] = (struct iovec){document->message.bytes + skip, document->message.length - skip};
        }
        count = writev(member->socket, pieces, used);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return; /* full for now; or gone, which reading will tell */
        if (member->unwritten == member->sent_count)
            member->heard = crew->clock;
        note_written(member, flight, (size_t)count);
    }
}

bool lode_member_read(lode_member *member) {
    for (;;) {
        ssize_t count;

        if (!lode_buffer_reserve(&member->in, BLOCK))
            return false;
        count = read(member->socket, member->in.bytes + member->in.length, member->in.capacity - member->in.length - 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK;
        if (count == 0)
            return false;
        member->in.length += (size_t)count;
        if (member->in.length > KEPT)
            return true;
    }
}

uint64_t lode_member_next(const lode_member *member) {
    return member->sent_count > member->unwritten ? member->sent[0] : 0;
}

void lode_member_answered(lode_member *member, const lode_flight_document *document) {
    member->sent_count--;
    member->sent_bytes -= document->message.length;
    memmove(member->sent, member->sent + 1, member->sent_count * sizeof *member->sent);
    member->answered++;
}

void lode_member_reap(lode_member *member, bool kill_it, lode_end *end) {
    struct rusage usage = {0};
    bool ended = false;

    *end = (lode_end){0};
    if (!member->process)
        return;
    for (int tries = 0; !ended && !kill_it && tries < ENDING_TRIES; tries++) {
        ended = wait4(member->process, &end->status, WNOHANG, &usage) != 0;
        if (!ended)
            nanosleep(&(struct timespec){.tv_nsec = ENDING_NANOSECONDS}, NULL);
    }
    if (!ended) {
        end->forced = true;
        kill(member->process, SIGKILL);
        while (wait4(member->process, &end->status, 0, &usage) < 0 && errno == EINTR)
            ;
    }
    end->memory_kib = usage.ru_maxrss;
    close(member->socket);
    member->process = 0;
}
