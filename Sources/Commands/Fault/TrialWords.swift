import Conductor
import MissionLanguage
import Vocabulary

/// The words of `fault try`, read by the mission language itself.
struct TrialWords {
  let kind: String
  /// The keys that a mission's step would have, each with its place on the command line.
  private let entries: [(key: String, value: String, shown: String)]
  /// How long the fault stays once it is proved.
  let hold: Nanoseconds

  /// Parts the words; whether they make sense the language says, when the hosts are known.
  init(
    kind: String, targets: [(key: String, value: String?)], settings: [String], life: String
  ) throws {
    self.kind = kind
    var entries = targets.compactMap { key, value in
      value.map { (key: key, value: $0, shown: "--\(key) \($0)") }
    }
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw UsageError(
          "`\(setting)` is no parameter", hint: "write NAME=VALUE, such as one-way=true")
      }
      entries.append((String(parts[0]), String(parts[1]), setting))
    }
    // Only faults have a life; an operation is held as long, but does not know it.
    if MissionSource.catalogue.signatures[kind]?.verb != .operate {
      entries.append(("for", life, "--for \(life)"))
    }
    self.entries = entries
    switch StepParser.life(life) {
    case .success(let span): hold = span
    case .failure(let errors): throw TrialRefused(errors.diagnostics.map { ($0, "--for \(life)") })
    }
  }

  /// The step on these hosts; everything that is wrong with it is thrown at once.
  func step(
    on hosts: [HostName], capabilities: Set<Capability> = MachineCapabilities.available()
  ) throws -> PlannedStep {
    let result = StepParser.plan(
      kind: kind, entries: entries.map { ($0.key, $0.value) }, name: "trial",
      topology: Topology(hosts: hosts, capabilities: capabilities),
      catalogue: MissionSource.catalogue)
    switch result {
    case .success(let step): return step
    case .failure(let errors):
      throw TrialRefused(
        errors.diagnostics.map { diagnostic in
          let place = diagnostic.position.line
          return (diagnostic, place == 0 ? kind : entries[place - 1].shown)
        })
    }
  }

  /// The step on machines of an inventory; a kind that one of them cannot be given is refused.
  func step(on inventory: Inventory) throws -> PlannedStep {
    // What each machine can do its own agent says; here is refused what none over SSH can.
    let all = Set(Capability.allCases)
    let step = try step(on: inventory.hosts.map(\.name).sorted(), capabilities: all)
    guard let signature = MissionSource.catalogue.signatures[kind] else { return step }
    for host in inventory.hosts where step.hosts.contains(host.name) {
      guard let reason = RemoteKinds.refusal(of: signature, on: host, usable: all) else { continue }
      throw UsageError(
        "\(kind) is refused on \(host.name): \(reason)",
        hint: "cygnet range doctor --inventory shows what each machine can be given")
    }
    return step
  }
}

/// Words of a command line that the mission language does not take: all that is wrong with them.
struct TrialRefused: Error, CustomStringConvertible {
  private let complaints: [(diagnostic: Diagnostic, shown: String)]

  init(_ complaints: [(Diagnostic, String)]) {
    self.complaints = complaints.map { (diagnostic: $0.0, shown: $0.1) }
  }

  var description: String {
    complaints.map { complaint in
      "error: in `\(complaint.shown)`: \(complaint.diagnostic.message)\n"
        + "  hint: \(complaint.diagnostic.hint)"
    }.joined(separator: "\n")
  }
}
