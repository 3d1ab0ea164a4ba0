/* Lets a disk fail for one program: loaded before the C library, it makes writes or syncs of our databases fail.
 *
 * TRAVAUX_FAULT names a file of three numbers of four bytes each, shared with whoever set it up: what fails (0 nothing,
 * 1 every sync, 2 every write, 3 every write for lack of space, 4 a write that stops half way), after how many that go
 * well, and how many have failed. Once begun it goes on until the first number is 0 again. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum { NOTHING, SYNC, WRITE, SPACE, HALF };

static volatile _Atomic int32_t *shared;

__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("TRAVAUX_FAULT");
  int file = name ? open(name, O_RDWR) : -1;
  if (file < 0) return;
  void *at = mmap(NULL, 12, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (at != MAP_FAILED) shared = at;
  close(file);
}

/* Whether a file is one of our databases or its log. */
static int is_ours(int file) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, ".db") != NULL;
}

static int fails(int file, int32_t what) {
  if (!shared || shared[0] != what || !is_ours(file)) return 0;
  if (atomic_fetch_sub(&shared[1], 1) > 0) return 0;
  atomic_fetch_add(&shared[2], 1);
  return 1;
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, name)

int fsync(int file) {
  REAL(int, "fsync", int);
  if (fails(file, SYNC)) return errno = EIO, -1;
  return real(file);
}

int fdatasync(int file) {
  REAL(int, "fdatasync", int);
  if (fails(file, SYNC)) return errno = EIO, -1;
  return real(file);
}

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (fails(file, WRITE)) return errno = EIO, -1;
  if (fails(file, SPACE)) return errno = ENOSPC, -1;
  if (count > 1 && fails(file, HALF)) return real(file, bytes, count / 2), errno = EIO, -1;
  return real(file, bytes, count);
}

#define POSITIONED(name, offset) \
  ssize_t name(int file, const void *bytes, size_t count, offset at) { \
    REAL(ssize_t, #name, int, const void *, size_t, offset); \
    if (fails(file, WRITE)) return errno = EIO, -1; \
    if (fails(file, SPACE)) return errno = ENOSPC, -1; \
    if (count > 1 && fails(file, HALF)) return real(file, bytes, count / 2, at), errno = EIO, -1; \
    return real(file, bytes, count, at); \
  }

POSITIONED(pwrite, off_t)
POSITIONED(pwrite64, off64_t)
