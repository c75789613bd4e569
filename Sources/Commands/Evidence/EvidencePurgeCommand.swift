import ArgumentParser
import Evidence
import Exercises
import Foundation
import Vocabulary

/// Removes evidence that need not be kept.
struct EvidencePurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Remove evidence for good; purge.json keeps what it was, with digests.",
    discussion: """
      Without --yes it only says what it would remove. What is not kept cannot be computed anew:
      without timeline and history a score is only what was once written.
      """)

  @Argument(help: "The run folder; sealed, and without links.") var folder: String
  @Option(
    help: "Groups to keep, with commas: mission, score, debrief, timeline, history, alerts, …")
  var keep = "score,debrief"
  @Option(help: "Remove only this class and above: open, internal, confidential, restricted.")
  var from = "open"
  @Flag(help: "Do it.") var yes = false
  @Flag(help: "What purge.json says of it on standard output.") var json = false

  func run() throws {
    let place = RunFolder(path: folder)
    let record = try EvidencePurge.plan(place, keep: try groups(), from: try lowest())
    if yes { try EvidencePurge.carryOut(record, in: place) }
    if json {
      print(try CanonicalJSON.document(record), terminator: "")
    } else {
      for entry in record.removed {
        print("\(entry.sha256)  \(entry.path)  \(entry.bytes) bytes, \(entry.dataClass.rawValue)")
      }
      let count = "\(record.removed.count) files"
      print(yes ? "removed \(count); see purge.json" : "would remove \(count); --yes does it")
    }
  }

  private func groups() throws -> Set<EvidenceKind.Group> {
    Set(
      try keep.split(separator: ",").map { word in
        let name = word.trimmingCharacters(in: .whitespaces)
        guard let group = EvidenceKind.Group(rawValue: name) else {
          let known = EvidenceKind.Group.allCases.map(\.rawValue).joined(separator: ", ")
          throw UsageError("--keep: there is no group \(name)", hint: "groups are \(known)")
        }
        return group
      })
  }

  private func lowest() throws -> DataClass {
    guard let lowest = DataClass(rawValue: from) else {
      throw UsageError(
        "--from: there is no class \(from)",
        hint: "classes are open, internal, confidential, restricted")
    }
    return lowest
  }
}
