/* test_tables.c - the regency's own tables decide: one line of words.csv or places.csv, and what is
 * understood is another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/ticket.h"
#include "nlu_bed.h"

/* The file with one line instead of another, "" is none; the line must stand in it. */
static struct str file_with(const char *name, const char *line, const char *instead)
{
    struct str file = bed_file(name), rest = file, at;
    struct buf out;
    bool found = line[0] == '\0';
    buf_init(&out, 1 << 20);
    while (str_cut(&rest, '\n', &at)) {
        bool here = line[0] != '\0' && str_equal(at, str_of(line));
        found = found || here;
        buf_add(&out, here ? str_of(instead) : at);
        buf_add_char(&out, '\n');
    }
    if (line[0] == '\0') buf_add(&out, str_of(instead));
    free((void *)(uintptr_t)file.at);
    if (!found) fail_msg("%s has no line '%s'", name, line);
    size_t len = 0;
    char *bytes = buf_take(&out, &len);
    assert_non_null(bytes);
    return (struct str){ bytes, len };
}

static struct nlu_bed *bed_with(const char *file, const char *line, const char *instead)
{
    bool words = strcmp(file, "words.csv") == 0;
    return bed_create(words ? file_with(file, line, instead) : bed_file("words.csv"),
                      words ? bed_file("places.csv") : file_with(file, line, instead));
}

/* "Maron", "Maron and street_light", "in confidence" */
static const char *heard(struct nlu_bed *bed, const char *text, char *out, size_t cap)
{
    struct understood u = bed_understand(bed, str_of(text));
    (void)bed_place(&u, out, cap);
    size_t len = strlen(out);
    if (u.beside_count)
        (void)snprintf(out + len, cap - len, " and %.*s", STR_ARG(u.beside[0].category->code));
    if (u.whistleblowing) (void)snprintf(out, cap, "in confidence");
    return out;
}

#define W           "words.csv"
#define P           "places.csv"
#define TIRIS_OFTEN "35.13.07,kecamatan,Tiris,,often,Ranu Segaran,-7.95129,113.38187"
#define TIRIS_YES   "35.13.07,kecamatan,Tiris,,yes,Ranu Segaran,-7.95129,113.38187"
#define DRINGU      "35.13.19,kecamatan,Dringu,,no,Dringo,-7.78791,113.25577"
#define DRINGU_YES  "35.13.19,kecamatan,Dringu,,yes,Dringo,-7.78791,113.25577"

