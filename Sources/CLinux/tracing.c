#define _GNU_SOURCE
#include "CLinux.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t now_of(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int64_t clinux_wall_ns(void) { return now_of(CLOCK_REALTIME); }

int64_t clinux_wall_ahead_ns(void) {
  int64_t best = INT64_MAX, ahead = 0;
  for (int i = 0; i < 5; i++) {
    int64_t before = now_of(CLOCK_MONOTONIC);
    int64_t wall = now_of(CLOCK_REALTIME);
    int64_t after = now_of(CLOCK_MONOTONIC);
    if (after - before >= best) continue;
    best = after - before;
    ahead = wall - before - best / 2;
  }
  return ahead;
}

uint64_t clinux_kernel_object(void) { return getauxval(AT_SYSINFO_EHDR); }

int clinux_seize(pid_t thread) {
  return ptrace(PTRACE_SEIZE, thread, NULL, NULL) < 0 ? -errno : 0;
}

int clinux_interrupt(pid_t thread) {
  return ptrace(PTRACE_INTERRUPT, thread, NULL, NULL) < 0 ? -errno : 0;
}

int clinux_detach(pid_t thread, int number) {
  return ptrace(PTRACE_DETACH, thread, NULL, (void *)(long)number) < 0 ? -errno : 0;
}

int clinux_resume(pid_t thread, int number) {
  return ptrace(PTRACE_CONT, thread, NULL, (void *)(long)number) < 0 ? -errno : 0;
}

int clinux_stop_seen(pid_t thread) {
  siginfo_t info;
  info.si_pid = 0;
  // Without WEXITED: the end of a process belongs to whoever waits for it, never to a tracer.
  if (waitid(P_PID, (id_t)thread, &info, WSTOPPED | WNOHANG | __WALL) < 0) return -errno;
  return info.si_pid == 0 ? 0 : info.si_status;
}

int clinux_stack_returns(int memory, uint64_t stack, uint64_t low, uint64_t high) {
  uint64_t words[4096];
  ssize_t got = pread(memory, words, sizeof words, (off_t)stack);
  for (ssize_t i = 0; i + 2 < got / (ssize_t)sizeof words[0]; i++) {
    if (words[i] >= low && words[i] < high && words[i + 1] < 1ull << 22 &&
        (words[i + 2] & 0xffff) == 0x33)
      return 1;
  }
  return 0;
}

// The name of a process's namespace of processes; its length, or -1.
static ssize_t namespace_name(const char *process, char *name, size_t size) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/ns/pid", process);
  return readlink(path, name, size);
}

int clinux_namespace_processes(pid_t process, pid_t *found, int most) {
  char number[16], own[64], name[64];
  snprintf(number, sizeof number, "%d", process);
  ssize_t length = namespace_name(number, own, sizeof own);
  if (length < 0) return -errno;
  DIR *all = opendir("/proc");
  if (all == NULL) return -errno;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(all)) != NULL;) {
    if (entry->d_name[0] < '0' || entry->d_name[0] > '9') continue;
    if (namespace_name(entry->d_name, name, sizeof name) != length) continue;
    if (memcmp(name, own, (size_t)length) != 0) continue;
    if (count < most) found[count] = (pid_t)strtol(entry->d_name, NULL, 10);
    count++;
  }
  closedir(all);
  return count;
}

#if defined(__x86_64__)

int clinux_thread_place(pid_t thread, uint64_t *instruction, uint64_t *stack) {
  struct user_regs_struct registers;
  if (ptrace(PTRACE_GETREGS, thread, NULL, &registers) < 0) return -errno;
  *instruction = registers.rip;
  *stack = registers.rsp;
  return 0;
}

// Waits for the next stop of a thread that runs; 0 where none comes in time.
static int next_stop(pid_t thread, int64_t deadline) {
  for (int turn = 0;; turn++) {
    int stop = clinux_stop_seen(thread);
    if (stop != 0) return stop;
    if (now_of(CLOCK_MONOTONIC) > deadline) return 0;
    // Asleep, so that the thread finds a processor on a busy machine.
    struct timespec pause = {0, turn < 60 ? 10000 : 300000};
    if (turn > 5) nanosleep(&pause, NULL);
  }
}

