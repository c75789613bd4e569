import CLinux
import Glibc
import Testing
import Vocabulary

@testable import LinuxHost

@Suite(.serialized, .tags(.onRange)) struct LinkShapingOnRangeTests {
  private let bridge: HostNamespace
  private let hosts: [HostNamespace]
  private let filter: NFTables
  private let first = HostLinks.address(ofHost: 1)

  init() throws {
    bridge = try HostNamespace.create(name: "switch")
    hosts = try (1...2).map { try HostNamespace.create(name: "n\($0)") }
    // Whole links first: a bridge that has just come up may lose what asks for an address.
    _ = try ProbeMesh(links: HostLinks.setUp(bridgeHost: bridge, hosts: hosts))
    filter = try NFTables(host: hosts[1])
  }

  private func judge(_ setting: LinkSetting, isHeld: Bool) throws -> (seen: Bool, text: String) {
    let judgement = LinkJudgement(own: setting, others: LinkSetting(), isHeld: isHeld)
    let samples = try judgement.bursts.map {
      try LinkMeter.measure(
        $0, from: (hosts[0], first), to: (hosts[1], HostLinks.address(ofHost: 2)))
    }
    return judgement.judge(samples)
  }

  static let settings = [
    LinkSetting(delayNs: .milliseconds(20)),
    LinkSetting(delayNs: .milliseconds(20), jitterNs: .milliseconds(10)),
    LinkSetting(loss: 0.2), LinkSetting(duplicate: 0.2), LinkSetting(reorder: 0.2),
    LinkSetting(corrupt: 0.2), LinkSetting(rateBytes: 500_000),
    LinkSetting(
      delayNs: .milliseconds(20), loss: 0.1, duplicate: 0.1, reorder: 0.1, corrupt: 0.1,
      rateBytes: 2_000_000),
  ]

  @Test(
    "What is set is what probe packets meet, and no more once it is taken back",
    arguments: settings)
  func settingIsMet(setting: LinkSetting) throws {
    let shaping = LinkShaping(host: hosts[1])
    #expect(try !judge(setting, isHeld: true).seen)
    try shaping.apply([first: setting])
    #expect(try filter.listTables() == [LinkShaping.table])
    let held = try judge(setting, isHeld: true)
    #expect(held.seen, "\(held.text)")
    #expect(try !judge(setting, isHeld: false).seen)
    #expect((shaping.report(from: first)?.arrived ?? 0) > 0)
    try shaping.apply([:])
    let whole = try judge(setting, isHeld: false)
    #expect(whole.seen, "\(whole.text)")
    #expect(try filter.listTables().isEmpty)
    #expect(shaping.report(from: first) == nil)
  }

  @Test("Other senders, and the host's own packets, meet nothing of it")
  func othersAreWhole() throws {
    let shaping = LinkShaping(host: hosts[1])
    let setting = LinkSetting(delayNs: .milliseconds(100))
    try shaping.apply(["10.87.0.77": setting, "10.87.0.2": setting])
    #expect(try judge(setting, isHeld: false).seen)
    let judgement = LinkJudgement(own: setting, others: LinkSetting(), isHeld: false)
    let own = (host: hosts[1], address: HostLinks.address(ofHost: 2))
    let sample = try LinkMeter.measure(judgement.bursts[0], from: own, to: own)
    let (isWhole, text) = judgement.judge([sample])
    #expect(isWhole, "\(text)")
    try shaping.apply([:])
  }

  @Test("Rules that nobody serves let everything pass, and another process's cure removes them")
  func failsOpen() throws {
    let setting = LinkSetting(delayNs: .milliseconds(50), loss: 0.5)
    let address = InternetSocket.address(first, port: 0).sin_addr.s_addr
    // What is left when a process is killed: the rules, and a queue that the kernel has closed.
    try hosts[1].insideNetwork { () throws(LinuxError) -> Void in
      var source = address
      try check(
        clinux_queue_rules(LinkShaping.table, &source, 1, LinkQueue.number, -290), "load rules",
        on: "n2")
    }
    let (isWhole, text) = try judge(setting, isHeld: false)
    #expect(isWhole, "\(text)")
    #expect(try filter.listTables() == [LinkShaping.table])
    for _ in 0..<2 {
      try LinkShaping(host: hosts[1]).apply([:])
      #expect(try filter.listTables().isEmpty)
    }
  }

  @Test("A packet queue that another process serves already is refused, and nothing is changed")
  func queueIsTaken() throws {
    let shaping = LinkShaping(host: hosts[1])
    let setting = LinkSetting(delayNs: .milliseconds(30))
    try shaping.apply([first: setting])
    #expect(throws: LinuxError.self) {
      try LinkShaping(host: hosts[1]).apply([first: LinkSetting(loss: 0.5)])
    }
    #expect(try judge(setting, isHeld: true).seen)
    try shaping.apply([:])
  }

  @Test("What is corrupted on the way to a program that checks is dropped by the kernel")
  func checksums() throws {
    let shaping = LinkShaping(host: hosts[1])
    try shaping.apply([first: LinkSetting(corrupt: 0.3)])
    let target = HostLinks.address(ofHost: 2)
    let receiver = try hosts[1].insideNetwork { () throws(LinuxError) -> Int32 in
      let receiver = try InternetSocket.datagram()
      try InternetSocket.bind(receiver, target)
      return receiver
    }
    let port = InternetSocket.localPort(receiver)
    try hosts[0].insideNetwork { () throws(LinuxError) -> Void in
      let sender = try InternetSocket.datagram()
      let bytes = [UInt8](repeating: 7, count: 300)
      for _ in 0..<200 {
        _ = InternetSocket.send(
          bytes, on: sender, to: InternetSocket.address(target, port: port))
      }
      close(sender)
    }
    var (intact, changed) = (0, 0)
    var buffer = [UInt8](repeating: 0, count: 400)
    let end = MonotonicClock.now() + .milliseconds(300)
    while MonotonicClock.now() < end {
      let count = recv(receiver, &buffer, buffer.count, 0)
      if count < 0 {
        usleep(1_000)
      } else if count == 300, buffer.prefix(300).allSatisfy({ $0 == 7 }) {
        intact += 1
      } else {
        changed += 1
      }
    }
    close(receiver)
    #expect(changed == 0)
    #expect((100..<180).contains(intact), "\(intact) of 200 arrived")
    try shaping.apply([:])
  }
}
