package import Debrief
import Readiness
import Vocabulary

/// Readiness and time to containment over the quarters, a row a family.
///
/// Shape: a filled dot was within the SLA, an open one was not; the number above it is the
///        difficulty. A time that is only known to be longer is an open triangle that points up.
/// Units: levels 1 to 5; minutes on a logarithmic axis.
package enum TrendPicture {
  private static let height = 150.0
  private static let top = 40.0
  /// Of a family that people never practised: a line and no axes.
  private static let emptyHeight = 34.0
  private static let readinessX = 290.0...520.0
  private static let timeX = 576.0...830.0

  /// Draws the trends.
  package static func draw(_ trends: ProgramTrends) -> PictureFile {
    let points = trends.families.flatMap(\.points)
    let axis = QuarterAxis(points.map(\.day))
    let scale = MinuteScale(points.compactMap { $0.containment?.bound })
    var body: Markup = ""
    if trends.isSimulated {
      body += Shapes.text("simulated", x: 12, y: 22, style: "pgname pgstrong")
    }
    body += heading("Readiness", readinessX)
    body += heading("Minutes to containment, log", timeX)
    var bottom = top
    for family in trends.families {
      let panel = TrendPanel(
        family: family, y: bottom, height: height - 24, axis: axis, scale: scale,
        readinessX: readinessX, timeX: timeX)
      body += panel.draw()
      bottom += family.points.isEmpty ? emptyHeight : height
    }
    bottom += 12
    for x in [readinessX, timeX] where !points.isEmpty {
      for (quarter, share) in axis.labels {
        body += Shapes.text(
          String(quarter.description.dropFirst(2)),
          x: x.lowerBound + share * (x.upperBound - x.lowerBound), y: bottom - 8, style: "pgtiny",
          anchor: "middle")
      }
    }
    let simulated = trends.isSimulated ? [Simulated.sentence] : []
    let legend =
      simulated + [
        "All families: readiness \(trends.readiness.words).",
        "All families: containment \(trends.containment.words).",
        "Filled: within the SLA; open: not; the number above is the difficulty. △: longer "
          + "than that, the window ended.",
      ]
    for (line, text) in legend.enumerated() {
      let shown = TextWidth.shortened(text, to: 836, size: 11.5)
      body += Shapes.text(shown, x: 12, y: bottom + 18 + Double(line) * 17, style: "pgsmall")
    }
    return PictureFile(
      width: 860, height: bottom + 15 + 17 * Double(legend.count),
      title: "Trends by family of missions" + Simulated.mark(trends.isSimulated),
      description: (simulated + trends.families.map(TrendText.sentence)).joined(separator: " "),
      rules: ProgramStyle.rules, body: body)
  }

  private static func heading(_ text: String, _ x: ClosedRange<Double>) -> Markup {
    Shapes.text(text, x: x.lowerBound, y: 22, style: "pgname pgstrong")
  }
}

/// From a day to a share of a horizontal axis, whole quarters at both ends.
struct QuarterAxis {
  private let first: Quarter
  private let last: Quarter

  init(_ days: [CalendarDay]) {
    first = Quarter(of: days.min() ?? "2027-01-01")
    last = Quarter(of: days.max() ?? "2027-01-01")
  }

  func share(_ day: CalendarDay) -> Double {
    let span = Double(last.next.first.ordinal - first.first.ordinal)
    return Double(day.ordinal - first.first.ordinal) / span
  }

  /// The middle of each quarter; every second, third … where there are many.
  var labels: [(quarter: Quarter, share: Double)] {
    let count = first.distance(to: last) + 1
    let step = (count + 7) / 8
    var quarter = first
    return (0..<count).compactMap { place in
      defer { quarter = quarter.next }
      guard place % step == 0 else { return nil }
      return (quarter, (Double(place) + 0.5) / Double(count))
    }
  }
}

/// A logarithmic axis of minutes, whole steps of 1, 2, 5 at both ends.
struct MinuteScale {
  private let least: Double
  private let most: Double
  private static let steps: [Double] = [
    0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000,
  ]

  init(_ minutes: [Double]) {
    let low = minutes.min() ?? 1
    let high = minutes.max() ?? 100
    let bottom = Self.steps.last { $0 <= low } ?? Self.steps[0]
    least = bottom
    most = Self.steps.first { $0 > max(high, bottom) } ?? Self.steps[Self.steps.count - 1]
  }

  /// 0 at the bottom, 1 at the top.
  func share(_ minutes: Double) -> Double {
    let ratio = Logarithm.base10(max(minutes, least) / least) / Logarithm.base10(most / least)
    return min(max(ratio, 0), 1)
  }

  var ticks: [Double] {
    let inner = Self.steps.filter { $0 >= least && $0 <= most }
    return inner.count > 6 ? inner.filter { $0 == least || Self.isDecade($0) } : inner
  }

  private static func isDecade(_ value: Double) -> Bool {
    [0.1, 1, 10, 100, 1_000].contains(value)
  }

  static func label(_ minutes: Double) -> String {
    minutes < 1 ? Written.decimal(minutes, places: 1) : Written.decimal(minutes, places: 0)
  }
}
