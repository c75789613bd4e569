import ArgumentParser
import Testing
import Vocabulary

@testable import Commands

@Suite struct ShrinkTextTests {
  private static func attempt(
    _ words: String, _ part: ShrinkPart?, _ counts: (Int, Int),
    _ decision: Shrinking.Attempt.Decision, steps: Int = 2
  ) -> Shrinking.Attempt {
    var attempt = Shrinking.Attempt(
      words: words, part: part, steps: steps, digest: "0123456789ab")
    attempt.failed = counts.0
    attempt.held = counts.1
    attempt.decision = decision
    return attempt
  }

  private static let found = Shrinking(
    mission: "erosion", source: "Missions/erosion.yaml", responder: "none",
    failure: .outage(level: 4), rule: TrialRule(trials: 3), seed: 7,
    before: ["upgrade", "clock", "slow-disk"], steps: ["upgrade", "slow-disk"],
    dropped: ["without clock"],
    attempts: [
      attempt("the mission itself", nil, (2, 0), .fails),
      attempt("without clock", .steps, (2, 1), .fails),
      attempt("without upgrade", .steps, (0, 2), .holds, steps: 1),
      attempt("without slow-disk", .steps, (1, 2), .holds, steps: 1),
      // Of another mission than the one that is left: it says nothing of that.
      attempt("without slow-disk", .steps, (2, 5), .holds, steps: 2),
      attempt("the smallest, on fresh seeds", nil, (3, 0), .fails),
    ], minimalIn: [.steps],
    confirmation: .init(failed: 3, trials: 3, isConfirmed: true), end: .complete, sha256: "00")

  @Test(
    "What was tried is a table, and each step that is left is said to be needed, with its trials")
  func table() {
    let lines = ShrinkText.terminal(Self.found).split(separator: "\n").map(String.init)
    #expect(lines[2].contains("without clock") && lines[2].contains("2/3"))
    #expect(lines.contains { $0.hasPrefix("upgrade is needed: without it 0 of 2 trials") })
    #expect(lines.contains { $0.hasPrefix("slow-disk is needed: without it 1 of 3 trials") })
    #expect(lines.contains("Left out or made smaller: without clock."))
    #expect(
      lines.last == "No single one of its steps can be left out or made smaller. "
        + "Everything was tried.")
  }

  @Test("The head of the file says from where, what was dropped, and k of n")
  func header() {
    let text = ShrinkText.header(Self.found).joined(separator: "\n")
    for words in [
      "from Missions/erosion.yaml", "outage of level 4", "without clock", "3 of 3 trials", "1007",
      "2 of 3",
    ] {
      #expect(text.contains(words), "the head lacks “\(words)”")
    }
    #expect(text.hasPrefix("Shrunk by `cygnet shrink`"))
  }

  @Test("A search without its result does not claim one")
  func unfinished() {
    var found = Self.found
    found.end = .budget
    found.minimalIn = []
    found.confirmation = .init(failed: 1, trials: 3, isConfirmed: false)
    let text = ShrinkText.terminal(found)
    #expect(text.contains("a smaller mission may exist") && text.contains("taken by chance"))
    #expect(!text.contains("No single one"))
    found.end = .notReproduced
    #expect(ShrinkText.terminal(found).contains("nothing was left out"))
  }

  @Test("The exit code is 0 for a confirmed mission only")
  func codes() {
    var found = Self.found
    #expect(ShrinkCommand.code(found) == 0)
    found.end = .budget
    #expect(ShrinkCommand.code(found) == 0)
    found.confirmation?.isConfirmed = false
    #expect(ShrinkCommand.code(found) == 2)
    found.end = .interrupted
    #expect(ShrinkCommand.code(found) == 2)
    found.end = .unjudged
    #expect(ShrinkCommand.code(found) == 3)
  }

  @Test(
    "What no search can be is refused before anything runs",
    arguments: [
      ["--trials", "0"], ["--trials", "101"], ["--budget", "soon"], ["--budget", "30"],
      ["--until", "hosts"], ["--out", "small.json"],
    ])
  func refused(options: [String]) {
    #expect(throws: (any Error).self) { try ShrinkCommand.parse(["a.yaml"] + options) }
    #expect(throws: Never.self) { try ShrinkCommand.parse(["a.yaml", "--trials", "5"]) }
  }

  @Test("What is neither a run nor a mission is refused with what to try")
  func nothingThere() {
    for path in ["etcd-no-such-mission", "/proc/self/net"] {
      #expect(throws: UsageError.self) {
        try ShrinkSource(path: path, responder: "none", seed: nil)
      }
    }
  }
}
