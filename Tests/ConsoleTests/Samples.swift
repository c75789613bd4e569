import Exercises
import Vocabulary

/// Parts of an exercise for pages to show.
enum Samples {
  /// What a mission could look like whose author wants to run a script in white's browser.
  static let script = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"

  static let missionText = "mission: leader-cut\nsteps:\n  - {inject: net.cut, at: 5s}\n"

  static let terminals = [
    ShownTerminal(id: "1", by: "Ada", isOpen: true),
    ShownTerminal(id: "2", by: "Bo", isOpen: false),
  ]

  static let mission = mission("leader-cut")

  static func mission(_ word: String) -> ShownMission {
    ShownMission(
      name: word, title: "The leader \(word)", hypothesis: "Nobody notices \(word)",
      plan: "1. at 5 s cut n1\n2. \(word)",
      truth: BlueBrief.Truth(mechanism: "net.cut", location: "n1", trigger: word),
      responses: BlueBrief.ResponseKey(
        preferred: ["restart-member n2", word], acceptable: [word], harmful: [word]),
      isSham: false)
  }

  static let steps = [
    ShownStep(
      name: "cut-leader", kind: "net.cut", targets: ["n1"], state: "effective", due: "at 5 s",
      inNs: nil, commandedNs: .seconds(5), acknowledgedNs: .milliseconds(5_010),
      effectiveNs: .milliseconds(5_200), healedNs: nil),
    ShownStep(
      name: "slow-disk", kind: "disk.slow", targets: ["n2"], state: "waiting",
      due: "40 s after cut-leader", inNs: .seconds(12), commandedNs: nil, acknowledgedNs: nil,
      effectiveNs: nil, healedNs: nil),
  ]

  static let gauges = [
    Gauge(label: "error share", value: "1.2 %", share: 0.24),
    Gauge(label: "data loss", value: "none", share: 0.9),
    Gauge(label: "clock", value: "unknown", share: nil),
  ]

  static let preflight = [
    PreflightItem(
      id: "probes", title: "Probes see every member", isGo: true, detail: "3 of 3",
      byPerson: false),
    PreflightItem(
      id: "backup", title: "A backup is there", isGo: false, detail: "say where", byPerson: true),
    PreflightItem(
      id: "alerts", title: "A test alert arrives", isGo: nil, detail: "waiting", byPerson: false),
  ]

  static let grading = [
    GradingItem(
      subject: "7", text: "the leader is alone", kind: "hypothesis", grades: ["0", "1", "2"],
      own: nil, count: 1),
    GradingItem(
      subject: "9", text: "wait", kind: "decision", grades: ["1", "3"], own: "3", count: 2),
  ]
}
