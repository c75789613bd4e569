package import Vocabulary

/// The dates of one quarter: design, freeze, windows, mending.
///
/// Shape: design weeks, then rehearsing what was designed, then the freeze, the windows, and
///        mending from the day after the last window.
/// Source: the scoring rubric, 5.8, "Quarter view".
package struct QuarterDates: Sendable, Equatable, Codable {
  /// Which quarter.
  package var quarter: Quarter
  /// The days on which missions are designed.
  package var design: ClosedRange<CalendarDay>
  /// From here on the missions of each window are not changed; in the order of the windows.
  package var freezes: [CalendarDay]
  /// By day; empty where the cadence has none in this quarter.
  package var windows: [ExerciseWindow]
  /// The days on which gaps are mended; nil where no day of the quarter is left for it.
  package var remediation: ClosedRange<CalendarDay>?

  /// The dates of a program's quarter.
  package init(_ program: ProgramFile, quarter: Quarter, calendar: CadenceCalendar) {
    self.quarter = quarter
    design = quarter.days(ofWeeks: program.designWeeks)
    let windows = calendar.windows(in: quarter)
    self.windows = windows
    freezes = windows.map { $0.day.adding(days: -program.freezeDays) }
    let weeks = program.remediationWeeks.map { quarter.days(ofWeeks: $0) }
    let afterWindow = windows.last.map { $0.day.adding(days: 1) } ?? quarter.first
    let start = max(weeks?.lowerBound ?? afterWindow, afterWindow)
    let end = weeks?.upperBound ?? quarter.last
    remediation = start <= end ? start...end : nil
  }

  /// What a day of the quarter is for.
  package func phase(on day: CalendarDay) -> Phase {
    if windows.contains(where: { $0.day == day }) { return .window }
    if design.contains(day) { return .design }
    for (freeze, window) in zip(freezes, windows) where freeze <= day && day < window.day {
      return .frozen
    }
    if let remediation, remediation.contains(day) { return .remediation }
    return .between
  }

  /// What a day of a quarter is for.
  package enum Phase: String, Sendable, Codable, CaseIterable {
    /// Missions are chosen and written.
    case design
    /// Missions are rehearsed, reviewed, committed.
    case between = "rehearsing"
    /// Nothing of the missions is changed any more.
    case frozen
    /// The half-day itself.
    case window
    /// Gaps are mended and re-tested.
    case remediation
  }
}
