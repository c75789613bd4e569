package import Vocabulary

/// Something that blue wrote in words of their own, so that people have to grade it.
package struct Gradable: Sendable, Equatable {
  /// The number of its event in the timeline.
  package var subject: Int
  /// What it is.
  package var kind: Kind
  /// What it says.
  package var text: String

  /// What can need a person's grade.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case hypothesis, decision
    /// What may be given, worst first.
    package var scale: [String] {
      switch self {
      case .hypothesis: ["wrong", "partial", "partial-scope", "correct"]
      case .decision: ["harmful", "neutral", "acceptable", "preferred"]
      }
    }
  }

  /// Every hypothesis that is no structured pick, and every decision that the key does not list.
  ///
  /// A structured pick is a mechanism such as `disk.slow` on hosts of the exercise.
  package static func all(in timeline: [TimelineEvent], plan: Plan) -> [Gradable] {
    let hosts = plan.hosts.map(\.name) + plan.database.lookAlikes
    return timeline.compactMap { of($0, hosts: hosts, key: plan.blue.responses) }
  }

  /// What an event asks persons to grade; nil where a machine can, or there is nothing to grade.
  package static func of(
    _ event: TimelineEvent, hosts: [HostName], key: BlueBrief.ResponseKey
  ) -> Gradable? {
    switch event.kind {
    case .hypothesisPosted: isPick(event, hosts: hosts) ? nil : hypothesis(event)
    case .decisionPosted: isListed(event, key: key) ? nil : decision(event)
    default: nil
    }
  }

  private static func isPick(_ event: TimelineEvent, hosts: [HostName]) -> Bool {
    let mechanism = event.fields["mechanism"]?.text ?? ""
    let isWord = mechanism.contains(".") && !mechanism.contains(" ")
    let places = HypothesisLedger.hosts(event.fields["location"]?.text)
    return isWord && places.isSubset(of: hosts.map { $0.rawValue.lowercased() })
  }

  private static func isListed(_ event: TimelineEvent, key: BlueBrief.ResponseKey) -> Bool {
    let words = ResponseWords(event.fields["response"]?.text ?? "")
    return key.classify(words) != .neutral || Rubric.standard.isWaiting(words)
  }

  private static func hypothesis(_ event: TimelineEvent) -> Gradable {
    let parts = ["mechanism", "location", "text"].compactMap { event.fields[$0]?.text }
    return Gradable(
      subject: event.sequence, kind: .hypothesis,
      text: parts.filter { !$0.isEmpty }.joined(separator: " · "))
  }

  private static func decision(_ event: TimelineEvent) -> Gradable {
    let parts = ["response", "text"].compactMap { event.fields[$0]?.text }
    return Gradable(
      subject: event.sequence, kind: .decision,
      text: parts.filter { !$0.isEmpty }.joined(separator: " · "))
  }
}

extension Grades {
  /// What a class of response two raters settled on; nil where they did not.
  func responseClass(of subject: Int) -> ResponseClass? {
    let scale = Gradable.Kind.decision.scale
    return settled(subject, on: scale).flatMap { ResponseClass(rawValue: scale[$0.rank]) }
  }

  /// What grade of a hypothesis two raters settled on; nil where they did not.
  func hypothesisGrade(of subject: Int) -> ExerciseFacts.Hypothesis.Grade? {
    settled(subject, on: Gradable.Kind.hypothesis.scale)
      .flatMap { ExerciseFacts.Hypothesis.Grade(rawValue: $0.rank) }
  }
}
