package import Vocabulary

/// Reads a mission; everything wrong is reported at once, each with its place and a hint.
///
/// A new key goes into the `keys` of its section's file and is read there; a new word for a host, a
/// state or a comparison into `Words/`; a new setting, alert, workload or selector into `Tables/`.
///
/// Limits: 256 KiB, 24 levels, 200 steps; no anchors, aliases or second document.
package enum MissionParser {
  static let keys = [
    "mission", "title", "from", "family", "difficulty", "database", "workload", "claims",
    "hypothesis", "objective", "targets", "steps", "blue", "budget", "limits", "monitoring",
    "ablate", "retests", "expect", "service",
  ]

  /// The mission in `text`; `file` is the name for messages, whose last part must fit the name.
  package static func parse(
    _ text: String, file: String, catalogue: Catalogue
  ) -> Result<Mission, MissionErrors> {
    let report = Report(file: file)
    guard let root = YAMLReader.read(text, report: report),
      let section = Section(root, name: "the mission", keys: keys, report: report)
    else { return .failure(report.errors) }
    let mission = read(section, catalogue: catalogue, report: report)
    return report.isClean ? .success(mission) : .failure(report.errors)
  }

  /// The same for bytes as they lie on the disk; text that is not UTF-8 is refused.
  package static func parse(
    bytes: [UInt8], file: String, catalogue: Catalogue
  ) -> Result<Mission, MissionErrors> {
    switch SourceText.decode(bytes, file: file) {
    case .success(let text): parse(text, file: file, catalogue: catalogue)
    case .failure(let errors): .failure(errors)
    }
  }

  private static func read(_ section: Section, catalogue: Catalogue, report: Report) -> Mission {
    let targets = TargetsSection.read(section.node("targets"), report: report)
    let bound = targets.map(\.name)
    let steps = StepsSection(
      reader: StepReader(catalogue: catalogue, bound: bound, report: report), report: report
    ).read(section.required("steps", example: "steps: [{operate: maintenance.stop, on: follower}]"))
    // A mission without a fault measures false alarms; its truth is that nothing is wrong.
    let kinds = Set(steps.compactMap(\.action.kind)).sorted()
    let blue = BlueSection(
      bound: bound, kinds: kinds.isEmpty ? ["none"] : kinds, report: report
    ).read(section.required("blue", example: "blue: {told: …, signatures: …, truth: …}"))
    let budget = BudgetSection.read(
      section.required("budget", example: "budget: {rehearsal: {…}}"), report: report)
    let database = DatabaseSection.read(
      section.required("database", example: "database: {kind: etcd, hosts: 3}"), report: report)
    let workload = WorkloadSection.read(
      section.required("workload", example: "workload: {kind: register}"), of: database,
      report: report)
    ForeignWords.refuse(in: steps, on: database, catalogue, report)
    var mission = Mission(
      name: FileName.read(section, key: "mission"),
      title: section.required("title", .line, example: "title: One line for people"),
      family: section.required("family", .word, example: "family: quorum-erosion"),
      difficulty: section.required("difficulty", .count(1...5), example: "difficulty: 3"),
      database: database,
      workload: workload, claims: claims(section, on: workload.kind),
      hypothesis: section.required("hypothesis", .text, example: "hypothesis: > …"),
      objective: section.required(
        "objective", .case(called: "objective", placeholder: .unavailability),
        example: "objective: unavailability"),
      targets: targets, steps: steps, blue: blue, rehearsalBudget: budget.rehearsal,
      liveBudget: budget.live,
      limits: LimitsSection.read(section.node("limits"), report: report),
      ablation: AblateSection.read(section.node("ablate"), report: report))
    mission.monitoring = MonitoringSection.read(section.node("monitoring"), report: report)
    mission.from = section.list("from", .text)
    mission.retests = section.list("retests", .text)
    mission.expect = ExpectSection.read(section.node("expect"), report: report)
    mission.service = section.optional("service", .text)
    return mission
  }

  private static func claims(_ section: Section, on workload: String) -> [Claim] {
    let example = "claims: [linearizable, no-acknowledged-loss]"
    guard let node = section.required("claims", example: example) else { return [] }
    let claims = section.list("claims", .case(called: "claim", placeholder: Claim.linearizable))
    if case .sequence(let items) = node.content, items.isEmpty {
      section.report.add(
        node.position, "a mission without claims checks nothing", hint: "write `\(example)`")
    }
    for claim in claims {
      if let refusal = KnownWorkloads.refusal(of: claim, on: workload) {
        section.report.add(node.position, refusal)
      }
    }
    return claims
  }
}
