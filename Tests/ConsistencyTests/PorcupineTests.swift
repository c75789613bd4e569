import Consistency
import Foundation
import Histories
import Testing
import Vocabulary

/// Agreement with the labelled histories of the Porcupine project, where they are at hand.
@Suite struct PorcupineTests {
  private static let valid: Set<Int> = [
    2, 5, 7, 18, 25, 31, 38, 45, 48, 49, 51, 53, 56, 67, 75, 76, 80, 87, 92, 98, 100, 101, 102,
  ]

  private static var folder: String? {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["CYGNET_SHARED"]
      ?? repository.deletingLastPathComponent().appendingPathComponent("shared").path
    let folder = shared + "/histories/porcupine"
    if FileManager.default.fileExists(atPath: folder) { return folder }
    print("skipped: no labelled histories at \(folder)")
    return nil
  }

  @Test func `All verdicts on Jepsen's etcd logs agree`() throws {
    guard let folder = Self.folder else { return }
    var judged = 0
    for number in 0...102 where number != 95 {
      let padded = String(repeating: "0", count: 3 - String(number).count) + String(number)
      let history = try History(importing: "\(folder)/jepsen/etcd_\(padded).log")
      let verdict = LinearizableRegister().check(history)
      let expected: Validity = Self.valid.contains(number) ? .valid : .invalid
      #expect(verdict.result == expected, "etcd_\(padded): \(verdict.summary)")
      if expected == .invalid {
        let witness = verdict.anomalies.first?.witness ?? []
        #expect(!witness.isEmpty && witness.count <= 12, "etcd_\(padded): \(witness.count)")
      }
      judged += 1
    }
    #expect(judged == 102)
  }

  @Test(arguments: ["c01-ok", "c01-bad", "c10-ok", "c10-bad", "c50-ok", "c50-bad"])
  func `All verdicts on key-value logs agree`(_ name: String) throws {
    guard let folder = Self.folder else { return }
    let history = try History(importing: "\(folder)/kv/\(name).txt")
    let verdict = LinearizableRegister().check(history)
    #expect(verdict.result == (name.hasSuffix("ok") ? .valid : .invalid), "\(verdict.summary)")
  }
}
