package import Vocabulary

extension ExecutionGate {
  /// What the gate of one target waits for.
  package struct Waiting: Sendable, Equatable, Codable {
    /// The target.
    package var target: String
    /// Re-tests of earlier quarters that are not linked, the most urgent first; never empty.
    package var retests: [OpenRetest]
  }

  /// The findings whose re-tests a quarter has taken up: by its plan, or by a mission's `retests`.
  ///
  /// `mission` holds those of the mission that is about to be played.
  package static func linked(
    by cards: [MissionCard], plan: QuarterPlan?, mission: [String] = []
  ) -> Set<String> {
    Set(cards.flatMap(\.retests) + mission).union(plan?.linkedFindings ?? [])
  }

  /// Every target whose gate is closed on a day, by name.
  package static func waiting(
    _ program: ProgramFile, day: CalendarDay, retests: [OpenRetest], linked: Set<String>
  ) -> [Waiting] {
    Set(retests.map(\.target)).sorted().compactMap { target in
      let verdict = check(program, target: target, day: day, retests: retests, linked: linked)
      guard case .refused(let missing, _) = verdict else { return nil }
      return Waiting(target: target, retests: missing)
    }
  }
}

extension ProgramFile {
  /// The target on which a service is practised; a name that the program lacks is its own target.
  package func target(of service: String) -> String {
    services.first { $0.name == service || $0.target == service }?.target ?? service
  }
}
