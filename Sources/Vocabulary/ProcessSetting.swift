/// What the database's processes may do and use; faults on one host merge.
package struct ProcessSetting: Sendable, Equatable, Codable {
  /// Killed, and started again when no fault wants it down any more.
  package var isDown: Bool
  /// Killed and started again at once when the fault begins.
  package var isRestarted: Bool
  /// Killed and started again so long after each start; nil is never.
  package var crashEveryNs: Nanoseconds?
  /// Stopped by SIGSTOP until no fault wants it any more.
  package var isPaused: Bool
  /// The share of one processor that all of them get together; nil is no limit.
  package var processors: Double?
  /// How much memory they may use together; nil is no limit.
  package var memoryBytes: Int64?
  /// How many files each may have open; nil is as started.
  package var openFiles: Int64?

  /// Processes with these limits; all at their defaults run free.
  package init(
    isDown: Bool = false, isRestarted: Bool = false,
    crashEveryNs: Nanoseconds? = nil, isPaused: Bool = false, processors: Double? = nil,
    memoryBytes: Int64? = nil, openFiles: Int64? = nil
  ) {
    self.isDown = isDown
    self.isRestarted = isRestarted
    self.crashEveryNs = crashEveryNs
    self.isPaused = isPaused
    self.processors = processors
    self.memoryBytes = memoryBytes
    self.openFiles = openFiles
  }

  /// Whether anything that they may use is limited.
  package var isLimited: Bool { processors != nil || memoryBytes != nil || openFiles != nil }

  /// Each thing that is not at rest, in words.
  package var words: [String] {
    var parts: [String] = []
    if isDown { parts.append("down") }
    if let crashEveryNs {
      parts.append("killed and started every \(crashEveryNs)")
    } else if isRestarted {
      parts.append("restarted")
    }
    if isPaused { parts.append("paused") }
    if let processors { parts.append("\(processors) of a processor") }
    if let memoryBytes { parts.append("at most \(memoryBytes) bytes of memory") }
    if let openFiles { parts.append("at most \(openFiles) open files") }
    return parts
  }

  /// Both at once: down or paused while anybody wants it, and the lowest of the limits.
  package func merged(with other: ProcessSetting) -> ProcessSetting {
    func least<Value: Comparable>(_ left: Value?, _ right: Value?) -> Value? {
      [left, right].compactMap { $0 }.min()
    }
    return ProcessSetting(
      isDown: isDown || other.isDown,
      isRestarted: isRestarted || other.isRestarted,
      crashEveryNs: least(crashEveryNs, other.crashEveryNs),
      isPaused: isPaused || other.isPaused,
      processors: least(processors, other.processors),
      memoryBytes: least(memoryBytes, other.memoryBytes),
      openFiles: least(openFiles, other.openFiles))
  }
}
