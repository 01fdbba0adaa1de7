/* media_type.c - the only door to libmagic.
 *
 * It is opened for one file and closed again: its database is 8 MiB that count as resident while
 * they are mapped, and it brings three libraries for compression that nothing here wants. Of its
 * checks those that parse deeply (archives, ELF, Office) stay off: a citizen's file is hostile. */
#include "media_type.h"
#include "base/library.h"
#include <magic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD_BYTES ((size_t)64 << 10)
#define UNKNOWN    "application/octet-stream"

struct libmagic {
    void *handle;
    magic_t (*open)(int flags);
    void (*close)(magic_t cookie);
    int (*load)(magic_t cookie, const char *path);
    const char *(*buffer)(magic_t cookie, const void *at, size_t len);
};

static bool libmagic_open(struct libmagic *m)
{
    m->handle = library_open("libmagic.so.1");
    return m->handle && library_function(m->handle, "magic_open", &m->open, sizeof m->open) &&
           library_function(m->handle, "magic_close", &m->close, sizeof m->close) &&
           library_function(m->handle, "magic_load", &m->load, sizeof m->load) &&
           library_function(m->handle, "magic_buffer", &m->buffer, sizeof m->buffer);
}

static bool ask(const struct libmagic *m, const char *head, size_t len, char out[MEDIA_TYPE_SIZE])
{
    magic_t cookie = m->open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF |
                             MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_TAR);
    if (!cookie) return false;
    bool loaded = m->load(cookie, NULL) == 0;
    if (loaded) {
        const char *type = m->buffer(cookie, head, len);
        if (!type || !str_copy(out, MEDIA_TYPE_SIZE, str_of(type)))
            memcpy(out, UNKNOWN, sizeof UNKNOWN);
    }
    m->close(cookie);
    return loaded;
}

bool media_type_sniff(int fd, char out[MEDIA_TYPE_SIZE])
{
    struct libmagic m = { 0 };
    char *head = malloc(HEAD_BYTES);
    ssize_t len = head ? pread(fd, head, HEAD_BYTES, 0) : -1;
    memcpy(out, UNKNOWN, sizeof UNKNOWN);
    bool ok = len <= 0 || (libmagic_open(&m) && ask(&m, head, (size_t)len, out));
    library_close(m.handle);
    free(head);
    return ok;
}
