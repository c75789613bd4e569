import Readiness
import Vocabulary

/// One thing that blue believed, decided or did, with the machine's view of it.
struct BlueMove: Sendable, Equatable {
  /// The event it came from.
  var sequence: Int
  var time: Nanoseconds
  /// What it is.
  var kind: Kind
  /// For the picture: `disk.slow n1 · 80 %`.
  var label: String
  /// How it stands against the truth and the response key.
  var grade: Grade
  /// Why it is graded so, for people; empty where it needs no word.
  var remark: String
  /// What blue saw before the cursor; nil where nothing was typed.
  var prompt: String?

  enum Kind: Sendable { case hypothesis, decision, action }
  enum Grade: Sendable { case right, neutral, wrong }

  /// Every move of a timeline in order.
  static func all(
    in timeline: [TimelineEvent], plan: Plan, grading: GradeSheet = GradeSheet()
  ) -> [BlueMove] {
    timeline.compactMap { event in
      switch event.kind {
      case .hypothesisPosted: graded(hypothesis(event, plan: plan), grading)
      case .decisionPosted: graded(decision(event, plan: plan), grading)
      case .actionExecuted: action(event, plan: plan)
      default: nil
      }
    }
  }

  /// The same move with the grade that two raters settled on, where people had to grade it.
  private static func graded(_ move: BlueMove, _ grading: GradeSheet) -> BlueMove {
    guard let item = grading.items.first(where: { $0.subject == move.sequence }),
      let settled = grading.grades.settled(item.subject, on: item.kind.scale)
    else { return move }
    var move = move
    let scale = item.kind.scale
    move.grade = settled.rank == 0 ? .wrong : .neutral
    if settled.rank == scale.count - 1 || item.kind == .decision && settled.rank >= 2 {
      move.grade = .right
    }
    move.remark = "\(scale[settled.rank]), by \(Written.counted(settled.raters, "rater"))"
    return move
  }

  private static func hypothesis(_ event: TimelineEvent, plan: Plan) -> BlueMove {
    let truth = plan.blue.truth
    let stated = event.fields["mechanism"]?.text ?? ""
    let mechanism = stated.isEmpty ? event.fields["text"]?.text ?? "?" : stated
    let location = event.fields["location"]?.text ?? event.host?.rawValue ?? ""
    let confidence = event.fields["confidence"]?.double.map { " " + Written.percent($0) } ?? ""
    let sameKind = mechanism == truth.mechanism
    let samePlace = Set(names(location)) == Set(names(truth.location))
    let right = sameKind && samePlace
    return BlueMove(
      sequence: event.sequence, time: event.timeNs, kind: .hypothesis,
      label: "“\(mechanism)\(location.isEmpty ? "" : " " + location)”" + confidence,
      grade: right ? .right : (sameKind || samePlace ? .neutral : .wrong),
      remark: right
        ? "matches the truth"
        : samePlace ? "right place, wrong cause" : sameKind ? "right cause, wrong place" : "wrong")
  }

  private static func decision(_ event: TimelineEvent, plan: Plan) -> BlueMove {
    let response = event.fields["response"]?.text ?? "?"
    let grade = Words.grade(response, in: plan.blue.responses)
    return BlueMove(
      sequence: event.sequence, time: event.timeNs, kind: .decision, label: response,
      grade: grade == "harmful" ? .wrong : grade == "neutral" ? .neutral : .right, remark: grade)
  }

  private static func action(_ event: TimelineEvent, plan: Plan) -> BlueMove {
    let name = event.fields["action"]?.text ?? "?"
    let typed = TypedCommand(name)
    let host = (typed?.host ?? event.host)?.rawValue
    let label = host.map { "\(name) \($0)" } ?? name
    let key = plan.blue.responses
    // A key says `restart n2` where the command is `operator.restart` on n2.
    let short = name.split(separator: ".").last.map(String.init) ?? name
    var names = [name, label, short, host.map { "\(short) \($0)" } ?? short]
    // A typed command is judged by its action: `systemctl restart etcd` is `restart`.
    if let action = typed?.action { names += [action, host.map { "\(action) \($0)" } ?? action] }
    func isListed(_ list: [String]) -> Bool { names.contains(where: list.contains) }
    let mutating = event.fields["mutating"]?.flag ?? true
    // What a command does begins when it begins; its event is written when it is over.
    let start =
      event.fields["started_ns"]?.whole.map(Nanoseconds.init(rawValue:)) ?? event.timeNs
    var move = BlueMove(
      sequence: event.sequence, time: start, kind: .action, label: label,
      grade: mutating ? .right : .neutral, remark: mutating ? "" : "looked, changed nothing")
    move.prompt = event.fields["prompt"]?.text
    if let host, plan.database.lookAlikes.map(\.rawValue).contains(host) {
      let isDone = (event.fields["exit"]?.whole ?? 0) == 0
      move.grade = .wrong
      let meant = event.fields["expected"]?.text ?? "of \(plan.blue.truth.location)"
      move.remark = "wrong cluster, \(meant) was meant" + (isDone ? "" : "; stopped")
    } else if isListed(key.harmful) {
      move.grade = .wrong
      let exit = event.fields["exit"]?.whole ?? 0
      move.remark = exit == 0 ? "harmful" : "harmful, and it failed with exit \(exit)"
    } else if let exit = event.fields["exit"]?.whole, exit != 0 {
      move.grade = .wrong
      move.remark = "failed, exit \(exit)"
    } else if mutating, let host, !isListed(key.preferred), !isListed(key.acceptable),
      !footprint(of: plan).contains(host)
    {
      move.grade = .wrong
      move.remark = "wrong target"
    }
    return move
  }

  /// The hosts that any step touches or that the truth names.
  static func footprint(of plan: Plan) -> Set<String> {
    var result = Set(names(plan.blue.truth.location))
    for step in plan.steps { result.formUnion(step.hosts.map(\.rawValue)) }
    return result
  }

  private static func names(_ list: String) -> [String] {
    list.split { $0 == "," || $0 == " " }.map(String.init)
  }
}
