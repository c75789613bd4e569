import Vocabulary

/// What blue could see, what blue believed and did, and what was true, each with its span.
enum ReplayTables {
  /// Alerts while they fired, and what white told blue.
  static func seen(_ facts: Facts) -> PlainTable {
    let timeline = facts.input.timeline
    return table(
      timeline.compactMap { event in
        switch event.kind {
        case .alertFired:
          let over = timeline.first { $0.kind == .alertResolved && isSame($0, event) }
          return row("▲ " + alert(event), event.timeNs, over?.timeNs)
        case .cueSent: return row("⚑ " + text(event), event.timeNs, nil)
        case .hintGiven: return row("⚑ hint: " + text(event), event.timeNs, nil)
        default: return nil
        }
      })
  }

  /// Beliefs while they stood; decisions, commands and calls from when they came.
  static func done(_ facts: Facts) -> PlainTable {
    let beliefs = facts.beliefs.map { belief in
      row(
        "● \(belief.name) \(belief.text) \(Written.percent(belief.confidence))", belief.startNs,
        belief.endNs)
    }
    let moves = facts.moves.filter { $0.kind != .hypothesis }.map { move in
      row((move.kind == .decision ? "◆ " : "■ ") + BlueLane.label(move), move.time, nil)
    }
    let calls = facts.input.timeline.filter { Calls.ofBlue.contains($0.kind) }
      .map { row("⚐ " + Calls.words($0), $0.timeNs, nil) }
    return table(beliefs + moves + calls)
  }

  /// Faults while they were in effect, who led, what could still be lost, and the harm.
  static func truths(_ facts: Facts) -> PlainTable {
    var rows: [PlainTable.Row] = []
    for fault in facts.input.faults {
      let name = Words.label(fault, in: facts.input.plan)
      guard let commanded = fault.commandedNs else { continue }
      guard let effective = fault.effectiveNs else {
        rows.append(row("✕ \(name), never proved", commanded, nil))
        continue
      }
      rows.append(row("… \(name), commanded", commanded, effective))
      if facts.isOneShot(fault) {
        rows.append(row("✓ \(name), done", effective, nil))
      } else {
        rows.append(row("▨ \(name), in effect", effective, fault.healedNs))
      }
    }
    for segment in SystemLane.leaders(facts) {
      rows.append(row("leader: \(segment.label)", segment.start, segment.end))
    }
    for segment in SystemLane.redundancy(facts) {
      rows.append(
        row("members that can still be lost: \(segment.label)", segment.start, segment.end))
    }
    for harm in facts.curve.harm {
      let words = "✕ \(Written.rate(harm.rate)) writes/s, fewer than half the undisturbed"
      rows.append(row(words, harm.start, harm.end))
    }
    for mark in facts.input.attribution?.marks ?? [] where mark.harm == .lost {
      let words = "✕ \(Written.counted(mark.count, "acknowledged write")) of this time lost"
      rows.append(row(words, mark.startNs, mark.endNs))
    }
    return table(rows)
  }

  private static func table(_ rows: [PlainTable.Row]) -> PlainTable {
    let sorted = rows.enumerated().sorted {
      ($0.element.fromNs ?? .zero, $0.offset) < ($1.element.fromNs ?? .zero, $1.offset)
    }
    return PlainTable(["From", "To", "What"], sorted.map(\.element), whole: 2)
  }

  private static func row(
    _ words: String, _ from: Nanoseconds, _ to: Nanoseconds?
  ) -> PlainTable.Row {
    .init([Written.moment(from), to.map { Written.moment($0) } ?? "", words], from: from, to: to)
  }

  private static func text(_ event: TimelineEvent) -> String { event.fields["text"]?.text ?? "" }

  private static func alert(_ event: TimelineEvent) -> String {
    let name = event.fields["alert"]?.text ?? "alert"
    let host = event.host.map { " \($0)" } ?? ""
    return name + host + (event.fields["summary"]?.text.map { ": \($0)" } ?? "")
  }

  /// Whether a later event ends this alert: by its number, else by its name and host.
  private static func isSame(_ over: TimelineEvent, _ fired: TimelineEvent) -> Bool {
    guard over.timeNs >= fired.timeNs, over.sequence > fired.sequence else { return false }
    if let id = fired.fields["id"]?.text { return over.fields["id"]?.text == id }
    return over.fields["alert"] == fired.fields["alert"] && over.host == fired.host
  }
}

/// Everything that people said or called during an exercise, in words.
enum Calls {
  static let ofBlue: Set<TimelineEvent.Kind> = [
    .troubleDeclared, .alertAcknowledged, .handoverPosted, .hypothesisWithdrawn,
  ]
  private static let others: Set<TimelineEvent.Kind> = [
    .cueSent, .hintGiven, .noteTaken, .stopCalled, .legUpAsked, .stepHeld, .stepReleased,
    .stepTriggered, .incidentBegan, .leakReported, .released, .exercisePaused, .exerciseResumed,
    .controllerLost,
  ]

  /// All of a timeline, at the moments that they are about.
  static func all(in timeline: [TimelineEvent]) -> [TimelineEvent] {
    timeline.filter { ofBlue.contains($0.kind) || others.contains($0.kind) }
      .map { event in
        var event = event
        if let at = event.fields["at_ns"]?.whole { event.timeNs = Nanoseconds(rawValue: at) }
        return event
      }
      .sorted { ($0.timeNs, $0.sequence) < ($1.timeNs, $1.sequence) }
  }

  static func words(_ event: TimelineEvent) -> String {
    func field(_ name: String) -> String { event.fields[name]?.text ?? "" }
    func after(_ head: String, _ name: String) -> String {
      field(name).isEmpty ? head : "\(head): \(field(name))"
    }
    let by = field("by").isEmpty ? "" : " (\(field("by")))"
    let step = event.step?.rawValue ?? "a step"
    switch event.kind {
    case .troubleDeclared: return after("trouble declared", "location") + by
    case .alertAcknowledged: return "alert \(field("id")) taken" + by
    case .handoverPosted: return after("hand-over", "text") + by
    case .hypothesisWithdrawn:
      let name = field("id").isEmpty ? "\(field("mechanism")) \(field("location"))" : field("id")
      return "\(name) withdrawn" + by
    case .cueSent: return after("cue", "text")
    case .hintGiven:
      return after(after("hint for \(field("subject"))", "text"), "reason")
    case .noteTaken: return after("note", "text") + by
    case .stopCalled: return after("stop word", "reason") + by
    case .legUpAsked: return after("red asked white", "text") + by
    case .stepHeld: return "\(step) held back" + by
    case .stepReleased: return "\(step) released" + by
    case .stepTriggered: return "\(step) brought forward" + by
    case .incidentBegan: return after("a real incident began", "reason")
    case .leakReported: return after("blue may have known", "reason")
    case .released: return after("released to observers", "text")
    case .exercisePaused: return after("the clock was stopped", "reason")
    case .exerciseResumed: return after("the clock goes on", "reason")
    case .controllerLost: return after("nobody conducted it", "reason")
    default: return event.kind.rawValue
    }
  }
}
