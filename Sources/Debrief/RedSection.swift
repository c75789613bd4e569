import Readiness
import Vocabulary

/// How red fared: the objective against T1 and T4, the window, and where the plan was left.
enum RedSection {
  static func draw(_ facts: Facts) -> Markup {
    guard let table = table(facts) else { return "" }
    return """
      <h2 id="red">How red fared</h2>
      <div class="card scroll">\(table.html())</div>

      """
  }

  static func table(_ facts: Facts) -> PlainTable? {
    guard let red = facts.input.red else { return nil }
    var rows: [PlainTable.Row] = [
      .init(["Objective", red.objective.rawValue, objective(red)]),
      .init(["Seen within the window", red.isSeenInTime ? "yes" : "no", window(red)]),
    ]
    rows += red.deviations.map {
      .init(["Left the plan", Written.moment($0.atNs), $0.text])
    }
    if red.deviations.isEmpty { rows.append(.init(["Left the plan", "never", ""])) }
    rows += red.legUps.map { .init(["Asked white", Written.moment($0.atNs), $0.text]) }
    if red.legUps.isEmpty { rows.append(.init(["Asked white", "never", ""])) }
    return PlainTable(["What", "Result", "Why"], rows, whole: 2)
  }

  private static func objective(_ red: RedScore) -> String {
    let when = red.reachedNs.map { " at \(Written.moment($0))" } ?? ""
    let words =
      switch red.outcome {
      case .beforeDetection: "reached\(when), before blue saw anything (before T1)"
      case .beforeContainment: "reached\(when), before it was contained (before T4)"
      case .reached: "reached; when is not known"
      case .not: "not reached" + (red.reachedNs == nil ? "" : " before it was contained")
      }
    return "\(words): \(red.reason)"
  }

  private static func window(_ red: RedScore) -> String {
    let after = red.detectedAfterNs.map { "blue noticed after \(Written.span($0))" }
    return "\(after ?? "blue never noticed"); the window was \(Written.span(red.windowNs))"
  }
}
