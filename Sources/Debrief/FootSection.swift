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
      <dt>Score again</dt><dd><code>cygnet evidence score \(input.folder)</code> gives the same \
      bytes, offline, without root</dd>
      <dt>Reproduce</dt><dd><code>\(reproduce(input))</code></dd>
      <dt>Mission</dt><dd>SHA-256 <code>\(input.plan.missionSha256)</code></dd>
      \(machine)</dl></footer>

      """
  }

  static func verify(_ input: DebriefInput) -> String { "cygnet evidence verify \(input.folder)" }

  static func reproduce(_ input: DebriefInput) -> String {
    "cygnet rehearse \(input.plan.mission) --seed \(input.plan.seed)"
      + " --responder \(input.responder)"
  }
}
