import Exercises
import Testing
import Vocabulary

@Suite struct AlertFormatTests {
  @Test("Each sender's published sample is one alert of n3", arguments: AlertSamples.all)
  func samples(format: String, body: String) throws {
    let reading = try AlertSamples.read(format, body)
    let alert = try #require(reading.alerts.first)
    #expect(reading.alerts.count == 1)
    #expect(reading.leftOut == 0)
    #expect(alert.host == "n3")
    #expect(alert.status == (format == "pagerduty-webhook" ? .acknowledged : .firing))
    #expect(alert.source.hasPrefix(format))
    #expect(!alert.name.isEmpty && !alert.key.isEmpty)
    let started = try #require(alert.signalAt)
    #expect(abs(started.rawValue - AlertSamples.start.rawValue) <= 2_000_000_000)
  }

  @Test("Alertmanager's members are read, and its unknown members pass")
  func alertmanager() throws {
    let alert = try #require(
      try AlertSamples.read("alertmanager", AlertSamples.alertmanager).alerts.first)
    #expect(alert.name == "ReplicaLag")
    #expect(alert.key == "5b6c1f0a9d2e7711")
    #expect(alert.summary == "n3 is 41 s behind")
    #expect(alert.occurrence == "2027-02-11T13:06:10Z")
  }

  @Test("What Alertmanager left out is said")
  func truncated() throws {
    let body = AlertSamples.alertmanager.replacing(
      "\"truncatedAlerts\":0", with: "\"truncatedAlerts\":7")
    #expect(try AlertSamples.read("alertmanager", body).leftOut == 7)
  }

  @Test("Alerts without a fingerprint are told apart by their labels")
  func labels() throws {
    func key(_ node: String) throws -> String? {
      let body = """
        {"alerts":[{"status":"firing","labels":{"node":"\(node)","alertname":"Lag"}}]}
        """
      return try AlertSamples.read("alertmanager", body).alerts.first?.key
    }
    #expect(try key("n1") == key("n1"))
    #expect(try key("n1") != key("n2"))
  }

  @Test("PagerDuty's actions, its answer and its own keys")
  func pagerduty() throws {
    let reading = try AlertSamples.read("pagerduty-events", AlertSamples.events)
    #expect(reading.answer["dedup_key"]?.text == "c1/n3/lag")
    #expect(reading.answer["message"]?.text == "Event processed")
    for (action, status) in [("acknowledge", "acknowledged"), ("resolve", "resolved")] {
      let body = "{\"event_action\":\"\(action)\",\"dedup_key\":\"c1/n3/lag\"}"
      let alert = try #require(try AlertSamples.read("pagerduty-events", body).alerts.first)
      #expect(alert.status.rawValue == status)
      #expect(alert.key == "c1/n3/lag")
    }
    let keyless = AlertSamples.events.replacing("\"dedup_key\":\"c1/n3/lag\",", with: "")
    let first = try AlertSamples.read("pagerduty-events", keyless)
    let again = try AlertSamples.read("pagerduty-events", keyless)
    #expect(first.alerts.first?.key == again.alerts.first?.key)
    #expect(first.answer["dedup_key"]?.text?.count == 32)
  }

  @Test(
    "PagerDuty's webhook types become what blue has to know",
    arguments: [
      ("incident.triggered", "firing"), ("incident.reopened", "firing"),
      ("incident.acknowledged", "acknowledged"), ("incident.resolved", "resolved"),
      ("incident.escalated", "noted"), ("incident.priority_updated", "noted"),
    ])
  func webhookTypes(type: String, status: String) throws {
    let body = AlertSamples.webhook.replacing("incident.acknowledged", with: type)
    let alert = try #require(try AlertSamples.read("pagerduty-webhook", body).alerts.first)
    #expect(alert.status.rawValue == status)
    #expect(alert.key == "PI1")
    #expect(alert.person == "A. Person")
    #expect(status != "noted" || alert.summary.isEmpty)
  }

  @Test("An annotation is a note with its words; a service's events and a ping are nothing")
  func annotation() throws {
    let note = """
      {"event":{"id":"02","event_type":"incident.annotated","agent":{"summary":"A. Person"},
      "data":{"id":"N1","content":"looks like n2's disk","incident":{"id":"PI1","summary":"lag"}}}}
      """
    let alert = try #require(try AlertSamples.read("pagerduty-webhook", note).alerts.first)
    #expect(alert.status == .noted)
    #expect(alert.key == "PI1")
    #expect(alert.summary == "looks like n2's disk")
    for type in ["service.updated", "pagey.ping"] {
      let body =
        "{\"event\":{\"id\":\"3\",\"event_type\":\"\(type)\",\"data\":{\"message\":\"x\"}}}"
      #expect(try AlertSamples.read("pagerduty-webhook", body).alerts.isEmpty)
    }
  }

  @Test(
    "Opsgenie's times are told by their magnitude",
    arguments: [1_802_351_170, 1_802_351_170_000, 1_802_351_170_000_000, 1_802_351_170_000_000_000])
  func magnitudes(count: Int64) throws {
    let body = AlertSamples.opsgenie.replacing(
      "\"createdAt\":1802351170000", with: "\"createdAt\":\(count)")
    let alert = try #require(try AlertSamples.read("opsgenie", body).alerts.first)
    #expect(alert.signalAt == AlertSamples.start)
  }

  @Test("CloudEvents are read structured, in a batch and in binary")
  func cloudevents() throws {
    let one = try AlertSamples.read("cloudevents", AlertSamples.cloudevents)
    let batch = try AlertSamples.read(
      "cloudevents", "[\(AlertSamples.cloudevents),\(AlertSamples.cloudevents)]")
    #expect(batch.alerts == one.alerts + one.alerts)
    let binary = try AlertSamples.read(
      "cloudevents", "{\"name\":\"ReplicaLag\",\"host\":\"n3\",\"summary\":\"n3 is 41 s behind\"}",
      headers: [
        "content-type": "application/json", "ce-specversion": "1.0", "ce-id": "ev-42",
        "ce-source": "/monitoring", "ce-type": "org.example.alert", "ce-subject": "n3%2Flag",
        "ce-time": "2027-02-11T13:06:10Z",
      ])
    #expect(binary.alerts == one.alerts)
    let over = AlertSamples.cloudevents.replacing("org.example.alert", with: "org.alert.resolved")
    #expect(try AlertSamples.read("cloudevents", over).alerts.first?.status == .resolved)
  }

  @Test(
    "A host is found only where it is one of the range",
    arguments: [
      ("n3", "n3"), ("N3:9100", "n3"), ("n3.c1.example", "n3"), ("http://n3:2379/x", "n3"),
      ("n30", nil), ("xn3", nil), ("", nil), ("other", nil),
    ] as [(String, String?)])
  func hosts(text: String, host: String?) throws {
    let body = """
      {"alerts":[{"status":"firing","labels":{"alertname":"L","instance":"\(text)"}}]}
      """
    let alert = try AlertSamples.read("alertmanager", body).alerts.first
    #expect(alert?.host?.rawValue == host)
  }

  @Test("Texts of senders lose what steers a terminal, and what is too long")
  func harmless() throws {
    let body = """
      {"alerts":[{"status":"firing","labels":{"alertname":"a\\u001b[2Jb\\u202ec"},
      "annotations":{"summary":"\(String(repeating: "x", count: 5_000))"}}]}
      """
    let alert = try #require(try AlertSamples.read("alertmanager", body).alerts.first)
    #expect(alert.name == "a [2Jb c")
    #expect(alert.summary.count == 1_024)
  }

  @Test("The zero time and years that nobody means are no start")
  func oddTimes() throws {
    for time in ["0001-01-01T00:00:00Z", "1700-01-01T00:00:00Z", "2250-01-01T00:00:00Z"] {
      let body = AlertSamples.alertmanager.replacing("2027-02-11T13:06:10Z", with: time)
      #expect(try AlertSamples.read("alertmanager", body).alerts.first?.signalAt == nil, "\(time)")
    }
  }
}
