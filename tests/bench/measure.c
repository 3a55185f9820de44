/* SPDX-License-Identifier: MIT */
/* Runs a command several times and prints the median of its wall-clock seconds, the most memory that any one process of it
 * took, in MiB, and the processor time of all its processes, of all runs together:
 *
 *     measure RUNS OUTPUT COMMAND...        "1.234 56.7 2.345"
 *
 * The command's standard output goes to the file OUTPUT. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int by_value(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

int main(int argc, char **argv) {
    int runs = argc > 3 ? atoi(argv[1]) : 0;
    double *seconds = runs > 0 ? calloc((size_t)runs, sizeof *seconds) : NULL;
    struct rusage usage;

    if (!seconds) {
        fprintf(stderr, "usage: measure RUNS OUTPUT COMMAND...\n");
        return 2;
    }
    for (int run = 0; run < runs; run++) {
        struct timespec start, end;
        int status;
        pid_t child;

        clock_gettime(CLOCK_MONOTONIC, &start);
        child = fork();
        if (child == 0) {
            int output = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0666);

            if (output < 0 || dup2(output, STDOUT_FILENO) < 0)
                _exit(126);
            execvp(argv[3], argv + 3);
            _exit(127);
        }
        if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) > 1) {
            fprintf(stderr, "measure: %s failed\n", argv[3]);
            return 1;
        }
        clock_gettime(CLOCK_MONOTONIC, &end);
        seconds[run] = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
    }
    qsort(seconds, (size_t)runs, sizeof *seconds, by_value);
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("%.3f %.1f %.3f\n", seconds[runs / 2], (double)usage.ru_maxrss / 1024,
           (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6);
    free(seconds);
    return 0;
}
