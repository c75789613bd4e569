import Consistency
import Databases
import Foundation
import Histories
import Ranges
import Testing
import Vocabulary
import Workloads

@testable import Conductor

/// What the tests of isolation levels drive on a real database.
extension Cluster {
  /// Drives the load for so long on the client's host; its history lies at the path.
  private func drive(
    _ load: WorkloadSpecification, for span: Int, to path: String
  ) async throws {
    let order = DriveOrder(
      database: database.kind, cluster: layout.token, workload: load, seed: 5,
      endpoints: endpoints(of: layout.members), historyPath: path, durationNs: .seconds(span))
    let file = path + ".json"
    try Data(try CanonicalJSON.document(order).utf8).write(to: URL(fileURLWithPath: file))
    // The driver ends when its input does; a pipe that is open for writing as well has no end.
    let script = "mkfifo \"$2.in\" && exec \"$1\" drive \"$2\" 0<>\"$2.in\""
    let answer = try await connection.ask(
      .run(
        host: Cluster.client, arguments: ["sh", "-c", script, "drive", TestRange.binary, file],
        limitNs: .seconds(span + 30)))
    guard case .ran(0, _, _, _, _) = answer else {
      throw RangeError("the load failed: \(answer)", hint: "see the test")
    }
  }

  /// What ten seconds of appending to lists at that level show, against what is claimed of it.
  func verdict(
    appendingAt level: TransactionLevel, claimed: IsolationLevel
  ) async throws -> Verdict {
    let load = WorkloadSpecification(
      kind: "list-append", clients: 8, ratePerS: nil, keys: 8, reads: 0.5, compareAndSets: 0,
      timeoutNs: .seconds(5), isolation: level)
    let path = sandbox.record.places.scratch + "/\(level.rawValue).cyt"
    try await drive(load, for: 10, to: path)
    let history = try TransactionHistory(reading: path)
    #expect(history.outcomes.count { $0 == .ok } > 100)
    return TransactionIsolation(claimed: claimed).check(history)
  }
}
