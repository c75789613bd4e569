import Debrief
import Exercises
import Vocabulary

/// Blue's terminals for those who may look on; their output has a route of its own.
struct WatchRoutes: Sendable {
  let doorkeeper: Doorkeeper

  var all: [Route] {
    [
      Route("GET", "x/:code/watch", run: page),
      Route("GET", "x/:code/watch/:id", run: page),
    ]
  }

  @Sendable private func page(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let visitor = try await doorkeeper.visitor(request, code: parts["code"] ?? "")
    if let refusal = Permissions.refusal(toRead: .terminals, role: visitor.person.role) {
      throw refusal
    }
    guard case .control(let view) = await visitor.door.view(for: visitor.person) else {
      throw Refusal(.missing, "there is no such page")
    }
    return .page(WatchPage.draw(view, visitor, chosen: parts["id"]))
  }
}
