/// One fault of an exercise from command to proved healing, gathered from the timeline.
package struct FaultRecord: Sendable, Equatable, Codable {
  /// The step's name.
  package var id: StepName
  /// Such as `disk.slow`.
  package var kind: String
  /// The hosts it acted on.
  package var targets: [HostName]
  /// When the controller asked for it; nil where the step never came.
  package var commandedNs: Nanoseconds?
  /// When a probe first saw the effect on every target; nil where none did.
  package var effectiveNs: Nanoseconds?
  /// When a probe first saw it gone; nil where none did.
  package var healedNs: Nanoseconds?
  /// Whether a probe saw it gone.
  package var healProved: Bool
  /// What the probes saw, in words.
  package var proof: String?

  /// A record.
  package init(
    id: StepName, kind: String, targets: [HostName], commandedNs: Nanoseconds?,
    effectiveNs: Nanoseconds?, healedNs: Nanoseconds?, healProved: Bool, proof: String?
  ) {
    self.id = id
    self.kind = kind
    self.targets = targets
    self.commandedNs = commandedNs
    self.effectiveNs = effectiveNs
    self.healedNs = healedNs
    self.healProved = healProved
    self.proof = proof
  }
}
