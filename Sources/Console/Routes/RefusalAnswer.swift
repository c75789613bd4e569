import Exercises
import NIOHTTP1
import Vocabulary

/// A no as people and programs read it.
enum RefusalAnswer {
  static func of(_ refusal: Refusal, to request: WebRequest) -> WebResponse {
    let status = status(of: refusal.kind)
    guard !request.wantsJSON else {
      return .json(
        JSONValue.object([
          "error": .string(refusal.message), "kind": .string(refusal.kind.rawValue),
          "hint": refusal.hint.map { .string($0) } ?? .null,
        ]), status: status)
    }
    return .page(ErrorPage.draw(refusal, back: back(of: request)), status: status)
  }

  /// The status line that goes with a kind of no.
  static func status(of kind: Refusal.Kind) -> HTTPResponseStatus {
    switch kind {
    case .unknownPerson: .unauthorized
    case .forbidden: .forbidden
    case .missing: .notFound
    case .phase: .conflict
    case .invalid: .unprocessableEntity
    case .limited: .tooManyRequests
    case .failed: .internalServerError
    }
  }

  /// Where to go from a no: the front page of what was asked of, whatever it is.
  private static func back(of request: WebRequest) -> String {
    if request.path.count > 1, request.path[0] == "program" { return ProgramPage.home.path }
    guard request.path.count >= 2, request.path[0] == "x", ExerciseCode.isCode(request.path[1])
    else { return "/" }
    return "/x/\(request.path[1])/"
  }
}
