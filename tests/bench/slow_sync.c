/* slow_sync.c - a slow disk by LD_PRELOAD: every fsync and fdatasync takes 5 ms longer. */
#include <dlfcn.h>
#include <time.h>
#include <unistd.h>

#define ADDED_NS 5000000L

static int delayed(const char *name, int fd)
{
    static const struct timespec added = { .tv_nsec = ADDED_NS };
    union {
        void *object;
        int (*function)(int);
    } real = { .object = dlsym(RTLD_NEXT, name) };
    (void)nanosleep(&added, NULL);
    return real.function(fd);
}

int fsync(int fd)
{
    return delayed("fsync", fd);
}

int fdatasync(int fildes)
{
    return delayed("fdatasync", fildes);
}
