import Vocabulary

/// Asks a console for everything that one session might get, and keeps every byte of the answers.
///
/// Shape: links, forms and quoted paths are followed; known and guessed routes, other methods,
///        junk, headers and streams are tried.
/// Limits: `/do` is asked only for what must be refused, so that the exercise goes on.
struct Crawler {
  let code: String
  let http: PlainHTTP
  /// The token of the session's own pages, for writes that are refused for a better reason.
  var csrf = ""
  /// How many times longer than a console on an idle machine needs an answer may take.
  var patience: Int64 = 1
  private(set) var answers: [Answer] = []
  private var seen: Set<String> = []
  private var waiting: [String] = []

  /// A request and all that came back, head and body.
  struct Answer: Sendable {
    var request: String
    var status: Int
    var text: String
  }

  init(port: Int, code: String, cookie: String) {
    self.code = code
    http = PlainHTTP(port: port, headers: [("cookie", cookie)])
  }

  /// Everything; at most `limit` addresses.
  mutating func crawl(limit: Int = 600) async throws {
    for path in paths { wait(for: path) }
    while !waiting.isEmpty, seen.count <= limit {
      let path = waiting.removeFirst()
      await ask("GET", path)
      try await other(path)
    }
    try await streams()
    await refusedWrites()
  }

  /// Where secrets were found: request and words.
  func leaks(_ secrets: Secrets) -> [String] {
    answers.compactMap { answer in
      let words = secrets.found(in: answer.text)
      return words.isEmpty ? nil : "\(answer.request) (\(answer.status)): \(words.sorted())"
    }
  }

  /// All words that were found anywhere.
  func words(of secrets: Secrets) -> Set<String> {
    answers.reduce(into: []) { $0.formUnion(secrets.found(in: $1.text)) }
  }

  /// The routes that a console has, and those that somebody curious would try.
  private var paths: [String] {
    let own = [
      "", "actions", "terminal", "mission", "preflight", "grading", "people", "seal", "debrief",
      "debrief?as=html", "debrief?as=markdown", "debrief?as=json", "view.json", "fragment/alerts",
      "fragment/steps", "fragment/control", "fragment/all", "export", "export.csv", "export.json",
      "plan.json", "mission.yaml", "timeline.jsonl", "exercise.jsonl", "blue.jsonl", "people.json",
      "score.json", "debrief.html", "SEAL", "history.cyh", "recordings/1.cast", "red", "white",
      "editor", "editor/check", "editor/draft.yaml", "proposal", "missions.json", "watch",
      "watch/1", "watch/t1", "draft.yaml", "proposal.yaml", "former/P1/mission.yaml",
      "control", "metrics", "status", "terminals", "terminals/1/output", "terminals/0/output",
      "..%2f..%2fmission.yaml", "%2e%2e/plan.json", "../\(code)/plan.json", "%00", "a%0d%0ab: c",
      String(repeating: "a", count: 5_000), "<script>", "?role=red", "?as=white",
      "view.json?role=red",
    ].map { "/x/\(code)/\($0)" }
    let all = [
      "/", "/x/\(code)", "/x", "/x/", "/x/nobody-here-1/", "/x/../x/\(code)/", "/join/\(code)/junk",
      "/in/\(code)/junk/alertmanager", "/in/\(code)/v2/enqueue", "/assets/", "/assets/style.css",
      "/assets/console.js", "/assets/replay.js", "/assets/debrief.css", "/assets/../Package.swift",
      "/assets/..%2f..%2fetc%2fpasswd", "/runs/", "/runs/live/\(code)/plan.json", "/metrics",
      "/health", "/healthz", "/status", "/debug", "/api", "/api/exercises", "/exercises",
      "/program", "/program/board", "/program/coverage", "/program/trends", "/program/findings",
      "/program/findings/F-1", "/program/calendar.ics", "/program/metrics", "/program/join/junk",
      "/calendar/junk.ics", "/assets/program.css",
      "/favicon.ico", "/robots.txt", "/.git/config", "/sitemap.xml", "//", "*", "junk",
    ]
    return all + own
  }

