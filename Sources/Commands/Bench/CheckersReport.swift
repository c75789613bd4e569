import Consistency

/// What a bench of the checkers found.
struct CheckersReport: Codable {
  /// One history, checked from its file.
  struct Row: Codable {
    var family: String
    var operations: Int
    var form: String
    var result: String
    /// Processor time from opening the file to the verdict, the median of `repeats`.
    var cpuMs: Double
    var repeats: Int
    /// The most memory the process ever had, with all that a process has anyway.
    var peakMib: Double
    var operationsPerS: Double
    var barMs: Double?
    var barMib: Double?
    /// Porcupine on the same history: processor time without reading it, memory of its process.
    var porcupineMs: Double?
    var porcupineMib: Double?
    var porcupineResult: String?

    var isMet: Bool {
      cpuMs <= barMs ?? .infinity && peakMib <= barMib ?? .infinity && result == "valid"
    }
  }

  /// What recording costs the client and the writer together.
  struct Recorder: Codable {
    var operations: Int
    var nsPerOperation: Double
    var operationsPerS: Double

    var isMet: Bool { nsPerOperation <= 1_000 && operationsPerS >= 1_000_000 }
  }

  var cygnetVersion: String
  /// What a process of ours has before it opens anything.
  var emptyMib: Double
  var rows: [Row]
  /// By family the exponent of its growth.
  var exponents: [String: Double]
  var recorder: Recorder?

  /// How each family's time grows with the number of operations, block files only.
  static func exponents(_ rows: [Row]) -> [String: Double] {
    let families = Dictionary(grouping: rows.filter { $0.form == "blocks" }, by: \.family)
    return families.compactMapValues { rows in
      GrowthExponent.of(rows.map { (Double($0.operations), $0.cpuMs) })
    }
  }

  var isMet: Bool { rows.allSatisfy(\.isMet) && recorder?.isMet ?? true }
}
