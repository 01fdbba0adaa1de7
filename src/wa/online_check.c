/* online_check.c - answers of Meta, judged. */
#include "base/clock.h"
#include "base/csv.h"
#include "domain/account.h"
#include "online_private.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void online_say(struct online_finding *out, bool good, const char *text, ...)
{
    va_list args;
    out->good = good;
    va_start(args, text);
    (void)vsnprintf(out->text, sizeof out->text, text, args);
    va_end(args);
}

bool online_usable(const struct online_answer *a, const char *whose, struct online_finding *out)
{
    int64_t code = 0;
    if (a->status == 200 && a->body) return true;
    if (json_i64(json_path(a->body, "error", "code", NULL), &code) && code == 190)
        online_say(out, false, "Meta refuses the access token (code 190): make a new one");
    else if (a->status == 401 && code == 0)
        online_say(out, false, "the access token is refused: make a new one");
    else if (code == 33 || code == 100)
        online_say(out, false,
                   "Meta knows no such %s, or the token may not see it (code %lld): compare "
                   "the id in the settings with Meta Business Suite",
                   whose, (long long)code);
    else
        online_say(out, false, "Meta answered HTTP %d, code %lld: try again; if it stays, ask Meta",
                   a->status, (long long)code);
    return false;
}

static bool has_scope(const struct json *data, struct str scope)
{
    const struct json *scopes = json_get(data, "scopes");
    for (const struct json *s = json_first(scopes); s; s = json_next(s))
        if (str_equal(json_text(s), scope)) return true;
    return false;
}

void online_token(const struct online_answer *a, int64_t now, char app_id[ONLINE_APP_ID_SIZE],
                  struct online_finding *out)
{
    const struct json *data = json_get(a->body, "data");
    int64_t expires = 0;
    app_id[0] = '\0';
    if (!online_usable(a, "token", out)) return;
    struct str id = json_get_text(data, "app_id");
    if (id.len && strspn(id.at, "0123456789") == id.len && id.len < ONLINE_APP_ID_SIZE)
        (void)snprintf(app_id, ONLINE_APP_ID_SIZE, "%.*s", STR_ARG(id));
    (void)json_i64(json_get(data, "expires_at"), &expires);
    int64_t days = expires < INT64_MAX / MS_PER_SECOND
                       ? (expires * MS_PER_SECOND - now) / MS_PER_DAY
                       : INT64_MAX;
    bool over = expires && expires <= now / MS_PER_SECOND;
    if (!json_bool(json_get(data, "is_valid"), false) || over)
        online_say(out, false, "no longer valid: make a new token of a system user");
    else if (!has_scope(data, STR("whatsapp_business_messaging")))
        online_say(out, false, "may not send: give it whatsapp_business_messaging");
    else if (!has_scope(data, STR("whatsapp_business_management")))
        online_say(out, false, "may not manage: give it whatsapp_business_management");
    else if (expires && days < ONLINE_WARN_DAYS)
        online_say(out, false, "ends in %lld days: make one of a system user that never ends",
                   (long long)days);
    else if (expires)
        online_say(out, true, "valid for %lld days more", (long long)days);
    else
        online_say(out, true, "valid, never ends");
}

void online_number(const struct online_answer *a, struct online_finding *out)
{
    if (!online_usable(a, "number", out)) return;
    struct str name = json_get_text(a->body, "name_status");
    struct str quality = json_get_text(a->body, "quality_rating");
    struct str status = json_get_text(a->body, "status");
    struct str tier = json_get_text(a->body, "whatsapp_business_manager_messaging_limit");
    struct str level = json_text(json_path(a->body, "throughput", "level", NULL));
    struct str health = json_text(json_path(a->body, "health_status", "can_send_message", NULL));
    if (str_equal(health, STR("BLOCKED")))
        online_say(out, false, "blocked by Meta: nothing can be sent; see Meta Business Suite");
    else if (str_equal(health, STR("LIMITED")))
        online_say(out, false, "limited by Meta: see what is open in Meta Business Suite");
    else if (status.len && !str_equal(status, STR("CONNECTED")))
        online_say(out, false, "not connected (%.*s): register it again", STR_ARG(status));
    else if (str_equal(quality, STR("RED")) || str_equal(quality, STR("YELLOW")))
        online_say(out, false,
                   "quality %.*s: people block or report it; send less that was not asked for",
                   STR_ARG(quality));
    else if (str_equal(name, STR("DECLINED")) || str_equal(name, STR("EXPIRED")) ||
             str_equal(name, STR("REJECTED")))
        online_say(out, false, "display name %.*s: submit another", STR_ARG(name));
    else if (name.len == 0 && quality.len == 0)
        online_say(out, true, "can send: %.*s", STR_ARG(health));
    else
        online_say(out, true, "name %.*s, quality %.*s, tier %.*s, throughput %.*s", STR_ARG(name),
                   STR_ARG(quality), STR_ARG(tier), STR_ARG(level));
}

