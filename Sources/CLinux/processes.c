#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What the child tells its parent through the pipe: a failure, or the second fork's number.
struct message {
  int step;
  int error;
  pid_t pid;
};

static const char *const step_names[] = {
    "nothing",
    "make a pipe",
    "fork",
    "join the namespaces",
    "fork into the pid namespace",
    "start a session",
    "tie the life to the parent's",
    "redirect standard input or output",
    "change the directory",
    "execute",
    "mount /proc",
    "set the host name",
    "take lo up",
    "set the congestion control",
};

const char *clinux_step_name(int step) {
  int count = (int)(sizeof step_names / sizeof step_names[0]);
  return step >= 0 && step < count ? step_names[step] : "an unknown step";
}

int clinux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0; }

int clinux_open_file_limits(pid_t pid, const uint64_t *wanted, uint64_t before[2]) {
  struct rlimit old;
  if (prlimit(pid, RLIMIT_NOFILE, NULL, &old) < 0) return -errno;
  before[0] = old.rlim_cur;
  before[1] = old.rlim_max;
  if (!wanted) return 0;
  struct rlimit next = {*wanted, old.rlim_max};
  return prlimit(pid, RLIMIT_NOFILE, &next, NULL) < 0 ? -errno : 0;
}

static void tell(int pipe_end, int step, int error, pid_t pid) {
  struct message message = {step, error, pid};
  ssize_t ignored = write(pipe_end, &message, sizeof message);
  (void)ignored;
}

static _Noreturn void give_up(int pipe_end, int step) {
  tell(pipe_end, step, errno, 0);
  _exit(127);
}

