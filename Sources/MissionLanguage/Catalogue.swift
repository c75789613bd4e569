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

  /// Complains of a kind that nothing is called.
  func check(_ kind: String) throws(Complaint) -> String {
    guard signatures[kind] == nil, notYet[kind] == nil else { return kind }
    throw Complaint(
      "no fault and no operation is called `\(kind)`",
      hint: hint(forKind: kind))
  }
}
