package import Vocabulary

extension ExerciseCommand {
  /// As `do` says it on the wire.
  package var name: String {
    switch self {
    case .preflight: "preflight"
    case .confirm: "confirm"
    case .start: "start"
    case .pause: "pause"
    case .resume: "resume"
    case .abort: "abort"
    case .finish: "finish"
    case .hint: "hint"
    case .cue: "cue"
    case .note: "note"
    case .grade: "grade"
    case .integrity: "integrity"
    case .realIncident: "real-incident"
    case .seal: "seal"
    case .reveal: "reveal"
    case .invite: "invite"
    case .release: "release"
    case .assign: "assign"
    case .approve: "approve"
    case .refuse: "refuse"
    case .draft: "draft"
    case .propose: "propose"
    case .twin: "twin"
    case .stopTwin: "stop-twin"
    case .hold: "hold"
    case .unhold: "unhold"
    case .skip: "skip"
    case .trigger: "trigger"
    case .ask: "ask"
    case .declare: "declare"
    case .acknowledge: "acknowledge"
    case .hypothesis: "hypothesis"
    case .withdraw: "withdraw"
    case .decide: "decide"
    case .handOver: "hand-over"
    case .stopWord: "stop-word"
    }
  }

  /// Reads a command; `do` names it, every other member is a field of it.
  ///
  /// Errors: `invalid` for a command or field that is unknown, missing, too long or no such value.
  package init(fields: [String: JSONValue]) throws(Refusal) {
    var reader = CommandFields(fields)
    let name = try reader.name("do")
    var made = try Self.control(name, &reader)
    if made == nil { made = try Self.blue(name, &reader) }
    guard let made else {
      throw Refusal(
        .invalid, "there is no command “\(CommandFields.shown(name))”",
        hint: "one of \(Self.names.joined(separator: ", "))")
    }
    try reader.finish(command: name)
    self = made
  }

  /// Every command's name, in the order of the contract.
  package static let names = [
    "preflight", "confirm", "start", "pause", "resume", "abort", "finish", "hint", "cue", "note",
    "grade", "integrity", "real-incident", "seal", "reveal", "invite", "release", "assign",
    "approve", "refuse", "draft", "propose", "twin", "stop-twin", "hold", "unhold", "skip",
    "trigger", "ask", "declare", "acknowledge", "hypothesis", "withdraw", "decide", "hand-over",
    "stop-word",
  ]

  private static func control(
    _ name: String, _ fields: inout CommandFields
  ) throws(Refusal) -> ExerciseCommand? {
    switch name {
    case "preflight": .preflight
    case "confirm": .confirm(item: try fields.name("item"), reason: try fields.text("reason"))
    case "start": .start
    case "pause": .pause(reason: try fields.text("reason"))
    case "resume": .resume
    case "abort": .abort(reason: try fields.text("reason"))
    case "finish": .finish(reason: try fields.text("reason"))
    case "hint":
      .hint(
        subject: try fields.name("subject"), text: try fields.text("text"),
        reason: try fields.text("reason"))
    case "cue": .cue(text: try fields.text("text"))
    case "note": .note(text: try fields.text("text"), atNs: try fields.moment("at", "at-ns"))
    case "grade":
      .grade(
        subject: try fields.name("subject"), grade: try fields.name("grade"),
        reason: try fields.text("reason"))
    case "integrity": .integrity(reason: try fields.text("reason"))
    case "real-incident": .realIncident(reason: try fields.text("reason"))
    case "seal": .seal
    case "reveal": .reveal
    case "invite": .invite(name: try fields.name("name"), role: try fields.role("role"))
    case "release": .release(text: try fields.text("text"))
    case "assign":
      .assign(
        gap: try fields.name("gap"), owner: try fields.name("owner"),
        due: try fields.name("due"), retest: try fields.text("retest"))
    case "approve": .approve(proposal: try fields.name("proposal"))
    case "refuse":
      .refuse(proposal: try fields.name("proposal"), reason: try fields.text("reason"))
    case "draft": .draft(mission: try fields.mission("mission"))
    case "propose": .propose(reason: try fields.text("reason"))
    case "twin": .twin(horizon: try fields.seconds("horizon-s"))
    case "stop-twin": .stopTwin
    case "hold": .hold(step: try fields.step("step"))
    case "unhold": .unhold(step: try fields.step("step"))
    case "skip": .skip(step: try fields.step("step"), reason: try fields.text("reason"))
    case "trigger": .trigger(step: try fields.step("step"))
    case "ask": .ask(text: try fields.text("text"))
    default: nil
    }
  }

