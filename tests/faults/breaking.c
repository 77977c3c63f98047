/* What writes below one folder is counted; at one of the calls the process dies, or the disk is full from then on.
 *
 * Loaded before libc (LD_PRELOAD). `break_at` arms it: how = 1 kills with SIGKILL before the call, 2 in its middle (half
 * of what was to be written is), 3 has this call and all later ones that write fail with `error` (ENOSPC, EIO).
 * The idea is of SQLite's own crash tests, which stand in for the operating system in the same place.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, KILL, TEAR, FAIL };

static char below[PATH_MAX];
static size_t below_length;
static long calls, wanted = -1;
static int how, fault;

void break_at(const char *folder, long call, int kind, int error) {
    strncpy(below, folder, sizeof below - 1);
    below_length = strlen(below);
    calls = 0;
    wanted = call;
    how = kind;
    fault = error;
}

long calls_made(void) { return calls; }

static int path_counts(const char *path) {
    char real[PATH_MAX];
    if (!below_length || !path) return 0;
    if (path[0] == '/') return strncmp(path, below, below_length) == 0;
    if (!getcwd(real, sizeof real)) return 0;
    return strncmp(real, below, below_length) == 0;
}

static int file_counts(int file) {
    char link[64], path[PATH_MAX];
    if (!below_length) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, below, below_length) == 0;
}

/* Whether the call is to be made as usual (0), to be torn (1), or to fail (-1, with errno). */
static int due(int writes) {
    long now = calls++;
    if (wanted < 0 || now < wanted) return 0;
    if (how == FAIL) {
        if (!writes && fault == ENOSPC) return 0; /* taking away needs no room */
        errno = fault;
        return -1;
    }
    if (how == TEAR && writes) return 1;
    kill(getpid(), SIGKILL);
    pause();
    return 0;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define DIES do { kill(getpid(), SIGKILL); pause(); } while (0)

#define WRITES(signature, name, file, ask, half) \
    signature { \
        REAL(name); \
        if (file_counts(file)) { \
            int told = due(1); \
            if (told < 0) return -1; \
            if (told > 0) { half; DIES; } \
        } \
        return ask; \
    }

WRITES(ssize_t write(int f, const void *b, size_t n), write, f, real(f, b, n), (void)!real(f, b, n / 2))
WRITES(ssize_t pwrite(int f, const void *b, size_t n, off_t o), pwrite, f, real(f, b, n, o), (void)!real(f, b, n / 2, o))
WRITES(ssize_t pwrite64(int f, const void *b, size_t n, off64_t o), pwrite64, f, real(f, b, n, o), (void)!real(f, b, n / 2, o))
WRITES(ssize_t writev(int f, const struct iovec *v, int n), writev, f, real(f, v, n), (void)!real(f, v, n / 2))
WRITES(int ftruncate(int f, off_t n), ftruncate, f, real(f, n), )
WRITES(int ftruncate64(int f, off64_t n), ftruncate64, f, real(f, n), )
WRITES(int posix_fallocate(int f, off_t o, off_t n), posix_fallocate, f, real(f, o, n), )

#define CHANGES(signature, name, path, writes, ask) \
    signature { \
        REAL(name); \
        if (path_counts(path)) { \
            int told = due(writes); \
            if (told < 0) return -1; \
            if (told > 0) DIES; \
        } \
        return ask; \
    }

CHANGES(int rename(const char *a, const char *b), rename, b, 1, real(a, b))
CHANGES(int renameat(int d, const char *a, int e, const char *b), renameat, b, 1, real(d, a, e, b))
CHANGES(int link(const char *a, const char *b), link, b, 1, real(a, b))
CHANGES(int mkdir(const char *p, mode_t m), mkdir, p, 1, real(p, m))
CHANGES(int unlink(const char *p), unlink, p, 0, real(p))
CHANGES(int unlinkat(int d, const char *p, int g), unlinkat, p, 0, real(d, p, g))
CHANGES(int rmdir(const char *p), rmdir, p, 0, real(p))

int fsync(int f) {
    REAL(fsync);
    if (file_counts(f) && due(1) < 0) return -1;
    return real(f);
}

int fdatasync(int f) {
    REAL(fdatasync);
    if (file_counts(f) && due(1) < 0) return -1;
    return real(f);
}

#define OPENS(name, before, ...) \
    REAL(name); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
        if ((flags & O_CREAT) && path_counts(path) && access(path, F_OK) != 0) { \
            int told = due(1); \
            if (told < 0) return -1; \
            if (told > 0) DIES; \
        } \
    } \
    return real(__VA_ARGS__)

int open(const char *path, int flags, ...) { OPENS(open, , path, flags, mode); }
int open64(const char *path, int flags, ...) { OPENS(open64, , path, flags, mode); }
int openat(int d, const char *path, int flags, ...) { OPENS(openat, , d, path, flags, mode); }
int openat64(int d, const char *path, int flags, ...) { OPENS(openat64, , d, path, flags, mode); }
