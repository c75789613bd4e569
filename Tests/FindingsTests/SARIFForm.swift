import Vocabulary

/// What a SARIF 2.1.0 log of ours may hold: a strict check of its structure.
///
/// It is no schema: members, types, and what is required were read out of the OASIS standard
/// (sections 3.13, 3.14, 3.19, 3.27 to 3.35, 3.49) for the objects that the export uses; any other
/// member is a violation. `scripts/check-exports` asks the schema of OASIS itself.
enum SARIFForm {
  /// What is wrong, a sentence each; empty where nothing is.
  static func violations(_ log: JSONValue) -> [String] {
    var found = object(log, "log", needs: ["version", "runs"], may: ["$schema"])
    if log["version"] != "2.1.0" { found.append("its version is not 2.1.0") }
    for run in log["runs"]?.elements ?? [] { found += Self.run(run) }
    return found
  }

  private static func run(_ run: JSONValue) -> [String] {
    var found = object(run, "run", needs: ["tool"], may: ["results"])
    found += object(run["tool"] ?? .null, "tool", needs: ["driver"])
    let driver = run["tool"]?["driver"] ?? .null
    found += object(driver, "driver", needs: ["name"], may: ["rules"])
    let rules = driver["rules"]?.elements ?? []
    for rule in rules {
      found += object(rule, "rule", needs: ["id"], may: ["name", "shortDescription"])
      found += object(rule["shortDescription"] ?? .null, "shortDescription", needs: ["text"])
    }
    let ids = rules.compactMap { $0["id"]?.text }
    if Set(ids).count != ids.count { found.append("two rules have one id") }
    for result in run["results"]?.elements ?? [] { found += Self.result(result, ids) }
    return found
  }

  private static func result(_ result: JSONValue, _ rules: [String]) -> [String] {
    var found = object(
      result, "result", needs: ["message"],
      may: [
        "ruleId", "ruleIndex", "level", "locations", "partialFingerprints", "properties",
        "suppressions",
      ])
    found += object(result["message"] ?? .null, "message", needs: ["text"])
    if let level = result["level"], !["none", "note", "warning", "error"].contains(level) {
      found.append("a result has the level \(level)")
    }
    if let index = result["ruleIndex"] {
      let place = index.whole.flatMap { Int(exactly: $0) } ?? -1
      if !rules.indices.contains(place) || JSONValue.string(rules[place]) != result["ruleId"] {
        found.append("a result's ruleIndex is another rule than its ruleId")
      }
    }
    for location in result["locations"]?.elements ?? [] {
      found += object(location, "location", needs: [], may: ["physicalLocation"])
      let place = location["physicalLocation"] ?? .null
      found += object(place, "physicalLocation", needs: ["artifactLocation"], may: ["region"])
      let artifact = place["artifactLocation"] ?? .null
      found += object(artifact, "artifactLocation", needs: ["uri"])
      if artifact["uri"]?.text?.contains(where: \.isWhitespace) != false {
        found.append("a location's uri is none")
      }
      if let line = place["region"]?["startLine"], (line.whole ?? 0) < 1 {
        found.append("a region begins before line 1")
      }
    }
    if case .object(let prints) = result["partialFingerprints"] ?? .null {
      found += prints.filter { $0.value.text == nil }.map { "the fingerprint \($0.key) is no text" }
    }
    for suppression in result["suppressions"]?.elements ?? [] {
      found += object(
        suppression, "suppression", needs: ["kind"], may: ["status", "justification"])
      if !["inSource", "external"].contains(suppression["kind"] ?? .null) {
        found.append("a suppression is of no kind")
      }
      if let status = suppression["status"],
        !["accepted", "underReview", "rejected"].contains(status)
      {
        found.append("a suppression has the status \(status)")
      }
    }
    return found
  }

  private static func object(
    _ value: JSONValue, _ name: String, needs: Set<String>, may: Set<String> = []
  ) -> [String] {
    guard case .object(let members) = value else { return ["\(name) is no object"] }
    let given = Set(members.keys)
    return needs.subtracting(given).sorted().map { "\(name) lacks \($0)" }
      + given.subtracting(needs).subtracting(may).sorted().map { "\(name) has a member \($0)" }
      + members.filter { $0.value == .null }.map { "\(name) has \($0.key) null" }
  }
}
