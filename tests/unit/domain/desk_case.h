/* desk_case.h - a small desk of seven good files, for the tests of the loader. */
#ifndef KANDA_TEST_DESK_CASE_H
#define KANDA_TEST_DESK_CASE_H

#include "domain/desk.h"
#include "small_replies.h"

#define DEPARTMENTS                                                                                \
    "code,name,handles,external,contact\n"                                                         \
    "DISKOMINFO,Diskominfo,,no,\n"                                                                 \
    "PUPR,\"Dinas PU, Tata Ruang\",jalan,no,\n"                                                    \
    "PLN,PLN,listrik,yes,Kanal PLN.\n"                                                             \
    "KEC-14,Kecamatan Satu,,no,\n"                                                                 \
    "KOTA,Kota,,yes,Kanal kota.\n"                                                                 \
    "LUAR,Luar,,yes,Kanal luar.\n"
#define CATEGORIES                                                                                 \
    "code,name,kind,department,inspection,priority,place,private,keywords\n"                       \
    "road,Jalan rusak,complaint,PUPR,no,normal,no,no,jalan rusak:6|aspal\n"                        \
    "power,Listrik,complaint,PLN,no,high,no,no,listrik\n"                                          \
    "office,Kantor desa,complaint,,yes,normal,no,yes,kantor desa:20\n"                             \
    "other,Lainnya,complaint,DISKOMINFO,no,normal,no,no,\n"
#define PLACES                                                                                     \
    "code,level,name,parent,common_word,aliases,lat,lon\n"                                         \
    "99.01.14.2001,desa,Asri,99.01.14,no,Desa Asri|Asrie,-7.5,113.25\n"                            \
    "X-1,luar,Tetangga,,no,,,\n"                                                                   \
    "99.01.14,kecamatan,Satu,,yes,,,\n"                                                            \
    "98,kota,Kota,,no,,,\n"                                                                        \
    "99.01.15,kecamatan,Dua,,no,,,\n"                                                              \
    "99.01.15.1001,kelurahan,Indah,99.01.15,no,,,\n"
#define CLOCKS                                                                                     \
    "kind,stage,legal_days,promise_days\n"                                                         \
    "complaint,received,3,5\n"                                                                     \
    "complaint,in_progress,14,0\n"                                                                 \
    "complaint,in_progress_inspection,60,0\n"                                                      \
    "aspiration,received,3,5\n"                                                                    \
    "information,received,10,10\n"                                                                 \
    "information,in_progress,10,0\n"                                                               \
    "consultation,received,3,5\n"                                                                  \
    "whistleblowing,received,3,5\n"
#define HOLIDAYS                                                                                   \
    "date,name\n"                                                                                  \
    "2026-12-25,Natal\n"                                                                           \
    "# a comment counts as a line\n"                                                               \
    "2026-08-17,Kemerdekaan\n"
#define WORDS                                                                                      \
    "role,phrase,value\n"                                                                          \
    "greeting,selamat pagi,\n"                                                                     \
    "help,bantuan,\n"                                                                              \
    "filler,bantuan,\n"                                                                            \
    "slang,yg,yang\n"
#define REPLIES            SMALL_REPLIES
#define REPLIES_WITH(menu) SMALL_REPLIES_WITH(menu)

static inline struct desk_files good_files(void)
{
    return (struct desk_files){ STR(DEPARTMENTS), STR(CATEGORIES), STR(PLACES),  STR(CLOCKS),
                                STR(HOLIDAYS),    STR(WORDS),      STR(REPLIES), STR_EMPTY,
                                STR_EMPTY,        STR_EMPTY,       STR_EMPTY };
}

#endif
