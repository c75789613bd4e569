import Findings
import Programs
import Vocabulary

/// The findings of a ledger as a program sees them.
enum OpenRetests {
  /// The re-tests that findings wait for, each on the target of the program that it belongs to.
  static func all(
    in backlog: Backlog, of program: ProgramFile, on today: String
  ) -> [OpenRetest] {
    backlog.findings.compactMap { finding in
      guard finding.isPending(on: today), let retest = finding.retest,
        let opened = CalendarDay(iso: String(finding.openedAt.prefix(10)))
      else { return nil }
      return OpenRetest(
        finding: finding.id.rawValue, title: finding.title,
        mission: retest.mission ?? finding.smallestMission ?? finding.opening.mission,
        target: program.target(of: finding.opening.service),
        by: finding.opening.proof == .machine ? .machine : .people, opened: opened,
        priority: finding.priority.value)
    }
  }

  /// The deadlines that somebody answers for.
  static func due(in backlog: Backlog, on today: String) -> [QuarterBoard.Due] {
    backlog.findings.compactMap { finding in
      guard finding.isPending(on: today), let owner = finding.owner,
        let day = finding.due.flatMap({ CalendarDay(iso: $0) })
      else { return nil }
      let isClaimed = [.claimedFixed, .retestPending].contains(finding.status(on: today))
      return QuarterBoard.Due(
        finding: finding.id.rawValue, title: finding.title, owner: owner.name, day: day,
        isClaimed: isClaimed)
    }
  }

  /// Who let exercises of a quarter start without them.
  static func overrides(
    in backlog: Backlog, of quarter: Quarter
  ) -> [QuarterStatus.Override] {
    backlog.events.compactMap { event in
      guard case .gateOverridden(let exercise, let when, let reason) = event.change,
        when == quarter.description
      else { return nil }
      return .init(
        finding: event.finding.rawValue, exercise: exercise, by: event.by, reason: reason)
    }
  }
}
