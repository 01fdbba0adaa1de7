/* transcript.c - text of a play with names in the place of what differs. */
#include "transcript.h"
#include "basics.h"

#define NUMBER_MIN ((size_t)12)
#define DIGITS_MIN 8

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* How many bytes of s are the letters, digits and hyphens that a ticket number is made of. */
static size_t number_run(struct str s)
{
    size_t n = 0;
    while (n < s.len && (is_capital(s.at[n]) || is_digit(s.at[n]) || s.at[n] == '-'))
        n++;
    return n;
}

static bool is_number(struct str s)
{
    size_t dashes = 0, digits = 0;
    for (size_t i = 0; i < s.len; i++) {
        dashes += s.at[i] == '-';
        digits += is_digit(s.at[i]);
    }
    return s.len >= NUMBER_MIN && s.len < SIM_NUMBER_SIZE && is_capital(s.at[0]) && dashes == 2 &&
           digits >= DIGITS_MIN;
}

struct str sim_number_in(struct str text, size_t from)
{
    for (size_t i = from; i < text.len;) {
        size_t n = number_run(str_slice(text, i, text.len));
        if (n && is_number(str_slice(text, i, i + n))) return str_slice(text, i, i + n);
        i += n ? n : 1;
    }
    return STR_EMPTY;
}

void sim_transcript_init(struct sim_transcript *t, struct buf *out)
{
    t->out = out;
    t->count = 0;
    t->full = false;
}

size_t sim_transcript_number(struct sim_transcript *t, struct str number)
{
    for (size_t i = 0; i < t->count; i++)
        if (str_equal(str_of(t->numbers[i]), number)) return i + 1;
    t->full = t->full || t->count == SIM_TRANSCRIPT_NUMBERS ||
              !str_copy(t->numbers[t->count], SIM_NUMBER_SIZE, number);
    return t->full ? 0 : ++t->count;
}

static bool take_digits(struct str *rest, size_t min, size_t max)
{
    size_t n = 0;
    while (n < rest->len && is_digit(rest->at[n]))
        n++;
    if (n < min || n > max) return false;
    *rest = str_slice(*rest, n, rest->len);
    return true;
}

static bool take_word(struct str *rest, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_starts(*rest, str_of(words[i]))) {
            *rest = str_slice(*rest, str_of(words[i]).len, rest->len);
            return true;
        }
    return false;
}

/* How long the day is with which s begins; 0: it begins with none. */
static size_t date_length(struct str s)
{
    static const char *const days[] = { "Senin ", "Selasa ", "Rabu ",  "Kamis ",
                                        "Jumat ", "Sabtu ",  "Minggu " };
    static const char *const months[] = { " Januari ",   " Februari ", " Maret ",    " April ",
                                          " Mei ",       " Juni ",     " Juli ",     " Agustus ",
                                          " September ", " Oktober ",  " November ", " Desember " };
    struct str rest = s;
    bool found = take_word(&rest, days, sizeof days / sizeof *days) && take_digits(&rest, 1, 2) &&
                 take_word(&rest, months, sizeof months / sizeof *months) &&
                 take_digits(&rest, 4, 4);
    return found ? s.len - rest.len : 0;
}

/* How long the address of a server is with which s begins, up to the path of a ticket's page. */
static size_t host_length(struct str s)
{
    size_t at = str_find(s, STR("://"), 0);
    if (!str_starts(s, STR("http")) || at > 5) return 0;
    at += 3;
    while (at < s.len && s.at[at] > ' ' && s.at[at] != '/')
        at++;
    return str_starts(str_slice(s, at, s.len), STR("/t/")) ? at : 0;
}

static size_t key_length(struct str s)
{
    size_t n = STR("?key=").len;
    if (!str_starts(s, STR("?key="))) return 0;
    while (n < s.len && s.at[n] > ' ')
        n++;
    return n;
}

/* Writes the name of what s begins with, and says how long that is; 0: it stays as it is. */
static size_t add_name(struct sim_transcript *t, struct str s)
{
    size_t n = number_run(s);
    if (n && is_number(str_slice(s, 0, n))) {
        buf_addf(t->out, "{number %zu}", sim_transcript_number(t, str_slice(s, 0, n)));
        return n;
    }
    if (n) {
        size_t date = date_length(s);
        if (date)
            buf_add_text(t->out, "{date}");
        else
            buf_add(t->out, str_slice(s, 0, n));
        return date ? date : n;
    }
    if ((n = host_length(s)) != 0)
        buf_add_text(t->out, "{host}");
    else if ((n = key_length(s)) != 0)
        buf_add_text(t->out, "?key={key}");
    return n;
}

void sim_transcript_add(struct sim_transcript *t, struct str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t n = add_name(t, str_slice(text, i, text.len));
        if (!n) buf_add_char(t->out, text.at[i]);
        i += n ? n : 1;
    }
}

void sim_transcript_indented(struct sim_transcript *t, struct str text)
{
    struct str rest = text, line;
    while (str_cut(&rest, '\n', &line)) {
        if (line.len) buf_add_text(t->out, "    ");
        sim_transcript_add(t, line);
        buf_add_char(t->out, '\n');
    }
}
