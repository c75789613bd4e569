import Vocabulary

/// What one or several failed operations are put down to, before they are counted.
struct Blame: Hashable {
  var cause: Attribution.Cause
  var parts: [String]
  var name: String
  var reason: String
  var evidence: [Int]

  /// Several disturbances at once: the doing of the last, in the name of all.
  init(_ disturbances: [Disturbance], reason: String) {
    let inOrder = disturbances.sorted { ($0.start, $0.name) < ($1.start, $1.name) }
    cause = inOrder.last?.cause ?? .unattributed
    parts = inOrder.map(\.name)
    name = parts.joined(separator: " + ")
    self.reason = reason
    evidence = inOrder.flatMap(\.evidence)
  }

  private init(
    _ cause: Attribution.Cause, _ name: String, parts: [String] = [], reason: String,
    evidence: [Int] = []
  ) {
    self.cause = cause
    self.parts = parts
    self.name = name
    self.reason = reason
    self.evidence = evidence
  }

  /// Nothing was in effect: the database recovered from something, or failed by itself.
  static func database(after healed: [Disturbance], at time: Nanoseconds) -> Blame {
    let before = healed.filter { ($0.end ?? time) < time }
    guard let last = before.max(by: { ($0.end ?? .zero, $0.start) < ($1.end ?? .zero, $1.start) }),
      let end = last.end
    else {
      return Blame(
        .database, "by itself", reason: "nothing was done to the cluster before or during it")
    }
    if time - end <= AttributionTables.recovery {
      return Blame(
        .database, "recovery after \(last.name)",
        reason: "it began after the end of \(last.name) was proved, with nothing else in effect",
        evidence: last.evidence)
    }
    return Blame(
      .database, "by itself, after \(last.name)",
      reason: "it was there more than \(Figures.span(AttributionTables.recovery)) after "
        + "\(last.name) had ended, with nothing in effect", evidence: last.evidence)
  }

  /// The database lost or mixed up data that nothing else takes away.
  static func defect(_ words: String, under held: [Disturbance]) -> Blame {
    let names = held.map(\.name).joined(separator: " + ")
    return Blame(
      .database, held.isEmpty ? words : "\(words) under \(names)",
      reason: "no step and no action that takes data away lies between; the database did it"
        + (held.isEmpty ? "" : ", while \(names) was in effect"),
      evidence: held.flatMap(\.evidence))
  }

  /// Nothing was in effect, and the read was one that may be old.
  static let readWithoutQuorum = Blame(
    .application, "reads without a quorum",
    reason: "the application asked for reads without a quorum; a member may answer them from "
      + "whatever it knows")

  /// It may have been these, and nobody saw their effect.
  static func unproved(_ disturbances: [Disturbance]) -> Blame {
    let names = disturbances.map(\.name).joined(separator: " + ")
    return Blame(
      .unattributed, "\(names), not proved", parts: disturbances.map(\.name),
      reason: "its effect was never seen, so nothing can be put down to it",
      evidence: disturbances.flatMap(\.evidence))
  }

  /// The driver ended first.
  static let noAnswer = Blame(
    .unattributed, "no answer was recorded",
    reason: "the load ended before an answer or its timeout could be written down")
}
