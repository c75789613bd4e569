package import Vocabulary

/// Finds the range's host in what a sender says.
package struct AlertHosts: Sendable, Equatable {
  /// Labels that name a host, the surest first.
  static let labels = ["host", "node", "instance", "component", "hostname", "member", "pod"]

  private let byName: [String: HostName]

  /// The hosts that an alert may be about.
  package init(_ hosts: [HostName]) {
    byName = Dictionary(hosts.map { ($0.rawValue.lowercased(), $0) }, uniquingKeysWith: { $1 })
  }

  /// The first label that names a host; nil where none does, whatever else it names.
  func find(in labels: AlertBody?) -> HostName? {
    guard let labels else { return nil }
    for label in Self.labels {
      if let host = find(labels.value[label]?.text) { return host }
    }
    return nil
  }

  /// `n3`, `n3:9100`, `n3.c1.example`, `http://n3:2379/metrics` are all `n3`.
  func find(_ text: String?) -> HostName? {
    guard var rest = text?.lowercased().prefix(300) else { return nil }
    if let host = byName[String(rest)] { return host }
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "/" && $0 != ":" }
    if let host = byName[String(rest)] { return host }
    return byName[String(rest.prefix { $0 != "." })]
  }
}

extension AlertHosts {
  /// The one host that a text names as a word of its own, as in `c1/n3/lag`; nil for two or none.
  func find(word text: String?) -> HostName? {
    guard let text else { return nil }
    let words = text.lowercased().prefix(1_024).split { !($0.isLetter || $0.isNumber || $0 == "-") }
    let found = Set(words.compactMap { byName[String($0)] })
    return found.count == 1 ? found.first : nil
  }
}