  private static func blue(
    _ name: String, _ fields: inout CommandFields
  ) throws(Refusal) -> ExerciseCommand? {
    switch name {
    case "declare": .declare(location: try fields.optionalName("location"))
    case "acknowledge": .acknowledge(alert: try fields.name("alert"))
    case "hypothesis":
      .hypothesis(
        mechanism: try fields.name("mechanism"), location: try fields.optionalName("location"),
        confidence: try fields.confidence("confidence"), evidence: try fields.items("evidence"),
        text: try fields.optionalText("text"))
    case "withdraw": .withdraw(hypothesis: try fields.name("hypothesis"))
    case "decide":
      .decide(response: try fields.name("response"), text: try fields.optionalText("text"))
    case "hand-over": .handOver(text: try fields.text("text"))
    case "stop-word": .stopWord(reason: try fields.optionalText("reason"))
    default: nil
    }
  }

  /// The command as it goes over the wire; reading it gives the same command.
  package var fields: [String: JSONValue] {
    var all = ownFields
    all["do"] = .string(name)
    return all
  }

  private var ownFields: [String: JSONValue] {
    switch self {
    case .preflight, .start, .resume, .seal, .reveal, .stopTwin: [:]
    case .twin(let horizon):
      ["horizon-s": horizon.map { .number($0.inSeconds) } ?? .null]
    case .confirm(let item, let reason): ["item": .string(item), "reason": .string(reason)]
    case .pause(let reason), .abort(let reason), .finish(let reason), .integrity(let reason),
      .realIncident(let reason), .stopWord(let reason), .propose(let reason):
      ["reason": .string(reason)]
    case .hint(let subject, let text, let reason):
      ["subject": .string(subject), "text": .string(text), "reason": .string(reason)]
    case .cue(let text), .release(let text), .ask(let text), .handOver(let text):
      ["text": .string(text)]
    case .note(let text, let at):
      ["text": .string(text), "at-ns": at.map { .integer($0.rawValue) } ?? .null]
    case .grade(let subject, let grade, let reason):
      ["subject": .string(subject), "grade": .string(grade), "reason": .string(reason)]
    case .invite(let name, let role): ["name": .string(name), "role": .string(role.rawValue)]
    case .assign(let gap, let owner, let due, let retest):
      [
        "gap": .string(gap), "owner": .string(owner), "due": .string(due),
        "retest": .string(retest),
      ]
    case .approve(let proposal): ["proposal": .string(proposal)]
    case .refuse(let proposal, let reason):
      ["proposal": .string(proposal), "reason": .string(reason)]
    case .draft(let mission): ["mission": .string(mission)]
    case .hold(let step), .unhold(let step), .trigger(let step): ["step": .string(step.rawValue)]
    case .skip(let step, let reason):
      ["step": .string(step.rawValue), "reason": .string(reason)]
    case .declare(let location): ["location": .string(location)]
    case .acknowledge(let alert): ["alert": .string(alert)]
    case .hypothesis(let mechanism, let location, let confidence, let evidence, let text):
      [
        "mechanism": .string(mechanism), "location": .string(location),
        "confidence": .number(confidence), "evidence": .array(evidence.map { .string($0) }),
        "text": .string(text),
      ]
    case .withdraw(let hypothesis): ["hypothesis": .string(hypothesis)]
    case .decide(let response, let text):
      ["response": .string(response), "text": .string(text)]
    }
  }
}
