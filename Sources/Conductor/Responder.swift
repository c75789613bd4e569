package import Vocabulary

/// Who plays blue.
package enum Responder: Sendable, Equatable {
  /// Nobody: the twin, and single missions without a runbook.
  case none
  /// A scripted responder.
  case runbook(Runbook)
  /// People, through the console.
  case people

  /// As it stands in evidence: `none` or `runbook:<name>`.
  package var name: String {
    switch self {
    case .none: "none"
    case .runbook(let runbook): "runbook:\(runbook.name)"
    case .people: "people"
    }
  }
}
