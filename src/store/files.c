/* files.c - folders of the store's files. */
#include "files.h"
#include "base/str.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool folder_sync(const char *path, struct err *e)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    struct str name = slash ? (struct str){ path, (size_t)(slash - path) } : STR(".");
    if (slash == path) name = STR("/");
    if (!str_copy(folder, sizeof folder, name)) return err_set(e, ERR_IO, "path: too long");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (!ok) (void)err_set(e, ERR_IO, "%s: cannot sync: %s", folder, strerror(errno));
    if (fd >= 0) (void)close(fd);
    return ok;
}

bool folders_make(const char *path, struct err *e)
{
    char folder[PATH_MAX];
    if (!str_copy(folder, sizeof folder, str_of(path))) return err_set(e, ERR_IO, "path: too long");
    for (char *at = folder + 1; *folder && (at = strchr(at, '/')) != NULL; at++) {
        *at = '\0';
        if (mkdir(folder, 0750) == 0) {
            if (!folder_sync(folder, e)) return false;
        } else if (errno != EEXIST) {
            return err_set(e, ERR_IO, "%s: cannot create: %s", folder, strerror(errno));
        }
        *at = '/';
    }
    return true;
}

bool file_make(const char *path, struct err *e)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (fd < 0 && errno == EEXIST) return true;
    if (fd < 0) return err_set(e, ERR_IO, "%s: cannot create: %s", path, strerror(errno));
    (void)close(fd);
    return folder_sync(path, e);
}
