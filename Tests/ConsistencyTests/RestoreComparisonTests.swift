import Consistency
import Histories
import Testing
import Vocabulary

@Suite struct RestoreComparisonTests {
  /// Two keys, a write each second; an outage from 8 s, service again at 20 s.
  private static let history: History = {
    var history = History()
    history.keys = ["k0", "k1"]
    for second in 1...8 {
      add(
        &history, key: UInt32(second % 2), value: Int64(second), revision: Int64(second + 1), second
      )
    }
    // Nobody knows whether this one took place: it is neither acknowledged nor lost.
    _ = history.invoke(process: 2, kind: .write, key: 0, argument: 90, at: .seconds(9))
    add(&history, key: 0, value: 99, revision: 50, 20)
    return history
  }()

  private static func add(
    _ history: inout History, key: UInt32, value: Int64, revision: Int64, _ second: Int
  ) {
    let number = history.invoke(
      process: 1, kind: .write, key: key, argument: value, at: .seconds(Double(second) - 0.1))
    history.complete(number, outcome: .ok, revision: revision, at: .seconds(Double(second)))
  }

  private static func state(_ entries: [(String, String, Int64)]) -> RestoredState {
    RestoredState(
      step: "again", backup: "nightly", revision: 5, host: "n1",
      entries: entries.map { .init(key: $0.0, value: $0.1, revision: $0.2) })
  }

  private static func figures(_ state: RestoredState?) -> RestoreFigures {
    var tried = RestoreFigures(
      step: "again", backup: "nightly", hosts: ["n1"], revision: 5, commandedNs: .seconds(15))
    tried.startedNs = .seconds(17)
    return RestoreComparison.complete(tried, with: state, history: history, origin: .zero)
  }

  @Test("What was acknowledged after the backup is lost, in operations and in seconds")
  func recoveryPoint() {
    // Revision 5 is the write of second 4: k0 holds 4, k1 holds 3.
    let found = Self.figures(Self.state([("k0", "4", 5), ("k1", "3", 4)]))
    #expect(found.acknowledged == 8)
    #expect(found.lost == 4)
    #expect(found.recoveryPointNs == .seconds(3))
    #expect(found.recoveryTimeNs == .seconds(12))
    #expect(found.recoveryTimeFromCommandNs == .seconds(5))
    #expect(found.behind == ["k0", "k1"])
    #expect(found.foreign.isEmpty && found.missing.isEmpty)
    #expect(!found.isRecovered)
  }

  @Test("Where the database keeps no revisions, time tells what came after what was restored")
  func withoutRevisions() {
    func state(_ first: String, _ second: String) -> RestoredState {
      RestoredState(
        step: "again", backup: "nightly", revision: 861, host: "n1",
        entries: [.init(key: "k0", value: first), .init(key: "k1", value: second)])
    }
    let found = Self.figures(state("4", "3"))
    #expect(found.lost == 4)
    #expect(found.recoveryPointNs == .seconds(3))
    #expect(found.behind == ["k0", "k1"])
    #expect(Self.figures(state("8", "7")).isRecovered)
  }

  @Test("A backup that holds everything acknowledged loses nothing")
  func whole() {
    let found = Self.figures(Self.state([("k0", "8", 9), ("k1", "7", 8)]))
    #expect(found.lost == 0)
    #expect(found.recoveryPointNs == .zero)
    #expect(found.isRecovered)
  }

  @Test("Values that no client ever wrote are another cluster's, though nothing else says so")
  func foreign() {
    let found = Self.figures(Self.state([("k0", "-1", 2), ("k1", "-2", 2), ("k9", "-3", 2)]))
    #expect(found.foreign == ["k0", "k1", "k9"])
    #expect(found.lost == 8)
    #expect(!found.isRecovered)
  }

  @Test("A key that is not there loses every acknowledged write to it")
  func missing() {
    let found = Self.figures(Self.state([("k0", "8", 9)]))
    #expect(found.missing == ["k1"])
    #expect(found.lost == 4)
  }

  @Test("Without what was restored nothing is compared, and that is said")
  func unread() {
    let found = Self.figures(nil)
    #expect(found.failure != nil)
    #expect(found.recoveryPointNs == nil)
    #expect(!found.isRecovered)
    #expect(found.recoveryTimeNs == .seconds(12))
  }

  @Test("A restore goes through the timeline without losing a figure that it starts from")
  func timeline() throws {
    var tried = RestoreFigures(
      step: "again", backup: "nightly", hosts: ["n1", "n3"], revision: 5,
      commandedNs: .seconds(15))
    tried.startedNs = .seconds(17)
    let event = TimelineEvent(
      sequence: 1, timeNs: .seconds(18), lane: .white, kind: .restoreTried, step: "again",
      host: "n1", fields: tried.fields(file: nil, readNs: .seconds(1)))
    let taken = TimelineEvent(
      sequence: 0, timeNs: .seconds(2), lane: .system, kind: .backupTaken,
      fields: ["name": "nightly"])
    let read = try #require(RestoreFigures(event, in: [taken, event]))
    tried.takenNs = .seconds(2)
    #expect(read == tried)
  }
}
