import Vocabulary

/// A hypothesis from when it was posted to when blue gave it up.
struct Belief: Sendable, Equatable {
  /// `H1`, or the number of its event.
  var name: String
  /// `disk.slow n1`.
  var text: String
  var by: String?
  var confidence: Double
  var startNs: Nanoseconds
  /// When it was withdrawn, replaced or crowded out; nil where it stood to the end.
  var endNs: Nanoseconds?
  var grade: BlueMove.Grade

  /// Every belief of a timeline, in order.
  ///
  /// Who states the same again replaces the earlier statement. Confidences of what is open never
  /// exceed one: a belief at half and more that would make them do so displaces the others.
  static func all(in timeline: [TimelineEvent], moves: [BlueMove]) -> [Belief] {
    var beliefs: [Belief] = []
    var ids: [String?] = []
    for event in timeline {
      func close(where isGone: (Int) -> Bool) {
        for index in beliefs.indices where beliefs[index].endNs == nil && isGone(index) {
          beliefs[index].endNs = event.timeNs
        }
      }
      if event.kind == .hypothesisWithdrawn {
        let id = event.fields["id"]?.text
        let text = Self.text(event)
        let texts = beliefs.map(\.text)
        close { id == nil ? texts[$0] == text : ids[$0] == id }
      }
      guard event.kind == .hypothesisPosted else { continue }
      let text = Self.text(event)
      let confidence = min(max(event.fields["confidence"]?.double ?? 0, 0), 1)
      let texts = beliefs.map(\.text)
      close { texts[$0] == text }
      let open = beliefs.filter { $0.endNs == nil }.reduce(0) { $0 + $1.confidence }
      if open + confidence > 1.0001 && confidence >= 0.5 { close { _ in true } }
      let move = moves.first { $0.sequence == event.sequence }
      ids.append(event.fields["id"]?.text)
      beliefs.append(
        Belief(
          name: event.fields["id"]?.text ?? "H\(beliefs.count + 1)", text: text,
          by: event.fields["by"]?.text, confidence: confidence, startNs: event.timeNs,
          endNs: nil, grade: move?.grade ?? .neutral))
    }
    return beliefs
  }

  private static func text(_ event: TimelineEvent) -> String {
    let parts = ["mechanism", "location"].compactMap { event.fields[$0]?.text }
    let words = parts.filter { !$0.isEmpty }.joined(separator: " ")
    return words.isEmpty ? event.fields["text"]?.text ?? "?" : words
  }
}
