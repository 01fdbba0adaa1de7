/* person_json.h - a member of staff as the API shows one. Private to the room. */
#ifndef KANDA_HTTP_PERSON_JSON_H
#define KANDA_HTTP_PERSON_JSON_H

#include "base/json.h"
#include "domain/desk.h"
#include "domain/role.h"

/* The members name, role and department ({code, name} or null) of the object that is open. */
void person_members(struct json_writer *w, const struct desk *desk, const struct staff *who);

#endif
