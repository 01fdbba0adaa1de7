/* citizens.c - whom the simulator has met. */
#include "citizens.h"
#include <stdlib.h>

#define PAIR_BURST     45
#define PAIR_REFILL_MS 6000.0
/* Each citizen is under two keys, and a table at most half full is quick to search. */
#define SLOTS ((size_t)1 << 19)

struct slot {
    uint64_t hash;
    struct sim_citizen *citizen;
};

struct sim_citizens {
    struct slot *slots;
    size_t count;
    struct sim_citizen *all[SIM_CITIZENS_MAX];
};

struct sim_citizens *sim_citizens_create(void)
{
    struct sim_citizens *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    c->slots = calloc(SLOTS, sizeof *c->slots);
    if (c->slots) return c;
    free(c);
    return NULL;
}

void sim_citizens_destroy(struct sim_citizens *c)
{
    if (!c) return;
    for (size_t i = 0; i < c->count; i++)
        free(c->all[i]);
    free(c->slots);
    free(c);
}

static bool answers_to(const struct sim_citizen *citizen, struct str key)
{
    return str_equal(str_of(citizen->wa_id), key) || str_equal(str_of(citizen->user_id), key);
}

/* The slot that holds key, or the empty one where it belongs. */
static struct slot *slot_of(const struct sim_citizens *c, struct str key)
{
    uint64_t hash = str_hash(key);
    size_t at = (size_t)hash & (SLOTS - 1);
    while (c->slots[at].citizen &&
           !(c->slots[at].hash == hash && answers_to(c->slots[at].citizen, key)))
        at = (at + 1) & (SLOTS - 1);
    return &c->slots[at];
}

struct sim_citizen *sim_citizens_find(const struct sim_citizens *c, struct str key)
{
    return key.len ? slot_of(c, key)->citizen : NULL;
}

static struct sim_citizen *citizen_create(struct str wa_id, struct str user_id, struct str name)
{
    char derived[SIM_ID_SIZE];
    if (!user_id.len) {
        sim_id_user_of(wa_id, derived);
        user_id = str_of(derived);
    }
    struct sim_citizen *citizen = calloc(1, sizeof *citizen);
    if (citizen && str_copy(citizen->wa_id, sizeof citizen->wa_id, wa_id) &&
        str_copy(citizen->user_id, sizeof citizen->user_id, user_id) &&
        str_copy(citizen->name, sizeof citizen->name, name)) {
        citizen->pair_left = PAIR_BURST;
        return citizen;
    }
    free(citizen);
    return NULL;
}

static void slot_fill(struct sim_citizens *c, struct sim_citizen *citizen, const char *key)
{
    if (key[0] == '\0') return;
    struct slot *slot = slot_of(c, str_of(key));
    if (!slot->citizen) *slot = (struct slot){ str_hash(str_of(key)), citizen };
}

struct sim_citizen *sim_citizens_meet(struct sim_citizens *c, struct str wa_id, struct str user_id,
                                      struct str name)
{
    struct sim_citizen *known = sim_citizens_find(c, wa_id.len ? wa_id : user_id);
    if (known) {
        if (name.len && !str_copy(known->name, sizeof known->name, name)) known->name[0] = '\0';
        return known;
    }
    if (c->count == SIM_CITIZENS_MAX || (wa_id.len == 0 && user_id.len == 0)) return NULL;
    struct sim_citizen *made = citizen_create(wa_id, user_id, name);
    if (!made) return NULL;
    slot_fill(c, made, made->wa_id);
    slot_fill(c, made, made->user_id);
    c->all[c->count++] = made;
    return made;
}

bool sim_citizen_pair_take(struct sim_citizen *citizen, int64_t now_ms)
{
    double grown = citizen->pair_left + (double)(now_ms - citizen->pair_at_ms) / PAIR_REFILL_MS;
    citizen->pair_left = grown > PAIR_BURST ? PAIR_BURST : grown;
    citizen->pair_at_ms = now_ms;
    if (citizen->pair_left < 1) return false;
    citizen->pair_left -= 1;
    return true;
}
