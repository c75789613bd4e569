import Vocabulary

/// Something that was done to the cluster, by red, an operator or blue, from begin to end.
struct Disturbance: Equatable {
  /// Whose doing.
  var cause: Attribution.Cause
  /// The step's name, or blue's action with its hosts.
  var name: String
  /// The kind of fault or operation.
  var kind: String
  var hosts: [HostName]
  /// When it was commanded: nothing earlier can be its consequence.
  var start: Nanoseconds
  /// When its effect was proved; nil where nobody saw it.
  var effective: Nanoseconds?
  /// When its end was proved; nil where it lasts to the end.
  var end: Nanoseconds?
  /// Whether a disk lies about what it has synced.
  var isLying = false
  /// The events that show it.
  var evidence: [Int]

  var isProved: Bool { effective != nil }
  var isDiscarding: Bool { AttributionTables.discarding.contains(kind) }

  /// Whether it was in effect at any moment of a span.
  func touches(_ from: Nanoseconds, _ to: Nanoseconds) -> Bool {
    start <= to && (end.map { $0 >= from } ?? true)
  }

  /// Every disturbance of a run in the order in which they began.
  static func all(plan: Plan, timeline: [TimelineEvent]) -> [Disturbance] {
    let events = timeline.sorted { ($0.timeNs, $0.sequence) < ($1.timeNs, $1.sequence) }
    let steps = plan.steps.filter { $0.verb == .inject || $0.verb == .operate }
    let found = steps.compactMap { step(of: $0, events) } + actions(events)
    return found.sorted { ($0.start, $0.name) < ($1.start, $1.name) }
  }

  private static func step(of step: PlannedStep, _ events: [TimelineEvent]) -> Disturbance? {
    let own = events.filter { $0.step == step.name }
    func first(_ kind: TimelineEvent.Kind) -> TimelineEvent? { own.first { $0.kind == kind } }
    guard let commanded = first(.stepCommanded) else { return nil }
    let effective = first(.stepEffective)
    let healed = first(.healProved)
    var end = healed?.timeNs
    if AttributionTables.momentary.contains(step.kind) { end = effective?.timeNs ?? end }
    return Disturbance(
      cause: step.verb == .inject ? .fault : .operator, name: step.name.rawValue, kind: step.kind,
      hosts: step.hosts, start: commanded.timeNs, effective: effective?.timeNs, end: end,
      isLying: AttributionTables.isLying(step),
      evidence: [commanded, effective, healed].compactMap { $0?.sequence })
  }

  /// Blue's actions that changed something; one whose host was nobody did nothing.
  private static func actions(_ events: [TimelineEvent]) -> [Disturbance] {
    let executed = events.filter { event in
      event.kind == .actionExecuted && event.fields["mutating"]?.flag != false
        && event.fields["exit"]?.whole != 64
    }
    return executed.map { event in
      let kind = event.fields["action"]?.text ?? "an action"
      let hosts = Self.hosts(of: event)
      let isDone = (event.fields["exit"]?.whole ?? 0) == 0
      let isOver = AttributionTables.momentary.contains(kind)
      // A member that blue took out is back as soon as blue has started it again.
      let back = executed.first { later in
        later.timeNs > event.timeNs && (later.fields["exit"]?.whole ?? 0) == 0
          && AttributionTables.restoring.contains(later.fields["action"]?.text ?? "")
          && !hosts.isEmpty && Set(hosts).isSubset(of: Self.hosts(of: later))
      }
      return Disturbance(
        cause: .responder,
        name: ([kind] + hosts.map(\.rawValue)).joined(separator: " "), kind: kind, hosts: hosts,
        start: event.fields["started_ns"]?.whole.map(Nanoseconds.init(rawValue:)) ?? event.timeNs,
        effective: isDone ? event.timeNs : nil, end: isOver ? event.timeNs : back?.timeNs,
        evidence: [event.sequence])
    }
  }

  private static func hosts(of event: TimelineEvent) -> [HostName] {
    let listed = event.fields["hosts"]?.elements?.compactMap(\.text).map(HostName.init(rawValue:))
    return listed ?? event.host.map { [$0] } ?? []
  }
}
