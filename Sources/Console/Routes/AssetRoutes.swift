import Debrief
import Exercises

/// The files that pages load; constants of the program, so nothing else can be asked for.
struct AssetRoutes: Sendable {
  var all: [Route] {
    [
      file("style.css", type: "text/css; charset=utf-8", ConsoleStyle.css),
      file("console.js", type: "text/javascript; charset=utf-8", ConsoleScript.source),
      file("program.css", type: "text/css; charset=utf-8", ProgramPagesStyle.css),
      file("debrief.css", type: "text/css; charset=utf-8", DebriefStyle.css),
      file("replay.js", type: "text/javascript; charset=utf-8", ReplayScript.text),
    ]
  }

  private func file(_ name: String, type: String, _ text: String) -> Route {
    Route("GET", "assets/\(name)") {
      (_: WebRequest, _: [String: String]) async throws(Refusal) -> WebResponse in
      .text(text, type: type)
    }
  }
}
