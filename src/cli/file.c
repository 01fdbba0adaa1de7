/* file.c - reading and replacing a file is only done at start and in commands. */
#include "cli/file.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

bool file_read(const char *path, struct buf *out, struct err *e)
{
    char piece[8192];
    size_t n;
    FILE *f = fopen(path, "rb");
    if (!f)
        return err_set(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s: %s", path,
                       strerror(errno));
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(out, (struct str){ piece, n });
    bool bad = ferror(f) != 0, folder = bad && errno == EISDIR;
    (void)fclose(f);
    if (folder) return err_set(e, ERR_INPUT, "%s: cannot be read: is a folder, no file", path);
    if (bad) return err_set(e, ERR_IO, "%s: cannot be read", path);
    return buf_ok(out) || err_set(e, ERR_LIMIT, "%s: larger than %zu bytes", path, out->max);
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes = str_slice(bytes, (size_t)n, bytes.len);
    }
    return fsync(fd) == 0;
}

/* A rename is on disk when its folder is. */
static bool folder_sync(const char *path)
{
    char name[1024];
    if (!str_copy(name, sizeof name, str_of(path))) return false;
    int fd = open(dirname(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) (void)close(fd);
    return ok;
}

bool file_replace(const char *path, struct str bytes, struct err *e)
{
    char part[1024];
    if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part)
        return err_set(e, ERR_INPUT, "%s: too long", path);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) return err_set(e, ERR_IO, "%s: %s", part, strerror(errno));
    bool ok = write_all(fd, bytes);
    int why = errno;
    if (close(fd) != 0 && ok) {
        why = errno;
        ok = false;
    }
    if (ok && rename(part, path) != 0) {
        why = errno;
        ok = false;
    }
    if (!ok) {
        (void)unlink(part);
        return err_set(e, ERR_IO, "%s: %s", path, strerror(why));
    }
    return folder_sync(path) || err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
}

int64_t disk_free(const char *path)
{
    struct statvfs disk;
    char name[512];
    if (!str_copy(name, sizeof name, str_of(path))) {
        errno = ENAMETOOLONG;
        return -1;
    }
    char *at = name;
    /* It may not exist yet: its nearest existing parent is on the same disk. */
    do
        at = dirname(at);
    while (statvfs(at, &disk) != 0 && errno == ENOENT && strcmp(at, ".") != 0 &&
           strcmp(at, "/") != 0);
    return statvfs(at, &disk) == 0 ? (int64_t)((uint64_t)disk.f_bavail * disk.f_frsize) : -1;
}

const char *path_absolute(const char *path, char out[PATH_BYTES])
{
    char here[PATH_BYTES];
    if (path[0] == '/' || !getcwd(here, sizeof here)) return path;
    int n = snprintf(out, PATH_BYTES, "%s/%s", strcmp(here, "/") == 0 ? "" : here, path);
    return n > 0 && n < PATH_BYTES ? out : path;
}
