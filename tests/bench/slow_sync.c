/* Laid under the server by LD_PRELOAD: each sync of a file costs SYNC_MS more, as on a slower disk. */
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void wait_more(void) {
    const char *text = getenv("SYNC_MS");
    long ms = text ? strtol(text, NULL, 10) : 0;
    struct timespec more = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&more, NULL);
}

int fsync(int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    wait_more();
    return real(file);
}

int fdatasync(int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    wait_more();
    return real(file);
}
