import ArgumentParser
import Evidence
import Foundation
import MissionLanguage
import Vocabulary

/// A copy of a run folder without secrets.
struct EvidenceRedact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "A sealed copy without secrets; redaction.json says what was taken out.",
    discussion: """
      Looked for: private keys, tokens, passwords in addresses, settings and options, mail
      addresses, and the patterns of --patterns: a file of `patterns:` with `name` and `matches`.
      docs/reference/data-classes.md says what each file may hold.
      """)

  @Argument(help: "The run folder; it stays as it is.") var folder: String
  @Option(help: "The copy; a folder that is new.") var to: String
  @Option(help: "A file of your own patterns.") var patterns: String?
  @Flag(help: "What redaction.json says on standard output.") var json = false

  func run() throws {
    let copy = RunFolder(path: to)
    let report = try RedactedCopy.make(
      of: RunFolder(named: folder), at: copy, declared: try declared())
    if json {
      print(try CanonicalJSON.document(report), terminator: "")
      return
    }
    for (path, counts) in report.removed.sorted(by: { $0.key < $1.key }) {
      let words = counts.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
      print("\(path): \(words.joined(separator: ", "))")
    }
    for path in report.leftOut { print("\(path): left out") }
    if report.removed.isEmpty { print("no secret was found by any pattern") }
    print("copy: \(to), sealed; the original's SEAL is \(report.originalSeal)")
  }

  private func declared() throws -> [DeclaredPattern] {
    guard let patterns else { return [] }
    guard let data = FileManager.default.contents(atPath: patterns) else {
      throw UsageError(
        "cannot read \(patterns)", hint: "docs/reference/data-classes.md shows such a file")
    }
    switch PatternParser.parse(bytes: Array(data), file: patterns) {
    case .success(let declared): return declared
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }
}
