import MissionLanguage
import Vocabulary

/// A search played out against a function instead of a range.
struct ShrinkOracle {
  var mission: Mission
  var rule = TrialRule(trials: 1)
  var parts: Set<ShrinkPart> = [.steps]
  /// What one exercise of a candidate says.
  var result: (ShrinkCandidate) -> MissionShrinker.Result
  /// What is done before each exercise, such as ending the search.
  var interfere: (inout MissionShrinker, Int) -> Void = { _, _ in }

  /// The ended search, and how many exercises it took.
  func play() -> (shrinker: MissionShrinker, trials: Int) {
    var shrinker = MissionShrinker(
      mission, rule: rule, catalogue: SampleCatalogue.full, parts: parts, digest: Self.digest)
    var trials = 0
    while true {
      interfere(&shrinker, trials)
      guard let candidate = shrinker.next() else { return (shrinker, trials) }
      precondition(trials < 5_000, "a search must come to an end")
      shrinker.note(result(candidate))
      trials += 1
    }
  }

  static let digest: @Sendable (String) -> String = {
    let digits = String(SeededRandom.hash($0), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A mission of steps `s0`, `s1`, … that do not hang on each other.
  static func mission(steps count: Int) throws -> Mission {
    try TestMission(
      steps: (0..<count).map {
        "- {inject: proc.pause, on: slow, at: \($0 + 1)s, for: 3s, as: s\($0)}"
      }.joined(separator: "\n"), truth: "{mechanism: proc.pause, location: slow}"
    ).mission()
  }

  /// The numbers of the steps that a mission of `s0`, `s1`, … has.
  static func mask(_ mission: Mission) -> Int {
    mission.steps.reduce(0) { $0 | 1 << (Int($1.name.rawValue.dropFirst()) ?? 0) }
  }
}
