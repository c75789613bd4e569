import Foundation
import Testing
import Vocabulary

@testable import Programs

@Suite struct OpenMetricsTests {
  private static let exercises = [
    Samples.exercise("cut", "asymmetric-visibility", on: "2026-11-12", readiness: 3),
    Samples.exercise("cut", "asymmetric-visibility", on: "2027-02-11", readiness: 4),
    Samples.exercise("cut", "asymmetric-visibility", on: "2027-02-12", readiness: 5, by: "none"),
    Samples.exercise("skew", "clock-skew", on: "2027-02-11", readiness: 2, minutes: nil),
  ]
  private static let counts = OpenMetricsText.FindingCounts(open: 5, overdue: 2)

  @Test func `The text is as it was checked by other readers, in any order of exercises`() {
    let text = OpenMetricsText.render(Self.exercises, findings: Self.counts)
    #expect(Samples.matchesGolden(text, "openmetrics.txt"))
    #expect(OpenMetricsText.render(Self.exercises.reversed(), findings: Self.counts) == text)
    #expect(text.hasSuffix("\n# EOF\n") && text.components(separatedBy: "# EOF").count == 2)
  }

  @Test func `Readiness is that of the last exercise of people, not of a rehearsal`() {
    let text = OpenMetricsText.render(Self.exercises, findings: Self.counts)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("cygnet_readiness{") }
    #expect(
      lines == [
        #"cygnet_readiness{family="asymmetric-visibility",target="orders-prod"} 4"#,
        #"cygnet_readiness{family="clock-skew",target="orders-prod"} 2"#,
      ])
  }

  @Test func `What is not sealed is in no number`() {
    let open = Samples.exercise("secret", "restore", on: "2027-02-11", sealed: false)
    let text = OpenMetricsText.render([open], findings: Self.counts)
    #expect(!text.contains("secret") && !text.contains("restore"))
    // The control: sealed, it is there.
    var sealed = open
    sealed.isSealed = true
    #expect(OpenMetricsText.render([sealed], findings: Self.counts).contains("secret"))
  }

  @Test func `A hostile label stays within its quotes`() {
    let name = "a\"} 1\n# EOF\\"
    let exercise = Samples.exercise(name, "b\\", on: "2027-02-11")
    let text = OpenMetricsText.render([exercise], findings: Self.counts)
    #expect(text.contains(#"mission="a\"} 1\n# EOF\\""#) && text.contains(#"family="b\\""#))
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("# EOF") }.count == 1)
  }

  @Test func `No two samples have the same name and labels, and families are declared once`() {
    let text = OpenMetricsText.render(Self.exercises, findings: Self.counts)
    let lines = text.split(separator: "\n")
    let samples = lines.filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != "}" } }
    #expect(Set(samples).count == samples.count && samples.count > 15)
    let types = lines.filter { $0.hasPrefix("# TYPE") }
    #expect(Set(types).count == types.count && types.count == 6)
  }
}
