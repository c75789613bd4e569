import Vocabulary

/// The VTIMEZONE of a zone: from a year before the first event, for ever where the zone has a rule.
///
/// Limits: a rule that no RRULE can say (hours of another day, counted days) and transitions that
///         are known one by one are written out for twenty years.
/// Source: RFC 5545 3.6.5.
struct ZoneBlock {
  let zone: ZoneRules
  /// The year of the first event.
  let year: Int

  func write(to lines: inout CalendarLines) {
    lines.add("BEGIN", "VTIMEZONE")
    lines.add("TZID", zone.name)
    let start = (CalendarDay(year: year - 1, month: 1, day: 1)?.ordinal ?? 0) * 86_400
    let isRuled = zone.transitions.last.map { $0.atS < start } ?? true
    if isRuled, let rule = zone.rule, let summer = rule.summer,
      let starts = Self.recurrence(summer.start), let ends = Self.recurrence(summer.end)
    {
      observance(from: rule.standard, to: summer.offset, summer.start, starts, &lines)
      observance(from: summer.offset, to: rule.standard, summer.end, ends, &lines)
    } else {
      spelledOut(from: start, &lines)
    }
    lines.add("END", "VTIMEZONE")
  }

  /// One half of the year, by a rule.
  private func observance(
    from: ZoneRules.Offset, to: ZoneRules.Offset, _ edge: ZoneRule.Edge, _ rule: String,
    _ lines: inout CalendarLines
  ) {
    guard case .weekday(let month, let place, let weekday) = edge.day,
      let first = CalendarDay(
        place: place == 5 ? -1 : place, weekday, month: month, year: year - 1)
    else { return }
    component(
      from: from, to: to, at: CalendarText.local(first, second: edge.timeS), rule: rule, &lines)
  }

  /// Every onset for twenty years; before the first the clocks stand as they stood.
  private func spelledOut(from start: Int, _ lines: inout CalendarLines) {
    let base = zone.offset(atS: start)
    let first = CalendarDay(ordinal: ZoneRules.floorDivide(start, 86_400))
    component(
      from: base, to: base, at: CalendarText.local(first, second: 0), rule: nil, &lines)
    for onset in zone.onsets(in: start..<(start + 20 * 366 * 86_400)) {
      let local = onset.atS + onset.from.eastS
      let day = ZoneRules.floorDivide(local, 86_400)
      component(
        from: onset.from, to: onset.to,
        at: CalendarText.local(CalendarDay(ordinal: day), second: local - day * 86_400), rule: nil,
        &lines)
    }
  }

  private func component(
    from: ZoneRules.Offset, to: ZoneRules.Offset, at start: String, rule: String?,
    _ lines: inout CalendarLines
  ) {
    // Some zones call winter the exception; to readers it is daylight saving where clocks are
    // ahead.
    let name = to.eastS > from.eastS ? "DAYLIGHT" : "STANDARD"
    lines.add("BEGIN", name)
    lines.add("DTSTART", start)
    lines.add("TZOFFSETFROM", CalendarText.offset(from.eastS))
    lines.add("TZOFFSETTO", CalendarText.offset(to.eastS))
    lines.add("TZNAME", to.abbreviation)
    if let rule { lines.add("RRULE", rule) }
    lines.add("END", name)
  }

  /// The edge as a rule; nil where none says it.
  private static func recurrence(_ edge: ZoneRule.Edge) -> String? {
    guard case .weekday(let month, let place, let weekday) = edge.day,
      (0..<86_400).contains(edge.timeS)
    else { return nil }
    return "FREQ=YEARLY;BYMONTH=\(month);BYDAY=\(place == 5 ? -1 : place)\(weekday.code)"
  }
}
