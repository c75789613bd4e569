package import Vocabulary

extension Scoring {
  /// Scores a recorded exercise from its evidence, against its twin where there is one.
  ///
  /// - Parameter twin: the same plan with nobody responding; nil where none was run.
  package static func score(
    plan: Plan, run: RecordedRun, twin: RecordedRun? = nil, rubric: Rubric = .standard,
    service: ServiceConstants = .standard
  ) -> Score {
    var facts = FactExtraction.facts(plan: plan, run: run, rubric: rubric, service: service)
    let actual = BlastMeasurement.measure(
      plan: plan, run: run, label: "as it went", rubric: rubric, service: service)
    let restored = RestoreInputs.lines(run.restores, timeline: run.timeline)
    if run.responder == "none" {
      let own = Score.Input(
        name: "Blast radius", value: "\(actual.radius.level) without a response",
        rule: "this run is the twin: nobody responded")
      return score(
        facts, budget: plan.budget, rubric: rubric,
        blastRadius: .init(actual: actual.radius, twin: actual.radius),
        blastInputs: restored + actual.inputs + [own])
    }
    let without = twin.map {
      BlastMeasurement.measure(
        plan: plan, run: $0, label: "without a response", isOther: true, rubric: rubric,
        service: service)
    }
    if let twin, let without {
      compare(
        &facts, run: run, actual: actual, twin: twin, without: without, plan: plan,
        service: service)
    }
    var inputs = restored + actual.inputs + (without?.inputs ?? [])
    inputs.append(
      prevented(
        actual: actual.radius.level, twin: without?.radius.level,
        isShort: twin?.shortTwin(plan) != nil, hasActed: facts.hasActed))
    return score(
      facts, budget: plan.budget, rubric: rubric,
      blastRadius: .init(actual: actual.radius, twin: without?.radius), blastInputs: inputs)
  }

  /// The twin tells what the response did: loss that came without it was not its doing.
  static func compare(
    _ facts: inout ExerciseFacts, run: RecordedRun, actual: BlastMeasurement, twin: RecordedRun,
    without: BlastMeasurement, plan: Plan, service: ServiceConstants
  ) {
    let lost = LossCount(run.verdicts, service: service).lost
    if lost <= LossCount(twin.verdicts, service: service).lost { facts.lossByResponse = nil }
    let acted = facts.commands.first { $0.isMutating && $0.mistake != .failed }
    // A twin that was cut short might have become as bad.
    if actual.radius.level > without.radius.level, twin.shortTwin(plan) == nil, let acted {
      facts.widenedByResponse = acted.moment
    }
  }

  private static func prevented(
    actual: Int, twin: Int?, isShort: Bool, hasActed: Bool
  ) -> Score.Input {
    let rule = "B without a response − B as it went = levels that the response prevented"
    guard let twin else {
      return .init(name: "Blast radius", value: "≥ \(actual): no twin was run", rule: rule)
    }
    if isShort {
      let least = "≥ \(twin) without a response, for the twin was cut short, \(actual) as it went"
      let words =
        twin > actual ? "at least \(twin - actual) prevented" : "what was prevented is not known"
      return .init(name: "Blast radius", value: "\(least): \(words)", rule: rule)
    }
    let value =
      switch (twin - actual, hasActed) {
      case (0, _): "\(twin) with and without a response: none prevented"
      case (_, false):
        "\(twin) in the twin, \(actual) as it went: by chance, for nobody changed anything"
      case (1..., true):
        "\(twin) without a response, \(actual) as it went: \(twin - actual) prevented"
      default: "\(twin) without a response, \(actual) as it went: the response made it worse"
      }
    return .init(name: "Blast radius", value: value, rule: rule)
  }
}
