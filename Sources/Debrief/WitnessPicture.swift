package import Vocabulary

/// The operations that cannot be explained: a row a process, an interval an operation.
///
/// Shape:  one `svg` element; the order of the ends of intervals is true, their distances are not.
/// Effect: the operation that cannot be placed has a thick double frame, a cross and the words; a
/// line marks the end of the longest beginning of the history that can be explained.
package enum WitnessPicture {
  /// Draws the witness of one anomaly.
  package static func svg(_ anomaly: Anomaly) -> String { drawing(anomaly).source }

  /// The same as a file of its own, with its colours.
  package static func file(_ anomaly: Anomaly) -> String { picture(anomaly).file }

  static func drawing(_ anomaly: Anomaly) -> Markup {
    let picture = picture(anomaly)
    return """
      <svg viewBox="0 0 \(picture.width) \(picture.height)" width="\(picture.width)" \
      role="img" class="figure witness">
      <title>\(picture.title)</title>
      <desc>\(picture.description)</desc>
      \(picture.body)</svg>
      """
  }

  /// How to read the picture.
  static func legend(_ anomaly: Anomaly) -> Markup {
    if anomaly.cycle != nil {
      return """
        Each box is a transaction, each arrow says why it stands before the next: ww wrote the \
        version before, wr was read, rw (dashed) read the version before, process and realtime \
        (dotted) came earlier. Nothing can stand before itself.
        """
    }
    return """
      Each row is a client, each box an operation from its call to its answer; order is true, \
      distances are not to scale. A torn end was never answered; a dashed frame means the \
      outcome is unknown or it failed.
      """
  }

  /// A drawn operation.
  private struct Bar {
    var operation: WitnessOperation
    var first: Int
    var last: Int
    var row: Int
  }

  /// The picture of a cycle where the anomaly has one, else of intervals.
  private static func picture(_ anomaly: Anomaly) -> PictureFile {
    if let cycle = CyclePicture.picture(anomaly) { return cycle }
    let figure = figure(anomaly)
    return PictureFile(
      width: figure.width, height: figure.height,
      title: "\(anomaly.name): the operations that cannot be explained",
      description: describe(anomaly), rules: DebriefStyle.witness, body: figure.body)
  }

  private static func figure(
    _ anomaly: Anomaly
  ) -> (width: Double, height: Double, body: Markup) {
    let operations = anomaly.witness
    let moments = Set(
      operations.flatMap { [$0.invokedNs] + ($0.completedNs.map { [$0] } ?? []) }
    ).sorted()
    let rank = Dictionary(uniqueKeysWithValues: moments.enumerated().map { ($1, $0) })
    let processes = Set(operations.map(\.process)).sorted()
    let end = moments.count
    let bars = operations.map { operation in
      let first = rank[operation.invokedNs] ?? 0
      return Bar(
        operation: operation, first: first,
        last: max(operation.completedNs.flatMap { rank[$0] } ?? end, first + 1),
        row: processes.firstIndex(of: operation.process) ?? 0)
    }
    let clock = WitnessClock(operations)
    let edges = edges(bars, clock, columns: end)
    let right = edges.last ?? 108
    let height = Double(processes.count) * 58 + 14
    var body: Markup = ""
    for (row, process) in processes.enumerated() {
      let y = Double(row) * 58 + 34
      body += Shapes.text("process \(process)", x: 0, y: y + 4, style: "ev strong")
      body += Shapes.line(edges[0], y, right + 16, y, style: "grid")
    }
    for bar in bars { body += draw(bar, clock, edges: edges) }
    let width = max(right + 40, 420)
    guard let prefix = anomaly.validPrefix else { return (width, height, body) }
    let before = moments.count { $0 <= prefix.untilNs ?? $0 } * (prefix.operations == 0 ? 0 : 1)
    body += draw(prefix, x: edges[min(before, edges.count - 1)], height: height)
    return (width, height + 20, body)
  }

  /// The line up to which everything can be explained, with its words below the rows.
  private static func draw(_ prefix: ValidPrefix, x: Double, height: Double) -> Markup {
    let words = "valid up to operation \(prefix.operations) of \(prefix.of)"
    let place = max(0, x - TextWidth.of(words, size: 10) - 6)
    return Shapes.line(x, 2, x, height + 14, style: "prefixend")
      + Shapes.text(words, x: place, y: height + 12, style: "when")
  }

  /// Where each moment stands: every operation has room for its label and its times.
  private static func edges(_ bars: [Bar], _ clock: WitnessClock, columns: Int) -> [Double] {
    var widths = Array(repeating: 30.0, count: max(columns, 1))
    for bar in bars.sorted(by: { ($0.last - $0.first, $0.first) < ($1.last - $1.first, $1.first) })
    {
      let need = max(
        TextWidth.of(bar.operation.label, size: 12) + 24,
        TextWidth.of(span(bar.operation, clock), size: 10) + 10)
      let range = bar.first..<min(bar.last, widths.count)
      let missing = need - widths[range].reduce(0, +)
      if missing > 0 { for column in range { widths[column] += missing / Double(range.count) } }
    }
    return widths.reduce(into: [108.0]) { $0.append(($0.last ?? 0) + $1) }
  }

  private static func draw(_ bar: Bar, _ clock: WitnessClock, edges: [Double]) -> Markup {
    let operation = bar.operation
    let x = edges[bar.first] + 3
    let width = edges[min(bar.last, edges.count - 1)] - edges[bar.first] - 6
    let y = Double(bar.row) * 58 + 22
    var style = operation.outcome == .ok ? "operation" : "operation unsure"
    if operation.isImpossible { style += " impossible" }
    var body = Shapes.box(x, y, width, 24, style: style)
    if operation.isImpossible {
      body += Shapes.box(x - 3.5, y - 3.5, width + 7, 31, style: "impossibleframe")
      body += Shapes.text("✕ cannot be placed", x: x - 2, y: y - 8, style: "impossiblelab")
    }
    if operation.completedNs == nil {
      body += "<path d=\"M\(x + width - 1) \(y + 5) l10 7 l-10 7\" class=\"torn\"/>"
    }
    let label = TextWidth.shortened(operation.label, to: width - 10, size: 12)
    body += Shapes.text(label, x: x + 6, y: y + 16, style: "ev")
    if operation.outcome == .fail {
      body += Shapes.line(x + 4, y + 12, x + width - 4, y + 12, style: "struck")
    }
    if width > 70 {
      let times = TextWidth.shortened(span(operation, clock), to: width + 4, size: 10)
      body += Shapes.text(times, x: x, y: y + 39, style: "when")
    }
    return Shapes.titled(
      "process \(operation.process): \(operation.label), \(span(operation, clock))", body)
  }

  private static func span(_ operation: WitnessOperation, _ clock: WitnessClock) -> String {
    let start = clock.text(operation.invokedNs)
    guard let end = operation.completedNs else { return "\(start) \(clock.unit), never answered" }
    let outcome = operation.outcome == .ok ? "" : " \(operation.outcome.rawValue)"
    return "\(start)–\(clock.text(end)) \(clock.unit)\(outcome)"
  }

  private static func describe(_ anomaly: Anomaly) -> String {
    let prefix = anomaly.validPrefix.map {
      "The history of this key is valid up to operation \($0.operations) of \($0.of). "
    }
    return (prefix ?? "") + operations(anomaly)
  }

  private static func operations(_ anomaly: Anomaly) -> String {
    let clock = WitnessClock(anomaly.witness)
    return anomaly.witness.map { operation in
      "Process \(operation.process): \(operation.label), \(span(operation, clock))"
        + (operation.isImpossible ? ", which cannot be placed" : "") + "."
    }.joined(separator: " ")
  }
}
