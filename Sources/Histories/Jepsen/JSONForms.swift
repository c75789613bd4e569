import Vocabulary

/// Reads JSON values one by one as the forms of EDN that mean the same, with their places.
///
/// Shape: an object is a map whose keys are keywords, an array a vector; `nextElement` also enters
/// an array that holds them all. Strict JSON, but for values that follow each other without commas,
/// as JSON lines do.
/// Limits: nesting of 128.
struct JSONForms {
  private var tokens: EDNReader
  private var isInside = false

  init(_ bytes: EDNBytes) { tokens = EDNReader(bytes) }

  /// The next value at the top of the text, or the next element of an array at the top.
  mutating func nextElement() throws(HistoryError) -> EDNValue? {
    while true {
      try skipBlanks()
      let byte = try tokens.bytes.peek()
      if !isInside {
        guard let byte else { return nil }
        if byte != UInt8(ascii: "[") { return try value(depth: 0) }
        tokens.bytes.advance()
        isInside = true
        try skipBlanks()
        if try !take("]") { return try value(depth: 1) }
        isInside = false
      } else if try take("]") {
        isInside = false
      } else if try take(",") {
        return try value(depth: 1)
      } else {
        throw tokens.bytes.expected("',' or ']' after an event")
      }
    }
  }

  private mutating func value(depth: Int) throws(HistoryError) -> EDNValue {
    try skipBlanks()
    guard depth < EDNReader.deepest else {
      throw tokens.bytes.expected("values nested less than \(EDNReader.deepest) deep")
    }
    let position = tokens.bytes.position
    switch try tokens.bytes.peek() {
    case UInt8(ascii: "{"): return EDNValue(.map(try members(depth)), at: position)
    case UInt8(ascii: "["): return EDNValue(.vector(try elements(depth)), at: position)
    case UInt8(ascii: "\""): return EDNValue(.string(try tokens.string()), at: position)
    case .some(let byte) where ",:]}".utf8.contains(byte):
      throw tokens.bytes.expected("a JSON value")
    case .some:
      switch try tokens.word() {
      case .symbol("null"): return EDNValue(.null, at: position)
      case .symbol, .null:
        throw tokens.bytes.wrong(position, "expected a JSON value", hint: "found another word")
      case let form: return EDNValue(form, at: position)
      }
    case nil: throw tokens.bytes.expected("a JSON value")
    }
  }

  private mutating func elements(_ depth: Int) throws(HistoryError) -> [EDNValue] {
    tokens.bytes.advance()
    try skipBlanks()
    var found: [EDNValue] = []
    if try take("]") { return found }
    while true {
      found.append(try value(depth: depth + 1))
      try skipBlanks()
      if try take("]") { return found }
      guard try take(",") else { throw tokens.bytes.expected("',' or ']' after an element") }
    }
  }

  private mutating func members(_ depth: Int) throws(HistoryError) -> [EDNEntry] {
    tokens.bytes.advance()
    try skipBlanks()
    var found: [EDNEntry] = []
    if try take("}") { return found }
    while true {
      try skipBlanks()
      let position = tokens.bytes.position
      guard try tokens.bytes.peek() == UInt8(ascii: "\"") else {
        throw tokens.bytes.expected("a member's name in quotes")
      }
      let name = try tokens.string()
      try skipBlanks()
      guard try take(":") else { throw tokens.bytes.expected("':' after a member's name") }
      let value = try value(depth: depth + 1)
      found.append(EDNEntry(key: EDNValue(.keyword(name), at: position), value: value))
      try skipBlanks()
      if try take("}") { return found }
      guard try take(",") else { throw tokens.bytes.expected("',' or '}' after a member") }
    }
  }

  private mutating func skipBlanks() throws(HistoryError) {
    while let byte = try tokens.bytes.peek(), byte <= 32 { tokens.bytes.advance() }
  }

  private mutating func take(_ sign: Unicode.Scalar) throws(HistoryError) -> Bool {
    guard try tokens.bytes.peek() == UInt8(ascii: sign) else { return false }
    tokens.bytes.advance()
    return true
  }
}
