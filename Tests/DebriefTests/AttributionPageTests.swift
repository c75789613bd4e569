import Testing
import Vocabulary

@testable import Debrief

@Suite struct AttributionPageTests {
  private static func entry(
    _ cause: Attribution.Cause, _ name: String, lost: Int = 0, refused: Int = 0
  ) -> Attribution.Entry {
    var counts = Attribution.Counts()
    counts.lost = lost
    counts.refused = refused
    return .init(
      cause: cause, name: name, parts: [name], reason: "it was <there>", evidence: [3, 9_999],
      counts: counts, firstNs: .seconds(21), lastNs: .seconds(24))
  }

  private static func attribution(_ entries: [Attribution.Entry]) -> Attribution {
    var total = Attribution.Counts()
    for entry in entries {
      for harm in FailedOperation.Harm.allCases { total[harm] += entry.counts[harm] }
    }
    let marks = entries.enumerated().map { place, entry in
      Attribution.Mark(
        entry: place, harm: entry.counts.lost > 0 ? .lost : .refused, startNs: entry.firstNs,
        endNs: entry.lastNs, count: entry.counts.sum)
    }
    return Attribution(entries: entries, total: total, marks: marks)
  }

  private func input(_ entries: [Attribution.Entry]) -> DebriefInput {
    var input = QuorumErosion.input
    input.attribution = Self.attribution(entries)
    input.twin?.attribution = Self.attribution([Self.entry(.fault, "twin-only", refused: 7)])
    return input
  }

  @Test func `The table names each cause with its counts, for the run and for the twin`() {
    let page = DebriefPage.html(
      input([Self.entry(.fault, "kill", refused: 1_234), Self.entry(.responder, "force n1", lost: 5)]))
    #expect(TagCheck.problems(in: page) == [])
    for part in [
      "What each failed operation is put down to", "<b>A</b> kill", "<b>B</b> force n1", "1,234",
      "it was &lt;there&gt;", "twin-only", "Twin: nobody responds", "marklost", "href=\"#e3\"",
    ] { #expect(page.contains(part), "\(part)") }
    #expect(!page.contains("#e9999"))
    #expect(!page.contains("defect"))
  }

  @Test func `A loss that only the database explains is said loudly`() {
    let entries = [Self.entry(.database, "lost", lost: 12)]
    let page = DebriefPage.html(input(entries))
    #expect(page.contains("The database itself broke 12 promises"))
    #expect(DebriefText.terminal(input(entries)).contains("DEFECT of the database, lost: 12 lost"))
    #expect(DebriefText.markdown(input(entries)).contains("the database: a defect"))
    let recovery = DebriefPage.html(input([Self.entry(.database, "recovery after x", refused: 4)]))
    #expect(!recovery.contains("defect"))
  }

  @Test func `Nothing failed, nothing is marked`() {
    let page = DebriefPage.html(input([]))
    #expect(page.contains("No operation failed"))
    #expect(!page.contains("Put down to</text>"))
  }

  @Test func `A terminal keeps its lines`() {
    let entries = (0..<9).map { Self.entry(.fault, "fault-\($0)", refused: $0 + 1) }
    let text = DebriefText.terminal(input(entries))
    #expect(text.contains("7 more in the debrief"))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 26)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
