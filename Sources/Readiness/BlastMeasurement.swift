package import Vocabulary

/// Blast radius measured on one recorded run, with the lines that explain it.
///
/// Shape: the highest of five dimensions; scope and latent stop at 4.
/// Limits: what no checker or probe measured is said to be unknown, the level then "at least".
/// Source: `docs/reference/score.md`, "Blast radius".
package struct BlastMeasurement: Sendable, Equatable {
  /// The level and its rows.
  package var radius: BlastRadius
  /// One line a row, and one for the level.
  package var inputs: [Score.Input]
  /// How many live seconds one second of this run stands for.
  package var timeScale: Double

  /// Measures a run; `label` is `as it went` or `without a response`.
  ///
  /// - Parameter isOther: the run is not the one whose score is being made, so its events are named
  ///   in words: sequence numbers would point into the wrong timeline.
  package static func measure(
    plan: Plan, run: RecordedRun, label: String, isOther: Bool = false, rubric: Rubric = .standard,
    service: ServiceConstants = .standard
  ) -> BlastMeasurement {
    let scale = service.timeScale(of: plan.budget)
    let meter = BlastMeter(plan: plan, run: run, scale: scale, rubric: rubric, service: service)
    let rows = [meter.availability, meter.outage, meter.data, meter.scope, meter.latent]
    let level = rows.map(\.dimension.level).max() ?? 1
    let radius = BlastRadius(level: level, dimensions: rows.map(\.dimension))
    let evidenceClass = evidenceClass(of: run, plan)
    let times =
      scale > 1
      ? "1 s stands for \(Figures.fixed(scale)) s, but not in an outage that ended by itself"
      : "times as they were"
    let constants =
      "SLO \(Figures.percent(service.objective)), RTO \(Figures.span(meter.recoveryTime))"
    let total = Score.Input(
      name: "Blast radius, \(label)", value: "\(level) (\(evidenceClass))",
      rule: "the highest dimension; \(times); \(constants); constants of "
        + "\(service.name) \(service.version)",
      evidence: Array(Set(rows.flatMap(\.evidence))).sorted())
    let lines = rows.map { row in
      Score.Input(
        name: "Blast \(row.dimension.name), \(label)",
        value: "\(row.dimension.measured) → \(row.dimension.level)", rule: row.rule,
        evidence: row.evidence)
    }
    var inputs = [total] + lines
    if isOther {
      for index in inputs.indices {
        let events = inputs[index].evidence.map(String.init).joined(separator: ", ")
        if !events.isEmpty { inputs[index].rule += "; events \(events) of the twin" }
        inputs[index].evidence = []
      }
    }
    return BlastMeasurement(radius: radius, inputs: inputs, timeScale: scale)
  }

  /// What the value rests on; a twin that was cut short shows the least that would have happened.
  private static func evidenceClass(of run: RecordedRun, _ plan: Plan) -> String {
    guard run.responder == "none" else { return "observed" }
    guard let short = run.shortTwin(plan) else { return "twin" }
    return "twin to \(Figures.span(short.reachedNs)) of \(Figures.span(short.windowNs)): at least"
  }
}
