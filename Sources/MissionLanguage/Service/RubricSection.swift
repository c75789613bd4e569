import Vocabulary

/// `rubric:` of a service: what it leaves out is the built-in rubric's.
enum RubricSection {
  static let keys = [
    "version", "shares", "time-steps", "late", "caps", "weights", "accuracy-steps",
    "expected-steps", "confidence", "open-hypotheses", "starved-share", "irreversible", "waiting",
  ]

  static func read(_ node: YAMLNode, report: Report) -> Rubric {
    var rubric = Rubric.standard
    guard let section = Section(node, name: "rubric", keys: keys, report: report) else {
      return rubric
    }
    rubric.version = section.required("version", .line, example: "version: \"2\"")
    rubric.timeSteps = ServiceParser.ascending(
      section, "time-steps", .number(0.01...1_000), like: rubric.timeSteps)
    rubric.accuracySteps = ServiceParser.ascending(
      section, "accuracy-steps", .ratio, like: rubric.accuracySteps, falls: true)
    rubric.late = section.optional("late", .count(1...5), default: rubric.late)
    rubric.expectedSteps = section.optional(
      "expected-steps", .count(1...100), default: rubric.expectedSteps)
    rubric.openHypotheses = section.optional(
      "open-hypotheses", .count(1...20), default: rubric.openHypotheses)
    rubric.confidence = section.optional("confidence", .ratio, default: rubric.confidence)
    rubric.starvedShare = section.optional("starved-share", .ratio, default: rubric.starvedShare)
    if section.node("irreversible") != nil {
      rubric.irreversible = section.list("irreversible", .word)
    }
    if section.node("waiting") != nil { rubric.waiting = section.list("waiting", .word) }
    parts(section.node("shares"), "rubric.shares", shares, .ratio, &rubric, report)
    parts(section.node("caps"), "rubric.caps", caps, .count(1...5), &rubric, report)
    parts(section.node("weights"), "rubric.weights", weights, .number(0...100), &rubric, report)
    return rubric
  }

  /// Reads each key of a mapping into its place.
  private static func parts<Value>(
    _ node: YAMLNode?, _ name: String, _ places: [(String, WritableKeyPath<Rubric, Value>)],
    _ reading: Reading<Value>, _ rubric: inout Rubric, _ report: Report
  ) {
    guard let node,
      let section = Section(node, name: name, keys: places.map(\.0), report: report)
    else { return }
    for (key, path) in places {
      rubric[keyPath: path] = section.optional(key, reading, default: rubric[keyPath: path])
    }
  }

  private static var shares: [(String, WritableKeyPath<Rubric, Double>)] {
    [
      ("observe", \.shares.observe), ("orient", \.shares.orient), ("decide", \.shares.decide),
      ("act", \.shares.act),
    ]
  }

  private static var caps: [(String, WritableKeyPath<Rubric, Int>)] {
    [
      ("human-source", \.caps.humanSource), ("customer-source", \.caps.customerSource),
      ("orient-floor", \.caps.orientFloor), ("partial-scope", \.caps.partialScope),
      ("partial", \.caps.partial), ("reversible-early", \.caps.reversibleEarly),
      ("irreversible-early", \.caps.irreversibleEarly), ("wrong-target", \.caps.wrongTarget),
      ("preferred", \.caps.preferred), ("acceptable", \.caps.acceptable),
      ("neutral", \.caps.neutral), ("harmful", \.caps.harmful),
    ]
  }

  private static var weights: [(String, WritableKeyPath<Rubric, Double>)] {
    [
      ("typo-caught", \.weights.typoCaught), ("failed", \.weights.failed),
      ("uncalled-for", \.weights.uncalledFor),
      ("wrong-target-stopped", \.weights.wrongTargetStopped),
      ("wrong-target-with-effect", \.weights.wrongTargetWithEffect),
      ("irreversible-uncalled-for", \.weights.irreversibleUncalledFor),
    ]
  }
}
