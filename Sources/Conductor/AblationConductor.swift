import Evidence
import Foundation
import Histories
import MissionLanguage
import Readiness
package import Vocabulary

/// Runs every part of a compound alone, and all together, on the same seeds.
///
/// Shape: arms are undisturbed, each step alone, each pair where the mission asks for pairs, all.
/// Effect: one folder an arm and seed below `arms/`, and `ablation.json` beside it.
package struct AblationConductor: Sendable {
  /// A run to take mission, folder and clock from.
  package var run: ExerciseRun
  /// One run of each arm a seed.
  package var seeds: [UInt64]
  /// The mission's plan for a seed.
  package var plans: @Sendable (UInt64) throws -> Plan

  /// How long the rate is measured.
  package var span: Nanoseconds

  /// How long after the last effect the measuring begins.
  static let settle = Nanoseconds.seconds(1)
  /// An arm that keeps this share of the undisturbed rate of its seed kept serving.
  package static let servedShare = 0.8

  /// An ablation to be run.
  package init(
    run: ExerciseRun, seeds: [UInt64], span: Nanoseconds,
    plans: @escaping @Sendable (UInt64) throws -> Plan
  ) {
    self.run = run
    self.seeds = seeds
    self.span = span
    self.plans = plans
  }

  /// The subsets of the steps, undisturbed first and all together last.
  package static func arms(of plan: Plan) -> [(name: String, steps: [StepName])] {
    let steps = plan.ablatableSteps
    var arms: [(name: String, steps: [StepName])] = [("undisturbed", [])]
    arms += steps.map { ($0.rawValue, [$0]) }
    if plan.ablation.subsets == .pairs && steps.count > 2 {
      for first in steps.indices {
        for second in steps.indices where second > first {
          arms.append(("\(steps[first]) + \(steps[second])", [steps[first], steps[second]]))
        }
      }
    }
    if steps.count > 1 {
      arms.append((steps.map(\.rawValue).joined(separator: " + "), steps))
    }
    return arms
  }

  /// Runs all arms, one after the other, and writes `ablation.json`.
  package func perform() async throws -> Ablation {
    var arms = Self.arms(of: run.plan).map {
      Ablation.Arm(name: $0.name, steps: $0.steps, runs: [])
    }
    for (round, seed) in seeds.enumerated() {
      var undisturbed = 0.0
      for index in arms.indices {
        let label = "\(arms[index].name), seed \(seed) (\(round + 1) of \(seeds.count))"
        run.progress("ablate \(label)")
        let (rate, isValid) = try await measure(arms[index], number: index, seed: seed)
        if index == 0 { undisturbed = rate }
        arms[index].runs.append(
          Ablation.Run(
            seed: seed, writesPerS: rate, served: rate >= Self.servedShare * undisturbed,
            valid: isValid))
        run.progress("ablate \(label): \(Int(rate.rounded())) writes/s")
        if run.isInterrupted() { break }
      }
    }
    let ablation = Ablation(
      mission: run.plan.mission, arms: arms, interaction: AblationAnalysis.interaction(of: arms))
    try Data(try CanonicalJSON.document(ablation).utf8)
      .write(to: URL(fileURLWithPath: run.folder.ablation), options: .atomic)
    return ablation
  }

  private func measure(
    _ arm: Ablation.Arm, number: Int, seed: UInt64
  ) async throws -> (rate: Double, isValid: Bool) {
    var part = run
    part.plan = try plans(seed).keeping(steps: Set(arm.steps)).startingEarly()
    part.plan.monitoring?.source = .builtIn
    part.responder = .none
    part.ending = .measured(settle: Self.settle, span: span)
    part.folder = RunFolder(path: "\(run.folder.path)/arms/\(number)-\(seed)")
    part.progress = { _ in }
    let outcome = try await part.run()
    let record = try RunRecord(reading: part.folder)
    guard let span = outcome.measured, let history = record.history else { return (0, false) }
    let count = history.operations.count { operation in
      guard operation.isAcknowledgedWrite, let at = operation.completedNs else { return false }
      return span.contains(at - record.origin)
    }
    let seconds = (span.upperBound - span.lowerBound).inSeconds
    return (Double(count) / seconds, ExerciseValidity.defects(of: record).isEmpty)
  }
}

extension Plan {
  /// The same plan with its first step after one second: an arm needs no longer base line.
  func startingEarly() -> Plan {
    let offsets = steps.compactMap { step -> Nanoseconds? in
      if case .at(let offset) = step.start { offset } else { nil }
    }
    guard let first = offsets.min(), first > .seconds(1) else { return self }
    var plan = self
    plan.steps = steps.map { step in
      var step = step
      if case .at(let offset) = step.start { step.start = .at(offset - first + .seconds(1)) }
      return step
    }
    return plan
  }
}
