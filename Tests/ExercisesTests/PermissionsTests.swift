import Exercises
import Foundation
import Testing
import Vocabulary

@Suite struct PermissionsTests {
  @Test("The table has every command once, each with someone who may and a time when")
  func complete() {
    #expect(Permissions.table.map(\.command) == ExerciseCommand.names)
    for rule in Permissions.table {
      #expect(!rule.roles.isEmpty && !rule.phases.isEmpty, "\(rule.command)")
    }
  }

  @Test("The table of the reference is the table of the code")
  func documented() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/reference/exercise.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    for rule in Permissions.table {
      let roles = Role.allCases.filter(rule.roles.contains).map(\.rawValue)
      let phases = ExercisePhase.allCases.filter(rule.phases.contains).map(\.rawValue)
      let line =
        "| `\(rule.command)` | \(roles.joined(separator: ", ")) | "
        + "\(phases.joined(separator: ", ")) |"
      #expect(text.contains(line), "write: \(line)")
    }
    // Lines of the go / no-go list are called as commands are.
    let section = try #require(text.components(separatedBy: "\n## Commands\n").last)
    let table = section.components(separatedBy: "\n## ")[0]
    let lines = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let commands = lines.filter { line in
      ExerciseCommand.names.contains { line.hasPrefix("| `\($0)` |") }
    }
    #expect(commands.count == Permissions.table.count)
  }

  @Test("Every role, command and phase has an answer, and it is the table's")
  func everyCell() {
    for command in CommandWireTests.all {
      for role in Role.allCases {
        for phase in ExercisePhase.allCases {
          let refusal = Permissions.refusal(command, role: role, phase: phase)
          let rule = Permissions.table.first { $0.command == command.name }
          let mayRole = rule?.roles.contains(role) ?? false
          let mayPhase = rule?.phases.contains(phase) ?? false
          #expect((refusal == nil) == (mayRole && mayPhase))
          #expect(refusal == nil || refusal?.kind == (mayRole ? .phase : .forbidden))
        }
      }
    }
  }

  @Test("Blue's and an observer's refusals are the same for every command that is not theirs")
  func uninformative() {
    for role in [Role.blue, .observer] {
      let refusals = CommandWireTests.all.compactMap { command in
        Permissions.refusal(command, role: role, phase: .running)
      }
      #expect(Set(refusals.filter { $0.kind == .forbidden }.map(\.description)).count == 1)
    }
  }

  @Test(
    "A sealed exercise may be sealed to the end and revealed, a revealed one revealed to the end")
  func sealed() {
    func commands(in phase: ExercisePhase) -> [String] {
      Permissions.table.filter { $0.phases.contains(phase) }.map(\.command)
    }
    #expect(commands(in: .sealed) == ["seal", "reveal"])
    #expect(commands(in: .revealed) == ["reveal"])
  }
}
