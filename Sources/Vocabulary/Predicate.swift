/// A conjunction of comparisons over what the probes see, such as `redundancy >= 1`.
package struct Predicate: Sendable, Equatable, Codable {
  /// All must hold.
  package var clauses: [Clause]

  /// A predicate as it was read.
  package init(clauses: [Clause]) { self.clauses = clauses }

  /// One comparison.
  package struct Clause: Sendable, Equatable, Codable {
    /// What is measured.
    package var metric: Metric
    /// How it is compared.
    package var comparison: Comparison
    /// Ratios as 0…1, counts as they are.
    package var value: Double

    /// A comparison as it was read.
    package init(metric: Metric, comparison: Comparison, value: Double) {
      self.metric = metric
      self.comparison = comparison
      self.value = value
    }

    /// Whether `measured` satisfies the comparison.
    package func holds(_ measured: Double) -> Bool {
      switch comparison {
      case .less: measured < value
      case .lessOrEqual: measured <= value
      case .greater: measured > value
      case .greaterOrEqual: measured >= value
      }
    }
  }

  /// What the probes and the online history measure.
  package enum Metric: String, Sendable, Codable, CaseIterable {
    /// Share of write attempts acknowledged over the last second, 0…1.
    case writeSuccess = "write-success"
    /// Members that may still fail before quorum is lost; negative once it is.
    case redundancy
    /// Acknowledged writes known to be lost.
    case acknowledgedLoss = "acknowledged-loss"
  }

  /// The four comparisons.
  package enum Comparison: String, Sendable, Codable, CaseIterable {
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
  }
}

/// A comparison that must hold for a while before the exercise is stopped.
package struct StopCondition: Sendable, Equatable, Codable {
  /// What is compared.
  package var clause: Predicate.Clause
  /// How long without a break; zero means at once.
  package var forNs: Nanoseconds

  /// A condition as it was read.
  package init(clause: Predicate.Clause, forNs: Nanoseconds) {
    self.clause = clause
    self.forNs = forNs
  }
}
