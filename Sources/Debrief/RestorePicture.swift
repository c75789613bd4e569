import Vocabulary

/// One restore on its clock: backup, last acknowledged write, command, first acknowledged write.
///
/// Shape: two bars, what is lost above and what was without service below; readable without colour.
enum RestorePicture {
  private static let left = 20.0
  private static let right = 740.0

  static func draw(_ restore: RestoreFigures) -> Markup {
    let marks = self.marks(restore)
    guard let first = marks.map(\.time).min(), let last = marks.map(\.time).max(), first < last
    else { return "" }
    func x(_ time: Nanoseconds) -> Double {
      let share = Double((time - first).rawValue) / Double((last - first).rawValue)
      return ((left + share * (right - left)) * 10).rounded() / 10
    }
    var body: Markup = ""
    if let begin = restore.firstLostNs, let end = restore.lastLostNs {
      body += bar(x(begin), x(end), y: 18, "lost: \(Written.span(end - begin)) of writes")
    }
    if let begin = restore.lastAcknowledgedNs, let end = restore.firstAcknowledgedNs {
      body += bar(x(begin), x(end), y: 52, "no service: \(Written.span(end - begin))")
    }
    for (index, mark) in marks.enumerated() {
      let y = 92.0 + Double(index) * 18
      body += """
        <line x1="\(x(mark.time))" y1="10" x2="\(x(mark.time))" y2="\(y - 10)" \
        stroke="currentColor" stroke-dasharray="2 3"/>\
        <text x="\(min(x(mark.time), 560))" y="\(y)" font-size="12" fill="currentColor">\
        \(Written.moment(mark.time)) \(mark.words)</text>
        """
    }
    return """
      <svg viewBox="0 0 760 \(100 + marks.count * 18)" role="img" \
      aria-label="Times of the restore \(restore.step.rawValue)">\(body)</svg>

      """
  }

  private static func bar(_ from: Double, _ to: Double, y: Double, _ words: String) -> Markup {
    """
    <rect x="\(from)" y="\(y)" width="\(max(2, to - from))" height="14" fill="none" \
    stroke="currentColor"/><text x="\(min(from, 560))" y="\(y - 4)" font-size="12" \
    fill="currentColor">\(words)</text>
    """
  }

  private static func marks(
    _ restore: RestoreFigures
  ) -> [(time: Nanoseconds, words: String)] {
    [
      (restore.takenNs, "backup \(restore.backup) taken"),
      (restore.lastAcknowledgedNs, "last acknowledged write"),
      (restore.commandedNs, "restore begins"),
      (restore.firstAcknowledgedNs, "first acknowledged write after it"),
    ].compactMap { time, words in time.map { ($0, words) } }
  }
}
