import LinuxHost
import Ranges
import Testing
import Vocabulary

@Suite struct AgentProtocolTests {
  static let actions: [HostAction] = [
    .loadTable(host: "n1", table: "cygnet_cut", rules: "chain \"a\" {\n}\n"),
    .deleteTable(host: "n1", table: "cygnet_cut"),
    .set(host: "n2", fault: "slow", setting: .disk(DiskSetting(fsyncDelayNs: .seconds(1)))),
    .clear(host: "n2", fault: "slow", part: .disk), .killDatabase(host: "n3"),
    .set(
      host: "n1", fault: "lag",
      setting: .links(["10.87.0.2": LinkSetting(delayNs: .seconds(1), rateBytes: 1_000)])),
    .set(
      host: "n1", fault: "skew",
      setting: .clock(
        ClockSetting(
          offsetNs: .seconds(-3), driftPpm: 200,
          strobes: [ClockStrobe(deltaNs: .seconds(1), periodNs: .milliseconds(50))]))),
    .set(
      host: "n1", fault: "starve",
      setting: .process(
        ProcessSetting(isPaused: true, processors: 0.1, memoryBytes: 1 << 30, openFiles: 64))),
    .stopDatabase(host: "n1"), .startDatabase(host: "n1", extraArguments: ["--a", "b c"]),
    .command(OperatorCommand(on: "n1", ["etcdctl", "member", "remove", "1f"], isRefused: true)),
  ]

  static let probes: [HostProbe] = [
    .links(
      blocked: [Link(from: "n1", to: "n2")], open: [Link(from: "n2", to: "n1")], payloadOnly: true),
    .tableHit(host: "n1", table: "t"), .tableGone(host: "n1", table: "t"),
    .disk(
      host: "n1",
      expecting: DiskExpectation(
        fault: "slow", .delay(call: .read, samples: 16, limitNs: .seconds(1)), isThere: true,
        files: "*/wal/*")),
    .disk(
      host: "n2",
      expecting: DiskExpectation(
        fault: "e", .error(calls: [.write, .mkdir], error: .EROFS, ratio: 0.5), isThere: false)),
    .fsync(host: "n1", atLeast: .seconds(1), atMost: nil),
    .fsync(host: "n1", atLeast: nil, atMost: .milliseconds(250)),
    .database(host: "n1", state: .gone), .database(host: "n1", state: .stopped),
    .database(host: "n1", state: .running), .database(host: "n1", state: .serving),
    .command(
      host: "n1", arguments: ["etcdctl", "member", "list"],
      expecting: CommandExpectation(shows: ["n1"], hides: ["n2"], meaning: "n2 is gone")),
  ]

  static let asks: [AgentRequest.Ask] = [
    .createHosts(hosts: [RangeHost(name: "n1", hasDisk: true)]),
    .defineService(
      host: "n1",
      service: ServiceCommand(
        executable: "etcd", arguments: ["--name", "n1"], environment: ["SOME_KEY": "v"],
        readiness: .init(port: 2379, question: "GET /health HTTP/1.0\r\n\r\n", answer: "true"))),
    .perform(actions: actions),
    .inject(fault: "cut", actions: actions, undo: actions, leaseNs: .seconds(10)),
    .prove(probes: probes, limitNs: .seconds(3)), .heal(fault: "cut"), .renew,
    .run(host: nil, arguments: ["uname", "-r"], limitNs: .seconds(5)),
    .run(host: "n1", arguments: ["a \"b\"\n", ""], limitNs: .zero),
    .spawn(name: "load", host: "client", arguments: ["drive", "größe"]),
    .tell(name: "load", line: "stop"), .status, .down,
    .adoptHost(host: machine), .examine(host: machine), .identify,
    .openEar(index: 1, nonce: 1 << 62), .connectEars(peers: [peer], limitNs: .seconds(1)),
    .speak(round: 3, to: [0, 2]),
    .heard(round: 3), .retire, .openMeter(burst: burst, from: "n2", isEchoing: true),
    .sendBurst(burst: burst, to: "n1", port: 40_000, isEchoed: false),
    .readMeter(port: 40_000, from: "n2"),
  ]

