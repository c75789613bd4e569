package import Vocabulary

/// Whether all members that report themselves healthy are one cluster and hold the same data.
///
/// Input: what each member answered once the load had ended; its hash of all data at one revision.
/// Decides: invalid where healthy members name different clusters, know different members, or have
/// different hashes at the same revision. Members that are not healthy are named and not judged.
/// Complexity: O(members).
/// Unknown when: fewer than two members are healthy, or one of them gave no hash, or threw away
/// another part of the past, which the hash depends on.
/// Source: etcd's own corruption check, `etcdserver/corrupt.go`.
package enum Replicas {
  /// As in verdicts.
  package static let checker = "replicas"

  /// The verdict; nil where nothing was compared and nobody claims anything.
  package static func check(_ comparison: ReplicaComparison?, claims: [Claim]) -> Verdict? {
    let isClaimed = claims.contains(.replicasAgree)
    guard let comparison else {
      return isClaimed
        ? Verdict(
          checker: checker, result: .unknown, summary: "nobody compared the members",
          detail: ["claimed": true]) : nil
    }
    var verdict = check(comparison)
    verdict.detail["claimed"] = .bool(isClaimed)
    return verdict
  }

  private typealias Member = ReplicaComparison.Member

  private static func check(_ comparison: ReplicaComparison) -> Verdict {
    let serving = comparison.members.filter(\.healthy)
    let found = [
      split(serving, "split cluster", "cluster") { $0.cluster },
      split(serving, "split membership", "the members are") {
        $0.members?.joined(separator: ", ")
      },
    ].compactMap { $0 }
    let anomalies = found + diverged(comparison, serving)
    let verdict = { (result: Validity, summary: String) in
      Verdict(
        checker: checker, result: result, summary: summary + silent(comparison),
        anomalies: anomalies, detail: detail(comparison))
    }
    if let first = anomalies.first {
      let more = anomalies.count > 1 ? "; \(anomalies.count - 1) more" : ""
      return verdict(.invalid, first.summary + more)
    }
    guard serving.count > 1 else {
      let who = serving.first.map { "only \($0.host) is healthy" } ?? "no member is healthy"
      return verdict(.unknown, "\(who): there is nothing to compare")
    }
    if let mute = serving.first(where: { $0.hash == nil }) {
      return verdict(.unknown, "\(mute.host) gave no hash: \(mute.trouble ?? "it did not answer")")
    }
    if Set(serving.map(\.compacted)).count > 1 {
      return verdict(.unknown, "members threw away different parts of the past")
    }
    return verdict(
      .valid, "\(serving.count) members hold the same data at revision \(comparison.revision ?? 0)")
  }

  /// Members that name different ones of something of which there must be one.
  private static func split(
    _ serving: [Member], _ name: String, _ words: String, _ told: (Member) -> String?
  ) -> Anomaly? {
    let groups = groups(serving, by: told)
    guard groups.count > 1 else { return nil }
    let parts = groups.map { "\(names($0.members)): \(words) \($0.value)" }
    return Anomaly(
      name: name, key: nil,
      summary: parts.joined(separator: "; ") + "; all report themselves healthy", witness: [])
  }

  /// One anomaly for each group beside the largest; at a tie, beside the one with the first host.
  private static func diverged(
    _ comparison: ReplicaComparison, _ serving: [Member]
  ) -> [Anomaly] {
    let hashed = serving.filter { $0.hash != nil }
    guard Set(hashed.map(\.compacted)).count == 1 else { return [] }
    let groups = groups(hashed) { $0.hash }
    guard let first = groups.first else { return [] }
    let revision = comparison.revision ?? 0
    return groups.dropFirst().map { group in
      let report = group.members.count > 1 ? "report themselves" : "reports itself"
      let hold = group.members.count > 1 ? "hold" : "holds"
      return Anomaly(
        name: "diverged replica", key: nil,
        summary: "\(names(group.members)) \(report) healthy and \(hold) other data at revision "
          + "\(revision): hash \(group.value) ≠ \(first.value) of \(names(first.members))",
        witness: [])
    }
  }

  /// Members by what they told, the largest group first.
  private static func groups(
    _ members: [Member], by told: (Member) -> String?
  ) -> [(value: String, members: [Member])] {
    var groups: [(value: String, members: [Member])] = []
    for member in members {
      guard let value = told(member) else { continue }
      if let place = groups.firstIndex(where: { $0.value == value }) {
        groups[place].members.append(member)
      } else {
        groups.append((value, [member]))
      }
    }
    return groups.enumerated().sorted {
      (-$0.element.members.count, $0.offset) < (-$1.element.members.count, $1.offset)
    }.map(\.element)
  }

  /// `n1`, `n1 and n2`, `n1, n2 and n3`.
  private static func names(_ members: [Member]) -> String {
    let names = members.map(\.host.rawValue)
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func silent(_ comparison: ReplicaComparison) -> String {
    let silent = comparison.members.filter { !$0.healthy }
    if silent.isEmpty { return "" }
    return "; \(names(silent)) \(silent.count > 1 ? "are" : "is") not healthy and not judged"
  }

  private static func detail(_ comparison: ReplicaComparison) -> [String: JSONValue] {
    func told(_ value: (Member) -> JSONValue?) -> JSONValue {
      .object(
        comparison.members.reduce(into: [:]) { $0[$1.host.rawValue] = value($1) ?? .null })
    }
    return [
      "healthy": .integer(Int64(comparison.members.count(where: \.healthy))),
      "revision": comparison.revision.map { .integer($0) } ?? .null,
      "revisions": told { $0.revision.map { .integer($0) } },
      "hashes": told { $0.hash.map { .string($0) } },
    ]
  }
}
