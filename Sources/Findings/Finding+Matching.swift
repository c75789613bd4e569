internal import Vocabulary

extension Finding {
  /// Whether another opening would be about the same gap.
  func isSame(as other: FindingOpening) -> Bool {
    opening.service == other.service && opening.gap == other.gap && opening.about == other.about
      && opening.proof == other.proof && missions.contains(other.mission)
      && opening.family == other.family
  }

  /// The missions whose runs are its trials.
  package var missions: Set<String> {
    Set([opening.mission, smallestMission, retest?.mission].compactMap(\.self))
  }

  /// Whether an exercise of that responder tells anything about it.
  ///
  /// What lies in the machinery shows itself whoever responds. A runbook's gap is that runbook's,
  /// or the one that the re-test names; what people must do, only people can test.
  func isTested(by responder: String) -> Bool {
    if opening.knownGap?.isOfMachinery == true { return true }
    switch opening.proof {
    case .people: return responder == "people"
    case .machine:
      return [trials.first?.fact.responder, retest?.responder].contains(responder)
    }
  }
}
