/* Preloaded: the wall clock is as many seconds ahead as SKEW_FILE says, at each reading. All other clocks are true, so
   that whoever sleeps or waits does it for as long as they would. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static char path[4096];

/* Before anything writes over its own environment. */
__attribute__((constructor)) static void remember(void) {
    const char *told = getenv("SKEW_FILE");
    snprintf(path, sizeof path, "%s", told ? told : "");
}

static long skew(void) {
    int error = errno, file = open(path, O_RDONLY | O_CLOEXEC);
    char text[16] = {0};
    long seconds = file >= 0 && read(file, text, sizeof text - 1) > 0 ? atol(text) : 0;
    if (file >= 0) close(file);
    errno = error;
    return seconds;
}

int clock_gettime(clockid_t id, struct timespec *now) {
    int result = (int)syscall(SYS_clock_gettime, id, now);
    if (!result && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) now->tv_sec += skew();
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (now) *now = precise.tv_sec;
    return precise.tv_sec;
}
