// System calls that Swift cannot see: variadic, GNU-only, or unsafe between fork and exec.
// Every function returns 0 or more, or -errno. _GNU_SOURCE stays in the .c files.
#pragma once

#include <stdint.h>
#include <sys/types.h>

// Which part of starting a process failed; clinux_step_name puts it in words.
enum clinux_step {
  CLINUX_STEP_NONE = 0,
  CLINUX_STEP_PIPE,
  CLINUX_STEP_FORK,
  CLINUX_STEP_SETNS,
  CLINUX_STEP_SECOND_FORK,
  CLINUX_STEP_SESSION,
  CLINUX_STEP_DEATH_SIGNAL,
  CLINUX_STEP_STDIO,
  CLINUX_STEP_CHDIR,
  CLINUX_STEP_EXEC,
  CLINUX_STEP_MOUNT,
  CLINUX_STEP_HOSTNAME,
  CLINUX_STEP_LOOPBACK,
  CLINUX_STEP_CONGESTION,
};

// What to start; everything is prepared by the caller, for the child may not allocate.
struct clinux_spawn {
  const char *path;          // resolved executable, no search
  char *const *argv;         // ends in NULL
  char *const *envp;         // ends in NULL
  const char *directory;     // NULL: inherit, or "/" of the joined mount namespace
  int stdio[3];              // descriptors for 0, 1 and 2
  int join_pidfd;            // -1: join nothing
  int join_flags;            // CLINUX_JOIN_*
  int new_session;           // 1: setsid
  int death_signal;          // 0: none
};

#define CLINUX_JOIN_NET 1
#define CLINUX_JOIN_MOUNT 2
#define CLINUX_JOIN_UTS 4
#define CLINUX_JOIN_PID 8
#define CLINUX_JOIN_USER 16

// Forks, joins namespaces and executes: posix_spawn cannot join namespaces.
pid_t clinux_spawn(const struct clinux_spawn *request, int *failed_step);

// Starts process 1 of fresh pid, net, mount and uts namespaces; Swift cannot run after clone.
pid_t clinux_host_start(const char *hostname, const char *congestion_control, int *failed_step);

// The step in words, for error messages.
const char *clinux_step_name(int step);

// A descriptor for a process, so that its namespaces are joined without a race on its number.
int clinux_pidfd_open(pid_t pid);

// Signals the process of a descriptor, which no later process can be mistaken for; no C library
// has it before glibc 2.36.
int clinux_pidfd_signal(int pidfd, int number);

// Reads into before[2] the soft and the hard limit of a process's open files, and sets the soft one
// where wanted is not NULL; prlimit is GNU-only.
int clinux_open_file_limits(pid_t pid, const uint64_t *wanted, uint64_t before[2]);

// Moves the calling thread into the net namespace of a process; setns is GNU-only.
int clinux_enter_network_of(int pidfd);

// Moves the calling thread into a mount namespace of its own, whose mounts stay in it; for tests.
int clinux_fresh_mounts(void);

// Gives an interface of this thread's net namespace an IPv4 address and takes it up; ioctl is
// variadic and struct ifreq is a union that Swift reads badly.
int clinux_set_interface(const char *name, const char *ipv4, int prefix_length);

// Takes an interface up without an address, as lo needs.
int clinux_interface_up(const char *name);

// The number that the kernel calls this thread by.
pid_t clinux_thread_id(void);

// The symbolic name of an error number, as in "EPERM"; strerrorname_np is GNU-only.
const char *clinux_errno_name(int error);

// A pipe whose ends close on exec from the first moment; pipe2 is GNU-only.
int clinux_pipe(int ends[2]);

// Reserves space for a file; fallocate is GNU-only.
int clinux_fallocate(int descriptor, int mode, int64_t offset, int64_t length);

// A rename that may refuse or exchange; renameat2 is GNU-only.
int clinux_rename(
    int old_directory, const char *old_path, int new_directory, const char *new_path,
    unsigned int flags);

// A packet that waits in a queue for its verdict; `bytes` lie in the caller's buffer.
struct clinux_packet {
  uint32_t id;
  uint32_t source;        // IPv4, in network order
  uint32_t length;        // as it arrived
  uint32_t captured;      // how much of it is in `bytes`
  const uint8_t *bytes;
};

