#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

int clinux_terminal_open(int *inner, char *path, int room) {
  int outer = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (outer < 0) return -errno;
  int error = grantpt(outer) < 0 || unlockpt(outer) < 0 ? errno : ptsname_r(outer, path, room);
  if (!error) {
    *inner = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    error = *inner < 0 ? errno : 0;
  }
  if (error) {
    close(outer);
    return -error;
  }
  struct termios settings;
  if (tcgetattr(*inner, &settings) == 0) {
    settings.c_iflag |= IUTF8;
    tcsetattr(*inner, TCSANOW, &settings);
  }
  fcntl(outer, F_SETFL, fcntl(outer, F_GETFL) | O_NONBLOCK);
  return outer;
}

int clinux_terminal_resize(int terminal, int columns, int rows) {
  struct winsize size = {(unsigned short)rows, (unsigned short)columns, 0, 0};
  return ioctl(terminal, TIOCSWINSZ, &size) < 0 ? -errno : 0;
}

int clinux_terminal_size(int terminal, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(terminal, TIOCGWINSZ, &size) < 0) return -errno;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

// The settings before raw mode; a process has one terminal of its own.
static struct termios cooked;

int clinux_terminal_raw(int terminal) {
  if (tcgetattr(terminal, &cooked) < 0) return -errno;
  struct termios settings = cooked;
  cfmakeraw(&settings);
  return tcsetattr(terminal, TCSANOW, &settings) < 0 ? -errno : 0;
}

int clinux_terminal_cooked(int terminal) {
  return tcsetattr(terminal, TCSADRAIN, &cooked) < 0 ? -errno : 0;
}

int clinux_borrow_descriptor(int pidfd, int descriptor) {
  int borrowed = (int)syscall(SYS_pidfd_getfd, pidfd, descriptor, 0);
  return borrowed < 0 ? -errno : borrowed;
}
