/* zip.c - local headers, bytes, descriptors; at the end the directory. */
#include "base/zip.h"
#include "base/clock.h"
#include <string.h>

#define LOCAL      UINT32_C(0x04034b50)
#define DESCRIPTOR UINT32_C(0x08074b50)
#define CENTRAL    UINT32_C(0x02014b50)
#define END        UINT32_C(0x06054b50)
#define VERSION    20     /* needed to read it: 2.0 */
#define FLAGS      0x0808 /* sizes behind the bytes; names in UTF-8 */
#define STORED     0

static void put(struct buf *out, uint64_t n, int bytes)
{
    for (; bytes > 0; bytes--, n >>= 8)
        buf_add_char(out, (char)(n & 0xFF));
}

/* CRC-32 of ISO 3309, bits reversed, a nibble at a time. */
static uint32_t crc_add(uint32_t crc, struct str bytes)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
        0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };
    crc = ~crc;
    for (size_t i = 0; i < bytes.len; i++) {
        crc ^= (uint8_t)bytes.at[i];
        crc = table[crc & 15] ^ (crc >> 4);
        crc = table[crc & 15] ^ (crc >> 4);
    }
    return ~crc;
}

void zip_init(struct zip *z, int64_t made_at)
{
    struct civil c;
    civil_of_ms(made_at, &c);
    int years = c.year < 1980 ? 0 : c.year > 2107 ? 127 : c.year - 1980;
    *z = (struct zip){ .date = (uint16_t)(years << 9 | c.month << 5 | c.day),
                       .time = (uint16_t)(c.hour << 11 | c.minute << 5 | c.second / 2) };
}

/* What local header and directory have in common. */
static void put_common(const struct zip *z, const struct zip_file *f, bool known, struct buf *out)
{
    put(out, VERSION, 2);
    put(out, FLAGS, 2);
    put(out, STORED, 2);
    put(out, z->time, 2);
    put(out, z->date, 2);
    put(out, known ? f->crc : 0, 4);
    put(out, known ? f->size : 0, 4);
    put(out, known ? f->size : 0, 4);
    put(out, strlen(f->name), 2);
    put(out, 0, 2);
}

bool zip_begin(struct zip *z, const char *name, struct buf *out)
{
    if (z->count == ZIP_FILES_MAX) return false;
    struct zip_file *f = &z->files[z->count++];
    size_t before = out->len;
    *f = (struct zip_file){ .name = name, .at = z->written };
    put(out, LOCAL, 4);
    put_common(z, f, false, out);
    buf_add_text(out, name);
    z->written += out->len - before;
    return true;
}

void zip_add(struct zip *z, struct str bytes, struct buf *out)
{
    struct zip_file *f = &z->files[z->count - 1];
    f->crc = crc_add(f->crc, bytes);
    f->size += bytes.len;
    z->written += bytes.len;
    buf_add(out, bytes);
}

void zip_end(struct zip *z, struct buf *out)
{
    const struct zip_file *f = &z->files[z->count - 1];
    put(out, DESCRIPTOR, 4);
    put(out, f->crc, 4);
    put(out, f->size, 4);
    put(out, f->size, 4);
    z->written += 16;
}

bool zip_finish(struct zip *z, struct buf *out)
{
    uint64_t directory = z->written;
    size_t before = out->len;
    bool fits = directory <= UINT32_MAX;
    for (size_t i = 0; i < z->count; i++) {
        const struct zip_file *f = &z->files[i];
        fits = fits && f->size <= UINT32_MAX;
        put(out, CENTRAL, 4);
        put(out, VERSION, 2);
        put_common(z, f, true, out);
        put(out, 0, 2 + 2 + 2); /* comment, disk, internal attributes */
        put(out, 0, 4);         /* external attributes */
        put(out, f->at, 4);
        buf_add_text(out, f->name);
    }
    z->written += out->len - before;
    put(out, END, 4);
    put(out, 0, 2 + 2); /* disks */
    put(out, z->count, 2);
    put(out, z->count, 2);
    put(out, z->written - directory, 4);
    put(out, directory, 4);
    put(out, 0, 2); /* comment */
    return fits;
}
