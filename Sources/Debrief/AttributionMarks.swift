import Vocabulary

/// Stretches of failed operations below the write curve, lettered by what they are put down to.
///
/// Shape:  a lane of its own under the curve; a row for refused and unanswered operations, one for
///         lost writes, one for stale reads; each with its own pattern and the letter of its cause.
enum AttributionMarks {
  /// The rows that have anything, from the top.
  private static let rows: [(harm: FailedOperation.Harm, name: String, style: String)] = [
    (.refused, "failed", "segbad"), (.lost, "lost", "marklost"), (.stale, "stale", "segwarn"),
  ]

  static func draw(_ facts: Facts, clock: Clock) -> TimelinePicture.Lane? {
    guard let attribution = facts.input.attribution, !attribution.marks.isEmpty else { return nil }
    var body: Markup = ""
    var y = 8.0
    for row in rows {
      let marks = attribution.marks.filter { $0.harm == row.harm }
      if marks.isEmpty { continue }
      body += Shapes.text(
        row.name, x: clock.left - 10, y: y + 11, style: "lanesub", anchor: "end")
      var free = -Double.infinity
      for mark in marks {
        guard attribution.entries.indices.contains(mark.entry) else { continue }
        let entry = attribution.entries[mark.entry]
        let x = clock.x(mark.startNs)
        let width = max(clock.x(mark.endNs) - x, 3)
        var shape = Shapes.box(x, y, width, 15, style: row.style, radius: 1)
        let letter = AttributionWords.letter(mark.entry)
        let room = width - 10
        let label =
          TextWidth.of("\(letter) \(entry.name)", size: 11) <= room
          ? "\(letter) \(entry.name)" : letter
        // A letter that would stand on its neighbour is left to hovering and to the table.
        if x >= free {
          let isInside = TextWidth.of(label, size: 11) <= room
          let start = isInside ? x + 5 : x + width + 3
          shape += Shapes.text(label, x: start, y: y + 11, style: "seglab halo")
          free = isInside ? x + width : start + TextWidth.of(label, size: 11) + 4
        }
        let title =
          "\(letter) \(Written.counted(mark.count, "operation")) \(words(mark.harm)), "
          + "\(Written.moment(mark.startNs)) to \(Written.moment(mark.endNs)): "
          + "\(AttributionWords.cause(entry.cause)), \(entry.name)"
        body += Shapes.titled(title, shape)
      }
      y += 20
    }
    return .init(name: "Put down to", subtitle: "see the table", body: body, height: max(y + 4, 46))
  }

  private static func words(_ harm: FailedOperation.Harm) -> String {
    harm == .refused ? "refused or unanswered" : harm.rawValue
  }
}
