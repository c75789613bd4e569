import Vocabulary

/// The loads that a mission may ask for.
enum KnownWorkloads {
  /// One word for each file of the module that drives the load.
  static let kinds = [
    "register", "serializable-register", "clock-register", "set", "bank", "list-append",
    "rw-register",
  ]

  /// Those whose requests may be compare-and-sets.
  static let compares: Set<String> = ["register", "serializable-register"]

  /// Those whose requests are transactions, which may be kept apart less than they could.
  static let transactions: Set<String> = ["bank", "list-append", "rw-register"]

  /// Those that some databases only can serve, with these.
  private static let serving: [String: [String]] = [
    "serializable-register": ["etcd"], "clock-register": ["etcd"],
    "set": ["galera", "patroni", "redis"], "bank": ["galera", "patroni"],
    "list-append": ["galera", "patroni"], "rw-register": ["galera", "patroni"],
  ]

  /// Why a database cannot serve a load; nil where it can.
  static func refusal(of kind: String, by database: String) -> Complaint? {
    guard let able = serving[kind], !able.contains(database) else { return nil }
    return Complaint(
      "\(database) cannot serve the workload `\(kind)`",
      hint: "use `kind: register`; `\(kind)` is for \(able.joined(separator: ", "))")
  }

  /// Why no checker tests a claim on the history of a load; nil where one does.
  ///
  /// What transactions lost shows as an anomaly where any of them read it, and only there.
  static func refusal(of claim: Claim, on kind: String) -> Complaint? {
    let testable: [Claim] =
      switch kind {
      case "bank": [.serializable]
      case "list-append", "rw-register": [.serializable, .linearizable]
      default: [.linearizable, .noAcknowledgedLoss]
      }
    if claim == .replicasAgree || testable.contains(claim) { return nil }
    let names = testable.map { "`\($0.rawValue)`" }.joined(separator: " or ")
    return Complaint(
      "no checker tests the claim `\(claim.rawValue)` on the workload `\(kind)`",
      hint: "claim \(names), or use another workload")
  }
}