  static let burst = LinkBurst(count: 3, bytes: 64, spacingNs: 0, patienceNs: 1)

  static let peer = ProbeEar.Peer(
    index: 2, address: "10.0.0.2", datagramPort: 40_000, streamPort: 40_001)

  static let machine = RemoteHost(
    name: "n1", address: "10.0.0.1", addresses: ["n1": "10.0.0.1"],
    service: FoundService(
      finder: .unit(name: "etcd.service"), start: ["systemctl", "start", "etcd"], stop: [],
      data: nil, port: 2379),
    readiness: .init(port: 2379, question: "GET /\r\n", answer: "true"),
    identity: IdentityQuestion(port: 2379, question: "{}", before: "\"id\":\"", expected: "7"),
    isProduction: true, approvedBy: ["Ann", "Ben"])

  static let says: [AgentMessage.Say] = [
    .identity(found: nil), .identity(found: "7"), .ear(peer), .connected(peers: [1]),
    .heard(ProbeEar.Heard(datagrams: [0], streams: [])), .meter(port: 40_000),
    .sent(LinkSender.Sent(count: 2, sentNs: [1, 2], echoedNs: [0, 3])),
    .metered(
      heard: LinkReceiver.Heard(sample: LinkSample(), numbers: [1], timesNs: [-1]),
      setting: LinkSetting(loss: 0.1), hasIdleTable: true),
    .examined(
      HostExamination(
        findings: [], databaseProcesses: 1, identity: nil, identityTrouble: "no",
        heldFaults: ["cut"])),
    .done(atNs: .seconds(1)),
    .proved(result: ProbeResult(seen: false, atNs: .seconds(2), text: "a sync took 2 ms")),
    .ran(exit: -1, output: "a\nb", error: "\u{7}", startNs: .zero, endNs: .seconds(1)),
    .status(
      RangeStatus(
        hosts: [.init(name: "n1", address: "10.0.0.1", initPid: 7, databasePid: nil)],
        heldFaults: ["cut"], helpers: ["load"])),
    .failed(message: "no\n  hint: yes"), .line(name: "monitor", text: "{\"a\":1}"),
    .ended(name: "load", status: 137), .databaseExited(host: "n1", status: 0, atNs: .zero),
    .leaseExpired(fault: "cut", healed: true, atNs: .seconds(9)),
    .effective(host: "n1", setting: .atRest(.links), atNs: .seconds(9)),
  ]

  /// One line, and the value that it decodes to encodes to the same line.
  private func survives<Value: Codable>(_ value: Value) throws -> Bool {
    let line = try CanonicalJSON.line(value)
    let back = try CanonicalJSON.decode(Value.self, from: line)
    return try !line.contains("\n") && CanonicalJSON.line(back) == line
      && String(describing: back) == String(describing: value)
  }

  @Test("A request is one line and comes back as it was", arguments: asks)
  func requests(ask: AgentRequest.Ask) throws {
    #expect(try survives(AgentRequest(id: 7, ask: ask)))
  }

  @Test("An answer is one line and comes back as it was", arguments: says)
  func answers(say: AgentMessage.Say) throws {
    #expect(try survives(AgentMessage(id: 0, say: say)))
  }

  @Test("An action is one line and comes back as it was", arguments: actions)
  func everyAction(action: HostAction) throws {
    #expect(try survives(action))
    #expect(try CanonicalJSON.decode(HostAction.self, from: CanonicalJSON.line(action)) == action)
  }

  @Test("A probe is one line and comes back as it was", arguments: probes)
  func everyProbe(probe: HostProbe) throws {
    #expect(try survives(probe))
    #expect(try CanonicalJSON.decode(HostProbe.self, from: CanonicalJSON.line(probe)) == probe)
  }

  @Test("Environment variables keep their names on the wire")
  func environmentKeepsNames() throws {
    let line = try CanonicalJSON.line(AgentRequest(id: 1, ask: Self.asks[1]))
    #expect(line.contains("SOME_KEY"))
    let back = try CanonicalJSON.decode(AgentRequest.self, from: line)
    guard case .defineService(_, let service) = back.ask else {
      Issue.record("it came back as another request")
      return
    }
    #expect(service.environment == ["SOME_KEY": "v"])
  }
}
