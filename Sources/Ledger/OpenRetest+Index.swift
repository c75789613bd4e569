internal import Findings
package import Programs
package import Vocabulary

extension OpenRetest {
  /// A re-test of the ledger on the target of the program that its finding belongs to; nil where
  /// the day on which that was opened was not written down.
  package init?(_ waiting: WaitingRetest, of program: ProgramFile) {
    guard let opened = CalendarDay(iso: String(waiting.openedAt.prefix(10))) else { return nil }
    self.init(
      finding: waiting.id.rawValue, title: waiting.title, mission: waiting.mission,
      target: program.target(of: waiting.service), by: waiting.isOfPeople ? .people : .machine,
      opened: opened, priority: waiting.priority)
  }
}

extension QuarterBoard.Due {
  /// A deadline of the ledger; nil where nobody answers for it, or there is none.
  package init?(_ row: FindingRow) {
    guard let owner = row.owner, let day = row.due.flatMap({ CalendarDay(iso: $0) }) else {
      return nil
    }
    self.init(
      finding: row.id.rawValue, title: row.title, owner: owner, day: day,
      isClaimed: [.claimedFixed, .retestPending].contains(row.status))
  }
}
