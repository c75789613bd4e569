package import Vocabulary

/// Who may see which event, and what of it: the one place where blindness is decided.
///
/// Shape: an allow-list by kind and by field; what is not named here, blue does not get.
package enum Visibility {
  /// What blue may see of an event; nil where that is nothing.
  ///
  /// The event keeps its time; the step is never in it, and `sequence` is for the caller to set.
  package static func blue(_ event: TimelineEvent) -> TimelineEvent? {
    guard let rule = blueRules[event.kind], rule.lanes.contains(event.lane) else { return nil }
    return TimelineEvent(
      sequence: 0, timeNs: event.timeNs, lane: rule.lane ?? event.lane,
      kind: rule.shown ?? event.kind, host: rule.keepsHost ? event.host : nil,
      fields: event.fields.filter { rule.fields.contains($0.key) && isPlain($0.value) })
  }

  /// What an observer may see of an event before the reveal; nil where that is nothing.
  package static func observer(_ event: TimelineEvent) -> TimelineEvent? {
    guard let rule = observerRules[event.kind], rule.lanes.contains(event.lane) else { return nil }
    return TimelineEvent(
      sequence: 0, timeNs: event.timeNs, lane: event.lane, kind: rule.shown ?? event.kind,
      fields: event.fields.filter { rule.fields.contains($0.key) && isPlain($0.value) })
  }

  /// What red may see: everything but what white keeps to itself.
  package static func red(_ event: TimelineEvent) -> TimelineEvent? {
    event.lane == .white && whitesOwn.contains(event.kind) ? nil : event
  }

  /// What a role may see of an event; after the reveal everyone sees everything.
  package static func event(
    _ event: TimelineEvent, for role: Role, isRevealed: Bool
  ) -> TimelineEvent? {
    if isRevealed { return event }
    return switch role {
    case .white: event
    case .red: red(event)
    case .blue: blue(event)
    case .observer: observer(event)
    }
  }

  private struct Rule {
    var fields: Set<String>
    var lanes: Set<TimelineEvent.Lane> = [.white]
    var keepsHost = false
    /// Under which name it is shown, where its own would tell something.
    var shown: TimelineEvent.Kind?
    var lane: TimelineEvent.Lane?
  }

  private static let phaseRules: [TimelineEvent.Kind: Rule] = [
    .exerciseStarted: Rule(fields: []), .exercisePaused: Rule(fields: []),
    .exerciseResumed: Rule(fields: []), .exerciseEnded: Rule(fields: []),
    .exerciseRevealed: Rule(fields: []),
    // That a controller was lost is nothing of blue's; that the clock stands is.
    .controllerLost: Rule(fields: [], shown: .exercisePaused),
  ]

  private static let everyLane = Set(TimelineEvent.Lane.allCases)

  private static let observerRules = phaseRules.merging(
    [.released: Rule(fields: ["text"])], uniquingKeysWith: { first, _ in first })

  private static let blueRules: [TimelineEvent.Kind: Rule] = phaseRules.merging(
    [
      .released: Rule(fields: ["text"]),
      .cueSent: Rule(fields: ["text"]),
      .hintGiven: Rule(fields: ["text"]),
      .alertFired: Rule(
        fields: ["alert", "id", "summary", "source"], lanes: [.system], keepsHost: true),
      .alertResolved: Rule(fields: ["alert", "id", "source"], lanes: [.system], keepsHost: true),
      .automationNoticed: Rule(fields: ["mechanism", "location"], lanes: [.system]),
      .alertAcknowledged: Rule(fields: ["id", "by"], lanes: [.blue]),
      .troubleDeclared: Rule(fields: ["location", "source", "by"], lanes: [.blue]),
      .hypothesisPosted: Rule(
        fields: ["id", "by", "mechanism", "location", "confidence", "evidence", "text"],
        lanes: [.blue]),
      .hypothesisWithdrawn: Rule(fields: ["id", "by", "mechanism", "location"], lanes: [.blue]),
      .decisionPosted: Rule(fields: ["id", "by", "response", "text"], lanes: [.blue]),
      .actionExecuted: Rule(
        fields: ["action", "hosts", "exit", "started_ns", "duration_ns", "by", "terminal", "cwd"],
        lanes: [.blue], keepsHost: true),
      .noteTaken: Rule(fields: ["text", "by", "at_ns"], lanes: [.blue]),
      .handoverPosted: Rule(fields: ["text", "by"], lanes: [.blue]),
      .stopCalled: Rule(fields: ["reason", "by"], lanes: [.blue]),
      // Whoever closed it: blue sees that it is closed, as a fact of its own log.
      .blueLogClosed: Rule(fields: [], lanes: everyLane, lane: .blue),
    ], uniquingKeysWith: { first, _ in first })

  private static let whitesOwn: Set<TimelineEvent.Kind> = [
    .gradeGiven, .noteTaken, .leakReported, .missionRead, .personInvited, .personJoined,
    .gapAssigned, .exerciseDesigned,
  ]

  /// A scalar or a list of scalars; whatever is nested deeper was never meant for blue.
  private static func isPlain(_ value: JSONValue) -> Bool {
    switch value {
    case .null, .bool, .integer, .number, .string: true
    case .array(let elements):
      elements.allSatisfy {
        switch $0 {
        case .array, .object: false
        default: true
        }
      }
    case .object: false
    }
  }
}
