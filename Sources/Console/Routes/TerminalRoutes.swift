import Exercises
import FoundationEssentials
import NIOHTTP1
import Vocabulary

/// Blue's terminals over HTTP: output as a stream, input as it is typed.
struct TerminalRoutes: Sendable {
  let doorkeeper: Doorkeeper

  var all: [Route] {
    [
      Route("POST", "x/:code/terminals", run: open),
      Route("GET", "x/:code/terminals/:id/output", run: output),
      Route("POST", "x/:code/terminals/:id/input", run: input),
      Route("POST", "x/:code/terminals/:id/size", run: size),
      Route("POST", "x/:code/terminals/:id/close", run: close),
    ]
  }

  @Sendable private func open(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let fields = Self.fields(request)
    let visitor = try await writer(request, parts, fields)
    let term = fields["term"] ?? "dumb"
    guard term.utf8.count <= 40, term.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw Refusal(.invalid, "term is no name of a terminal", hint: "dumb or xterm-256color")
    }
    let size = try Self.size(fields)
    let id = try await visitor.door.openTerminal(
      for: visitor.person, term: term, columns: size.columns, rows: size.rows)
    guard !request.wantsJSON else {
      return .json(JSONValue.object(["id": .string(id)]), status: .created)
    }
    return .seeOther("/x/\(visitor.code)/terminal")
  }

  @Sendable private func output(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let visitor = try await doorkeeper.visitor(request, code: parts["code"] ?? "")
    let chunks = try await visitor.door.terminalOutput(parts["id"] ?? "", for: visitor.person)
    return .stream(type: "application/octet-stream") { writer in
      for await bytes in chunks { try await writer.write(bytes) }
    }
  }

  @Sendable private func input(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    // A form's line, or bytes as they are with the token in a header.
    let isForm = request.header("content-type")?.hasPrefix(Self.formType) ?? false
    let fields = isForm ? Self.fields(request) : [:]
    let visitor = try await writer(request, parts, fields)
    let bytes = isForm ? Array(((fields["line"] ?? "") + "\n").utf8) : request.body
    guard bytes.count <= 64 << 10 else {
      throw Refusal(.invalid, "that is too much at once", hint: "64 KiB at the most")
    }
    try await visitor.door.terminalInput(parts["id"] ?? "", bytes, for: visitor.person)
    return done(request, visitor)
  }

  @Sendable private func size(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let fields = Self.fields(request)
    let visitor = try await writer(request, parts, fields)
    let size = try Self.size(fields)
    try await visitor.door.resizeTerminal(
      parts["id"] ?? "", columns: size.columns, rows: size.rows, for: visitor.person)
    return done(request, visitor)
  }

  @Sendable private func close(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let visitor = try await writer(request, parts, Self.fields(request))
    try await visitor.door.closeTerminal(parts["id"] ?? "", for: visitor.person)
    return done(request, visitor)
  }

  private func writer(
    _ request: WebRequest, _ parts: [String: String], _ fields: [String: String]
  ) async throws(Refusal) -> Visitor {
    try await doorkeeper.writer(
      request, code: parts["code"] ?? "", formToken: fields["csrf"])
  }

  private func done(_ request: WebRequest, _ visitor: Visitor) -> WebResponse {
    request.header("x-csrf") != nil || request.wantsJSON
      ? .json(JSONValue.object([:])) : .seeOther("/x/\(visitor.code)/terminal")
  }

  private static let formType = "application/x-www-form-urlencoded"

  private static func fields(_ request: WebRequest) -> [String: String] {
    if request.isJSON {
      guard let value = try? CanonicalJSON.decode(JSONValue.self, from: Data(request.body)),
        case .object(let members) = value
      else { return [:] }
      return members.compactMapValues { $0.text ?? $0.whole.map { String($0) } }
    }
    return Dictionary(
      Form.fields(String(decoding: request.body, as: UTF8.self)), uniquingKeysWith: { $1 })
  }

  private static func size(
    _ fields: [String: String]
  ) throws(Refusal) -> (columns: Int, rows: Int) {
    guard let columns = Int(fields["columns"] ?? "100"), let rows = Int(fields["rows"] ?? "30"),
      (20...500).contains(columns), (5...300).contains(rows)
    else {
      throw Refusal(
        .invalid, "columns or rows are no size of a terminal", hint: "20 to 500 by 5 to 300")
    }
    return (columns, rows)
  }
}
