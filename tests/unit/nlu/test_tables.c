/* test_tables.c - the regency's own tables decide: one line of words.csv or places.csv, and what is
 * understood is another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/ticket.h"
#include "nlu_bed.h"

/* One line of a table and the line instead of it; "" is none. */
struct row {
    const char *file, *line, *instead, *text, *before, *after;
};

#define W "words.csv"
#define P "places.csv"

/* The file with the lines of these rows; the lines must stand in it. */
static struct str file_with(const char *name, const struct row *const *rows, size_t count)
{
    struct str file = bed_file(name), rest = file, at;
    struct buf out;
    size_t found = 0, wanted = 0;
    buf_init(&out, 1 << 20);
    while (str_cut(&rest, '\n', &at)) {
        for (size_t i = 0; i < count; i++) {
            if (rows[i]->line[0] == '\0' || !str_equal(at, str_of(rows[i]->line))) continue;
            at = str_of(rows[i]->instead);
            found++;
        }
        buf_add(&out, at);
        buf_add_char(&out, '\n');
    }
    for (size_t i = 0; i < count; i++) {
        wanted += rows[i]->line[0] != '\0';
        if (rows[i]->line[0]) continue;
        buf_add(&out, str_of(rows[i]->instead));
        buf_add_char(&out, '\n');
    }
    free((void *)(uintptr_t)file.at);
    if (found != wanted) fail_msg("%s lacks a line, as '%s'", name, rows[0]->line);
    size_t len = 0;
    char *bytes = buf_take(&out, &len);
    assert_non_null(bytes);
    return (struct str){ bytes, len };
}

static struct nlu_bed *bed_with(const struct row *const *rows, size_t count)
{
    bool words = strcmp(rows[0]->file, W) == 0;
    return bed_create(words ? file_with(W, rows, count) : bed_file(W),
                      words ? bed_file(P) : file_with(P, rows, count));
}

typedef void say(struct nlu_bed *bed, const char *text, char *out, size_t cap);

/* A desk takes a while to be made: one has the new lines of so many rows, or lacks the lines of so
 * many. What a row's line does must not hang on another's. */
#define ADDED_MAX 10
#define TAKEN_MAX 5

/* Up to a desk's worth of rows from *next on that do the same: add, or take away. */
static size_t take_rows(const struct row *rows, size_t count, bool add, size_t *next,
                        const struct row **out)
{
    size_t n = 0;
    for (; *next < count && n < (add ? ADDED_MAX : TAKEN_MAX); (*next)++) {
        const struct row *row = &rows[*next];
        if ((row->line[0] == '\0') != add) continue;
        if (n && (strcmp(row->file, out[0]->file) != 0 || strcmp(row->file, P) == 0)) break;
        out[n++] = row;
    }
    return n;
}

static void play_half(void **state, const struct row *rows, size_t count, bool add, say *said)
{
    struct nlu_bed *shipped = *state;
    const struct row *now[ADDED_MAX];
    for (size_t next = 0, n; (n = take_rows(rows, count, add, &next, now)) > 0;) {
        struct nlu_bed *own = bed_with(now, n);
        for (size_t i = 0; i < n; i++) {
            char was[128], is[128];
            said(shipped, now[i]->text, was, sizeof was);
            said(own, now[i]->text, is, sizeof is);
            if (strcmp(was, now[i]->before) != 0 || strcmp(is, now[i]->after) != 0)
                BED_WRONG("%s%s: \"%s\" was <%s>, not <%s>, and is <%s>, not <%s>", now[i]->line,
                          now[i]->instead, now[i]->text, was, now[i]->before, is, now[i]->after);
        }
        bed_destroy(own);
    }
}

static void play(void **state, const struct row *rows, size_t count, say *said)
{
    play_half(state, rows, count, true, said);
    play_half(state, rows, count, false, said);
}

/* "Maron", "Maron and street_light", "in confidence" */
static void heard(struct nlu_bed *bed, const char *text, char *out, size_t cap)
{
    struct understood u = bed_understand(bed, str_of(text));
    (void)bed_place(&u, out, cap);
    size_t len = strlen(out);
    if (u.beside_count)
        (void)snprintf(out + len, cap - len, " and %.*s", STR_ARG(u.beside[0].category->code));
    if (u.whistleblowing) (void)snprintf(out, cap, "in confidence");
}

