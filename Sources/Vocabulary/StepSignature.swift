/// What a mission may say about one kind of fault or operation; the language reads steps by it.
///
/// Shape: a value; each fault's file holds its own, so a new kind needs no change in the parser.
package struct StepSignature: Sendable, Equatable {
  /// The word after `inject:` or `operate:`, such as `net.cut`.
  package var kind: String
  /// Whether it is a fault (has a life and a cure) or an operator's action.
  package var verb: Verb
  /// How its targets are written.
  package var targets: TargetShape
  /// The keys it takes beside targets, start and life.
  package var parameters: [ParameterSignature]
  /// Optional parameters of which a step needs at least one, as it would change nothing otherwise.
  package var oneOf: [String]
  /// Optional parameters that exclude each other, such as two ways to spoil one file.
  package var atMostOne: [String]
  /// Where it means anything; nil where on every database.
  package var databases: DatabaseScope?
  /// What the range must offer, such as `nftables`; compared with what `range doctor` finds.
  package var needs: [Capability]
  /// One sentence on what it does, for `explain` and error hints.
  package var summary: String
  /// One sentence on how its effect and its healing are proved.
  package var proof: String

  /// Which of the two step verbs takes the kind.
  package enum Verb: String, Sendable, Codable { case inject, operate }

  /// The target keys that a step of this kind has.
  package enum TargetShape: String, Sendable, Codable {
    /// `on:` one or several hosts.
    case hosts
    /// `from:` and `to:`; or `between:` and `and:`; or `on:` alone for deaf and mute.
    case link
    /// No target.
    case none
  }

  /// A signature for a catalogue.
  package init(
    kind: String, verb: Verb, targets: TargetShape, parameters: [ParameterSignature],
    oneOf: [String] = [], atMostOne: [String] = [], on databases: DatabaseScope? = nil,
    needs: [Capability], summary: String, proof: String
  ) {
    self.kind = kind
    self.verb = verb
    self.targets = targets
    self.parameters = parameters
    self.oneOf = oneOf
    self.atMostOne = atMostOne
    self.databases = databases
    self.needs = needs
    self.summary = summary
    self.proof = proof
  }
}

/// One parameter of a kind: its name, its unit and its bounds.
package struct ParameterSignature: Sendable, Equatable {
  /// The key in the mission, such as `fsync`.
  package var name: String
  /// What its value must be.
  package var type: ParameterType
  /// Whether leaving it out is an error.
  package var isRequired: Bool
  /// Inclusive bounds in base units (seconds, bytes, 0…1, per second); nil where unbounded.
  ///
  /// Of a value with a sign they bound the magnitude, so a lower bound above 0 excludes 0.
  package var bounds: ClosedRange<Double>?
  /// One sentence for hints.
  package var help: String
  /// Where it means anything; nil where on every database.
  package var databases: DatabaseScope?

  /// A parameter for a signature.
  package init(
    _ name: String, _ type: ParameterType, isRequired: Bool = false,
    bounds: ClosedRange<Double>? = nil, on databases: DatabaseScope? = nil, help: String
  ) {
    self.databases = databases
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.bounds = bounds
    self.help = help
  }
}
