/* h_evidence.c - the evidence of a month as one archive, made while it is sent: the tickets step by
 * step, then what is counted, and at the end the hash of each file. */
#include "base/zip.h"
#include "http/evidence.h"
#include "request.h"
#include "service/export.h"

#define PART_MAX ((size_t)8 << 20) /* of a page, a table, one step of the tickets */

/* In the order in which they are sent: the page says how many tickets there were. */
enum part { PART_TICKETS, PART_SP4N, PART_PAGE, PART_SUMS, PART_TRAIL, PART_HASHES, PART_END };
static const char *const names[PART_END + 1] = {
    [PART_TICKETS] = "tiket.csv",
    [PART_SP4N] = "sp4n.csv",
    [PART_PAGE] = "laporan.html",
    [PART_SUMS] = "ringkasan.csv",
    [PART_TRAIL] = "jejak.txt",
    [PART_HASHES] = "SHA256SUMS",
    [PART_END] = "",
};

struct pack {
    struct evidence evidence;
    const char *prefix;
    struct zip zip;
    enum part part;
    bool begun; /* the file of this part */
    struct export_walk walk;
    struct sha256 hash; /* of the file of this part */
    uint8_t digests[PART_END][SHA256_SIZE];
};

static bool part_is_walked(enum part part)
{
    return part == PART_TICKETS || part == PART_SP4N;
}

static void hashes_write(const struct pack *p, struct buf *out)
{
    char hex[2 * SHA256_SIZE + 1];
    for (int i = 0; i < PART_HASHES; i++) {
        hex_encode(p->digests[i], SHA256_SIZE, hex);
        buf_addf(out, "%s  %s\n", hex, names[i]);
    }
}

/* The next bytes of the file; *ended with its last. Nothing has changed when it fails. */
static bool bytes_make(struct pack *p, struct db *db, struct buf *out, bool *ended, struct err *e)
{
    *ended = true;
    switch (p->part) {
    case PART_TICKETS:
    case PART_SP4N: return export_walk_step(&p->walk, db, out, ended, e);
    case PART_PAGE: return evidence_page(&p->evidence, out, e);
    case PART_SUMS: evidence_csv(&p->evidence, out); break;
    case PART_TRAIL: evidence_trail(&p->evidence, out); break;
    case PART_HASHES: hashes_write(p, out); break;
    case PART_END: break;
    }
    return buf_ok(out) || err_set(e, ERR_LIMIT, "%s: too large", names[p->part]);
}

static bool walk_begin(struct pack *p, struct db *db, enum export_words words, struct err *e)
{
    const struct export_style style = evidence_style(&p->evidence, p->prefix, words);
    const struct ticket_query q = evidence_tickets(&p->evidence);
    return export_walk_begin(db, &style, &q, false, &p->walk, e);
}

/* The next part; the second walk begins where the first has ended. */
static bool part_next(struct pack *p, struct db *db, struct err *e)
{
    if (p->part == PART_TICKETS) {
        int64_t tickets = p->walk.written;
        if (!walk_begin(p, db, EXPORT_SP4N, e)) return false;
        p->evidence.tickets = tickets;
    }
    p->part++;
    p->begun = false;
    return true;
}

static bool bytes_pack(struct pack *p, struct str bytes, bool ended, struct buf *out)
{
    if (!p->begun) {
        if (!zip_begin(&p->zip, names[p->part], out)) return false;
        sha256_begin(&p->hash);
        p->begun = true;
    }
    zip_add(&p->zip, bytes, out);
    sha256_add(&p->hash, bytes);
    if (ended) {
        zip_end(&p->zip, out);
        sha256_end(&p->hash, p->digests[p->part]);
    }
    return true;
}

/* One step of one file. What can fail comes first, so that a step may be tried again. */
static bool piece(struct request *r, struct db *db, bool *last, struct err *e)
{
    struct pack *p = r->pieces->ctx;
    struct buf bytes;
    bool ended;
    buf_init(&bytes, PART_MAX);
    struct pack before = *p;
    bool ok = bytes_make(p, db, &bytes, &ended, e) &&
              (bytes_pack(p, buf_view(&bytes), ended, &r->text) ||
               err_set(e, ERR_INTERNAL, "evidence: no room for %s", names[p->part]));
    if (ok && ended) ok = part_next(p, db, e);
    *last = ok && p->part == PART_END;
    if (*last && !zip_finish(&p->zip, &r->text))
        ok = err_set(e, ERR_LIMIT, "evidence: more than 4 GiB");
    if (!ok) *p = before;
    buf_finish(&bytes);
    return ok;
}

static void lighten(struct request *r)
{
    struct pack *p = r->pieces->ctx;
    if (part_is_walked(p->part) && p->walk.ids > 4) p->walk.ids /= 4;
}

/* Of a month that has begun; without one the latest that is over. */
static bool month_read(struct request *r, int64_t *out)
{
    struct str text = request_query(r, "month");
    *out = month_add(month_of_ms(r->arrived_at), -1);
    if (text.len && !month_parse(text, out, NULL)) return answer_invalid(r, "month: YYYY-MM.");
    return month_start_ms(*out) <= r->arrived_at || answer_invalid(r, "month: one that has begun.");
}

bool h_evidence(struct request *r, struct db *db, struct err *e)
{
    const struct intake_options *o = &r->server->options.intake;
    char month[MONTH_SIZE];
    struct pack *p = arena_zero(&r->arena, 1, sizeof *p);
    if (!p) return err_set(e, ERR_MEMORY, "evidence: no memory");
    p->evidence = (struct evidence){ .desk = o->desk, .made_at = r->arrived_at };
    p->prefix = o->ticket_prefix;
    if (!month_read(r, &p->evidence.month)) return true;
    zip_init(&p->zip, r->arrived_at);
    if (!evidence_sums(db, &p->evidence, &r->arena, e) ||
        !chain_head_get(db, &p->evidence.chain.head, e) || !walk_begin(p, db, EXPORT_KANDA, e))
        return false;
    month_format(p->evidence.month, month);
    const struct pieces pieces = { .piece = piece,
                                   .lighten = lighten,
                                   .ctx = p,
                                   .filename = arena_printf(&r->arena, "bukti-%s.zip", month),
                                   .at_most = p->walk.at_most };
    if (!pieces.filename) return err_set(e, ERR_MEMORY, "evidence: no memory");
    return answer_pieces(r, db, "application/zip", &pieces, e);
}
