import Foundation
import Testing

@Suite struct TimelineReferenceTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test(
    "Every kind of event that the code names is in the reference of the timeline",
    arguments: [
      "Sources/Vocabulary/TimelineEvent.swift", "Sources/Vocabulary/TimelineEvent+People.swift",
      "Sources/Vocabulary/TimelineEvent+Backup.swift",
      "Sources/Vocabulary/TimelineEvent+Live.swift",
    ])
  func kindsAreDescribed(source: String) throws {
    let kinds = try text(source).split(separator: "\n").compactMap { line -> Substring? in
      line.split(separator: ": Self = \"").dropFirst().first?.dropLast()
    }
    #expect(kinds.count >= 3)
    let reference = try text("docs/reference/timeline.md")
    for kind in kinds { #expect(reference.contains("| `\(kind)` |"), "\(kind)") }
  }
}
