package import Exercises
internal import Foundation
package import Vocabulary

/// What happened in a run, as CloudEvents for whoever is subscribed.
///
/// Shape:  the types are a closed list; kinds of the timeline that have none are left out. Fields
///         are those of the timeline.
/// Limits: before the reveal a role gets what `Visibility` lets it see and nothing else: blue gets
///         no `cygnet.fault.*`, no mission's name, and numbers without gaps of its own.
package struct RunCloudEvents: Sendable {
  /// In the order in which they happened; what follows from the whole comes last.
  package let events: [CloudEvent]

  private static let types: [TimelineEvent.Kind: String] = [
    .stepCommanded: "cygnet.fault.commanded", .stepEffective: "cygnet.fault.effective",
    .healProved: "cygnet.fault.healed", .alertFired: "cygnet.alert.received",
    .hypothesisPosted: "cygnet.hypothesis.posted", .decisionPosted: "cygnet.decision.posted",
    .actionExecuted: "cygnet.command.executed", .abortCalled: "cygnet.abort",
  ]

  /// The events that a role may have now.
  package init(of run: Assessment, for role: Role) {
    let record = run.record
    let isRevealed = record.isRevealed
    let isWhole = isRevealed || role == .white
    let source = record.neutralName + (isWhole ? "" : "/\(role.rawValue)")
    var events = record.timeline.compactMap { event -> CloudEvent? in
      guard let seen = Visibility.event(event, for: role, isRevealed: isRevealed),
        let type = Self.types[seen.kind]
      else { return nil }
      return Self.event(
        seen, type: type, id: "ev-\(event.sequence)", source: source, of: record)
    }
    if !isWhole {
      // A gap in the numbers would tell that something happened which the role may not know.
      for index in events.indices { events[index].id = "ev-\(index + 1)" }
    }
    if isWhole {
      events += Self.grades(of: record, source: source)
      events += Self.containment(of: run, source: source)
      if FileManager.default.fileExists(atPath: record.folder.seal) {
        events.append(Self.score(of: run, source: source))
      }
    }
    self.events = events
  }

  private static func event(
    _ seen: TimelineEvent, type: String, id: String, source: String, of record: RunRecord
  ) -> CloudEvent {
    var data = seen.fields
    data["time_ns"] = .integer(seen.timeNs.rawValue)
    if let step = seen.step { data["step"] = .string(step.rawValue) }
    if let host = seen.host { data["host"] = .string(host.rawValue) }
    return CloudEvent(
      id: id, source: source, type: type,
      subject: seen.step?.rawValue ?? seen.fields["id"]?.text ?? seen.host?.rawValue,
      time: record.wallTime(of: seen.timeNs).map(WallTime.text), data: data)
  }

  /// Every grade of white's store, as one of what was graded.
  private static func grades(of record: RunRecord, source: String) -> [CloudEvent] {
    record.people.log.filter { $0.kind == .gradeGiven }.compactMap { grade in
      let subject = grade.fields["subject"]?.text.flatMap(Int.init)
      guard let about = record.timeline.first(where: { $0.sequence == subject }) else { return nil }
      let type: String
      switch about.kind {
      case .hypothesisPosted: type = "cygnet.hypothesis.graded"
      case .decisionPosted: type = "cygnet.decision.graded"
      default: return nil
      }
      return CloudEvent(
        id: "log-\(grade.sequence)", source: source, type: type,
        subject: about.fields["id"]?.text ?? "ev-\(about.sequence)", data: grade.fields)
    }
  }

  /// When it was broken and when it held to the end, by the score's own times.
  private static func containment(of run: Assessment, source: String) -> [CloudEvent] {
    let times = run.score.times
    return [("broken", times.t0Ns), ("held", times.t4Ns)].compactMap { word, moment in
      guard let moment, let offset = run.clock.offset(of: moment) else { return nil }
      return CloudEvent(
        id: "containment-\(word)", source: source, type: "cygnet.containment.\(word)",
        time: run.record.wallTime(of: offset).map(WallTime.text),
        data: ["time_ns": .integer(offset.rawValue)])
    }
  }

  private static func score(of run: Assessment, source: String) -> CloudEvent {
    let score = run.score
    func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
    return CloudEvent(
      id: "score", source: source, type: "cygnet.score.sealed", subject: run.record.plan.mission,
      data: [
        "valid": .bool(run.isValid), "readiness": number(score.readiness),
        "blast": number(score.blastRadius.actual?.level),
        "blast_without_response": number(score.blastRadius.twin?.level),
        "time_to_containment_s": score.timeToContainmentNs.map { .number($0.inSeconds) } ?? .null,
        "exit_code": .integer(Int64(run.exitCode)),
      ])
  }
}
