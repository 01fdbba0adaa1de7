/* area_bed.h - for the tests of pins: a made-up map of squares, and pins put to it.
 *
 * One degree is cut into hundredths: a square "1,2" has its corner at longitude 100.01 and latitude
 * -1.98 and sides of 0.01 degrees, about 1.1 km. */
#ifndef KANDA_TESTS_AREA_BED_H
#define KANDA_TESTS_AREA_BED_H

#include "base/buf.h"
#include "nlu/area.h"
#include "small_replies.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL_PLACES                                                                               \
    "code,level,name,parent,common_word,aliases,lat,lon\n"                                         \
    "1,kecamatan,Utara,,no,,,\n"                                                                   \
    "1.1,desa,Asri,1,no,,-1.995,100.005\n"                                                         \
    "1.2,desa,Bakti,1,no,,-1.995,100.015\n"                                                        \
    "2,kecamatan,Selatan,,no,,,\n"                                                                 \
    "2.1,desa,Cinta,2,no,,-1.985,100.005\n"                                                        \
    "9,kota,Kota,,no,,,\n"                                                                         \
    "9.1,kota,Dalam,,no,,-1.985,100.015\n"                                                         \
    "9.2,kota,Luhur,,no,,-1.975,100.015\n"
#define SMALL_OUTSIDE "LUAR,luar,luar,,no,,,\n"

static inline struct desk *small_map_desk(const char *places)
{
    struct desk_files files = {
        .departments = STR("code,name,handles,external,contact\nDISKOMINFO,Desk,,no,\n"
                           "KOTA,Kota,,yes,a\nLUAR,Luar,,yes,a\n"),
        .categories = STR("code,name,kind,department,inspection,priority,place,private,keywords\n"
                          "other,Lainnya,complaint,DISKOMINFO,no,normal,no,no,\n"),
        .places = str_of(places),
        .clocks = STR("kind,stage,legal_days,promise_days\ncomplaint,received,3,5\n"
                      "aspiration,received,3,5\ninformation,received,10,10\n"
                      "consultation,received,3,5\nwhistleblowing,received,3,5\n"),
        .holidays = STR("date,name\n2026-12-25,Natal\n"),
        .words = STR("role,phrase,value\ngreeting,halo,\n"),
        .replies_id = STR(SMALL_REPLIES),
    };
    struct err e = { 0 };
    struct desk *desk = desk_create(&files, &e);
    if (!desk) fail_msg("%s", e.text);
    return desk;
}

/* "Bakti", "Bakti|Cinta" where it may be either, "" for nowhere. */
static inline const char *pin_text(const struct pin *pin, char *out, size_t cap)
{
    int len = pin->place ? snprintf(out, cap, "%.*s", STR_ARG(pin->place->name)) : 0;
    out[len] = '\0';
    if (pin->other)
        (void)snprintf(out + len, cap - (size_t)len, "|%.*s", STR_ARG(pin->other->name));
    return out;
}

#endif
