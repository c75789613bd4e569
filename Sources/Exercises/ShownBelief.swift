import Vocabulary

extension [ShownHypothesis] {
  /// Takes in a posted hypothesis; the same mechanism and location is the same one, restated.
  mutating func post(_ event: TimelineEvent) {
    var posted = ShownHypothesis(event, number: count + 1)
    guard
      let index = firstIndex(where: {
        $0.withdrawnNs == nil && ($0.id == posted.id || $0.isSameBelief(posted))
      })
    else { return append(posted) }
    posted.id = self[index].id
    self[index] = posted
  }

  /// Takes in a withdrawal, by id or by what was believed.
  mutating func withdraw(_ event: TimelineEvent) {
    let gone = ShownHypothesis(event, number: 0)
    let id = event.fields["id"]?.text
    for index in indices where self[index].withdrawnNs == nil {
      if id.map({ self[index].id == $0 }) ?? self[index].isSameBelief(gone) {
        self[index].withdrawnNs = event.timeNs
      }
    }
  }
}

extension ShownHypothesis {
  init(_ event: TimelineEvent, number: Int) {
    let fields = event.fields
    self.init(
      id: fields["id"]?.text ?? "H\(number)", by: fields["by"]?.text ?? "",
      mechanism: fields["mechanism"]?.text ?? "", location: fields["location"]?.text ?? "",
      confidence: fields["confidence"]?.double ?? 0,
      evidence: fields["evidence"]?.elements?.compactMap(\.text)
        ?? fields["evidence"]?.text.map { [$0] } ?? [],
      text: fields["text"]?.text ?? "", postedNs: event.timeNs, withdrawnNs: nil)
  }

  /// Whether both name the same mechanism and the same hosts, however written.
  func isSameBelief(_ other: ShownHypothesis) -> Bool {
    mechanism.lowercased() == other.mechanism.lowercased()
      && Self.hosts(location) == Self.hosts(other.location)
  }

  static func hosts(_ location: String) -> Set<String> {
    Set(location.lowercased().split { ", ".contains($0) }.map(String.init))
  }
}

extension ShownDecision {
  init(_ event: TimelineEvent, number: Int) {
    self.init(
      id: event.fields["id"]?.text ?? "D\(number)", by: event.fields["by"]?.text ?? "",
      response: event.fields["response"]?.text ?? "", text: event.fields["text"]?.text ?? "",
      postedNs: event.timeNs)
  }
}
