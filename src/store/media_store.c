/* media_store.c - files of attachments, written aside and renamed. */
#include "store/media_store.h"
#include "files.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define PART_PREFIX "tmp-"
#define TOKEN_BITS  120
#define HASH_DIGITS (2 * SHA256_SIZE)
#define NAME_SIZE   (HASH_DIGITS + 4) /* "xx/" and the hash */

struct media_store {
    int fd; /* of the folder */
    int64_t reserve;
};

bool media_store_open(const char *path, int64_t reserve, struct media_store **out, struct err *e)
{
    struct media_store *s;
    if (!folders_make(path, e)) return false;
    if (mkdir(path, 0700) == 0) {
        if (!folder_sync(path, e)) return false;
    } else if (errno != EEXIST) {
        return err_set(e, ERR_IO, "media_dir: cannot create %s: %s", path, strerror(errno));
    }
    s = malloc(sizeof *s);
    if (!s) return err_set(e, ERR_MEMORY, "media_dir: no memory");
    s->reserve = reserve;
    s->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (s->fd < 0 || faccessat(s->fd, ".", R_OK | W_OK | X_OK, AT_EACCESS) != 0) {
        err_set(e, ERR_IO, "media_dir: cannot write in %s: %s", path, strerror(errno));
        media_store_close(s);
        return false;
    }
    *out = s;
    return true;
}

void media_store_close(struct media_store *s)
{
    if (s && s->fd >= 0) (void)close(s->fd);
    free(s);
}

bool media_store_sweep(const struct media_store *s, int64_t *removed, struct err *e)
{
    int fd = openat(s->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    const struct dirent *entry;
    bool ok = folder != NULL;
    int64_t n = 0;
    while (ok && (entry = readdir(folder)) != NULL)
        if (strncmp(entry->d_name, PART_PREFIX, sizeof PART_PREFIX - 1) == 0) {
            ok = unlinkat(s->fd, entry->d_name, 0) == 0;
            n++;
        }
    if (!ok) err_set(e, ERR_IO, "media_dir: cannot be tidied: %s", strerror(errno));
    if (folder)
        (void)closedir(folder);
    else if (fd >= 0)
        (void)close(fd);
    if (ok) *removed = n;
    return ok;
}

/* "xx/<hash>"; what is no hash must never become a path. */
static bool name_of(struct str hash, char out[NAME_SIZE], struct err *e)
{
    uint8_t raw[SHA256_SIZE];
    char hex[HASH_DIGITS + 1];
    if (!hex_decode(hash, raw, sizeof raw))
        return err_set(e, ERR_INTERNAL, "media_dir: a file name that is no hash");
    hex_encode(raw, sizeof raw, hex);
    (void)snprintf(out, NAME_SIZE, "%.2s/%s", hex, hex);
    return true;
}

bool media_store_get(const struct media_store *s, struct str hash, int *fd, int64_t *size,
                     struct err *e)
{
    char name[NAME_SIZE];
    struct stat st;
    if (!name_of(hash, name, e)) return false;
    int at = openat(s->fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (at < 0)
        return err_set(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "media_dir: cannot open: %s",
                       strerror(errno));
    if (fstat(at, &st) != 0 || !S_ISREG(st.st_mode)) {
        (void)close(at);
        return err_set(e, ERR_IO, "media_dir: not a file");
    }
    *fd = at;
    *size = st.st_size;
    return true;
}

bool media_store_remove(const struct media_store *s, struct str hash, int64_t *removed,
                        struct err *e)
{
    char name[NAME_SIZE];
    if (!name_of(hash, name, e)) return false;
    if (unlinkat(s->fd, name, 0) == 0)
        ++*removed;
    else if (errno != ENOENT)
        return err_set(e, ERR_IO, "media_dir: cannot remove: %s", strerror(errno));
    return true;
}

static bool has_room(const struct media_store *s)
{
    struct statvfs disk;
    return fstatvfs(s->fd, &disk) != 0 ||
           (uint64_t)disk.f_bavail * disk.f_frsize >= (uint64_t)s->reserve;
}

bool media_part_begin(const struct media_store *s, struct media_part *p, struct err *e)
{
    char token[TOKEN_BITS / 5 + 2];
    p->fd = -1;
    if (!has_room(s)) return err_set(e, ERR_IO, "media_dir: the disk is nearly full");
    if (!random_token(TOKEN_BITS, token, sizeof token))
        return err_set(e, ERR_INTERNAL, "media_dir: no name for a file");
    (void)snprintf(p->name, sizeof p->name, PART_PREFIX "%s", token);
    p->size = 0;
    sha256_begin(&p->hash);
    p->fd = openat(s->fd, p->name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return p->fd >= 0 || err_set(e, ERR_IO, "media_dir: cannot write: %s", strerror(errno));
}

bool media_part_add(struct media_part *p, struct str bytes, struct err *e)
{
    struct str left = bytes;
    while (left.len > 0) {
        ssize_t n = write(p->fd, left.at, left.len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return err_set(e, ERR_IO, "media_dir: cannot write: %s", strerror(errno));
        left = str_slice(left, (size_t)n, left.len);
    }
    sha256_add(&p->hash, bytes);
    p->size += (int64_t)bytes.len;
    return true;
}

void media_part_hash(struct media_part *p, uint8_t out[SHA256_SIZE])
{
    sha256_end(&p->hash, out);
}

void media_part_drop(const struct media_store *s, struct media_part *p)
{
    if (p->fd < 0) return;
    (void)close(p->fd);
    (void)unlinkat(s->fd, p->name, 0);
    p->fd = -1;
}

/* The folder of the first two digits; *fd is open afterwards. It is synced each time: whoever made
 * it may have failed to. */
static bool shelf_open(const struct media_store *s, const char *name, int *fd)
{
    char shelf[3] = { name[0], name[1], '\0' };
    if (mkdirat(s->fd, shelf, 0700) != 0 && errno != EEXIST) return false;
    if (fsync(s->fd) != 0) return false;
    *fd = openat(s->fd, shelf, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return *fd >= 0;
}

/* A file of this name and size is this file: it was whole when it got its name. */
static bool is_kept(const struct media_store *s, const char *name, int64_t size)
{
    struct stat st;
    return fstatat(s->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
           st.st_size == size;
}

static bool rename_synced(const struct media_store *s, struct media_part *p, const char *name)
{
    if (is_kept(s, name, p->size)) return true;
    if (fsync(p->fd) != 0 || renameat(s->fd, p->name, s->fd, name) != 0) return false;
    (void)close(p->fd);
    p->fd = -1;
    return true;
}

bool media_part_keep(const struct media_store *s, struct media_part *p, const char *hash,
                     struct err *e)
{
    char name[NAME_SIZE];
    int shelf = -1;
    bool ok = name_of(str_of(hash), name, e);
    if (ok) {
        /* Unsynced its name may be gone after a power cut, so it does not count as kept. */
        ok = shelf_open(s, name, &shelf) && rename_synced(s, p, name) && fsync(shelf) == 0;
        if (!ok) err_set(e, ERR_IO, "media_dir: cannot keep a file: %s", strerror(errno));
    }
    if (shelf >= 0) (void)close(shelf);
    media_part_drop(s, p);
    return ok;
}
