/* attempts.c - buckets of four; a new key takes the slot that failed longest ago. */
#include "service/attempts.h"
#include "base/crypto.h"
#include <stdlib.h>
#include <string.h>

#define BUCKET 4

struct slot {
    uint64_t key; /* 0: free */
    struct failures failures;
};

struct attempts {
    uint8_t secret[32];
    struct slot slots[ATTEMPTS_MAX];
};

struct attempts *attempts_create(void)
{
    struct attempts *a = calloc(1, sizeof *a);
    if (a) random_bytes(a->secret, sizeof a->secret);
    return a;
}

void attempts_destroy(struct attempts *a)
{
    free(a);
}

static uint64_t hash_of(const struct attempts *a, char kind, struct str key)
{
    uint8_t plain[SHA256_SIZE + 1], mac[SHA256_SIZE];
    uint64_t hash;
    sha256(key, plain);
    plain[SHA256_SIZE] = (uint8_t)kind;
    hmac_sha256((struct str){ (const char *)a->secret, sizeof a->secret },
                (struct str){ (const char *)plain, sizeof plain }, mac);
    memcpy(&hash, mac, sizeof hash);
    return hash ? hash : 1;
}

static size_t bucket_of(uint64_t hash)
{
    return (size_t)(hash % (ATTEMPTS_MAX / BUCKET)) * BUCKET;
}

struct failures attempts_of(const struct attempts *a, char kind, struct str key)
{
    uint64_t hash = hash_of(a, kind, key);
    const struct slot *bucket = &a->slots[bucket_of(hash)];
    for (size_t i = 0; i < BUCKET; i++)
        if (bucket[i].key == hash) return bucket[i].failures;
    return (struct failures){ 0 };
}

void attempts_set(struct attempts *a, char kind, struct str key, struct failures f)
{
    uint64_t hash = hash_of(a, kind, key);
    struct slot *bucket = &a->slots[bucket_of(hash)], *chosen = bucket;
    for (size_t i = 0; i < BUCKET; i++) {
        if (bucket[i].key == hash) {
            chosen = &bucket[i];
            break;
        }
        if (bucket[i].failures.last_at < chosen->failures.last_at) chosen = &bucket[i];
    }
    *chosen = (struct slot){ hash, f };
}
