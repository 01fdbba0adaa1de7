/* h_upload.c - a file that staff add to a ticket: the proof of the work. */
#include "base/log.h"
#include "photo.h"
#include "store/attachment_store.h"
#include "store/media_store.h"
#include "ticket_path.h"
#include "upload.h"
#include "work.h"
#include <string.h>

struct upload {
    char hash[FILE_HASH_SIZE];
    int64_t size;
    const char *type;
    struct photo_taken taken;
};

static bool file_keep(struct request *r, struct str file, struct upload *out, struct err *e)
{
    const struct media_store *media = r->server->options.media;
    struct media_part part = { .fd = -1 };
    uint8_t digest[SHA256_SIZE];
    if (!media) return err_set(e, ERR_IO, "there is no folder for files");
    if (!media_part_begin(media, &part, e)) return false;
    if (!media_part_add(&part, file, e)) {
        media_part_drop(media, &part);
        return false;
    }
    media_part_hash(&part, digest);
    hex_encode(digest, sizeof digest, out->hash);
    out->size = (int64_t)file.len;
    return media_part_keep(media, &part, out->hash, e);
}

/* On a reader thread: writing and syncing the file is slow, and the writer waits for nobody. */
bool h_upload_prepare(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct str file;
    struct upload *upload = arena_zero(&r->arena, 1, sizeof *upload);
    if (!upload) return err_set(e, ERR_MEMORY, "upload: no memory");
    if (!ticket_of_path(r, db, &t, e)) return false;
    if (!upload_read(r, &file, &upload->type)) return true;
    if (str_equal(str_of(upload->type), STR("image/jpeg")))
        photo_read(file, r->arrived_at, &upload->taken);
    r->prepared = upload;
    if (!file_keep(r, file, upload, e)) return false;
    r->repeat_body = str_of(upload->hash);
    return true;
}

static void answer_id(struct request *r, int64_t id)
{
    struct json_writer w;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_i64(&w, "id", id);
    json_end_object(&w);
    answer_json_end(r, 201, &w);
}

bool h_upload_post(struct request *r, struct db *db, struct err *e)
{
    const struct upload *upload = r->prepared;
    struct ticket t;
    int64_t id = 0;
    const struct attachment_file file = {
        .hash = upload->hash, .size = upload->size, .type = upload->type, .taken = upload->taken
    };
    struct casework c = work_of(r, db, &t);
    if (!ticket_of_path(r, db, &t, e) || !request_version(r, &c.seen_version)) return r->answered;
    if (!casework_upload(&c, &file, &id, e)) return false;
    if (work_allowed(r, &c)) answer_id(r, id);
    return true;
}
