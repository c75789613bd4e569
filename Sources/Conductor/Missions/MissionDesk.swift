import Evidence
package import Exercises
import Faults
package import MissionLanguage
package import Vocabulary

/// Reads texts as missions of one exercise: with its seed, its budget, on this machine.
///
/// Shape: nothing is touched and nothing is kept; the same text gives the same review.
package struct MissionDesk: Sendable {
  private let seed: UInt64
  private let mode: PlanResolver.Mode
  private let capabilities: @Sendable () -> Set<Capability>

  /// Every kind that missions can name.
  package static let catalogue = Catalogue(
    signatures: FaultCatalogue.all.map(\.signature), notYet: FaultCatalogue.notYet,
    notObserved: FaultCatalogue.notObserved)

  /// The desk of an exercise that has that plan now.
  ///
  /// Limits: a mission whose two budgets are equal counts as one with people.
  package init(
    _ plan: Plan, capabilities: @escaping @Sendable () -> Set<Capability>
  ) {
    seed = plan.seed
    mode = plan.budget == plan.liveBudget ? .live : .rehearsal
    self.capabilities = capabilities
  }

  /// The plan of a text, or all that is wrong with it.
  package func plan(of text: String) -> Result<Plan, MissionErrors> {
    let file = Self.file(of: text)
    return MissionParser.parse(text, file: file, catalogue: Self.catalogue).flatMap { mission in
      PlanResolver.resolve(
        mission, missionSha256: Digest.sha256(text), seed: seed,
        topology: Topology(
          hosts: Cluster.hosts(mission.database.hosts), capabilities: capabilities()),
        mode: mode, catalogue: Self.catalogue, file: file)
    }
  }

  /// The mistakes of a text, or what it would do.
  package func review(_ text: String) -> MissionReview {
    switch plan(of: text) {
    case .success(let plan):
      let words = PlanWords(plan)
      return MissionReview(
        diagnostics: [], plan: words.text, steps: plan.steps.count, actions: words.actions)
    case .failure(let errors):
      return MissionReview(diagnostics: errors.diagnostics, plan: nil)
    }
  }

  /// A text on a desk has no file; it is called as it calls itself.
  private static func file(of text: String) -> String {
    let line = text.split(separator: "\n").first { $0.hasPrefix("mission:") }
    let word = line.map { $0.dropFirst("mission:".count).drop(while: \.isWhitespace) } ?? ""
    let name = word.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return "\(name.isEmpty ? "mission" : String(name.prefix(80))).yaml"
  }
}
