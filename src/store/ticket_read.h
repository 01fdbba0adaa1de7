/* ticket_read.h - the column order of view ticket_row, shared by the ticket store's files. */
#ifndef KANDA_STORE_TICKET_READ_H
#define KANDA_STORE_TICKET_READ_H

#include "store/ticket_store.h"

MUST_CHECK bool ticket_row_read(struct db_rows *rows, struct arena *arena, struct ticket *t,
                                struct err *e);

#endif
