import Consistency
import Histories
import Vocabulary

/// Judges a block file while it grows, until its recorder closes it.
struct CheckFollow {
  let file: String
  let json: Bool

  /// A violation as `--json` prints it.
  private struct Told: Encodable {
    var event: Int
    var anomaly: Anomaly
  }

  /// The end as `--json` prints it.
  private struct Ended: Encodable {
    var events: Int
    var model: String?
    var result: Validity
    var unsure: [String]
  }

  func run(_ options: CheckOptions) async throws -> (Validity, Anomaly?) {
    var tail = HistoryTail(path: file)
    var check = OnlineCheck(options: options)
    var first: Anomaly?
    while true {
      let events = try tail.read(upTo: 1 << 20)
      for event in events {
        for anomaly in check.handle(event) {
          first = first ?? anomaly
          try tell(anomaly, check.events)
        }
      }
      guard events.isEmpty else { continue }
      if tail.hasEnded { break }
      try await Task.sleep(for: .milliseconds(200))
    }
    for anomaly in check.finish() {
      first = first ?? anomaly
      try tell(anomaly, check.events)
    }
    let end = Ended(
      events: check.events, model: check.model?.rawValue, result: check.result,
      unsure: check.unsure)
    Terminal.result(json ? try CanonicalJSON.line(end) : Self.text(end))
    return (check.result, first)
  }

  private func tell(_ anomaly: Anomaly, _ event: Int) throws {
    Terminal.result(
      json
        ? try CanonicalJSON.line(Told(event: event, anomaly: anomaly))
        : CheckReport.lines(anomaly).joined(separator: "\n"))
  }

  private static func text(_ end: Ended) -> String {
    (["\(end.result.rawValue): \(end.events) events; model \(end.model ?? "unknown")"]
      + end.unsure.map { "  not judged: \($0)" }).joined(separator: "\n")
  }
}