  private mutating func wait(for path: String) {
    guard seen.insert(path).inserted else { return }
    waiting.append(path)
  }

  private mutating func ask(
    _ method: String, _ path: String, headers: [(name: String, value: String)] = [],
    body: String = "", within limit: Nanoseconds = .seconds(5)
  ) async {
    let request = "\(method) \(path.prefix(120)) \(headers.map { "\($0.name): \($0.value)" })"
    do {
      let answer = try await http.send(
        method, path, headers: headers, body: body,
        within: Nanoseconds(rawValue: limit.rawValue * patience))
      let head = answer.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
      answers.append(
        Answer(request: request, status: answer.status, text: head + "\n\n" + answer.text))
      if method == "GET" { follow(answer) }
    } catch {
      answers.append(Answer(request: request, status: 0, text: "\(error)"))
    }
  }

  /// The same address by other methods and with other wishes.
  private mutating func other(_ path: String) async throws {
    guard path.count < 200 else { return }
    for accept in ["application/json", "text/event-stream"] where !path.contains("events") {
      await ask("GET", path, headers: [("accept", accept)], within: .milliseconds(1500))
    }
    for method in ["HEAD", "OPTIONS", "PUT", "DELETE", "POST", "JUNK"] {
      await ask(method, path, body: method == "POST" ? "{" : "")
    }
  }

  /// What the role's stream says, from any place that one can ask for.
  private mutating func streams() async throws {
    let path = "/x/\(code)/events"
    for query in ["", "?after=0", "?after=-1", "?after=999999999", "?after=junk", "?role=red"] {
      await ask(
        "GET", path + query, headers: [("accept", "text/event-stream")], within: .milliseconds(400))
    }
    for last in ["0", "-5", "junk"] {
      await ask("GET", path, headers: [("last-event-id", last)], within: .milliseconds(400))
    }
  }

  /// Commands of other roles, and own ones without what they need.
  private mutating func refusedWrites() async {
    let commands = [
      "preflight", "start", "pause", "resume", "abort", "finish", "seal", "reveal", "confirm",
      "hint", "cue", "grade", "integrity", "real-incident", "invite", "release", "hold", "unhold",
      "skip", "trigger", "ask", "junk", "", "hypothesis", "decide", "acknowledge", "withdraw",
      "draft", "propose", "approve", "refuse",
    ]
    for accept in ["application/json", "text/html"] {
      await ask(
        "POST", "/x/\(code)/editor/check",
        headers: [
          ("content-type", "application/x-www-form-urlencoded"), ("x-csrf", csrf),
          ("accept", accept),
        ], body: "mission=mission%3A%20junk")
    }
    for command in commands {
      for token in [csrf, "junk"] {
        await ask(
          "POST", "/x/\(code)/do",
          headers: [("content-type", "application/json"), ("x-csrf", token)],
          body: #"{"do": "\#(command)", "step": "junk", "item": "junk", "csrf": "\#(token)"}"#)
      }
    }
  }

  /// Links, forms' actions, and whatever in a page or a script is quoted and looks like a path.
  private mutating func follow(_ answer: PlainAnswer) {
    if let place = answer.header("location") { consider(place) }
    let kind = answer.header("content-type") ?? ""
    guard kind.contains("html") || kind.contains("script") || kind.contains("css") else { return }
    let quotes: Set<Character> = ["\"", "'", "`", "("]
    for part in answer.text.split(whereSeparator: { quotes.contains($0) || $0 == ")" }) {
      if part.hasPrefix("/"), !part.contains(where: { $0.isWhitespace || "<>${}".contains($0) }) {
        consider(String(part))
      }
    }
    if csrf.isEmpty, let place = answer.text.firstRange(of: "name=\"csrf\" value=\"") {
      csrf = String(answer.text[place.upperBound...].prefix { $0 != "\"" })
    }
  }

  private mutating func consider(_ link: String) {
    let path = link.replacing("&amp;", with: "&").prefix { $0 != "#" }
    guard path.hasPrefix("/"), !path.hasPrefix("//"), path.count < 300 else { return }
    wait(for: String(path))
  }
}
