/* ini.h - INI text, one callback per key; the only door to inih.
 *
 * `[section]` and `key = value`; comments begin with ';' or '#' at the start of a line;
 * a value runs to the end of its line, up to INI_VALUE_MAX bytes, and is trimmed.
 *
 * Threads: any (no shared state). Memory: views are valid inside the callback only. */
#ifndef KANDA_BASE_INI_H
#define KANDA_BASE_INI_H

#include "base/str.h"

#define INI_VALUE_MAX 4096

struct ini_entry {
    struct str section, key, value;
    int line; /* 1-based */
};

/* Returns false with *e set to stop. */
typedef bool ini_visitor(void *ctx, const struct ini_entry *entry, struct err *e);

/* ERR_INPUT "line N: ..." for a malformed line, or whatever the visitor said. */
MUST_CHECK bool ini_parse_text(struct str text, ini_visitor *visit, void *ctx, struct err *e);

#endif