// Replaces a table of family inet whose rules hand what arrives from these IPv4 addresses (network
// order) to a queue, or removes it where there are none; nft(8) cannot write the kernel's NFQUEUE
// target. What no process serves passes.
int clinux_queue_rules(
    int descriptor, const char *table, const uint32_t *sources, int count, uint16_t number,
    int32_t priority);

// A socket for those rules, in this thread's net namespace. To close one waits until the kernel has
// freed what was deleted, 10 ms and more on a busy machine: so it is kept.
int clinux_rules_open(void);

// Serves a queue of this thread's net namespace; netlink headers are macros and flexible arrays.
int clinux_queue_open(uint16_t number, uint32_t limit);

// How much of each packet is handed over, and whether segments may come joined, as TCP makes them.
int clinux_queue_mode(int descriptor, uint16_t number, uint32_t copied, int whole_segments);

// The next packet: 1, or 0 where none waits.
int clinux_queue_read(int descriptor, uint8_t *buffer, size_t size, struct clinux_packet *packet);

// Lets packets pass or drops them; with a length, in this changed form.
int clinux_queue_verdict(
    int descriptor, uint16_t number, const uint32_t *ids, int count, int passes,
    const uint8_t *bytes, uint32_t length);

// A socket that sends whole IPv4 packets, and one packet to the address it bears; SOCK_RAW is an
// enumeration in Swift.
int clinux_copies_open(void);
int clinux_copies_send(int descriptor, const uint8_t *packet, uint32_t length);

// Waits for input on two descriptors: bit 0 and bit 1, 0 when the time is up; without a limit where
// it is negative. poll counts in milliseconds, ppoll takes a struct timespec (see below).
int clinux_wait_readable(int first, int second, int64_t limit_ns);

// CLOCK_MONOTONIC in nanoseconds. Swift could read it, but struct timespec belongs to a different
// module with and without whole-module optimisation, once a system library includes <time.h>.
int64_t clinux_monotonic_ns(void);

// CLOCK_REALTIME in nanoseconds, for the same reason.
int64_t clinux_wall_ns(void);

// CLOCK_REALTIME minus CLOCK_MONOTONIC, from the closest of a few pairs of readings.
int64_t clinux_wall_ahead_ns(void);

// Where the kernel mapped this process's vDSO, or 0; Swift's module of the C library lacks it.
uint64_t clinux_kernel_object(void);

// Tracing of another process; ptrace is variadic. All calls for a thread come from the one thread
// that seized it; when that ends, the kernel lets go of everything it held.
int clinux_seize(pid_t thread);
int clinux_interrupt(pid_t thread);
int clinux_resume(pid_t thread, int signal);
int clinux_detach(pid_t thread, int signal);

// The stop that a thread is in: its signal, and its event from bit 8 up; 0 while it runs.
int clinux_stop_seen(pid_t thread);

// Where a stopped thread is: its next instruction and its stack; struct user_regs_struct differs
// from processor to processor.
int clinux_thread_place(pid_t thread, uint64_t *instruction, uint64_t *stack);

// Whether 32 KB of a stack, read from /proc/PID/mem, hold the frame of a signal handler that
// interrupted code in the range: the kernel writes place, flags and the 64-bit segment side by side.
int clinux_stack_returns(int memory, uint64_t stack, uint64_t low, uint64_t high);

// The processes of the same process namespace, as many as fit; how many there are. In C, for /proc
// may be long.
int clinux_namespace_processes(pid_t process, pid_t *found, int most);

// Lets a stopped thread go on for moments until its next instruction is not in the range.
int clinux_lead_out(pid_t thread, uint64_t low, uint64_t high);

// Has a stopped thread call a function whose return address, at `stack`, is 0, and puts it back
// exactly where it was.
int clinux_call(
    pid_t thread, uint64_t function, uint64_t first, uint64_t second, uint64_t stack,
    int64_t *value);

// A new terminal: the outer end is returned, not blocking; the inner end's path fits into `room`.
// posix_openpt and ptsname_r are hidden from Swift, ioctl is variadic.
int clinux_terminal_open(int *inner, char *path, int room);
int clinux_terminal_resize(int terminal, int columns, int rows);
int clinux_terminal_size(int terminal, int *columns, int *rows);

// Makes this process's own terminal raw, and what it was before.
int clinux_terminal_raw(int terminal);
int clinux_terminal_cooked(int terminal);

// A copy of another process's descriptor: the same open file, with no more rights than it has there.
int clinux_borrow_descriptor(int pidfd, int descriptor);
