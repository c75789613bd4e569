import Readiness
import Vocabulary

/// The debrief as data: what the page says, for programs.
///
/// Shape: snake case, units last, every time on the exercise's clock.
struct DebriefDocument: Encodable {
  var classification: String
  var code: String?
  var mission: String
  var missionSha256: String
  var title: String
  var hypothesis: String
  var seed: UInt64
  var responder: String
  var isSham: Bool
  var isValid: Bool
  var invalidReasons: [String]
  var summary: [String]
  var score: Score
  var red: RedScore?
  var gaps: [GapWorkshop.Entry]?
  var pauses: [ExerciseClock.Pause]
  var grades: [Grade]
  var agreement: RaterAgreement?
  var beliefs: [BeliefEntry]
  var faults: [FaultRecord]
  var verdicts: [Verdict]
  var attribution: Attribution?
  var restores: [RestoreFigures]
  /// As it went and with nobody responding; nil where no twin was run.
  var twinScore: Score?
  var twinAttribution: Attribution?
  var ablation: Ablation?
  var timeline: [TimelineEvent]

  /// Something that people graded.
  struct Grade: Encodable {
    var subject: Int
    var kind: String
    var text: String
    var given: [Grades.Given]
    var stands: String?
  }

  /// A hypothesis with its life.
  struct BeliefEntry: Encodable {
    var id: String
    var text: String
    var by: String?
    var confidence: Double
    var startNs: Nanoseconds
    var endNs: Nanoseconds?
  }

  init(_ facts: Facts) {
    let input = facts.input
    classification = input.classification
    code = input.code
    mission = input.plan.mission
    missionSha256 = input.plan.missionSha256
    title = input.plan.title
    hypothesis = input.plan.hypothesis
    seed = input.plan.seed
    responder = input.responder
    isSham = input.isSham
    isValid = input.isValid
    invalidReasons = input.invalidReasons
    summary = Summary.sentences(facts).map(\.plain)
    score = input.score
    red = input.red
    gaps = input.workshop?.entries
    pauses = input.clock.pauses
    grades = input.grading.items.map { item in
      let scale = item.kind.scale
      return Grade(
        subject: item.subject, kind: item.kind.rawValue, text: item.text,
        given: input.grading.grades.given[item.subject] ?? [],
        stands: input.grading.grades.settled(item.subject, on: scale).map { scale[$0.rank] })
    }
    agreement = input.grading.agreement
    beliefs = facts.beliefs.map {
      BeliefEntry(
        id: $0.name, text: $0.text, by: $0.by, confidence: $0.confidence, startNs: $0.startNs,
        endNs: $0.endNs)
    }
    faults = input.faults
    verdicts = input.verdicts
    attribution = input.attribution
    restores = input.restores
    twinScore = input.twin?.score
    twinAttribution = input.twin?.attribution
    ablation = input.ablation
    timeline = input.timeline
  }
}

extension DebriefText {
  /// The debrief as canonical JSON.
  package static func json(_ input: DebriefInput) throws -> String {
    try CanonicalJSON.document(DebriefDocument(Facts(input)))
  }
}
