import Evidence
import Findings
import Ledger
import Vocabulary

/// What happens to a finished exercise where a team has a ledger.
enum LedgerHook {
  /// Takes it in, and opens or feeds findings; whatever goes wrong is said and fails nothing.
  static func take(_ run: Assessment, twin: Assessment?, isQuiet: Bool) {
    note {
      guard let desk = try LedgerDesk.nearest() else { return }
      let entry = try desk.record(run, twin: twin)
      for note in entry.notes { Terminal.say("ledger: \(note)") }
      guard !isQuiet else { return }
      for event in entry.events {
        if let words = words(event) { Terminal.say("ledger: \(words)") }
      }
    }
  }

  /// The same for an exercise of people that is sealed and revealed, with what they agreed.
  static func take(_ folder: RunFolder) {
    note {
      guard let desk = try LedgerDesk.nearest() else { return }
      let (run, twin) = try Derivation.assess(folder)
      _ = try desk.record(run, twin: twin)
      let outcome = Outcomes.outcome(run, twin: twin)
      // The workshop is the program's; who said what stands in the exercise's own log.
      let circumstances = desk.circumstances(
        by: desk.program.owner, about: [outcome.service])
      for command in Triage.commands(of: outcome, in: try desk.ledger.backlog()) {
        do {
          _ = try desk.ledger.decide { try $0.decide(command, in: circumstances) }
        } catch let refusal as FindingRefusal {
          Terminal.say("ledger: not as the workshop agreed: \(refusal)")
        }
      }
    }
  }

  /// Takes it in and leaves the findings alone: runs of a matrix play wrong answers on purpose.
  static func index(_ folder: RunFolder) {
    note {
      guard let desk = try LedgerDesk.nearest() else { return }
      _ = try desk.ledger.record(folder, outcome: nil, at: desk.at)
    }
  }

  private static func note(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      let text = Failure.inWords(error)?.text ?? "error: \(error)"
      Terminal.say("ledger: the exercise was not taken in; cygnet ledger rebuild does it later")
      Terminal.say(text)
    }
  }

  private static func words(_ event: FindingEvent) -> String? {
    switch event.change {
    case .opened(let opening): "\(event.finding) opened: \(Terminal.line(opening.title))"
    case .reopened(let reason, _): "\(event.finding) reopened: \(Terminal.line(reason))"
    case .verified(let count, let trials): "\(event.finding) verified by \(count)/\(trials)"
    default: nil
    }
  }
}

extension LedgerDesk {
  /// Takes in a finished exercise with what it says of findings.
  func record(_ run: Assessment, twin: Assessment?) throws -> LedgerEntry {
    try ledger.record(
      run.record.folder, outcome: Outcomes.outcome(run, twin: twin), at: Self.now())
  }

  /// A run folder's name in the journal: the last two parts of its path.
  static func run(of folder: RunFolder) -> String {
    folder.path.split(separator: "/").suffix(2).joined(separator: "/")
  }
}
