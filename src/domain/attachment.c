/* attachment.c - files of messages: names, limits, and what is suspicious. */
#include "domain/attachment.h"

#define KIB (INT64_C(1) << 10)
#define MIB (INT64_C(1) << 20)

const char *attachment_state_name(enum attachment_state state)
{
    static const char *const names[ATTACHMENT_STATE_COUNT] = { "waiting", "stored", "failed",
                                                               "expired" };
    return (unsigned)state < ATTACHMENT_STATE_COUNT ? names[state] : "unknown";
}

int64_t attachment_max_bytes(enum message_type kind)
{
    switch (kind) {
    case MESSAGE_IMAGE: return 5 * MIB;
    case MESSAGE_VIDEO:
    case MESSAGE_AUDIO: return 16 * MIB;
    case MESSAGE_DOCUMENT: return 100 * MIB;
    case MESSAGE_STICKER: return 500 * KIB;
    default: return 0;
    }
}

static struct str plain_type(struct str mime)
{
    struct str rest = mime, plain = STR_EMPTY;
    (void)str_cut(&rest, ';', &plain);
    return str_trim(plain);
}

/* What runs, or is run by whatever opens it. */
static bool is_active(struct str type)
{
    static const char *const known[] = {
        "application/x-executable",
        "application/x-pie-executable",
        "application/x-sharedlib",
        "application/x-dosexec",
        "application/x-msdownload",
        "application/vnd.microsoft.portable-executable",
        "application/x-mach-binary",
        "application/java-archive",
        "application/vnd.android.package-archive",
        "application/javascript",
        "application/x-ms-shortcut",
        "application/xhtml+xml",
        "image/svg+xml",
        "text/html",
        "text/javascript",
        "text/xml",
        "text/x-shellscript",
        "text/x-msdos-batch",
        "text/x-python",
        "text/x-script.python",
        "text/x-perl",
        "text/x-php",
        "text/x-ruby",
    };
    return STR_AMONG_NOCASE(type, known) != 0;
}

bool attachment_is_suspect(enum message_type kind, struct str announced, struct str found)
{
    static const char *const sound[] = { "application/ogg", "video/ogg", "video/mp4", "video/3gpp",
                                         "application/octet-stream" };
    static const char *const film[] = { "application/ogg", "audio/x-m4a", "audio/mp4",
                                        "application/octet-stream" };
    struct str said = plain_type(announced), is = plain_type(found);
    if (is_active(is)) return !(kind == MESSAGE_DOCUMENT && str_equal_nocase(said, is));
    switch (kind) {
    case MESSAGE_IMAGE:
    case MESSAGE_STICKER: return !str_starts(is, STR("image/"));
    case MESSAGE_AUDIO: return !str_starts(is, STR("audio/")) && !STR_AMONG_NOCASE(is, sound);
    case MESSAGE_VIDEO: return !str_starts(is, STR("video/")) && !STR_AMONG_NOCASE(is, film);
    default: return false;
    }
}

bool attachment_is_photo(const struct attachment *a)
{
    static const char *const photos[] = { "image/jpeg", "image/png", "image/webp" };
    return a->state == ATTACHMENT_STORED && !a->suspect && STR_AMONG_NOCASE(a->type, photos);
}

const char *attachment_extension(struct str type)
{
    static const struct {
        const char *type, *extension;
    } rows[] = {
        { "image/jpeg", ".jpg" },
        { "image/png", ".png" },
        { "image/webp", ".webp" },
        { "audio/ogg", ".ogg" },
        { "application/ogg", ".ogg" },
        { "audio/mpeg", ".mp3" },
        { "audio/x-m4a", ".m4a" },
        { "audio/mp4", ".m4a" },
        { "audio/amr", ".amr" },
        { "video/mp4", ".mp4" },
        { "video/3gpp", ".3gp" },
        { "application/pdf", ".pdf" },
        { "text/plain", ".txt" },
        { "application/msword", ".doc" },
        { "application/vnd.ms-excel", ".xls" },
        { "application/vnd.ms-powerpoint", ".ppt" },
        { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx" },
        { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx" },
        { "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (str_equal_nocase(plain_type(type), str_of(rows[i].type))) return rows[i].extension;
    return ".bin";
}
