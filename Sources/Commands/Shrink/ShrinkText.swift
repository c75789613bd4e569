import Foundation
import Vocabulary

/// A finished search for people: what was tried, what is left, and why.
enum ShrinkText {
  /// The table and the sentences below it.
  static func terminal(_ shrinking: Shrinking) -> String {
    (table(shrinking) + [""] + sentences(shrinking)).joined(separator: "\n")
  }

  /// The comment at the head of the mission's file.
  static func header(_ shrinking: Shrinking) -> [String] {
    var lines = [
      "Shrunk by `cygnet shrink` from \(shrinking.source): the smallest mission found that still "
        + "shows \"\(words(shrinking.failure))\" with the responder \(shrinking.responder)."
    ]
    lines.append(left(shrinking))
    lines.append(confirmed(shrinking))
    lines.append(ended(shrinking))
    lines.append(
      "Hypothesis, briefing and expectation are those of \(shrinking.mission); the truth is, too, "
        + "where its fault is still there.")
    return lines
  }

  private static func words(_ failure: FailureSign?) -> String { failure?.words ?? "a failure" }

  private static func table(_ shrinking: Shrinking) -> [String] {
    let rows = shrinking.attempts
    let width = max(16, rows.map(\.words.count).max() ?? 0)
    let head = Terminal.padded("what was tried", width) + "  steps  fails   decision"
    return [head]
      + rows.map { row in
        let steps = String(repeating: " ", count: max(0, 5 - "\(row.steps)".count)) + "\(row.steps)"
        let count = Terminal.padded("\(row.failed)/\(row.failed + row.held)", 6)
        return "\(Terminal.padded(row.words, width))  \(steps)  \(count)  \(decision(row))"
      }
  }

  private static func decision(_ row: Shrinking.Attempt) -> String {
    switch row.decision {
    case .fails: row.part == nil ? "fails" : "still fails: taken"
    case .holds: row.part == nil ? "does not fail" : "does not fail: it is needed"
    case .undecided: "broken off"
    case .unjudged: "no valid exercise: kept"
    case .refused: "cannot be run: kept (\(row.invalid.last ?? "no reason"))"
    }
  }

  private static func sentences(_ shrinking: Shrinking) -> [String] {
    switch shrinking.end {
    case .notReproduced:
      return [
        "The mission itself does not show \"\(words(shrinking.failure))\" in "
          + "\(shrinking.rule.words) trials, so nothing was left out."
      ]
    case .unjudged:
      return ["The mission itself gave no valid exercise, so nothing was left out."]
    case .complete, .budget, .interrupted: break
    }
    var lines = [left(shrinking)]
    for step in shrinking.steps {
      guard let without = needed(step, in: shrinking) else { continue }
      lines.append(
        "\(step) is needed: without it \(without.failed) of \(without.failed + without.held) "
          + "trials showed \"\(words(shrinking.failure))\".")
    }
    return lines + [confirmed(shrinking), ended(shrinking)]
  }

  /// The last time that this step, and what hangs on it, was all that was left out of what is left.
  private static func needed(
    _ step: StepName, in shrinking: Shrinking
  ) -> Shrinking.Attempt? {
    shrinking.attempts.last { attempt in
      guard attempt.decision == .holds, attempt.words.hasPrefix("without ") else { return false }
      let names = attempt.words.dropFirst("without ".count).split(separator: ", ")
        .map { StepName(rawValue: String($0)) }
      return names.contains(step) && names.allSatisfy(shrinking.steps.contains)
        && attempt.steps == shrinking.steps.count - names.count
    }
  }

  private static func left(_ shrinking: Shrinking) -> String {
    shrinking.dropped.isEmpty
      ? "Nothing could be left out."
      : "Left out or made smaller: \(shrinking.dropped.joined(separator: "; "))."
  }

  private static func confirmed(_ shrinking: Shrinking) -> String {
    guard let found = shrinking.confirmation else { return "It was not tried on fresh seeds." }
    let first = shrinking.seed + 1_000
    return
      "On fresh seeds, from \(first) on, it failed in \(found.failed) of \(found.trials) trials"
      + (found.isConfirmed ? "." : ", which is not enough: it may have been taken by chance.")
      + " The rule: \(shrinking.rule.words)."
  }

  private static func ended(_ shrinking: Shrinking) -> String {
    let words = shrinking.minimalIn.map(\.rawValue).joined(separator: ", ")
    let minimal =
      words.isEmpty ? "" : "No single one of its \(words) can be left out or made smaller. "
    switch shrinking.end {
    case .complete: return minimal + "Everything was tried."
    case .budget: return minimal + "The budget was spent: a smaller mission may exist."
    case .interrupted: return minimal + "It was broken off: a smaller mission may exist."
    case .notReproduced, .unjudged: return "The search did not begin."
    }
  }
}
