import Debrief
import Readiness
import Vocabulary

/// One family's row of the trend picture.
struct TrendPanel {
  let family: FamilyTrend
  let y: Double
  let height: Double
  let axis: QuarterAxis
  let scale: MinuteScale
  let readinessX: ClosedRange<Double>
  let timeX: ClosedRange<Double>

  func draw() -> Markup {
    guard !family.points.isEmpty else { return untouched }
    var body = title
    for level in 1...5 {
      let height = readinessY(level)
      body += Shapes.line(
        readinessX.lowerBound, height, readinessX.upperBound, height, style: "pggrid")
      body += Shapes.text(
        String(level), x: readinessX.lowerBound - 8, y: height + 4, style: "pgtiny", anchor: "end")
    }
    for tick in scale.ticks {
      let height = timeY(tick)
      body += Shapes.line(timeX.lowerBound, height, timeX.upperBound, height, style: "pggrid")
      body += Shapes.text(
        MinuteScale.label(tick), x: timeX.lowerBound - 8, y: height + 4, style: "pgtiny",
        anchor: "end")
    }
    for (point, offset) in spread {
      body += Shapes.titled(
        TrendText.sentence(point), readiness(point, offset) + containment(point, offset))
    }
    return body
  }

  /// Exercises of one day side by side.
  private var spread: [(FamilyTrend.Point, Double)] {
    family.points.enumerated().map { place, point in
      let same = family.points.indices.filter { family.points[$0].day == point.day }
      let own = same.firstIndex(of: place) ?? 0
      return (point, (Double(own) - Double(same.count - 1) / 2) * 13)
    }
  }

  /// A family without an exercise of people has no axes.
  private var untouched: Markup {
    name
      + Shapes.text(
        "never practised by people", x: readinessX.lowerBound, y: y + 18, style: "pgsmall pgloud")
  }

  private var name: Markup {
    let text = TextWidth.shortened(Visible.text(Families.title(family.family)), to: 250, size: 13)
    return Shapes.text(text, x: 12, y: y + 18, style: "pgname pgstrong")
  }

  private var title: Markup {
    var lines = [
      "readiness: \(family.readiness.verdict.words)",
      "containment: \(family.containment.verdict.words)",
    ]
    if let plateau = family.plateau {
      let doubt = plateau.certainty == .possible ? "possible " : ""
      let step = family.ceiling.map { " at difficulty \($0)" } ?? ""
      lines.append("\(doubt)\(plateau.kind.rawValue)\(step)")
    }
    var body = name
    for (place, line) in lines.enumerated() {
      let shown = TextWidth.shortened(line, to: 276, size: 11.5)
      body += Shapes.text(shown, x: 12, y: y + 36 + Double(place) * 16, style: "pgsmall")
    }
    return body
  }

  private func readiness(_ point: FamilyTrend.Point, _ offset: Double) -> Markup {
    guard let level = point.readiness else { return "" }
    let x = Self.x(readinessX, axis.share(point.day)) + offset
    let place = readinessY(level)
    return Shapes.circle(x, place, radius: 4.5, style: point.isWithinSLA ? "pgpoint" : "pgopen")
      + Shapes.text(
        String(point.difficulty), x: x, y: place - 8, style: "pgtiny", anchor: "middle")
  }

  private func containment(_ point: FamilyTrend.Point, _ offset: Double) -> Markup {
    guard let time = point.containment else { return "" }
    let x = Self.x(timeX, axis.share(point.day)) + offset
    let place = timeY(time.bound)
    if time.isCensored { return Shapes.triangle(x, place, style: "pgopen") }
    return Shapes.circle(x, place, radius: 4.5, style: point.isWithinSLA ? "pgpoint" : "pgopen")
  }

  private static func x(_ range: ClosedRange<Double>, _ share: Double) -> Double {
    range.lowerBound + share * (range.upperBound - range.lowerBound)
  }

  private func readinessY(_ level: Int) -> Double {
    y + 14 + (height - 28) * Double(5 - level) / 4
  }

  private func timeY(_ minutes: Double) -> Double {
    y + 14 + (height - 28) * (1 - scale.share(minutes))
  }
}
