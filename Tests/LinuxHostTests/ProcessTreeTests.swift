import Testing

@testable import LinuxHost

@Suite struct ProcessTreeTests {
  private func entry(_ name: String, _ state: String, flags: String) -> ProcessTree.Entry? {
    let rest = "17 17 0 -1 \(flags) 1 0 0 0 3 4 0 0 20 0 1 0 8812 1000 100"
    return ProcessTree.Entry(pid: 42, stat: "42 (\(name)) \(state) 7 \(rest)")
  }

  @Test("A process that is ending is known by its flag, and one that only forked is not")
  func exiting() throws {
    let running = try #require(entry("etcd", "S", flags: "4194304"))
    #expect(!running.isExiting)
    #expect(try #require(entry("etcd", "S", flags: "4194308")).isExiting)
    #expect(!(try #require(entry("etcd", "S", flags: "4194368")).isExiting))
    #expect(running.parent == 7 && running.startTicks == 8812 && running.name == "etcd")
  }

  @Test("A name may hold spaces and brackets")
  func names() throws {
    let odd = try #require(entry("a) S (b", "T", flags: "4"))
    #expect(odd.name == "a) S (b" && odd.isStopped && odd.isExiting)
  }

  @Test("What has ended is no process, nor is a text of something else")
  func ended() {
    #expect(entry("etcd", "Z", flags: "4") == nil)
    #expect(entry("etcd", "S", flags: "none") == nil)
    #expect(ProcessTree.Entry(pid: 42, stat: "42 (etcd) S 7") == nil)
  }
}
