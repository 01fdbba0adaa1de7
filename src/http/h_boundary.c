/* h_boundary.c - the outlines of the districts, for a map without tiles of strangers. */
#include "request.h"

#define POINTS_MAX 5000 /* some 100 KB */

bool h_boundary_get(struct request *r, struct db *db, struct err *e)
{
    struct json_writer w;
    (void)db;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_text(&w, "type", STR("FeatureCollection"));
    json_key_name(&w, "features");
    if (!area_outlines(r->server->options.area, POINTS_MAX, &w, e)) return false;
    json_end_object(&w);
    answer_json_end(r, 200, &w);
    return true;
}