void online_people(struct str tier, int64_t reached, struct online_finding *out)
{
    struct account_standing s = { .people = account_people(tier) };
    int level = account_people_level(&s, reached);
    if (s.people == 0)
        online_say(out, true, "Meta tells no limit of people that we know (%.*s)", STR_ARG(tier));
    else if (s.people == ACCOUNT_ANYBODY)
        online_say(out, true, "%.*s: as many people as we like", STR_ARG(tier));
    else
        online_say(out, level == 0, "%.*s: %lld of %lld people written to first within a day%s",
                   STR_ARG(tier), (long long)reached, (long long)s.people,
                   level == 0   ? ""
                   : level == 1 ? ": ask Meta for more before templates have to wait"
                                : ": templates wait until tomorrow; ask Meta for more");
}

static bool version_number(struct str text, int64_t *out)
{
    struct str rest = text, whole;
    return text.len > 1 && text.at[0] == 'v' &&
           (rest = str_slice(text, 1, text.len), str_cut(&rest, '.', &whole)) &&
           str_to_i64(whole, 1, 9999, out, NULL);
}

struct version_age {
    int64_t wanted, newest, until_day; /* until_day 0: not in the table */
};

static bool version_find(struct str versions, struct version_age *age, struct err *e)
{
    struct arena arena = { 0 };
    struct csv csv;
    struct csv_row row;
    bool more = true;
    csv_init(&csv, versions, &arena);
    bool ok = csv_header(&csv, "version,until", e);
    while (ok && (ok = csv_next(&csv, &row, &more, e)) && more) {
        int64_t n = 0, day = 0;
        if (row.count != 2 || !version_number(row.field[0], &n) ||
            !date_parse(row.field[1], &day, NULL)) {
            ok = err_set(e, ERR_INPUT, "graph_versions.csv line %zu: want vNN.N,YYYY-MM-DD",
                         csv.line);
            break;
        }
        if (n > age->newest) age->newest = n;
        if (n == age->wanted) age->until_day = day;
    }
    arena_clear(&arena);
    return ok;
}

bool online_version(struct str version, struct str versions, int64_t now,
                    struct online_finding *out, struct err *e)
{
    struct version_age age = { 0 };
    if (!version_number(version, &age.wanted))
        return err_set(e, ERR_INPUT, "api_version: want vNN.N");
    if (!version_find(versions, &age, e)) return false;
    int64_t days = age.until_day - day_of_ms(now);
    if (!age.until_day && age.wanted > age.newest)
        online_say(out, true, "%.*s is newer than the table of versions", STR_ARG(version));
    else if (!age.until_day)
        online_say(out, false,
                   "%.*s is too old to be in the table: set whatsapp.api_version to v%lld.0",
                   STR_ARG(version), (long long)age.newest);
    else if (days < 0)
        online_say(out, false, "%.*s has expired: set whatsapp.api_version to v%lld.0",
                   STR_ARG(version), (long long)age.newest);
    else if (days < ONLINE_WARN_DAYS)
        online_say(out, false, "%.*s expires in %lld days: set whatsapp.api_version to v%lld.0",
                   STR_ARG(version), (long long)days, (long long)age.newest);
    else
        online_say(out, true, "%.*s, %lld days left", STR_ARG(version), (long long)days);
    return true;
}

void online_clock(int64_t server_time, int64_t now, struct online_finding *out)
{
    int64_t skew = (now - server_time) / MS_PER_SECOND;
    if (server_time == 0)
        online_say(out, true, "Meta told no time to compare with");
    else if (skew > ONLINE_SKEW_MAX_S || skew < -ONLINE_SKEW_MAX_S)
        online_say(out, false,
                   "%lld seconds %s of Meta's: deadlines and windows would be wrong; set up NTP",
                   (long long)(skew < 0 ? -skew : skew), skew > 0 ? "ahead" : "behind");
    else
        online_say(out, true, "within %d seconds of Meta's", ONLINE_SKEW_MAX_S);
}
