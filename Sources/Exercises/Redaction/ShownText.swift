/// What a terminal showed of the bytes that were sent to it, with where each byte came from.
///
/// Limits: one endless line per line end; the cursor moves only left, by backspaces.
struct ShownText {
  private(set) var bytes: [UInt8] = []
  /// The place of each shown byte among those that were sent.
  private var places: [Int32] = []

  init(_ sent: [UInt8]) {
    bytes.reserveCapacity(sent.count)
    places.reserveCapacity(sent.count)
    var place = 0
    while place < sent.count {
      let byte = sent[place]
      switch byte {
      case 0x1B: place = Self.escape(sent, from: place)
      case 0x07: place += 1
      case 0x08:
        if let last = bytes.last, last != 10 { erase() }
        place += 1
      case 13 where bytes.last == 32 && place + 1 < sent.count && sent[place + 1] != 10:
        // The shell wraps a long line by a blank and a return.
        erase()
        place += 1
      default:
        bytes.append(byte)
        places.append(Int32(truncatingIfNeeded: place))
        place += 1
      }
    }
  }

  /// Where shown bytes stand among those that were sent, with all that stands between them.
  func raw(_ range: Range<Int>) -> Range<Int> {
    Int(places[range.lowerBound])..<(Int(places[range.upperBound - 1]) + 1)
  }

  private mutating func erase() {
    bytes.removeLast()
    places.removeLast()
  }

  /// The place after an escape sequence.
  private static func escape(_ sent: [UInt8], from start: Int) -> Int {
    guard start + 1 < sent.count else { return sent.count }
    switch sent[start + 1] {
    case UInt8(ascii: "["):
      let end = sent[(start + 2)...].firstIndex { (0x40...0x7E).contains($0) }
      return end.map { $0 + 1 } ?? sent.count
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      // A title or the like: until BEL or ESC \.
      let end = sent[(start + 2)...].firstIndex { $0 == 0x07 || $0 == 0x1B }
      guard let end else { return sent.count }
      return sent[end] == 0x07 ? end + 1 : end + 2
    case UInt8(ascii: "("), UInt8(ascii: ")"): return min(start + 3, sent.count)
    default: return start + 2
    }
  }
}
