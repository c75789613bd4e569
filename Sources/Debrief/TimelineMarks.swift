import Vocabulary

/// T0 … T4 and the end of the SLA: labels on a staircase above the lanes, lines through them.
struct TimelineMarks {
  private var marks: [Mark] = []

  /// How much room the labels take.
  let height: Double

  /// A moment with its label.
  struct Mark: Equatable {
    var x: Double
    var name: String
    var words: String
    var row: Int
    /// Where the label begins; left of `x` only where the right edge is near.
    var labelX: Double
    var width: Double
  }

  init(_ facts: Facts, clock: Clock) {
    let times = facts.input.score.times
    var moments: [(Nanoseconds, String, String)] = []
    if let t0 = times.t0Ns {
      moments.append((t0, "T0", "takes effect"))
      let limit = t0 + facts.input.plan.budget.slaNs
      if facts.hasResponder, limit < facts.end { moments.append((limit, "SLA", "ends")) }
    }
    let source = times.t1Source == "human" || times.t1Source == "customer" ? "noticed" : "alert"
    if let t1 = times.t1Ns { moments.append((t1, "T1", source)) }
    if let t2 = times.t2Ns { moments.append((t2, "T2", "cause named")) }
    if let t3 = times.t3Ns { moments.append((t3, "T3", "decided")) }
    if let t4 = times.t4Ns { moments.append((t4, "T4", "contained")) }
    marks = Self.staircase(
      moments.map { (clock.x($0.0), $0.1, $0.2 + " " + Self.clockText($0.0)) },
      right: 1080)
    height = Double((marks.map(\.row).max() ?? -1) + 1) * 16 + 10
  }

  /// Rows such that no two labels touch and no mark's line runs through a label of a lower row.
  static func staircase(
    _ moments: [(x: Double, name: String, words: String)], right: Double
  ) -> [Mark] {
    let sorted = moments.enumerated().sorted {
      ($0.element.x, $0.offset) < ($1.element.x, $1.offset)
    }.map(\.element)
    var result: [Mark] = []
    for (x, name, words) in sorted {
      let width = TextWidth.of(name, size: 13) + 6 + TextWidth.of(words, size: 11)
      let start = x + 4 + width <= right ? x + 4 : x - 4 - width
      // Free at the top again only where every earlier label has ended.
      let unfinished = result.filter { $0.labelX + $0.width + 8 > min(start, x) }
      let row = (unfinished.map(\.row).max() ?? -1) + 1
      result.append(Mark(x: x, name: name, words: words, row: row, labelX: start, width: width))
    }
    return result
  }

  /// The dashed lines, each from its label down.
  func lines(to bottom: Double) -> Markup {
    marks.reduce(into: "") { markup, mark in
      let style = mark.name == "SLA" ? "mark sla" : "mark"
      markup += Shapes.line(mark.x, Double(mark.row) * 16 + 3, mark.x, bottom, style: style)
    }
  }

  /// The labels, drawn last.
  var labels: Markup {
    marks.reduce(into: "") { markup, mark in
      let y = Double(mark.row) * 16 + 13
      markup += Shapes.text(mark.name, x: mark.labelX, y: y, style: "marklab halo")
      markup += Shapes.text(
        mark.words, x: mark.labelX + TextWidth.of(mark.name, size: 13) + 6, y: y,
        style: "marksub halo")
    }
  }

  private static func clockText(_ moment: Nanoseconds) -> String {
    Written.decimal(moment.inSeconds, places: 1) + " s"
  }
}
