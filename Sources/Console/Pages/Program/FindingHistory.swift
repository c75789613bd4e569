import Findings

/// What happened to a finding, as a person tells it.
enum FindingHistory {
  static func words(_ change: FindingEvent.Change) -> String {
    switch change {
    case .opened(let opening): "opened: \(opening.title)"
    case .trialRecorded(let trial):
      "\(trial.isShown ? "shown" : "not shown") in \(trial.run)"
        + (trial.isValid ? "" : ", which counts in no n")
    case .trialExcluded(let run, let reason): "\(run) was taken out: \(reason)"
    case .assigned(let owner): "\(owner.name) has it"
    case .dueChanged(let due, _): "due \(due)"
    case .retestNamed(let retest): "re-test: \(retest.text)"
    case .edited(let title, _): title.map { "called “\($0)”" } ?? "its text was changed"
    case .claimedFixed(let claim): "said to be mended: \(claim)"
    case .verified(let count, let trials): "verified by \(count)/\(trials)"
    case .reopened(let reason, let run):
      "reopened: \(reason)" + (run.map { ", in \($0)" } ?? "")
    case .riskAccepted(let person, let until, let reason):
      "\(person.name) lives with it until \(until): \(reason)"
    case .deadlineExtended(let due, let reason): "its date was moved to \(due): \(reason)"
    case .missionAttached(let mission): "smallest mission: \(mission)"
    case .windowMoved(let window, _): "the next exercise of its target is \(window)"
    case .ownerDeactivated(let email): "\(email) has left"
    // The others say all that they have to say by their names.
    default: change.kind
    }
  }
}
