import Testing
import Vocabulary

@testable import Conductor

@Suite struct ClusterObserverTests {
  private func healthy(leader: HostName = "n1") -> [ClusterStatus.Member] {
    Samples.members.map { Samples.member($0, leader: leader) }
  }

  @Test("Only changes of leader and margin are worth a line")
  func changes() {
    var observer = ClusterObserver()
    #expect(observer.handle(Samples.status(healthy())) == [.leader("n1"), .redundancy(1)])
    #expect(observer.handle(Samples.status(healthy())) == [])
    #expect(observer.handle(Samples.status(healthy(leader: "n2"))) == [.leader("n2")])
    let one = [
      Samples.member("n1", answers: false), Samples.member("n2", leader: "n2"),
      Samples.member("n3", leader: "n2"),
    ]
    #expect(observer.handle(Samples.status(one)) == [.redundancy(0)])
    let none = Samples.members.map { Samples.member($0, leader: nil) }
    #expect(observer.handle(Samples.status(none)) == [.leader(nil), .redundancy(-2)])
  }

  @Test("A member is silent after two passes without an answer, and no longer after one with")
  func silence() {
    var observer = ClusterObserver()
    let silent = [Samples.member("n1"), Samples.member("n2"), Samples.member("n3", answers: false)]
    _ = observer.handle(Samples.status(silent))
    #expect(observer.silent == [])
    _ = observer.handle(Samples.status(silent))
    #expect(observer.silent == ["n3"])
    #expect(observer.impaired == ["n3": "does not answer"])
    _ = observer.handle(Samples.status(healthy()))
    #expect(observer.silent == [])
    #expect(observer.impaired.isEmpty)
  }

  @Test("A member without a leader is impaired only while others have one")
  func leaderless() {
    var observer = ClusterObserver()
    let one = [
      Samples.member("n1"), Samples.member("n2"), Samples.member("n3", leader: nil),
    ]
    for _ in 0..<2 { _ = observer.handle(Samples.status(one)) }
    #expect(Set(observer.impaired.keys) == ["n3"])
    let all = Samples.members.map { Samples.member($0, leader: nil) }
    for _ in 0..<2 { _ = observer.handle(Samples.status(all)) }
    #expect(observer.impaired.isEmpty)
  }

  @Test("Means of log syncs are taken between two passes, and a restart counts from nothing")
  func means() {
    var observer = ClusterObserver()
    func see(_ count: Int64, _ seconds: Double, answers: Bool = true) -> Nanoseconds? {
      _ = observer.handle(
        Samples.status([Samples.member("n1", answers: answers, fsyncs: (count, seconds))]))
      return observer.fsyncMeans["n1"]
    }
    #expect(see(100, 1) == nil)
    #expect(see(110, 2) == .milliseconds(100))
    #expect(see(110, 2) == .milliseconds(100))
    #expect(see(3, 0.003) == .milliseconds(100))
    #expect(see(5, 0.007) == .milliseconds(2))
    #expect(see(6, 0.008, answers: false) == .milliseconds(1))
  }

  @Test("The leader is the one that members with the newest term know, if it answers")
  func newestTerm() {
    let split = Samples.status([
      Samples.member("n1", leader: "n1", term: 3), Samples.member("n2", leader: "n2", term: 4),
      Samples.member("n3", leader: "n2", term: 4),
    ])
    #expect(split.leader == "n2")
    let gone = Samples.status([
      Samples.member("n1", answers: false), Samples.member("n2", leader: "n1"),
      Samples.member("n3", leader: "n1"),
    ])
    #expect(gone.leader == nil)
  }
}
