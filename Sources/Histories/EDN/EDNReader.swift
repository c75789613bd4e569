import Vocabulary

/// Reads EDN form by form, so that a history of any length needs the memory of one operation.
///
/// Shape: `next` gives whole forms; `nextElement` also enters a vector or list that holds them all,
/// as Jepsen's older stores do.
/// Limits: nesting of 128; a form is held whole.
/// Errors: `malformed` with file, line, column, what was expected and what was found.
package struct EDNReader {
  static let deepest = 128

  var bytes: EDNBytes
  /// What the string or token that is being read consists of so far.
  var token: [UInt8] = []
  private var closing: UInt8?

  init(_ bytes: EDNBytes) { self.bytes = bytes }

  /// Reads a text that comes in pieces; an empty piece is the end. `file` is its name for errors.
  package init(file: String, more: @escaping () throws(HistoryError) -> [UInt8]) {
    self.init(EDNBytes(file: file, more: more))
  }

  /// Reads a text that is at hand; `file` is its name for errors.
  package init(text: String, file: String) {
    self.init(text: Array(text.utf8), file: file)
  }

  /// Reads bytes that are at hand; `file` is their name for errors.
  package init(text: [UInt8], file: String) {
    self.init(EDNBytes(file: file, first: text) { () throws(HistoryError) -> [UInt8] in [] })
  }

  /// Reads a file in pieces of a mebibyte.
  package init(reading path: String) throws(HistoryError) {
    let file = try HistoryFile(reading: path)
    self.init(file: path) { () throws(HistoryError) -> [UInt8] in
      [UInt8](try file.read(upTo: 1 << 20))
    }
  }

  /// The next form at the top of the text; nil at its end.
  package mutating func next() throws(HistoryError) -> EDNValue? {
    if let value = try form(depth: 0) { return value }
    guard try bytes.peek() == nil else { throw bytes.expected("a form, but nothing is open") }
    return nil
  }

  /// The next form at the top of the text, or the next element of a vector or list at the top.
  package mutating func nextElement() throws(HistoryError) -> EDNValue? {
    while true {
      if let closing {
        if let value = try form(depth: 1) { return value }
        guard try bytes.peek() == closing else {
          throw bytes.expected(closing == 0x5d ? "a form or ']'" : "a form or ')'")
        }
        bytes.advance()
        self.closing = nil
        continue
      }
      try skipBlanks()
      switch try bytes.peek() {
      case 0x5b: closing = 0x5d
      case 0x28: closing = 0x29
      default: return try next()
      }
      bytes.advance()
    }
  }

  /// What is wrong with a form that was read, for those who expect a certain one.
  package func error(
    _ value: EDNValue, expected what: String, hint: String? = nil
  ) -> HistoryError {
    bytes.wrong(value.position, "expected \(what)", hint: hint ?? "found \(value.form.kind)")
  }

  /// The next form; nil before a closing bracket and at the end.
  private mutating func form(depth: Int) throws(HistoryError) -> EDNValue? {
    while true {
      try skipBlanks()
      guard let byte = try bytes.peek() else { return nil }
      if byte == 0x29 || byte == 0x5d || byte == 0x7d { return nil }
      guard depth < Self.deepest else {
        throw bytes.expected("forms nested less than \(Self.deepest) deep")
      }
      let position = bytes.position
      if byte != 0x23 { return EDNValue(try plain(byte, depth), at: position) }
      bytes.advance()
      if let form = try dispatched(depth) { return EDNValue(form, at: position) }
    }
  }

  /// A form that does not begin with `#`.
  private mutating func plain(_ byte: UInt8, _ depth: Int) throws(HistoryError) -> EDNForm {
    switch byte {
    case 0x28: return .list(try elements(until: 0x29, depth))
    case 0x5b: return .vector(try elements(until: 0x5d, depth))
    case 0x7b: return .map(try entries(depth))
    case 0x22: return .string(try string())
    case 0x5c: return .character(try character())
    case 0x3a:
      bytes.advance()
      return .keyword(try name("a keyword's name after ':'"))
    default: return try word()
    }
  }

  /// A form that begins with `#`, which was passed; nil where it was to be left out.
  private mutating func dispatched(_ depth: Int) throws(HistoryError) -> EDNForm? {
    switch try bytes.peek() {
    case 0x7b: return .set(try elements(until: 0x7d, depth))
    case 0x5f:
      bytes.advance()
      _ = try required("the form that '#_' leaves out", depth)
      return nil
    case 0x23:
      bytes.advance()
      return .decimal(try symbolicNumber())
    case 0x3a:
      bytes.advance()
      let space = try name("a namespace after '#:'")
      try skipBlanks()
      guard try bytes.peek() == 0x7b else { throw bytes.expected("'{' after a map's namespace") }
      return .map(try entries(depth).map { $0.inNamespace(space) })
    case .some(let byte) where byte.isLetter:
      let tag = try name("a tag")
      return .tagged(tag, try required("the form that the tag #\(tag) is about", depth))
    default: throw bytes.expected("a tag, '{', '_', ':' or '#' after '#'")
    }
  }

  private mutating func required(
    _ what: String, _ depth: Int
  ) throws(HistoryError) -> EDNValue {
    guard let value = try form(depth: depth + 1) else { throw bytes.expected(what) }
    return value
  }

  private mutating func elements(
    until close: UInt8, _ depth: Int
  ) throws(HistoryError) -> [EDNValue] {
    let start = bytes.position
    bytes.advance()
    var found: [EDNValue] = []
    while let element = try form(depth: depth + 1) { found.append(element) }
    guard try bytes.peek() == close else {
      let bracket = Character(Unicode.Scalar(close))
      throw bytes.expected(
        "'\(bracket)' for what was opened in line \(start.line), column \(start.column)")
    }
    bytes.advance()
    return found
  }

  private mutating func entries(_ depth: Int) throws(HistoryError) -> [EDNEntry] {
    let forms = try elements(until: 0x7d, depth)
    guard forms.count.isMultiple(of: 2) else {
      throw bytes.wrong(
        forms[forms.count - 1].position, "expected a value after a map's last key",
        hint: "a map has a value for each key")
    }
    return stride(from: 0, to: forms.count, by: 2).map {
      EDNEntry(key: forms[$0], value: forms[$0 + 1])
    }
  }

  /// Passes blanks, commas and comments.
  private mutating func skipBlanks() throws(HistoryError) {
    while let byte = try bytes.peek() {
      if byte == 0x3b {
        while let other = try bytes.peek(), other != 10 { bytes.advance() }
      } else if byte <= 0x20 || byte == 0x2c {
        bytes.advance()
      } else {
        return
      }
    }
  }
}

extension EDNEntry {
  /// The entry of `#:space{…}`, whose keywords have the namespace unless they name another.
  fileprivate func inNamespace(_ space: String) -> EDNEntry {
    guard let name = key.keyword else { return self }
    var whole = name
    if name.hasPrefix("_/") {
      whole = String(name.dropFirst(2))
    } else if !name.contains("/") {
      whole = "\(space)/\(name)"
    }
    return EDNEntry(key: EDNValue(.keyword(whole), at: key.position), value: value)
  }
}
