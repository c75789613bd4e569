/// Takes a TZif file apart, never beyond its end.
struct ZoneReader {
  private let bytes: [UInt8]
  private let zone: String
  private var place = 0

  init(bytes: [UInt8], zone: String) {
    self.bytes = bytes
    self.zone = zone
  }

  /// The six counts of a header.
  struct Header {
    var version: UInt8
    var utCount: Int
    var standardCount: Int
    var leapCount: Int
    var timeCount: Int
    var typeCount: Int
    var nameLength: Int

    func byteCount(timeLength: Int) -> Int {
      timeCount * (timeLength + 1) + typeCount * 6 + nameLength
        + leapCount * (timeLength + 4) + standardCount + utCount
    }
  }

  /// The parts of a data block that matter.
  struct Block {
    var moments: [Int]
    var indices: [Int]
    var offsets: [ZoneRules.Offset]
  }

  mutating func header() throws(ZoneError) -> Header {
    let start = try take(44)
    guard start.prefix(4).elementsEqual("TZif".utf8) else {
      throw ZoneError(zone: zone, problem: "it is no file of the time zone database")
    }
    let base = start.startIndex
    func count(_ index: Int) -> Int { Self.number(start[(base + 20 + index * 4)...].prefix(4)) }
    let header = Header(
      version: start[base + 4], utCount: count(0), standardCount: count(1), leapCount: count(2),
      timeCount: count(3), typeCount: count(4), nameLength: count(5))
    let counts = [
      header.utCount, header.standardCount, header.leapCount, header.timeCount, header.typeCount,
      header.nameLength,
    ]
    guard counts.allSatisfy({ (0...4_096).contains($0) }), header.typeCount <= 256 else {
      throw ZoneError(zone: zone, problem: "its counts are beyond reason")
    }
    return header
  }

  mutating func skip(_ count: Int) throws(ZoneError) { _ = try take(count) }

  mutating func block(_ header: Header, timeLength: Int) throws(ZoneError) -> Block {
    let times = try take(header.timeCount * timeLength)
    let indices = try take(header.timeCount).map(Int.init)
    let types = try take(header.typeCount * 6)
    let names = try take(header.nameLength)
    guard header.leapCount == 0 else {
      throw ZoneError(zone: zone, problem: "it counts leap seconds, which no calendar does")
    }
    try skip(header.standardCount + header.utCount)
    let moments = (0..<header.timeCount).map { index in
      Self.number(times[(times.startIndex + index * timeLength)...].prefix(timeLength))
    }
    var offsets: [ZoneRules.Offset] = []
    for index in 0..<header.typeCount {
      let type = types[(types.startIndex + index * 6)...].prefix(6)
      let east = Self.number(type.prefix(4))
      let name = Int(type[type.startIndex + 5])
      guard abs(east) <= 26 * 3_600, name < names.count else {
        throw ZoneError(zone: zone, problem: "one of its offsets is beyond reason")
      }
      let letters = names[(names.startIndex + name)...].prefix { $0 != 0 }
      guard letters.count <= 10, letters.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw ZoneError(zone: zone, problem: "one of its abbreviations is no word")
      }
      offsets.append(.init(eastS: east, abbreviation: String(decoding: letters, as: UTF8.self)))
    }
    return Block(moments: moments, indices: indices, offsets: offsets)
  }

  /// The text between the two line ends behind the second block.
  mutating func footer() throws(ZoneError) -> String {
    guard try take(1).first == 0x0A else {
      throw ZoneError(zone: zone, problem: "its rule is missing")
    }
    let line = bytes[place...].prefix { $0 != 0x0A }
    guard place + line.count < bytes.count else {
      throw ZoneError(zone: zone, problem: "its rule does not end")
    }
    place += line.count + 1
    return String(decoding: line, as: UTF8.self)
  }

  private mutating func take(_ count: Int) throws(ZoneError) -> ArraySlice<UInt8> {
    guard count >= 0, place + count <= bytes.count else {
      throw ZoneError(zone: zone, problem: "it ends too early")
    }
    defer { place += count }
    return bytes[place..<(place + count)]
  }

  /// A signed number, the greatest byte first.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return bytes.count == 4 ? Int(Int32(truncatingIfNeeded: bits)) : Int(Int64(bitPattern: bits))
  }
}
