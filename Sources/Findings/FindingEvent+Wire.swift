internal import Vocabulary

extension FindingEvent: Codable {
  private enum Key: String, CodingKey { case finding, at, by, kind, fields }

  /// The fields of all kinds whose change is no value of its own.
  private struct Fields: Codable {
    var run: String?
    var reason: String?
    var owner: FindingOwner?
    var due: String?
    var window: String?
    var retest: FindingRetest?
    var title: String?
    var text: String?
    var claim: String?
    var count: Int?
    var trials: Int?
    var person: FindingOwner?
    var until: String?
    var mission: String?
    var email: String?
    var exercise: String?
    var quarter: String?
  }

  /// Reads an event; one of an unknown kind is kept as it is.
  ///
  /// Errors: `DecodingError` where a kind lacks a field that it must have.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    finding = try container.decode(FindingID.self, forKey: .finding)
    at = try container.decode(String.self, forKey: .at)
    by = try container.decode(String.self, forKey: .by)
    let kind = try container.decode(String.self, forKey: .kind)
    switch kind {
    case "opened":
      change = .opened(try container.decode(FindingOpening.self, forKey: .fields))
    case "trial.recorded":
      change = .trialRecorded(try container.decode(FindingTrial.self, forKey: .fields))
    default:
      guard Self.kinds.contains(kind) else {
        let fields = try container.decodeIfPresent([String: JSONValue].self, forKey: .fields)
        change = .other(kind: kind, fields: fields ?? [:])
        return
      }
      let fields = try container.decode(Fields.self, forKey: .fields)
      guard let change = Self.change(kind, fields) else {
        throw DecodingError.dataCorruptedError(
          forKey: .fields, in: container,
          debugDescription: "“\(kind)” lacks a field; see docs/reference/finding.md")
      }
      self.change = change
    }
  }

  /// Writes `finding`, `at`, `by`, `kind` and the kind's fields.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(finding, forKey: .finding)
    try container.encode(at, forKey: .at)
    try container.encode(by, forKey: .by)
    try container.encode(change.kind, forKey: .kind)
    switch change {
    case .opened(let opening): try container.encode(opening, forKey: .fields)
    case .trialRecorded(let trial): try container.encode(trial, forKey: .fields)
    case .other(_, let fields): try container.encode(fields, forKey: .fields)
    default: try container.encode(Self.fields(change), forKey: .fields)
    }
  }

  /// The kinds whose fields are read one by one.
  private static let kinds: Set = [
    "trial.excluded", "assigned", "due.changed", "retest.named", "edited", "claimed.fixed",
    "retest.begun", "verified", "reopened", "risk.accepted", "deadline.extended",
    "mission.attached", "window.moved", "owner.deactivated", "gate.overridden",
  ]

  private static func change(_ kind: String, _ fields: Fields) -> Change? {
    switch kind {
    case "trial.excluded":
      both(fields.run, fields.reason).map { .trialExcluded(run: $0, reason: $1) }
    case "assigned": fields.owner.map { .assigned($0) }
    case "due.changed": fields.due.map { .dueChanged(due: $0, window: fields.window) }
    case "retest.named": fields.retest.map { .retestNamed($0) }
    case "edited": .edited(title: fields.title, text: fields.text)
    case "claimed.fixed": fields.claim.map { .claimedFixed(claim: $0) }
    case "retest.begun": .retestBegun(run: fields.run)
    case "verified": both(fields.count, fields.trials).map { .verified(count: $0, trials: $1) }
    case "reopened": fields.reason.map { .reopened(reason: $0, run: fields.run) }
    case "risk.accepted":
      both(both(fields.person, fields.until), fields.reason).map {
        .riskAccepted(person: $0.0, until: $0.1, reason: $1)
      }
    case "deadline.extended":
      both(fields.due, fields.reason).map { .deadlineExtended(due: $0, reason: $1) }
    case "mission.attached": fields.mission.map { .missionAttached(mission: $0) }
    case "window.moved": fields.window.map { .windowMoved(window: $0, due: fields.due) }
    case "owner.deactivated": fields.email.map { .ownerDeactivated(email: $0) }
    case "gate.overridden":
      both(both(fields.exercise, fields.quarter), fields.reason).map {
        .gateOverridden(exercise: $0.0, quarter: $0.1, reason: $1)
      }
    default: nil
    }
  }

  private static func both<A, B>(_ left: A?, _ right: B?) -> (A, B)? {
    guard let left, let right else { return nil }
    return (left, right)
  }

  private static func fields(_ change: Change) -> Fields {
    switch change {
    case .opened, .trialRecorded, .other: Fields()
    case .trialExcluded(let run, let reason): Fields(run: run, reason: reason)
    case .assigned(let owner): Fields(owner: owner)
    case .dueChanged(let due, let window): Fields(due: due, window: window)
    case .retestNamed(let retest): Fields(retest: retest)
    case .edited(let title, let text): Fields(title: title, text: text)
    case .claimedFixed(let claim): Fields(claim: claim)
    case .retestBegun(let run): Fields(run: run)
    case .verified(let count, let trials): Fields(count: count, trials: trials)
    case .reopened(let reason, let run): Fields(run: run, reason: reason)
    case .riskAccepted(let person, let until, let reason):
      Fields(reason: reason, person: person, until: until)
    case .deadlineExtended(let due, let reason): Fields(reason: reason, due: due)
    case .missionAttached(let mission): Fields(mission: mission)
    case .windowMoved(let window, let due): Fields(due: due, window: window)
    case .ownerDeactivated(let email): Fields(email: email)
    case .gateOverridden(let exercise, let quarter, let reason):
      Fields(reason: reason, exercise: exercise, quarter: quarter)
    }
  }
}

extension FindingEvent.Change {
  /// The kind's name on the wire.
  package var kind: String {
    switch self {
    case .opened: "opened"
    case .trialRecorded: "trial.recorded"
    case .trialExcluded: "trial.excluded"
    case .assigned: "assigned"
    case .dueChanged: "due.changed"
    case .retestNamed: "retest.named"
    case .edited: "edited"
    case .claimedFixed: "claimed.fixed"
    case .retestBegun: "retest.begun"
    case .verified: "verified"
    case .reopened: "reopened"
    case .riskAccepted: "risk.accepted"
    case .deadlineExtended: "deadline.extended"
    case .missionAttached: "mission.attached"
    case .windowMoved: "window.moved"
    case .ownerDeactivated: "owner.deactivated"
    case .gateOverridden: "gate.overridden"
    case .other(let kind, _): kind
    }
  }
}
