/* chats.c - reads the chats of before. */
#include "chats.h"
#include "route.h"
#include <stdio.h>

#define LINE_BYTES_MAX (SIM_DIARY_CONTENT_MAX + 4096)

static bool take_letter(struct sim *sim, const struct json *line, int64_t at_ms, struct err *e)
{
    struct buf content;
    struct sim_citizen *citizen = sim_citizens_meet(sim->citizens, json_get_text(line, "from"),
                                                    STR_EMPTY, json_get_text(line, "name"));
    if (!citizen || !json_is_object(json_get(line, "content")))
        return err_set(e, ERR_INPUT, "want from and content");
    buf_init(&content, SIM_DIARY_CONTENT_MAX);
    bool ok = json_print(json_get(line, "content"), &content, e);
    const struct sim_entry entry = { .from = str_of(citizen->wa_id),
                                     .wamid = json_get_text(line, "wamid"),
                                     .type = json_get_text(line, "type"),
                                     .content = buf_view(&content),
                                     .quoted = json_get_text(line, "quoted"),
                                     .at_s = at_ms / MS_PER_SECOND,
                                     .sent_ms = at_ms };
    uint64_t number = ok ? sim_diary_put(sim->diary, &entry) : 0;
    buf_finish(&content);
    if (!ok || !number) return ok ? err_set(e, ERR_MEMORY, "no memory") : false;
    sim_diary_answered(sim->diary, number, 200);
    sim_diary_read(sim->diary, json_get_text(line, "wamid"));
    citizen->last_message_ms = at_ms;
    return true;
}

static bool take_line(struct sim *sim, struct str text, struct err *e)
{
    struct json *line;
    int64_t at_ms;
    if (!json_parse(text, &line, e)) return false;
    bool known = json_i64(json_get(line, "at_ms"), &at_ms) && json_get_text(line, "wamid").len;
    const struct json *request = json_get(line, "request");
    bool ok = known || err_set(e, ERR_INPUT, "want wamid and at_ms");
    if (ok)
        ok = request ? sim_message_remember(sim, request, json_get_text(line, "wamid"), at_ms, e)
                     : take_letter(sim, line, at_ms, e);
    json_free(line);
    return ok;
}

bool sim_chats_read(struct sim *sim, const char *path, struct err *e)
{
    static char text[LINE_BYTES_MAX];
    FILE *f = fopen(path, "rb");
    bool ok = f || err_set(e, ERR_IO, "--chats: cannot open the file");
    for (size_t number = 1; ok && fgets(text, sizeof text, f); number++) {
        struct err why = { 0 };
        if (take_line(sim, str_trim(str_of(text)), &why)) continue;
        ok = err_set(e, ERR_INPUT, "--chats: line %zu: %s", number, why.text);
    }
    if (ok && ferror(f)) ok = err_set(e, ERR_IO, "--chats: cannot read the file");
    if (f) (void)fclose(f);
    return ok;
}
