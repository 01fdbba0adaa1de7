/* photo.c - the only door to libexif, opened for one photo and closed again: nothing else here
 * needs it. */
#include "photo.h"
#include "base/clock.h"
#include "base/library.h"
#include <libexif/exif-data.h>
#include <math.h>
#include <stdio.h>

#define YEAR_2000_MS INT64_C(946684800000)
#define RATIONAL     8 /* bytes */

struct libexif {
    void *handle;
    ExifData *(*load)(const unsigned char *at, unsigned int size);
    void (*unref)(ExifData *data);
    ExifByteOrder (*order)(ExifData *data);
    ExifEntry *(*entry)(ExifContent *content, ExifTag tag);
    ExifRational (*rational)(const unsigned char *at, ExifByteOrder order);
};

static bool libexif_open(struct libexif *x)
{
    x->handle = library_open("libexif.so.12");
    return x->handle &&
           library_function(x->handle, "exif_data_new_from_data", &x->load, sizeof x->load) &&
           library_function(x->handle, "exif_data_unref", &x->unref, sizeof x->unref) &&
           library_function(x->handle, "exif_data_get_byte_order", &x->order, sizeof x->order) &&
           library_function(x->handle, "exif_content_get_entry", &x->entry, sizeof x->entry) &&
           library_function(x->handle, "exif_get_rational", &x->rational, sizeof x->rational);
}

/* Its text up to the NUL; "" when it is absent or something else. */
static struct str text_of(const struct libexif *x, ExifContent *content, ExifTag tag)
{
    const ExifEntry *e = x->entry(content, tag);
    if (!e || !e->data || e->format != EXIF_FORMAT_ASCII) return STR_EMPTY;
    struct str all = { (const char *)e->data, e->size };
    return str_trim(str_slice(all, 0, str_find(all, (struct str){ "", 1 }, 0)));
}

/* "2026:11:24 08:15:03" and "+07:00". */
static void time_read(const struct libexif *x, ExifContent *content, int64_t now, int64_t *out)
{
    char iso[48];
    struct str time = text_of(x, content, EXIF_TAG_DATE_TIME_ORIGINAL);
    struct str zone = text_of(x, content, EXIF_TAG_OFFSET_TIME_ORIGINAL);
    int64_t ms;
    if (time.len != 19 || time.at[4] != ':' || time.at[7] != ':' || time.at[10] != ' ') return;
    if (zone.len != 6) zone = STR("+07:00");
    (void)snprintf(iso, sizeof iso, "%.4s-%.2s-%.2sT%.8s%.*s", time.at, time.at + 5, time.at + 8,
                   time.at + 11, STR_ARG(zone));
    if (!rfc3339_parse(str_of(iso), &ms, NULL)) return;
    if (ms >= YEAR_2000_MS && ms <= now + MS_PER_DAY) *out = ms;
}

/* Degrees, minutes, seconds; below zero to the south and west. NAN: none. */
static double angle_read(const struct libexif *x, ExifContent *content, ExifByteOrder order,
                         ExifTag tag, ExifTag side, char negative)
{
    static const double parts[] = { 1, 60, 3600 };
    const ExifEntry *e = x->entry(content, tag);
    struct str which = text_of(x, content, side);
    double sum = 0;
    if (!e || !e->data || e->format != EXIF_FORMAT_RATIONAL || e->size < 3 * RATIONAL ||
        which.len != 1)
        return NAN;
    for (size_t i = 0; i < 3; i++) {
        ExifRational r = x->rational(e->data + i * RATIONAL, order);
        if (r.denominator == 0) return NAN;
        sum += (double)r.numerator / (double)r.denominator / parts[i];
    }
    return which.at[0] == negative ? -sum : sum;
}

static void place_read(const struct libexif *x, ExifContent *gps, ExifByteOrder order,
                       struct photo_taken *out)
{
    double latitude = angle_read(x, gps, order, (ExifTag)EXIF_TAG_GPS_LATITUDE,
                                 (ExifTag)EXIF_TAG_GPS_LATITUDE_REF, 'S');
    double longitude = angle_read(x, gps, order, (ExifTag)EXIF_TAG_GPS_LONGITUDE,
                                  (ExifTag)EXIF_TAG_GPS_LONGITUDE_REF, 'W');
    out->has_place = fabs(latitude) <= 90 && fabs(longitude) <= 180 &&
                     (fabs(latitude) > 0 || fabs(longitude) > 0);
    if (!out->has_place) return;
    out->latitude = latitude;
    out->longitude = longitude;
}

void photo_read(struct str jpeg, int64_t now, struct photo_taken *out)
{
    struct libexif x = { 0 };
    struct str head = str_slice(jpeg, 0, PHOTO_HEAD_MAX);
    *out = (struct photo_taken){ 0 };
    if (!str_contains(head, STR("Exif"))) return; /* most have none: the library stays closed */
    ExifData *data =
        libexif_open(&x) ? x.load((const unsigned char *)head.at, (unsigned int)head.len) : NULL;
    if (data) {
        time_read(&x, data->ifd[EXIF_IFD_EXIF], now, &out->at);
        place_read(&x, data->ifd[EXIF_IFD_GPS], x.order(data), out);
        x.unref(data);
    }
    library_close(x.handle);
}
