import CFuse3
import Glibc

/// Precedence over ordinary threads, for work that must not wait until a busy machine has time.
///
/// Limits: for short work only; threads that this one makes inherit it, processes that the forking
///         thread starts do not.
package enum ThreadPriority {
  /// Raises the calling thread, or another; without the right to it work is only slower.
  package static func raise(_ thread: Int32 = 0) {
    var priority = sched_param()
    priority.sched_priority = 1
    sched_setscheduler(thread, SCHED_RR, &priority)
  }

  /// Makes the calling thread an ordinary one again, whoever has started it.
  package static func lower() {
    var priority = sched_param()
    sched_setscheduler(0, SCHED_OTHER, &priority)
  }
}
