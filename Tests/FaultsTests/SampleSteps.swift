import Faults
import Vocabulary

/// Planned steps to compile, and a cluster to compile them for.
enum SampleSteps {
  static let cluster = ClusterFacts(addresses: [
    "n1": "10.0.0.1", "n2": "10.0.0.2", "n3": "10.0.0.3",
  ])

  /// A cluster of the first database that has words for the kind; etcd where it has.
  static func cluster(for signature: StepSignature) -> ClusterFacts {
    var cluster = cluster
    if let kind = signature.databases?.kinds.first { cluster.kind = kind }
    return cluster
  }

  /// A step of that kind on two hosts and the two directions between them.
  static func step(
    _ signature: StepSignature, name: StepName = "trial", hosts: [HostName] = ["n1", "n2"]
  ) -> PlannedStep {
    var parameters: [String: ParameterValue] = [:]
    for parameter in signature.parameters where parameter.isRequired {
      parameters[parameter.name] = value(parameter)
    }
    if let name = signature.oneOf.first,
      let parameter = signature.parameters.first(where: { $0.name == name })
    {
      parameters[name] = value(parameter)
    }
    return PlannedStep(
      name: name, verb: signature.verb == .inject ? .inject : .operate, kind: signature.kind,
      start: .at(.zero), lifeNs: .seconds(10), hosts: hosts,
      links: signature.targets == .link ? [link("n1", "n2"), link("n2", "n1")] : [],
      parameters: parameters, cure: nil)
  }

  /// A value of the parameter's type, within its bounds.
  static func value(_ parameter: ParameterSignature) -> ParameterValue {
    func within(_ usual: Double) -> Double {
      guard let bounds = parameter.bounds else { return usual }
      return min(max(usual, bounds.lowerBound), bounds.upperBound)
    }
    switch parameter.type {
    case .duration: return .duration(.seconds(within(0.8)))
    case .signedDuration: return .duration(.seconds(-within(90)))
    case .ratio: return .ratio(within(0.2))
    case .partsPerMillion: return .partsPerMillion(within(200))
    case .bytes: return .bytes(Int64(within(64e6)))
    case .rate: return .rate(perSecond: within(300))
    case .bandwidth: return .bandwidth(bytesPerS: Int64(within(125_000)))
    case .number, .count: return .number(within(3))
    case .flag: return .flag(true)
    case .text, .step: return .text("word")
    case .choice(let words), .choices(let words): return .text(words[0])
    }
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
