import Vocabulary

/// Finds the addresses that an action names.
enum AddressScan {
  /// Every IPv4 address in the action, network prefixes included.
  static func addresses(of action: HostAction) -> [String] {
    switch action {
    case .loadTable(_, _, let rules): addresses(in: rules)
    case .set(_, _, .links(let links)): links.keys.sorted()
    default: []
    }
  }

  /// Words of four numbers with dots; a prefix length stays part of the word, so it never matches.
  static func addresses(in text: String) -> [String] {
    let words = text.split { !($0.isASCII && ($0.isNumber || $0 == "." || $0 == "/" || $0 == ":")) }
    return words.map(String.init).filter { word in
      word.contains(":") && word.count > 1 && word.contains { $0.isNumber }
        || word.split(separator: ".").count == 4
    }
  }
}

/// The people who agreed to an injection into production.
package enum Approval {
  /// The different names among those given, blanks and case aside.
  package static func people(_ names: [String]) -> Set<String> {
    Set(
      names.map {
        $0.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
      }.filter { !$0.isEmpty })
  }
}
