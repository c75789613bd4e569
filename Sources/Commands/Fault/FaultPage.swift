import Vocabulary

/// One kind in full, with a step that a mission could have and the command that tries it.
enum FaultPage {
  static func text(_ entry: FaultEntry) -> String {
    guard let verb = entry.verb else {
      let words = "\(entry.kind): refused on a range, for \(entry.reason ?? "it is not there")"
      return FaultTable.wrapped(words, indent: 2).joined(separator: "\n")
    }
    var lines = FaultTable.wrapped("\(entry.kind): \(entry.summary)", indent: 2)
    lines += [""] + row("Proof", entry.proof)
    lines += row("Targets", targets(entry))
    if let databases = entry.databases, let elsewhere = entry.elsewhere {
      lines += row("Only on", "\(databases.joined(separator: ", ")); elsewhere: \(elsewhere)")
    }
    let needs = entry.needs.map { "\($0.capability)\($0.isHere ? "" : " (not on this machine)")" }
    lines += row("Needs", needs.joined(separator: ", "))
    if !entry.parameters.isEmpty { lines += ["", "Parameters"] }
    for parameter in entry.parameters { lines += self.parameter(parameter) }
    if !entry.oneOf.isEmpty {
      lines += ["  At least one of \(entry.oneOf.joined(separator: ", ")) must be given."]
    }
    if !entry.atMostOne.isEmpty {
      lines += ["  At most one of \(entry.atMostOne.joined(separator: ", ")) may be given."]
    }
    lines += ["", "In a mission", "  - \(verb.rawValue): \(entry.kind)"]
    let settings = example(entry)
    lines += (exampleTargets(entry) + settings).map { "    \($0.key): \($0.value)" }
    if verb == .inject { lines += ["    for: 20s"] }
    lines += ["", "By hand", "  " + command(entry, settings)]
    return lines.joined(separator: "\n")
  }

  private static func row(_ name: String, _ text: String) -> [String] {
    FaultTable.wrapped(Terminal.padded(name, 9) + text, indent: 9)
  }

  private static func parameter(_ parameter: FaultEntry.Parameter) -> [String] {
    let values = parameter.values.map { ": \($0)" } ?? ""
    let scope = parameter.databases.map { ", on \($0.joined(separator: " and "))" } ?? ""
    let required = parameter.isRequired ? ", required" : ""
    let head = "  \(parameter.name)  \(parameter.type)\(values)\(required)\(scope)"
    return FaultTable.wrapped(head, indent: 6)
      + FaultTable.wrapped("      \(parameter.help)", indent: 6)
  }

  private static func targets(_ entry: FaultEntry) -> String {
    switch entry.targets {
    case .hosts: "on: hosts"
    case .link: "from: and to: hosts, between: and and: hosts, or on: hosts"
    case nil, .some(.none): "none"
    }
  }

  private static func exampleTargets(_ entry: FaultEntry) -> [(key: String, value: String)] {
    switch entry.targets {
    case .hosts: [("on", "n2")]
    case .link: [("from", "n1"), ("to", "n2")]
    case nil, .some(.none): []
    }
  }

  /// What is required, and one of those of which one is.
  private static func example(_ entry: FaultEntry) -> [(key: String, value: String)] {
    let required = entry.parameters.filter {
      $0.isRequired || $0.name == entry.oneOf.first
    }
    return required.map { ($0.name, $0.example) }
  }

  private static func command(
    _ entry: FaultEntry, _ settings: [(key: String, value: String)]
  ) -> String {
    let targets = exampleTargets(entry).map { "--\($0.key) \($0.value)" }
    let values = settings.map { "\($0.key)=\($0.value)" }
    let database = entry.databases?.first.map { ["--database \($0)"] } ?? []
    return (["cygnet fault try \(entry.kind)"] + database + targets + values)
      .joined(separator: " ")
  }
}