#define TIRIS_OFTEN "35.13.07,kecamatan,Tiris,,often,Ranu Segaran,-7.95129,113.38187"
#define TIRIS_YES   "35.13.07,kecamatan,Tiris,,yes,Ranu Segaran,-7.95129,113.38187"
#define DRINGU      "35.13.19,kecamatan,Dringu,,no,Dringo,-7.78791,113.25577"
#define DRINGU_YES  "35.13.19,kecamatan,Dringu,,yes,Dringo,-7.78791,113.25577"

static void test_where_and_beside(void **state)
{
    static const struct row rows[] = {
        { W, "", "thing_before,gelas,", "lampu mati, ada gelas maron", "Maron", "" },
        { W, "thing_before,pohon,", "", "pohon maron", "", "Maron" },
        { W, "", "thing_after,bocor,", "air di gending bocor", "Gending", "" },
        { W, "thing_after,timur,", "", "lampu mati di maron timur", "", "Maron" },
        { W, "", "colour,pagar,", "lampu pagar dekat maron", "Maron", "" },
        { W, "", "place_front,nang,", "banjir nangdringu", "", "Dringu" },
        { W, "place_front,di,", "", "banjir didringu", "Dringu", "" },
        { W, "", "beside,lagipula,", "jalan rusak di desa sebaung, lagipula lampu mati",
          "Sebaung, Gending", "Sebaung, Gending and street_light" },
        { W, "", "affects,menyentuh,", "pohon tumbang menyentuh kabel dan listrik padam",
          " and electricity", "" },
        { W, "", "exacted_by,lewat,", "saya dimintai 50 ribu lewat petugas", "", "in confidence" },
        { W, "", "place_village,petinggi,", "jalan di petinggi leces rusak", "Leces",
          "Leces, Leces" },
        { W, "place_village,desa,", "", "jalan di desa leces rusak", "Leces, Leces", "Leces" },
        { W, "", "place_ward,petinggi,", "jalan di petinggi patokan rusak", "",
          "Patokan, Kraksaan" },
        { W, "", "place_district,asisten,", "jalan di desa sebaung asisten paiton rusak",
          "Sebaung, Gending", "Paiton" },
        { W, "", "place_hamlet,kampong,", "kampong tukul gelap", "", "Tukul, Sumber" },
        { W, "", "place_city,balekota,", "sampah di balekota probolinggo", "", "Kota Probolinggo" },
        { W, "", "place_regency,kabupatin,", "jalan rusak kabupatin malang", "", "Malang" },
        { W, "", "place_in,wek,", "rusak wek maron rusak", "", "Maron" },
        { W, "", "place_towards,tujuan,", "lampu mati tujuan kuripan ada jalan rusak", "",
          "Kuripan" },
        { W, "", "place_house,alfamart,", "alfamart maron kotor", "", "Maron" },
        { W, "", "place_lane,lorong,", "banjir lorong kalibuntu", "Kalibuntu, Kraksaan", "" },
        { W, "", "place_why,hare,", "hare sebaung pak", "Sebaung, Gending", "" },
        { P, TIRIS_OFTEN, TIRIS_YES, "lampu mati tiris", "", "Tiris" },
        { P, DRINGU, DRINGU_YES, "dringu itu lampunya mati", "Dringu", "" },
    };
    play(state, rows, sizeof rows / sizeof *rows, heard);
}

/* "information employment", "privacy": the kind and the category of a report, else its intent; and
 * what else it is, by itself and to the messages before it. */
