/// Folds the events of one finding; nil where it was never opened.
enum FindingFold {
  static func fold(_ events: [FindingEvent]) -> Finding? { nil }
}
