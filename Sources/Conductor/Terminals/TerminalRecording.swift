import Exercises
import Foundation
import Vocabulary

/// The file of a terminal's recording, written line by line as it comes; a crash tears no line.
///
/// Limits: what stands on the screen stands here, whole: evidence is kept from others by its mode,
///         and secrets are removed where it is handed out, not here. Beyond 64 MB, or where all
///         recordings together have no room left, nothing more is recorded; the last line says so.
struct TerminalRecording {
  private let handle: FileHandle
  private let clock: @Sendable () -> Nanoseconds
  private let start: Nanoseconds
  private var pieces = TextPieces()
  private var room = 64 << 20
  private let shared: RecordingRoom

  /// Creates the file, readable by its owner only; one that is there is never overwritten.
  init(
    creating path: String, in shared: RecordingRoom, columns: Int, rows: Int, origin: Nanoseconds,
    title: String, term: String, clock: @escaping @Sendable () -> Nanoseconds
  ) throws(Refusal) {
    guard !FileManager.default.fileExists(atPath: path),
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw Refusal(.failed, "the terminal cannot be recorded", hint: "ask white") }
    self.handle = handle
    self.shared = shared
    self.clock = clock
    start = clock()
    write(
      CastLine.header(
        columns: columns, rows: rows, timestamp: Int64(Date().timeIntervalSince1970),
        startedNs: start - origin, title: title, term: term))
  }

  mutating func show(_ bytes: [UInt8]) {
    let text = pieces.take(bytes)
    if !text.isEmpty { add(CastLine.output(text, at: clock() - start)) }
  }

  mutating func resize(columns: Int, rows: Int) {
    add(CastLine.resize(columns: columns, rows: rows, at: clock() - start))
  }

  mutating func remark(_ text: String) { add(CastLine.remark(text, at: clock() - start)) }

  mutating func close() {
    let rest = pieces.finish()
    if !rest.isEmpty { add(CastLine.output(rest, at: clock() - start)) }
    try? handle.close()
  }

  private mutating func add(_ line: JSONValue) {
    guard room > 0 else { return }
    let count = write(line)
    room -= count
    let isShort = !shared.take(count)
    guard room <= 0 || isShort else { return }
    room = 0
    let why = isShort ? "all recordings together have no room left" : "64 MB"
    write(CastLine.remark("the recording ends here: \(why)", at: clock() - start))
  }

  @discardableResult
  private func write(_ line: JSONValue) -> Int {
    guard let text = try? CanonicalJSON.line(line) else { return 0 }
    let data = Data((text + "\n").utf8)
    // A full disk costs the recording, not the exercise.
    try? handle.write(contentsOf: data)
    return data.count
  }
}
