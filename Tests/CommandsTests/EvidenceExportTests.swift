import ArgumentParser
import Foundation
import Testing

@testable import Commands

@Suite struct EvidenceExportTests {
  private static let key = "0123456789abcdef0123456789abcdef"

  @Test func `Without more it is CloudEvents for blue, who may know least`() throws {
    let plain = try EvidenceExport.parse(["runs/a/b"])
    #expect(plain.format == .cloudevents && plain.reader == "blue")
    let white = try EvidenceExport.parse(["runs/a/b", "--for", "white", "--format", "otlp"])
    #expect(white.reader == "white" && white.format == .otlp)
    let pages = try EvidenceExport.parse(
      ["runs/a/b", "--format", "pagerduty", "--routing-key", Self.key])
    #expect(pages.routingKey == Self.key)
  }

  @Test(
    "A role or a format that is none, and a key that is missing or none, are refused",
    arguments: [
      ["--for", "king"], ["--format", "xml"], ["--format", "pagerduty"],
      ["--format", "pagerduty", "--routing-key", "short"], ["--routing-key", key],
    ])
  func refusals(options: [String]) {
    #expect(throws: (any Error).self) { try EvidenceExport.parse(["runs/a/b"] + options) }
  }

  @Test func `A program's numbers are OpenMetrics text that ends as it must`() throws {
    let team = try TeamFolder()
    try team.add(TeamFolder.finding())
    try team.addRun("r1")
    let out = "\(team.path)/cygnet.prom"
    try ProgramMetrics.parse(["--out", out, "--program", team.program]).run()
    let text = try String(contentsOfFile: out, encoding: .utf8)
    #expect(text.hasSuffix("# EOF\n"))
    #expect(text.contains("cygnet_findings_open{overdue=\"1\"} 1"))
    #expect(text.contains("cygnet_exercises_total{"))
    #expect(text.contains("cygnet_readiness{family=\"quorum-erosion\",target=\"orders\"} 3"))
  }
}
