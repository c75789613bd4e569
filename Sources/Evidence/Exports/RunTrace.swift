package import Vocabulary

/// One trace of a run for OTLP over HTTP, `POST /v1/traces`: so that a team's own traces can be
/// laid over it.
///
/// Shape:  a root span from start to end, below it observe, orient, decide and act as far as they
///         were reached; what red did are events of the root. Identifiers are drawn from the run's
///         name, so that a second export is the same trace.
/// Units:  nanoseconds since 1970, as text, as the format has them.
/// Errors: before the reveal; a folder that nobody wrote the wall time of the start into.
/// Source: opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding".
package enum RunTrace {
  /// The body of the request.
  package static func body(of run: Assessment) throws(EvidenceError) -> JSONValue {
    let record = run.record
    guard record.isRevealed else {
      throw EvidenceError(
        "\(record.folder.path) is not revealed, and a trace tells what was played",
        hint: "export it after the reveal; --format cloudevents knows roles")
    }
    guard let start = record.wallTime(of: .zero), let end = record.wallTime(of: record.end) else {
      throw EvidenceError(
        "nobody wrote down when \(record.folder.path) began by the wall clock",
        hint: "runs of this version have it; older ones can be exported as CloudEvents")
    }
    let name = record.neutralName
    let trace = String(Digest.sha256(name).prefix(32))
    func span(_ word: String) -> String { String(Digest.sha256(name + "#" + word).prefix(16)) }
    var spans = [
      Self.span(
        trace, id: span("run"), parent: nil, name: record.plan.mission, start, end,
        attributes: attributes(of: run),
        events: record.timeline.compactMap { Self.event($0, of: record) })
    ]
    for (word, from, to) in phases(of: run) {
      spans.append(
        Self.span(
          trace, id: span(word), parent: span("run"), name: word, from, to, attributes: [],
          events: []))
    }
    return [
      "resourceSpans": [
        [
          "resource": [
            "attributes": .array([
              attribute("service.name", record.constants.service.name),
              attribute("cygnet.mission", record.plan.mission),
            ])
          ],
          "scopeSpans": [["scope": ["name": "cygnet"], "spans": .array(spans)]],
        ]
      ]
    ]
  }

  /// The phases that were reached, by the wall clock; a decision before the diagnosis has none.
  private static func phases(of run: Assessment) -> [(String, Nanoseconds, Nanoseconds)] {
    let times = run.score.times
    let parts = [
      ("observe", times.t0Ns, times.t1Ns), ("orient", times.t1Ns, times.t2Ns),
      ("decide", times.t2Ns, times.t3Ns), ("act", times.t3Ns, times.t4Ns),
    ]
    return parts.compactMap { word, from, to in
      guard let from, let to, from <= to, let first = run.clock.offset(of: from),
        let last = run.clock.offset(of: to), let start = run.record.wallTime(of: first),
        let end = run.record.wallTime(of: last)
      else { return nil }
      return (word, start, end)
    }
  }

  private static func span(
    _ trace: String, id: String, parent: String?, name: String, _ start: Nanoseconds,
    _ end: Nanoseconds, attributes: [JSONValue], events: [JSONValue]
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "traceId": .string(trace), "spanId": .string(id), "name": .string(name),
      // SPAN_KIND_INTERNAL.
      "kind": 1, "startTimeUnixNano": .string("\(start.rawValue)"),
      "endTimeUnixNano": .string("\(end.rawValue)"),
    ]
    if let parent { members["parentSpanId"] = .string(parent) }
    if !attributes.isEmpty { members["attributes"] = .array(attributes) }
    if !events.isEmpty { members["events"] = .array(events) }
    return .object(members)
  }

  private static func event(_ event: TimelineEvent, of record: RunRecord) -> JSONValue? {
    guard event.lane == .red || event.kind == .alertFired,
      let moment = record.wallTime(of: event.timeNs)
    else { return nil }
    let about = [
      ("step", event.step?.rawValue), ("host", event.host?.rawValue),
      ("kind", event.fields["kind"]?.text), ("alert", event.fields["alert"]?.text),
    ].compactMap { key, value in value.map { attribute("cygnet." + key, $0) } }
    return [
      "timeUnixNano": .string("\(moment.rawValue)"), "name": .string(event.kind.rawValue),
      "attributes": .array(about),
    ]
  }

  private static func attributes(of run: Assessment) -> [JSONValue] {
    var known = [
      attribute("cygnet.run", run.record.neutralName),
      attribute("cygnet.responder", run.record.responder),
    ]
    if let readiness = run.score.readiness {
      known.append(["key": "cygnet.readiness", "value": ["intValue": .string("\(readiness)")]])
    }
    return known
  }

  private static func attribute(_ key: String, _ value: String) -> JSONValue {
    ["key": .string(key), "value": ["stringValue": .string(value)]]
  }
}
