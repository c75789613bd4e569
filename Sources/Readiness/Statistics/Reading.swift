/// One value of a series: known, or known only to be greater than a bound.
///
/// Shape: a time to containment is `moreThan` where the window ended first. The bound is never
/// taken for the value: it only orders.
/// Units: the caller's; levels, or minutes.
/// Limits: finite numbers.
/// Errors: none; a value that is no number is a mistake of the caller's.
/// Source: Gehan, "A generalized Wilcoxon test for comparing arbitrarily singly-censored
/// samples", 1965: pairs whose order censoring hides count nothing.
package enum Reading: Sendable, Equatable {
  case exactly(Double)
  case moreThan(Double)

  /// The value, or the bound that it exceeds.
  package var bound: Double {
    switch self {
    case .exactly(let value), .moreThan(let value): value
    }
  }

  /// Whether only a bound is known.
  package var isCensored: Bool {
    switch self {
    case .exactly: false
    case .moreThan: true
    }
  }

  /// 1 where `later` is greater, −1 where it is less, 0 where equal, nil where nobody knows.
  package func order(to later: Reading) -> Int? {
    switch (self, later) {
    case (.exactly(let a), .exactly(let b)): a == b ? 0 : (a < b ? 1 : -1)
    case (.exactly(let a), .moreThan(let b)): b >= a ? 1 : nil
    case (.moreThan(let a), .exactly(let b)): a >= b ? -1 : nil
    case (.moreThan, .moreThan): nil
    }
  }
}
