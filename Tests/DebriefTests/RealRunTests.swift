import Testing
import Vocabulary

@testable import Debrief

/// What the first runs on a real cluster showed to be told wrongly.
@Suite struct RealRunTests {
  private func text(_ input: DebriefInput) -> String {
    let words = Summary.sentences(Facts(input)).map(\.plain).joined(separator: " ")
    return String(words.map { $0 == "\u{a0}" ? " " : $0 })
  }

  /// The upgrade is never ended, by anybody.
  private var lasting: DebriefInput {
    var input = QuorumErosion.input
    input.plan.steps[0].lifeNs = nil
    input.timeline.removeAll {
      $0.step == "upgrade" && ($0.kind == .healCommanded || $0.kind == .healProved)
    }
    input.faults[0].healedNs = nil
    input.faults[0].healProved = false
    return input
  }

  @Test("An operation that stays to the end by design is no failed healing")
  func lastingOperation() {
    #expect(DebriefPage.html(lasting).contains("✓ proved, to the end by design"))
    #expect(!DebriefPage.html(lasting).contains("healing not proved"))
    #expect(DebriefText.terminal(lasting).contains("2 of 2 proved, 1 of 1 healed, 1 to the end"))
  }

  @Test("A fault, or an operation whose end was asked for, needs its healing proved")
  func unhealed() {
    var fault = QuorumErosion.input
    fault.faults[1].healedNs = nil
    fault.faults[1].healProved = false
    #expect(DebriefPage.html(fault).contains("healing not proved"))
    #expect(DebriefText.terminal(fault).contains("2 of 2 proved, 1 of 2 healed"))
    var operation = QuorumErosion.input
    operation.timeline.removeAll { $0.step == "upgrade" && $0.kind == .healProved }
    operation.faults[0].healedNs = nil
    operation.faults[0].healProved = false
    #expect(DebriefPage.html(operation).contains("healing not proved"))
  }

  @Test("An alert that fired before the fault was in effect did not come at once")
  func earlyAlert() {
    var input = AtTheHeal.input
    let alert = input.timeline.firstIndex { $0.kind == .alertFired } ?? 0
    #expect(text(input).contains("the first alert (EtcdNoLeader) came after 31.2 s"))
    input.timeline[alert].timeNs = .seconds(7)
    #expect(text(input).contains("EtcdNoLeader had fired 3 s before"))
    #expect(!text(input).contains("at once"))
  }

  @Test("What came out better without a command is chance, and is not called prevented")
  func waiting() {
    #expect(DebriefPage.html(QuorumErosion.input).contains("prevented by the response"))
    var input = QuorumErosion.input
    input.timeline.removeAll { $0.kind == .actionExecuted }
    #expect(!DebriefPage.html(input).contains("prevented by the response"))
    #expect(!DebriefPage.html(input).contains("1 level prevented"))
    #expect(DebriefPage.html(input).contains("is chance, not its doing"))
    #expect(!text(input).contains("the response kept it"))
  }

  @Test("Waiting that was right is not told as an act of containment")
  func waited() {
    var input = QuorumErosion.input
    input.score.tags = ["waited"]
    input.score.timeToContainmentNs = .seconds(20)
    #expect(text(input).contains("waiting was right: it was over after 20 s"))
  }

  @Test("A harmful command is dated from its start, and is harmful under the key's own name")
  func harmful() throws {
    var input = QuorumErosion.input
    input.timeline = Fixtures.timeline([
      (
        50, .blue, .actionExecuted, nil, "n1",
        [
          "action": "operator.restart", "exit": 1, "mutating": true,
          "started_ns": 30_000_000_000,
        ]
      )
    ])
    let move = try #require(BlueMove.all(in: input.timeline, plan: input.plan).first)
    #expect(move.time == .seconds(30))
    #expect(move.grade == .wrong)
    #expect(move.remark == "harmful, and it failed with exit 1")
  }

  @Test("One run of each part shows its figures, and a rate of nothing as 0")
  func oneSeed() {
    var ablation = QuorumErosion.ablation
    ablation.interaction = nil
    for arm in ablation.arms.indices { ablation.arms[arm].runs.removeLast(4) }
    ablation.arms[3].runs[0].writesPerS = 0
    var input = QuorumErosion.input
    input.ablation = ablation
    let page = DebriefPage.html(input)
    #expect(page.contains("<b>all together 0</b>"))
    #expect(page.contains("two seeds or more"))
    #expect(AblationPicture.svg(ablation).contains("0 /s · 0 of 1 served"))
    input.ablation?.arms.removeLast()
    #expect(DebriefPage.html(input).contains("cannot be told from these runs"))
  }

  @Test(
    "Figures of verdicts have units, lists are counted",
    arguments: [
      ("longest_write_gap_ms", .number(939), "longest write gap", "939 ms"),
      ("read_p99_9_ns", .integer(105_672_954), "read p99.9", "106 ms"),
      ("outages", .array([["start_ns": 1]]), "outages", "1"),
      ("errors", .integer(1185), "errors", "1,185"),
    ] as [(String, JSONValue, String, String)])
  func figures(key: String, value: JSONValue, name: String, shown: String) {
    let figure = VerdictSection.named(key, value)
    #expect(figure.name == name)
    #expect(String(figure.value.map { $0 == "\u{a0}" ? " " : $0 }) == shown)
  }

  @Test("What nobody claimed is measured, not valid")
  func unclaimed() {
    var input = QuorumErosion.input
    input.verdicts = [
      Verdict(
        checker: "availability", result: .valid, summary: "", detail: ["claimed": .bool(false)])
    ]
    #expect(DebriefPage.html(input).contains(">measured</span>"))
    input.verdicts[0].detail["claimed"] = .bool(true)
    #expect(!DebriefPage.html(input).contains(">measured</span>"))
  }

  @Test(
    "The version is the database's number, whatever words stand before it",
    arguments: [
      ("etcd Version: 3.4.23", "etcd 3.4.23"), ("3.5.9", "etcd 3.5.9"), ("unknown", "etcd unknown"),
      ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "etcd 15.18"),
      ("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64", "etcd 7.0.15"),
      ("mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for debian (Debian 12)", "etcd 10.11.19"),
    ])
  func version(words: String, shown: String) {
    var input = QuorumErosion.input
    input.environment["database_version"] = .string(words)
    #expect(Facts(input).database == shown)
  }

  @Test("A member cut off from all others is told so")
  func isolation() {
    let links = ["n2", "n3"].flatMap { other in
      [
        Link(from: "n1", to: HostName(rawValue: other)),
        Link(from: HostName(rawValue: other), to: "n1"),
      ]
    }
    var input = AtTheHeal.input
    input.plan.steps[0].links = links
    #expect(text(input).contains("n1 (follower) cut off from n2 and n3"))
  }
}
