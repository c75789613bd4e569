import Debrief
import Exercises
import FoundationEssentials
import Vocabulary

/// Texts of missions: red's desk, white's look at what red proposes, and both as values.
struct MissionRoutes: Sendable {
  let doorkeeper: Doorkeeper
  let brakes: Brakes

  var all: [Route] {
    [
      Route("GET", "x/:code/editor", run: editor),
      Route("POST", "x/:code/editor/check", run: check),
      Route("GET", "x/:code/editor/draft.yaml", run: download),
      Route("GET", "x/:code/proposal", run: proposal),
      Route("GET", "x/:code/missions.json", run: texts),
    ]
  }

  @Sendable private func editor(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let (visitor, view) = try await seat(request, parts, .red)
    let texts = try await visitor.door.missionTexts(for: visitor.person)
    let text = texts.draft ?? texts.mission
    try brakes.checkReview(visitor)
    let review = try await visitor.door.review(text, for: visitor.person)
    return .page(
      EditorPage.draw(
        view, visitor, text: text, review: review, hasDraft: texts.draft != nil))
  }

  /// A text that is being written: as the same page, or as a value for programs.
  @Sendable private func check(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let fields = Self.fields(request)
    let visitor = try await doorkeeper.writer(
      request, code: parts["code"] ?? "", formToken: fields["csrf"])
    if let refusal = Permissions.refusal(toRead: .missions, role: visitor.person.role) {
      throw refusal
    }
    try brakes.checkReview(visitor)
    let text = fields["mission"] ?? ""
    let review = try await visitor.door.review(text, for: visitor.person)
    guard !request.wantsJSON else { return .json(review) }
    let (_, view) = try await seat(request, parts, .red)
    let texts = try await visitor.door.missionTexts(for: visitor.person)
    return .page(
      EditorPage.draw(
        view, visitor, text: text, review: review, hasDraft: texts.draft != nil))
  }

  @Sendable private func download(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let (visitor, _) = try await seat(request, parts, .red)
    guard let draft = try await visitor.door.missionTexts(for: visitor.person).draft else {
      throw Refusal(.missing, "no draft was kept")
    }
    // The file's name says nothing of the mission: names end up in histories.
    return .text(draft, type: "application/yaml; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"\(visitor.code)-draft.yaml\"")
  }

  @Sendable private func proposal(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let (visitor, view) = try await seat(request, parts, .white)
    let texts = try await visitor.door.missionTexts(for: visitor.person)
    var review: MissionReview?
    if let text = texts.proposal {
      try brakes.checkReview(visitor)
      review = try await visitor.door.review(text, for: visitor.person)
    }
    return .page(ProposalPage.draw(view, visitor, texts: texts, review: review))
  }

  @Sendable private func texts(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let visitor = try await doorkeeper.visitor(request, code: parts["code"] ?? "")
    return .json(try await visitor.door.missionTexts(for: visitor.person))
  }

  /// The person of that role; for everybody else the page is missing like any that nobody has.
  private func seat(
    _ request: WebRequest, _ parts: [String: String], _ role: Role
  ) async throws(Refusal) -> (Visitor, ControlView) {
    let visitor = try await doorkeeper.visitor(request, code: parts["code"] ?? "")
    guard visitor.person.role == role,
      case .control(let view) = await visitor.door.view(for: visitor.person)
    else { throw Refusal(.missing, "there is no such page") }
    return (visitor, view)
  }

  private static func fields(_ request: WebRequest) -> [String: String] {
    if request.isJSON {
      guard let value = try? CanonicalJSON.decode(JSONValue.self, from: Data(request.body)),
        case .object(let members) = value
      else { return [:] }
      return members.compactMapValues(\.text)
    }
    return Dictionary(
      Form.fields(String(decoding: request.body, as: UTF8.self)), uniquingKeysWith: { $1 })
  }
}
