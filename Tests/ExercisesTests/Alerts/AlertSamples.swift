import Exercises
import Vocabulary

/// One body of each sender, as their documents print them, and how it is delivered.
enum AlertSamples {
  static let hosts = AlertHosts(["n1", "n2", "n3"])

  static let alertmanager = """
    {"version":"4","groupKey":"{}:{alertname=\\"ReplicaLag\\"}","truncatedAlerts":0,
    "status":"firing","receiver":"cygnet","groupLabels":{"alertname":"ReplicaLag"},
    "commonLabels":{"alertname":"ReplicaLag","cluster":"c1"},"commonAnnotations":{},
    "externalURL":"http://am.local:9093","notification_reason":"first","routeLabels":{"a":"b"},
    "alerts":[{"status":"firing","labels":{"alertname":"ReplicaLag","cluster":"c1","node":"n3",
    "severity":"page"},"annotations":{"summary":"n3 is 41 s behind"},
    "startsAt":"2027-02-11T13:06:10Z","endsAt":"0001-01-01T00:00:00Z",
    "generatorURL":"http://prom.local/graph","fingerprint":"5b6c1f0a9d2e7711"}]}
    """
  static let grafana = """
    {"receiver":"cygnet","status":"firing","orgId":1,"version":"1","title":"[FIRING:1]",
    "state":"alerting","message":"lag","truncatedAlerts":0,"groupKey":"{}",
    "alerts":[{"status":"firing","labels":{"alertname":"Lag","instance":"n3:9100"},
    "annotations":{"description":"n3 is behind"},"startsAt":"2027-02-11T13:06:10Z",
    "endsAt":"0001-01-01T00:00:00Z","values":{"A":41.5},"fingerprint":"aa11",
    "silenceURL":"http://g/s","dashboardURL":"","panelURL":""}]}
    """
  static let events = """
    {"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger",
    "dedup_key":"c1/n3/lag","payload":{"summary":"n3 replication lag 41 s","source":"n3.c1",
    "severity":"error","timestamp":"2027-02-11T13:06:10Z"}}
    """
  static let webhook = """
    {"event":{"id":"01H","event_type":"incident.acknowledged","resource_type":"incident",
    "occurred_at":"2027-02-11T13:08:02Z",
    "agent":{"id":"PU1","type":"user_reference","summary":"A. Person"},"client":null,
    "data":{"id":"PI1","type":"incident","number":7,"status":"acknowledged",
    "incident_key":"c1/n3/lag","created_at":"2027-02-11T13:06:12Z","title":"n3 lag"}}}
    """
  static let opsgenie = """
    {"action":"Create","integrationId":"i1","integrationName":"cygnet",
    "source":{"name":"","type":"api"},"alert":{"alertId":"a-1","tinyId":"12","message":"n3 lag",
    "alias":"c1/n3/lag","createdAt":1802351170000,"updatedAt":1802351170000000000,
    "tags":["page"]}}
    """
  static let cloudevents = """
    {"specversion":"1.0","id":"ev-42","source":"/monitoring","type":"org.example.alert",
    "subject":"n3/lag","time":"2027-02-11T13:06:10Z","datacontenttype":"application/json",
    "data":{"name":"ReplicaLag","host":"n3","summary":"n3 is 41 s behind"}}
    """

  /// Format and body of each.
  static let all: [(format: String, body: String)] = [
    ("alertmanager", alertmanager), ("grafana", grafana), ("pagerduty-events", events),
    ("pagerduty-webhook", webhook), ("opsgenie", opsgenie), ("cloudevents", cloudevents),
  ]

  /// The moment that all of them name, since 1970.
  static let start = Nanoseconds(rawValue: 1_802_351_170_000_000_000)

  static func delivery(
    _ format: String, _ body: [UInt8], headers: [String: String] = [:]
  ) -> AlertDelivery {
    AlertDelivery(
      format: format, token: "t", headers: headers, body: body, receivedNs: .seconds(5),
      receivedUTC: "2027-02-11T13:06:12Z", peer: "127.0.0.1")
  }

  static func read(
    _ format: String, _ body: String, headers: [String: String] = [:]
  ) throws(Refusal) -> AlertReading {
    try AlertFormat.read(delivery(format, Array(body.utf8), headers: headers), hosts: hosts)
  }
}
