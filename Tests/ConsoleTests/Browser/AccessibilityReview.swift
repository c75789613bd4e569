import Foundation
import Vocabulary

/// Something on a page that keeps a person from using it.
struct Barrier: Sendable, Hashable, CustomStringConvertible {
  var rule: String
  var place: String
  var detail: String

  var description: String { "\(rule): \(detail) at \(place)" }
}

/// Looks at the page of a browser as people do who hear it, type it, enlarge it or see few colours.
///
/// Source: WCAG 2.2, levels A and AA; the scripts lie in `Tests/Fixtures/browser`.
struct AccessibilityReview {
  let browser: Browser

  /// Everything: the page's own rules in light and dark, 200 % zoom, and a walk by keyboard.
  func barriers() async throws -> [Barrier] {
    // A page that renews itself would move under the walk; without a connection it stands still.
    try await connect(false)
    var found: [Barrier] = []
    for scheme in ["light", "dark"] {
      try await prefer(scheme)
      let rules: JSONValue = scheme == "light" ? .null : ["contrast"]
      found += try await barriers(by: "accessibility", [rules]).map {
        Barrier(rule: $0.rule, place: $0.place, detail: "\($0.detail), in \(scheme)")
      }
    }
    try await prefer("light")
    found += try await barriersOfZoom()
    found += try await barriersOfKeyboard()
    try await connect(true)
    return found
  }

  private func connect(_ isOnline: Bool) async throws {
    try await browser.develop("Network.enable")
    try await browser.develop(
      "Network.emulateNetworkConditions",
      [
        "offline": .bool(!isOnline), "latency": 0, "downloadThroughput": -1,
        "uploadThroughput": -1,
      ])
  }

  /// The same page on half the width, which is what 200 % zoom of a window is.
  func barriersOfZoom() async throws -> [Barrier] {
    try await browser.develop(
      "Emulation.setDeviceMetricsOverride",
      ["width": 640, "height": 450, "deviceScaleFactor": 2, "mobile": false])
    let found = try await barriers(by: "loss")
    try await browser.develop("Emulation.clearDeviceMetricsOverride")
    return found
  }

  /// Tab from the first control to the last: each is reached, none keeps the focus, all show it.
  func barriersOfKeyboard() async throws -> [Barrier] {
    let count = Int(try await browser.run(Self.script("focus-before")).whole ?? 0)
    let scriptNow = try Self.script("focus-now")
    var reached: Set<Int> = []
    var found: Set<Barrier> = []
    var last = -2
    var standstill = 0
    for _ in 0..<(2 * count + 10) {
      let wasThrough = reached.count == count
      try await browser.press([.tab])
      let now = try await browser.run(scriptNow)
      let at = Int(now["at"]?.whole ?? -1)
      // The last one must be left, too.
      if wasThrough, at != last || now["page"] == true { break }
      let place = now["where"]?.text ?? ""
      if at >= 0 {
        reached.insert(at)
        if now["seen"] == false {
          found.insert(Barrier(rule: "focus", place: place, detail: "the focus cannot be seen"))
        }
      }
      standstill = at == last && now["page"] != true ? standstill + 1 : 0
      last = at
      if standstill == 3 {
        found.insert(Barrier(rule: "trap", place: place, detail: "Tab does not leave it"))
        break
      }
    }
    for missed in Set(0..<count).subtracting(reached).sorted() {
      let place = try await browser.run(
        "const e = window.cygnetControls[arguments[0]];"
          + "return `${e.localName}#${e.id} “${e.textContent.trim().slice(0, 30)}”`",
        [.integer(Int64(missed))])
      found.insert(
        Barrier(rule: "keyboard", place: place.text ?? "", detail: "Tab does not reach it"))
    }
    return found.sorted { $0.description < $1.description }
  }

  private func prefer(_ scheme: String) async throws {
    try await browser.develop(
      "Emulation.setEmulatedMedia",
      ["features": [["name": "prefers-color-scheme", "value": .string(scheme)]]])
  }

  private func barriers(by script: String, _ arguments: [JSONValue] = []) async throws -> [Barrier]
  {
    let found = try await browser.run(Self.script(script), arguments)
    return (found.elements ?? []).map {
      Barrier(
        rule: $0["rule"]?.text ?? "", place: $0["where"]?.text ?? "", detail: $0["what"]?.text ?? ""
      )
    }
  }

  /// The repository's folder.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static func script(_ name: String) throws -> String {
    try String(
      contentsOfFile: repository + "/Tests/Fixtures/browser/\(name).js", encoding: .utf8)
  }
}
