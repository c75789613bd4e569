import CFuse3
import Glibc
import Synchronization
import Vocabulary

/// What every call passes before it reaches the backing file: the rules of the held faults.
///
/// Effect: at rest one relaxed atomic load a call. Rules change while calls wait, and count for
///         them at once.
/// Safe: the mutex guards all that is not atomic; the condition tells waiting calls of a change.
final class DiskGate: @unchecked Sendable {
  private let armed = Atomic<Bool>(false)
  private let rotting = Atomic<Bool>(false)
  private let logging = Atomic<Bool>(false)
  private let calls = Atomic<UInt64>(0)
  private let fsyncCount = Atomic<Int64>(0)
  private let lastFsyncNs = Atomic<Int64>(0)
  private let isMounted = Atomic<Bool>(false)
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var setting = DiskSetting()
  private var tallies: [String: DiskTally] = [:]
  private var strikes: [String: Int] = [:]
  private var grown: [String: Int64] = [:]
  private var syncsHeldUntil = Nanoseconds.zero

  /// After this long syncs are answered again, should the cut of the power never come.
  private static let longestHold = Nanoseconds.seconds(10)
  /// How soon a killed caller is noticed; nothing can signal the condition then.
  private static let glance: Int64 = 20_000_000

  init() {
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Whether any rule could touch any call.
  var isArmed: Bool { armed.load(ordering: .relaxed) }
  /// Whether bits are to be flipped in what is read.
  var isRotting: Bool { rotting.load(ordering: .relaxed) }
  /// Whether what is written may have to be taken back.
  var isLogging: Bool { logging.load(ordering: .relaxed) }

  private func locked<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// The rules that are in effect.
  var rules: DiskSetting { locked { setting } }

  /// Takes effect at once, for calls that are already waiting as well.
  func set(_ wanted: DiskSetting) {
    locked {
      setting = wanted
      let faults = Set(wanted.choices.map(\.fault))
      tallies = tallies.filter { faults.contains($0.key) }
      strikes = strikes.filter { faults.contains($0.key) }
      grown = grown.filter { faults.contains($0.key) }
      armed.store(wanted != DiskSetting(), ordering: .relaxed)
      rotting.store(!wanted.rot.isEmpty, ordering: .relaxed)
      logging.store(wanted.losesAtPowerCut, ordering: .relaxed)
      pthread_cond_broadcast(changed)
    }
  }

  /// From now on, or no longer, syncs of files that a cut of the power will touch wait for it.
  func holdSyncs(_ isHeld: Bool) {
    locked {
      syncsHeldUntil = isHeld ? MonotonicClock.now() + Self.longestHold : .zero
      pthread_cond_broadcast(changed)
    }
  }

  /// As before anything was mounted.
  func reset() {
    set(DiskSetting())
    holdSyncs(false)
    isMounted.store(false, ordering: .relaxed)
    fsyncCount.store(0, ordering: .relaxed)
  }

  func noteMounted() { isMounted.store(true, ordering: .relaxed) }

  func noteFsync(_ latency: Nanoseconds) {
    fsyncCount.add(1, ordering: .relaxed)
    lastFsyncNs.store(latency.rawValue, ordering: .relaxed)
  }

  var report: DiskReport {
    let (rules, counts) = locked { (setting, tallies) }
    return DiskReport(
      ok: true, error: nil, isMounted: isMounted.load(ordering: .relaxed), setting: rules,
      fsyncCount: Int(fsyncCount.load(ordering: .relaxed)),
      lastFsyncNs: Nanoseconds(rawValue: lastFsyncNs.load(ordering: .relaxed)), tallies: counts)
  }

  /// Counts what a fault did, unless it did it to a probe's call.
  private func count(_ choice: FileChoice, _ path: String, _ what: WritableKeyPath<DiskTally, Int>)
  {
    if ProbeFile.isOrdinary(path) {
      tallies[choice.fault, default: DiskTally()][keyPath: what] += 1
    }
  }

  /// Waits as long as the rules want, then says which error the call gets; 0 lets it through.
  func admit(_ call: DiskCall, _ path: String, _ caller: DiskCaller) -> Int32 {
    let number = calls.add(1, ordering: .relaxed).newValue
    let start = MonotonicClock.now().rawValue
    return locked {
      var counted: Set<String> = []
      while true {
        let now = MonotonicClock.now().rawValue
        let end = waitEnd(call, path, from: start, number, counting: &counted)
        if end <= now { return strike(call, path, number) }
        if caller.isKilled() { return EINTR }
        if caller.isDiskEnding() { return 0 }
        let next = min(end, now + Self.glance)
        var deadline = timespec(
          tv_sec: Int(next / 1_000_000_000), tv_nsec: Int(next % 1_000_000_000))
        pthread_cond_timedwait(changed, mutex, &deadline)
      }
    }
  }

  /// When the call may go on as the rules are now; each fault that makes it wait is counted once.
  private func waitEnd(
    _ call: DiskCall, _ path: String, from start: Int64, _ number: UInt64,
    counting counted: inout Set<String>
  ) -> Int64 {
    var end = start
    for rule in setting.delays where rule.call == call && rule.choice.chooses(path) {
      end += rule.draw(number)
      if counted.insert(rule.choice.fault).inserted { count(rule.choice, path, \.delayed) }
    }
    for rule in setting.stalls where rule.calls.contains(call) && rule.choice.chooses(path) {
      end = Int64.max
      if counted.insert(rule.choice.fault).inserted { count(rule.choice, path, \.stalled) }
    }
    if call == .fsync, syncsHeldUntil > MonotonicClock.now(), losesUnlocked(path) {
      end = max(end, syncsHeldUntil.rawValue)
    }
    return end
  }

  private func losesUnlocked(_ path: String) -> Bool {
    setting.losses.contains { $0.choice.chooses(path) }
      || setting.torn.contains { $0.choice.chooses(path) }
  }

  private func strike(_ call: DiskCall, _ path: String, _ number: UInt64) -> Int32 {
    for rule in setting.errors where rule.calls.contains(call) && rule.choice.chooses(path) {
      let fault = rule.choice.fault
      let isOrdinary = ProbeFile.isOrdinary(path)
      if rule.ratio < 1 {
        var random = SeededRandom(seed: number, purpose: fault)
        if random.unit() >= rule.ratio { continue }
      }
      // A probe's calls do not use up what is meant for the database, nor end with it.
      if let times = rule.times, isOrdinary {
        if strikes[fault, default: 0] >= times { continue }
        strikes[fault, default: 0] += 1
      }
      count(rule.choice, path, \.failed)
      return rule.error.number
    }
    return 0
  }

  /// Takes space for what a call adds, or gives back what it removed; 0 lets it through.
  func grow(_ path: String, by bytes: Int64, makesFile: Bool = false) -> Int32 {
    locked {
      let budgets = setting.full.filter { $0.choice.chooses(path) }
      for budget in budgets where bytes > 0 || makesFile {
        let left = budget.leaveBytes - grown[budget.choice.fault, default: 0]
        if left < max(bytes, makesFile ? 4_096 : 0) {
          count(budget.choice, path, \.refused)
          return ENOSPC
        }
      }
      // A probe's file is gone again at once, and must not use up what is meant for the database.
      if ProbeFile.isOrdinary(path) {
        for budget in budgets { grown[budget.choice.fault, default: 0] += bytes }
      }
      return 0
    }
  }

  /// How many bytes the whole disk may still take; nil where no fault limits it.
  var freeBytes: Int64? {
    locked {
      setting.full.filter { $0.choice.files == nil }
        .map { max(0, $0.leaveBytes - grown[$0.choice.fault, default: 0]) }.min()
    }
  }

  /// Flips the bits that rot in what was read.
  func rot(_ bytes: UnsafeMutableRawBufferPointer, of path: String, at offset: Int64) {
    let all = rules.rot
    for rule in all where rule.choice.chooses(path) {
      let flipped = rule.flip(bytes, of: path, at: offset)
      if ProbeFile.isOrdinary(path) {
        locked { tallies[rule.choice.fault, default: DiskTally()].flippedBits += flipped }
      }
    }
  }

  /// Counts a sync that is acknowledged without being done, where one is.
  func lies(about path: String) -> Bool {
    locked {
      guard let liar = setting.losses.first(where: { $0.isLying && $0.choice.chooses(path) })
      else { return false }
      count(liar.choice, path, \.lied)
      return true
    }
  }
}

extension DiskError.Code {
  /// The kernel's number.
  var number: Int32 {
    switch self {
    case .EIO: Glibc.EIO
    case .ENOSPC: Glibc.ENOSPC
    case .EDQUOT: Glibc.EDQUOT
    case .EROFS: Glibc.EROFS
    }
  }
}
