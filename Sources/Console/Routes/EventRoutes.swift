import Exercises
import Vocabulary

/// What a person may see, as values: once, and as it happens.
struct EventRoutes: Sendable {
  let doorkeeper: Doorkeeper
  private let frames = EventFrames()
  /// How often a stream says that it is alive.
  private let beat = Duration.seconds(10)

  init(doorkeeper: Doorkeeper) { self.doorkeeper = doorkeeper }

  var all: [Route] {
    [
      Route("GET", "x/:code/view.json", run: view),
      Route("GET", "x/:code/events", run: events),
    ]
  }

  @Sendable private func view(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let visitor = try await doorkeeper.visitor(request, code: parts["code"] ?? "")
    switch await visitor.door.view(for: visitor.person) {
    case .blue(let view): return .json(view)
    case .control(let view): return .json(view)
    case .observer(let view): return .json(view)
    }
  }

  @Sendable private func events(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let visitor = try await doorkeeper.visitor(request, code: parts["code"] ?? "")
    let last = Int(request.header("last-event-id") ?? request.query["after"] ?? "") ?? 0
    let stream = await visitor.door.stream(for: visitor.person, after: max(last, 0))
    let (frames, beat, role) = (frames, beat, visitor.person.role)
    return .stream(type: "text/event-stream; charset=utf-8") { writer in
      try await writer.write(Array("retry: 2000\n\n".utf8))
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for await event in stream {
            try await writer.write(frames.frame(event, code: visitor.code, role: role))
          }
        }
        group.addTask {
          while true {
            try await Task.sleep(for: beat)
            try await writer.write(Array(": alive\n\n".utf8))
          }
        }
        defer { group.cancelAll() }
        try await group.next()
      }
    }
  }
}
