import Vocabulary

/// What blue believed, decided and did, graded by the mission's key.
struct BlueRecord {
  private(set) var ledger: HypothesisLedger
  private(set) var decisions: [ExerciseFacts.Decision] = []
  private(set) var commands: [ExerciseFacts.Command] = []
  /// The first successful command that the key calls harmful or that cannot be taken back uncalled.
  private(set) var firstHarm: ExerciseFacts.Moment?
  /// Successful mutating commands after T0 that were no mistake, in order.
  private(set) var sound: [Sound] = []

  /// A command that may have contained the fault.
  struct Sound {
    var moment: ExerciseFacts.Moment
    var host: HostName?
    var isListed: Bool
  }

  private let key: BlueBrief.ResponseKey
  private let footprint: Set<HostName>
  private let foreign: Set<HostName>
  private let rubric: Rubric
  private let onset: ExerciseFacts.Onset
  private let grades: Grades
  private let byPeople: Set<Int>

  init(plan: Plan, run: RecordedRun, onset: ExerciseFacts.Onset, rubric: Rubric) {
    grades = run.grades
    byPeople = Set(Gradable.all(in: run.timeline, plan: plan).map(\.subject))
    ledger = HypothesisLedger(
      truth: plan.blue.truth, rubric: rubric, grades: grades, byPeople: byPeople)
    key = plan.blue.responses
    // What red did to another cluster makes that cluster no target of the incident's commands.
    foreign = Set(plan.database.lookAlikes)
    footprint = Set(plan.steps.flatMap(\.hosts)).subtracting(foreign)
    self.rubric = rubric
    self.onset = onset
    for event in run.timeline {
      switch event.kind {
      case .hypothesisPosted, .hypothesisWithdrawn: ledger.handle(event)
      case .decisionPosted: decide(event)
      case .actionExecuted: act(event)
      default: break
      }
    }
  }

  private mutating func decide(_ event: TimelineEvent) {
    let response = event.fields["response"]?.text ?? ""
    let words = ResponseWords(response)
    let moment = FactExtraction.moment(event)
    let isWaiting = rubric.isWaiting(words)
    let given =
      byPeople.contains(event.sequence) ? grades.responseClass(of: event.sequence) : nil
    var decision = ExerciseFacts.Decision(
      response, given ?? key.classify(words), isReversible: rubric.isReversible(words),
      posted: moment,
      executedNs: isWaiting ? moment.timeNs : nil)
    decision.isWaiting = isWaiting
    decisions.append(decision)
  }

  private mutating func act(_ event: TimelineEvent) {
    let line = event.fields["action"]?.text ?? ""
    let typed = TypedCommand(line)
    let action = typed?.action ?? line
    let host = typed?.host ?? event.host
    let words = key.words(of: action, on: host, event.fields["parameters"])
    let text = host.map { "\(action) \($0)" } ?? action
    let moment = FactExtraction.moment(event)
    // A record that does not say is taken as mutating: unknown is never harmless.
    let isMutating = event.fields["mutating"]?.flag ?? true
    let isDone = (event.fields["exit"]?.whole ?? 0) == 0
    guard isMutating else {
      commands.append(.init(text, isMutating: false, at: moment))
      return
    }
    let responseClass = key.classify(words, onlyNamed: host.map(foreign.contains) ?? false)
    let mistake = self.mistake(
      words, responseClass, host: host, isDone: isDone,
      isCaught: event.fields["typo_caught"]?.flag ?? false)
    commands.append(.init(text, isMutating: true, mistake: mistake, at: moment))
    guard event.timeNs >= onset.moment.timeNs else { return }
    ledger.act(at: moment)
    cover(text, words, responseClass, moment: moment, isDone: isDone)
    guard isDone else { return }
    if responseClass == .harmful || mistake == .irreversibleUncalledFor {
      firstHarm = firstHarm ?? moment
    } else if mistake == nil {
      sound.append(
        .init(moment: moment, host: host, isListed: responseClass != .neutral))
    }
  }

  /// Ties a command to the decision it carries out; one without a decision is a decision itself.
  private mutating func cover(
    _ text: String, _ words: ResponseWords, _ responseClass: ResponseClass,
    moment: ExerciseFacts.Moment, isDone: Bool
  ) {
    let matching = decisions.indices.filter { words.matches(ResponseWords(decisions[$0].response)) }
    if let index = matching.last {
      if isDone && decisions[index].executedNs == nil {
        decisions[index].executedNs = moment.timeNs
      }
      return
    }
    if !decisions.isEmpty && responseClass == .neutral { return }
    var decision = ExerciseFacts.Decision(
      text, responseClass, isReversible: rubric.isReversible(words), posted: moment,
      executedNs: isDone ? moment.timeNs : nil)
    decision.isAnnounced = false
    decisions.append(decision)
  }

  private func mistake(
    _ words: ResponseWords, _ responseClass: ResponseClass, host: HostName?, isDone: Bool,
    isCaught: Bool
  ) -> ExerciseFacts.Command.Mistake? {
    if isCaught { return .typoCaught }
    let isCalledFor = responseClass == .preferred || responseClass == .acceptable
    // Where blue sits, nothing of the cluster is hit.
    if let host, host != .ops, responseClass == .neutral, !footprint.contains(host) {
      return isDone ? .wrongTargetWithEffect : .wrongTargetStopped
    }
    if !isDone { return .failed }
    if isCalledFor { return nil }
    if !rubric.isReversible(words) { return .irreversibleUncalledFor }
    return responseClass == .harmful ? .uncalledFor : nil
  }
}
