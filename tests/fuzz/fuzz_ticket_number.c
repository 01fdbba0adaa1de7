/* fuzz_ticket_number.c - what is read as a ticket number is written and read again as the same. */
#include "domain/ticket.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_id(int64_t id)
{
    char number[TICKET_NUMBER_SIZE];
    int64_t again = 0;
    if (id < 2000 * TICKET_IDS_PER_YEAR || id >= 2100 * TICKET_IDS_PER_YEAR) abort();
    ticket_number_format("LK", id, number);
    if (!ticket_number_parse("LK", str_of(number), &again, NULL) || again != id) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = { (const char *)data, size };
    int64_t parsed = -1, found = -1;
    struct err e = { 0 };
    if (ticket_number_parse("LK", text, &parsed, &e)) {
        check_id(parsed);
        if (!ticket_number_find("LK", text, &found) || found != parsed) abort();
    } else if (parsed != -1 || e.code != ERR_INPUT) {
        abort();
    }
    if (ticket_number_find("LK", text, &found)) check_id(found);
    return 0;
}