static void test_one_line_decides(void **state)
{
    static const struct {
        const char *rule, *file, *line, *instead, *text, *before, *after;
    } rows[] = {
        { "a thing before", W, "", "thing_before,gelas,", "lampu mati, ada gelas maron", "Maron",
          "" },
        { "no thing before any more", W, "thing_before,pohon,", "", "pohon maron", "", "Maron" },
        { "a thing behind", W, "", "thing_after,bocor,", "air di gending bocor", "Gending", "" },
        { "no thing behind any more", W, "thing_after,timur,", "", "lampu mati di maron timur", "",
          "Maron" },
        { "what has a colour", W, "", "colour,pagar,", "lampu pagar dekat maron", "Maron", "" },
        { "what hangs on to a name", W, "", "place_front,nang,", "banjir nangdringu", "",
          "Dringu" },
        { "what no longer does", W, "place_front,di,", "", "banjir didringu", "Dringu", "" },
        { "what begins a further matter", W, "", "beside,lagipula,",
          "jalan rusak di desa sebaung, lagipula lampu mati", "Sebaung, Gending",
          "Sebaung, Gending and street_light" },
        { "what suffers under it", W, "", "affects,menyentuh,",
          "pohon tumbang menyentuh kabel dan listrik padam", " and electricity", "" },
        { "who exacted", W, "", "exacted_by,lewat,", "saya dimintai 50 ribu lewat petugas", "",
          "in confidence" },
        { "a village in words of its own", W, "", "place_village,petinggi,",
          "jalan di petinggi leces rusak", "Leces", "Leces, Leces" },
        { "no village any more", W, "place_village,desa,", "", "jalan di desa leces rusak",
          "Leces, Leces", "Leces" },
        { "a district", W, "", "place_district,asisten,",
          "jalan di desa sebaung asisten paiton rusak", "Sebaung, Gending", "Paiton" },
        { "a hamlet", W, "", "place_hamlet,kampong,", "kampong tukul gelap", "", "Tukul, Sumber" },
        { "the city", W, "", "place_city,balekota,", "sampah di balekota probolinggo", "",
          "Kota Probolinggo" },
        { "another regency", W, "", "place_regency,kabupatin,", "jalan rusak kabupatin malang", "",
          "Malang" },
        { "where something is", W, "", "place_in,wek,", "rusak wek maron rusak", "", "Maron" },
        { "where a road leads", W, "", "place_towards,tujuan,",
          "lampu mati tujuan kuripan ada jalan rusak", "", "Kuripan" },
        { "a house", W, "", "place_house,alfamart,", "alfamart maron kotor", "", "Maron" },
        { "a lane", W, "", "place_lane,lorong,", "banjir lorong kalibuntu", "Kalibuntu, Kraksaan",
          "" },
        { "a place that is doubted", W, "", "place_why,hare,", "hare sebaung pak",
          "Sebaung, Gending", "" },
        { "an everyday word that may end a text", P, TIRIS_OFTEN, TIRIS_YES, "lampu mati tiris", "",
          "Tiris" },
        { "a name that is an everyday word here", P, DRINGU, DRINGU_YES, "dringu itu lampunya mati",
          "Dringu", "" },
    };
    struct nlu_bed *shipped = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char was[128], is[128];
        struct nlu_bed *own = bed_with(rows[i].file, rows[i].line, rows[i].instead);
        (void)heard(shipped, rows[i].text, was, sizeof was);
        (void)heard(own, rows[i].text, is, sizeof is);
        if (strcmp(was, rows[i].before) != 0 || strcmp(is, rows[i].after) != 0)
            BED_WRONG("%s: \"%s\" was <%s>, not <%s>, and is <%s>, not <%s>", rows[i].rule,
                      rows[i].text, was, rows[i].before, is, rows[i].after);
        bed_destroy(own);
    }
}

/* "information employment", "privacy": the kind and the category of a report, else its intent; and
 * what it is to the messages before it. */
static const char *taken_for(struct nlu_bed *bed, const char *text, char *out, size_t cap)
{
    struct understood u = bed_understand(bed, str_of(text));
    if (u.intent == INTENT_REPORT)
        (void)snprintf(out, cap, "%s %.*s", ticket_kind_name(u.kind), STR_ARG(u.category->code));
    else
        (void)snprintf(out, cap, "%s", intent_name(u.intent));
    size_t len = strlen(out);
    (void)snprintf(out + len, cap - len, "%s%s%s%s%s%s", u.announces ? ", announced" : "",
                   u.doubts ? ", in doubt" : "", u.of_report ? ", of a report" : "",
                   u.amends ? ", amended" : "", u.one_of ? ", of one" : "",
                   u.apart ? ", apart" : "");
    return out;
}

