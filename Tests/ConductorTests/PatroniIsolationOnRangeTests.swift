import Consistency
import Databases
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// What each isolation level of a healthy PostgreSQL keeps apart, as its clients see it.
  @Suite(.serialized) struct PatroniIsolationOnRangeTests {
    @Test("Serializable shows no anomaly; read committed is not repeatable read")
    func levels() async throws {
      try await TestRange.with("patroni-levels", kind: "patroni") { cluster in
        let strict = try await cluster.verdict(
          appendingAt: .serializable, claimed: IsolationLevel(.serializable))
        #expect(strict.result == .valid, "\(strict.summary)")
        // The tables keep what the level before left, but every key of a drive is written anew.
        _ = try await cluster.output(
          on: "n1",
          [
            "psql", "-h", cluster.layout.addresses["n1"] ?? "", "-U", "postgres", "-Atc",
            "TRUNCATE lists",
          ])
        let loose = try await cluster.verdict(
          appendingAt: .readCommitted, claimed: IsolationLevel(.repeatableRead))
        #expect(loose.result == .invalid, "\(loose.summary)")
      }
    }
  }
}
