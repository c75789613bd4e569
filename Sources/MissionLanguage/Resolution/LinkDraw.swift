import Vocabulary

/// Turns the target words of a network fault into directed links.
enum LinkDraw {
  /// The hosts a step names and the links between them.
  struct Reach {
    var hosts: [HostName]
    var links: [Link]
  }

  /// `from`/`to` and `between`/`and` list both ends as hosts; `on` lists the named hosts only.
  static func resolve(_ step: MissionStep, _ draw: HostDraw) throws(Complaint) -> Reach {
    if step.targets["on"] != nil {
      let hosts = try side("on", step, draw, named: [])
      return Reach(hosts: hosts, links: try isolation(of: hosts, step, draw))
    }
    let isOneWay = step.parameters["one-way"] == .flag(true)
    let (first, second) = step.targets["from"] != nil ? ("from", "to") : ("between", "and")
    // `others` on one side depends on the other side, so that side is resolved first.
    let isFirstOpen = step.targets[first].map { TargetWords.split($0).contains("others") } ?? false
    var left: [HostName] = []
    var right: [HostName] = []
    if isFirstOpen {
      right = try side(second, step, draw, named: [])
      left = try side(first, step, draw, named: Set(right))
    } else {
      left = try side(first, step, draw, named: [])
      right = try side(second, step, draw, named: Set(left))
    }
    var links = pairs(left, right)
    if !isOneWay { links.formUnion(pairs(right, left)) }
    guard !links.isEmpty else {
      throw Complaint(
        "both sides of `\(step.name)` are the same host, so there is no link",
        hint: "choose two different targets")
    }
    let hosts = Set(links.flatMap { [$0.from, $0.to] })
    return Reach(hosts: hosts.sorted(), links: links.sorted())
  }

  private static func side(
    _ key: String, _ step: MissionStep, _ draw: HostDraw, named: Set<HostName>
  ) throws(Complaint) -> [HostName] {
    guard let words = step.targets[key] else {
      throw Complaint("`\(step.name)` has no `\(key)`", hint: "give both sides of the link")
    }
    return try draw.resolve(words, purpose: "step \(step.name) \(key)", named: named)
  }

  private static func isolation(
    of hosts: [HostName], _ step: MissionStep, _ draw: HostDraw
  ) throws(Complaint) -> [Link] {
    let rest = draw.hosts.filter { !hosts.contains($0) }
    guard !rest.isEmpty else {
      throw Complaint(
        "`\(step.name)` isolates all hosts from nobody", hint: "leave at least one host out")
    }
    switch step.parameters["mode"] {
    case nil: return pairs(hosts, rest).union(pairs(rest, hosts)).sorted()
    case .text("deaf"): return pairs(rest, hosts).sorted()
    case .text("mute"): return pairs(hosts, rest).sorted()
    default:
      throw Complaint(
        "unknown mode of `\(step.name)`",
        hint: "write `mode: deaf` (hears nobody), `mode: mute` (nobody hears it), or leave it out")
    }
  }

  private static func pairs(_ from: [HostName], _ to: [HostName]) -> Set<Link> {
    Set(from.flatMap { sender in to.filter { $0 != sender }.map { Link(from: sender, to: $0) } })
  }
}
