#define _GNU_SOURCE
#include "CLinux.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_pidfd_open(pid_t pid) {
  int fd = (int)syscall(SYS_pidfd_open, pid, 0);
  return fd < 0 ? -errno : fd;
}

int clinux_pidfd_signal(int pidfd, int number) {
  return syscall(SYS_pidfd_send_signal, pidfd, number, NULL, 0) < 0 ? -errno : 0;
}

int clinux_enter_network_of(int pidfd) { return setns(pidfd, CLONE_NEWNET) < 0 ? -errno : 0; }

int clinux_fresh_mounts(void) {
  if (unshare(CLONE_NEWNS) < 0) return -errno;
  return mount("none", "/", NULL, MS_REC | MS_SLAVE, NULL) < 0 ? -errno : 0;
}

pid_t clinux_thread_id(void) { return (pid_t)syscall(SYS_gettid); }

// Runs an interface ioctl on a socket of this thread's namespace.
static int interface_ioctl(unsigned long request, struct ifreq *interface) {
  int sock = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (sock < 0) return -errno;
  int result = ioctl(sock, request, interface) < 0 ? -errno : 0;
  close(sock);
  return result;
}

int clinux_interface_up(const char *name) {
  struct ifreq interface;
  memset(&interface, 0, sizeof interface);
  strncpy(interface.ifr_name, name, IFNAMSIZ - 1);
  int result = interface_ioctl(SIOCGIFFLAGS, &interface);
  if (result < 0) return result;
  interface.ifr_flags |= IFF_UP;
  return interface_ioctl(SIOCSIFFLAGS, &interface);
}

int clinux_set_interface(const char *name, const char *ipv4, int prefix_length) {
  struct ifreq interface;
  memset(&interface, 0, sizeof interface);
  strncpy(interface.ifr_name, name, IFNAMSIZ - 1);
  struct sockaddr_in *address = (struct sockaddr_in *)&interface.ifr_addr;
  address->sin_family = AF_INET;
  if (inet_pton(AF_INET, ipv4, &address->sin_addr) != 1) return -EINVAL;
  int result = interface_ioctl(SIOCSIFADDR, &interface);
  if (result < 0) return result;
  address->sin_addr.s_addr =
      prefix_length == 0 ? 0 : htonl(0xffffffffu << (32 - prefix_length));
  result = interface_ioctl(SIOCSIFNETMASK, &interface);
  if (result < 0) return result;
  return clinux_interface_up(name);
}

const char *clinux_errno_name(int error) {
  const char *name = strerrorname_np(error);
  return name ? name : "E?";
}
