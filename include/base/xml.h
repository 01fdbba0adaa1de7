/* xml.h - text on its way into an XML 1.0 document in UTF-8.
 * Threads: pure, any thread. */
#ifndef KANDA_BASE_XML_H
#define KANDA_BASE_XML_H

#include "base/buf.h"

/* Appends the text as the content of an element or of an attribute in double quotes: the five
 * characters of markup become references, a carriage return too, because a parser would make a line
 * feed of it. What XML 1.0 (section 2.2) has no way to say becomes U+FFFD: control characters other
 * than tab, line feed and carriage return, U+FFFE, U+FFFF and invalid UTF-8. */
void xml_write_text(struct buf *out, struct str text);

#endif
