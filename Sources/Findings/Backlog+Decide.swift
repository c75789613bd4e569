extension Backlog {
  /// What a command adds to the journal, or why it is refused.
  ///
  /// Errors: `FindingRefusal` with the rule that the command breaks, why, and what to try.
  package func decide(
    _ command: FindingCommand, in circumstances: Circumstances
  ) throws(FindingRefusal) -> [FindingEvent] {
    []
  }
}
