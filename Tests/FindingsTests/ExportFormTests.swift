import Findings
import Testing
import Vocabulary

/// The exports that other programs check by a schema, against the structure that they ask for.
@Suite struct ExportFormTests {
  /// Findings in every state, with words that a careless writer would stumble over.
  private static let export: BacklogExport = {
    var journal = Journal.open()
    journal.add(.edited(title: "a <b> & \"c\" ]]> \u{1}", text: "x"))
    func other(_ events: [FindingEvent], _ id: FindingID) -> [FindingEvent] {
      events.map { FindingEvent(finding: id, at: $0.at, by: $0.by, change: $0.change) }
    }
    let all =
      journal.events + other(Journal.verified().events, "F-2")
      + other(Journal.accepted().events, "F-3") + other(Journal.claimed().events, "F-4")
    return BacklogExport(Backlog(all), at: "2026-12-03T10:00:00Z", people: Samples.people)
  }()

  private static func junit() throws -> String { try ExportFormat.junit.text(of: export) }

  private static func sarif() throws -> JSONValue {
    try CanonicalJSON.decode(JSONValue.self, from: try ExportFormat.sarif.text(of: export))
  }

  @Test func `JUnit has the elements and attributes of its form, and its counts are true`() throws {
    let xml = try Self.junit()
    #expect(JUnitForm.violations(xml) == [])
    let root = try #require(XMLTree.read(xml))
    #expect(root.children.first?.children.count { $0.name == "testcase" } == 4)
    let empty = BacklogExport(Backlog(), at: "2026-12-03T10:00:00Z")
    #expect(JUnitForm.violations(try ExportFormat.junit.text(of: empty)) == [])
  }

  @Test(
    "A document that breaks JUnit's form is seen to do so",
    arguments: [
      ("</testsuites>", ""), ("<testsuite ", "<suite "), (" tests=\"4\"", ""),
      ("<testcase ", "<testcase owner=\"ann\" "),
      ("failures=\"2\" errors", "failures=\"0\" errors"),
      ("</testcase>", "<properties/></testcase>"), ("<properties>", "<properties>words"),
      ("time=\"0.0\"", "time=\"soon\""), ("<property name=", "<property label="),
    ])
  func brokenJUnit(old: String, new: String) throws {
    let xml = try Self.junit()
    let broken = xml.replacing(old, with: new)
    #expect(broken != xml, "the control changes something")
    #expect(JUnitForm.violations(broken) != [])
  }

  @Test func `SARIF has the members of its form, and its rules are those of its results`() throws {
    let log = try Self.sarif()
    #expect(SARIFForm.violations(log) == [])
    #expect(log["runs"]?.elements?.first?["results"]?.elements?.count == 3)
    let empty = BacklogExport(Backlog(), at: "2026-12-03T10:00:00Z")
    let none = try CanonicalJSON.decode(
      JSONValue.self, from: try ExportFormat.sarif.text(of: empty))
    #expect(SARIFForm.violations(none) == [])
  }

  @Test(
    "A log that breaks SARIF's form is seen to do so",
    arguments: [
      ("\"2.1.0\"", "\"2.0.0\""), ("\"message\"", "\"massage\""), ("\"error\"", "\"fatal\""),
      ("\"ruleIndex\" : 0", "\"ruleIndex\" : 7"), ("\"startLine\" : 1", "\"startLine\" : 0"),
      ("\"external\"", "\"elsewhere\""), ("\"findings.jsonl\"", "\"my findings\""),
      ("\"driver\"", "\"pilot\""), ("\"finding/v1\" : \"F-1\"", "\"finding/v1\" : 1"),
    ])
  func brokenSARIF(old: String, new: String) throws {
    let text = try ExportFormat.sarif.text(of: Self.export)
    let broken = text.replacing(old, with: new)
    #expect(broken != text, "the control changes something")
    let log = try CanonicalJSON.decode(JSONValue.self, from: broken)
    #expect(SARIFForm.violations(log) != [])
  }

  @Test func `CloudEvents name what was opened, re-tested and verified, once for ever`() throws {
    let text = try ExportFormat.cloudevents.text(of: Self.export)
    let batch = try CanonicalJSON.decode(JSONValue.self, from: text).elements ?? []
    let types = batch.compactMap { $0["type"]?.text }
    #expect(types.count == batch.count && types.filter { $0 == "cygnet.finding.opened" }.count == 4)
    #expect(types.filter { $0 == "cygnet.finding.retested" }.count == 6)
    for event in batch {
      #expect(event["specversion"] == "1.0" && event["source"] == "/findings")
      #expect(event["subject"]?.text?.hasPrefix("F-") == true)
      #expect(event["time"]?.text.flatMap(WallTime.nanoseconds) != nil)
    }
    let ids = batch.compactMap { $0["id"]?.text }
    #expect(Set(ids).count == batch.count)
    // A longer journal says the same of what it said before.
    var longer = Self.export
    longer.events.append(
      FindingEvent(
        finding: "F-2", at: "2026-12-04T10:00:00Z", by: "cygnet",
        change: .verified(count: 0, trials: 6)))
    let later =
      try CanonicalJSON.decode(
        JSONValue.self, from: try ExportFormat.cloudevents.text(of: longer)
      ).elements ?? []
    #expect(Array(later.prefix(batch.count)) == batch)
    #expect(later.last?["type"] == "cygnet.finding.verified")
    #expect(later.last?["data"]?["trials"] == 6)
  }
}
