/// Takes an answer's bytes in any pieces; what is known of the body so far stands in `body`.
struct HTTPAnswerScanner {
  private(set) var status = 0
  private(set) var headers: [String: String] = [:]
  /// Bytes of the body that nobody has taken away yet.
  var body: [UInt8] = []
  private(set) var isOver = false
  private(set) var defect = ""

  private var state = State.head
  private var pending: [UInt8] = []

  private enum State {
    case head
    case length(Int)
    case untilEnd
    case chunkSize
    case chunk(Int)
    /// The two bytes after a chunk.
    case chunkEnd
    case trailer
  }

  private static let mostLine = 64 << 10
  private static let mostChunk = 64 << 20

  /// More bytes; false where they are no answer.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> Bool {
    pending += bytes
    while !isOver, defect.isEmpty, step() {}
    return defect.isEmpty
  }

  /// The server hung up; false where something was still to come.
  mutating func end() -> Bool {
    guard case .untilEnd = state else { return fail("the server hung up before its end") }
    isOver = true
    return true
  }

  /// Whether there may be more to do with what is pending.
  private mutating func step() -> Bool {
    switch state {
    case .head: return head()
    case .length(let left):
      let count = move(atMost: left)
      state = .length(left - count)
      if left == count { isOver = true }
      return false
    case .untilEnd:
      _ = move(atMost: pending.count)
      return false
    case .chunkSize:
      guard let line = line() else { return false }
      let digits = line.prefix { $0 != ";" && $0 != " " }
      guard let size = Int(digits, radix: 16), (0...Self.mostChunk).contains(size) else {
        return fail("a chunk without a size")
      }
      state = size == 0 ? .trailer : .chunk(size)
      return true
    case .chunk(let left):
      let count = move(atMost: left)
      state = left == count ? .chunkEnd : .chunk(left - count)
      return left == count
    case .chunkEnd:
      guard let line = line() else { return false }
      guard line.isEmpty else { return fail("a chunk longer than its size") }
      state = .chunkSize
      return true
    case .trailer:
      guard let line = line() else { return false }
      if line.isEmpty { isOver = true }
      return true
    }
  }

  private mutating func head() -> Bool {
    guard let first = line() else { return false }
    if status == 0 {
      let words = first.split(separator: " ", maxSplits: 2)
      guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let number = Int(words[1]) else {
        return fail("no HTTP answer")
      }
      status = number
      return true
    }
    if !first.isEmpty {
      let parts = first.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return fail("a header without a colon") }
      headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
      guard headers.count <= 200 else { return fail("more than 200 headers") }
      return true
    }
    if status == 100 {
      status = 0
      headers = [:]
    } else if headers["transfer-encoding"]?.lowercased() == "chunked" {
      state = .chunkSize
    } else if status == 204 || status == 304 {
      isOver = true
    } else if let text = headers["content-length"] {
      guard let length = Int(text), length >= 0 else { return fail("no length") }
      state = .length(length)
      isOver = length == 0
    } else {
      state = .untilEnd
    }
    return true
  }

  /// The next whole line without its end.
  private mutating func line() -> String? {
    guard let end = pending.firstIndex(of: 10) else {
      if pending.count > Self.mostLine { _ = fail("a line without an end") }
      return nil
    }
    var line = pending[..<end]
    if line.last == 13 { line.removeLast() }
    let text = String(decoding: line, as: UTF8.self)
    pending.removeFirst(end + 1)
    return text
  }

  private mutating func move(atMost most: Int) -> Int {
    let count = min(most, pending.count)
    body += pending.prefix(count)
    pending.removeFirst(count)
    return count
  }

  private mutating func fail(_ what: String) -> Bool {
    defect = what
    return false
  }
}
