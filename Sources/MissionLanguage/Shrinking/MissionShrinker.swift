package import Vocabulary

/// Finds the smallest mission that still fails: what to try next in, what came of it out.
///
/// Shape: pure; the same results give the same candidates, so a search is resumed by noting the
///        results that are known already. Delta debugging over the steps, then hosts, then lengths,
///        again from the top until nothing changes; last, trials of the smallest on fresh seeds.
/// Limits: “smallest” is that no single part can be left out or made smaller, not that no other
///         mission is smaller. A candidate that is no mission, or gives no valid exercise, is kept
///         out of the result. The empty mission, an undisturbed exercise, is not tried.
/// Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002;
///         subsets are not tried before complements, which keeps 1-minimality: Hodován and Kiss,
///         "Practical Improvements to the Minimizing Delta Debugging Algorithm", 2016.
package struct MissionShrinker: Sendable {
  /// The mission that is shrunk.
  package let original: Mission
  /// How many trials of how many must fail.
  package let rule: TrialRule
  /// Everything that was decided, in order.
  package private(set) var attempts: [Shrinking.Attempt] = []
  /// Why the search ended; nil while it has not.
  package private(set) var end: Shrinking.End?
  /// How often the smallest failed on fresh seeds; nil before that was asked.
  package private(set) var confirmation: Shrinking.Confirmation?

  private let catalogue: Catalogue
  private let parts: [ShrinkPart]
  private let digest: @Sendable (String) -> String
  private var stage = Stage.original
  private var accepted: [Accepted]
  private var pass: Pass?
  private var pending: Pending?
  /// Texts that were decided; none is run twice.
  private var decided: Set<String> = []
  /// The text of which nothing of that part can be left out.
  private var minimal: [ShrinkPart: String] = [:]

  private enum Stage { case original, search, confirmation, done }

  private struct Accepted {
    var mission: Mission
    var text: String
    var words: String
  }

  private struct Pending {
    var candidate: Accepted
    var attempt: Shrinking.Attempt
  }

  /// One walk over all reductions of one part.
  private struct Pass {
    var part: ShrinkPart
    /// Into how many parts the steps are cut.
    var granularity: Int
    var reductions: [Reduction]
    var index = 0
    var hasChanged = false
  }

  /// What one exercise of a candidate says.
  package enum Result: Sendable, Equatable {
    /// It was valid and showed the failure.
    case failed
    /// It was valid and did not.
    case held
    /// It was no valid exercise, for this reason.
    case invalid(String)
    /// The candidate is no mission that can run, for this reason.
    case refused(String)
  }

  /// A search that has not begun; `parts` are those to be made smaller, in their own order.
  package init(
    _ mission: Mission, rule: TrialRule, catalogue: Catalogue,
    parts: Set<ShrinkPart> = Set(ShrinkPart.allCases),
    digest: @escaping @Sendable (String) -> String
  ) {
    original = mission
    self.rule = rule
    self.catalogue = catalogue
    self.parts = ShrinkPart.allCases.filter(parts.contains)
    self.digest = digest
    accepted = [
      Accepted(mission: mission, text: MissionWriter.text(mission), words: "the mission itself")
    ]
  }

  /// The smallest mission that failed so far.
  package var smallest: Mission { current.mission }

  /// What was left out or made smaller on the way to it, in words.
  package var dropped: [String] { accepted.dropFirst().map(\.words) }

  /// The parts of the smallest of which none can be left out or made smaller by itself.
  package var minimalIn: [ShrinkPart] { parts.filter { minimal[$0] == current.text } }

  private var current: Accepted { accepted[accepted.count - 1] }
}

/// The dialogue.
extension MissionShrinker {
  /// The next exercise; nil once there is none. The same one until a result was noted.
  package mutating func next() -> ShrinkCandidate? {
    if pending == nil { advance() }
    guard let pending else { return nil }
    let attempt = pending.attempt
    return ShrinkCandidate(
      mission: pending.candidate.mission, text: pending.candidate.text,
      digest: attempt.digest, words: attempt.words, part: attempt.part,
      trial: attempt.failed + attempt.held + attempt.invalid.count,
      isConfirmation: stage == .confirmation,
      left: pass.map { $0.reductions.count - $0.index } ?? 0)
  }

  /// Notes what came of the exercise that `next` named.
  package mutating func note(_ result: Result) {
    guard var asked = pending else {
      preconditionFailure("a result belongs to an exercise that was asked for")
    }
    switch result {
    case .failed: asked.attempt.failed += 1
    case .held: asked.attempt.held += 1
    case .invalid(let reason): asked.attempt.invalid.append(reason)
    case .refused(let reason):
      asked.attempt.invalid.append(reason)
      asked.attempt.decision = .refused
    }
    if asked.attempt.decision == .undecided { asked.attempt.decision = decision(asked.attempt) }
    pending = asked
    guard asked.attempt.decision != .undecided else { return }
    attempts.append(asked.attempt)
    pending = nil
    settle(asked)
  }

