package import Vocabulary

/// T4 − T0 with parts that sum to it.
package struct TimeToContainment: Sendable, Equatable {
  /// The parts in the rubric's order; a missing moment joins its two neighbours.
  package var parts: [Part]

  /// One stretch between two moments.
  package struct Part: Sendable, Equatable {
    /// Such as `T1−T0`.
    package var name: String
    /// Negative where the later moment came first.
    package var length: Nanoseconds
  }

  /// The parts of what `times` holds; nil without T0 or T4.
  package init?(_ times: Score.Times) {
    guard let t0 = times.t0Ns, let t4 = times.t4Ns else { return nil }
    let moments: [(String, Nanoseconds?)] = [
      ("T0", t0), ("T1", times.t1Ns), ("T2", times.t2Ns), ("T3", times.t3Ns), ("T4", t4),
    ]
    let known = moments.compactMap { name, time in time.map { (name, $0) } }
    parts = zip(known, known.dropFirst()).map { from, to in
      Part(name: "\(to.0)−\(from.0)", length: to.1 - from.1)
    }
  }

  /// The whole.
  package var total: Nanoseconds { parts.reduce(.zero) { $0 + $1.length } }

  /// `24.0 min = T1−T0 4.0 min + …`; a diagnosis after the decision is named.
  package var text: String {
    let terms = parts.map { part in
      let note =
        part.name == "T3−T2" && part.length < .zero ? " (decided before diagnosis)" : ""
      return "\(part.name) \(Figures.span(part.length))\(note)"
    }
    return "\(Figures.span(total)) = \(terms.joined(separator: " + "))"
  }
}
