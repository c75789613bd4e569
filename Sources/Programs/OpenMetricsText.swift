import Vocabulary

/// What a program knows as numbers for a monitoring system.
///
/// Shape: OpenMetrics 1.0 text, one family after the other, ends with `# EOF`.
/// Units: the unit is the last word of a name: `_seconds`.
/// Limits: only sealed exercises; what is under way, planned or simulated is in no number.
/// Source: the OpenMetrics specification 1.0; the scoring rubric on what blue may know.
package enum OpenMetricsText {
  /// The media type of the text.
  package static let contentType =
    "application/openmetrics-text; version=1.0.0; charset=utf-8"

  /// How many findings wait, and how many of them too long.
  package struct FindingCounts: Sendable, Equatable {
    /// Within their deadline.
    package var open: Int
    /// Beyond it.
    package var overdue: Int

    /// Both.
    package init(open: Int, overdue: Int) {
      self.open = open
      self.overdue = overdue
    }
  }

  /// The text; the same exercises in any order give the same bytes.
  package static func render(
    _ exercises: [PractisedExercise], findings: FindingCounts
  ) -> String {
    let sealed = exercises.filter { $0.isSealed && $0.simulated == nil }
      .sorted { ($0.day, $0.run) < ($1.day, $1.run) }
    return [
      readiness(sealed), blast(sealed), phases(sealed), containment(sealed), count(sealed),
      family(
        "cygnet_findings_open", "gauge", "Findings that wait for somebody.",
        [
          ("", [("overdue", "0")], String(findings.open)),
          ("", [("overdue", "1")], String(findings.overdue)),
        ]), "# EOF\n",
    ].joined()
  }

  private typealias Sample = (suffix: String, labels: [(String, String)], value: String)

  /// The last exercise of people of each family and target that has a readiness.
  private static func readiness(_ sealed: [PractisedExercise]) -> String {
    var last: [[String]: PractisedExercise] = [:]
    for exercise in sealed where exercise.isInTrends && exercise.readiness != nil {
      last[[exercise.family, exercise.target]] = exercise
    }
    let samples = last.values.sorted { ($0.family, $0.target) < ($1.family, $1.target) }
      .map { exercise -> Sample in
        (
          "", [("family", exercise.family), ("target", exercise.target)],
          String(exercise.readiness ?? 0)
        )
      }
    return family(
      "cygnet_readiness", "gauge", "Readiness 1-5 of the last sealed exercise of people.", samples)
  }

  private static func blast(_ sealed: [PractisedExercise]) -> String {
    let samples = sealed.flatMap { exercise -> [Sample] in
      [("without", exercise.blast), ("with", exercise.blastActual)].compactMap { word, level in
        level.map { ("", labels(exercise) + [("response", word)], String($0)) }
      }
    }
    return family(
      "cygnet_blast_radius", "gauge", "Blast radius 1-5 with and without the response.", samples)
  }

  /// The parts of the time to containment; what was not reached is no number.
  private static func phases(_ sealed: [PractisedExercise]) -> String {
    let samples = sealed.flatMap { exercise -> [Sample] in
      let times = exercise.times
      let parts = [
        ("observe", times.t0Ns, times.t1Ns), ("orient", times.t1Ns, times.t2Ns),
        ("decide", times.t2Ns, times.t3Ns), ("act", times.t3Ns, times.t4Ns),
      ]
      return parts.compactMap { name, from, to in
        // A decision before the diagnosis would be less than no time.
        guard let from, let to, to >= from else { return nil }
        return ("", labels(exercise) + [("phase", name)], seconds(to - from))
      }
    }
    return family(
      "cygnet_phase_seconds", "gauge", "How long a phase took.", unit: "seconds", samples)
  }

  private static func containment(_ sealed: [PractisedExercise]) -> String {
    let samples = sealed.compactMap { exercise -> Sample? in
      let span = exercise.containmentNs ?? exercise.censoredAfterNs
      let isCensored = exercise.containmentNs == nil
      return span.map {
        ("", labels(exercise) + [("censored", isCensored ? "1" : "0")], seconds($0))
      }
    }
    return family(
      "cygnet_containment_seconds", "gauge",
      "Time to containment; censored=\"1\" is more than that.", unit: "seconds", samples)
  }

  private static func count(_ sealed: [PractisedExercise]) -> String {
    var counts: [[String]: Int] = [:]
    for exercise in sealed {
      counts[[exercise.family, exercise.database, responder(exercise)], default: 0] += 1
    }
    let samples = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, count in
      (
        "_total", [("family", key[0]), ("database", key[1]), ("responder", key[2])],
        String(count)
      ) as Sample
    }
    return family("cygnet_exercises", "counter", "Sealed exercises.", samples)
  }

  private static func labels(_ exercise: PractisedExercise) -> [(String, String)] {
    [
      ("run", exercise.run), ("mission", exercise.mission), ("responder", responder(exercise)),
    ]
  }

  /// `people`, `runbook` or `none`: a runbook's name would make a series of each.
  private static func responder(_ exercise: PractisedExercise) -> String {
    String(exercise.responder.prefix { $0 != ":" })
  }

  private static func family(
    _ name: String, _ type: String, _ help: String, unit: String? = nil, _ samples: [Sample]
  ) -> String {
    guard !samples.isEmpty else { return "" }
    var lines = ["# TYPE \(name) \(type)"]
    if let unit { lines.append("# UNIT \(name) \(unit)") }
    lines.append("# HELP \(name) \(escaped(help))")
    lines += samples.map { sample in
      let labels = sample.labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
      return "\(name)\(sample.suffix){\(labels)} \(sample.value)"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Backslashes, quotes and line ends; nothing else ends a label.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Seconds with as many decimals as there are.
  private static func seconds(_ span: Nanoseconds) -> String {
    let whole = span.rawValue / 1_000_000_000
    let rest = span.rawValue % 1_000_000_000
    guard rest > 0 else { return String(whole) }
    let digits = String(rest)
    var decimals = String(repeating: "0", count: 9 - digits.count) + digits
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(whole).\(decimals)"
  }
}
