/// Reads a file of the time zone database, such as `/usr/share/zoneinfo/Europe/Berlin`.
///
/// Shape: TZif, versions 1 to 4; the bytes are passed in.
/// Limits: 64 KiB, 4 096 transitions; every count and index is checked before it is used.
/// Errors: `ZoneError`, for files that are no TZif, or count leap seconds.
/// Source: RFC 9636.
package enum ZoneFile {
  /// The zone that the bytes describe, under that name.
  package static func parse(_ bytes: [UInt8], name: String) throws(ZoneError) -> ZoneRules {
    guard bytes.count <= 65_536 else {
      throw ZoneError(zone: name, problem: "the file has \(bytes.count) bytes")
    }
    var reader = ZoneReader(bytes: bytes, zone: name)
    let first = try reader.header()
    if first.version < 0x32 {
      return try zone(try reader.block(first, timeLength: 4), rule: nil, name)
    }
    try reader.skip(first.byteCount(timeLength: 4))
    let second = try reader.header()
    let block = try reader.block(second, timeLength: 8)
    let footer = try reader.footer()
    guard !footer.isEmpty else { return try zone(block, rule: nil, name) }
    guard let rule = ZoneRuleParser.parse(footer) else {
      throw ZoneError(zone: name, problem: "its rule `\(footer.prefix(60))` is none")
    }
    return try zone(block, rule: rule, name)
  }

  private static func zone(
    _ block: ZoneReader.Block, rule: ZoneRule?, _ name: String
  ) throws(ZoneError) -> ZoneRules {
    guard let first = block.offsets.first else {
      throw ZoneError(zone: name, problem: "it has no offset")
    }
    var transitions: [ZoneRules.Transition] = []
    for (moment, index) in zip(block.moments, block.indices) {
      guard index < block.offsets.count else {
        throw ZoneError(zone: name, problem: "a transition names offset \(index)")
      }
      guard moment > (transitions.last?.atS ?? Int.min) else {
        throw ZoneError(zone: name, problem: "its transitions are not in order")
      }
      transitions.append(ZoneRules.Transition(atS: moment, offset: block.offsets[index]))
    }
    // A type 0 that no transition uses is the time before the first; it is never the rule's.
    return ZoneRules(name: name, before: first, transitions: transitions, rule: rule)
  }
}

/// A time zone that cannot be used.
package struct ZoneError: Error, Equatable, CustomStringConvertible {
  /// The zone's name.
  package var zone: String
  /// What is wrong with its file.
  package var problem: String

  /// An error on one zone.
  package init(zone: String, problem: String) {
    self.zone = zone
    self.problem = problem
  }

  /// What failed, on what, and what to try.
  package var description: String {
    "the time zone \(zone) cannot be read: \(problem); install the time zone database (tzdata), "
      + "or name another zone"
  }
}
