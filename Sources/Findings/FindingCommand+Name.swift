extension FindingCommand {
  /// What it is called where commands are listed; each has a verb of the command line.
  package var name: String {
    switch self {
    case .open: "open"
    case .judge: "judge"
    case .exclude: "exclude"
    case .assign: "assign"
    case .setDue: "set-due"
    case .nameRetest: "name-retest"
    case .settle: "settle"
    case .edit: "edit"
    case .claimFixed: "claim-fixed"
    case .beginRetest: "begin-retest"
    case .reopen: "reopen"
    case .acceptRisk: "accept-risk"
    case .extend: "extend"
    case .attach: "attach"
    case .moveWindow: "move-window"
    case .deactivate: "deactivate"
    case .overrideGate: "override-gate"
    case .close: "close"
    case .rate: "rate"
    }
  }
}
