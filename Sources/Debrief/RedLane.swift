import Vocabulary

/// Each step from its command over its effect to its proved healing.
enum RedLane {
  static func draw(_ facts: Facts, clock: Clock) -> TimelinePicture.Lane {
    let faults = facts.input.faults.filter { $0.commandedNs != nil }
    let skipped = facts.input.timeline.filter { $0.kind == .stepSkipped }
    var items = faults.map { fault -> LabelPlacer.Item in
      let left = clock.x(fault.commandedNs ?? .zero)
      let last = facts.isOneShot(fault) ? fault.effectiveNs : fault.healedNs
      let right = clock.x(last ?? facts.end)
      return .init(
        left: left, right: max(right, left + 6), label: label(fault, facts))
    }
    items += skipped.map { event in
      let x = clock.x(event.timeNs)
      return .init(left: x - 5, right: x + 5, label: "\(event.step?.rawValue ?? "step") skipped")
    }
    let placer = LabelPlacer(bounds: clock.left...1076, rows: 16)
    let result = placer.place(items)
    var body: Markup = ""
    for placed in result.placements {
      let y = Double(placed.row) * 25 + 8
      if placed.item < faults.count {
        body += bar(faults[placed.item], y: y, facts: facts, clock: clock)
      } else {
        let event = skipped[placed.item - faults.count]
        body += Shapes.titled(
          "\(event.step?.rawValue ?? "step") skipped: \(event.fields["reason"]?.text ?? "")",
          Shapes.circle(clock.x(event.timeNs), y + 9, radius: 4.5, style: "redopen"))
      }
      body += Shapes.text(
        placed.label, x: placed.labelX, y: y + 13, style: "barlab halo", anchor: placed.anchor)
    }
    if result.dropped > 0 {
      body += Shapes.text(
        "\(result.dropped) more in the table", x: 0, y: 52, style: "lanesub")
    }
    return .init(
      name: "Red", subtitle: "steps", body: body, height: Double(max(result.rowsUsed, 2)) * 25 + 12)
  }

  private static func label(_ fault: FaultRecord, _ facts: Facts) -> String {
    let text = Words.label(fault, in: facts.input.plan)
    if fault.effectiveNs == nil { return "✕ not proved: " + text }
    return fault.healProved || facts.lastsToTheEnd(fault) ? text : text + " · ✕ healing not proved"
  }

  private static func bar(
    _ fault: FaultRecord, y: Double, facts: Facts, clock: Clock
  ) -> Markup {
    let start = clock.x(fault.commandedNs ?? .zero)
    let isOneShot = facts.isOneShot(fault)
    let last = isOneShot ? fault.effectiveNs : fault.healedNs
    let end = max(clock.x(last ?? facts.end), start + 6)
    let title =
      Words.label(fault, in: facts.input.plan) + ": commanded "
      + Written.moment(fault.commandedNs) + ", effective " + Written.moment(fault.effectiveNs)
      + (facts.lastsToTheEnd(fault)
        ? isOneShot ? ", done once and not undone" : ", to the end by design"
        : ", healed " + Written.moment(fault.healedNs))
    guard let effective = fault.effectiveNs else {
      return Shapes.titled(title, Shapes.box(start, y, end - start, 18, style: "pending"))
    }
    if isOneShot {
      var body = Shapes.box(start, y, end - start, 18, style: "red")
      body += Shapes.box(start, y, end - start, 18, style: "hatched")
      return Shapes.titled(title, body)
    }
    // The pending part is milliseconds wide in life; at least three units keep it in sight.
    let solid = min(max(clock.x(effective), start + 3), end)
    let heal = facts.input.timeline.first {
      $0.kind == .healCommanded && $0.step == fault.id
    }.map { min(max(clock.x($0.timeNs), solid), end) }
    let stop = heal ?? end
    var body = Shapes.box(start, y, end - start, 18, style: "pending")
    body += Shapes.box(solid, y, stop - solid, 18, style: "red")
    body += Shapes.box(solid, y, stop - solid, 18, style: "hatched")
    if fault.healedNs == nil && !facts.lastsToTheEnd(fault) {
      // An open end: the effect was never seen to go.
      body += "<path d=\"M\(end - 5) \(y) l5 4.5 l-5 4.5 l5 4.5 l-5 4.5\" class=\"torn\"/>"
    }
    return Shapes.titled(title, body)
  }
}
