import Vocabulary

/// How to check that this page says what the evidence says, and how to do it all again.
enum FootSection {
  static func draw(_ facts: Facts) -> Markup {
    let input = facts.input
    let shown: Set = ["database_version", "started_utc"]
    let environment = input.environment.filter { !shown.contains($0.key) }
      .sorted { $0.key < $1.key }
      .map { "\($0.key) \(VerdictSection.shown($0.value))" }.joined(separator: " · ")
    let machine: Markup =
      environment.isEmpty ? "" : "<dt>Machine</dt><dd>\(environment)</dd>\n"
    return """
      <footer><dl>
      <dt>Verify</dt><dd><code>\(verify(input))</code> recomputes every hash of the run folder</dd>
      <dt>Score again</dt><dd><code>cygnet evidence score \(quoted(input.folder))</code> \
      gives the same bytes, offline, without root</dd>
      <dt>Reproduce</dt><dd><code>\(reproduce(input))</code></dd>
      <dt>Mission</dt><dd>SHA-256 <code>\(input.plan.missionSha256)</code></dd>
      \(machine)</dl></footer>

      """
  }

  static func verify(_ input: DebriefInput) -> String {
    "cygnet evidence verify " + quoted(input.folder)
  }

  static func reproduce(_ input: DebriefInput) -> String {
    let responder =
      input.responder == "people" ? "" : " --responder \(quoted(input.responder))"
    return "cygnet rehearse \(quoted(input.plan.mission)) --seed \(input.plan.seed)" + responder
  }

  /// The word as a shell takes it literally, for people who paste the line.
  static func quoted(_ word: String) -> String {
    let plain = Visible.text(word)
    let isSafe = plain.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", ":", "=", "+", "@": true
      default: false
      }
    }
    if isSafe && !plain.isEmpty { return plain }
    return plain.split(separator: "'", omittingEmptySubsequences: false)
      .map { "'\($0)'" }.joined(separator: "\\'")
  }
}
