import Faults
import MissionLanguage
import Vocabulary

/// What a bench does of each kind: a line here where the usual values would say little.
package enum BenchCases {
  /// Values that a probe cannot mistake for a busy machine, and that do not make a bench long.
  private static let table: [BenchCase] = [
    BenchCase("net.cut two-way", kind: "net.cut", .halves),
    BenchCase("net.cut one-way", kind: "net.cut", .halves, ["one-way": "true"]),
    BenchCase(
      "net.cut payload-only", kind: "net.cut", .halves,
      ["one-way": "true", "payload-only": "true"]),
    BenchCase("net.delay", .halves, ["delay": "50ms"]),
    BenchCase("net.loss", .halves, ["loss": "30%"]),
    BenchCase("net.rate", .halves, ["rate": "1mbit/s"]),
    BenchCase("net.duplicate", .halves, ["duplicate": "50%"]),
    BenchCase("net.reorder", .halves, ["reorder": "50%"]),
    BenchCase("net.corrupt", .halves, ["corrupt": "30%"]),
    BenchCase("disk.slow", .one, ["fsync": "500ms"]),
    BenchCase("clock.step", .one, ["offset": "-90s"]),
    BenchCase("clock.step everywhere", kind: "clock.step", .all, ["offset": "-90s"]),
    BenchCase("clock.drift", .one, ["rate": "2%"]),
    BenchCase("clock.strobe", .one, ["delta": "10s", "period": "200ms"]),
    BenchCase("proc.pause", .one),
    BenchCase("proc.pause everywhere", kind: "proc.pause", .all),
    BenchCase("proc.kill", .one, restarts: true),
    BenchCase("proc.restart", .one, restarts: true),
    BenchCase("proc.crash-loop", .one, ["every": "1s"], restarts: true),
    BenchCase("proc.cpu", .one, ["processors": "0.2"]),
    BenchCase("proc.memory", .one, ["bytes": "512MB"]),
    BenchCase("proc.files", .one, ["open": "4096"]),
    BenchCase("host.crash", .one, restarts: true),
    BenchCase("maintenance.stop", .one, restarts: true),
  ]

  /// Every case of every kind that has a cure; a kind without a line here by its own examples.
  package static func all() -> [BenchCase] {
    FaultCatalogue.all.map(\.signature).filter { $0.targets != .none && hasCure($0) }.flatMap { signature in
      let known = table.filter { $0.kind == signature.kind }
      return known.isEmpty ? [usual(signature)] : known
    }
  }

  /// A kind on one host, with what it requires as its signature would write it.
  static func usual(_ signature: StepSignature) -> BenchCase {
    let wanted = signature.parameters.filter {
      $0.isRequired || $0.name == signature.oneOf.first
    }
    let parameters = wanted.map { ($0.name, QuantityText.example($0)) }
    return BenchCase(
      signature.kind, signature.targets == .link ? .halves : .one,
      Dictionary(uniqueKeysWithValues: parameters))
  }

  /// Whether something undoes it: what nothing undoes can be done once a range only.
  private static func hasCure(_ signature: StepSignature) -> Bool {
    let hosts: [HostName] = ["n1", "n2"]
    let step = usual(signature).step(
      "cure", on: hosts, capabilities: Set(Capability.allCases), catalogue: catalogue)
    guard case .success(let planned) = step else { return true }
    let facts = ClusterFacts(addresses: ["n1": "10.0.0.1", "n2": "10.0.0.2"])
    return FaultCatalogue.compile(planned, on: facts)?.undo.isEmpty == false
  }

  /// The kinds as the mission language knows them.
  static let catalogue = Catalogue(
    signatures: FaultCatalogue.all.map(\.signature), notYet: FaultCatalogue.notYet)

  /// Cases that hosts without a database and a disk can do.
  static func isBare(_ one: BenchCase) -> Bool {
    one.kind.hasPrefix("net.") || one.reach == .all
  }

  /// Cases that need a disk and might end a database that is on it.
  static func isOfDisks(_ one: BenchCase) -> Bool { one.kind.hasPrefix("disk.") }
}
