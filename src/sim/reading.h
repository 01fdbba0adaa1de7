/* reading.h - what a citizen would read and could tap: a message of the API as people see it.
 *
 * Threads: pure. The message has passed sim_check. */
#ifndef KANDA_SIM_READING_H
#define KANDA_SIM_READING_H

#include "base/json.h"
#include "templates.h"

/* "*Judul*\nIsi\nkaki\n[Tombol]"; a template with its parameters filled in; "[foto] keterangan". */
void sim_reading_text(const struct json *message, const struct sim_templates *templates,
                      struct buf *out);
/* JSON array of {"kind":"button"|"list"|"template","id","title"}; "[]" when nothing can be
 * tapped. */
void sim_reading_choices(const struct json *message, struct buf *out);

#endif
