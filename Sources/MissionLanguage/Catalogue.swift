package import Vocabulary

/// The kinds of fault and operation that the language can read, and those that cannot run here yet.
package struct Catalogue: Sendable {
  /// What can be read, by kind.
  package var signatures: [String: StepSignature]
  /// Kinds that parse and are refused at resolution, with the reason.
  package var notYet: [String: String]

  /// Conditions and keys that parse and are refused at resolution, with the reason.
  package var notObserved: [String: String]

  /// A catalogue; `notYet` maps a kind to why it is not available on this range.
  package init(
    signatures: [StepSignature], notYet: [String: String], notObserved: [String: String] = [:]
  ) {
    self.signatures = Dictionary(signatures.map { ($0.kind, $0) }, uniquingKeysWith: { $1 })
    self.notYet = notYet
    self.notObserved = notObserved
  }

  /// Every kind, in alphabetical order, for hints.
  var kinds: [String] { Set(signatures.keys).union(notYet.keys).sorted() }

  /// What a person may have meant by a kind that nothing is called.
  package func hint(forKind word: String) -> String {
    if let near = Spelling.nearest(to: word, among: kinds) {
      return "did you mean `\(near)`? `cygnet fault list` shows all"
    }
    return "known: \(kinds.joined(separator: ", "))"
  }

  /// The kinds that stand behind one verb, in alphabetical order.
  func kinds(_ verb: StepSignature.Verb) -> [String] {
    kinds.filter { signatures[$0].map { $0.verb == verb } ?? true }
  }

  /// Which kinds have a parameter of that name, in words; nil where none has.
  func owners(of parameter: String) -> String? {
    let owners = signatures.values.filter { $0.parameters.contains { $0.name == parameter } }
      .map(\.kind).sorted()
    return owners.isEmpty ? nil : "`\(parameter)` belongs to \(owners.joined(separator: ", "))"
  }

  /// What operators can do here, by mission or by runbook, in alphabetical order.
  package var actions: [String] {
    let known = signatures.values.filter { $0.verb == .operate }.map(\.kind)
    return Set(known + [Selectors.moveLeader]).sorted()
  }

  /// Complains of what no operator can do here.
  func checkAction(_ kind: String) throws(Complaint) -> String {
    if actions.contains(kind) { return kind }
    if let reason = notYet[kind] {
      throw Complaint(
        "`\(kind)` is not available on this range: \(reason)",
        hint: "known: \(actions.joined(separator: ", "))")
    }
    throw Complaint(
      signatures[kind] == nil
        ? "unknown action `\(kind)`" : "`\(kind)` is a fault, not an operator's action",
      hint: Spelling.hint(
        for: kind, among: actions, otherwise: "known: \(actions.joined(separator: ", "))"))
  }

  /// The complaint about a condition that no range here can see; nil where one can.
  func unobserved(_ condition: Condition) -> Complaint? {
    let words: String? =
      switch condition {
      case .lag: "lag"
      case .backupRunning: "backup running"
      default: nil
      }
    guard let words, let reason = notObserved[words] else { return nil }
    return Complaint(
      "the trigger `\(words)` is not available on this range: \(reason)",
      hint: "trigger on `leader changed`, `no leader`, `alert NAME` or `write-success < 50%`")
  }

  /// Complains of a kind that nothing is called.
  func check(_ kind: String) throws(Complaint) -> String {
    guard signatures[kind] == nil, notYet[kind] == nil else { return kind }
    throw Complaint(
      "no fault and no operation is called `\(kind)`",
      hint: hint(forKind: kind))
  }
}
