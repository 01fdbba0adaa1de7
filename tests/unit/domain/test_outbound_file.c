/* test_outbound_file.c - which files WhatsApp takes from us. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/outbound.h"

/* What may go to a citizen's phone (reference 6). */
static void test_files(void **state)
{
    static const struct {
        const char *rule, *mime;
        int64_t size;
        bool goes;
        enum outbound_type type;
    } rows[] = {
        { "a photo", "image/jpeg", 5 << 20, true, OUTBOUND_IMAGE },
        { "in either case", "IMAGE/PNG", 1, true, OUTBOUND_IMAGE },
        { "but not a byte more", "image/jpeg", (5 << 20) + 1, false, OUTBOUND_TEXT },
        { "a letter", "application/pdf", 100 << 20, true, OUTBOUND_DOCUMENT },
        { "but not a byte more", "application/pdf", (100 << 20) + 1, false, OUTBOUND_TEXT },
        { "no WebP, which is a sticker there", "image/webp", 1, false, OUTBOUND_TEXT },
        { "nothing unknown", "", 1, false, OUTBOUND_TEXT },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum outbound_type type = OUTBOUND_TEXT;
        const char *why = "";
        bool goes = outbound_file_type(str_of(rows[i].mime), rows[i].size, &type, &why);
        if (goes != rows[i].goes || (goes && type != rows[i].type))
            fail_msg("%s %s", rows[i].rule, rows[i].mime);
        if (!goes && why[0] == '\0') fail_msg("%s: says nothing", rows[i].rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_files) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