  /// Ends the search, as its time is over; the smallest so far is still to be confirmed.
  package mutating func hurry() {
    guard stage == .search else { return }
    setAside()
    end = .budget
    stage = .confirmation
  }

  /// Ends everything, as somebody wants it.
  package mutating func interrupt() {
    setAside()
    end = .interrupted
    stage = .done
  }

  private mutating func setAside() {
    if let pending, pending.attempt.failed + pending.attempt.held > 0 {
      attempts.append(pending.attempt)
    }
    pending = nil
    pass = nil
  }

  private func decision(_ attempt: Shrinking.Attempt) -> Shrinking.Attempt.Decision {
    let known = rule.decision(failed: attempt.failed, held: attempt.held)
    // A confirmation goes on to its last trial: k of n is what a finding will say.
    let isWhole = attempt.failed + attempt.held == rule.trials
    if known == .holds { return .holds }
    if known == .fails, stage != .confirmation || isWhole { return .fails }
    return attempt.invalid.count >= rule.trials ? .unjudged : .undecided
  }
}

/// What follows.
extension MissionShrinker {
  private mutating func settle(_ asked: Pending) {
    let decision = asked.attempt.decision
    switch stage {
    case .original:
      guard decision == .fails else {
        end = decision == .holds ? .notReproduced : .unjudged
        stage = .done
        return
      }
      decided.insert(asked.candidate.text)
      stage = .search
    case .search:
      decided.insert(asked.candidate.text)
      if decision == .fails { accept(asked.candidate) } else { pass?.index += 1 }
    case .confirmation:
      confirmation = .init(
        failed: asked.attempt.failed, trials: asked.attempt.failed + asked.attempt.held,
        isConfirmed: decision == .fails)
      guard decision != .fails, accepted.count > 1 else {
        stage = .done
        return
      }
      // What was taken by chance is given back for good, and the search goes on from there.
      accepted.removeLast()
      if end == .complete {
        end = nil
        stage = .search
      }
    case .done: break
    }
  }

  private mutating func accept(_ candidate: Accepted) {
    accepted.append(candidate)
    guard var pass else { return }
    pass.hasChanged = true
    // The walk goes on where it is: what it passed is tried again only once it came to the end.
    if pass.part == .steps { pass.granularity = granularity(after: pass.granularity) }
    pass.reductions = reductions(pass.part, granularity: pass.granularity)
    self.pass = pass
  }

  /// Few steps are tried one by one; of many, Zeller's rule is kept.
  private func granularity(after last: Int) -> Int {
    let count = current.mission.steps.count
    return count <= 4 ? count : min(max(last - 1, 2), count)
  }

  private mutating func advance() {
    switch stage {
    case .original, .confirmation: ask(current, part: nil)
    case .search:
      while stage == .search, pending == nil {
        if var pass, pass.index < pass.reductions.count {
          let reduction = pass.reductions[pass.index]
          let text = MissionWriter.text(reduction.mission)
          if text == current.text || decided.contains(text) {
            pass.index += 1
            self.pass = pass
          } else {
            let candidate = Accepted(
              mission: reduction.mission, text: text, words: reduction.words)
            ask(candidate, part: pass.part)
          }
        } else {
          endPass()
        }
      }
      if stage == .confirmation { ask(current, part: nil) }
    case .done: break
    }
  }

  private mutating func ask(_ candidate: Accepted, part: ShrinkPart?) {
    let words =
      switch stage {
      case .original: "the mission itself"
      case .confirmation: "the smallest, on fresh seeds"
      case .search, .done: candidate.words
      }
    pending = Pending(
      candidate: candidate,
      attempt: Shrinking.Attempt(
        words: words, part: part, steps: candidate.mission.steps.count,
        digest: String(digest(candidate.text).prefix(12))))
  }

  /// Goes on more finely, or over the same part again, or to the next part, or to the end.
  private mutating func endPass() {
    if var pass {
      let count = current.mission.steps.count
      if pass.part == .steps, pass.granularity < count {
        pass.granularity = min(pass.granularity * 2, count)
      } else if !pass.hasChanged {
        minimal[pass.part] = current.text
        self.pass = nil
        return
      }
      pass.hasChanged = false
      pass.index = 0
      pass.reductions = reductions(pass.part, granularity: pass.granularity)
      self.pass = pass
      return
    }
    // A part that changed since makes an earlier one worth another look.
    guard let part = parts.first(where: { minimal[$0] != current.text }) else {
      end = .complete
      stage = .confirmation
      return
    }
    let count = current.mission.steps.count
    let granularity = count <= 4 || minimal[.steps] != nil ? count : 2
    pass = Pass(
      part: part, granularity: granularity,
      reductions: reductions(part, granularity: granularity))
  }

  private func reductions(_ part: ShrinkPart, granularity: Int) -> [Reduction] {
    let all = Reductions(mission: current.mission, original: original, catalogue: catalogue)
    switch part {
    case .steps: return all.steps(parts: granularity)
    case .targets: return all.targets
    case .lengths: return all.lengths
    }
  }
}