// Handlers are the parent's code and must not run in the child; masks would outlive exec.
static void reset_signals(void) {
  struct sigaction plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  for (int number = 1; number < 65; number++) sigaction(number, &plain, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

// Descriptors below 3 would be overwritten by the others' dup2: move them away first.
static int redirect(const int stdio[3]) {
  int moved[3];
  for (int i = 0; i < 3; i++) {
    moved[i] = fcntl(stdio[i], F_DUPFD_CLOEXEC, 3);
    if (moved[i] < 0) return -1;
  }
  for (int i = 0; i < 3; i++)
    if (dup2(moved[i], i) < 0) return -1;
  return 0;
}

static _Noreturn void run_child(const struct clinux_spawn *request, int pipe_end, pid_t parent) {
  if (request->new_session && setsid() < 0) give_up(pipe_end, CLINUX_STEP_SESSION);
  if (request->death_signal) {
    if (prctl(PR_SET_PDEATHSIG, request->death_signal) < 0)
      give_up(pipe_end, CLINUX_STEP_DEATH_SIGNAL);
    // The parent may have died before the line above; in another pid namespace it is 0.
    pid_t now = getppid();
    if (now != 0 && now != parent) _exit(127);
  }
  if (redirect(request->stdio) < 0) give_up(pipe_end, CLINUX_STEP_STDIO);
  if (request->directory && chdir(request->directory) < 0)
    give_up(pipe_end, CLINUX_STEP_CHDIR);
  reset_signals();
  syscall(SYS_close_range, 3, ~0U, CLOSE_RANGE_CLOEXEC);
  execve(request->path, request->argv, request->envp);
  give_up(pipe_end, CLINUX_STEP_EXEC);
}

static int clone_flags(int join) {
  return (join & CLINUX_JOIN_NET ? CLONE_NEWNET : 0) |
         (join & CLINUX_JOIN_MOUNT ? CLONE_NEWNS : 0) |
         (join & CLINUX_JOIN_UTS ? CLONE_NEWUTS : 0) |
         (join & CLINUX_JOIN_PID ? CLONE_NEWPID : 0) |
         (join & CLINUX_JOIN_USER ? CLONE_NEWUSER : 0);
}

// CLONE_PARENT makes the process inside the pid namespace our own child, so we can wait for it.
static _Noreturn void join_and_run(
    const struct clinux_spawn *request, int pipe_end, pid_t parent) {
  if (request->join_pidfd >= 0) {
    if (setns(request->join_pidfd, clone_flags(request->join_flags)) < 0)
      give_up(pipe_end, CLINUX_STEP_SETNS);
    if (request->join_flags & CLINUX_JOIN_PID) {
      pid_t inner = (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
      if (inner < 0) give_up(pipe_end, CLINUX_STEP_SECOND_FORK);
      if (inner > 0) {
        tell(pipe_end, CLINUX_STEP_NONE, 0, inner);
        _exit(0);
      }
    }
  }
  run_child(request, pipe_end, parent);
}

static void reap(pid_t pid) {
  while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
}

// Reads until every copy of the pipe is closed, which exec does.
static int hear(int pipe_end, int *failed_step, pid_t *inner) {
  struct message message;
  int error = 0;
  for (;;) {
    ssize_t count = read(pipe_end, &message, sizeof message);
    if (count < 0 && errno == EINTR) continue;
    if (count != (ssize_t)sizeof message) return error;
    if (message.step == CLINUX_STEP_NONE) *inner = message.pid;
    else {
      *failed_step = message.step;
      error = message.error;
    }
  }
}

pid_t clinux_spawn(const struct clinux_spawn *request, int *failed_step) {
  int ends[2];
  *failed_step = CLINUX_STEP_PIPE;
  if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
  pid_t parent = getpid();
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t child = _Fork();
  if (child == 0) join_and_run(request, ends[1], parent);
  int fork_error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    *failed_step = CLINUX_STEP_FORK;
    return -fork_error;
  }
  pid_t inner = 0;
  *failed_step = CLINUX_STEP_NONE;
  int error = hear(ends[0], failed_step, &inner);
  close(ends[0]);
  if (inner) reap(child);
  pid_t started = inner ? inner : child;
  if (!error) return started;
  reap(started);
  return -error;
}

static int write_file(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t count = write(fd, text, strlen(text));
  int error = errno;
  close(fd);
  errno = error;
  return count < 0 ? -1 : 0;
}

// After clone this process shows its parent's command line, which names the run's folder and so the
// mission; blue may look at `ps` on a host. Overwritten in place, for only exec could replace it.
static void set_title(const char *hostname) {
  char *title = program_invocation_name;
  char start[64] = "";
  size_t length = 0;
  int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
  for (ssize_t count; fd >= 0; length += (size_t)count) {
    char part[512];
    count = read(fd, part, sizeof part);
    if (count <= 0) break;
    if (length == 0) memcpy(start, part, (size_t)count < 63 ? (size_t)count : 63);
  }
  if (fd >= 0) close(fd);
  // The C library says where the line begins; where it is not so, there is nothing to overwrite.
  if (length == 0 || strncmp(title, start, 63) != 0) return;
  memset(title, 0, length);
  snprintf(title, length, "host-init %s", hostname);
}

// Process 1 of a host: reaps orphans for ever. Signals stay blocked; only SIGKILL ends it.
static _Noreturn void be_init(void) {
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  for (;;) {
    while (waitpid(-1, NULL, WNOHANG) > 0) continue;
    sigwaitinfo(&child, NULL);
  }
}

static _Noreturn void run_host(
    const char *hostname, const char *congestion_control, int pipe_end) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) give_up(pipe_end, CLINUX_STEP_DEATH_SIGNAL);
  // As a slave, the host sees mounts made outside, and none of its own get out.
  if (mount("none", "/", NULL, MS_REC | MS_SLAVE, NULL) < 0 ||
      mount("proc", "/proc", "proc", MS_NOSUID | MS_NOEXEC | MS_NODEV, NULL) < 0)
    give_up(pipe_end, CLINUX_STEP_MOUNT);
  if (sethostname(hostname, strlen(hostname)) < 0) give_up(pipe_end, CLINUX_STEP_HOSTNAME);
  int up = clinux_interface_up("lo");
  if (up < 0) {
    errno = -up;
    give_up(pipe_end, CLINUX_STEP_LOOPBACK);
  }
  // A namespace may only use what the machine allows everybody; reno is always allowed.
  const char *control = "/proc/sys/net/ipv4/tcp_congestion_control";
  if (congestion_control && write_file(control, congestion_control) < 0 &&
      write_file(control, "reno") < 0)
    give_up(pipe_end, CLINUX_STEP_CONGESTION);
  prctl(PR_SET_NAME, "host-init");
  set_title(hostname);
  // Whatever the parent has open must not stay open for as long as the host lives.
  int null = open("/dev/null", O_RDWR);
  for (int i = 0; i < 3 && null >= 0; i++) dup2(null, i);
  if (chdir("/") < 0) give_up(pipe_end, CLINUX_STEP_CHDIR);
  struct message done = {CLINUX_STEP_NONE, 0, 1};
  // A parent that died before the death signal was set has closed its end of the pipe.
  if (write(pipe_end, &done, sizeof done) != (ssize_t)sizeof done) _exit(127);
  syscall(SYS_close_range, 3, ~0U, 0);
  be_init();
}

pid_t clinux_host_start(const char *hostname, const char *congestion_control, int *failed_step) {
  int ends[2];
  *failed_step = CLINUX_STEP_PIPE;
  if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  long flags = CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWUTS | SIGCHLD;
  pid_t child = (pid_t)syscall(SYS_clone, flags, 0, 0, 0, 0);
  if (child == 0) {
    close(ends[0]);
    run_host(hostname, congestion_control, ends[1]);
  }
  int fork_error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    *failed_step = CLINUX_STEP_FORK;
    return -fork_error;
  }
  pid_t alive = 0;
  *failed_step = CLINUX_STEP_NONE;
  int error = hear(ends[0], failed_step, &alive);
  close(ends[0]);
  if (alive && !error) return child;
  reap(child);
  return error ? -error : -ECHILD;
}
