import Exercises
import Testing
import Vocabulary

@Suite struct AlertmanagerAnswerTests {
  /// As Alertmanager 0.23 answers `/api/v2/alerts`.
  private static func answer(
    _ host: String, name: String = "ReplicaLag", receiver: String = "cygnet",
    state: String = "active", starts: String = "2027-02-11T13:06:10.123Z"
  ) -> String {
    """
    {"annotations":{"summary":"\(host) is behind"},"endsAt":"2027-02-11T13:11:10.123Z",
    "fingerprint":"5b6c1f0a9d2e77\(host)","receivers":[{"name":"\(receiver)"}],
    "startsAt":"\(starts)","status":{"inhibitedBy":[],"silencedBy":[],"state":"\(state)"},
    "updatedAt":"2027-02-11T13:06:10.200Z","generatorURL":"http://prom.local/graph",
    "labels":{"alertname":"\(name)","node":"\(host)"}}
    """
  }

  private static let cut = AlertSamples.alertmanager.replacing(
    "\"truncatedAlerts\":0", with: "\"truncatedAlerts\":2"
  ).replacing("13:06:10Z", with: "13:06:10.123456789Z")
    .replacing("5b6c1f0a9d2e7711", with: "5b6c1f0a9d2e77n3")

  private func group(_ body: String = cut) throws -> AlertmanagerAnswer.Group {
    try #require(AlertmanagerAnswer.Group(webhook: Array(body.utf8)))
  }

  private func read(_ answers: String...) throws -> [IncomingAlert] {
    let (body, count, _) = try AlertmanagerAnswer.webhook(
      from: Array("[\(answers.joined(separator: ","))]".utf8), for: try group())
    let reading = try AlertFormat.read(
      AlertSamples.delivery("alertmanager", body), hosts: AlertSamples.hosts)
    #expect(reading.alerts.count == count)
    return reading.alerts
  }

  @Test("What was left out is new, what was told is a repeat, though starts are told less exactly")
  func noDuplicates() throws {
    var inbox = AlertInbox()
    let told = try AlertSamples.read("alertmanager", Self.cut)
    #expect(try inbox.take(told, at: .seconds(1)).count == 1)
    #expect(inbox.incompleteDeliveries == 1)
    let pulled = try read(Self.answer("n1"), Self.answer("n2"), Self.answer("n3"))
    let changes = try inbox.take(AlertReading(pulled), at: .seconds(2))
    let fired = changes.compactMap { change -> HostName? in
      if case .fired(let alert) = change { alert.host } else { nil }
    }
    #expect(fired == ["n1", "n2"] && changes.count == 2)
    #expect(try inbox.take(AlertReading(pulled), at: .seconds(3)).isEmpty)
    // Negative control: one that ended stays ended, for its start is the same to the millisecond.
    let over = Self.cut.replacing("\"firing\",\"labels\"", with: "\"resolved\",\"labels\"")
    #expect(try inbox.take(AlertSamples.read("alertmanager", over), at: .seconds(4)).count == 1)
    #expect(try inbox.take(AlertReading(pulled), at: .seconds(5)).isEmpty)
    let later = try read(Self.answer("n3", starts: "2027-02-11T13:06:10.124Z"))
    #expect(try inbox.take(AlertReading(later), at: .seconds(6)).count == 1)
  }

  @Test("Only alerts of the receiver and the group that were cut short are taken")
  func chosen() throws {
    let alerts = try read(
      Self.answer("n1"), Self.answer("n2", name: "Other"), Self.answer("n2", receiver: "night"),
      Self.answer("n2", state: "suppressed"))
    #expect(alerts.map(\.host) == ["n1"])
  }

  @Test("A thousand are taken, and the rest is said to be left out")
  func bounded() throws {
    let many = (0...AlertmanagerAnswer.most).map { number in
      "{\"fingerprint\":\"\(number)\",\"labels\":{\"alertname\":\"ReplicaLag\"},"
        + "\"receivers\":[{\"name\":\"cygnet\"}]}"
    }
    let (_, count, leftOut) = try AlertmanagerAnswer.webhook(
      from: Array("[\(many.joined(separator: ","))]".utf8), for: try group())
    #expect(count == AlertmanagerAnswer.most && leftOut == 1)
  }

  @Test(
    "What is no answer of an Alertmanager is refused",
    arguments: [
      "", "{}", "[1]", "<html>", "[{\"status\":1}]", String(repeating: "[", count: 40),
    ])
  func refused(answer: String) throws {
    let group = try group()
    #expect(
      refusal { _ = try AlertmanagerAnswer.webhook(from: Array(answer.utf8), for: group) }?.kind
        == .invalid)
  }

  @Test(
    "An address is plain HTTP to four numbers; names, passwords and the rest are refused",
    arguments: [
      ("http://127.0.0.1:9093", "http://127.0.0.1:9093"),
      ("http://10.0.0.9", "http://10.0.0.9:9093"),
      ("http://localhost:80/am/", "http://127.0.0.1:80/am"), ("https://127.0.0.1:9093", nil),
      ("http://am.local:9093", nil), ("http://u:p@10.0.0.9:9093", nil), ("http://10.0.0.9:x", nil),
      ("http://10.0.0.9:9093/a?b", nil), ("http://10.0.0.9:9093/../x", nil), ("10.0.0.9:9093", nil),
      ("http://10.0.0.256", nil), ("http://10.0.0.9:70000", nil), ("http://10.0.0.+9", nil),
    ] as [(String, String?)])
  func addresses(text: String, read: String?) {
    #expect((try? AlertmanagerAddress(text))?.text == read)
  }
}
