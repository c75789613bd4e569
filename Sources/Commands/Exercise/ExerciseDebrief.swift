import ArgumentParser
import Exercises
import Foundation

/// The debrief, as the role may have it.
struct ExerciseDebrief: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debrief",
    abstract: "The debrief; blue and observers have it after the reveal.")

  @OptionGroup var seat: SeatOptions
  @Option(name: .customLong("form"), help: "html, markdown or json.") var form = "markdown"
  @Option(help: "Write it into this file instead of standard output.") var to: String?

  func run() throws {
    guard let form = DebriefForm(rawValue: seat.json ? "json" : form) else {
      let forms = DebriefForm.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError("there is no form \(self.form)", hint: "forms are \(forms)")
    }
    let text = try seat.client().debrief(as: form.rawValue)
    guard let to else { return Terminal.result(text) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: to))
    print("debrief: \(to)")
  }
}
