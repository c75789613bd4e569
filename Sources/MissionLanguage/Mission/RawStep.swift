import Vocabulary

/// One item of `steps:` as it was read, before names and references are settled.
struct RawStep {
  var action: StepAction
  var givenName: String?
  var start: StepStart?
  var life: Nanoseconds?
  var targets: [String: String]
  var parameters: [String: ParameterValue]
  var position: SourcePosition
  var namePosition: SourcePosition
  var startPosition: SourcePosition
  var healPosition: SourcePosition
}