static void taken_for(struct nlu_bed *bed, const char *text, char *out, size_t cap)
{
    static const char *const languages[] = { [LANGUAGE_UNKNOWN] = "",
                                             [LANGUAGE_INDONESIAN] = " id",
                                             [LANGUAGE_JAVANESE] = " jv",
                                             [LANGUAGE_MADURESE] = " mad" };
    struct understood u = bed_understand(bed, str_of(text));
    bool report = u.intent == INTENT_REPORT;
    const struct {
        bool is;
        const char *word;
    } also[] = { { u.urgent, " urgent" },       { u.command == INTENT_CANCEL, " cancel" },
                 { u.over, " over" },           { u.other, " other" },
                 { u.row != 0, " row" },        { u.each_count != 0, " each" },
                 { u.place_only, " where" },    { u.announces, ", announced" },
                 { u.doubts, ", in doubt" },    { u.of_report, ", of a report" },
                 { u.amends, ", amended" },     { u.one_of, ", of one" },
                 { u.apart, ", apart" },        { u.chases && !u.of_report, ", chases" },
                 { u.news, ", news" },          { u.same, ", the same" },
                 { u.cancels, ", cancels" },    { u.asks_case, ", of the case" },
                 { u.asks_sending, ", sends" }, { u.same_place, ", same" },
                 { u.lies_there, ", there" } };
    struct buf said;
    buf_fixed(&said, out, cap);
    buf_add(&said, str_of(report ? ticket_kind_name(u.kind) : intent_name(u.intent)));
    if (report) buf_add_char(&said, ' ');
    if (report) buf_add(&said, u.category->code);
    if (u.intent == INTENT_LANGUAGE) buf_add(&said, str_of(languages[u.language]));
    if (u.beside_count) buf_add(&said, STR(" and "));
    if (u.beside_count) buf_add(&said, u.beside[0].category->code);
    for (size_t i = 0; i < sizeof also / sizeof *also; i++)
        if (also[i].is) buf_add(&said, str_of(also[i].word));
    if (u.rating) buf_add(&said, STR(", rated "));
    if (u.rating) buf_add_i64(&said, u.rating);
}

