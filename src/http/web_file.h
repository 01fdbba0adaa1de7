/* web_file.h - the pages and their files as the build put them into the program (src/web).
 * Private to the room. Threads: pure, any thread. */
#ifndef KANDA_HTTP_WEB_FILE_H
#define KANDA_HTTP_WEB_FILE_H

#include "base/embedded.h"
#include "base/str.h"

struct request;

/* By its path below src/web, "staff/index.html"; NULL: none. */
const struct embedded_file *web_file_find(struct str path);
/* Names the state of all files; part of the address of each but the pages: /assets/VERSION/PATH. */
struct str web_version(void);
/* By the name's end; NULL: no file that a page may have. */
const char *web_file_type(struct str path);

/* Answers with it, packed as the caller takes it; 404 where there is none. `cache`: Cache-Control.
 */
void web_file_answer(struct request *r, struct str path, const char *cache);

#endif
