import Vocabulary

/// The words of an `etcdctl` command, version 3.
///
/// Source: etcdctl 3.4, `etcdctl help` and README.
struct EtcdctlWords {
  private static let valued: Set = [
    "endpoints", "cacert", "cert", "key", "user", "password", "command-timeout", "dial-timeout",
    "write-out", "w", "keepalive-time", "keepalive-timeout", "discovery-srv",
    "discovery-srv-name", "rev", "prefix-end", "limit", "order", "sort-by", "lease", "data-dir",
    "name", "initial-cluster", "initial-cluster-token", "initial-advertise-peer-urls",
    "peer-urls", "consistency",
  ]

  /// Commands that change nothing: the first word, or the first two.
  private static let looks: Set = [
    "get", "watch", "version", "help", "endpoint health", "endpoint status", "endpoint hashkv",
    "member list", "alarm list", "snapshot status", "snapshot save", "user list", "user get",
    "role list", "role get", "lease list", "lease timetolive", "auth status", "check datascale",
    "completion",
  ]

  private var verbs: [String] = []
  private var endpoints: String?
  private var asksForHelp = false

  init(_ words: [String], assignments: [String: String]) {
    endpoints = assignments["ETCDCTL_ENDPOINTS"]
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word.count > 1 else {
        verbs.append(word)
        continue
      }
      let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
      var value = word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }
      if value == nil, Self.valued.contains(name) { value = rest.popFirst() }
      if name == "endpoints" { endpoints = value }
      if name == "help" || name == "h" { asksForHelp = true }
    }
  }

  var isMutating: Bool {
    guard let first = verbs.first, !asksForHelp else { return false }
    let both = verbs.prefix(2).joined(separator: " ")
    return !Self.looks.contains(first) && !Self.looks.contains(both)
  }

  /// The named endpoints; without any, the host's own member, or all where it has none.
  func targets(on host: HostName, in book: HostBook) -> [HostName] {
    if let endpoints {
      return endpoints.split(separator: ",").compactMap {
        book.host(inURL: String($0)) ?? local(String($0), host)
      }
    }
    return book.isMember(host) ? [host] : book.members
  }

  private func local(_ endpoint: String, _ host: HostName) -> HostName? {
    endpoint.contains("127.0.0.1") || endpoint.contains("localhost") ? host : nil
  }
}
