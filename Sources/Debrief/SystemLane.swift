import Vocabulary

/// Alerts as triangles; below them who led, and how many members could still be lost.
enum SystemLane {
  static func draw(_ facts: Facts, clock: Clock) -> TimelinePicture.Lane {
    let alerts = facts.input.timeline.filter {
      $0.kind == .alertFired || $0.kind == .alertResolved
    }
    let placer = LabelPlacer(bounds: clock.left...1076, rows: 10)
    let result = placer.place(
      alerts.map { event in
        let x = clock.x(event.timeNs)
        return .init(left: x - 7, right: x + 7, label: label(event))
      })
    var body: Markup = ""
    for placed in result.placements {
      let y = Double(placed.row) * 19 + 16
      body += Shapes.titled(title(alerts[placed.item]), shape(alerts[placed.item], y, facts, clock))
      body += Shapes.text(
        placed.label, x: placed.labelX, y: y + 4, style: "ev halo", anchor: placed.anchor)
    }
    let left = result.dropped + result.unlabelled
    if left > 0 {
      body += Shapes.text("\(left) more in the table", x: 0, y: 52, style: "lanesub")
    }
    var y = Double(max(result.rowsUsed, 1)) * 19 + 10
    if left > 0 { y = max(y, 60) }
    for (name, segments) in [
      ("leader", leaders(facts)), ("can still lose", redundancy(facts)),
    ] where !segments.isEmpty {
      body += strip(name, segments, y: y, clock: clock)
      y += 21
    }
    return .init(
      name: "System", subtitle: "alerts, probes", body: body, height: max(y + 6, 46))
  }

  /// A stretch of a strip; `style` names its pattern.
  struct Segment: Equatable {
    var start: Nanoseconds
    var end: Nanoseconds
    var label: String
    var style: String
  }

  static func leaders(_ facts: Facts) -> [Segment] {
    segments(facts, kind: .leaderSeen) { event in
      event.host.map { ($0.rawValue, "seg") } ?? ("no leader", "segbad")
    }
  }

  static func redundancy(_ facts: Facts) -> [Segment] {
    segments(facts, kind: .redundancySeen) { event in
      guard let margin = event.fields["margin"]?.whole else { return ("?", "seg") }
      if margin < 0 { return ("a minority serves", "segbad") }
      return margin == 0 ? ("none", "segwarn") : ("\(margin)", "seg")
    }
  }

  private static func segments(
    _ facts: Facts, kind: TimelineEvent.Kind, _ read: (TimelineEvent) -> (String, String)
  ) -> [Segment] {
    var result: [Segment] = []
    for event in facts.input.timeline where event.kind == kind {
      let (label, style) = read(event)
      if result.last?.label == label { continue }
      if !result.isEmpty { result[result.count - 1].end = event.timeNs }
      result.append(Segment(start: event.timeNs, end: facts.end, label: label, style: style))
    }
    return result
  }

  private static func strip(
    _ name: String, _ segments: [Segment], y: Double, clock: Clock
  ) -> Markup {
    var body = Shapes.text(name, x: clock.left - 10, y: y + 11, style: "lanesub", anchor: "end")
    for segment in segments {
      let x = clock.x(segment.start)
      let width = max(clock.x(segment.end) - x, 1.5)
      let title =
        "\(name): \(segment.label), \(Written.moment(segment.start)) to "
        + Written.moment(segment.end)
      var shape = Shapes.box(x, y, width, 15, style: segment.style, radius: 1)
      if TextWidth.of(segment.label, size: 11) + 8 <= width {
        shape += Shapes.text(segment.label, x: x + 5, y: y + 11, style: "seglab halo")
      }
      body += Shapes.titled(title, shape)
    }
    return body
  }

  private static func shape(
    _ event: TimelineEvent, _ y: Double, _ facts: Facts, _ clock: Clock
  ) -> Markup {
    let x = clock.x(event.timeNs)
    if event.kind == .alertResolved { return Shapes.triangleDown(x, y, style: "alertopen") }
    let name = event.fields["alert"]?.text ?? ""
    let isRelevant = facts.input.plan.blue.signatures.contains(name)
    return Shapes.triangle(x, y, style: isRelevant ? "alert" : "alertopen")
  }

  private static func label(_ event: TimelineEvent) -> String {
    let name = event.fields["alert"]?.text ?? "alert"
    let host = event.host.map { " \($0)" } ?? ""
    return event.kind == .alertResolved ? "\(name)\(host) over" : name + host
  }

  private static func title(_ event: TimelineEvent) -> String {
    let summary = event.fields["summary"]?.text.map { ": \($0)" } ?? ""
    return "\(Written.moment(event.timeNs)) \(label(event))\(summary)"
  }
}
