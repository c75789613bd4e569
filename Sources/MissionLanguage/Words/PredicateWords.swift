import Vocabulary

/// The words for comparisons over what the probes measure.
enum PredicateWords {
  private static let metrics = Predicate.Metric.allCases.map(\.rawValue)

  /// Reads `a >= 1 and b < 5%`.
  static func read(_ text: String) throws(Complaint) -> Predicate {
    var clauses: [Predicate.Clause] = []
    var words: [String] = []
    for word in text.words + ["and"] {
      if word == "and" {
        clauses.append(try clause(words))
        words = []
      } else {
        words.append(word)
      }
    }
    return Predicate(clauses: clauses)
  }

  /// Reads `a > 0` or `a < 1% for 120s`.
  static func readStop(_ text: String) throws(Complaint) -> StopCondition {
    let words = text.words
    guard words.count == 5, words[3] == "for" else {
      return StopCondition(clause: try clause(words), forNs: .zero)
    }
    let span = try Reading<Nanoseconds>.duration(Limits.life).read(words[4])
    return StopCondition(clause: try clause(Array(words.prefix(3))), forNs: span)
  }

  private static func clause(_ words: [String]) throws(Complaint) -> Predicate.Clause {
    guard words.count == 3 else {
      throw Complaint(
        "`\(words.joined(separator: " "))` is not a comparison",
        hint: "write `write-success >= 99% and redundancy >= 1`")
    }
    guard let metric = Predicate.Metric(rawValue: words[0]) else {
      throw Complaint(
        "nothing measures `\(words[0])`",
        hint: Spelling.hint(
          for: words[0], among: metrics, otherwise: "known: \(metrics.joined(separator: ", "))"))
    }
    guard let comparison = Predicate.Comparison(rawValue: words[1]) else {
      throw Complaint("`\(words[1])` is not a comparison", hint: "use <, <=, > or >=")
    }
    let value =
      metric == .writeSuccess ? try Quantity.ratio(words[2]) : try Quantity.number(words[2])
    return Predicate.Clause(metric: metric, comparison: comparison, value: value)
  }
}

extension Reading where Value == Predicate {
  /// A conjunction of comparisons.
  static var predicate: Reading {
    Reading(placeholder: Predicate(clauses: [])) { text throws(Complaint) in
      try PredicateWords.read(text)
    }
  }
}

extension Reading where Value == StopCondition {
  /// A comparison that may have to hold for a while.
  static var stop: Reading {
    let clause = Predicate.Clause(metric: .redundancy, comparison: .less, value: 0)
    return Reading(placeholder: StopCondition(clause: clause, forNs: .zero)) {
      text throws(Complaint) in try PredicateWords.readStop(text)
    }
  }
}
