package import Vocabulary

/// Writes a mission as a file that parses to the same value; positions apart.
///
/// Shape: pure; the same mission gives the same bytes, whatever file it was read from.
/// Limits: comments and the order of keys of the file that it was read from are not kept.
package enum MissionWriter {
  /// The file; `header` becomes comment lines above it.
  package static func text(_ mission: Mission, header: [String] = []) -> String {
    var lines = header.flatMap(comment)
    lines += head(mission) + [""] + steps(mission) + [""] + blue(mission.blue) + [""]
    lines += tail(mission)
    return lines.joined(separator: "\n") + "\n"
  }

  /// A comment, broken between words; what is no character of a file is left out.
  private static func comment(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
      let harmless = String(line.unicodeScalars.filter(YAMLText.isHarmless))
      return LineWrap.wrap("# \(harmless)").map { $0.hasPrefix("#") ? $0 : "#\($0)" }
    }
  }

  private static func head(_ mission: Mission) -> [String] {
    var lines = ["mission: \(mission.name)"]
    lines.append("title: \(YAMLText.scalar(mission.title))")
    if !mission.from.isEmpty { lines.append("from: \(YAMLText.list(mission.from))") }
    lines.append("family: \(mission.family)")
    lines.append("difficulty: \(mission.difficulty)")
    lines.append("database: \(database(mission.database))")
    lines.append("workload: \(workload(mission.workload))")
    lines.append("claims: \(YAMLText.list(mission.claims.map(\.rawValue)))")
    lines += YAMLText.prose("hypothesis", mission.hypothesis, indent: "")
    lines.append("objective: \(mission.objective.rawValue)")
    if !mission.targets.isEmpty {
      let targets = mission.targets.map { ($0.name, YAMLText.scalar($0.expression)) }
      lines.append("targets: \(YAMLText.mapping(targets))")
    }
    return lines
  }

  private static func database(_ database: DatabaseSpecification) -> String {
    var entries = [("kind", database.kind), ("hosts", "\(database.hosts)")]
    let settings = KnownDatabases.settings(of: database.kind).compactMap { setting in
      database.settings[setting.name].map { (setting.name, YAMLText.scalar(setting.write($0))) }
    }
    if !settings.isEmpty { entries.append(("settings", YAMLText.mapping(settings))) }
    if let count = database.lookAlike { entries.append(("look-alike", "\(count)")) }
    return YAMLText.mapping(entries)
  }

  private static func workload(_ workload: WorkloadSpecification) -> String {
    var entries = [("kind", workload.kind), ("clients", "\(workload.clients)")]
    if let rate = workload.ratePerS { entries.append(("rate", ExactText.rate(rate))) }
    entries.append(("keys", "\(workload.keys)"))
    entries.append(("reads", ExactText.ratio(workload.reads)))
    if KnownWorkloads.compares.contains(workload.kind) {
      entries.append(("cas", ExactText.ratio(workload.compareAndSets)))
    }
    entries.append(("timeout", "\(workload.timeoutNs)"))
    if let level = workload.isolation { entries.append(("isolation", level.rawValue)) }
    return YAMLText.mapping(entries)
  }

  private static func steps(_ mission: Mission) -> [String] {
    ["steps:"] + mission.steps.enumerated().flatMap { step($1, isFirst: $0 == 0) }
  }

  private static func step(_ step: MissionStep, isFirst: Bool) -> [String] {
    var entries: [(key: String, value: String)] = []
    switch step.action {
    case .inject(let kind): entries.append(("inject", kind))
    case .operate(let kind): entries.append(("operate", kind))
    case .cue(let text): entries.append(("cue", YAMLText.scalar(text)))
    case .wait: entries.append(("wait", "\(step.life ?? .milliseconds(1))"))
    case .heal(let fault): entries.append(("heal", "\(fault)"))
    }
    for key in StepReader.targetKeys {
      if let words = step.targets[key] { entries.append((key, YAMLText.scalar(words))) }
    }
    for (key, value) in step.parameters.sorted(by: { $0.key < $1.key }) {
      entries.append((key, ExactText.value(value)))
    }
    // The first step starts at once where nothing is said; a kind may have an `at` of its own.
    if !isFirst || step.start != .at(.zero) { entries.append(WrittenWords.start(step.start)) }
    if case .inject = step.action, let life = step.life { entries.append(("for", "\(life)")) }
    // A name made from another may be longer than one may be that is given; it is made again.
    if Words.isName(step.name.rawValue) { entries.append(("as", step.name.rawValue)) }
    return entries.enumerated().map { index, entry in
      "  \(index == 0 ? "-" : " ") \(entry.key): \(entry.value)"
    }
  }

  private static func blue(_ blue: BlueBrief) -> [String] {
    var lines = ["blue:"] + YAMLText.prose("told", blue.told, indent: "  ")
    lines.append("  signatures: \(YAMLText.list(blue.signatures))")
    if !blue.loses.isEmpty {
      let loses = blue.loses.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
      lines.append("  loses: \(YAMLText.mapping(loses))")
    }
    var truth = [("mechanism", YAMLText.scalar(blue.truth.mechanism))]
    truth.append(("location", YAMLText.scalar(blue.truth.location)))
    if let trigger = blue.truth.trigger { truth.append(("trigger", YAMLText.scalar(trigger))) }
    lines.append("  truth: \(YAMLText.mapping(truth))")
    lines.append("  responses:")
    let key = blue.responses
    lines.append("    preferred: \(YAMLText.list(key.preferred))")
    lines.append("    acceptable: \(YAMLText.list(key.acceptable))")
    lines.append("    harmful: \(YAMLText.list(key.harmful))")
    lines.append("  contained: \(YAMLText.scalar(WrittenWords.predicate(blue.contained)))")
    if let runbook = blue.runbook { lines.append("  runbook: \(runbook)") }
    if let tempting = blue.tempting { lines.append("  tempting: \(tempting)") }
    if let guardrail = blue.guardrail { lines.append("  guardrail: \(guardrail)") }
    return lines
  }

  private static func tail(_ mission: Mission) -> [String] {
    var lines = ["budget:"]
    lines.append("  rehearsal: \(budget(mission.rehearsalBudget))")
    lines.append("  live: \(budget(mission.liveBudget))")
    let stops = mission.limits.stopWhen.map(WrittenWords.stop)
    lines.append("limits:")
    lines.append("  stop-when: \(YAMLText.list(stops))")
    lines.append("  lease: \(mission.limits.leaseNs)")
    if let wish = mission.monitoring {
      let entries = [
        ("source", wish.source?.rawValue), ("scrape", wish.scrapeNs.map { "\($0)" }),
      ].compactMap { key, value in value.map { (key, $0) } }
      lines.append("monitoring: \(YAMLText.mapping(entries))")
    }
    let ablation = mission.ablation
    lines.append(
      "ablate: {subsets: \(ablation.subsets.rawValue), repeats: \(ablation.repeats)}")
    if let service = mission.service { lines.append("service: \(YAMLText.scalar(service))") }
    if !mission.retests.isEmpty { lines.append("retests: \(YAMLText.list(mission.retests))") }
    if let expect = mission.expect {
      let entries = [
        ("verdict", expect.verdict?.rawValue),
        ("lost", expect.lost.map { YAMLText.scalar(WrittenWords.lost($0)) }),
        ("contained", expect.contained.map { "\($0)" }),
      ].compactMap { key, value in value.map { (key, $0) } }
      lines.append("expect: \(YAMLText.mapping(entries))")
    }
    return lines
  }

  private static func budget(_ budget: Budget) -> String {
    YAMLText.mapping([
      ("detect", "\(budget.detectNs)"), ("sla", "\(budget.slaNs)"), ("hold", "\(budget.holdNs)"),
      ("window", "\(budget.windowNs)"),
    ])
  }
}
