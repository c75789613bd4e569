import MissionLanguage
import Testing
import Vocabulary

@Suite struct StepParserTests {
  private static func plan(
    _ kind: String, _ entries: [(String, String)], capabilities: Set<Capability>? = nil
  ) -> Result<PlannedStep, MissionErrors> {
    var topology = SampleCatalogue.topology(3)
    topology.capabilities = capabilities ?? topology.capabilities
    return StepParser.plan(
      kind: kind, entries: entries.map { (key: $0.0, value: $0.1) }, name: "trial",
      topology: topology, catalogue: SampleCatalogue.full)
  }

  @Test("A line of words becomes the step that a mission with the same keys would have")
  func sameAsMission() throws {
    let step = try Self.plan(
      "net.delay", [("from", "n1"), ("to", "n2"), ("delay", "100ms"), ("for", "3s")]
    ).get()
    let mission = try TestMission(
      steps: "- {inject: net.delay, from: n1, to: n2, delay: 100ms, for: 3s, as: trial}",
      truth: "{mechanism: net.delay, location: n1}"
    ).plan()
    #expect(step == mission.steps[0])
    #expect(step.links == [Link(from: "n1", to: "n2"), Link(from: "n2", to: "n1")])
  }

  /// What is given, and what must be said of it: the number of the entry, the message, the hint.
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: String
    var entries: [(String, String)]
    var entry: Int
    var message: String
    var hint: String
    var testDescription: String { "\(kind) \(entries)" }
  }

  static let delay = [("from", "n1"), ("to", "n2"), ("for", "3s")]
  static let cases = [
    Case(
      kind: "net.dealy", entries: delay, entry: 0,
      message: "no fault and no operation is called `net.dealy`", hint: "did you mean `net.delay`"),
    Case(
      kind: "quantum.flip", entries: [], entry: 0, message: "is called `quantum.flip`",
      hint: "known: backup.take, clock.step"),
    Case(
      kind: "disk.full", entries: [("on", "n1"), ("for", "3s")], entry: 0,
      message: "disk.full is not available on this range", hint: "cygnet fault list"),
    Case(
      kind: "net.delay", entries: delay, entry: 0, message: "has no `delay`",
      hint: "delay: 800ms"),
    Case(
      kind: "net.delay", entries: delay + [("delay", "100")], entry: 4, message: "has no unit",
      hint: "100s or 100ms"),
    Case(
      kind: "net.delay", entries: delay + [("delay", "-5ms")], entry: 4,
      message: "-5ms is negative", hint: "1ms to 10s"),
    Case(
      kind: "net.delay", entries: delay + [("delay", "5ms"), ("loss", "120%")], entry: 5,
      message: "not between 0 and 1", hint: "0% to 100%"),
    Case(
      kind: "net.delay", entries: delay + [("delay", "5ms"), ("los", "1%")], entry: 5,
      message: "unknown key `los`", hint: "did you mean `loss`"),
    Case(
      kind: "net.delay", entries: delay + [("delay", "5ms"), ("offset", "1s")], entry: 5,
      message: "unknown key `offset`", hint: "`offset` belongs to clock.step"),
    Case(
      kind: "clock.step", entries: [("on", "n1"), ("for", "3s"), ("offset", "soon")], entry: 3,
      message: "`soon` is not a duration", hint: "800ms"),
    Case(
      kind: "clock.step", entries: [("on", "n9"), ("for", "3s"), ("offset", "1s")], entry: 0,
      message: "there is no host and no target `n9`", hint: "n1, n2, n3"),
    Case(
      kind: "clock.step", entries: [("on", "bob"), ("for", "3s"), ("offset", "1s")], entry: 1,
      message: "`bob` names no host", hint: "n1"),
    Case(
      kind: "clock.step", entries: [("on", "leader"), ("for", "3s"), ("offset", "1s")], entry: 1,
      message: "arranged in missions only", hint: "n1, n2, n3"),
    Case(
      kind: "clock.step", entries: [("for", "3s"), ("offset", "1s")], entry: 0,
      message: "has no `on`", hint: "on: "),
    Case(
      kind: "clock.step", entries: [("on", "n1"), ("offset", "1s")], entry: 0,
      message: "has no `for`", hint: "for: "),
    Case(
      kind: "clock.step", entries: [("on", "n1"), ("for", "0s"), ("offset", "1s")], entry: 2,
      message: "0s is out of range", hint: "1ms to"),
    Case(
      kind: "clock.step", entries: [("on", "n1"), ("for", "3s"), ("offset", "1s"), ("at", "1s")],
      entry: 4, message: "`at` has no place here", hint: "leave it out"),
    Case(
      kind: "net.delay", entries: [("on", "n1"), ("to", "n2"), ("for", "3s"), ("delay", "5ms")],
      entry: 1, message: "cannot have the targets on, to", hint: "`from` with `to`"),
    Case(
      kind: "maintenance.stop", entries: [("on", "n1"), ("for", "3s")], entry: 2,
      message: "unknown key `for`", hint: "takes operate"),
  ]

  @Test("What is wrong is said with its place and what to try", arguments: cases)
  func refused(wrong: Case) {
    guard case .failure(let errors) = Self.plan(wrong.kind, wrong.entries) else {
      return #expect(Bool(false), "it was accepted")
    }
    let first = errors.diagnostics.first { $0.message.contains(wrong.message) }
    #expect(first != nil, "\(errors)")
    #expect(first?.hint.contains(wrong.hint) == true, "\(errors)")
    #expect(first?.position.line == wrong.entry, "\(errors)")
  }

  @Test("A kind whose needs this machine lacks is refused by what it lacks")
  func lacking() {
    guard
      case .failure(let errors) = Self.plan(
        "disk.slow", [("on", "n1"), ("for", "3s"), ("fsync", "1s")], capabilities: [.namespaces])
    else { return #expect(Bool(false), "it was accepted") }
    #expect(errors.diagnostics[0].message.contains("needs fuse"))
    #expect(errors.diagnostics[0].hint.contains("range doctor"))
  }
}
