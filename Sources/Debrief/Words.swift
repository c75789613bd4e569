import Vocabulary

/// Steps, hosts and responders in plain English.
enum Words {
  /// `n1 (follower)`, or the bare name where the plan gives no role.
  static func host(_ name: HostName, in plan: Plan) -> String {
    guard let role = plan.hosts.first(where: { $0.name == name })?.role, !role.isEmpty else {
      return name.rawValue
    }
    return "\(name.rawValue) (\(role))"
  }

  /// Hosts as a list, with roles where there are at most two.
  static func hosts(_ names: [HostName], in plan: Plan) -> String {
    guard names.count < 3 else { return Written.list(names.map(\.rawValue)) }
    return Written.list(names.map { host($0, in: plan) })
  }

  /// A step in effect as a noun phrase: `a slow disk on n1 (follower), fsync +1 s`.
  static func phrase(_ fault: FaultRecord, in plan: Plan) -> String {
    let place = hosts(fault.targets, in: plan)
    let step = plan.steps.first { $0.name == fault.id }
    let verb = fault.targets.count > 1
    switch fault.kind {
    case "disk.slow":
      return "a slow disk\(parameterTail(step)) on \(place)"
    case "maintenance.stop": return "\(place) out for maintenance"
    case "maintenance.start": return "\(place) started again"
    case "net.cut": return cut(step, place, in: plan)
    case "proc.kill": return "\(place) killed"
    case "proc.pause": return "\(place) paused"
    case "operator.force-new-cluster": return "a new cluster forced on \(place)"
    case "operator.old-snapshot": return "an old backup in the place of the data of \(place)"
    case "operator.rewind": return "\(place) rewound to one that had less"
    case "operator.pause-manager": return "the failover paused, typed on \(place)"
    case "operator.resume-manager": return "the failover resumed, typed on \(place)"
    default:
      return "\(fault.kind) on \(fault.targets.isEmpty ? "the cluster" : place)"
        + (verb ? "" : parameterTail(step))
    }
  }

  /// The label of a bar: `disk.slow n1 · fsync +1 s`.
  static func label(_ fault: FaultRecord, in plan: Plan) -> String {
    let step = plan.steps.first { $0.name == fault.id }
    var text = fault.kind
    if let step, fault.kind == "net.cut", !step.links.isEmpty {
      text += " " + links(step.links)
    } else if !fault.targets.isEmpty {
      text += " " + fault.targets.map(\.rawValue).joined(separator: ", ")
    }
    let tail = step.map { parameters($0.parameters) } ?? []
    return ([text] + tail).joined(separator: " · ")
  }

  /// Directed links, both directions of a pair as one: `n1 ↔ n2, n1 → n3`.
  static func links(_ links: [Link]) -> String {
    let all = Set(links)
    return links.sorted().compactMap { link in
      if all.contains(Link(from: link.to, to: link.from)) {
        return link.from < link.to ? "\(link.from) ↔ \(link.to)" : nil
      }
      return "\(link.from) → \(link.to)"
    }.joined(separator: ", ")
  }

  /// Parameters as people write them, by name.
  static func parameters(_ parameters: [String: ParameterValue]) -> [String] {
    parameters.sorted { $0.key < $1.key }.map { key, value in
      // A flag is its own name: `one-way`, not `one-way yes`.
      if case .flag(let isSet) = value { return isSet ? key : "not \(key)" }
      return "\(key) \(self.value(value))"
    }
  }

  /// One parameter with its unit.
  static func value(_ value: ParameterValue) -> String {
    switch value {
    case .duration(let span): (span < .zero ? "" : "+") + Written.span(span)
    case .ratio(let share): Written.percent(share)
    case .bytes(let count): Written.count(count) + " bytes"
    case .rate(let perSecond): Written.rate(perSecond) + "/s"
    case .bandwidth(let bytesPerS): Written.count(bytesPerS) + " bytes/s"
    case .partsPerMillion(let parts): Written.rate(parts) + " ppm"
    case .flag(let flag): flag ? "yes" : "no"
    case .number(let number): Written.rate(number)
    case .text(let text): text
    }
  }

  /// The responder as the header names it.
  static func responder(_ responder: String) -> String {
    if responder == "none" { return "nobody responding" }
    if responder == "people" { return "people responding" }
    guard responder.hasPrefix("runbook:") else { return responder }
    let path = responder.dropFirst("runbook:".count)
    let file = path.split(separator: "/").last.map(String.init) ?? String(path)
    let name = file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
    return "runbook “\(name)” responding"
  }

  /// What an alternative of the response key did to a decision or an action.
  static func grade(_ response: String, in key: BlueBrief.ResponseKey) -> String {
    if key.preferred.contains(response) { return "preferred" }
    if key.acceptable.contains(response) { return "acceptable" }
    if key.harmful.contains(response) { return "harmful" }
    return "neutral"
  }

  private static func cut(_ step: PlannedStep?, _ place: String, in plan: Plan) -> String {
    guard let step, !step.links.isEmpty else { return "the network of \(place) cut" }
    let all = Set(step.links)
    let oneWay = step.links.filter { !all.contains(Link(from: $0.to, to: $0.from)) }
    if oneWay.count == 1, step.links.count == 1, let link = oneWay.first {
      return "a one-way cut from \(host(link.from, in: plan)) to \(host(link.to, in: plan))"
    }
    if oneWay.isEmpty, let alone = isolated(step.links) {
      return "\(host(alone.host, in: plan)) cut off from \(Written.list(alone.others))"
    }
    let text = links(step.links)
    if step.links.count <= 6 { return (oneWay.isEmpty ? "a cut " : "a one-way cut ") + text }
    return "a cut of \(step.links.count) directed links"
  }

  /// The host that every one of several two-way cuts has in common.
  private static func isolated(_ links: [Link]) -> (host: HostName, others: [String])? {
    let hosts = Set(links.flatMap { [$0.from, $0.to] }).sorted()
    let common = hosts.filter { host in links.allSatisfy { $0.from == host || $0.to == host } }
    guard common.count == 1, let host = common.first else { return nil }
    return (host, hosts.filter { $0 != host }.map(\.rawValue))
  }

  private static func parameterTail(_ step: PlannedStep?) -> String {
    let parts = step.map { parameters($0.parameters) } ?? []
    return parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")"
  }
}
