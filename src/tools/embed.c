/* embed.c - build tool: turns SQL files and other files into C tables.
 *
 *   embed statements OUT.h OUT.c FILE.sql...
 *   embed files NAME OUT.h OUT.c ROOT FILE...
 *
 * A file of statements names each by '-- name: word'. What several have in common stands once,
 * above them, under '-- fragment: word'; '{word}' in a statement is that text.
 *
 * It stands alone (no project header but what it writes about) because it runs before
 * anything else is built. It writes in the order of its arguments; the Makefile sorts them.
 * The first mistake ends it, naming file and line; make then deletes what it began. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* C17 promises string literals of 4095 characters, and -Wpedantic holds us to it. */
#define SQL_MAX  4095
#define NAME_MAX 63

__attribute__((noreturn, format(printf, 1, 2))) static void die(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    (void)fputs("embed: ", stderr);
    (void)vfprintf(stderr, fmt, ap);
    (void)fputc('\n', stderr);
    va_end(ap);
    exit(1);
}

static void *grow(void *at, size_t size)
{
    void *bigger = realloc(at, size);
    if (!bigger) die("out of memory");
    return bigger;
}

struct text {
    char *at; /* NUL-terminated beyond len */
    size_t len, cap;
};

static void text_add(struct text *t, char c)
{
    if (t->len + 1 >= t->cap) {
        t->cap = t->cap ? t->cap * 2 : 4096;
        t->at = grow(t->at, t->cap);
    }
    t->at[t->len++] = c;
    t->at[t->len] = '\0';
}

static struct text file_read(const char *path)
{
    struct text t = { calloc(1, 1), 0, 1 };
    FILE *f = fopen(path, "rb");
    if (!t.at) die("out of memory");
    if (!f) die("%s: cannot open", path);
    for (int c; (c = getc(f)) != EOF;)
        text_add(&t, (char)c);
    if (ferror(f)) die("%s: cannot read", path);
    (void)fclose(f);
    return t;
}

static FILE *out_open(const char *path)
{
    FILE *f = fopen(path, "wb");
    if (!f) die("%s: cannot create", path);
    return f;
}

