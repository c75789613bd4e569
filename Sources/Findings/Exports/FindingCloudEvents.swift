internal import Vocabulary

/// The journal's turning points as CloudEvents: opened, re-tested, verified.
///
/// Shape: the id is the number of the event in the journal, which only grows; so a receiver that
///        has seen one knows it for ever. A re-test is a trial after a claim.
enum FindingCloudEvents {
  static func text(of export: BacklogExport) throws -> String {
    try CloudEvent.batch(events(of: export.events))
  }

  static func events(of journal: [FindingEvent]) -> [CloudEvent] {
    var claimed: Set<FindingID> = []
    return journal.enumerated().compactMap { number, event in
      if case .claimedFixed = event.change { claimed.insert(event.finding) }
      guard let (word, data) = told(event, isClaimed: claimed.contains(event.finding)) else {
        return nil
      }
      var fields = data
      fields["by"] = .string(event.by)
      return CloudEvent(
        id: "line-\(number + 1)", source: "/findings", type: "cygnet.finding.\(word)",
        subject: event.finding.rawValue, time: event.at, data: fields)
    }
  }

  private static func told(
    _ event: FindingEvent, isClaimed: Bool
  ) -> (word: String, data: [String: JSONValue])? {
    switch event.change {
    case .opened(let opening):
      (
        "opened",
        [
          "title": .string(PlainText.line(opening.title)), "gap": .string(opening.gap),
          "gap_type": .string(opening.gapType), "service": .string(opening.service),
          "family": .string(opening.family), "run": .string(opening.run),
          "blast": .integer(Int64(opening.blast.level)),
        ]
      )
    case .trialRecorded(let trial) where isClaimed:
      (
        "retested",
        [
          "run": .string(trial.run), "responder": .string(trial.responder),
          "shown": .bool(trial.isShown), "valid": .bool(trial.isValid),
        ]
      )
    case .verified(let count, let trials):
      ("verified", ["shown": .integer(Int64(count)), "trials": .integer(Int64(trials))])
    default: nil
    }
  }
}
