import Testing
import Vocabulary

@Suite struct HostSnapshotTests {
  private func snapshot(_ rules: [String], _ mounts: [String] = ["/"]) -> HostSnapshot {
    HostSnapshot(host: "n1", sections: ["rules": rules, "mounts": mounts])
  }

  @Test("The order in which lines were found makes no difference")
  func orderIsNothing() {
    #expect(snapshot(["a", "b"]).difference(from: snapshot(["b", "a"])) == [])
  }

  @Test("What came, what went and what is there twice are each named")
  func changesAreNamed() {
    let before = snapshot(["a", "b"])
    #expect(snapshot(["a"]).difference(from: before) == ["rules, gone: b"])
    #expect(snapshot(["a", "b", "c"]).difference(from: before) == ["rules, new: c"])
    #expect(snapshot(["a", "b", "b"]).difference(from: before) == ["rules, new: b"])
    #expect(
      snapshot(["a", "x"], []).difference(from: before)
        == ["mounts, gone: /", "rules, gone: b", "rules, new: x"])
  }

  @Test("A section that only one of them has differs by all of its lines")
  func sectionsDiffer() {
    let empty = HostSnapshot(host: "n1", sections: [:])
    #expect(empty.difference(from: snapshot(["a"])) == ["mounts, gone: /", "rules, gone: a"])
    #expect(snapshot(["a"]).difference(from: empty) == ["mounts, new: /", "rules, new: a"])
  }
}
