import MissionLanguage
import Testing
import Vocabulary

@Suite struct BackupStepTests {
  private static let catalogue: Catalogue = {
    let hosts = StepSignature.TargetShape.hosts
    return Catalogue(
      signatures: [
        StepSignature(
          kind: "backup.take", verb: .operate, targets: hosts,
          parameters: [
            ParameterSignature("keep", .ratio, bounds: 0.1...0.9, help: "the share that is kept"),
            ParameterSignature("empty", .flag, help: "whether nothing is kept"),
            ParameterSignature(
              "inconsistent", .flag,
              on: DatabaseScope(["patroni"], elsewhere: "take it with `keep`"),
              help: "whether the files are copied"),
          ], atMostOne: ["keep", "empty"], needs: [], summary: "takes a backup",
          proof: "it is read"),
        StepSignature(
          kind: "backup.mark", verb: .operate, targets: hosts, parameters: [],
          on: DatabaseScope(["patroni"], elsewhere: "restore the backup as it is"), needs: [],
          summary: "marks the log", proof: "it is archived"),
        StepSignature(
          kind: "backup.restore", verb: .operate, targets: hosts,
          parameters: [
            ParameterSignature(
              "from", .step("backup.take"), isRequired: true, help: "which backup")
          ], needs: [], summary: "restores a backup", proof: "it serves"),
      ], notYet: [:])
  }()

  private static func parse(
    _ steps: String, of mechanism: String = "backup.restore", lookAlike: Bool = false
  ) -> Result<Mission, MissionErrors> {
    var mission = TestMission(steps: steps)
    mission.truth = "{mechanism: \(mechanism), location: slow}"
    let text = mission.text.replacing(
      "hosts: 3}", with: lookAlike ? "hosts: 3, look-alike: 2}" : "hosts: 3}")
    return MissionParser.parse(text, file: "sample.yaml", catalogue: catalogue)
  }

  private static func complaints(
    _ steps: String, of mechanism: String = "backup.restore"
  ) -> [String] {
    guard case .failure(let errors) = parse(steps, of: mechanism) else { return [] }
    return errors.diagnostics.map(\.message)
  }

  @Test("A restore names an earlier backup")
  func named() throws {
    let mission = try Self.parse(
      """
      - {operate: backup.take, on: head, as: nightly}
      - {operate: backup.restore, on: slow, from: nightly, at: 5s}
      """
    ).get()
    #expect(mission.steps[1].parameters["from"] == .text("nightly"))
  }

  @Test("A restore of no backup, of another kind's step, or of a later one is refused")
  func refused() {
    let none = Self.complaints("- {operate: backup.restore, on: slow, from: nightly}")
    #expect(none == ["`from: nightly` names no step that does backup.take"])
    let other = Self.complaints(
      """
      - {operate: backup.take, on: head, as: nightly}
      - {operate: backup.restore, on: slow, from: first, at: 5s, as: first}
      """)
    #expect(other == ["`from: first` names no step that does backup.take"])
    let late = Self.complaints(
      """
      - {operate: backup.restore, on: slow, from: nightly, at: 1s}
      - {operate: backup.take, on: head, as: nightly, at: 5s}
      """)
    #expect(late == ["`backup-restore` starts before `nightly`, which it needs"])
  }

  @Test("A backup is cut or emptied, not both; what is switched off excludes nothing")
  func exclusive() {
    let both = Self.parse("- {operate: backup.take, on: head, keep: 60%, empty: true}")
    guard case .failure(let errors) = both, let error = errors.diagnostics.first else {
      Issue.record("two ways to spoil one file were accepted")
      return
    }
    #expect(error.message == "`keep` and `empty` exclude each other")
    #expect(error.hint == "give at most one of keep, empty")
    for parameters in ["keep: 60%, empty: false", "empty: true"] {
      let step = "- {operate: backup.take, on: head, \(parameters)}"
      #expect(Self.complaints(step, of: "backup.take") == [])
    }
  }

  @Test("A parameter that the database has no meaning for is refused with what to do instead")
  func elsewhere() {
    let step = "- {operate: backup.take, on: head, inconsistent: true}"
    guard case .failure(let errors) = Self.parse(step), let error = errors.diagnostics.first else {
      Issue.record("etcd has no files to copy past it")
      return
    }
    #expect(error.message == "etcd has no `inconsistent` of backup.take")
    #expect(error.hint == "take it with `keep`")
    let without = step.replacing("true", with: "false")
    #expect(Self.complaints(without, of: "backup.take") == [])
  }

  @Test("A step that the database has no meaning for is refused with what to do instead")
  func kindElsewhere() {
    let mark = Self.parse("- {operate: backup.mark, on: head}", of: "backup.mark")
    guard case .failure(let errors) = mark, let error = errors.diagnostics.first else {
      Issue.record("etcd has no log to mark")
      return
    }
    #expect(error.message == "etcd has no `backup.mark`")
    #expect(error.hint == "restore the backup as it is")
  }

  @Test("The look-alike's hosts are targets where there is one, and are no members")
  func lookAlike() throws {
    let steps = """
      - {operate: backup.take, on: look-alike, as: stage}
      - {operate: backup.restore, on: m1, from: stage, at: 5s}
      """
    let mission = try Self.parse(steps, lookAlike: true).get()
    #expect(mission.database.lookAlikes == ["m1", "m2"])
    let topology = Topology(hosts: ["n1", "n2", "n3"], capabilities: [])
    func plan(_ mission: Mission) -> Result<Plan, MissionErrors> {
      PlanResolver.resolve(
        mission, missionSha256: "", seed: 1, topology: topology, mode: .rehearsal,
        catalogue: Self.catalogue, file: "sample.yaml")
    }
    let planned = try plan(mission).get()
    #expect(planned.hosts.map(\.name) == ["n1", "n2", "n3"])
    #expect(planned.steps.map(\.hosts) == [["m1", "m2"], ["m1"]])
    guard case .failure(let errors) = plan(try Self.parse(steps).get()) else {
      Issue.record("a look-alike that does not stand was accepted")
      return
    }
    #expect(errors.diagnostics.first?.message == "there is no look-alike")
  }
}
