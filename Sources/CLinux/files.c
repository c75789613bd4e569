#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

int clinux_fallocate(int descriptor, int mode, int64_t offset, int64_t length) {
  return fallocate(descriptor, mode, offset, length) < 0 ? -errno : 0;
}

int clinux_rename(
    int old_directory, const char *old_path, int new_directory, const char *new_path,
    unsigned int flags) {
  return renameat2(old_directory, old_path, new_directory, new_path, flags) < 0 ? -errno : 0;
}
