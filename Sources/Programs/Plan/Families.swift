/// The families of missions in the order of the field guide, others behind them by name.
package enum Families {
  /// The five of the field guide with the words that it has for them.
  package static let fieldGuide: [(name: String, title: String)] = [
    ("asymmetric-visibility", "Asymmetric partition"),
    ("clock-skew", "Clock skew"),
    ("quorum-erosion", "Quorum erosion"),
    ("operator-mistake", "Operator mistake"),
    ("restore", "Restore"),
  ]

  /// Families that are controls and no scenarios: they are never an empty cell.
  package static let controls: Set = ["false-alarms"]

  /// The field guide's first, the rest by name; without repeats and without controls.
  package static func ordered(_ names: some Sequence<String>) -> [String] {
    let guide = fieldGuide.map(\.name)
    let others = Set(names).subtracting(guide).subtracting(controls)
    return guide + others.sorted()
  }

  /// `Asymmetric partition`, or the name itself.
  package static func title(_ name: String) -> String {
    fieldGuide.first { $0.name == name }?.title ?? name
  }
}
