import CLinux
import Glibc
import Vocabulary

/// Every thread of a process held still, none of them within a range of code.
///
/// Effect: a thread inside the range is led out of it first; one that is stopped by a signal stays
///         so afterwards; calls that the kernel does not restart see EINTR, as under a debugger.
/// Cure:   `release`; the end of the holding thread, by whatever, releases as well.
/// Limits: all on one thread. A thread that sleeps in the kernel and cannot be woken counts as
///         held: it stops before it comes back.
struct StoppedProcess {
  let pid: Int32
  /// When the first thread was told to stop.
  let since: Nanoseconds
  private var threads: [Int32: State] = [:]

  private enum State { case told, still, asleep }

  /// Threads that can be made to run something, the process's first one first.
  var still: [Int32] {
    threads.filter { $0.value == .still }.keys.sorted {
      ($0 == pid ? 0 : $0) < ($1 == pid ? 0 : $1)
    }
  }

  /// Does something on a thread of its own while the process is held; nil where it is gone.
  static func with<Value: Sendable>(
    _ pid: Int32, outside range: Range<UInt64>, memory: VictimMemory,
    _ body: @escaping @Sendable (StoppedProcess) throws(LinuxError) -> Value
  ) throws(LinuxError) -> Value? {
    for attempt in 0..<50 {
      // Never in step with a timer, whose signals would be met in their handler again and again.
      if attempt > 0 { usleep(UInt32.random(in: 200...2_000)) }
      // Each attempt has a thread of its own, for whatever it cannot let go the thread's end does.
      let outcome = try OwnThread.run { () throws(LinuxError) -> Outcome<Value> in
        ThreadPriority.raise()
        guard let held = try StoppedProcess(pid, outside: range) else { return .gone }
        let result = Result { () throws(LinuxError) -> Value? in
          try held.leave(range, memory) ? try body(held) : nil
        }
        held.release()
        return try result.get().map { .done($0) } ?? .busy
      }
      switch outcome {
      case .done(let value): return value
      case .gone: return nil
      case .busy: continue
      }
    }
    throw LinuxError(
      "hold a process", on: "process \(pid)", detail: "it reads its clocks without a pause")
  }

  private enum Outcome<Value: Sendable>: Sendable {
    case done(Value)
    case gone, busy
  }

  init?(_ pid: Int32, outside range: Range<UInt64>) throws(LinuxError) {
    self.pid = pid
    since = MonotonicClock.now()
    let deadline = since + .seconds(3)
    var turn = 0
    var ended: Set<Int32> = []
    while true {
      // What is told already is not looked at again in files, which takes long.
      let fresh = HostProcesses.listedThreads(of: pid).filter {
        threads[$0] == nil && !ended.contains($0)
      }
      do throws(LinuxError) {
        for thread in fresh {
          if try tell(thread) { threads[thread] = .told } else { ended.insert(thread) }
        }
      } catch {
        release()
        throw error
      }
      let waiting = threads.filter { $0.value == .told }.keys
      if waiting.isEmpty, fresh.isEmpty { break }
      turn += 1
      // Files tell what became of a thread that does not stop, but reading them takes long.
      for thread in waiting { look(at: thread, isLate: turn % 20 == 0, outside: range) }
      // Asleep, so that a thread that must run to its stop finds a processor.
      if turn > 2 { usleep(UInt32(min(500, turn * 10))) }
      guard MonotonicClock.now() < deadline else {
        release()
        throw LinuxError(
          "hold a process", on: "process \(pid)", detail: "a thread did not stop within 3 s")
      }
    }
    if threads.isEmpty { return nil }
  }

  /// Asks a thread to stop; false where it has ended.
  private func tell(_ thread: Int32) throws(LinuxError) -> Bool {
    var seized = clinux_seize(thread)
    // The kernel may not yet have let go of what an earlier holder left asleep.
    for _ in 0..<20 where seized == -EPERM && !HostProcesses.hasEnded(thread, of: pid) {
      usleep(500)
      seized = clinux_seize(thread)
    }
    guard seized == 0 else {
      if seized == -ESRCH || HostProcesses.hasEnded(thread, of: pid) { return false }
      throw LinuxError(
        "hold a process", on: "process \(pid)", code: -seized,
        hint: "end the debugger that holds it, or run as root")
    }
    return clinux_interrupt(thread) == 0
  }

  private mutating func look(at thread: Int32, isLate: Bool, outside range: Range<UInt64>) {
    let stop = clinux_stop_seen(thread)
    if stop < 0 || isLate && HostProcesses.hasEnded(thread, of: pid) {
      threads[thread] = nil
    } else if stop >> 8 == 128 {  // PTRACE_EVENT_STOP
      threads[thread] = .still
    } else if stop > 0 {
      // A signal came first: it is delivered, and then the thread stops as it was told.
      _ = clinux_resume(thread, stop & 0xff)
    } else if isLate, let place = HostProcesses.sleepingPlace(of: thread, in: pid),
      !range.contains(place)
    {
      threads[thread] = .asleep
    }
  }

  /// Leads every thread out of the range; false where a signal handler will return into it.
  private func leave(_ range: Range<UInt64>, _ memory: VictimMemory) throws(LinuxError) -> Bool {
    for thread in still {
      let out = clinux_lead_out(thread, range.lowerBound, range.upperBound)
      if out == -ESRCH { continue }
      if out < 0 { return false }
      var (place, stack) = (UInt64(0), UInt64(0))
      guard clinux_thread_place(thread, &place, &stack) == 0 else { continue }
      if memory.stack(at: stack, returnsInto: range) { return false }
    }
    return true
  }

  /// Lets all threads go on as they were.
  func release() {
    for (thread, state) in threads where state != .asleep { _ = clinux_detach(thread, 0) }
  }
}
