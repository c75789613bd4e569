/// What a Redis says of its place among the others.
struct RedisReplication: Sendable, Equatable {
  /// Whether it takes writes.
  var isPrimary: Bool
  /// The address and port of the primary that it follows; nil where it leads.
  var follows: String?
  /// Whether it hears that one; true where it leads.
  var isLinked: Bool
  /// Replicas of its own that are copied and hear it.
  var replicas: Int

  /// Reads the answer to `INFO replication`; nil where it is none.
  init?(_ text: String) {
    var fields: [Substring: Substring] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon]] = line[line.index(after: colon)...]
    }
    switch fields["role"] {
    case "master":
      isPrimary = true
      follows = nil
      isLinked = true
      replicas =
        fields.count { $0.key.hasPrefix("slave") && $0.value.contains("state=online") }
    case "slave":
      guard let host = fields["master_host"], let port = fields["master_port"] else { return nil }
      isPrimary = false
      follows = "\(host):\(port)"
      isLinked =
        fields["master_link_status"] == "up" && fields["master_sync_in_progress"] == "0"
      replicas = 0
    default: return nil
    }
  }
}

/// What a Sentinel says of the primary that it watches.
struct SentinelSight: Sendable, Equatable {
  /// The address and port of the primary.
  var primary: String
  /// The number of the election that made it the primary; 0 is none.
  var epoch: Int64
  /// Whether it is replacing that primary just now.
  var isFailingOver: Bool
  /// The other Sentinels that it has met.
  var others: Int
  /// The replicas that it knows.
  var replicas: Int

  /// Reads the answer to `SENTINEL MASTER`; nil where it is none.
  init?(_ reply: RESPValue) {
    guard let fields = reply.table, let address = fields["ip"], let port = fields["port"],
      let epoch = fields["config-epoch"].flatMap({ Int64($0) }),
      let others = fields["num-other-sentinels"].flatMap({ Int($0) }),
      let replicas = fields["num-slaves"].flatMap({ Int($0) })
    else { return nil }
    primary = "\(address):\(port)"
    self.epoch = epoch
    isFailingOver =
      fields["flags"]?.split(separator: ",").contains("failover_in_progress") ?? false
    self.others = others
    self.replicas = replicas
  }
}
