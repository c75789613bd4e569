package import Vocabulary

/// A cycle of transactions: a box a transaction, below each other in the order of the cycle.
///
/// Shape:  one `svg` element; an arrow from each box to the next, and one back from the last to the
/// first; each says what orders the two, the key, and the versions on it.
/// Effect: rw is dashed, process and realtime are dotted; no meaning hangs on colour.
package enum CyclePicture {
  /// Draws the cycle of an anomaly; nil where it has none.
  package static func svg(_ anomaly: Anomaly) -> String? {
    picture(anomaly).map { _ in WitnessPicture.svg(anomaly) }
  }

  private static let left = 12.0
  private static let height = 44.0
  private static let step = 92.0
  private static let widest = 620.0
  private static let most = 40

  static func picture(_ anomaly: Anomaly) -> PictureFile? {
    guard let edges = anomaly.cycle, !edges.isEmpty,
      edges.allSatisfy({ anomaly.witness.indices.contains($0.from) })
    else { return nil }
    guard edges.count <= most else {
      let words = "\(edges.count) transactions: too many to draw"
      return PictureFile(
        width: 420, height: 30, title: "\(anomaly.name): a cycle of \(words)", description: words,
        rules: DebriefStyle.witness, body: Shapes.text(words, x: left, y: 20))
    }
    let boxes = edges.map(\.from)
    let labels = boxes.map { anomaly.witness[$0].label }
    let width = min(
      widest, max(190, labels.map { TextWidth.of($0, size: 12) + 24 }.max() ?? 0))
    var body: Markup = ""
    for (row, place) in boxes.enumerated() {
      body += box(anomaly.witness[place], name: "T\(place + 1)", row: row, width: width)
    }
    for (row, edge) in edges.dropLast().enumerated() { body += down(edge, row: row) }
    let last = edges[edges.count - 1]
    let label = words(last)
    body += back(last, label, rows: boxes.count, width: width)
    let right = left + width + 54 + TextWidth.of(label, size: 12)
    let bottom = Double(boxes.count - 1) * step + height + 20
    return PictureFile(
      width: max(right, 420), height: bottom,
      title: "\(anomaly.name): transactions none of which can stand first",
      description: describe(anomaly, edges), rules: DebriefStyle.witness, body: body)
  }

  private static func top(_ row: Int) -> Double { Double(row) * step + 8 }

  private static func box(
    _ operation: WitnessOperation, name: String, row: Int, width: Double
  ) -> Markup {
    let style = operation.outcome == .ok ? "operation" : "operation unsure"
    let fate = operation.outcome == .ok ? "" : ", \(operation.outcome.rawValue)"
    let title = "\(name), process \(operation.process)\(fate)"
    let y = top(row)
    let label = TextWidth.shortened(operation.label, to: width - 20, size: 12)
    var body = Shapes.box(left, y, width, height, style: style)
    body += Shapes.text(title, x: left + 10, y: y + 17, style: "ev strong")
    body += Shapes.text(label, x: left + 10, y: y + 34, style: "ev")
    return Shapes.titled("\(title): \(operation.label)", body)
  }

  private static func down(_ edge: CycleEdge, row: Int) -> Markup {
    let x = left + 40
    let (start, end) = (top(row) + height, top(row + 1))
    var body: Markup = "<path d=\"M\(x) \(start) V\(end - 8)\" class=\"\(style(edge))\"/>\n"
    body += "<path d=\"M\(x) \(end) l-5 -9 h10 z\" class=\"edgehead\"/>\n"
    body += Shapes.text(words(edge), x: x + 14, y: (start + end) / 2 + 4, style: "ev")
    return body
  }

  private static func back(_ edge: CycleEdge, _ label: String, rows: Int, width: Double) -> Markup {
    let x = left + width
    let (start, end) = (top(rows - 1) + height / 2, top(0) + height / 2)
    let path: Markup = "M\(x) \(start) h26 V\(end) H\(x + 8)"
    var body: Markup = "<path d=\"\(path)\" class=\"\(style(edge))\"/>\n"
    body += "<path d=\"M\(x) \(end) l9 -5 v10 z\" class=\"edgehead\"/>\n"
    body += Shapes.text(label, x: x + 36, y: (start + end) / 2 + 4, style: "ev")
    return body
  }

  private static func style(_ edge: CycleEdge) -> String {
    switch edge.kind {
    case .writeWrite, .writeRead: "edge"
    case .readWrite: "edge against"
    case .process, .realtime: "edge timed"
    }
  }

  /// As on the arrow: `rw x: [1] → 2`.
  private static func words(_ edge: CycleEdge) -> String {
    guard let key = edge.key else { return edge.kind.rawValue }
    let values = [edge.value, edge.next].compactMap { $0 }.joined(separator: " → ")
    return "\(edge.kind.rawValue) \(key): \(values)"
  }

  private static func describe(_ anomaly: Anomaly, _ edges: [CycleEdge]) -> String {
    edges.map { edge in
      "T\(edge.from + 1) (\(anomaly.witness[edge.from].label)) before T\(edge.to + 1) by "
        + words(edge) + "."
    }.joined(separator: " ")
  }
}
