/// How the next exercise tests a finding: a machine's test, or a step of the next mission.
package struct FindingRetest: Sendable, Equatable, Codable {
  /// In words: `cygnet rehearse etcd-quorum-erosion`, or what people will have to do.
  package var text: String
  /// The mission whose runs are its trials, beside the one that opened it; nil where that one is.
  package var mission: String?
  /// Who responds in its trials, `runbook:<name>`, where mending it made another runbook.
  package var responder: String?

  /// A named re-test.
  package init(text: String, mission: String? = nil, responder: String? = nil) {
    self.text = text
    self.mission = mission
    self.responder = responder
  }
}
