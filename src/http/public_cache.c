/* public_cache.c - three texts and their ETags. */
#include "public_cache.h"
#include "public_numbers.h"
#include "public_write.h"
#include <pthread.h>
#include <stdlib.h>

#define FILE_MAX ((size_t)1 << 20)
#define MAX_AGE  "public, max-age=300"

struct public_cache {
    pthread_mutex_t lock;
    int64_t made_ms; /* monotonic; 0: never */
    struct buf files[PUBLIC_FILES];
    char etags[PUBLIC_FILES][24];
};

bool public_cache_create(struct public_cache **out, struct err *e)
{
    struct public_cache *c = calloc(1, sizeof *c);
    if (!c || pthread_mutex_init(&c->lock, NULL) != 0) {
        free(c);
        return err_set(e, ERR_MEMORY, "http: no memory");
    }
    for (size_t i = 0; i < PUBLIC_FILES; i++)
        buf_init(&c->files[i], FILE_MAX);
    *out = c;
    return true;
}

void public_cache_destroy(struct public_cache *c)
{
    if (!c) return;
    for (size_t i = 0; i < PUBLIC_FILES; i++)
        buf_finish(&c->files[i]);
    (void)pthread_mutex_destroy(&c->lock);
    free(c);
}

static void etag_set(struct public_cache *c, enum public_file file)
{
    uint8_t digest[SHA256_SIZE];
    char hex[17];
    struct buf tag;
    sha256(buf_view(&c->files[file]), digest);
    hex_encode(digest, 8, hex);
    buf_fixed(&tag, c->etags[file], sizeof c->etags[file]);
    buf_addf(&tag, "\"%s\"", hex);
}

static bool make(struct public_cache *c, struct request *r, struct db *db, struct err *e)
{
    struct public_numbers numbers;
    const struct http_options *o = &r->server->options;
    if (!public_numbers_read(db, o->intake.desk, r->arrived_at, &r->arena, &numbers, e))
        return false;
    for (size_t i = 0; i < PUBLIC_FILES; i++)
        buf_clear(&c->files[i]);
    bool ok = public_write_page(&numbers, o->public_number, &c->files[PUBLIC_PAGE]) &&
              public_write_csv(&numbers, &c->files[PUBLIC_CSV]) &&
              public_write_json(&numbers, &c->files[PUBLIC_JSON]);
    c->made_ms = ok ? clock_monotonic_ms() : 0;
    for (size_t i = 0; ok && i < PUBLIC_FILES; i++)
        etag_set(c, (enum public_file)i);
    return ok || err_set(e, ERR_INTERNAL, "public page: too long, or a template is wrong");
}

static void answer(struct request *r, const struct public_cache *c, enum public_file file,
                   const char *content_type)
{
    struct str have = request_header(r, "If-None-Match"), etag = str_of(c->etags[file]);
    answer_text(r, 200, content_type, buf_view(&c->files[file]));
    if (have.len && str_contains(have, etag)) answer_unchanged(r);
    r->etag = arena_printf(&r->arena, "%s", c->etags[file]);
    r->cache = MAX_AGE;
    r->page = PAGE_PUBLIC;
}

bool public_cache_answer(struct request *r, struct db *db, enum public_file file,
                         const char *content_type, struct err *e)
{
    struct public_cache *c = r->server->public_cache;
    (void)pthread_mutex_lock(&c->lock);
    bool fresh = c->made_ms && clock_monotonic_ms() - c->made_ms < PUBLIC_FRESH_MS;
    bool ok = fresh || make(c, r, db, e);
    if (ok) answer(r, c, file, content_type);
    (void)pthread_mutex_unlock(&c->lock);
    return ok;
}
