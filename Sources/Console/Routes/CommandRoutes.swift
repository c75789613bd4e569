import Exercises
import FoundationEssentials
import NIOHTTP1
import Vocabulary

/// The one route of all commands, from forms and from programs.
struct CommandRoutes: Sendable {
  let doorkeeper: Doorkeeper
  let brakes: Brakes

  var all: [Route] { [Route("POST", "x/:code/do", run: perform)] }

  @Sendable private func perform(
    _ request: WebRequest, _ parts: [String: String]
  ) async throws(Refusal) -> WebResponse {
    let code = parts["code"] ?? ""
    var fields = request.isJSON ? try Self.json(request.body) : Self.form(request.body)
    let token = fields.removeValue(forKey: "csrf")?.text
    let back = fields.removeValue(forKey: "back")?.text
    let visitor = try await doorkeeper.writer(request, code: code, formToken: token)
    let command = try ExerciseCommand(fields: fields)
    try brakes.checkCommand(command, by: visitor.person, code: visitor.code)
    let result = try await Self.perform(command, visitor)
    if case .invite(let name, _) = command, !request.wantsJSON {
      // The link is shown once and kept nowhere, so it cannot be looked up after a redirect.
      let link = "http://\(request.header("host") ?? "")\(result["path"]?.text ?? "")"
      return .page(InvitationPage.draw(visitor, name: name, link: link))
    }
    return request.wantsJSON ? .json(result) : .seeOther(Self.page(back, code: code))
  }

  /// Has a command carried out to its end: whoever hangs up meanwhile has said it all the same.
  private static func perform(
    _ command: ExerciseCommand, _ visitor: Visitor
  ) async throws(Refusal) -> JSONValue {
    let doing = Task { () -> Result<JSONValue, Refusal> in
      do throws(Refusal) {
        return .success(try await visitor.door.perform(command, by: visitor.person))
      } catch {
        return .failure(error)
      }
    }
    return try await doing.value.get()
  }

  /// The fields of a form; hosts that were ticked one by one become one list with commas.
  private static func form(_ body: [UInt8]) -> [String: JSONValue] {
    let pairs = Form.fields(String(decoding: body, as: UTF8.self))
    // Joined once: each repeat added to a text would cost a nobody's megabyte minutes of ours.
    var lists: [String: [String]] = [:]
    for (name, value) in pairs { lists[name, default: []].append(value) }
    return lists.mapValues { .string($0.joined(separator: ",")) }
  }

  private static func json(_ body: [UInt8]) throws(Refusal) -> [String: JSONValue] {
    guard let value = try? CanonicalJSON.decode(JSONValue.self, from: Data(body)),
      case .object(let fields) = value
    else {
      throw Refusal(
        .invalid, "the body is no JSON object", hint: "{\"do\": \"start\"}, for example")
    }
    return fields
  }

  /// The page that a form came from, where it is one of this exercise.
  private static func page(_ back: String?, code: String) -> String {
    let name = back ?? ""
    return PageName.allCases.contains { $0.rawValue == name } ? "/x/\(code)/\(name)" : "/x/\(code)/"
  }
}
