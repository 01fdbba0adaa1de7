/* replay.c - plays the saved inputs of a fuzz target, so that they are an ordinary test.
 *
 *   fuzz_NAME FOLDER
 *
 * What LLVMFuzzerTestOneInput thinks of an input it says by dying; the sanitizers help it. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The copy is exactly as long as the input, so that reading one byte beyond it is seen. */
static int replay_file(const char *path)
{
    int done = -1;
    struct stat about;
    uint8_t *bytes = NULL;
    FILE *f = fopen(path, "rb");
    if (!f || fstat(fileno(f), &about) != 0) goto out;
    size_t size = (size_t)about.st_size;
    bytes = malloc(size ? size : 1);
    if (!bytes || fread(bytes, 1, size, f) != size) goto out;
    /* Said first: the last name in the log is the input that killed us. */
    printf("input %s\n", path);
    (void)fflush(stdout);
    (void)LLVMFuzzerTestOneInput(bytes, size);
    done = 0;
out:
    free(bytes);
    if (f) (void)fclose(f);
    return done;
}

static int replay_folder(const char *folder)
{
    struct dirent **names = NULL;
    int played = 0;
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[4096];
        int len = snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (names[i]->d_name[0] != '.' && played >= 0) {
            if (len < 0 || (size_t)len >= sizeof path || replay_file(path) != 0)
                played = -1;
            else
                played++;
        }
        free(names[i]);
    }
    free(names);
    return played;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return 2;
    }
    int played = replay_folder(argv[1]);
    if (played <= 0) {
        (void)fprintf(stderr, "%s: %s\n", argv[1], played < 0 ? "cannot read" : "no inputs");
        return 1;
    }
    /* In cmocka's words, which tests/run.sh adds up: a target is one test, whatever its inputs. */
    printf("[  PASSED  ] 1 test(s).\n");
    return 0;
}
