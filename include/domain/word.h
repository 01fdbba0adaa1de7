/* word.h - the words that the desk listens for, and what each of them plays a part in: words.csv.
 *
 * Threads: plain data. Memory: phrases are borrowed from the desk. */
#ifndef KANDA_DOMAIN_WORD_H
#define KANDA_DOMAIN_WORD_H

#include "base/str.h"

/* Groups of phrases in words.csv. */
enum word_role {
    WORD_GREETING,
    WORD_THANKS,
    WORD_NOISE,
    WORD_FILLER, /* carries no meaning for "is this more than a greeting?" */
    WORD_URGENT,
    WORD_HAZARD,    /* banjir, longsor: a danger to life only with */
    WORD_VICTIM,    /* nenek, sampai leher, minta tolong: whoever is in it */
    WORD_EVENT,     /* kebakaran, banjir: an urgent word, hazard or victim that passes, */
    WORD_USUAL,     /* sering, pernah: no danger now right before one, */
    WORD_PAST,      /* tahun lalu: nor with it, */
    WORD_OVER,      /* sudah surut: nor before it, */
    WORD_NOW,       /* sekarang, masih: unless one of these stands in the text */
    WORD_ABUSE,     /* dicabuli, pelecehan: for the unit of women and children, urgent */
    WORD_BLOW,      /* dipukul, menampar: abuse as well when it befalls */
    WORD_PROTECTED, /* anak, murid, istri, or is done by */
    WORD_GUARDIAN,  /* suami, bapaknya, guru */
    WORD_MISSING,   /* hilang, belum pulang: urgent of somebody protected, or a victim */
    WORD_SELF_HARM, /* urgent too, answered with other numbers and warmer */
    WORD_MENU,
    WORD_STATUS,
    WORD_HELP,
    WORD_CANCEL,
    WORD_HUMAN,
    WORD_ADD,          /* "tambah": what comes next belongs to my ticket */
    WORD_CONFIDENTIAL, /* rahasia, anonim; also inside a report */
    WORD_PRIVACY,
    WORD_ERASE, /* hapus data saya */
    WORD_YES,
    WORD_NO,
    WORD_AGREE, /* oke, ikut, tidak usah: yes and no only where that was asked */
    WORD_DECLINE,
    WORD_PROCEED, /* lanjut, teruskan: yes too, but no to "shall it be cancelled?" */
    WORD_MISSENT, /* salah kirim: what was sent last is taken back */
    WORD_SOLVED,  /* sudah: an answer to "is it done?", in part, not yet */
    WORD_PARTLY,
    WORD_UNSOLVED,
    WORD_RESERVE,     /* tapi, cuma, katanya: what "sudah" does not settle */
    WORD_BLAME,       /* asal-asalan, ngawur: of the work itself, be it done or not */
    WORD_THIRD_PARTY, /* atas nama, mewakili: for somebody else */
    WORD_LANGUAGE,    /* bahasa: which one? */
    WORD_CORRECT,     /* salah dinas: choose the matter from a list */
    WORD_QUESTION,    /* marks a request for information */
    WORD_ASPIRATION,  /* usul, saran, kritik ... */
    WORD_CONSULTATION,
    WORD_WHISTLEBLOWING,
    WORD_CHASE,      /* asks what becomes of a report, and tells nothing new */
    WORD_OFFICIAL,   /* kades, petugas: who demands money does what the next two say: */
    WORD_DEMAND,     /* minta, tarik */
    WORD_EXACTED,    /* dimintai, disuruh bayar: where an official stands before or behind */
    WORD_MONEY,      /* uang, ribu, juta */
    WORD_COLLECTOR,  /* tukang parkir: asks for money too, and is no official */
    WORD_FUND,       /* dana, bansos: public money or goods, */
    WORD_ASSET,      /* tanah kas desa, mobil dinas: what only an office has, */
    WORD_WAGE,       /* gaji: what somebody works for */
    WORD_EMBEZZLED,  /* dimakan, ditilep: taken, a fund or an asset, */
    WORD_CUT,        /* dipotong: a fund where an official or a sum stands near, a wage by one, */
    WORD_SOLD,       /* dijual: an asset, or a fund by an official, */
    WORD_USED,       /* dipakai: a fund or an asset by an official for what is */
    WORD_OWN,        /* beli motor, nikahan anaknya: his own */
    WORD_SERVANT,    /* pegawai, dokter, lurah: who works in an office, near */
    WORD_MANNER,     /* judes, bolos, dibentak: how nobody in office should behave */
    WORD_PLACE_MARK, /* desa, ds, kec, dusun, di ... : a place name follows */
    WORD_SLANG,      /* value = the normal form */

    /* From here on each is one word, looked for by itself: it hides no phrase and no place
     * (word_role_stands_apart). */
    WORD_JAVANESE,   /* words that only Javanese has, */
    WORD_MADURESE,   /* or Madurese: they tell in which language to answer; */
    WORD_INDONESIAN, /* yang, sudah, jalan: and words that neither of them has */
    WORD_PRAISE,     /* cepat, gercep: beside "sudah" it tells nothing else */
    WORD_EXACTED_BY, /* oleh, sama: who stands behind it exacted */
    WORD_BESIDE,     /* juga, selain: a further matter follows */
    /* What kind of place it is that follows: */
    WORD_PLACE_VILLAGE,  /* desa, lurah */
    WORD_PLACE_HAMLET,   /* dusun */
    WORD_PLACE_DISTRICT, /* kec, camat */
    WORD_PLACE_CITY,     /* kota, pemkot */
    WORD_PLACE_REGENCY,  /* kabupaten */
    WORD_PLACE_TOWARDS,  /* ke, arah, jalan: where the way leads */
    WORD_PLACE_IN,       /* di, nang */
    WORD_PLACE_HOUSE,    /* pasar, puskesmas: what bears the name of its district */
    WORD_PLACE_LANE,     /* gang: what bears any name */
    WORD_PLACE_FRONT,    /* kec, ds, di: written on to the name of a place ("dikraksaan") */
    /* Beside a name that is an everyday word (common_word): the word is meant, no place. */
    WORD_THING_BEFORE, /* pohon: "pohon maron" */
    WORD_THING_AFTER,  /* air: "sumber air" */
    WORD_COLOUR,       /* cat: "cat maron", "cat temboknya maron" */
    WORD_OFFER,        /* pelatihan, posyandu: asked about, not complained of */
    /* What several rules listen for: */
    WORD_SELF,      /* saya, kami, kulo: whoever writes */
    WORD_WISH,      /* mau, ingin, arep: what follows is still to come */
    WORD_REPORTING, /* lapor, mengadu: to report, */
    WORD_REPORT,    /* laporan, aduan: and what is reported */
    WORD_BYSTANDER, /* warga, tetangga, preman: whoever is in no office; */
    WORD_TO_WHOM,   /* sama, kepada: unless it is to them that something is done */
    WORD_DRIVING,   /* mogok, ngebut: what goes on upon a road, and is not the road's */
    WORD_OFFICE,    /* dinsos, dukcapil, sosial: names of offices, "is this the number of ...?" */
    WORD_ROLE_COUNT
};
bool word_role_stands_apart(enum word_role role);
/* The role of this name; false, and *out untouched: there is none. */
bool word_role_of(struct str name, enum word_role *out);

struct word {
    enum word_role role;
    struct str phrase; /* folded (unicode_fold) */
    struct str value;  /* WORD_SLANG: replacement; else empty */
};

#endif
