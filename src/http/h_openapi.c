/* h_openapi.c - the API's own description, built in. */
#include "gen/openapi.h"
#include "request.h"

void h_openapi(struct request *r)
{
    if (openapi_count == 0) {
        answer_problem(r, 404, "not_found", "This build holds no OpenAPI document.");
        return;
    }
    answer_text(r, 200, "application/json",
                (struct str){ (const char *)openapi_files[0].data, openapi_files[0].len });
}