static void out_close(FILE *f, const char *path)
{
    bool bad = ferror(f) != 0;
    if (fclose(f) != 0 || bad) die("%s: cannot write", path);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void put_upper(FILE *f, const char *s)
{
    for (; *s; s++)
        (void)putc(upper(*s), f);
}

static bool name_ok(const char *at, size_t len)
{
    bool ok = len > 0 && len <= NAME_MAX && at[0] >= 'a' && at[0] <= 'z';
    for (size_t i = 0; ok && i < len; i++)
        ok = (at[i] >= 'a' && at[i] <= 'z') || (at[i] >= '0' && at[i] <= '9') || at[i] == '_';
    return ok;
}

struct stmt {
    char name[NAME_MAX + 1];
    const char *path;
    int line;
    struct text sql;
    bool fragment;     /* part of others: no statement itself */
    bool blank, ended; /* a blank is owed before the next character; ';' was seen */
};

struct stmts {
    struct stmt *at;
    size_t count;
};

struct scan {
    struct stmts *into;
    struct stmt *now; /* NULL before the first name of the file */
    const char *path, *at;
    int line;
    bool line_start;
};

static void stmt_finish(const struct stmt *s)
{
    if (!s) return;
    if (!s->sql.len) die("%s:%d: statement %s is empty", s->path, s->line, s->name);
    if (s->sql.len > SQL_MAX)
        die("%s:%d: statement %s is longer than %d bytes", s->path, s->line, s->name, SQL_MAX);
}

static struct stmt *stmt_find(const struct stmts *all, const char *name, size_t len)
{
    for (size_t i = 0; i < all->count; i++)
        if (strlen(all->at[i].name) == len && memcmp(all->at[i].name, name, len) == 0)
            return &all->at[i];
    return NULL;
}

static void stmt_begin(struct scan *in, const char *name, size_t len, bool fragment)
{
    struct stmts *all = in->into;
    if (!name_ok(name, len))
        die("%s:%d: malformed name, want '-- name: lower_case_word'", in->path, in->line);
    const struct stmt *same = stmt_find(all, name, len);
    if (same)
        die("%s:%d: name %s is already at %s:%d", in->path, in->line, same->name, same->path,
            same->line);
    stmt_finish(in->now);
    all->at = grow(all->at, (all->count + 1) * sizeof *all->at);
    in->now = &all->at[all->count++];
    *in->now = (struct stmt){ .path = in->path, .line = in->line, .fragment = fragment };
    memcpy(in->now->name, name, len);
}

static void stmt_add(struct scan *in, char c)
{
    struct stmt *s = in->now;
    if (!s) die("%s:%d: SQL before the first '-- name:'", in->path, in->line);
    if (s->ended) die("%s:%d: more than one statement under %s", in->path, in->line, s->name);
    if (s->blank && s->sql.len) text_add(&s->sql, ' ');
    s->blank = false;
    text_add(&s->sql, c);
}

/* "-- word: name" at the start of a line, word being given; *name: up to the end of the line. */
static bool is_name_line(const struct scan *in, const char *word, const char **name)
{
    const char *at = in->at + 2;
    size_t len = strlen(word);
    at += strspn(at, " \t");
    if (strncmp(at, word, len) != 0 || at[len + strspn(at + len, " \t")] != ':') return false;
    if (!in->line_start || strncmp(in->at, "-- ", 3) != 0 || strncmp(at + len, ": ", 2) != 0)
        die("%s:%d: malformed name line, want '-- %s: word' at the start of a line", in->path,
            in->line, word);
    *name = at + len + 2;
    return true;
}

/* A comment to the end of the line; it may be the name line of the next statement. */
static void scan_comment(struct scan *in)
{
    const char *end = in->at + strcspn(in->at, "\n"), *last = end, *name = NULL;
    bool fragment = is_name_line(in, "fragment", &name);
    if (fragment || is_name_line(in, "name", &name)) {
        while (last > name && strchr(" \t\r", last[-1]))
            last--;
        stmt_begin(in, name, last > name ? (size_t)(last - name) : 0, fragment);
    } else if (in->now) {
        in->now->blank = true;
    }
    in->at = end;
}

/* "{word}": the text of that fragment. */
static void scan_fragment(struct scan *in)
{
    size_t len = strcspn(in->at + 1, "}\n");
    const struct stmt *part = stmt_find(in->into, in->at + 1, len);
    if (in->at[1 + len] != '}' || !part || !part->fragment || part == in->now)
        die("%s:%d: no fragment of that name stands above", in->path, in->line);
    for (size_t i = 0; i < part->sql.len; i++)
        stmt_add(in, part->sql.at[i]);
    in->at += len + 2;
}

static void scan_block_comment(struct scan *in)
{
    const char *end = strstr(in->at + 2, "*/");
    if (!end) die("%s:%d: comment without end", in->path, in->line);
    for (; in->at < end + 2; in->at++)
        in->line += *in->at == '\n';
    if (in->now) in->now->blank = true;
}

/* Text in quotes is copied as it is; a doubled quote is simply two quoted texts in a row. */
static void scan_quoted(struct scan *in)
{
    char quote = *in->at;
    int line = in->line;
    do {
        if (!*in->at) die("%s:%d: quote without end", in->path, line);
        in->line += *in->at == '\n';
        stmt_add(in, *in->at++);
    } while (*in->at != quote);
    stmt_add(in, *in->at++);
}

static void scan_file(struct stmts *into, const char *path)
{
    struct text file = file_read(path);
    if (strlen(file.at) != file.len) die("%s: holds a NUL byte", path);
    struct scan in = { into, NULL, path, file.at, 1, true };
    while (*in.at) {
        char c = *in.at;
        bool was_newline = c == '\n';
        if (strncmp(in.at, "--", 2) == 0) {
            scan_comment(&in);
        } else if (strncmp(in.at, "/*", 2) == 0) {
            scan_block_comment(&in);
        } else if (c == '\'' || c == '"') {
            scan_quoted(&in);
        } else if (c == '{') {
            scan_fragment(&in);
        } else if (strchr(" \t\r\n", c)) {
            in.line += was_newline;
            if (in.now) in.now->blank = true;
            in.at++;
        } else if (c == ';' && in.now) {
            in.now->ended = true;
            in.at++;
        } else {
            stmt_add(&in, c);
            in.at++;
        }
        in.line_start = was_newline;
    }
    stmt_finish(in.now);
    free(file.at);
}

static void put_literal(FILE *f, const struct text *t)
{
    (void)putc('"', f);
    for (size_t i = 0; i < t->len; i++) {
        unsigned char c = (unsigned char)t->at[i];
        if (c == '"' || c == '\\' || c == '?') /* two '?' could begin a trigraph */
            (void)fprintf(f, "\\%c", c);
        else if (c < ' ' || c > '~')
            (void)fprintf(f, "\\%03o", c);
        else
            (void)putc(c, f);
    }
    (void)putc('"', f);
}

static void statements_header(const char *path, const struct stmts *all)
{
    FILE *f = out_open(path);
    (void)fputs(
        "/* statements.h - written by src/tools/embed.c from sql/statements; do not edit. */\n"
        "#ifndef KANDA_GEN_STATEMENTS_H\n#define KANDA_GEN_STATEMENTS_H\n\n"
        "enum stmt_id {\n",
        f);
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].fragment) continue;
        (void)fputs("    STMT_", f);
        put_upper(f, all->at[i].name);
        (void)fputs(",\n", f);
    }
    (void)fputs("    STMT_COUNT\n};\n\n"
                "extern const struct stmt_text {\n    const char *name, *sql;\n"
                "} stmt_texts[STMT_COUNT];\n\n#endif\n",
                f);
    out_close(f, path);
}

