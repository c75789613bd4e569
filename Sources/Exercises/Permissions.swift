/// Who may do what when: one table, printed in docs/reference/exercise.md.
package enum Permissions {
  /// One line of the table.
  package struct Rule: Sendable, Equatable {
    /// The command's name on the wire.
    package var command: String
    /// Who may.
    package var roles: Set<Role>
    /// When they may.
    package var phases: Set<ExercisePhase>
  }

  private static let live: Set<ExercisePhase> = [.running, .paused]
  private static let over: Set<ExercisePhase> = [.aborted, .ended]
  private static let begun: Set<ExercisePhase> = [.running, .paused, .aborted, .ended, .graded]
  private static let early: Set<ExercisePhase> = [.designed, .preflight]
  private static let open: Set<ExercisePhase> = Set(ExercisePhase.allCases)
    .subtracting([.sealed, .revealed])

  /// Every command once, in the order of `ExerciseCommand.names`.
  package static let table: [Rule] = [
    Rule("preflight", [.white], [.designed, .preflight]),
    Rule("confirm", [.white], [.preflight]),
    Rule("start", [.white, .red], [.preflight]),
    Rule("pause", [.white], [.running]),
    Rule("resume", [.white], [.paused]),
    Rule("abort", [.white], live.union([.preflight, .aborted])),
    Rule("finish", [.white], live),
    Rule("hint", [.white], live),
    Rule("cue", [.white], live),
    Rule("note", Set(Role.allCases), begun),
    Rule("grade", [.white], over),
    Rule("integrity", [.white, .red], begun),
    Rule("real-incident", [.white], live),
    Rule("seal", [.white], [.aborted, .ended, .graded, .sealed]),
    Rule("reveal", [.white], [.sealed, .revealed]),
    Rule("invite", [.white], open),
    Rule("release", [.white], open),
    Rule("assign", [.white], over.union([.graded])),
    Rule("approve", [.white], early),
    Rule("refuse", [.white], early),
    Rule("draft", [.red], early),
    Rule("propose", [.red], early),
    Rule("twin", [.white], over.union([.graded])),
    Rule("stop-twin", [.white], over.union([.graded])),
    Rule("hold", [.red], live.union([.preflight])),
    Rule("unhold", [.red], live.union([.preflight])),
    Rule("skip", [.red], live),
    Rule("trigger", [.red], [.running]),
    Rule("ask", [.red], live),
    Rule("declare", [.blue], live),
    Rule("acknowledge", [.blue], live),
    Rule("hypothesis", [.blue], live.union(over)),
    Rule("withdraw", [.blue], live.union(over)),
    Rule("decide", [.blue], live),
    Rule("hand-over", [.blue, .white], live.union(over)),
    Rule("stop-word", Set(Role.allCases), live),
  ]

  private static let rules = Dictionary(uniqueKeysWithValues: table.map { ($0.command, $0) })

  /// Why the role may not do that now; nil where it may.
  ///
  /// Limits: says which roles may only to those who could; blue learns nothing of red's levers.
  package static func refusal(
    _ command: ExerciseCommand, role: Role, phase: ExercisePhase
  ) -> Refusal? {
    guard let rule = rules[command.name] else {
      preconditionFailure("every command has a line in the table of permissions")
    }
    guard rule.roles.contains(role) else {
      let mayKnow = role == .red || role == .white
      return Refusal(
        .forbidden, mayKnow ? "\(role.rawValue) may not \(command.name)" : "you may not do that",
        hint: mayKnow ? "\(words(rule.roles)) may" : nil)
    }
    guard rule.phases.contains(phase) else {
      return Refusal(
        .phase, "the exercise is \(phase.rawValue): \(command.name) has no place now",
        hint: "it has one while the exercise is \(words(rule.phases))")
    }
    return nil
  }

  private static func words(_ roles: Set<Role>) -> String {
    Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: " or ")
  }

  private static func words(_ phases: Set<ExercisePhase>) -> String {
    ExercisePhase.allCases.filter(phases.contains).map(\.rawValue).joined(separator: ", ")
  }
}

extension Permissions.Rule {
  fileprivate init(_ command: String, _ roles: Set<Role>, _ phases: Set<ExercisePhase>) {
    self.init(command: command, roles: roles, phases: phases)
  }
}
