import Consistency
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// What each isolation level of a healthy MariaDB keeps apart, as its clients see it.
  ///
  /// One member, so that nothing of it is the group's doing.
  @Suite(.serialized) struct GaleraIsolationOnRangeTests {
    @Test("Serializable shows no anomaly; repeatable read is none")
    func levels() async throws {
      try await TestRange.with("galera-levels", kind: "galera", hosts: 1) { cluster in
        let strict = try await cluster.verdict(
          appendingAt: .serializable, claimed: IsolationLevel(.serializable))
        #expect(strict.result == .valid, "\(strict.summary)")
        // The tables keep what the level before left, but every key of a drive is written anew.
        _ = try await cluster.output(
          on: "n1",
          [
            "mariadb", "--no-defaults", "-h", "127.0.0.1", "-u", "root", "-e",
            "TRUNCATE cygnet.lists",
          ])
        let loose = try await cluster.verdict(
          appendingAt: .repeatableRead, claimed: IsolationLevel(.repeatableRead))
        #expect(loose.result == .invalid, "\(loose.summary)")
      }
    }
  }
}
