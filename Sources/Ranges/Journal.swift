import Foundation
import Glibc
import Synchronization
package import Vocabulary

/// The undo journal of an agent: what must be undone is on disk before it is done.
///
/// Shape:  JSON lines, appended; a line is fsynced before `append` returns.
/// Errors: a disk that cannot take the line; then the fault is not injected.
package final class Journal: Sendable {
  private let descriptor: Int32
  private let next: Mutex<Int>

  /// One line: a fault changed its state.
  package struct Line: Sendable, Codable {
    /// From 0, without gaps.
    package var sequence: Int
    /// On the machine's monotonic clock.
    package var timeNs: Nanoseconds
    /// The step's name.
    package var fault: String
    /// What became of it.
    package var state: State
    /// What undoes it; in the `armed` line only.
    package var undo: [HostAction]?
    /// How long it may live without a word from the controller; in the `armed` line only.
    package var leaseNs: Nanoseconds?
    /// What was to be done; in the `armed` line only, so that an agent that starts anew knows it.
    package var actions: [HostAction]?
    /// Who agreed to an injection into production; in the `armed` line only.
    package var approvedBy: [String]?
    /// Who healed it: `controller`, `lease`, `reaper`, or `removal` of the whole range.
    package var by: String?

    /// One line.
    package init(
      sequence: Int, timeNs: Nanoseconds, fault: String, state: State, undo: [HostAction]?,
      leaseNs: Nanoseconds?, by: String?
    ) {
      self.sequence = sequence
      self.timeNs = timeNs
      self.fault = fault
      self.state = state
      self.undo = undo
      self.leaseNs = leaseNs
      self.by = by
    }
  }

  /// The states of a fault, in order.
  package enum State: String, Sendable, Codable {
    /// Its undo is on disk; it may or may not be in effect.
    case armed
    /// Its actions were carried out.
    case applied
    /// Its undo was carried out.
    case healed
    /// Its undo failed; it may still be in effect.
    case healFailed = "heal-failed"
  }

  /// Opens a journal for appending, after the lines that are there.
  package init(path: String) throws(RangeError) {
    let opened = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw RangeError(
        "cannot open the journal \(path): \(String(cString: strerror(errno)))",
        hint: "check that the run folder exists and is writable")
    }
    descriptor = opened
    Self.cutTornTail(of: path, opened)
    next = Mutex(Self.read(path: path).count)
  }

  /// A line that a crash tore would swallow the next one, and with it the undo of a fault.
  private static func cutTornTail(of path: String, _ descriptor: Int32) {
    guard let data = FileManager.default.contents(atPath: path), let last = data.last,
      last != UInt8(ascii: "\n")
    else { return }
    let end = data.lastIndex(of: UInt8(ascii: "\n")).map {
      data.distance(from: data.startIndex, to: $0) + 1
    }
    _ = ftruncate(descriptor, off_t(end ?? 0))
  }

  deinit { close(descriptor) }

  /// Appends a line and waits until it is on disk.
  package func append(
    fault: String, state: State, undo: [HostAction]? = nil, leaseNs: Nanoseconds? = nil,
    actions: [HostAction]? = nil, approvedBy: [String]? = nil, by: String? = nil,
    at time: Nanoseconds
  ) throws(RangeError) {
    let failure: String? = next.withLock { sequence in
      var line = Line(
        sequence: sequence, timeNs: time, fault: fault, state: state, undo: undo,
        leaseNs: leaseNs, by: by)
      line.actions = actions
      line.approvedBy = approvedBy
      guard let text = try? CanonicalJSON.line(line) else { return "it cannot be encoded" }
      let bytes = Array((text + "\n").utf8)
      let start = lseek(descriptor, 0, SEEK_END)
      guard write(descriptor, bytes, bytes.count) == bytes.count, fdatasync(descriptor) == 0 else {
        let words = String(cString: strerror(errno))
        _ = ftruncate(descriptor, start)
        return words
      }
      sequence += 1
      return nil
    }
    if let failure {
      throw RangeError(
        "cannot write the journal line '\(state.rawValue)' of \(fault): \(failure)",
        hint: "nothing is injected without its undo on disk; free space on the run folder's disk")
    }
  }

  /// All whole lines; a torn last line is left out, for its fault was not yet injected.
  package static func read(path: String) -> [Line] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return data.split(separator: UInt8(ascii: "\n")).compactMap {
      try? CanonicalJSON.decode(Line.self, from: Data($0))
    }
  }

  /// What the held faults of a journal were to do, for an agent that remembers nothing.
  package static func actions(in lines: [Line]) -> [String: [HostAction]] {
    let held = Set(held(in: lines).map(\.fault))
    return lines.reduce(into: [:]) { actions, line in
      if line.state == .armed, held.contains(line.fault) { actions[line.fault] = line.actions }
    }
  }

  /// The faults of a journal that were armed and not healed, oldest first, each with its undo.
  ///
  /// Limits: what nothing can undo is not held by anybody, so it is not among them.
  package static func held(in lines: [Line]) -> [(fault: String, undo: [HostAction])] {
    var undo: [String: [HostAction]] = [:]
    var order: [String] = []
    for line in lines {
      switch line.state {
      case .armed:
        if !order.contains(line.fault) { order.append(line.fault) }
        undo[line.fault] = line.undo ?? []
      case .healed: undo[line.fault] = nil
      case .applied, .healFailed: break
      }
    }
    return order.compactMap { fault in
      undo[fault].flatMap { $0.isEmpty ? nil : (fault, $0) }
    }
  }
}
