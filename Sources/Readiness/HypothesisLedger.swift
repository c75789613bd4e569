import Vocabulary

/// Blue's beliefs over time, graded by machine against the plan's truth.
///
/// Shape: a hypothesis at ≥ 50 % displaces every other one, so shares never sum above one
/// and nobody can set T2 by posting them all.
struct HypothesisLedger {
  private(set) var entries: [ExerciseFacts.Hypothesis] = []
  /// Wrong hypotheses that a mutating command followed.
  private(set) var wrongActed: [ExerciseFacts.Moment] = []
  private var subjects: [Subject] = []
  private var actedOn: Set<Subject> = []
  private var names: [String?] = []
  private let truth: BlueBrief.Truth
  private let rubric: Rubric
  private let grades: Grades
  private let byPeople: Set<Int>

  private struct Subject: Hashable {
    var mechanism: String
    var location: Set<String>
  }

  /// - Parameter byPeople: numbers of the events that two raters have to grade.
  init(
    truth: BlueBrief.Truth, rubric: Rubric, grades: Grades = Grades(), byPeople: Set<Int> = []
  ) {
    self.truth = truth
    self.rubric = rubric
    self.grades = grades
    self.byPeople = byPeople
  }

  static func hosts(_ text: String?) -> Set<String> {
    Set((text ?? "").lowercased().split { ", ".contains($0) }.map(String.init))
  }

  mutating func handle(_ event: TimelineEvent) {
    let subject = Subject(
      mechanism: event.fields["mechanism"]?.text?.lowercased() ?? "",
      location: Self.hosts(event.fields["location"]?.text))
    switch event.kind {
    case .hypothesisPosted: post(subject, event)
    case .hypothesisWithdrawn:
      // People name it by its number; a runbook says what it does not believe any more.
      if let name = event.fields["id"]?.text {
        drop(at: event.timeNs) { $1 == name }
      } else {
        drop(at: event.timeNs) { other, _ in other == subject }
      }
    default: break
    }
  }

  /// A mutating command was carried out: what did blue believe?
  mutating func act(at moment: ExerciseFacts.Moment) {
    let open = entries.indices.filter { entries[$0].droppedNs == nil }
    let top = open.max { entries[$0].confidence < entries[$1].confidence }
    guard let top, entries[top].grade == .wrong else { return }
    if actedOn.insert(subjects[top]).inserted { wrongActed.append(moment) }
  }

  private mutating func post(_ subject: Subject, _ event: TimelineEvent) {
    let confidence = event.fields["confidence"]?.double ?? 0
    let isTop = confidence >= rubric.confidence
    // A repeat below the bar takes the earlier, surer statement back.
    drop(at: event.timeNs) { other, _ in other == subject ? !isTop : isTop }
    subjects.append(subject)
    names.append(event.fields["id"]?.text)
    let place = subject.location.sorted().joined(separator: ",")
    let given = byPeople.contains(event.sequence) ? grades.hypothesisGrade(of: event.sequence) : nil
    entries.append(
      .init(
        given ?? grade(subject, trigger: event.fields["trigger"]?.text),
        posted: .init(event.timeNs, evidence: [event.sequence]), confidence: confidence,
        evidenceNs: Self.hasEvidence(event) ? event.timeNs : nil,
        text: "\(subject.mechanism) on \(place)"))
  }

  private mutating func drop(at time: Nanoseconds, where isDropped: (Subject, String?) -> Bool) {
    for index in entries.indices where entries[index].droppedNs == nil {
      if isDropped(subjects[index], names[index]) { entries[index].droppedNs = time }
    }
  }

  private static func hasEvidence(_ event: TimelineEvent) -> Bool {
    switch event.fields["evidence"] {
    case .string(let text): !text.isEmpty
    case .array(let items): !items.isEmpty
    case .integer, .object: true
    case .null, .bool, .number, nil: false
    }
  }

  private func grade(_ subject: Subject, trigger: String?) -> ExerciseFacts.Hypothesis.Grade {
    let isMechanism = subject.mechanism == truth.mechanism.lowercased()
    let isLocation = subject.location == Self.hosts(truth.location)
    // A trigger that was not named is not held against blue; a wrong one is.
    let isTrigger =
      trigger == nil || truth.trigger == nil || trigger?.lowercased() == truth.trigger?.lowercased()
    switch (isMechanism, isLocation) {
    case (true, true): return isTrigger ? .correct : .partialScope
    case (false, true): return .partialScope
    case (true, false): return .partial
    case (false, false): return .wrong
    }
  }
}
