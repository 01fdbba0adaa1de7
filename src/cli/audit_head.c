/* audit_head.c - one line: event, blank, digest in hex. */
#include "audit_head.h"
#include "cli/file.h"
#include <stdio.h>

#define PATH_MAX_BYTES 600
#define LINE_MAX_BYTES 256

static bool path_make(const char *store_path, char out[PATH_MAX_BYTES], struct err *e)
{
    int n = snprintf(out, PATH_MAX_BYTES, "%s.audit-head", store_path);
    return (n > 0 && n < PATH_MAX_BYTES) || err_set(e, ERR_INPUT, "audit head: path too long");
}

bool audit_head_write(const char *store_path, const struct chain_head *head, struct err *e)
{
    char path[PATH_MAX_BYTES], hex[2 * SHA256_SIZE + 1], line[LINE_MAX_BYTES];
    if (!path_make(store_path, path, e)) return false;
    hex_encode(head->digest, SHA256_SIZE, hex);
    int n = snprintf(line, sizeof line, "%lld %s\n", (long long)head->event_id, hex);
    return file_replace(path, (struct str){ line, (size_t)n }, e);
}

bool audit_head_read(const char *store_path, struct chain_head *out, struct err *e)
{
    char path[PATH_MAX_BYTES], memory[LINE_MAX_BYTES];
    struct buf text;
    struct chain_head head;
    buf_fixed(&text, memory, sizeof memory);
    if (!path_make(store_path, path, e) || !file_read(path, &text, e)) return false;
    struct str rest = buf_view(&text), number = str_word(&rest), digest = str_word(&rest);
    if (!str_to_i64(number, 0, INT64_MAX, &head.event_id, NULL) ||
        !hex_decode(digest, head.digest, SHA256_SIZE))
        return err_set(e, ERR_INPUT, "%s: is no head of an audit trail", path);
    *out = head;
    return true;
}
