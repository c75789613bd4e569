import Foundation
import Glibc
import LinuxHost
import Synchronization
import Vocabulary

/// The wall clock that the processes of one host's database read.
///
/// Effect: every process of the database, also one that is started or forked while a fault is held,
///         reads the machine's time with the shifts of all held faults; within 0.1 s of its start.
/// Cure:   without faults every process of the host is looked at and gets its own clock back, also
///         one that was shifted by an agent that has died since: nothing has to be remembered.
final class HostClock: Sendable {
  private let state = Mutex(State())
  /// Processes are held by one at a time.
  private let turn = Mutex(())

  private struct State: Sendable {
    var held: [String: Held] = [:]
    var shift = ClockShift()
    var watch = 0
    var longestHeldNs = Nanoseconds.zero
    var first: [Int32: ClockReading] = [:]
  }

  /// A fault's wish, and since when it counts, in ns of the machine's wall clock.
  struct Held: Sendable {
    var setting: ClockSetting
    var sinceNs: Int64
  }

  /// The processes of a host, as they are when they are asked for.
  struct Processes: Sendable {
    /// Those of its database, the first one first.
    var database: @Sendable () -> [Int32]
    /// All of the host.
    var host: @Sendable () -> [Int32]
  }

  /// What each held fault wants, and since when.
  var held: [String: Held] { state.withLock { $0.held } }

  /// How long a process was held at most, to be patched or given its own clock back.
  var longestHeldNs: Nanoseconds { state.withLock { $0.longestHeldNs } }

  /// Shifts all processes as these faults want together; without any, gives them their own clocks.
  func follow(
    _ wishes: [String: ClockSetting], of processes: Processes,
    again: @escaping @Sendable () -> Void
  ) throws(LinuxError) {
    guard wishes.values.reduce(0, { $0 + $1.strobes.count }) <= ClockShift.mostStrobes else {
      throw LinuxError(
        "strobe the clock", on: "this host",
        detail: "a clock has room for \(ClockShift.mostStrobes) strobes at once")
    }
    let now = WallClock.now()
    let watch = state.withLock { state -> Int? in
      state.held = Dictionary(
        uniqueKeysWithValues: wishes.map { fault, setting in
          let old = state.held[fault].flatMap { $0.setting == setting ? $0 : nil }
          return (fault, old ?? Held(setting: setting, sinceNs: now))
        })
      state.shift = Self.shift(of: Array(state.held.values), at: now)
      state.longestHeldNs = .zero
      state.first = [:]
      state.watch += 1
      return state.held.isEmpty ? nil : state.watch
    }
    if watch == nil { try restore(processes.host()) } else { _ = try shift(processes) }
    guard let watch else { return }
    Thread.detachNewThread { [self] in
      // Many urgent watches would leave no processor to those that they look after.
      ThreadPriority.lower()
      self.watch(processes, as: watch, again: again)
    }
  }

  /// Shifts what is not shifted yet, without a complaint: the watch tries again.
  func keep(_ processes: Processes) {
    if !held.isEmpty { _ = try? shift(processes) }
  }

  /// The sum of all faults, as one slot of the patch holds it.
  static func shift(of faults: [Held], at now: Int64) -> ClockShift {
    ClockShift(
      offsetNs: faults.reduce(0) { $0 + $1.offset(at: now) }, anchorNs: now,
      ratePpm: faults.reduce(0) { $0 + $1.setting.driftPpm },
      strobes: faults.flatMap { fault in
        fault.setting.strobes.map {
          ClockShift.Strobe(
            deltaNs: $0.deltaNs.rawValue, periodNs: $0.periodNs.rawValue, startNs: fault.sinceNs)
        }
      })
  }

  /// Shifts all processes that are to be; how many had their own clock before.
  private func shift(
    _ processes: Processes, withOrphans: Bool = true
  ) throws(LinuxError) -> Int {
    try turn.withLock { _ throws(LinuxError) -> Int in
      let wanted = state.withLock { $0.held.isEmpty ? nil : $0.shift }
      guard let wanted else { return 0 }
      var seen: Set<Int32> = []
      var count = 0
      // A process that is forked meanwhile has what its parent had.
      for _ in 0..<5 {
        let fresh = processes.database().filter { !seen.contains($0) }
        if fresh.isEmpty { break }
        seen.formUnion(fresh)
        for pid in fresh where try shift(pid, by: wanted, onlyPatched: false) { count += 1 }
      }
      // What the database has left behind is not below it any more.
      guard withOrphans else { return count }
      for pid in processes.host() where !seen.contains(pid) {
        _ = try shift(pid, by: wanted, onlyPatched: true)
      }
      return count
    }
  }

  private func shift(
    _ pid: Int32, by wanted: ClockShift, onlyPatched: Bool
  ) throws(LinuxError) -> Bool {
    guard let victim = try ClockVictim.find(pid) else { return false }
    let before = victim.shift
    if before == wanted || onlyPatched && before == nil { return false }
    note(try victim.apply(wanted))
    return before == nil
  }

  private func restore(_ pids: [Int32]) throws(LinuxError) {
    try turn.withLock { _ throws(LinuxError) in
      var failure: LinuxError?
      for pid in pids {
        // Every process is tried, for one that fails must not keep the others.
        do throws(LinuxError) {
          guard let victim = try ClockVictim.find(pid), victim.shift != nil else { continue }
          note(try victim.restore())
        } catch {
          failure = failure ?? error
        }
      }
      if let failure { throw failure }
    }
  }

  /// Does something while nobody else holds a process of this host.
  func exclusively<Value: Sendable>(
    _ body: () throws(LinuxError) -> Value
  ) throws(LinuxError) -> Value {
    try turn.withLock { _ throws(LinuxError) -> Value in try body() }
  }

  /// The first reading of a process since the faults last changed: this one, where there is none.
  func first(of pid: Int32, or reading: ClockReading) -> ClockReading {
    state.withLock { state in
      if let first = state.first[pid] { return first }
      state.first[pid] = reading
      return reading
    }
  }

  /// Reads all processes for the first time where a drift is held, so that a proof need not wait.
  private func notePace(of processes: Processes) {
    guard held.values.contains(where: { $0.setting.driftPpm != 0 }) else { return }
    for pid in processes.database() {
      if let seen = try? reading(of: pid) { _ = first(of: pid, or: seen.reading) }
    }
  }

  private func note(_ held: Nanoseconds) {
    state.withLock { $0.longestHeldNs = max($0.longestHeldNs, held) }
  }

  private func watch(_ processes: Processes, as number: Int, again: @Sendable () -> Void) {
    notePace(of: processes)
    // An orphan keeps what it has, so all processes of the host need but one more look.
    var isFirst = true
    while true {
      usleep(100_000)
      guard state.withLock({ $0.watch == number }) else { return }
      if let count = try? shift(processes, withOrphans: isFirst), count > 0 { again() }
      isFirst = false
    }
  }
}

extension HostClock.Held {
  /// What it adds at a moment of the machine's wall clock, without its strobes.
  func offset(at moment: Int64) -> Int64 {
    setting.offsetNs.rawValue
      + Int64((Double(moment - sinceNs) * setting.driftPpm / 1e6).rounded())
  }
}
