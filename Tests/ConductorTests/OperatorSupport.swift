import Consistency
import Databases
import Faults
import Foundation
import Ranges
import Testing
import Vocabulary

@testable import Conductor

/// What the tests of operators' actions ask and tell a real etcd.
extension Cluster {
  /// etcdctl at one member.
  func etcdctl(_ host: HostName, _ words: String...) -> [String] {
    [
      "env", "ETCDCTL_API=3", "etcdctl",
      "--endpoints=http://\(layout.addresses[host] ?? ""):2379", "--command-timeout=3s",
    ] + words
  }

  /// Returns when a member tells its peers who the members are, which it does without a quorum.
  ///
  /// Its port is open long before: etcd listens, and then reads its data.
  func awaitPeerAnswers(of host: HostName) async throws {
    let ask = """
      until (exec 3<>/dev/tcp/\(layout.addresses[host] ?? "")/2380
        printf 'GET /members HTTP/1.0\\r\\n\\r\\n' >&3; grep -q peerURLs <&3) 2>/dev/null
      do sleep 0.1; done
      """
    _ = try await output(on: host, ["timeout", "60", "bash", "-c", ask])
  }

  /// All that a conductor knows of a cluster that is whole.
  func facts() async throws -> ClusterFacts {
    var facts = ClusterFacts(
      kind: database.kind, layout: layout, identifiers: [:],
      backups: sandbox.record.places.backups)
    guard database.kind == "etcd" else { return facts }
    let list = try await output(on: "n1", etcdctl("n1", "member", "list"))
    for line in list.split(separator: "\n") {
      let words = line.split(separator: ",").map { $0.drop { $0 == " " } }
      guard words.count > 2 else { continue }
      facts.identifiers[HostName(rawValue: String(words[2]))] = String(words[0])
    }
    return facts
  }

  /// Saves a snapshot where a step of that name would.
  func takeSnapshot(_ name: String) async throws {
    let folder = sandbox.record.places.backups
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try await output(
      on: "n1",
      [
        "env", "ETCDCTL_API=3", "etcdctl", "--endpoints=http://127.0.0.1:2379", "snapshot", "save",
        "\(folder)/\(name).db",
      ])
  }

  /// The verdict on what the members hold now, by the program that an exercise asks.
  func replicas() async throws -> Verdict {
    let path = sandbox.record.places.scratch + "/compare-trial.json"
    let order = CompareOrder(kind: database.kind, cluster: layout)
    try Data(try CanonicalJSON.document(order).utf8).write(to: URL(fileURLWithPath: path))
    let answer = try await connection.ask(
      .run(host: nil, arguments: [TestRange.binary, "compare", path], limitNs: .seconds(30)))
    guard case .ran(0, let line, _, _, _) = answer else {
      throw RangeError("the members were not compared: \(answer)", hint: "see the test")
    }
    let comparison = try CanonicalJSON.decode(ReplicaComparison.self, from: line)
    return try #require(Replicas.check(comparison, claims: [.replicasAgree]))
  }
}
