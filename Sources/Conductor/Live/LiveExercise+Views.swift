package import Exercises
import Vocabulary

extension LiveExercise {
  /// What this person may see now, made of the role's own record.
  package func view(for person: Participant) async -> RoleView {
    switch person.role {
    case .blue: return .blue(await blueView(for: person))
    case .observer:
      return .observer(
        ObserverView(header: header, released: record.seen(by: .observer).map(\.event)))
    case .red, .white:
      note(reader: person)
      return .control(await controlView(for: person))
    }
  }

  /// The head of every page; the salt only once it is public.
  var header: ExerciseHeader {
    let state = record.exercise
    return ExerciseHeader(
      code: card.code, phase: state.phase, mode: card.mode, elapsedNs: state.elapsed(at: now),
      commitment: card.commitment, salt: state.phase == .revealed ? salt : nil,
      told: plan.blue.told, classification: card.classification)
  }

  private func blueView(for person: Participant) async -> BlueView {
    let open = await terminals?.openTerminals(of: person) ?? []
    return record.blue.view(
      header: header, hosts: record.exercise.design.hosts,
      mechanisms: record.exercise.design.mechanisms, terminals: open)
  }

  private func controlView(for person: Participant) async -> ControlView {
    let state = record.exercise
    let gauges = await begun?.conductor.gauges
    let isWhite = person.role == .white
    var view = ControlView(
      header: header, role: person.role, blue: await blueView(for: person), mission: shownMission,
      steps: ShownSteps.all(of: plan, in: record.timeline, gauges),
      events: record.seen(by: person.role).map(\.event),
      gauges: LiveGauges.all(gauges, plan: plan, watching: record.watching),
      preflight: isWhite ? state.checks : nil, people: isWhite ? state.people : nil,
      grading: isWhite ? state.gradingQueue(for: person) : nil,
      missing: isWhite ? missing(in: state) : nil,
      proposal: [.designed, .preflight].contains(state.phase) ? state.proposal : nil,
      terminals: await terminals?.shown ?? [])
    view.twin = isWhite ? shownTwin : nil
    return view
  }

  private func missing(in state: ExerciseState) -> [String] {
    switch state.phase {
    case .sealed, .revealed: LiveSeal(folder).missing(in: state.phase)
    default: state.missing
    }
  }

  private var shownMission: ShownMission {
    ShownMission(
      name: plan.mission, title: plan.title, hypothesis: plan.hypothesis,
      plan: explanation,
      truth: plan.blue.truth, responses: plan.blue.responses, isSham: card.isSham)
  }

  /// The plan in words with every action and its undo; it is long, and pages ask every two seconds.
  private var explanation: String {
    if let explained { return explained }
    let text = PlanWords(plan).text
    explained = text
    return text
  }

  /// Every person that reads a mission which is still secret is noted, once.
  func note(reader person: Participant) {
    let phase = record.exercise.phase
    guard phase != .sealed, phase != .revealed, !isClosing, readers.insert(person.name).inserted
    else { return }
    record.append(
      .white, .missionRead, at: now, step: nil, host: nil,
      ["by": .string(person.name), "what": "mission"])
  }
}
