import Vocabulary

extension ExerciseFacts {
  /// Something that blue declared, believed or changed although nothing was wrong.
  package struct FalseAlarm: Sendable, Equatable {
    /// `declaration`, `belief` or `change`.
    package var kind: String
    /// When.
    package var moment: Moment
  }
}

/// What a sham measures: an exercise in which nothing is injected.
enum FalseAlarms {
  /// Declarations of trouble, beliefs at the rubric's bar, and commands that changed something.
  static func all(in run: RecordedRun) -> [ExerciseFacts.FalseAlarm] {
    run.timeline.compactMap { event in
      let kind: String? =
        switch event.kind {
        case .troubleDeclared: "declaration"
        case .hypothesisPosted:
          (event.fields["confidence"]?.double ?? 0) >= Rubric.standard.confidence ? "belief" : nil
        case .actionExecuted: event.fields["mutating"]?.flag == false ? nil : "change"
        default: nil
        }
      return kind.map { .init(kind: $0, moment: FactExtraction.moment(event)) }
    }
  }

  /// `2 declarations, 1 change`, or that there was none.
  static func words(_ alarms: [ExerciseFacts.FalseAlarm]) -> String {
    let parts = ["declaration", "belief", "change"].compactMap { kind -> String? in
      let count = alarms.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind)\(count == 1 ? "" : "s")"
    }
    return parts.isEmpty ? "no false alarm" : "false alarms: " + parts.joined(separator: ", ")
  }

  /// The line of the sheet.
  static func inputs(_ facts: ExerciseFacts) -> [Score.Input] {
    guard facts.isSham else { return [] }
    return [
      .init(
        name: "False alarms", value: words(facts.falseAlarms),
        rule: "declarations of trouble, beliefs at the bar and changes, although nothing was wrong",
        evidence: facts.falseAlarms.flatMap(\.moment.evidence))
    ]
  }
}
