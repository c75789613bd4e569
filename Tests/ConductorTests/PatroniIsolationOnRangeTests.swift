import Consistency
import Databases
import Foundation
import Histories
import LinuxHost
import Ranges
import Testing
import Vocabulary
import Workloads

@testable import Conductor

extension OnRangeTests {
  /// What each isolation level of a healthy PostgreSQL keeps apart, as its clients see it.
  @Suite(.serialized) struct PatroniIsolationOnRangeTests {
    /// Drives the load for so long on the client's host; its history lies at the path.
    private func drive(
      _ cluster: Cluster, _ load: WorkloadSpecification, for span: Int, to path: String
    ) async throws {
      let order = DriveOrder(
        database: "patroni", cluster: cluster.layout.token, workload: load, seed: 5,
        endpoints: cluster.endpoints(of: cluster.layout.members), historyPath: path,
        durationNs: .seconds(span))
      let file = path + ".json"
      try Data(try CanonicalJSON.document(order).utf8).write(to: URL(fileURLWithPath: file))
      // The driver ends when its input does; a pipe that is open for writing as well has no end.
      let script = "mkfifo \"$2.in\" && exec \"$1\" drive \"$2\" 0<>\"$2.in\""
      let answer = try await cluster.connection.ask(
        .run(
          host: Cluster.client, arguments: ["sh", "-c", script, "drive", TestRange.binary, file],
          limitNs: .seconds(span + 30)))
      guard case .ran(0, _, _, _, _) = answer else {
        throw RangeError("the load failed: \(answer)", hint: "see the test")
      }
    }

    private func verdict(
      _ cluster: Cluster, _ level: TransactionLevel, claimed: IsolationLevel
    ) async throws -> Verdict {
      let load = WorkloadSpecification(
        kind: "list-append", clients: 8, ratePerS: nil, keys: 8, reads: 0.5, compareAndSets: 0,
        timeoutNs: .seconds(5), isolation: level)
      let path = cluster.sandbox.record.places.scratch + "/\(level.rawValue).cyt"
      try await drive(cluster, load, for: 10, to: path)
      let history = try TransactionHistory(reading: path)
      #expect(history.outcomes.count { $0 == .ok } > 100)
      return TransactionIsolation(claimed: claimed).check(history)
    }

    @Test("Serializable shows no anomaly; read committed is not repeatable read")
    func levels() async throws {
      try await TestRange.with("patroni-levels", kind: "patroni") { cluster in
        let strict = try await verdict(
          cluster, .serializable, claimed: IsolationLevel(.serializable))
        #expect(strict.result == .valid, "\(strict.summary)")
        // The tables keep what the level before left, but every key of a drive is written anew.
        _ = try await cluster.output(
          on: "n1",
          [
            "psql", "-h", cluster.layout.addresses["n1"] ?? "", "-U", "postgres", "-Atc",
            "TRUNCATE lists",
          ])
        let loose = try await verdict(
          cluster, .readCommitted, claimed: IsolationLevel(.repeatableRead))
        #expect(loose.result == .invalid, "\(loose.summary)")
      }
    }
  }
}
