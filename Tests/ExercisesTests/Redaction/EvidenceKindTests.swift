import Exercises
import Foundation
import Testing

@Suite struct EvidenceKindTests {
  @Test(
    "A file's class follows its place, also within twins and arms",
    arguments: [
      ("timeline.jsonl", DataClass.confidential), ("twin/timeline.jsonl", .confidential),
      ("arms/0-7/history.cyh", .internal), ("arms/0-7/twin/plan.json", .internal),
      ("recordings/1.cast", .restricted), ("hosts/n1/etcd.log", .confidential),
      ("alerts-in/3.json", .restricted), ("people.json", .restricted),
      ("recordings", .restricted), ("notes.txt", .restricted), ("", .restricted),
      ("twin/unheard-of", .restricted),
    ])
  func classes(path: String, expected: DataClass) {
    #expect(EvidenceKind.of(path).dataClass == expected)
  }

  @Test("Classes are ordered by how closely they are kept")
  func order() {
    #expect(DataClass.allCases == DataClass.allCases.sorted())
    #expect(DataClass.open < .restricted)
  }

  @Test("The document prints exactly this table")
  func document() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appendingPathComponent("docs/reference/data-classes.md"), encoding: .utf8)
    // The table of kinds has four columns, that of patterns two.
    let rows = text.split(separator: "\n").filter { line in
      line.count { $0 == "|" } == 5 && !line.hasPrefix("| file") && !line.hasPrefix("|---")
    }
    let expected = (EvidenceKind.all + [.unknown]).map { kind in
      let name = kind == .unknown ? kind.pattern : "`\(kind.pattern)`"
      return "| \(name) | \(kind.dataClass.rawValue) | \(kind.group.rawValue) | \(kind.holds) |"
    }
    #expect(rows.map(String.init) == expected)
    for pattern in RedactionPattern.builtIn { #expect(text.contains("`\(pattern.name)`")) }
  }
}
