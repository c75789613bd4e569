package import Vocabulary

/// How the clocks of one time zone stand against UTC, at every moment.
///
/// Shape: transitions that are known one by one, and behind the last of them a rule for ever.
/// Units: seconds since 1970 UTC, seconds east of Greenwich.
/// Limits: leap seconds do not exist; a file that counts them is refused.
/// Source: RFC 9636 (TZif); RFC 5545 3.3.5 for hours that exist twice or not at all.
package struct ZoneRules: Sendable, Equatable {
  /// As the time zone database calls it.
  package var name: String
  /// Before the first transition.
  package var before: Offset
  /// In ascending order.
  package var transitions: [Transition]
  /// Behind the last transition; nil keeps what the last one set.
  package var rule: ZoneRule?

  /// One way in which clocks may stand.
  package struct Offset: Sendable, Hashable {
    /// Seconds east of Greenwich.
    package var eastS: Int
    /// Such as `CET`.
    package var abbreviation: String

    /// An offset with its name.
    package init(eastS: Int, abbreviation: String) {
      self.eastS = eastS
      self.abbreviation = abbreviation
    }
  }

  /// A moment at which clocks are set.
  package struct Transition: Sendable, Hashable {
    /// Seconds since 1970 UTC.
    package var atS: Int
    /// From then on.
    package var offset: Offset

    /// A transition.
    package init(atS: Int, offset: Offset) {
      self.atS = atS
      self.offset = offset
    }
  }

  /// A zone.
  package init(name: String, before: Offset, transitions: [Transition], rule: ZoneRule?) {
    self.name = name
    self.before = before
    self.transitions = transitions
    self.rule = rule
  }

  /// A zone whose clocks are never set.
  package static func fixed(_ name: String, eastS: Int, abbreviation: String) -> ZoneRules {
    ZoneRules(
      name: name, before: Offset(eastS: eastS, abbreviation: abbreviation), transitions: [],
      rule: nil)
  }

  /// How clocks stand at a moment.
  package func offset(atS moment: Int) -> Offset {
    let isBehind = transitions.last.map { moment >= $0.atS } ?? true
    if isBehind, let rule {
      let year = CalendarDay(ordinal: Self.floorDivide(moment, 86_400)).year
      let known = rule.transitions(in: (year - 1)...(year + 1))
      if let latest = known.last(where: { $0.atS <= moment }) { return latest.offset }
      return rule.standard
    }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].atS <= moment { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? before : transitions[low - 1].offset
  }

  /// The moment at which clocks show that day and minute, in seconds since 1970 UTC.
  ///
  /// Where they show it twice it is the first time; where they skip it, clocks that were not set
  /// would show it then.
  package func moment(of day: CalendarDay, minute: Int) -> Int {
    let local = day.ordinal * 86_400 + minute * 60
    // A day to either side is beyond every offset, and two transitions are never so near.
    let earlier = offset(atS: local - 86_400 - 3_600)
    let later = offset(atS: local + 86_400 + 3_600)
    let first = local - earlier.eastS
    if earlier == later || offset(atS: first).eastS == earlier.eastS { return first }
    let second = local - later.eastS
    return offset(atS: second).eastS == later.eastS ? second : first
  }

  /// The day and the minute that clocks show at a moment.
  package func local(atS moment: Int) -> (day: CalendarDay, minute: Int) {
    let local = moment + offset(atS: moment).eastS
    let day = Self.floorDivide(local, 86_400)
    return (CalendarDay(ordinal: day), (local - day * 86_400) / 60)
  }

  /// The moments in a range at which clocks are set, with how they stood before.
  func onsets(in range: Range<Int>) -> [Onset] {
    var moments = transitions.filter { range.contains($0.atS) }
    if let rule, !range.isEmpty {
      let last = transitions.last?.atS ?? Int.min
      let first = CalendarDay(ordinal: Self.floorDivide(range.lowerBound, 86_400)).year
      let end = CalendarDay(ordinal: Self.floorDivide(range.upperBound, 86_400)).year
      moments += rule.transitions(in: (first - 1)...(end + 1)).filter {
        range.contains($0.atS) && $0.atS > last
      }
    }
    return moments.compactMap { transition in
      let from = offset(atS: transition.atS - 1)
      guard from != transition.offset else { return nil }
      return Onset(atS: transition.atS, from: from, to: transition.offset)
    }
  }

  /// A moment at which clocks are set, with both sides of it.
  struct Onset: Equatable {
    var atS: Int
    var from: Offset
    var to: Offset
  }

  static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }
}