static void test_one_word_decides(void **state)
{
    static const struct {
        const char *line, *instead, *text, *before, *after;
    } rows[] = {
        /* Questions by their form. */
        { "", "ask_may,kenek,", "apa kenek diwakilkan", "complaint other", "information other" },
        { "ask_may,ada,", "", "apa ada pelatihan kerja", "information employment",
          "complaint employment" },
        { "", "ask_leave,pareng,", "apa pareng diwakilkan", "complaint other",
          "information other" },
        { "ask_leave,boleh,", "", "bolehkah diwakilkan", "information other", "complaint other" },
        { "", "ask_open,prei,", "samsat prei gak", "complaint vehicle_tax",
          "information vehicle_tax" },
        { "ask_open,buka,", "", "mpp sabtu buka?", "information permit", "complaint permit" },
        { "", "ask_tag,kepakai,", "bpjs kepakai gak", "complaint bpjs", "information bpjs" },
        { "", "ask_day,natal,", "puskesmas libur gak natal", "complaint health_service",
          "information health_service" },
        { "", "ask_true,hoax,", "apa hoax bansos cair", "complaint social_aid",
          "information social_aid" },
        { "ask_true,benar,", "", "benarkah bansos cair", "information social_aid",
          "complaint social_aid" },
        { "", "ask_who,sapa,", "sapa nama bupati", "complaint other", "information other" },
        { "", "ask_office,direktris,", "siapa direktris rsud", "complaint hospital",
          "information hospital" },
        { "", "ask_desk,gerangan,", "siapa gerangan bupati", "information other", "noise" },
        { "", "ask_when,pabila,", "pabila pasar murah", "complaint market", "information market" },
        { "", "ask_schedule,kalender,", "kalender posyandu minta", "complaint health_service",
          "information health_service" },
        { "", "ask_request,dong,", "jadwal posyandu dong", "complaint health_service",
          "information health_service" },
        { "", "ask_lookup,intip,", "intip bansos saya", "complaint social_aid",
          "information social_aid" },
        { "", "ask_record,kks,", "cek kks", "complaint social_aid", "information social_aid" },
        { "", "ask_reproach,bosan,", "bosan tanya ada pelatihan gak", "information employment",
          "complaint employment" },
        { "ask_reproach,kok,", "", "kok ada bansos gak", "complaint social_aid",
          "information social_aid" },
        { "", "people,keluarga,", "apa keluarga terdaftar", "complaint social_aid",
          "information social_aid" },
        /* Whether who reports stays unknown. */
        { "", "secrecy_outcome,slamet,", "kalau lapor apa slamet", "complaint other", "privacy" },
        { "secrecy_outcome,aman,", "", "kalau lapor apa identitas saya aman", "privacy",
          "complaint other" },
        { "", "secrecy_knowing,weruh,", "kades weruh gak kalau saya yang lapor",
          "complaint village_fund", "privacy" },
        { "", "secrecy_identity,foto,", "apa foto saya aman", "complaint other", "privacy" },
        { "", "secrecy_reporter,saksi,", "apa saksi aman", "complaint other", "privacy" },
        { "", "secrecy_asking,bakal,", "bakal identitas saya aman", "complaint other", "privacy" },
        { "", "secrecy_fear,minder,", "minder lapor pak", "noise", "privacy" },
        { "", "secrecy_threat,dikucilkan,", "mau lapor tapi takut dikucilkan", "privacy",
          "confidential, announced, in doubt" },
        { "", "secrecy_plea,tutupi,", "mau lapor tapi tutupi nama saya", "complaint other",
          "confidential, announced" },
        { "", "secrecy_telling,sambat,", "mau sambat jangan sebut nama saya", "confidential",
          "confidential, announced" },
        { "", "secrecy_filler,prakara,",
          "mau lapor oknum perangkat desa prakara penting jangan sebut nama saya",
          "complaint other", "confidential, announced" },
        /* What is built or run without a permit. */
        { "", "permit,siup,", "pabrik limbahnya bau tanpa siup", "complaint pollution",
          "complaint permit" },
        { "permit,nib,", "", "pabrik limbahnya bau tanpa nib", "complaint permit",
          "complaint pollution" },
        { "", "permit_held,ngantongi,", "pabrik belum ngantongi izin", "complaint employment",
          "complaint permit" },
        { "", "permit_false,siluman,", "pabrik limbahnya bau izinnya siluman",
          "complaint pollution", "complaint permit" },
        { "", "permit_leave,mertua,", "bangun pabrik tanpa izin mertua", "complaint permit",
          "complaint public_order, apart" },
        { "", "permit_speaking,matur,", "izin matur gaji pabrik tidak ada", "complaint permit",
          "complaint employment" },
        { "", "permit_mine,quarry,", "quarry dibangun tanpa izin", "complaint permit",
          "complaint public_order, apart" },
        { "", "permit_premises,angkringan,", "angkringan belum berizin", "complaint other",
          "complaint public_order, apart" },
        { "permit_premises,kos,", "", "kos belum berizin", "complaint public_order, apart",
          "complaint other" },
        { "", "permit_needed,kilang,", "kilang tanpa izin", "complaint public_order, apart",
          "complaint permit" },
        { "permit_needed,pabrik,", "", "pabrik tanpa izin", "complaint permit",
          "complaint public_order, apart" },
        /* What a text is to those before it. */
        { "", "amend,sahih,", "yang sahih di desa sebaung", "complaint other",
          "complaint other, amended" },
        { "", "report_own,lapuranku,", "lapuranku piye", "noise", "noise, of a report" },
        { "", "report_before,sempat,", "saya sempat lapor gimana", "complaint other",
          "complaint other, of a report" },
        { "", "report_standing,nasib,", "laporan saya nasib", "complaint other",
          "complaint other, of a report" },
        { "report_own,laporanku,", "", "laporanku dulu gimana", "complaint other, of a report",
          "complaint other" },
        { "", "report_theme,perkara,", "laporan saya perkara kemarin gimana",
          "complaint other, of a report", "complaint other" },
        { "", "one_of,salahsatu,", "salahsatu sudah", "noise", "noise, of one" },
        { "", "reference,ikau,", "lampu jalan ikau mati", "complaint street_light, apart",
          "complaint street_light" },
        { "", "self,ingsun,", "laporan ingsun gimana", "noise", "noise, of a report" },
        { "", "report,keluhanku,", "keluhanku saya gimana", "noise", "noise, of a report" },
        { "", "reporting,sambat,", "kemarin sambat gimana", "complaint other",
          "complaint other, of a report" },
        { "", "wish,mbutuh,", "mbutuh kabar laporan saya", "complaint other, of a report",
          "complaint other" },
    };
    struct nlu_bed *shipped = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char was[128], is[128];
        struct nlu_bed *own = bed_with(W, rows[i].line, rows[i].instead);
        (void)taken_for(shipped, rows[i].text, was, sizeof was);
        (void)taken_for(own, rows[i].text, is, sizeof is);
        if (strcmp(was, rows[i].before) != 0 || strcmp(is, rows[i].after) != 0)
            BED_WRONG("%s%s: \"%s\" was <%s>, not <%s>, and is <%s>, not <%s>", rows[i].line,
                      rows[i].instead, rows[i].text, was, rows[i].before, is, rows[i].after);
        bed_destroy(own);
    }
}

