import CFuse3
import Glibc
import Synchronization
import Vocabulary

/// All that has been written and is not durable, so that a cut of the power can take it back.
///
/// Effect: files are read and written as ever; only what they held before is kept, in memory.
/// Limits: killed by SIGKILL, the disk forgets all of it: then nothing is lost at a power cut.
final class UnsyncedWrites: Sendable {
  private let state = Mutex(State())

  fileprivate struct State {
    var files: [UInt64: UnsyncedFile] = [:]
    var number: UInt64 = 0
    /// Paths that could not be watched, with the reason.
    var failures: [String] = []
  }

  /// Does `change` to a file, and keeps what the rules may want back: the bytes in `range`, and
  /// with `bytes` the write itself.
  func change(
    _ file: Int32, _ path: String, _ rules: DiskSetting, range: Range<Int64>,
    bytes: UnsafeRawBufferPointer? = nil, _ change: () -> Int32
  ) -> Int32 {
    let loses = rules.losses.contains { $0.choice.chooses(path) }
    let tear = rules.torn.first { $0.choice.chooses(path) }
    guard loses || tear != nil else { return change() }
    return state.withLock { state in
      state.number += 1
      let number = state.number
      var status = stat()
      guard fstat(file, &status) == 0,
        var known = state.files[UInt64(status.st_ino)] ?? UnsyncedFile(sameAs: file)
      else {
        state.failures.append("\(path): \(String(cString: strerror(errno)))")
        return change()
      }
      if loses { known.keep(range, number: number) }
      if let tear, let bytes {
        known.keepLast(bytes, at: range.lowerBound, by: tear, number: number)
      } else {
        known.forgetLast()
      }
      state.files[UInt64(status.st_ino)] = known
      return change()
    }
  }

  /// Does a sync; only what was written before it began is durable when it has ended well.
  func sync(_ file: Int32, _ body: () -> Int32) -> Int32 {
    var status = stat()
    guard fstat(file, &status) == 0 else { return body() }
    let key = UInt64(status.st_ino)
    let number = state.withLock { state in
      state.files[key]?.closeLayer()
      return state.number
    }
    let outcome = body()
    if outcome == 0 {
      state.withLock { state in
        state.files[key]?.synced(upTo: number)
        if state.files[key]?.isDurable == true { state.drop(key) }
      }
    }
    return outcome
  }

  /// Forgets what no rule wants back any more; nothing is lost by that.
  func forget(unlessWantedBy rules: DiskSetting, path: (Int32) -> String) {
    state.withLock { state in
      for (key, file) in state.files {
        let name = path(file.descriptor)
        state.files[key]?.forget(
          layers: !rules.losses.contains { $0.choice.chooses(name) },
          last: !rules.torn.contains { $0.choice.chooses(name) })
        if state.files[key]?.isDurable == true { state.drop(key) }
      }
      if !rules.losesAtPowerCut { state.failures = [] }
    }
  }

  /// The paths of the files that a cut of the power would change.
  func paths(_ path: (Int32) -> String, where isWanted: (String) -> Bool) -> [String] {
    state.withLock { $0.files.values.map { path($0.descriptor) }.filter(isWanted) }
  }

  /// Takes back what is not durable.
  func cut(_ path: (Int32) -> String, where isWanted: (String) -> Bool) -> PowerLoss {
    state.withLock { state in
      var loss = PowerLoss(failures: state.failures)
      for (key, file) in state.files where isWanted(path(file.descriptor)) {
        var cut = file
        let (bytes, isTorn) = cut.cut()
        loss.files += bytes > 0 ? 1 : 0
        loss.bytes += bytes
        loss.torn += isTorn ? 1 : 0
        state.drop(key)
      }
      return loss
    }
  }
}

extension UnsyncedWrites.State {
  fileprivate mutating func drop(_ key: UInt64) {
    if let file = files.removeValue(forKey: key) { close(file.descriptor) }
  }
}
