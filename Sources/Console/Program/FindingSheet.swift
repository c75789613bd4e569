import Exercises
import Findings
import Ledger
import Vocabulary

/// One finding with its history, and what is left to do until it is over.
struct FindingSheet: Sendable, Equatable {
  var finding: Finding
  var events: [FindingEvent]
  /// The day of its status.
  var today: String
  var steps: [Step]

  /// Something that must come about before nobody has to think of it any more.
  struct Step: Sendable, Equatable {
    var text: String
    var isDone: Bool
    /// What brings it about; nil where it is done.
    var command: String?
  }

  init(_ finding: Finding, _ events: [FindingEvent], today: String) {
    self.finding = finding
    self.events = events
    self.today = today
    steps = Self.steps(finding, on: today)
  }

  /// The way to the end, in the order in which it is gone.
  private static func steps(_ finding: Finding, on today: String) -> [Step] {
    let id = finding.id
    let status = finding.status(on: today)
    let missing = Set(finding.missing)
    func step(_ text: String, _ isDone: Bool, _ command: String) -> Step {
      Step(text: text, isDone: isDone, command: isDone ? nil : command)
    }
    let agreed = Finding.Requirement.allCases.map { requirement in
      step(
        "It has \(requirement.rawValue)", !missing.contains(requirement), need(requirement, id))
    }
    let isClaimed = [.claimedFixed, .retestPending, .verified].contains(status)
    let claimed = step(
      "Somebody says that it is mended, and by what", isClaimed,
      "cygnet finding claim \(id) --fix \"…\"")
    return agreed + [claimed, demonstrated(finding, isClaimed: isClaimed)]
  }

  private static func need(_ requirement: Finding.Requirement, _ id: FindingID) -> String {
    switch requirement {
    case .owner: "cygnet finding assign \(id) --owner NAME"
    case .deadline: "cygnet finding assign \(id) --due YYYY-MM-DD"
    case .retest: "cygnet finding assign \(id) --retest \"…\""
    case .evidence, .blast, .trials: "cygnet finding retest \(id)"
    }
  }

  /// What the trials since the claim must show, and what they show so far.
  private static func demonstrated(_ finding: Finding, isClaimed: Bool) -> Step {
    let shown = finding.demonstration
    let isOver = finding.status == .verified
    let (need, command): (String, String) =
      switch shown.proof {
      case .machine:
        (
          "\(Demonstration.needed) trials on as many seeds since then do not show it",
          "cygnet finding retest \(finding.id)"
        )
      case .people:
        (
          "People pass \(Demonstration.passes) exercises since then",
          "name \(finding.id) under retests: of a mission"
        )
      }
    let now = isClaimed ? "; so far: \(shown.text)" : ""
    return Step(text: need + now, isDone: isOver, command: isOver ? nil : command)
  }
}

extension ProgramReading {
  /// Errors: a finding that is not there, and, in the same words, one that this seat may not see.
  func finding(_ name: String) throws -> FindingSheet {
    let id = FindingID(rawValue: name)
    guard let finding = try ledger.finding(id), finding.missions.isDisjoint(with: hidden) else {
      throw Refusal(
        .missing, "there is no finding \(name)", hint: "the list of findings has those that are")
    }
    return FindingSheet(finding, try ledger.events(of: id), today: day)
  }
}
