/// How a victim's wall clock follows from the machine's; what one slot of the patch holds.
///
/// Shape: offset + rate × (now − anchor) + the strobes that are in their first half, now being the
///        machine's wall clock; the victim computes it, so it goes on without anybody.
package struct ClockShift: Sendable, Equatable {
  /// Added at once.
  package var offsetNs: Int64
  /// From when on the rate counts, in ns of the machine's wall clock.
  package var anchorNs: Int64
  /// What is added for each ns since the anchor, in units of 2^-32.
  package var multiplier: Int64
  /// At most `mostStrobes`.
  package var strobes: [Strobe]

  /// The patch has places for this many.
  package static let mostStrobes = 2

  /// A jump forth and back.
  package struct Strobe: Sendable, Equatable {
    /// How far forth.
    package var deltaNs: Int64
    /// From one jump forth to the next.
    package var periodNs: Int64
    /// The first jump forth, in ns of the machine's wall clock.
    package var startNs: Int64

    /// A jump forth and back.
    package init(deltaNs: Int64, periodNs: Int64, startNs: Int64) {
      self.deltaNs = deltaNs
      self.periodNs = periodNs
      self.startNs = startNs
    }
  }

  /// A shift; with its defaults no shift at all.
  package init(
    offsetNs: Int64 = 0, anchorNs: Int64 = 0, ratePpm: Double = 0, strobes: [Strobe] = []
  ) {
    self.offsetNs = offsetNs
    self.anchorNs = anchorNs
    multiplier = Int64((ratePpm * 4294.967296).rounded())
    self.strobes = strobes
  }

  /// How a slot of the patch is written.
  var slot: [UInt8] {
    var words = [offsetNs, anchorNs, multiplier]
    for strobe in strobes.prefix(Self.mostStrobes) {
      words += [strobe.deltaNs, strobe.periodNs, strobe.startNs]
    }
    words += Array(repeating: 0, count: ClockImage.slotSize / 8 - words.count)
    return words.flatMap { [UInt8].of($0) }
  }

  /// What a slot of the patch says.
  init(slot: [UInt8]) {
    offsetNs = slot.signed(0)
    anchorNs = slot.signed(8)
    multiplier = slot.signed(16)
    strobes = (0..<Self.mostStrobes).compactMap { index in
      let at = 24 + index * 24
      guard slot.signed(at + 8) != 0 else { return nil }
      return Strobe(
        deltaNs: slot.signed(at), periodNs: slot.signed(at + 8), startNs: slot.signed(at + 16))
    }
  }
}
