import ArgumentParser
import LinuxHost
import Vocabulary

/// What this machine lacks, and the command that mends it.
struct RangeDoctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "What this machine lacks, and the command that mends it.")

  @Flag(help: "One JSON object a finding on standard output.") var json = false

  func run() throws {
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
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
  }
}
