import ArgumentParser
import Evidence
import Foundation
import Vocabulary

/// One run: what happened, line by line, and what follows from it.
struct EvidenceShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One run: its timeline and what follows from it.")

  @Argument(help: "The run folder.") var folder: String
  @Flag(help: "The object that rehearse --json prints.") var json = false

  func run() throws {
    let (run, twin) = try Derivation.assess(RunFolder(named: folder))
    if json {
      print(try CanonicalJSON.line(Report.json(run, twin: twin)))
      return
    }
    for event in run.record.timeline {
      let about = [event.step?.rawValue, event.host?.rawValue].compactMap(\.self)
      let fields = event.fields.isEmpty ? "" : (try? CanonicalJSON.line(event.fields)) ?? ""
      let time = Terminal.padded(Terminal.seconds(event.timeNs), 8)
      let lane = Terminal.padded(event.lane.rawValue, 7)
      print("\(time) \(lane) \(event.kind.rawValue) \(about.joined(separator: " ")) \(fields)")
    }
    if let defect = run.record.timelineDefect { print("the timeline ends here: \(defect)") }
    print(Derivation.terminal(run, twin: twin))
  }
}
