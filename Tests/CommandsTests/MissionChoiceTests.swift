import Testing

@testable import Commands

@Suite struct MissionChoiceTests {
  @Test(
    "A pattern stands for any text where its star is, and for nothing else",
    arguments: [
      ("Missions/seed/a.yaml", "Missions/seed/*", true), ("Missions/single/a", "*/seed/*", false),
      ("etcd-quorum-erosion", "etcd-*", true), ("etcd-quorum-erosion", "*-erosion", true),
      ("etcd-quorum-erosion", "etcd*quorum*n", true), ("etcd-quorum", "*erosion*", false),
      ("aba", "ab*ba", false), ("abba", "ab*ba", true), ("a", "a", true), ("ab", "a", false),
      ("abc", "*", true), ("", "*", true), ("xaay", "*a*a*", true), ("xay", "*a*a*", false),
    ])
  func patterns(text: String, pattern: String, isOne: Bool) {
    #expect(MissionChoice.matches(text, pattern) == isOne)
  }

  @Test("A pattern that no mission is like is refused, and so is a mission that is not there")
  func nothing() {
    #expect(throws: UsageError.self) { try MissionChoice.sources("etcd-no-such-*") }
    #expect(throws: UsageError.self) { try MissionChoice.sources("etcd-no-such-mission") }
  }
}
