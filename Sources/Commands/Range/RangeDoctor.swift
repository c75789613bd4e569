import ArgumentParser
import LinuxHost
import Vocabulary

/// What this machine lacks, and the command that mends it.
struct RangeDoctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "What this machine lacks, and the command that mends it.")

  @Option(help: "Examine the machines of this inventory instead of this one.")
  var inventory: String?
  @Option(help: "With --inventory: whether this mission could run there, as a pre-flight says it.")
  var mission: String?
  @Flag(help: "One JSON object a finding or a machine on standard output.") var json = false

  func validate() throws {
    guard mission == nil || inventory != nil else {
      throw ValidationError("--mission is asked about an inventory; give --inventory as well")
    }
  }

  func run() async throws {
    if let inventory {
      let machines = try InventorySource(path: inventory).inventory
      guard let mission else { return try await InventoryDoctor(json: json).run(machines) }
      // What this machine can do is no matter: it is about those.
      let plan = try MissionSource(path: mission)
        .plan(seed: 1, capabilities: Set(Capability.allCases))
      try await MissionDoctor(json: json).run(plan, on: machines)
      return
    }
    for finding in MachineCapabilities.findings {
      if json {
        print(try CanonicalJSON.line(finding))
      } else {
        let mark = finding.isUsable ? "ok     " : finding.isRequired ? "MISSING" : "absent "
        print("\(mark) \(Terminal.padded(finding.name, 20)) \(Self.oneLine(finding.reason))")
        if let cure = finding.cure { print("        \(Terminal.padded("", 20)) mend: \(cure)") }
      }
    }
    if MachineCapabilities.findings.contains(where: { $0.isRequired && !$0.isUsable }) {
      throw ExitCode(1)
    }
  }

  /// What a tool says may have lines and blanks of its own.
  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
  }
}
