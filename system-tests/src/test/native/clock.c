/* A wall clock that jumps, put between a program and libc with LD_PRELOAD. The file that CLOCK_OFFSET_FILE names holds a long, the
 * nanoseconds that the clock is ahead; it is mapped, so a jump is seen at once. What only measures time (CLOCK_MONOTONIC) is left alone.
 * libfaketime can do more, but a JVM under it spins in its timed waits. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000L

static const volatile long *ahead;

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("CLOCK_OFFSET_FILE");
    int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    if (file >= 0) {
        void *mapped = mmap(NULL, sizeof(long), PROT_READ, MAP_SHARED, file, 0);
        ahead = mapped == MAP_FAILED ? NULL : mapped;
        close(file);
    }
}

static struct timespec moved(struct timespec time, long by) {
    long nanos = time.tv_nsec + by % SECOND;
    time.tv_sec += by / SECOND;
    if (nanos < 0) {
        nanos += SECOND;
        time.tv_sec--;
    } else if (nanos >= SECOND) {
        nanos -= SECOND;
        time.tv_sec++;
    }
    time.tv_nsec = nanos;
    return time;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    static int (*original)(clockid_t, struct timespec *);
    if (!original) {
        original = dlsym(RTLD_NEXT, "clock_gettime");
    }
    int result = original ? original(clock, time) : (int) syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && ahead && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        *time = moved(*time, *ahead);
    }
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    struct timespec now;
    (void) zone;
    clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *into) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (into) {
        *into = now.tv_sec;
    }
    return now.tv_sec;
}

/* A wait until a time of the wall clock is a wait for the kernel, which knows nothing of us. A deadline by the monotonic clock is a small number. */
static struct timespec real(const struct timespec *until) {
    return ahead && until->tv_sec > SECOND ? moved(*until, -*ahead) : *until;
}

int pthread_cond_timedwait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
    static int (*original)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    if (!original) {
        original = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
        if (!original) {
            original = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
        }
    }
    struct timespec deadline = real(until);
    return original(cond, mutex, &deadline);
}

int sem_timedwait(sem_t *restrict sem, const struct timespec *restrict until) {
    static int (*original)(sem_t *, const struct timespec *);
    if (!original) {
        original = dlsym(RTLD_NEXT, "sem_timedwait");
    }
    struct timespec deadline = real(until);
    return original(sem, &deadline);
}
