import ArgumentParser
import Faults
import MissionLanguage
import Vocabulary

/// Every kind of fault and operation, or one of them in full.
struct FaultList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Every kind with its parameters, needs and proof; with a KIND that one in full.")

  @Argument(help: "One kind, or an area such as net.") var kind: String?
  @Flag(help: "One JSON object a kind on standard output.") var json = false

  func run() throws {
    let entries = FaultEntry.all(available: MachineCapabilities.available())
    let chosen = try kind.map { try Self.choose($0, of: entries) } ?? entries
    if json {
      for entry in chosen { print(try CanonicalJSON.line(entry)) }
    } else if chosen.count == 1, let entry = chosen.first, entry.kind == kind {
      print(FaultPage.text(entry))
    } else {
      print(FaultTable.text(chosen))
    }
  }

  /// The kind of that name, or all of an area.
  static func choose(_ word: String, of entries: [FaultEntry]) throws -> [FaultEntry] {
    let chosen = entries.filter { $0.kind == word || $0.area == word }
    guard chosen.isEmpty else { return chosen }
    let hint = MissionSource.catalogue.hint(forKind: word)
    throw UsageError("there is no kind and no area '\(word)'", hint: hint)
  }
}

/// One kind as `fault list` shows it.
struct FaultEntry: Encodable, Equatable {
  /// Such as `net.cut`.
  var kind: String
  /// What comes before the point.
  var area: String
  /// `inject` or `operate`; nil where the kind is not there yet.
  var verb: StepSignature.Verb?
  /// How its targets are written.
  var targets: StepSignature.TargetShape?
  /// In the order of the signature.
  var parameters: [Parameter]
  /// Parameters of which one must be given.
  var oneOf: [String]
  /// Parameters of which at most one may be given.
  var atMostOne: [String]
  /// Where it means anything; nil where on every database.
  var databases: [String]?
  /// What to write on the others.
  var elsewhere: String?
  /// What the range must offer, and whether this machine does.
  var needs: [Need]
  /// What it does.
  var summary: String
  /// How its effect and its healing are proved.
  var proof: String
  /// Whether it can be injected on this machine.
  var isAvailable: Bool
  /// Why not.
  var reason: String?

  /// One parameter.
  struct Parameter: Encodable, Equatable {
    var name: String
    var type: String
    var isRequired: Bool
    var values: String?
    var databases: [String]?
    var example: String
    var help: String
  }

  /// One thing that a range must offer.
  struct Need: Encodable, Equatable {
    var capability: String
    var isHere: Bool
  }

  /// Every kind by area and name, those that are not there yet among them.
  static func all(available: Set<Capability>) -> [FaultEntry] {
    let there = FaultCatalogue.all.map { FaultEntry($0.signature, available) }
    let notYet = FaultCatalogue.notYet.map { FaultEntry(notYet: $0.key, reason: $0.value) }
    return (there + notYet).sorted { ($0.area, $0.kind) < ($1.area, $1.kind) }
  }

  init(_ signature: StepSignature, _ available: Set<Capability>) {
    kind = signature.kind
    area = Self.area(of: kind)
    verb = signature.verb
    targets = signature.targets
    parameters = signature.parameters.map {
      Parameter(
        name: $0.name, type: QuantityText.name($0.type), isRequired: $0.isRequired,
        values: QuantityText.bounds($0), databases: $0.databases?.kinds,
        example: QuantityText.example($0), help: $0.help)
    }
    databases = signature.databases?.kinds
    elsewhere = signature.databases?.elsewhere
    oneOf = signature.oneOf
    atMostOne = signature.atMostOne
    needs = signature.needs.map {
      Need(capability: $0.rawValue, isHere: available.contains($0))
    }
    summary = signature.summary
    proof = signature.proof
    let lacking = needs.filter { !$0.isHere }.map(\.capability)
    isAvailable = lacking.isEmpty
    reason =
      lacking.isEmpty
      ? nil : "this machine has no \(lacking.joined(separator: ", ")); see cygnet range doctor"
  }

  init(notYet kind: String, reason: String) {
    self.kind = kind
    area = Self.area(of: kind)
    parameters = []
    oneOf = []
    atMostOne = []
    needs = []
    summary = ""
    proof = ""
    isAvailable = false
    self.reason = reason
  }

  private static func area(of kind: String) -> String { String(kind.prefix { $0 != "." }) }
}
