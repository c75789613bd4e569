import Faults
import Vocabulary

/// Planned steps to compile, and a cluster to compile them for.
enum SampleSteps {
  static let cluster = ClusterFacts(addresses: [
    "n1": "10.0.0.1", "n2": "10.0.0.2", "n3": "10.0.0.3",
  ])

  /// A step of that kind on two hosts and the two directions between them.
  static func step(
    _ signature: StepSignature, name: StepName = "trial", hosts: [HostName] = ["n1", "n2"]
  ) -> PlannedStep {
    var parameters: [String: ParameterValue] = [:]
    for parameter in signature.parameters where parameter.isRequired {
      parameters[parameter.name] = .duration(.milliseconds(800))
    }
    if parameters.isEmpty, let first = signature.parameters.first, first.type == .duration {
      parameters[first.name] = .duration(.milliseconds(800))
    }
    return PlannedStep(
      name: name, verb: signature.verb == .inject ? .inject : .operate, kind: signature.kind,
      start: .at(.zero), lifeNs: .seconds(10), hosts: hosts,
      links: signature.targets == .link ? [link("n1", "n2"), link("n2", "n1")] : [],
      parameters: parameters, cure: nil)
  }

  /// A cut of these directions.
  static func cut(
    _ links: [Link], _ parameters: [String: ParameterValue] = [:], name: StepName = "trial"
  ) -> PlannedStep {
    var step = step(NetworkCut().signature, name: name)
    step.links = links
    step.parameters = parameters
    return step
  }

  static func link(_ from: HostName, _ to: HostName) -> Link { Link(from: from, to: to) }
}