/* "greeting", "report road urgent", "language mad" */
static struct str told(struct nlu_bed *bed, const char *text, struct buf *out)
{
    static const char *const languages[] = {
        [LANGUAGE_INDONESIAN] = " id", [LANGUAGE_JAVANESE] = " jv", [LANGUAGE_MADURESE] = " mad"
    };
    struct understood u = bed_understand(bed, str_of(text));
    bool report = u.intent == INTENT_REPORT;
    bool named = u.intent == INTENT_LANGUAGE && u.language != LANGUAGE_UNKNOWN;
    const struct {
        bool is;
        const char *word;
    } also[] = { { u.urgent, " urgent" },
                 { u.kind == KIND_INFORMATION, " asked" },
                 { u.command == INTENT_CANCEL, " cancel" },
                 { u.over, " over" },
                 { u.other, " other" },
                 { u.row != 0, " row" },
                 { u.each_count != 0, " each" },
                 { u.place_only, " where" },
                 { named, languages[named ? u.language : LANGUAGE_INDONESIAN] } };
    buf_add(out, str_of(intent_name(u.intent)));
    if (report) buf_add_char(out, ' ');
    if (report) buf_add(out, u.category->code);
    if (u.beside_count) buf_add(out, STR(" and "));
    if (u.beside_count) buf_add(out, u.beside[0].category->code);
    for (size_t i = 0; i < sizeof also / sizeof *also; i++)
        if (also[i].is) buf_add(out, str_of(also[i].word));
    return buf_view(out);
}

