/// One kind of secret: words that announce it, and where it then stands.
///
/// Shape: linear; a match looks at a bounded piece around its announcement.
package struct RedactionPattern: Sendable {
  /// As the replacement and the report name it.
  package var name: String
  /// What announces it, in lower case; case is not looked at.
  var announcements: [[UInt8]]
  /// The secret's bytes after an announcement of that place and length; nil where there is none.
  var secret: @Sendable (_ text: ArraySlice<UInt8>, _ place: Int, _ length: Int) -> Range<Int>?

  init(
    _ name: String, announcedBy announcements: [String],
    secret: @escaping @Sendable (ArraySlice<UInt8>, Int, Int) -> Range<Int>?
  ) {
    self.name = name
    self.announcements = announcements.map { Array($0.utf8) }
    self.secret = secret
  }
}

/// Reading on from a place in bytes.
extension ArraySlice<UInt8> {
  /// The first place from `start` on, at most `most` further, whose byte is not of the kind.
  func end(from start: Int, most: Int = 4_096, while isOfKind: (UInt8) -> Bool) -> Int {
    var place = start
    let limit = Swift.min(endIndex, start + most)
    while place < limit, isOfKind(self[place]) { place += 1 }
    return place
  }

  /// The first place of a run of such bytes that ends before `end`.
  func start(before end: Int, most: Int = 64, while isOfKind: (UInt8) -> Bool) -> Int {
    var place = end
    while place > startIndex, end - place < most, isOfKind(self[place - 1]) { place -= 1 }
    return place
  }

  /// Whether such a byte stands there; nothing stands outside.
  func has(_ place: Int, _ isOfKind: (UInt8) -> Bool) -> Bool {
    indices.contains(place) && isOfKind(self[place])
  }

  /// Whether these bytes stand there, whatever their case.
  func has(_ place: Int, _ lower: [UInt8]) -> Bool {
    guard place >= startIndex, place + lower.count <= endIndex else { return false }
    for (offset, byte) in lower.enumerated() where self[place + offset].lowered != byte {
      return false
    }
    return true
  }
}

extension UInt8 {
  var lowered: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 32 : self
  }
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowered) }
  var isAlphanumeric: Bool { isDigit || isLetter }
  var isBlank: Bool { self == 32 || self == 9 }
  var isSpace: Bool { isBlank || self == 10 || self == 13 }
  var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
  /// Of base64, plain and for addresses.
  var isBase64: Bool { isAlphanumeric || isOne(of: "+/=-_") }

  func isOne(of characters: StaticString) -> Bool {
    characters.withUTF8Buffer { $0.contains(self) }
  }
}
