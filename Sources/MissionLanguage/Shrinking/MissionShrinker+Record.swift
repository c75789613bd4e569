package import Vocabulary

extension MissionShrinker {
  /// The search as it stands, for `shrink.json`; `sha256` is the digest of the smallest's text.
  package func record(
    source: String, responder: String, failure: FailureSign?, seed: UInt64, sha256: String
  ) -> Shrinking {
    Shrinking(
      mission: original.name, source: source, responder: responder, failure: failure, rule: rule,
      seed: seed, before: original.steps.map(\.name), steps: smallest.steps.map(\.name),
      dropped: dropped, attempts: attempts, minimalIn: minimalIn, confirmation: confirmation,
      end: end ?? .interrupted, sha256: sha256)
  }
}
