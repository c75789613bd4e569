internal import Readiness
internal import Vocabulary

/// SARIF 2.1.0: each pending finding a result of the rule of its gap type.
///
/// Shape:  the fingerprint is the finding's name, so that it stays one alert across runs; an
///         accepted risk is a suppressed result.
/// Limits: a result needs a file of the repository; it points at the journal of findings.
enum SARIFLog {
  static func text(of export: BacklogExport) throws -> String {
    let shown = export.findings.filter { $0.status(on: export.today) != .verified }
    let types = Gap.types.filter { type in shown.contains { $0.opening.gapType == type } }
    let run: JSONValue = [
      "tool": [
        "driver": [
          "name": "cygnet", "rules": .array(types.map(rule)),
        ]
      ],
      "results": .array(shown.map { result($0, types, export) }),
    ]
    return try CanonicalJSON.document(
      Document(
        schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run]))
  }

  /// The one name that begins with a dollar sign.
  private struct Document: Encodable {
    var schema: String
    var version: String
    var runs: [JSONValue]

    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version, runs
    }
  }

  private static func rule(_ type: String) -> JSONValue {
    [
      "id": .string(id(type)), "name": .string(type),
      "shortDescription": ["text": .string("A gap of type “\(type)” that an exercise showed")],
    ]
  }

  private static func id(_ type: String) -> String { "GAP-" + FindingText.slug(type) }

  private static func result(
    _ finding: Finding, _ types: [String], _ export: BacklogExport
  ) -> JSONValue {
    let status = FindingText.status(finding, on: export.today)
    let title = PlainText.line(finding.title)
    var result: [String: JSONValue] = [
      "ruleId": .string(id(finding.opening.gapType)),
      "level": .string(level(finding)),
      "message": ["text": .string("\(finding.id) \(title): \(finding.priority.text), \(status)")],
      "locations": [
        [
          "physicalLocation": [
            "artifactLocation": ["uri": "findings.jsonl"], "region": ["startLine": 1],
          ]
        ]
      ],
      "partialFingerprints": ["finding/v1": .string(finding.id.rawValue)],
      "properties": [
        "blast": .integer(Int64(finding.blast.level)),
        "likelihood": .string(finding.likelihood.text),
        "priority": .string(Decimals.fixed(finding.priority.value, 2)),
        "owner": .string(finding.owner?.email ?? ""), "due": .string(finding.due ?? ""),
        "run": .string(PlainText.line(finding.opening.run)),
      ],
    ]
    if let index = types.firstIndex(of: finding.opening.gapType) {
      result["ruleIndex"] = .integer(Int64(index))
    }
    if finding.status(on: export.today) == .riskAccepted, let risk = finding.risk {
      let words = "\(risk.person.name) until \(risk.until): \(risk.reason)"
      result["suppressions"] = [
        [
          "kind": "external", "status": "accepted",
          "justification": .string(PlainText.line(words)),
        ]
      ]
    }
    return .object(result)
  }

  private static func level(_ finding: Finding) -> String {
    switch FindingText.urgency(finding) {
    case 0, 1: "error"
    case 2: "warning"
    default: "note"
    }
  }
}
