import Debrief
import Exercises
import Vocabulary

/// The pages of an exercise, each from the view of the person that asks.
struct PageRoutes: Sendable {
  let doorkeeper: Doorkeeper

  var all: [Route] {
    [
      Route("GET", "x/:code", run: entrance),
      Route("GET", "x/:code/debrief", run: debrief),
      Route("GET", "x/:code/", run: page),
      Route("GET", "x/:code/:page", run: page),
    ]
  }

  /// Puts the slash at the end that links on pages build on.
  @Sendable private func entrance(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let visitor = try await doorkeeper.visitor(request, code: parts["code"] ?? "")
    return .seeOther("/x/\(visitor.code)/")
  }

  @Sendable private func page(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let visitor = try await doorkeeper.visitor(request, code: parts["code"] ?? "")
    let view = await visitor.door.view(for: visitor.person)
    // A page of another role is missing like any page that nobody has.
    guard let name = PageName(rawValue: parts["page"] ?? ""),
      let markup = RolePages.draw(name, view, visitor)
    else { throw Refusal(.missing, "there is no such page") }
    return .page(markup)
  }

  @Sendable private func debrief(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let visitor = try await doorkeeper.visitor(request, code: parts["code"] ?? "")
    guard let form = DebriefForm(rawValue: request.query["as"] ?? "html") else {
      throw Refusal(.missing, "there is no such page")
    }
    let text = try await visitor.door.debrief(for: visitor.person, as: form)
    switch form {
    case .html: return .text(DebriefPage.linked(text), type: "text/html; charset=utf-8")
    case .markdown:
      return .text(text, type: "text/markdown; charset=utf-8")
        .with("Content-Disposition", "attachment; filename=\"\(visitor.code).md\"")
    case .json: return .text(text, type: "application/json")
    }
  }
}
