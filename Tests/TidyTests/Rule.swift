import Testing

/// A house rule with the snippet that trips it and the one that it lets pass.
struct Rule: Sendable, CustomTestStringConvertible {
  /// The rule as a sentence.
  let name: String
  /// A repository that breaks the rule, by path.
  let trips: [String: String]
  /// A repository that keeps it and looks as if it did not.
  let passes: [String: String]
  /// Finds where the rule is broken.
  let find: @Sendable (Repository) -> [Violation]

  var testDescription: String { name }

  init(
    _ name: String, trips: [String: String], passes: [String: String],
    find: @escaping @Sendable (Repository) -> [Violation]
  ) {
    self.name = name
    self.trips = trips
    self.passes = passes
    self.find = find
  }
}

/// One place where a rule is broken, and what to do about it.
struct Violation: Sendable, CustomStringConvertible {
  let path: String
  let line: Int
  let advice: String

  init(_ path: String, _ line: Int, _ advice: String) {
    self.path = path
    self.line = line
    self.advice = advice
  }

  var description: String { "\(path):\(line): \(advice)" }
}

/// Every house rule; a new one is added here.
enum HouseRules {
  static let all: [Rule] =
    ShapeRules.all + LayerRules.all + PurityRules.all + WordingRules.all + TestRules.all
    + ManifestRules.all + DocumentRules.all
}
