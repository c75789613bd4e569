import CFuse3
import Glibc

/// Precedence over ordinary threads, for work that must not wait until a busy machine has time.
///
/// Limits: for short work only; threads that this one makes inherit it, processes that the forking
///         thread starts do not.
package enum ThreadPriority {
  /// Raises the calling thread; without the right to it nothing changes, and work is only slower.
  package static func raise() {
    var priority = sched_param()
    priority.sched_priority = 1
    sched_setscheduler(0, SCHED_RR, &priority)
  }
}
