/* lock.c - flock(2) on a file of its own: SQLite's own locks are on the database file. */
#include "store/lock.h"
#include "files.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

bool store_lock_take(const char *path, int *lock, struct err *e)
{
    char name[600];
    if ((size_t)snprintf(name, sizeof name, "%s.lock", path) >= sizeof name)
        return err_set(e, ERR_INPUT, "store.path: too long");
    if (!folders_make(path, e)) return false;
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0) return err_set(e, ERR_IO, "%s: %s", name, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        bool taken = errno == EWOULDBLOCK;
        (void)close(fd);
        return taken ? err_set(e, ERR_CONFLICT, "another kanda serves this database already")
                     : err_set(e, ERR_IO, "%s: cannot be locked", name);
    }
    *lock = fd;
    return true;
}

void store_lock_drop(int lock)
{
    if (lock >= 0) (void)close(lock);
}
