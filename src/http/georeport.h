/* georeport.h - answers of Open311 GeoReport v2: a list of rows, each of them a list of fields,
 * written once and told as XML or as JSON. Room-private.
 *
 * The form is the one that the address ends in (.xml, .json); where it names none, XML, which the
 * standard asks of everybody, unless Accept prefers application/json. Errors have the same form.
 *
 * Threads: the request's. */
#ifndef KANDA_HTTP_GEOREPORT_H
#define KANDA_HTTP_GEOREPORT_H

#include "request.h"

enum georeport_kind {
    GEOREPORT_TEXT,
    GEOREPORT_PLAIN, /* a number or a truth value, as JSON writes it */
    GEOREPORT_NONE   /* null; in XML an empty element */
};

struct georeport_field {
    const char *name;
    struct str value;
    enum georeport_kind kind;
};

struct georeport {
    struct request *r;
    bool xml;
    const char *list; /* name of the root element */
    struct json_writer json;
};

void georeport_begin(struct georeport *g, struct request *r, const char *list);
/* row: name of its element. */
void georeport_row(struct georeport *g, const char *row, const struct georeport_field *fields,
                   size_t count);
void georeport_end(struct georeport *g, unsigned status);

/* Whether the path is one of Open311's, known or not. */
bool georeport_owns(struct str path);
/* The whole answer to what cannot be answered. */
void georeport_refuse(struct request *r, unsigned status, const char *why);

/* "LK26-00042-7" of "LK26-00042-7.xml". */
struct str georeport_without_form(struct str name);

#endif