static void statements_body(const char *path, const char *header, const struct stmts *all)
{
    FILE *f = out_open(path);
    (void)fprintf(f,
                  "/* Written by src/tools/embed.c from sql/statements; do not edit. */\n"
                  "#include \"gen/%s\"\n\nconst struct stmt_text stmt_texts[STMT_COUNT] = {\n",
                  base_name(header));
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].fragment) continue;
        (void)fputs("    [STMT_", f);
        put_upper(f, all->at[i].name);
        (void)fprintf(f, "] = { \"%s\", ", all->at[i].name);
        put_literal(f, &all->at[i].sql);
        (void)fputs(" },\n", f);
    }
    (void)fputs("};\n", f);
    out_close(f, path);
}

static int statements(const char *header, const char *body, char **paths)
{
    struct stmts all = { NULL, 0 };
    for (; *paths; paths++)
        scan_file(&all, *paths);
    size_t parts = 0;
    for (size_t i = 0; i < all.count; i++)
        parts += all.at[i].fragment;
    /* An array of no elements is not C. */
    if (all.count == parts) die("statements: no statement in any file");
    statements_header(header, &all);
    statements_body(body, header, &all);
    for (size_t i = 0; i < all.count; i++)
        free(all.at[i].sql.at);
    free(all.at);
    return 0;
}

static void files_header(const char *path, const char *name)
{
    FILE *f = out_open(path);
    (void)fputs("/* Written by src/tools/embed.c; do not edit. */\n#ifndef KANDA_GEN_", f);
    put_upper(f, name);
    (void)fputs("_H\n#define KANDA_GEN_", f);
    put_upper(f, name);
    (void)fprintf(f,
                  "_H\n\n#include \"base/embedded.h\"\n\n"
                  "extern const struct embedded_file %s_files[];\n"
                  "extern const size_t %s_count;\n\n#endif\n",
                  name, name);
    out_close(f, path);
}

/* Arrays of numbers, since a string literal may not be as long as a file. */
static void put_bytes(FILE *f, size_t number, const struct text *t)
{
    (void)fprintf(f, "static const unsigned char data_%zu[] = {", number);
    for (size_t i = 0; i < t->len; i++)
        (void)fprintf(f, "%s0x%02x,", i % 16 ? "" : "\n", (unsigned)(unsigned char)t->at[i]);
    (void)fputs("\n0x00\n};\n", f);
}

static const char *path_below(const char *path, const char *root)
{
    size_t len = strlen(root);
    if (strncmp(path, root, len) != 0 || path[len] != '/') die("%s: not below %s", path, root);
    if (strpbrk(path, "\"\\?")) die("%s: a file name that C cannot quote", path);
    return path + len + 1;
}

static int files(const char *name, const char *header, const char *body, char **args)
{
    const char *root = args[0];
    size_t count = 0;
    if (!name_ok(name, strlen(name))) die("files: malformed name");
    FILE *f = out_open(body);
    (void)fprintf(f, "/* Written by src/tools/embed.c; do not edit. */\n#include \"gen/%s\"\n\n",
                  base_name(header));
    for (; args[count + 1]; count++) {
        struct text t = file_read(args[count + 1]);
        put_bytes(f, count, &t);
        free(t.at);
    }
    (void)fprintf(f, "const size_t %s_count = %zu;\n", name, count);
    (void)fprintf(f, "const struct embedded_file %s_files[] = {\n", name);
    for (size_t i = 0; i < count; i++)
        (void)fprintf(f, "    { \"%s\", data_%zu, sizeof data_%zu - 1 },\n",
                      path_below(args[i + 1], root), i, i);
    /* The last row is not counted: it keeps the table legal C when there is no file. */
    (void)fputs("    { NULL, NULL, 0 },\n};\n", f);
    out_close(f, body);
    files_header(header, name);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc >= 4 && strcmp(argv[1], "statements") == 0)
        return statements(argv[2], argv[3], argv + 4);
    if (argc >= 6 && strcmp(argv[1], "files") == 0)
        return files(argv[2], argv[3], argv[4], argv + 5);
    (void)fputs("usage: embed statements OUT.h OUT.c FILE.sql...\n"
                "       embed files NAME OUT.h OUT.c ROOT FILE...\n",
                stderr);
    return 2;
}
