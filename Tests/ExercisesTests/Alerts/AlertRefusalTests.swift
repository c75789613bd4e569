import Exercises
import Testing
import Vocabulary

@Suite struct AlertRefusalTests {
  @Test(
    "A body that is not of the format is refused with its place",
    arguments: [
      ("alertmanager", "", "no JSON"),
      ("alertmanager", "[]", "no JSON object"),
      ("alertmanager", "\"a\"", "no JSON object"),
      ("alertmanager", "{}", "has no `alerts`"),
      ("alertmanager", "{\"alerts\":1}", "alerts is no list"),
      ("alertmanager", "{\"version\":\"5\",\"alerts\":[]}", "version 5"),
      ("alertmanager", "{\"alerts\":[{\"status\":\"firing\"}]}", "alerts[0] has no `labels`"),
      (
        "alertmanager", "{\"alerts\":[{\"status\":\"gone\",\"labels\":{\"alertname\":\"a\"}}]}",
        "alerts[0] is neither firing"
      ),
      (
        "alertmanager",
        #"{"alerts":[{"status":"firing","labels":{"alertname":"a"},"startsAt":"now"}]}"#,
        "alerts[0].startsAt is no RFC 3339"
      ),
      ("grafana", "{\"alerts\":[1]}", "alerts[0] has no `labels`"),
      ("pagerduty-events", "{\"event_action\":\"resolve\"}", "`dedup_key`"),
      ("pagerduty-events", "{\"event_action\":\"boo\",\"dedup_key\":\"a\"}", "event_action"),
      ("pagerduty-events", "{\"event_action\":\"trigger\",\"dedup_key\":\"a\"}", "`payload`"),
      ("pagerduty-webhook", "{\"event\":[]}", "event is no object"),
      ("opsgenie", "{\"action\":\"Create\",\"alert\":{}}", "alert has no `alertId`"),
      ("opsgenie", "{\"alert\":{\"alertId\":\"a\"}}", "`action`"),
      ("cloudevents", "{\"specversion\":\"0.3\"}", "0.3"),
      ("cloudevents", "[{\"specversion\":\"1.0\"}]", "[0] has no `id`"),
    ])
  func refused(format: String, body: String, words: String) throws {
    let refusal = try #require(throws: Refusal.self) { try AlertSamples.read(format, body) }
    #expect(refusal.kind == .invalid)
    #expect(refusal.message.contains(words), "\(refusal.message)")
  }

  @Test("An unknown format is missing, and the known ones are named")
  func unknownFormat() throws {
    let refusal = try #require(throws: Refusal.self) { try AlertSamples.read("nagios", "{}") }
    #expect(refusal.kind == .missing)
    #expect(refusal.hint?.contains("pagerduty-webhook") == true)
  }

  private static let body = Array(
    "{\"event\":{\"id\":\"01H\",\"event_type\":\"pagey.ping\",\"data\":{\"message\":\"hello\"}}}"
      .utf8)
  /// Computed with Python's hmac over the body and the key `s3cret`.
  private static let signature =
    "v1=2add9a339ae327467758e5654c3878fc76a23ae1e4d7eb16fb7f58c620fb7eb4"

  private func verify(_ header: String?, secrets: [String] = ["s3cret"]) throws(Refusal) {
    try PagerDutySignature.verify(header, over: Self.body, secrets: secrets)
  }

  @Test("A webhook is taken if any of its signatures fits any of the secrets")
  func signatures() throws {
    try verify(Self.signature)
    try verify("v1=\(String(repeating: "0", count: 64)), \(Self.signature)")
    try verify(Self.signature, secrets: ["older", "s3cret"])
  }

  @Test(
    "A wrong signature is forbidden, a malformed one invalid",
    arguments: [
      (nil, "invalid"), ("", "invalid"), ("v1=", "invalid"), ("v1=zz", "invalid"),
      ("v2=abc", "invalid"), ("v1=00", "invalid"),
      ("v1=\(String(repeating: "0", count: 64))", "forbidden"),
    ] as [(String?, String)])
  func wrongSignatures(header: String?, kind: String) throws {
    let refusal = try #require(throws: Refusal.self) { try verify(header) }
    #expect(refusal.kind.rawValue == kind)
  }

  @Test("One changed byte of the body, or another secret, breaks the signature")
  func changedBody() throws {
    #expect(throws: Refusal.self) { try verify(Self.signature, secrets: ["S3cret"]) }
    for place in Self.body.indices {
      var changed = Self.body
      changed[place] ^= 1
      #expect(throws: Refusal.self) {
        try PagerDutySignature.verify(Self.signature, over: changed, secrets: ["s3cret"])
      }
    }
  }

  @Test("With a secret an unsigned webhook is refused before it is read; without one it is read")
  func signatureDemanded() throws {
    let delivery = AlertSamples.delivery("pagerduty-webhook", Array("no JSON".utf8))
    let refusal = try #require(throws: Refusal.self) {
      try AlertFormat.read(delivery, hosts: AlertSamples.hosts, secrets: ["s3cret"])
    }
    #expect(refusal.message.contains("X-PagerDuty-Signature"))
    let open = AlertSamples.delivery("pagerduty-webhook", Self.body)
    #expect(try AlertFormat.read(open, hosts: AlertSamples.hosts).alerts.isEmpty)
  }

  @Test("Deep and long bodies are refused, 32 levels and a megabyte are read")
  func bounds() throws {
    func nested(_ depth: Int) -> String {
      "{\"alerts\":[],\"x\":" + String(repeating: "[", count: depth)
        + String(repeating: "]", count: depth) + "}"
    }
    #expect(try AlertSamples.read("alertmanager", nested(31)).alerts.isEmpty)
    #expect(throws: Refusal.self) { try AlertSamples.read("alertmanager", nested(32)) }
    #expect(throws: Refusal.self) { try AlertSamples.read("alertmanager", nested(200_000)) }
    let brackets = "{\"alerts\":[],\"x\":\"\(String(repeating: "[\\\"{", count: 100))\"}"
    #expect(try AlertSamples.read("alertmanager", brackets).alerts.isEmpty)
    let long = "{\"alerts\":[],\"x\":\"\(String(repeating: "x", count: 1 << 20))\"}"
    #expect(throws: Refusal.self) { try AlertSamples.read("alertmanager", long) }
  }
}
