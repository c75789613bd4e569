import Foundation
import LinuxHost
import Vocabulary

/// The acts of the play, in order.
extension ExerciseInBrowsers {
  /// Pre-flight: everything is go, people look at their pages, a crawler at what blue can get.
  mutating func prepare(
    _ white: Person, _ red: Person, _ blue: Person, _ observer: Person, _ secrets: Secrets
  ) async throws {
    // Red keeps a draft: one more text that must not reach blue.
    try await red.open("editor")
    let text = try await red.http().send("GET", "/x/\(red.code)/missions.json").text
    let mission = try CanonicalJSON.decode(JSONValue.self, from: text)["mission"]?.text ?? ""
    try await red.browser.send("draft", [("mission", mission + "# quillmarrow next time\n")])
    try await white.open("preflight")
    try await white.browser.send("preflight")
    try await look([
      (red, [("red-mission", "mission"), ("red-editor", "editor")]),
      (white, [("white-people", "people")]),
      (observer, [("observer-before", "")]), (blue, [("blue-before", "")]),
    ])
    try await crawl(blue, secrets)
    let open = try await white.wait(for: "filled go / no-go list", within: .seconds(60)) { view in
      let items = view["preflight"]?.elements ?? []
      let isFilled =
        !items.isEmpty
        && items.allSatisfy { $0["by_person"] == true || ($0["is_go"]?.flag ?? false) }
      return isFilled ? items.filter { $0["is_go"] != true } : nil
    }
    for item in open {
      try await white.open("preflight")
      try await white.browser.send(
        "confirm", [("item", item["id"]?.text ?? ""), ("reason", "looked at it")])
      _ = try await white.wait(for: "go on \(item)", within: .seconds(10)) { view in
        view["preflight"]?.elements?.first { $0["id"] == item["id"] && $0["is_go"] == true }
      }
    }
    try await look(white, "white-preflight", "preflight")
    try await white.open("preflight")
    try await white.browser.send("start")
  }

  /// The cut takes effect, and blue is paged; returns the host that the page named.
  mutating func fight(
    _ white: Person, _ red: Person, _ blue: Person, _ secrets: Secrets
  ) async throws -> String {
    cut = try await red.wait(for: "effective cut", within: .seconds(40)) { view in
      view["steps"]?.elements?.first { $0["state"] == "effective" }
    }
    var reds = Crawler(port: red.console.port, code: red.code, cookie: try await red.cookie())
    try await reds.crawl(limit: 200)
    wordsOfRed = reds.words(of: secrets)
    let alert = try await blue.wait(for: "alert", within: .seconds(40)) { view in
      view["alerts"]?.elements?.first { $0["name"] == "RedundancyLost" && $0["host"]?.text != nil }
    }
    try await blue.open()
    alertPage = try await blue.browser.wait(for: "alert on the page", within: .seconds(10)) {
      let text = try await blue.browser.visibleText()
      return text.contains("RedundancyLost") ? text : nil
    }
    return alert["host"]?.text ?? ""
  }

  /// Blue says what it believes and does, and does it: the member that all can hear leads.
  mutating func respond(
    _ white: Person, _ red: Person, _ blue: Person, _ alerted: String
  ) async throws {
    let alert = try await blue.wait(for: "alert", within: .seconds(5)) {
      $0["alerts"]?.elements?.first
    }
    try await blue.browser.send("acknowledge", [("alert", alert["id"]?.text ?? "")])
    try await blue.open()
    try await blue.browser.send(
      "hypothesis",
      [
        ("mechanism", "net.cut"), ("location", alerted), ("confidence", "80%"),
        ("evidence", "it answers us and knows no leader"), ("text", "a link to the leader is gone"),
      ])
    _ = try await blue.wait(for: "hypothesis", within: .seconds(10)) {
      $0["hypotheses"]?.elements?.first
    }
    try await blue.open()
    try await blue.browser.send(
      "decide", [("response", "move-leader"), ("text", "to the member that both can hear")])
    _ = try await blue.wait(for: "decision", within: .seconds(10)) {
      $0["decisions"]?.elements?.first
    }
    try await moveLeader(blue, alerted)
    try await look([
      (blue, [("blue-ops-room", ""), ("blue-actions", "actions"), ("blue-terminal", "terminal")]),
      (red, [("red-console", "")]),
      (white, [("white-control-room", ""), ("white-terminal", "watch/t1")]),
    ])
  }

  /// Types in the page's terminal, as a person on call does.
  private func moveLeader(_ blue: Person, _ alerted: String) async throws {
    try await blue.open("terminal")
    try await blue.browser.element("form[action$='/terminals'] button").click()
    let line = try await blue.browser.element("[data-input] [name=line]", within: .seconds(10))
    let status = "etcdctl endpoint status -w fields | grep -E 'MemberID|Leader'"
    try await line.type("\(status)\u{E007}")
    // The third member: neither the one that the page named nor the one that leads.
    // Identifiers are compared as text: half of them are greater than a shell's numbers.
    let command =
      "lead=$(printf %x $(etcdctl endpoint status -w fields | grep '\"Leader\"' | head -1"
      + " | tr -dc 0-9)); for m in $(etcdctl member list | tr -d ' ' | grep -v ',\(alerted),'"
      + " | cut -d, -f1); do [ $m = $lead ] || etcdctl move-leader $m; done"
    try await line.type("\(command)\u{E007}")
    _ = try await blue.browser.wait(for: "transferred leadership", within: .seconds(20)) {
      let text = try await blue.browser.visibleText()
      return text.contains("Leadership transferred") ? true : nil
    }
  }
}
