/* play.c - `kanda-sim play FILE`: options, file, summary. */
#include "play.h"
#include "base/crypto.h"
#include "options.h"
#include <stddef.h>

#define FILE_MAX       ((size_t)4 << 20)
#define TRANSCRIPT_MAX ((size_t)64 << 20)

struct play_options {
    struct sim_target_options target;
    const char *api_token, *transcript;
};

#define AT(field) offsetof(struct play_options, target.field)

static const struct sim_option play_options[] = {
    { "--webhook", "URL", OPTION_TEXT, AT(webhook), false, 0, 0, "where kanda listens" },
    { "--app-secret", "S", OPTION_TEXT, AT(app_secret), false, 0, 0, "signs the webhooks" },
    { "--phone-number-id", "N", OPTION_TEXT, AT(phone_number_id), false, 0, 0,
      "id of the business number" },
    { "--graph", "URL", OPTION_TEXT, AT(graph), false, 0, 0,
      "the simulator whose desk is written to, and asked what is not given (" SIM_GRAPH_DEFAULT
      ")" },
    { "--api-token", "T", OPTION_TEXT, offsetof(struct play_options, api_token), false, 0, 0,
      "of `kanda staff add`: for steps that look at tickets or work on them" },
    { "--transcript", "FILE", OPTION_TEXT, offsetof(struct play_options, transcript), false, 0, 0,
      "what each citizen read, and the tickets that came of it, the same at each playing" },
};

static bool read_file(const char *path, struct buf *out, struct err *e)
{
    char piece[4096];
    FILE *f = fopen(path, "rb");
    if (!f) return err_set(e, ERR_INPUT, "%.150s: cannot be opened", path);
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_add(out, (struct str){ piece, n });
    bool ok = !ferror(f) && buf_ok(out);
    (void)fclose(f);
    return ok || err_set(e, ERR_INPUT, "%.150s: cannot be read, or larger than 4 MiB", path);
}

static bool write_file(const char *path, struct str text, struct err *e)
{
    FILE *f = fopen(path, "wb");
    if (!f) return err_set(e, ERR_INPUT, "%.150s: cannot be written", path);
    bool ok = fwrite(text.at, 1, text.len, f) == text.len;
    ok = fclose(f) == 0 && ok;
    return ok || err_set(e, ERR_IO, "%.150s: cannot be written", path);
}

static bool play(const struct sim_env *env, const struct play_options *options,
                 const struct sim_script *script, struct sim_caller *caller,
                 const struct sim_target *target, struct err *e)
{
    struct buf transcript;
    struct sim_play_result result;
    const struct sim_play_wish wish = { options->api_token, env->out,
                                        options->transcript ? &transcript : NULL };
    buf_init(&transcript, TRANSCRIPT_MAX);
    bool ok = sim_play_run(script, target, caller, env->clock, &wish, &result, e) &&
              (!options->transcript || write_file(options->transcript, buf_view(&transcript), e));
    buf_finish(&transcript);
    if (ok)
        (void)fprintf(env->out, "Selesai: %zu pesan, %zu balasan, %zu harapan terpenuhi.\n",
                      result.said, result.heard, result.met);
    return ok;
}

static int play_script(const struct sim_env *env, const struct play_options *options,
                       const struct sim_script *script)
{
    struct sim_caller *caller = sim_caller_create();
    struct sim_target target;
    struct err e;
    int code = SIM_FAILED;
    if (!caller)
        err_set(&e, ERR_MEMORY, "no memory");
    else if (!sim_target_find(&options->target, caller, &target, &e))
        code = sim_target_exit(&e);
    else if (play(env, options, script, caller, &target, &e))
        code = SIM_DONE;
    if (code != SIM_DONE) (void)fprintf(env->err, "Gagal: %s\n", e.text);
    sim_caller_destroy(caller);
    return code;
}

static int run(const struct sim_env *env, int argc, char **argv)
{
    struct play_options options = { 0 };
    struct sim_script script = { 0 };
    const char *path = NULL;
    struct buf text;
    struct err e;
    int code = SIM_USAGE;
    struct dice dice;
    sim_dice_init(&dice, random_below(UINT64_MAX));
    buf_init(&text, FILE_MAX);
    if (sim_options_parse(&sim_play_command, argc, argv, &options, &path, NULL, &e) &&
        read_file(path, &text, &e) && sim_script_parse(buf_view(&text), &dice, &script, &e))
        code = play_script(env, &options, &script);
    else
        (void)fprintf(env->err, "kanda-sim play: %s\n", e.text);
    sim_script_finish(&script);
    buf_finish(&text);
    return code;
}

const struct sim_command sim_play_command = {
    "play",
    "FILE",
    "plays a script of citizens and checks the replies",
    play_options,
    sizeof play_options / sizeof *play_options,
    run,
};
