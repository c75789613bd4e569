import Testing
import Vocabulary

@testable import MissionLanguage

@Suite struct RunbookTests {
  /// Kinds with parameters, without hosts, and one that is not there yet.
  static let catalogue = Catalogue(
    signatures: SampleCatalogue.signatures + [
      StepSignature(
        kind: "backup.restore", verb: .operate, targets: .hosts,
        parameters: [
          ParameterSignature("from", .text, isRequired: true, help: "the backup's name"),
          ParameterSignature("after-check", .flag, help: "checks the backup first"),
        ], needs: [.etcd], summary: "restores a backup", proof: "the member serves it"),
      StepSignature(
        kind: "backup.verify", verb: .operate, targets: .none, parameters: [], needs: [.etcd],
        summary: "looks at the last backup", proof: "its checksum is read"),
    ], notYet: ["operator.wrong-cluster": "there is no second cluster"],
    notObserved: ["backup running": "no backups are taken"])

  static func parse(on: String, _ entry: String) -> Result<Runbook, MissionErrors> {
    RunbookParser.parse(
      """
      runbook: trial
      title: A trial
      rules:
        - on: \(on)
          then:
            - {after: 1s, \(entry)}
      """, file: "trial.yaml", catalogue: catalogue)
  }

  static func move(on: String = "start", _ entry: String) throws -> Runbook.Move {
    try parse(on: on, entry).get().rules[0].entries[0].move
  }

  @Test("An action has the parameters that its kind has, with their units")
  func parameters() throws {
    #expect(
      try Self.move("act: backup.restore, on: followers, from: nightly, after-check: true")
        == .act(
          kind: "backup.restore", on: "followers",
          parameters: ["from": .text("nightly"), "after-check": .flag(true)]))
    #expect(
      try Self.move("act: backup.verify")
        == .act(kind: "backup.verify", on: "", parameters: [:]))
  }

  @Test(
    "An action is any that the catalogue has, and moving the leader",
    arguments: ["maintenance.stop", "operator.force-new-cluster", "operator.move-leader"])
  func actions(kind: String) throws {
    #expect(
      try Self.move("act: \(kind), on: other follower")
        == .act(kind: kind, on: "other follower", parameters: [:]))
  }

  @Test(
    "What people do at once, or on a message, needs no alert",
    arguments: [
      ("start", .exerciseStarted), ("cue", .cueSent), ("no leader", .noLeader),
      ("write-success < 50%", .writeSuccessBelow(0.5)),
    ] as [(String, Condition)])
  func conditions(words: String, condition: Condition) throws {
    let runbook = try Self.parse(on: words, "decide: wait").get()
    #expect(runbook.rules[0].on == condition)
  }

  @Test(
    "What no operator can do or see is refused, with what to try",
    arguments: [
      ("start", "act: backup.restore, on: leader", "has no `from`", "from: word"),
      ("start", "act: backup.restore, on: leader, frm: x", "unknown key `frm`", "`from`"),
      ("start", "act: backup.restore, from: x", "has no `on`", "on: stopped"),
      ("start", "act: backup.verify, on: leader", "an `act` on hosts only", "drop it"),
      (
        "start", "act: maintenance.stop, on: leader, from: x", "unknown key `from`",
        "backup.restore"
      ),
      ("start", "act: net.cut, on: leader", "is a fault", "known: backup.restore"),
      ("start", "act: operator.wrong-cluster, on: leader", "no second cluster", "known:"),
      ("start", "act: backup.restor, on: leader", "unknown action", "did you mean"),
      ("start", "decide: restart alerted", "no host is alerted", "on: alert"),
      ("start", "decide: restart helthy", "no selector", "did you mean `healthy`"),
      ("backup running", "decide: wait", "no backups are taken", "alert NAME"),
    ])
  func refused(on: String, entry: String, message: String, hint: String) {
    guard case .failure(let errors) = Self.parse(on: on, entry) else {
      return #expect(Bool(false), "\(entry) was accepted")
    }
    #expect(errors.diagnostics.contains { $0.message.contains(message) }, "\(errors.diagnostics)")
    #expect(errors.diagnostics.contains { $0.hint.contains(hint) }, "\(errors.diagnostics)")
  }
}
