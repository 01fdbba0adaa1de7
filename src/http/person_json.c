/* person_json.c - name, role and department of staff. */
#include "person_json.h"

void person_members(struct json_writer *w, const struct desk *desk, const struct staff *who)
{
    json_member_text(w, "name", who->name);
    json_member_text(w, "role", str_of(role_name(who->role)));
    if (who->department.len == 0) {
        json_member_null(w, "department");
        return;
    }
    /* A department that the desk has given up keeps its code as name. */
    const struct department *department = desk_department(desk, who->department);
    json_key_name(w, "department");
    json_begin_object(w);
    json_member_text(w, "code", who->department);
    json_member_text(w, "name", department ? department->name : who->department);
    json_end_object(w);
}