static void test_one_word_decides(void **state)
{
    static const struct row rows[] = {
        /* Questions by their form. */
        { W, "", "ask_may,kenek,", "apa kenek diwakilkan", "complaint other", "information other" },
        { W, "ask_may,ada,", "", "apa ada pelatihan kerja", "information employment",
          "complaint employment" },
        { W, "", "ask_leave,pareng,", "apa pareng diwakilkan", "complaint other",
          "information other" },
        { W, "ask_leave,boleh,", "", "bolehkah diwakilkan", "information other",
          "complaint other" },
        { W, "", "ask_open,prei,", "samsat prei gak", "complaint vehicle_tax",
          "information vehicle_tax" },
        { W, "ask_open,buka,", "", "mpp sabtu buka?", "information permit", "complaint permit" },
        { W, "", "ask_tag,kepakai,", "bpjs kepakai gak", "complaint bpjs", "information bpjs" },
        { W, "", "ask_day,natal,", "puskesmas libur gak natal", "complaint health_service",
          "information health_service" },
        { W, "", "ask_true,hoax,", "apa hoax bansos cair", "complaint social_aid",
          "information social_aid" },
        { W, "ask_true,benar,", "", "benarkah bansos cair", "information social_aid",
          "complaint social_aid" },
        { W, "", "ask_who,sapa,", "sapa nama bupati", "complaint other", "information other" },
        { W, "", "ask_office,direktris,", "siapa direktris rsud", "complaint hospital",
          "information hospital" },
        { W, "", "ask_desk,gerangan,", "siapa gerangan bupati", "information other", "noise" },
        { W, "", "ask_when,pabila,", "pabila pasar murah", "complaint market",
          "information market" },
        { W, "", "ask_schedule,kalender,", "kalender posyandu minta", "complaint health_service",
          "information health_service" },
        { W, "", "ask_request,dong,", "jadwal posyandu dong", "complaint health_service",
          "information health_service" },
        { W, "", "ask_lookup,intip,", "intip bansos saya", "complaint social_aid",
          "information social_aid" },
        { W, "", "ask_record,kks,", "cek kks", "complaint social_aid", "information social_aid" },
        { W, "", "ask_reproach,bosan,", "bosan tanya ada pelatihan gak", "information employment",
          "complaint employment" },
        { W, "ask_reproach,kok,", "", "kok ada bansos gak", "complaint social_aid",
          "information social_aid" },
        { W, "", "people,keluarga,", "apa keluarga terdaftar", "complaint social_aid",
          "information social_aid" },
        /* Whether who reports stays unknown. */
        { W, "", "secrecy_outcome,slamet,", "kalau lapor apa slamet", "complaint other",
          "privacy" },
        { W, "secrecy_outcome,aman,", "", "kalau lapor apa identitas saya aman", "privacy",
          "complaint other" },
        { W, "", "secrecy_knowing,weruh,", "kades weruh gak kalau saya yang lapor",
          "complaint village_fund", "privacy" },
        { W, "", "secrecy_identity,foto,", "apa foto saya aman", "complaint other", "privacy" },
        { W, "", "secrecy_reporter,saksi,", "apa saksi aman", "complaint other", "privacy" },
        { W, "", "secrecy_asking,bakal,", "bakal identitas saya aman", "complaint other",
          "privacy" },
        { W, "", "secrecy_fear,minder,", "minder lapor pak", "noise", "privacy" },
        { W, "", "secrecy_threat,dikucilkan,", "mau lapor tapi takut dikucilkan", "privacy",
          "confidential, announced, in doubt" },
        { W, "", "secrecy_plea,tutupi,", "mau lapor tapi tutupi nama saya", "complaint other",
          "confidential, announced" },
        { W, "", "secrecy_telling,sambat,", "mau sambat jangan sebut nama saya", "confidential",
          "confidential, announced" },
        { W, "", "secrecy_filler,prakara,",
          "mau lapor prakara oknum prakara perangkat desa prakara penting jangan sebut nama saya",
          "complaint village_fund", "confidential, announced" },
        { W, "", "secrecy_never,usah,", "usah disebar nomor saya pak", "complaint other",
          "confidential" },
        { W, "", "secrecy_reveal,digosipkan,", "nama saya jangan digosipkan pak", "complaint other",
          "confidential" },
        /* What is built or run without a permit. */
        { W, "", "permit,siup,", "pabrik limbahnya bau tanpa siup", "complaint pollution",
          "complaint permit" },
        { W, "permit,nib,", "", "pabrik limbahnya bau tanpa nib", "complaint permit",
          "complaint pollution" },
        { W, "", "permit_held,ngantongi,", "pabrik belum ngantongi izin", "complaint employment",
          "complaint permit" },
        { W, "", "permit_false,siluman,", "pabrik limbahnya bau izinnya siluman",
          "complaint pollution", "complaint permit" },
        { W, "", "permit_leave,mertua,", "bangun pabrik tanpa izin mertua", "complaint permit",
          "complaint public_order, apart" },
        { W, "", "permit_speaking,matur,", "izin matur gaji pabrik tidak ada", "complaint permit",
          "complaint employment" },
        { W, "", "permit_mine,quarry,", "quarry dibangun tanpa izin", "complaint permit",
          "complaint public_order, apart" },
        { W, "", "permit_premises,angkringan,", "angkringan belum berizin", "complaint other",
          "complaint public_order, apart" },
        { W, "permit_premises,kos,", "", "kos belum berizin", "complaint public_order, apart",
          "complaint other" },
        { W, "", "permit_needed,kilang,", "kilang tanpa izin", "complaint public_order, apart",
          "complaint permit" },
        { W, "permit_needed,pabrik,", "", "pabrik tanpa izin", "complaint permit",
          "complaint public_order, apart" },
        /* What a text is to those before it. */
        { W, "", "amend,sahih,", "yang sahih di desa sebaung", "complaint other where",
          "complaint other where, amended" },
        { W, "", "place_noun,enggonipun,", "enggonipun sami", "complaint other",
          "complaint other, same" },
        { W, "", "place_same,persis,", "tempatnya persis", "noise", "noise, same" },
        { W, "place_same,sama,", "", "lokasinya sama pak", "noise, same", "noise" },
        { W, "", "place_there,ndisitu,", "lampu jalan juga mati ndisitu",
          "complaint street_light, apart", "complaint street_light, apart, there" },
        { W, "", "place_move,boyongan,", "boyongan ke desa sebaung", "complaint other where",
          "complaint other where, amended" },
        { W, "", "report_own,lapuranku,", "lapuranku piye", "noise", "noise, of a report" },
        { W, "", "report_before,sempat,", "saya sempat lapor gimana", "complaint other",
          "complaint other, of a report" },
        { W, "", "report_standing,nasib,", "laporan saya nasib", "complaint other, chases",
          "complaint other, of a report" },
        { W, "report_own,laporanku,", "", "laporanku dulu gimana", "complaint other, of a report",
          "complaint other" },
        { W, "", "report_theme,perkara,", "laporan saya perkara kemarin gimana",
          "complaint other, of a report", "complaint other, chases" },
        { W, "", "one_of,salahsatu,", "salahsatu sudah", "noise", "noise, of one" },
        { W, "", "reference,ikau,", "lampu jalan ikau mati", "complaint street_light, apart",
          "complaint street_light" },
        { W, "", "self,ingsun,", "laporan ingsun gimana", "noise", "noise, of a report" },
        { W, "", "report,keluhanku,", "keluhanku saya gimana", "noise, chases",
          "noise, of a report" },
        { W, "", "reporting,sambat,", "kemarin sambat gimana", "complaint other",
          "complaint other, of a report" },
        { W, "", "wish,mbutuh,", "mbutuh kabar laporan saya", "complaint other, of a report",
          "complaint other, chases" },
        /* Past dangers, praise, roads, hails, withdrawals, and what else stands in one word. */
        { W, "this,ini,", "", "ini kebakaran di pasar tahun lalu", "complaint fire urgent, apart",
          "complaint fire_safety, apart" },
        { W, "", "this,ngene,", "ngene kebakaran di pasar tahun lalu",
          "complaint fire_safety, apart", "complaint fire urgent, apart" },
        { W, "", "past_telling,kandha,", "kebakaran pasar kandha tahun lalu",
          "complaint fire_safety, apart", "complaint fire urgent, apart" },
        { W, "", "past_befall,katiban,", "sering katiban kebakaran di pasar",
          "complaint fire urgent, apart", "complaint fire_safety, apart" },
        { W, "past_conjunction,dan,", "", "tahun lalu hujan dan kebakaran di pasar",
          "complaint fire urgent, apart", "complaint fire_safety, apart" },
        { W, "past_span,tahun,", "",
          "tahun 2022 longsor ada yang meninggal, tolong dipasangi pagar",
          "complaint disaster, apart", "complaint disaster urgent, apart" },
        { W, "", "past_story,bocah,", "tahun 2022 longsor bocah meninggal, tolong dipasangi pagar",
          "complaint disaster urgent, apart", "complaint disaster, apart" },
        { W, "", "past_works,dicarikan,",
          "tahun lalu longsor ada yang meninggal, tolong dicarikan pagar",
          "complaint disaster urgent, apart", "complaint disaster, apart" },
        { W, "past_receive,dapat,", "",
          "tahun lalu kebakaran di pasar, sekarang belum dapat bantuan", "complaint fire_safety",
          "complaint fire urgent" },
        { W, "past_aid,bantuan,", "", "tahun lalu kebakaran di pasar, sekarang belum dapat bantuan",
          "complaint fire_safety", "complaint fire urgent" },
        { W, "", "praise_service,pegawai,", "pegawai kecamatan bagus terima kasih",
          "complaint other", "thanks" },
        { W, "", "praise_wish,wajibe,", "terima kasih, pelayanan dispendukcapil wajibe cepat",
          "thanks", "complaint id_card" },
        { W, "", "talk_request,dapatkah,", "dapatkah bicara dengan orang", "information other",
          "human" },
        { W, "", "talk_speak,rembugan,", "mau rembugan sama orang", "complaint other", "human" },
        { W, "", "talk_person,insan,", "mau ngomong sama insan", "complaint other", "human" },
        { W, "", "talk_real,tenan,", "minta orang tenan", "complaint other", "human" },
        { W, "", "landmark,lapak,", "maron kidul lapak", "complaint public_order",
          "complaint other where" },
        { W, "landmark,sekolah,", "", "maron kidul sekolah", "complaint other where",
          "complaint school" },
        { W, "", "along_beside,nyanding,", "sampah menumpuk nyanding jalan pantura",
          "complaint national_road", "complaint waste, apart" },
        { W, "along_way,jalan,", "", "sampah di pinggir jalan jalan pantura", "complaint waste",
          "complaint national_road" },
        { W, "", "along_there,melimpah,", "jalan pantura kraksaan melimpah sampah",
          "complaint national_road", "complaint waste" },
        { W, "", "along_surface,krowak,", "sampah di pinggir jalan pantura krowak",
          "complaint waste", "complaint national_road" },
        { W, "", "hail_channel,saluran,", "apakah saluran ini", "complaint drainage", "greeting" },
        { W, "", "hail_alive,melek,", "apakah ini melek", "noise", "greeting" },
        { W, "", "hail_ask,beneran,", "beneran nomor pemkab", "complaint civil_servant",
          "greeting" },
        { W, "", "hail_there,eksis,", "eksis orang", "complaint other", "greeting" },
        { W, "hail_other,pemkab,", "", "benar ini nomor pemkab", "greeting",
          "complaint civil_servant" },
        { W, "", "already,empun,", "batal pak empun diamankan", "complaint other cancel",
          "cancel cancel" },
        { W, "", "withdraw_done,kukut,", "batal pak sudah kukut", "complaint other cancel",
          "cancel cancel" },
        { W, "withdraw_worse,dijual,", "", "batal pak sudah dijual", "complaint other cancel",
          "cancel cancel" },
        { W, "", "withdraw_doer,kampung,", "batal pak sudah diamankan kampung",
          "complaint other cancel", "cancel cancel" },
        { W, "", "withdraw_aside,kolawau,", "batal pak sudah diamankan kolawau",
          "complaint other cancel", "cancel cancel" },
        { W, "", "withdraw_ended,diangkat,", "pohonnya sudah diangkat pak", "complaint tree",
          "complaint tree over" },
        { W, "", "withdraw_given,kaparenge,", "blt nya sudah kaparenge pak", "complaint social_aid",
          "complaint social_aid over" },
        { W, "levy,pungli,", "", "jukir parkir pungli", "complaint parking",
          "whistleblowing corruption" },
        { W, "", "fire,murub,", "murub sudah padam", "complaint street_light, apart",
          "complaint other over" },
        { W, "weapon,parang,", "", "orang mengancam pakai parang", "complaint police_matter urgent",
          "complaint police_matter" },
        { W, "", "withdraw_mistaken,njujug,", "batal pak salah njujug",
          "complaint other cancel, amended", "cancel cancel, amended" },
        { W, "", "that,ngoten,", "ngoten beda", "complaint other", "complaint other other" },
        { W, "", "matter,kasus,", "kasus baru", "complaint other", "complaint other other" },
        { W, "", "row_mark,angka,", "angka satu", "complaint other", "complaint other row" },
        { W, "names_indonesian,indonesia,", "", "bahasa indonesia", "language id",
          "complaint other" },
        { W, "names_javanese,jawa,", "", "bahasa jawa", "language jv", "complaint other" },
        { W, "names_madurese,madura,", "", "bahasa madura", "language mad", "complaint other" },
        { W, "", "and,lan,", "sampah menumpuk lan lampu jalan mati", "complaint street_light",
          "complaint street_light and waste" },
        { W, "second_begin,juga,", "", "sampah menumpuk juga lampu jalan mati",
          "complaint street_light and waste", "complaint street_light" },
        { W, "each_clause,yang,", "", "yang lampu sudah nyala yang sampah belum diangkut",
          "complaint waste each", "complaint waste" },
        { W, "", "kind_what,pinten,", "tarif pdam pinten", "complaint tap_water",
          "information tap_water" },
        { W, "kind_where,mana,", "", "kantor dukcapil di mana", "information id_card",
          "complaint id_card" },
        { W, "everyday,keretakan,", "", "keretakan di tembok", "complaint other",
          "complaint railway_crossing" },
        { W, "", "everyday,kebakuran,", "ada kebakuran di sini", "complaint fire urgent, apart",
          "noise" },
        /* What is over, and keywords that speak for nothing. */
        { W, "now_gone,tadi,", "", "tadi bau gas, sekarang sudah hilang",
          "complaint fire_safety, apart", "complaint fire urgent, apart" },
        { W, "", "household,akuarium,", "akuarium saya rusak", "complaint road, apart",
          "complaint other" },
        { W, "household,kulkas,", "", "kulkas rusak", "complaint electricity",
          "complaint road, apart" },
        { W, "", "breakdown,rewel,", "mobil rewel minta dievakuasi", "complaint disaster urgent",
          "complaint traffic" },
        { W, "evacuation,evakuasi,", "", "mobil mogok minta dievakuasi", "complaint traffic",
          "complaint traffic urgent" },
        { W, "", "business,laundry,", "pegawai laundry ketus", "complaint civil_servant",
          "complaint other" },
        { W, "", "clerk,pramusaji,", "pramusaji warung judes", "complaint health_service",
          "complaint other" },
        { W, "business,alfamart,", "", "pegawai alfamart ketus", "complaint other",
          "complaint civil_servant" },
        /* How was it?, numbers, questions, denials. */
        { W, "", "number_one,sittunga,", "nilai sittunga", "complaint school",
          "complaint school, rated 1" },
        { W, "", "number_two,kale,", "bintang kale", "complaint other",
          "complaint other, rated 2" },
        { W, "", "number_three,talo,", "bintang talo", "complaint other",
          "complaint other, rated 3" },
        { W, "", "number_four,paton,", "bintang paton", "complaint other",
          "complaint other, rated 4" },
        { W, "", "number_five,laema,", "bintang laema", "complaint other",
          "complaint other, rated 5" },
        { W, "", "number_six,annem,", "nomor annem", "complaint other", "complaint other row" },
        { W, "", "number_seven,papitu,", "nomor papitu", "complaint other", "complaint other row" },
        { W, "", "number_eight,walu,", "nomor walu", "complaint other", "complaint other row" },
        { W, "", "number_nine,sangang,", "nomor sangang", "complaint other",
          "complaint other row" },
        { W, "", "rating_name,angka,", "rumah angka 4", "complaint housing",
          "complaint housing, rated 4" },
        { W, "", "rating_company,lur,", "lur 4", "noise", "noise, rated 4" },
        { W, "", "rating_best,jos,", "jos", "noise", "noise, rated 5" },
        { W, "", "rating_good,lego,", "lego", "noise", "noise, rated 4" },
        { W, "", "rating_very,amat,", "amat puas", "complaint other", "complaint other, rated 5" },
        { W, "", "rating_less,rodok,", "rodok puas", "complaint other",
          "complaint other, rated 2" },
        { W, "", "rating_fair,lumayan,", "lumayan", "noise", "noise, rated 3" },
        { W, "", "ask_whether,punapa,", "punapa saya terdaftar pip", "complaint school",
          "information school" },
        { W, "", "exists,hadir,", "hadir lowongan pabrik gak", "complaint employment",
          "information employment" },
        { W, "", "nobody,nol,", "kecelakaan nol", "complaint accident urgent, apart",
          "complaint accident, apart" },
        { W, "", "still,tetep,", "parkirnya tetep liar", "complaint other",
          "complaint other, chases" },
        { W, "", "same,persis,", "itu laporan persis", "noise", "noise, the same" },
        { W, "", "visit,ditilik,", "sudah ditilik rt", "complaint other", "complaint other, news" },
        { W, "", "hope,mugia,", "suwun mugia lancar berkah", "complaint other", "thanks" },
        { W, "", "rest,turah,", "sudah beres turah 1", "complaint other", "complaint other, news" },
        { W, "", "annoys,kambing,", "sudah tidak ada kambingnya", "complaint livestock, news",
          "complaint livestock over" },
        { W, "", "departed,cus,", "tendane wes cus", "complaint other", "complaint other over" },
        { W, "", "answered,rampung,", "sudah rampung", "noise over", "noise" },
        { W, "", "vain,mubazir,", "batalkan saja mubazir", "complaint other cancel",
          "complaint other cancel, cancels" },
        { W, "", "case_handle,menggarapnya,", "siapa menggarapnya", "noise", "noise, of the case" },
        { W, "", "case_send,lempar,", "lempar fotonya ke mana", "complaint other, of the case",
          "noise, sends" },
        { W, "", "case_file,selfi,", "kirim selfi ke mana", "complaint other, of the case",
          "noise, sends" },
    };
    play(state, rows, sizeof rows / sizeof *rows, taken_for);
}

/* An older words.csv of a desk's own knows none of them. */
static void test_a_table_without_these_roles(void **state)
{
    static const char *const texts[] = { "lampu mati dimaron",
                                         "cat temboknya maron",
                                         "sumber air kering",
                                         "jalan rusak di desa sebaung, juga lampu mati",
                                         "saya dimintai 50 ribu oleh petugas",
                                         "matur nuwun nggih pak" };
    struct nlu_bed *bed = bed_create((struct str){ strdup("role,phrase,value\nmenu,menu,\n"),
                                                   strlen("role,phrase,value\nmenu,menu,\n") },
                                     bed_file("places.csv"));
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_equal(bed_understand(bed, str_of(texts[i])).intent, INTENT_REPORT);
    bed_destroy(bed);
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_where_and_beside),
                                        BED_TEST(test_one_word_decides),
                                        BED_TEST(test_a_table_without_these_roles) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
