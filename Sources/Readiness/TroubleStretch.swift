import Vocabulary

/// Operations that were refused or not answered, so close together that they are one trouble.
struct TroubleStretch {
  /// Places in the list of failed operations, in order of time.
  var places: [Int]
  /// The earliest invocation: the trouble cannot be older.
  var onset: Nanoseconds
  /// The first failure: the trouble cannot be younger.
  var firstFailure: Nanoseconds
  var end: Nanoseconds

  /// Groups the answered failures; `gap` is the longest silence within one stretch.
  static func all(in operations: [FailedOperation], gap: Nanoseconds) -> [TroubleStretch] {
    let troubled = operations.indices.filter { place in
      let harm = operations[place].harm
      return (harm == .refused || harm == .unanswered) && operations[place].knownNs != nil
    }
    func span(_ place: Int) -> (Nanoseconds, Nanoseconds) {
      (operations[place].sinceNs, operations[place].knownNs ?? operations[place].sinceNs)
    }
    var stretches: [TroubleStretch] = []
    for place in troubled.sorted(by: { span($0) < span($1) }) {
      let (start, end) = span(place)
      if let last = stretches.last, start <= last.end + gap {
        stretches[stretches.count - 1].places.append(place)
        stretches[stretches.count - 1].firstFailure = min(last.firstFailure, end)
        stretches[stretches.count - 1].end = max(last.end, end)
      } else {
        stretches.append(
          TroubleStretch(places: [place], onset: start, firstFailure: end, end: end))
      }
    }
    return stretches
  }
}
