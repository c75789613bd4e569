import Evidence
package import Exercises
import Foundation
package import Vocabulary

extension LiveExercise: AlertDoor {
  /// Takes a delivery in, once its token and its signature are right.
  package func receive(_ delivery: AlertDelivery) async throws(Refusal) -> JSONValue {
    guard people.opens(delivery.token) else {
      throw Refusal(.forbidden, "this is no address for alerts")
    }
    let reading = try AlertFormat.read(
      delivery, hosts: alertHosts, secrets: people.signingSecrets ?? [])
    // Before the start nobody is on call: the sender hears that it arrived, and nothing follows.
    guard record.exercise.phase.isLive, let origin else { return reading.answer }
    let body = try keepBody(of: delivery)
    let at = delivery.receivedNs - origin
    for change in try inbox.take(reading, at: at) { tell(of: change, at: at) }
    if reading.leftOut > 0 { noteLeftOut(reading.leftOut, of: delivery, body: body, at: at) }
    return reading.answer
  }

  var alertHosts: AlertHosts {
    AlertHosts(plan.hosts.map(\.name) + plan.database.lookAlikes)
  }

  func tell(of change: InboxChange, at moment: Nanoseconds) {
    switch change {
    case .fired(let alert):
      var fields = fields(of: alert)
      fields["summary"] = .string(alert.summary)
      fields["signal_at_ns"] = .integer((signal(alert) ?? moment).rawValue)
      record.append(.system, .alertFired, at: moment, step: nil, host: alert.host, fields)
    case .resolved(let alert):
      record.append(
        .system, .alertResolved, at: moment, step: nil, host: alert.host, fields(of: alert))
    case .acknowledged(let alert, let person):
      record.append(
        .blue, .alertAcknowledged, at: moment, step: nil, host: nil,
        ["id": .string(alert.id), "by": .string(person)])
    case .noted(let text, let person, _):
      record.append(
        .blue, .noteTaken, at: moment, step: nil, host: nil,
        ["text": .string(text), "by": .string(person), "at_ns": .integer(moment.rawValue)])
    }
  }

  private func fields(of alert: InboxAlert) -> [String: JSONValue] {
    ["alert": .string(alert.name), "id": .string(alert.id), "source": .string(alert.source)]
  }

  /// The sender's start by its wall clock, as an offset; nil where it names none.
  private func signal(_ alert: InboxAlert) -> Nanoseconds? {
    alert.signalAt.map { $0 - machine.wallNs() + now }
  }

  /// Writes the body as it came, before anything is done about it; gives its number.
  ///
  /// `answer` is what a sender said when it was asked, where the body was made of that.
  @discardableResult
  func keepBody(
    of delivery: AlertDelivery, answer: [UInt8]? = nil
  ) throws(Refusal) -> String {
    raw += 1
    let name = String(repeating: "0", count: max(0, 6 - "\(raw)".count)) + "\(raw)"
    let card: [String: JSONValue] = [
      "format": .string(delivery.format), "peer": .string(delivery.peer),
      "received_ns": .integer(delivery.receivedNs.rawValue),
      "received_utc": .string(delivery.receivedUTC),
      "headers": .object(
        delivery.headers.filter { Self.kept.contains($0.key) || $0.key.hasPrefix("ce-") }
          .mapValues { .string($0) }),
    ]
    do {
      try LiveFiles.makeFolder(folder.alertsIn)
      let path = "\(folder.alertsIn)/\(name)"
      if let answer { try Data(answer).write(to: URL(fileURLWithPath: path + ".answer")) }
      try Data(delivery.body).write(to: URL(fileURLWithPath: path + ".body"))
      try LiveFiles.writePrivately(try CanonicalJSON.line(card) + "\n", to: path + ".json")
    } catch {
      throw Refusal(.failed, "the alert could not be kept", hint: "send it again")
    }
    return name
  }

  /// Headers that say what the body is; others may hold secrets of the sender.
  private static let kept: Set = ["content-type", "user-agent", "x-webhook-id"]

  /// Takes in again what arrived before this process, so that a repeat makes no second alert.
  func recallAlerts() {
    guard let origin else { return }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.alertsIn)) ?? []
    for name in files.filter({ $0.hasSuffix(".json") }).sorted() {
      let path = "\(folder.alertsIn)/\(name)"
      guard let text = try? LiveFiles.read(path),
        let card = try? CanonicalJSON.decode([String: JSONValue].self, from: text),
        let body = try? LiveFiles.read(path.dropLast(5) + ".body")
      else { continue }
      let received = Nanoseconds(rawValue: card["received_ns"]?.whole ?? 0)
      var headers: [String: String] = [:]
      if case .object(let kept) = card["headers"] { headers = kept.compactMapValues(\.text) }
      let delivery = AlertDelivery(
        format: card["format"]?.text ?? "", token: "", headers: headers, body: Array(body),
        receivedNs: received, receivedUTC: "", peer: "")
      guard let reading = try? AlertFormat.read(delivery, hosts: alertHosts, secrets: []) else {
        continue
      }
      for change in (try? inbox.take(reading, at: received - origin)) ?? [] {
        tellAgain(of: change, at: received - origin)
      }
    }
  }
}
