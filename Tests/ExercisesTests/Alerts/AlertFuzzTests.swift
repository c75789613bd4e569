import Exercises
import Testing
import Vocabulary

@Suite struct AlertFuzzTests {
  /// Reads, and wants an alert or a refusal that says something; a crash ends the test.
  private func survives(_ format: String, _ body: [UInt8]) {
    let delivery = AlertSamples.delivery(
      format, body, headers: ["ce-specversion": "1.0", "ce-id": "%zz%F", "ce-source": "%"])
    do throws(Refusal) {
      var inbox = AlertInbox()
      _ = try inbox.take(
        try AlertFormat.read(delivery, hosts: AlertSamples.hosts), at: .seconds(1))
    } catch {
      #expect(!error.message.isEmpty)
    }
  }

  @Test("Every truncation of every sample is read or refused", arguments: AlertSamples.all)
  func truncations(format: String, body: String) {
    let bytes = Array(body.utf8)
    for length in bytes.indices { survives(format, Array(bytes[..<length])) }
  }

  @Test("Samples with changed bytes are read or refused", arguments: AlertSamples.all)
  func mutations(format: String, body: String) {
    var random = SeededRandom(seed: 20_270_211)
    let bytes = Array(body.utf8)
    for _ in 0..<400 {
      var changed = bytes
      for _ in 0...Int(random.next(upperBound: UInt64(4))) {
        let place = Int(random.next(upperBound: UInt64(changed.count)))
        switch random.next(upperBound: UInt64(4)) {
        case 0: changed[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: changed.remove(at: place)
        case 2: changed.insert(changed[place], at: place)
        default: changed[place] = Array("{}[]\",:0-9eE\\".utf8).randomElement(using: &random) ?? 0
        }
      }
      survives(format, changed)
    }
  }

  @Test("Random bytes are refused", arguments: AlertFormat.allCases)
  func noise(format: AlertFormat) {
    var random = SeededRandom(seed: 7)
    for length in 0..<300 {
      survives(format.rawValue, (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    }
  }

  @Test(
    "Numbers and texts at the edge are read or refused",
    arguments: [
      "1e999", "-1e999", "9223372036854775807", "-9223372036854775808", "18446744073709551616",
      "\"\"", "\"\\ud800\"", "\"\\u0000\"", "null", "true", "[]", "{}", "[[]]",
      "\"9999-12-31T23:59:59Z\"", "\"-001-01-01T00:00:00Z\"", "\"2027-02-11T13:06:10+99:99\"",
    ])
  func edges(value: String) {
    for key in [
      "alerts", "status", "startsAt", "labels", "truncatedAlerts", "orgId", "event", "event_action",
      "payload", "dedup_key", "alert", "createdAt", "updatedAt", "data", "id", "time",
    ] {
      for sample in AlertSamples.all {
        survives(sample.format, Array("{\"\(key)\":\(value)}".utf8))
        // In place of what the sample says.
        guard let found = sample.body.firstRange(of: "\"\(key)\":") else { continue }
        let rest = sample.body[found.upperBound...]
        guard let end = rest.firstIndex(where: { ",}".contains($0) }) else { continue }
        survives(
          sample.format,
          Array((sample.body[..<found.upperBound] + value + sample.body[end...]).utf8))
      }
    }
  }
}
