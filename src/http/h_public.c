/* h_public.c - what everybody may see: the page, its data, its style and pictures. */
#include "public_cache.h"
#include "qr.h"
#include "web_file.h"

bool h_public_page(struct request *r, struct db *db, struct err *e)
{
    return public_cache_answer(r, db, PUBLIC_PAGE, "text/html; charset=utf-8", e);
}

bool h_public_csv(struct request *r, struct db *db, struct err *e)
{
    return public_cache_answer(r, db, PUBLIC_CSV, "text/csv; charset=utf-8; header=present", e);
}

bool h_public_json(struct request *r, struct db *db, struct err *e)
{
    return public_cache_answer(r, db, PUBLIC_JSON, "application/json", e);
}

/* What of src/web/public is sent as it is; templates are not. */
static const char *const assets[] = { "look.css", "public.css", "icon.svg" };

static void answer_qr(struct request *r)
{
    char digits[24], address[64];
    struct buf svg, text;
    buf_init(&svg, ANSWER_MAX);
    buf_fixed(&text, address, sizeof address);
    bool there = qr_wa_number(r->server->options.public_number, digits, sizeof digits);
    buf_addf(&text, "https://wa.me/%s", digits);
    if (there && qr_svg(address, "WhatsApp Lapor Kanda", &svg)) {
        answer_text(r, 200, "image/svg+xml", buf_view(&svg));
        r->cache = "public, max-age=300";
        r->page = PAGE_PUBLIC;
    } else {
        answer_problem(r, 404, "not_found", "There is nothing at this path.");
    }
    buf_finish(&svg);
}

static void answer_asset(struct request *r, const char *name)
{
    char path[64];
    struct buf full;
    buf_fixed(&full, path, sizeof path);
    buf_addf(&full, "public/%s", name);
    /* The page asks with a digest of the content: another content has another address. */
    web_file_answer(r, buf_view(&full),
                    request_query(r, "v").len ? "public, max-age=31536000, immutable"
                                              : "public, max-age=300");
    r->page = PAGE_PUBLIC;
}

void h_public_asset(struct request *r)
{
    if (str_equal(r->params[0], STR("qr.svg"))) {
        answer_qr(r);
        return;
    }
    for (size_t i = 0; i < sizeof assets / sizeof assets[0]; i++)
        if (str_equal(r->params[0], str_of(assets[i]))) {
            answer_asset(r, assets[i]);
            return;
        }
    answer_problem(r, 404, "not_found", "There is nothing at this path.");
}
