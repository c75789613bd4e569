extension FindingCommand {
  /// Every command by its name; each has a verb of the command line.
  package enum Name: String, Sendable, CaseIterable {
    case open, judge, exclude, assign
    case setDue = "set-due"
    case nameRetest = "name-retest"
    case settle, edit
    case claimFixed = "claim-fixed"
    case beginRetest = "begin-retest"
    case reopen
    case acceptRisk = "accept-risk"
    case extend, attach
    case moveWindow = "move-window"
    case deactivate
    case overrideGate = "override-gate"
    case close, rate
  }

  /// What it is called; a command that is new finds no name here until it has one.
  package var name: Name {
    switch self {
    case .open: .open
    case .judge: .judge
    case .exclude: .exclude
    case .assign: .assign
    case .setDue: .setDue
    case .nameRetest: .nameRetest
    case .settle: .settle
    case .edit: .edit
    case .claimFixed: .claimFixed
    case .beginRetest: .beginRetest
    case .reopen: .reopen
    case .acceptRisk: .acceptRisk
    case .extend: .extend
    case .attach: .attach
    case .moveWindow: .moveWindow
    case .deactivate: .deactivate
    case .overrideGate: .overrideGate
    case .close: .close
    case .rate: .rate
    }
  }
}
