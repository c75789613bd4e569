/// The score of one exercise: bits, phases, blast radius, time to containment, with every input.
package struct Score: Sendable, Equatable, Codable {
  /// The rubric's version that was applied.
  package var rubric: String
  /// Readiness 1–5; nil where the mission was absorbed, void, or not exercised (no responder).
  package var readiness: Int?
  /// In words: why readiness is what it is, or why it is nil.
  package var readinessReason: String
  /// The four bits.
  package var bits: Bits
  /// Observe, orient, decide, act.
  package var phases: Phases
  /// T0 … T4 with their sources.
  package var times: Times
  /// With the response, and without it.
  package var blastRadius: BlastRadiusPair
  /// T4 − T0; nil where censored.
  package var timeToContainmentNs: Nanoseconds?
  /// Why it is censored, or nil.
  package var censoredReason: String?
  /// `fragile`, `assisted`, `automation`, `unverified-T0`, `clock-limited`, `low-agreement`.
  ///
  /// None of them changes readiness.
  package var tags: [String]
  /// The facts the score was computed from, line by line, for people.
  package var inputs: [Input]
  /// The constants it was computed with; nil where nobody said.
  package var constants: ConstantsMark?

  /// The bits of readiness.
  package struct Bits: Sendable, Equatable, Codable {
    /// Detected.
    package var detected: Bool
    /// Diagnosed.
    package var diagnosed: Bool
    /// Contained.
    package var contained: Bool
    /// Within the SLA.
    package var withinSla: Bool
    /// All four at once.
    package init(detected: Bool, diagnosed: Bool, contained: Bool, withinSla: Bool) {
      self.detected = detected
      self.diagnosed = diagnosed
      self.contained = contained
      self.withinSla = withinSla
    }
  }

  /// The phase scores 1–5; nil is "not exercised" and is never averaged.
  package struct Phases: Sendable, Equatable, Codable {
    /// Whether, and how soon, blue noticed.
    package var observe: Int?
    /// Whether, and how soon, blue understood.
    package var orient: Int?
    /// Whether blue chose well.
    package var decide: Int?
    /// Whether what blue did held.
    package var act: Int?
    /// All four at once.
    package init(observe: Int?, orient: Int?, decide: Int?, act: Int?) {
      self.observe = observe
      self.orient = orient
      self.decide = decide
      self.act = act
    }
  }

  /// The rubric's moments, as offsets from the start of the exercise.
  package struct Times: Sendable, Equatable, Codable {
    /// First scored fault confirmed effective.
    package var t0Ns: Nanoseconds?
    /// First relevant alert delivered, or blue's declaration.
    package var t1Ns: Nanoseconds?
    /// `alert`, `human`, `customer` or `automation`.
    package var t1Source: String?
    /// First acknowledgement by a person of an alert that counts; nil where nobody took one.
    package var t1aNs: Nanoseconds?
    /// Correct hypothesis.
    package var t2Ns: Nanoseconds?
    /// Decision.
    package var t3Ns: Nanoseconds?
    /// Containment.
    package var t4Ns: Nanoseconds?
    /// All at once.
    package init(
      t0Ns: Nanoseconds?, t1Ns: Nanoseconds?, t1Source: String?, t2Ns: Nanoseconds?,
      t3Ns: Nanoseconds?, t4Ns: Nanoseconds?
    ) {
      self.t0Ns = t0Ns
      self.t1Ns = t1Ns
      self.t1Source = t1Source
      self.t2Ns = t2Ns
      self.t3Ns = t3Ns
      self.t4Ns = t4Ns
    }
  }

  /// Blast radius with the response, and of the twin without one.
  package struct BlastRadiusPair: Sendable, Equatable, Codable {
    /// As it went.
    package var actual: BlastRadius?
    /// With nobody responding; nil where no twin was run, and then B is "at least actual".
    package var twin: BlastRadius?
    /// Both.
    package init(actual: BlastRadius?, twin: BlastRadius?) {
      self.actual = actual
      self.twin = twin
    }
  }

  /// One line of the score sheet: a name, a value, the rule and the evidence it came from.
  package struct Input: Sendable, Equatable, Codable {
    /// Such as `Observe`.
    package var name: String
    /// Such as `4.1 s of 10 s → 5`.
    package var value: String
    /// The rule in the rubric's words.
    package var rule: String
    /// Sequence numbers of the timeline events it rests on.
    package var evidence: [Int]
    /// A line of the sheet.
    package init(name: String, value: String, rule: String, evidence: [Int] = []) {
      self.name = name
      self.value = value
      self.rule = rule
      self.evidence = evidence
    }
  }

  /// All parts at once; `Readiness` is the only caller outside tests.
  package init(
    rubric: String, readiness: Int?, readinessReason: String, bits: Bits, phases: Phases,
    times: Times, blastRadius: BlastRadiusPair, timeToContainmentNs: Nanoseconds?,
    censoredReason: String?, tags: [String], inputs: [Input]
  ) {
    self.rubric = rubric
    self.readiness = readiness
    self.readinessReason = readinessReason
    self.bits = bits
    self.phases = phases
    self.times = times
    self.blastRadius = blastRadius
    self.timeToContainmentNs = timeToContainmentNs
    self.censoredReason = censoredReason
    self.tags = tags
    self.inputs = inputs
  }
}

/// Blast radius 1–5 with the dimension that decided it.
package struct BlastRadius: Sendable, Equatable, Codable {
  /// The highest of the dimensions.
  package var level: Int
  /// Each dimension with its measured value and level.
  package var dimensions: [Dimension]

  /// One row of the rubric's table.
  package struct Dimension: Sendable, Equatable, Codable {
    /// `availability`, `outage`, `data`, `scope` or `latent`.
    package var name: String
    /// Such as `41.2 s with ≥ 50 % of requests failing`.
    package var measured: String
    /// 1–5.
    package var level: Int
    /// A row with its measured value.
    package init(name: String, measured: String, level: Int) {
      self.name = name
      self.measured = measured
      self.level = level
    }
  }

  /// A level and its rows.
  package init(level: Int, dimensions: [Dimension]) {
    self.level = level
    self.dimensions = dimensions
  }
}
