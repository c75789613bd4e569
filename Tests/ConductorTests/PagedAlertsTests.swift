import Databases
import Testing
import Vocabulary

@testable import Conductor

@Suite struct PagedAlertsTests {
  private func page(
    _ name: String, host: String? = nil, status: String = "firing", at seconds: Int64
  ) -> Page {
    let labels = host.map { "\"alertname\":\"\(name)\",\"host\":\"\($0)\"" }
    let body = """
      {"version":"4","status":"\(status)","future_field":{"a":[1]},"alerts":[{"status":"\(status)",
      "labels":{\(labels ?? "\"alertname\":\"\(name)\"")},"annotations":{"summary":"words"},
      "startsAt":"1970-01-01T00:01:40.5Z","endsAt":"0001-01-01T00:00:00Z"}]}
      """
    return Page(
      receivedNs: .seconds(Double(seconds)), wallNs: .seconds(Double(seconds + 90)), body: body)
  }

  @Test("An alert fires once however often it is told, and ends once")
  func once() {
    var paged = PagedAlerts()
    let alert = AlertRules.Alert("SlowFsync", host: "n2")
    let first = paged.handle(page("SlowFsync", host: "n2", at: 11))
    #expect(first == [.fired(alert, since: .milliseconds(10_500), summary: "words")])
    #expect(paged.handle(page("SlowFsync", host: "n2", at: 12)) == [])
    #expect(paged.active == [alert: .milliseconds(10_500)])
    let end = page("SlowFsync", host: "n2", status: "resolved", at: 13)
    #expect(paged.handle(end) == [.resolved(alert)])
    #expect(paged.handle(end) == [])
    #expect(paged.active.isEmpty)
  }

  @Test("The dead man's switch is a heartbeat and no alert")
  func heartbeat() {
    var paged = PagedAlerts()
    #expect(paged.handle(page("Watchdog", at: 5)) == [])
    #expect(paged.active.isEmpty)
    #expect(paged.lastHeartbeat == .seconds(5))
    #expect(paged.handle(page("Watchdog", status: "resolved", at: 9)) == [])
    #expect(paged.lastHeartbeat == .seconds(5))
  }

  @Test("What is no message of Alertmanager changes nothing")
  func nonsense() {
    var paged = PagedAlerts()
    for body in ["", "[]", "{}", "{\"alerts\":[{\"status\":\"firing\"}]}", "{\"alerts\":3}"] {
      #expect(paged.handle(Page(receivedNs: .zero, wallNs: .zero, body: body)) == [])
    }
    #expect(paged.active.isEmpty)
  }
}
