import Histories
import Vocabulary

/// Sums up what a checker found key by key.
///
/// Limits: eight anomalies are kept, all are counted.
struct KeyTally {
  private let history: History
  private(set) var anomalies: [Anomaly] = []
  private(set) var found = 0
  /// The first reason why something could not be decided.
  var unsure: String?
  /// The checker's own figures.
  var counts: [String: Int] = [:]

  init(_ history: History) { self.history = history }

  /// The operations of each key that has any.
  func forEachKey(_ body: (_ key: Int, _ places: ArraySlice<UInt32>) -> Void) {
    let byKey = OperationsByKey(history)
    for key in history.keys.indices where !byKey[key].isEmpty { body(key, byKey[key]) }
  }

  /// Adds to a figure.
  mutating func count(_ name: String, _ more: Int = 1) { counts[name, default: 0] += more }

  /// Adds an anomaly; `places` are the operations that show it, the last the impossible one.
  mutating func add(
    _ name: String, key: Int, _ summary: @autoclosure () -> String, _ places: [Int]
  ) {
    found += 1
    guard anomalies.count < 8 else { return }
    let impossible = places.last
    anomalies.append(
      Anomaly(
        name: name, key: history.keys == ["register"] ? nil : history.keys[key],
        summary: summary(),
        witness: Set(places).sorted().map {
          history.witness(history.operations[$0], isImpossible: $0 == impossible)
        }))
  }

  /// Invalid where an anomaly was found, else unknown where something was not decided.
  func verdict(_ checker: String, valid: String) -> Verdict {
    var detail = counts.mapValues { JSONValue.integer(Int64($0)) }
    detail["operations"] = .integer(Int64(history.operations.count))
    if let first = anomalies.first {
      let more = found == 1 ? "" : "; \(found) in all"
      return Verdict(
        checker: checker, result: .invalid, summary: "\(first.name): \(first.summary)\(more)",
        anomalies: anomalies, detail: detail)
    }
    if let unsure {
      return Verdict(checker: checker, result: .unknown, summary: unsure, detail: detail)
    }
    return Verdict(checker: checker, result: .valid, summary: valid, detail: detail)
  }
}
