/// An argument, an option or a flag of a command, as the argument parser describes it.
struct ArgumentInfo: Decodable, Equatable {
  /// How it is given.
  enum Kind: String, Decodable { case positional, option, flag }

  /// One of its names.
  struct Name: Decodable, Equatable {
    var kind: String
    var name: String

    /// `--seed`, `-h`.
    var typed: String { (kind == "long" ? "--" : "-") + name }
  }

  var kind: Kind
  /// Whether help shows it.
  var isShown: Bool
  var isOptional: Bool
  var isRepeating: Bool
  /// Whether it stands after `--` only.
  var isAfterTerminator: Bool
  /// Of options and flags; an inverted flag has both of its names.
  var names: [Name]
  /// What stands for its value.
  var valueName: String
  /// What holds where it is not given.
  var usual: String?
  var abstract: String

  private enum CodingKeys: String, CodingKey {
    case kind, shouldDisplay, isOptional, isRepeating, parsingStrategy, names, valueName
    case defaultValue, abstract
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    kind = try values.decode(Kind.self, forKey: .kind)
    isShown = try values.decode(Bool.self, forKey: .shouldDisplay)
    isOptional = try values.decode(Bool.self, forKey: .isOptional)
    isRepeating = try values.decode(Bool.self, forKey: .isRepeating)
    isAfterTerminator =
      try values.decode(String.self, forKey: .parsingStrategy) == "postTerminator"
    names = try values.decodeIfPresent([Name].self, forKey: .names) ?? []
    valueName = try values.decodeIfPresent(String.self, forKey: .valueName) ?? "value"
    usual = try values.decodeIfPresent(String.self, forKey: .defaultValue)
    abstract = try values.decodeIfPresent(String.self, forKey: .abstract) ?? ""
  }

  /// As it is typed: `<mission>`, `--seed <seed>`, `--twin, --no-twin`, `-- <command> ...`.
  var typed: String {
    let value = "<\(valueName)>" + (isRepeating ? " ..." : "")
    switch kind {
    case .positional: return (isAfterTerminator ? "-- " : "") + value
    case .option: return (names.first?.typed ?? "") + " " + value
    case .flag: return names.map(\.typed).joined(separator: ", ")
    }
  }

  /// `--twin` and `--no-twin` are two arguments of the parser and one of people.
  static func joined(_ arguments: [ArgumentInfo]) -> [ArgumentInfo] {
    arguments.reduce(into: []) { all, next in
      if let last = all.last, last.kind == .flag, next.kind == .flag,
        let name = last.names.first?.name, next.names.first?.name == "no-" + name
      {
        all[all.count - 1].names += next.names
      } else {
        all.append(next)
      }
    }
  }
}
