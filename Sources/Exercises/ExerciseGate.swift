package import Vocabulary

/// What a team's program asks of an exercise of people before its clock may start.
///
/// Shape: facts that the exercise knows of itself; whoever reads the program answers.
package struct GatedExercise: Sendable, Equatable {
  /// The neutral name, by which an override is found.
  package var code: String
  /// The service by whose promises it is scored.
  package var service: String
  /// The findings that its mission re-tests.
  package var retests: [String]

  /// An exercise at the gate.
  package init(code: String, service: String, retests: [String]) {
    self.code = code
    self.service = service
    self.retests = retests
  }
}

/// What the gate says of an exercise.
package struct GateAnswer: Sendable, Equatable {
  /// Whether it may start.
  package var isOpen: Bool
  /// What is missing and what to try, or why nothing is.
  package var detail: String

  /// An answer.
  package init(isOpen: Bool, detail: String) {
    self.isOpen = isOpen
    self.detail = detail
  }

  /// Its line of the go / no-go list.
  package var item: PreflightItem {
    PreflightItem(
      id: "retests", title: "Last quarter's re-tests are linked", isGo: isOpen, detail: detail,
      byPerson: false)
  }
}

/// Somebody made an exercise although re-tests are no part of its quarter: who, and why.
package struct OverriddenGate: Sendable, Equatable {
  /// The findings whose re-tests do not wait for it.
  package var findings: [String]
  /// Such as `2027Q1`.
  package var quarter: String
  /// The target of the exercise.
  package var target: String
  /// Why it must not wait.
  package var reason: String
  /// The email of the person who answers for it.
  package var by: String

  /// An override.
  package init(findings: [String], quarter: String, target: String, reason: String, by: String) {
    self.findings = findings
    self.quarter = quarter
    self.target = target
    self.reason = reason
    self.by = by
  }

  /// The fields of `gate.overridden`.
  package var fields: [String: JSONValue] {
    [
      "findings": .array(findings.map { .string($0) }), "quarter": .string(quarter),
      "target": .string(target), "reason": .string(reason), "by": .string(by),
    ]
  }
}
