/* library.c - the only door to the dynamic linker. */
#include "base/library.h"
#include <dlfcn.h>
#include <string.h>

void *library_open(const char *file_name)
{
    return dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
}

void library_close(void *library)
{
    if (library) (void)dlclose(library);
}

/* ISO C has no cast from an object to a function; POSIX says that the bits are the same. */
bool library_function(void *library, const char *name, void *function, size_t size)
{
    void *found = dlsym(library, name);
    if (found) memcpy(function, &found, size);
    return found != NULL;
}
