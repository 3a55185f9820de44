/* SPDX-License-Identifier: MIT */
#include "batch/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A signal handler gets no context: this is the one place where state of the process as a whole cannot be avoided. */
static volatile sig_atomic_t signal_number, signal_count, hangups;
static int ends[2] = {-1, -1};
static struct sigaction before[3], before_hangups;
static bool watches_hangups;
static const int watched[3] = {SIGINT, SIGTERM, SIGCHLD};

static void on_signal(int number) {
    int saved = errno;

    if (number == SIGHUP) {
        hangups = 1;
    } else if (number != SIGCHLD) {
        signal_number = number;
        signal_count = signal_count + 1;
    }
    if (write(ends[1], "", 1) < 0) {
        /* The pipe is full: the other end will wake all the same. */
    }
    errno = saved;
}

lode_status lode_interrupt_begin(lode_error *error) {
    struct sigaction action = {0};

    signal_number = signal_count = hangups = 0;
    if (pipe(ends))
        return lode_error_set(error, LODE_ERROR_IO, "no pipe can be made: %s", strerror(errno));
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    }
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < 3; i++) {
        sigaction(watched[i], &action, &before[i]);
        /* Whoever started this in the background, or by nohup, does not want it to end by these. */
        if (watched[i] != SIGCHLD && before[i].sa_handler == SIG_IGN)
            sigaction(watched[i], &before[i], NULL);
    }
    return LODE_OK;
}

void lode_interrupt_watch_hangups(void) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

    sigemptyset(&action.sa_mask);
    watches_hangups = sigaction(SIGHUP, &action, &before_hangups) == 0;
}

bool lode_interrupt_hangup(void) {
    bool came = hangups;

    hangups = 0;
    return came;
}

void lode_interrupt_end(void) {
    if (watches_hangups)
        sigaction(SIGHUP, &before_hangups, NULL);
    watches_hangups = false;
    for (int i = 0; i < 3; i++)
        sigaction(watched[i], &before[i], NULL);
    for (int i = 0; i < 2; i++) {
        close(ends[i]);
        ends[i] = -1;
    }
}

int lode_interrupt_signal(void) {
    return signal_number;
}

int lode_interrupt_count(void) {
    return signal_count;
}

void lode_interrupt_wait(int descriptor) {
    struct pollfd polled[] = {{.fd = ends[0], .events = POLLIN}, {.fd = descriptor, .events = POLLIN}};

    if (descriptor >= 0)
        poll(polled, 2, -1);
    lode_interrupt_drain();
}

int lode_interrupt_descriptor(void) {
    return ends[0];
}

void lode_interrupt_drain(void) {
    char bytes[64];

    while (read(ends[0], bytes, sizeof bytes) > 0)
        ;
}