static int set_mask(pid_t thread, uint64_t mask) {
  return ptrace(PTRACE_SETSIGMASK, thread, (void *)sizeof mask, &mask) < 0 ? -errno : 0;
}

// A signal that the kernel forces while it is blocked would lose its handler: only it is let in.
static int let_in_only(pid_t thread, int number, uint64_t *before) {
  if (ptrace(PTRACE_GETSIGMASK, thread, (void *)sizeof *before, before) < 0) return -errno;
  return set_mask(thread, ~(1ull << (number - 1)));
}

int clinux_lead_out(pid_t thread, uint64_t low, uint64_t high) {
  for (int turn = 0; turn < 12; turn++) {
    uint64_t place, stack;
    int result = clinux_thread_place(thread, &place, &stack);
    if (result < 0) return result;
    if (place < low || place >= high) return 0;
    // A reading takes some tens of nanoseconds; most of the pause is for getting a processor.
    if ((result = clinux_resume(thread, 0)) < 0) return result;
    struct timespec pause = {0, 10000 << turn / 2};
    nanosleep(&pause, NULL);
    if ((result = clinux_interrupt(thread)) < 0) return result;
    int64_t deadline = now_of(CLOCK_MONOTONIC) + 1000000000;
    for (;;) {
      int stop = next_stop(thread, deadline);
      if (stop <= 0) return stop < 0 ? stop : -ETIMEDOUT;
      if (stop >> 8 == PTRACE_EVENT_STOP) break;
      // A signal came first, and is the thread's own business.
      if ((result = clinux_resume(thread, stop & 0xff)) < 0) return result;
    }
  }
  return -EAGAIN;
}

int clinux_call(
    pid_t thread, uint64_t function, uint64_t first, uint64_t second, uint64_t stack,
    int64_t *value) {
  struct user_regs_struct before, registers;
  uint64_t mask;
  if (ptrace(PTRACE_GETREGS, thread, NULL, &before) < 0) return -errno;
  int result = let_in_only(thread, SIGSEGV, &mask);
  if (result < 0) return result;
  registers = before;
  registers.rip = function;
  registers.rdi = first;
  registers.rsi = second;
  registers.rsp = stack;
  registers.rax = 0;
  // Not in a system call: the kernel must not restart one at a place that is not its own.
  registers.orig_rax = (unsigned long long)-1;
  if (ptrace(PTRACE_SETREGS, thread, NULL, &registers) < 0) result = -errno;
  int64_t deadline = now_of(CLOCK_MONOTONIC) + 2000000000;
  while (result == 0) {
    if (clinux_resume(thread, 0) < 0) {
      result = -errno;
      break;
    }
    int stop = next_stop(thread, deadline);
    if (stop == 0) {
      // It got no processor: take it back before its registers are.
      clinux_interrupt(thread);
      if (next_stop(thread, deadline + 60000000000) <= 0) return -ETIMEDOUT;
      result = -ETIMEDOUT;
      break;
    }
    if (stop < 0) result = stop;
    // Returning to address 0 is the end; a stop signal to the whole process may come before it.
    else if ((stop & 0xff) == SIGSEGV && stop >> 8 == 0) break;
    else if (stop >> 8 == 0) result = -EFAULT;
  }
  if (result == 0) {
    if (ptrace(PTRACE_GETREGS, thread, NULL, &registers) < 0) result = -errno;
    else if (registers.rip != 0) result = -EFAULT;
    *value = (int64_t)registers.rax;
  }
  ptrace(PTRACE_SETREGS, thread, NULL, &before);
  set_mask(thread, mask);
  return result;
}

#else

int clinux_thread_place(pid_t thread, uint64_t *instruction, uint64_t *stack) {
  (void)thread, (void)instruction, (void)stack;
  return -ENOSYS;
}

int clinux_lead_out(pid_t thread, uint64_t low, uint64_t high) {
  (void)thread, (void)low, (void)high;
  return -ENOSYS;
}

int clinux_call(
    pid_t thread, uint64_t function, uint64_t first, uint64_t second, uint64_t stack,
    int64_t *value) {
  (void)thread, (void)function, (void)first, (void)second, (void)stack, (void)value;
  return -ENOSYS;
}

#endif
