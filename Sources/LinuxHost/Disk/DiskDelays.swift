import CFuse3
import Glibc
import Synchronization
import Vocabulary

/// What the pass-through disk adds to each operation, changed while operations wait.
///
/// Safe: the condition guards the wait; settings and counters are atomics, free at rest.
final class DiskDelays: @unchecked Sendable {
  /// The kinds of operation that can be delayed.
  enum Operation { case fsync, read, write }

  private let fsyncNs = Atomic<Int64>(0)
  private let readNs = Atomic<Int64>(0)
  private let writeNs = Atomic<Int64>(0)
  private let fsyncCount = Atomic<Int64>(0)
  private let lastFsyncNs = Atomic<Int64>(0)
  private let isMounted = Atomic<Bool>(false)
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

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

  /// Takes effect at once, for operations that are already waiting as well.
  func set(_ setting: DiskSetting) {
    pthread_mutex_lock(mutex)
    fsyncNs.store(setting.fsyncDelayNs.rawValue, ordering: .relaxed)
    readNs.store(setting.readDelayNs.rawValue, ordering: .relaxed)
    writeNs.store(setting.writeDelayNs.rawValue, ordering: .relaxed)
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  /// As before anything was mounted.
  func reset() {
    set(DiskSetting())
    isMounted.store(false, ordering: .relaxed)
    fsyncCount.store(0, ordering: .relaxed)
  }

  func noteMounted() { isMounted.store(true, ordering: .relaxed) }

  func noteFsync(_ latency: Nanoseconds) {
    fsyncCount.add(1, ordering: .relaxed)
    lastFsyncNs.store(latency.rawValue, ordering: .relaxed)
  }

  var report: DiskReport {
    DiskReport(
      ok: true, error: nil, isMounted: isMounted.load(ordering: .relaxed),
      setting: DiskSetting(
        fsyncDelayNs: Nanoseconds(rawValue: delay(of: .fsync)),
        readDelayNs: Nanoseconds(rawValue: delay(of: .read)),
        writeDelayNs: Nanoseconds(rawValue: delay(of: .write))),
      fsyncCount: Int(fsyncCount.load(ordering: .relaxed)),
      lastFsyncNs: Nanoseconds(rawValue: lastFsyncNs.load(ordering: .relaxed)))
  }

  private func delay(of operation: Operation) -> Int64 {
    switch operation {
    case .fsync: fsyncNs.load(ordering: .relaxed)
    case .read: readNs.load(ordering: .relaxed)
    case .write: writeNs.load(ordering: .relaxed)
    }
  }

  /// Waits as long as the operation's delay says now; a change of it counts from the same start.
  ///
  /// Nothing can signal the condition when the disk ends, so that is asked every 50 ms.
  func wait(for operation: Operation, unless isEnding: () -> Bool) {
    if delay(of: operation) <= 0 { return }
    let start = MonotonicClock.now().rawValue
    pthread_mutex_lock(mutex)
    while true {
      let now = MonotonicClock.now().rawValue
      let end = start + delay(of: operation)
      if end <= now || isEnding() { break }
      let next = min(end, now + 50_000_000)
      var deadline = timespec(
        tv_sec: Int(next / 1_000_000_000), tv_nsec: Int(next % 1_000_000_000))
      pthread_cond_timedwait(changed, mutex, &deadline)
    }
    pthread_mutex_unlock(mutex)
  }
}
