internal import Readiness

/// JUnit XML of re-tests: one case a finding, which fails where its gap showed itself.
///
/// Shape: skipped where no trial counts, so that a pipeline never goes green on nothing. With
///        `runs`, only those trials count: what this pipeline ran. k, n, seeds and the rest are
///        properties of the suite, `F-12.k`: Jenkins' schema knows no properties of a case.
/// Source: the elements and attributes of junit-10.xsd of Jenkins' xunit plug-in.
package struct RetestReport: Sendable, Equatable {
  /// The findings that are re-tested.
  package var findings: [Finding]
  /// The suite's name.
  package var name: String
  /// RFC 3339 in UTC.
  package var at: String
  /// The runs of this re-test; nil takes those since the last claim, or all where there is none.
  package var runs: Set<String>?
  /// How long each finding's trials took, in seconds.
  package var seconds: [FindingID: Double]

  /// A re-test that was just run.
  package init(
    _ findings: [Finding], name: String, at: String, runs: Set<String>? = nil,
    seconds: [FindingID: Double] = [:]
  ) {
    self.findings = findings
    self.name = name
    self.at = at
    self.runs = runs
    self.seconds = seconds
  }

  /// Of a whole backlog: all findings with a re-test.
  package init(_ export: BacklogExport) {
    self.init(
      export.findings.filter { $0.retest != nil }, name: "re-tests", at: export.at)
  }

  /// Whether a finding's gap showed itself in this re-test; nil where no trial counts.
  package func isShown(_ finding: Finding) -> Bool? {
    let likelihood = Finding.count(trials(of: finding))
    return likelihood.trials == 0 ? nil : likelihood.count > 0
  }

  /// The document.
  package var xml: String {
    let results = findings.map(isShown)
    let failures = results.count { $0 == true }
    let skipped = results.count { $0 == nil }
    let total = findings.reduce(0) { $0 + (seconds[$1.id] ?? 0) }
    let counts =
      "tests=\"\(findings.count)\" failures=\"\(failures)\" errors=\"0\" "
      + "time=\"\(Decimals.fixed(total, 1))\""
    let facts = findings.map { properties($0, trials(of: $0)) }.joined()
    let cases = findings.map(element).joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(counts)>
      <testsuite name="\(XMLText.escape(name))" \(counts) skipped="\(skipped)" \
      timestamp="\(XMLText.escape(at))">
      <properties>
      \(facts)</properties>
      \(cases)</testsuite>
      </testsuites>

      """
  }

  private func trials(of finding: Finding) -> [Finding.Trial] {
    if let runs { return finding.trials.filter { $0.counts && runs.contains($0.fact.run) } }
    return finding.claims.isEmpty ? finding.trials.filter(\.counts) : finding.sinceClaim
  }

  private func element(_ finding: Finding) -> String {
    let likelihood = Finding.count(trials(of: finding))
    let title = XMLText.escape("\(finding.id) \(PlainText.line(finding.title))")
    let family = XMLText.escape(finding.opening.family)
    let time = Decimals.fixed(seconds[finding.id] ?? 0, 1)
    return """
      <testcase classname="\(family)" name="\(title)" time="\(time)">
      \(outcome(finding, likelihood))</testcase>

      """
  }

  private func properties(_ finding: Finding, _ trials: [Finding.Trial]) -> String {
    let likelihood = Finding.count(trials)
    let values: [(String, String)] = [
      ("k", "\(likelihood.count)"), ("n", "\(likelihood.trials)"),
      ("seeds", trials.map { "\($0.fact.seed)" }.joined(separator: " ")),
      ("runs", trials.map(\.fact.run).joined(separator: " ")),
      ("status", finding.status.rawValue), ("demonstration", finding.demonstration.text),
      ("priority", finding.priority.text), ("owner", finding.owner?.email ?? ""),
      ("due", finding.due ?? ""), ("retest", finding.retest?.text ?? ""),
    ]
    return values.map { name, value in
      "<property name=\"\(finding.id.rawValue).\(name)\" value=\"\(XMLText.escape(value))\"/>\n"
    }.joined()
  }

  private func outcome(_ finding: Finding, _ likelihood: Likelihood) -> String {
    if likelihood.trials == 0 { return "<skipped message=\"not exercised\"/>\n" }
    if likelihood.count == 0 { return "" }
    let words = "\(finding.opening.gap) in \(likelihood.count) of \(likelihood.trials) trials"
    let seen = XMLText.escape(finding.opening.seen.text)
    return "<failure message=\"\(XMLText.escape(words))\" type=\"gap\">\(seen)</failure>\n"
  }
}