static void test_one_line_changes_a_rule(void **state)
{
    static const struct {
        const char *rule, *line, *instead, *text, *before, *after;
    } rows[] = {
        { "told of now", "this,ini,", "", "ini kebakaran di pasar tahun lalu", "report fire urgent",
          "report fire_safety" },
        { "told of now, in a word of one's own", "", "this,ngene,",
          "ngene kebakaran di pasar tahun lalu", "report fire_safety", "report fire urgent" },
        { "past is the telling", "", "past_telling,kandha,", "kebakaran pasar kandha tahun lalu",
          "report fire_safety", "report fire urgent" },
        { "that it happened, and no more", "", "past_befall,katiban,",
          "sering katiban kebakaran di pasar", "report fire urgent", "report fire_safety" },
        { "another clause", "past_conjunction,dan,", "", "tahun lalu hujan dan kebakaran di pasar",
          "report fire urgent", "report fire_safety" },
        { "no time so long ago any more", "past_span,tahun,", "",
          "tahun 2022 longsor ada yang meninggal, tolong dipasangi pagar", "report disaster",
          "report disaster urgent" },
        { "who was hurt then", "", "past_story,bocah,",
          "tahun 2022 longsor bocah meninggal, tolong dipasangi pagar", "report disaster urgent",
          "report disaster" },
        { "works", "", "past_works,dicarikan,",
          "tahun lalu longsor ada yang meninggal, tolong dicarikan pagar", "report disaster urgent",
          "report disaster" },
        { "what is not received", "past_receive,dapat,", "",
          "tahun lalu kebakaran di pasar, sekarang belum dapat bantuan", "report fire_safety",
          "report fire urgent" },
        { "aid", "past_aid,bantuan,", "",
          "tahun lalu kebakaran di pasar, sekarang belum dapat bantuan", "report fire_safety",
          "report fire urgent" },
        { "who is praised", "", "praise_service,pegawai,", "pegawai kecamatan bagus terima kasih",
          "report other", "thanks" },
        { "praise that is wished for", "", "praise_wish,mugi,",
          "terima kasih, pelayanan dispendukcapil mugi cepat", "thanks", "report id_card" },
        { "a request", "", "talk_request,dapatkah,", "dapatkah bicara dengan orang",
          "report other asked", "human" },
        { "to talk", "", "talk_speak,rembugan,", "mau rembugan sama orang", "report other",
          "human" },
        { "a human being", "", "talk_person,insan,", "mau ngomong sama insan", "report other",
          "human" },
        { "a real one", "", "talk_real,tenan,", "minta orang tenan", "report other", "human" },
        { "a landmark", "", "landmark,lapak,", "maron kidul lapak", "report public_order",
          "report other where" },
        { "no landmark any more", "landmark,sekolah,", "", "maron kidul sekolah",
          "report other where", "report school" },
        { "beside a road", "", "along_beside,nyanding,", "sampah menumpuk nyanding jalan pantura",
          "report national_road", "report waste" },
        { "the way to it", "along_way,jalan,", "", "sampah di pinggir jalan jalan pantura",
          "report waste", "report national_road" },
        { "there is", "", "along_there,melimpah,", "jalan pantura kraksaan melimpah sampah",
          "report national_road", "report waste" },
        { "the road itself", "", "along_surface,krowak,", "sampah di pinggir jalan pantura krowak",
          "report waste", "report national_road" },
        { "this number", "", "hail_channel,saluran,", "apakah saluran ini", "report drainage",
          "greeting" },
        { "whether it lives", "", "hail_alive,melek,", "apakah ini melek", "noise", "greeting" },
        { "how one asks it", "", "hail_ask,beneran,", "beneran nomor pemkab",
          "report civil_servant", "greeting" },
        { "whose it is no more", "hail_other,pemkab,", "", "benar ini nomor pemkab", "greeting",
          "report civil_servant" },
        { "already", "", "already,empun,", "batal pak empun diamankan", "report other cancel",
          "cancel cancel" },
        { "over", "", "withdraw_done,kukut,", "batal pak sudah kukut", "report other cancel",
          "cancel cancel" },
        { "a passive verb that ends nothing", "withdraw_worse,dijual,", "",
          "batal pak sudah dijual", "report other cancel", "cancel cancel" },
        { "who did it", "", "withdraw_doer,kampung,", "batal pak sudah diamankan kampung",
          "report other cancel", "cancel cancel" },
        { "when", "", "withdraw_aside,wau,", "batal pak sudah diamankan wau", "report other cancel",
          "cancel cancel" },
        { "over without a command", "", "withdraw_ended,diangkat,", "pohonnya sudah diangkat pak",
          "report tree", "report tree over" },
        { "who watches cars asks for no bribe", "levy,pungli,", "", "jukir parkir pungli",
          "report parking", "report corruption" },
        { "a mistake", "", "withdraw_mistaken,njujug,", "batal pak salah njujug",
          "report other cancel", "cancel cancel" },
        { "that", "", "that,ngoten,", "ngoten beda", "report other", "report other other" },
        { "a new matter", "", "matter,kasus,", "kasus baru", "report other", "report other other" },
        { "a row", "", "row_mark,angka,", "angka satu", "report other", "report other row" },
        { "Indonesian by name", "names_indonesian,indonesia,", "", "bahasa indonesia",
          "language id", "language" },
        { "Javanese by name", "names_javanese,jawa,", "", "bahasa jawa", "language jv",
          "language" },
        { "Madurese by name", "names_madurese,madura,", "", "bahasa madura", "language mad",
          "language" },
        { "and", "", "and,lan,", "sampah menumpuk lan lampu jalan mati", "report street_light",
          "report street_light and waste" },
        { "where no second matter begins", "second_begin,juga,", "",
          "sampah menumpuk juga lampu jalan mati", "report street_light and waste",
          "report street_light" },
        { "no clause any more", "each_clause,yang,", "",
          "yang lampu sudah nyala yang sampah belum diangkut", "report waste each",
          "report waste" },
        { "what is asked last", "", "kind_what,pinten,", "tarif pdam pinten", "report tap_water",
          "report tap_water asked" },
        { "where", "kind_where,mana,", "", "kantor dukcapil di mana", "report id_card asked",
          "report id_card" },
        { "no everyday word any more", "everyday,keretakan,", "", "keretakan di tembok",
          "report other", "report railway_crossing" },
        { "an everyday word", "", "everyday,kebakuran,", "ada kebakuran di sini",
          "report fire urgent", "noise" },
    };
    struct nlu_bed *shipped = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char bytes[2][128];
        struct buf first, second;
        struct nlu_bed *own = bed_with(W, rows[i].line, rows[i].instead);
        buf_fixed(&first, bytes[0], sizeof bytes[0]);
        buf_fixed(&second, bytes[1], sizeof bytes[1]);
        struct str was = told(shipped, rows[i].text, &first);
        struct str is = told(own, rows[i].text, &second);
        if (!str_equal(was, str_of(rows[i].before)) || !str_equal(is, str_of(rows[i].after)))
            BED_WRONG("%s: \"%s\" was <%.*s>, not <%s>, and is <%.*s>, not <%s>", rows[i].rule,
                      rows[i].text, STR_ARG(was), rows[i].before, STR_ARG(is), rows[i].after);
        bed_destroy(own);
    }
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
    const struct CMUnitTest tests[] = { BED_TEST(test_one_line_decides),
                                        BED_TEST(test_one_word_decides),
                                        BED_TEST(test_one_line_changes_a_rule),
                                        BED_TEST(test_a_table_without_these_roles) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
