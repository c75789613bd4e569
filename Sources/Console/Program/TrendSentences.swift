import Debrief
import Programs
import Readiness

/// Four sentences: readiness, time to containment, what stands still, and what all that rests on.
struct TrendSentences: Sendable, Equatable {
  var readiness: String
  var containment: String
  var standing: String
  var basis: String

  init(_ trends: ProgramTrends) {
    let families = trends.families.filter { !$0.points.isEmpty }
    readiness = "Readiness: \(trends.readiness.words)."
    containment = "Time to containment: \(trends.containment.words)."
    let still = families.compactMap { family in
      family.plateau.map { plateau in
        let doubt = plateau.certainty == .possible ? "possible " : ""
        return "\(Families.title(family.family)) (\(doubt)\(plateau.kind.rawValue))"
      }
    }
    standing =
      still.isEmpty
      ? "Standing still: no family, as far as anybody can tell."
      : "Standing still: \(still.joined(separator: "; "))."
    let count = families.reduce(0) { $0 + $1.points.count }
    let left = trends.families.flatMap(\.leftOut.values).reduce(0, +)
    basis =
      "It rests on \(Written.counted(count, "exercise")) of people in "
      + "\(families.count == 1 ? "1 family" : "\(families.count) families")"
      + (left > 0 ? "; \(left) more do not count." : ".")
  }
}
