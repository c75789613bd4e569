package import Vocabulary

/// Every run of every arm of an ablation as a dot on a logarithmic axis.
///
/// Shape: one `svg` element of 620 units' width, a row an arm; a dot served, a cross did not.
package enum AblationPicture {
  /// Draws the arms.
  package static func svg(_ ablation: Ablation) -> String { drawing(ablation).source }

  /// The same as a table of plain text, for the terminal.
  package static func table(_ ablation: Ablation) -> String {
    let rows = ablation.arms.map { arm in
      let summary = ArmSummary(arm)
      return [
        Visible.text(arm.name), summary.median.map(Written.rate) ?? "–", summary.range,
        summary.served,
      ]
    }
    return TextTable.render(
      header: ["arm", "writes/s", "range", "served"], rows: rows, rightAligned: [1, 2])
  }

  static func drawing(_ ablation: Ablation) -> Markup {
    let greatest = ablation.arms.flatMap(\.runs).map(\.writesPerS).max() ?? 1
    let scale = ZeroLogScale(zero: 172, top: 440, greatest: greatest)
    let bottom = Double(ablation.arms.count) * 30 + 8
    var body: Markup = ""
    for tick in scale.ticks {
      let x = scale.position(tick)
      body += Shapes.line(x, 2, x, bottom, style: tick == 0 ? "axis" : "grid")
      body += Shapes.text(
        Written.count(Int64(tick)), x: x, y: bottom + 15, style: "tick", anchor: "middle")
    }
    if let base = ablation.arms.first.flatMap({ ArmSummary($0).median }) {
      let x = scale.position(base)
      body += Shapes.line(x, 2, x, bottom, style: "base")
    }
    for (index, arm) in ablation.arms.enumerated() {
      body += row(arm, y: Double(index) * 30 + 19, scale: scale)
    }
    return """
      <svg viewBox="0 0 620 \(bottom + 34)" role="img" class="figure ablation">
      <title>Acknowledged writes a second in each arm</title>
      <desc>\(describe(ablation))</desc>
      \(body)\
      \(Shapes.text("acknowledged writes / s, log from 1 on", x: 306, y: bottom + 30, style: "tick",
        anchor: "middle"))</svg>
      """
  }

  private static func row(_ arm: Ablation.Arm, y: Double, scale: ZeroLogScale) -> Markup {
    let summary = ArmSummary(arm)
    let style = summary.isHarmful ? "ev strong" : "ev"
    let name = TextWidth.shortened(
      Visible.text(arm.name), to: summary.isHarmful ? 138 : 158, size: 12)
    var body = Shapes.text(name, x: 162, y: y + 4, style: style, anchor: "end")
    if let low = arm.runs.map(\.writesPerS).min(), let high = arm.runs.map(\.writesPerS).max() {
      body += Shapes.line(scale.position(low), y, scale.position(high), y, style: "whisker")
    }
    for (index, run) in arm.runs.enumerated() {
      let x = scale.position(run.writesPerS)
      // Runs that agree would hide one another: each seed has a height of its own.
      let offset =
        (Double(index) - Double(arm.runs.count - 1) / 2) * min(4.6, 20 / Double(arm.runs.count))
      let shape =
        run.served
        ? Shapes.circle(x, y + offset, radius: 3, style: run.valid ? "pt" : "ptopen")
        : smallCross(x, y + offset)
      body += Shapes.titled(
        "seed \(run.seed): \(Written.rate(run.writesPerS)) writes/s, "
          + (run.served ? "served" : "did not serve") + (run.valid ? "" : ", invalid run"), shape)
    }
    if let median = summary.median {
      let x = scale.position(median)
      body += Shapes.line(x, y - 11, x, y + 11, style: "median")
    }
    let figure = summary.median.map { Written.rate($0) + " /s" } ?? "no run"
    body += Shapes.text("\(figure) · \(summary.served)", x: 458, y: y + 4, style: style + " halo")
    return body
  }

  private static func smallCross(_ x: Double, _ y: Double) -> Markup {
    "<path d=\"M\(x - 3.6) \(y - 3.6) l7.2 7.2 m0 -7.2 l-7.2 7.2\" class=\"thincross\"/>"
  }

  private static func describe(_ ablation: Ablation) -> String {
    ablation.arms.map { arm in
      let summary = ArmSummary(arm)
      return "\(arm.name): median \(summary.median.map(Written.rate) ?? "unknown"), "
        + summary.served
    }.joined(separator: "; ") + "."
  }
}

/// The figures of one arm that stand beside its dots.
struct ArmSummary {
  var median: Double?
  /// `1,190–1,260`, or one figure where all runs agree.
  var range: String
  /// `5 of 5 served`.
  var served: String
  /// Whether no run served.
  var isHarmful: Bool

  init(_ arm: Ablation.Arm) {
    let rates = arm.runs.map(\.writesPerS).sorted()
    let kept = arm.runs.filter(\.served).count
    isHarmful = !rates.isEmpty && kept == 0
    served = "\(kept) of \(rates.count) served"
    guard let low = rates.first, let high = rates.last else {
      range = "–"
      return
    }
    let middle = rates.count / 2
    median = rates.count % 2 == 1 ? rates[middle] : (rates[middle - 1] + rates[middle]) / 2
    range = low == high ? Written.rate(low) : "\(Written.rate(low))–\(Written.rate(high))"
  }
}
