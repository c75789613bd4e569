package import Vocabulary

/// A program's calendar as an iCalendar file, in two forms.
///
/// Shape: blue's has the windows and nothing else; it is given nothing else. The one of red and
///        white has design, freeze and remediation, and a day for each finding, too.
/// Units: `stampNs` is the moment of writing, in nanoseconds since 1970 UTC.
/// Source: RFC 5545.
package struct ProgramFeed: Sendable {
  /// Whose calendar.
  package let program: ProgramFile
  /// When its windows are.
  package let calendar: CadenceCalendar
  /// When the file is written.
  package let stampNs: Nanoseconds

  /// The feeds of a program as of a moment.
  package init(_ program: ProgramFile, calendar: CadenceCalendar, stampNs: Nanoseconds) {
    self.program = program
    self.calendar = calendar
    self.stampNs = stampNs
  }

  /// A finding that somebody must have mended by a day.
  package struct Deadline: Sendable, Equatable {
    /// Its identifier.
    package var finding: String
    /// One line for people.
    package var title: String
    /// The person who answers for it.
    package var owner: ProgramPerson
    /// The last day.
    package var day: CalendarDay

    /// A deadline.
    package init(finding: String, title: String, owner: ProgramPerson, day: CalendarDay) {
      self.finding = finding
      self.title = title
      self.owner = owner
      self.day = day
    }
  }

  /// What blue may see: when, for how long; never what.
  package func blue(from first: Quarter) -> String {
    document { lines in windows(from: first, &lines) }
  }

  /// What red and white see: `quarters` of dates from `first` on, what is planned, all deadlines.
  package func white(
    from first: Quarter, quarters: Int, deadlines: [Deadline], plans: [QuarterPlan] = []
  ) -> String {
    document { lines in
      windows(from: first, &lines)
      var quarter = first
      for _ in 0..<quarters {
        let missions = plans.first { $0.quarter == quarter }?.missions.map(\.card.name) ?? []
        dates(
          of: QuarterDates(program, quarter: quarter, calendar: calendar), missions, &lines)
        quarter = quarter.next
      }
      for deadline in deadlines.sorted(by: { ($0.day, $0.finding) < ($1.day, $1.finding) }) {
        allDay("finding-\(deadline.finding)", deadline.day, &lines) { lines in
          lines.add("SUMMARY", text: "\(deadline.finding): \(deadline.title)")
          lines.add(
            "DESCRIPTION",
            text: "\(deadline.owner.name) answers for it. By the end of this day it must be "
              + "claimed fixed; a re-test decides.")
          lines.add(
            "ATTENDEE", "mailto:" + deadline.owner.email,
            parameters: [("CN", deadline.owner.name)])
        }
      }
    }
  }

  private func document(_ body: (inout CalendarLines) -> Void) -> String {
    var lines = CalendarLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//cygnet//cygnet 1//EN")
    lines.add("CALSCALE", "GREGORIAN")
    lines.add("X-WR-CALNAME", text: "Database exercises of \(program.name)")
    body(&lines)
    lines.add("END", "VCALENDAR")
    return lines.text
  }

  /// The rule from the first window of `first` on, and each window that was moved.
  private func windows(from first: Quarter, _ lines: inout CalendarLines) {
    let ruled = calendar.windows(ruledIn: first.year...(first.year + 4))
    let start = ruled.filter { $0.ruleDay >= first.first }.min { $0.ruleDay < $1.ruleDay }
    guard let start else { return }
    ZoneBlock(zone: calendar.zone, year: start.ruleDay.year).write(to: &lines)
    event("cadence", sequence: 0, &lines) { lines in
      lines.add("DTSTART", local(start.ruleDay, calendar.cadence.startMinute), parameters: zone)
      lines.add("DURATION", CalendarText.span(calendar.cadence.lengthNs))
      lines.add("RRULE", CalendarText.rule(calendar.cadence))
      window(&lines)
    }
    for moved in ruled where moved.moves > 0 && moved.ruleDay >= start.ruleDay {
      event("cadence", sequence: moved.moves, &lines) { lines in
        lines.add(
          "RECURRENCE-ID", local(moved.ruleDay, calendar.cadence.startMinute), parameters: zone)
        lines.add("DTSTART", local(moved.day, moved.startMinute), parameters: zone)
        lines.add("DURATION", CalendarText.span(calendar.cadence.lengthNs))
        window(&lines)
      }
    }
  }

  private func window(_ lines: inout CalendarLines) {
    lines.add("SUMMARY", text: "Database exercise window")
    lines.add(
      "DESCRIPTION",
      text: "Faults may be injected during this window. Be on call; nothing more is told.")
  }

  private func dates(
    of dates: QuarterDates, _ missions: [String], _ lines: inout CalendarLines
  ) {
    let quarter = dates.quarter
    allDay("design-\(quarter)", dates.design.upperBound, &lines) { lines in
      lines.add("SUMMARY", text: "\(quarter): missions are designed by today")
    }
    for (index, freeze) in dates.freezes.enumerated() {
      allDay("freeze-\(quarter)-\(index + 1)", freeze, &lines) { lines in
        lines.add("SUMMARY", text: "\(quarter): missions are frozen until the window")
        guard !missions.isEmpty else { return }
        lines.add("DESCRIPTION", text: "Missions: " + missions.joined(separator: ", "))
      }
    }
    guard let remediation = dates.remediation, !dates.windows.isEmpty else { return }
    allDay("remediation-first-\(quarter)", remediation.lowerBound, &lines) { lines in
      lines.add("SUMMARY", text: "\(quarter): mending begins")
    }
    allDay("remediation-last-\(quarter)", remediation.upperBound, &lines) { lines in
      lines.add("SUMMARY", text: "\(quarter): last day of mending and re-tests")
    }
  }

  private func allDay(
    _ name: String, _ day: CalendarDay, _ lines: inout CalendarLines,
    body: (inout CalendarLines) -> Void
  ) {
    event(name, sequence: 0, &lines) { lines in
      lines.add("DTSTART", CalendarText.day(day), parameters: [("VALUE", "DATE")])
      lines.add("TRANSP", "TRANSPARENT")
      body(&lines)
    }
  }

  private func event(
    _ name: String, sequence: Int, _ lines: inout CalendarLines,
    body: (inout CalendarLines) -> Void
  ) {
    lines.add("BEGIN", "VEVENT")
    lines.add("UID", Self.identifier(name) + "-" + Self.identifier(program.name) + "@cygnet.local")
    lines.add("DTSTAMP", CalendarText.moment(stampNs))
    lines.add("SEQUENCE", String(sequence))
    body(&lines)
    lines.add("END", "VEVENT")
  }

  private var zone: [(String, String)] { [("TZID", calendar.zone.name)] }

  private func local(_ day: CalendarDay, _ minute: Int) -> String {
    CalendarText.local(day, second: minute * 60)
  }

  /// Letters, digits and dashes; each other byte as `_` and two hexadecimal digits.
  private static func identifier(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || byte == 0x2D
      return isPlain
        ? String(Unicode.Scalar(byte)) : "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
