import Consistency
import Histories
import Testing
import Vocabulary

/// Jepsen's checkers in one pass against their definitions, on thousands of random small histories;
/// and the checks of a growing history against those of a finished one.
@Suite struct JepsenFuzzTests {
  private static let models: [HistoryModel] = [
    .set, .setFull, .bank, .counter, .longFork, .uniqueIDs, .queue, .mutex,
  ]

  private static func checker(_ model: HistoryModel) -> any Checker {
    switch model {
    case .set: FinalSet()
    case .setFull: FullSet()
    case .bank: BankTotals(total: 30)
    case .counter: CounterBounds()
    case .longFork: LongFork()
    case .uniqueIDs: UniqueIDs()
    case .queue: TotalQueue()
    default: MutualExclusion()
    }
  }

  /// Whether a read made an account up.
  private static func hasStranger(_ history: History) -> Bool {
    history.operations.contains {
      history.valueList($0)?.pairs.contains { $0.key == 7 } ?? false
    }
  }

  /// The bank that samples know: a total of 30, and accounts that the first read may lie about.
  private static func options(_ model: HistoryModel) -> CheckOptions {
    var options = CheckOptions()
    options.model = model
    options.total = 30
    return options
  }

  @Test(arguments: models, [0.0, 0.2])
  func `One pass agrees with the definition`(_ model: HistoryModel, _ lies: Double) {
    var random = SeededRandom(seed: 9, purpose: "\(model) \(lies)")
    var counts: [Validity: Int] = [:]
    for round in 0..<Samples.rounds {
      var samples = JepsenSamples(model, lies: lies, random: random)
      if model == .mutex { samples.operations = 8 }
      let (history, rest) = samples.make()
      random = rest
      let truth = PlainJepsen.result(model, history)
      let verdict = Self.checker(model).check(history)
      // Of a bank whose first reads all lie nobody can tell the accounts.
      if model == .bank, verdict.result != truth, Self.hasStranger(history) { continue }
      counts[truth, default: 0] += 1
      #expect(verdict.result == truth, "\(model) \(lies) \(round): \(verdict.summary)")
      if truth == .invalid, let anomaly = verdict.anomalies.first {
        #expect(!anomaly.witness.isEmpty && anomaly.witness.count <= 13, "\(anomaly)")
        #expect(anomaly.witness.count { $0.isImpossible } == 1, "\(anomaly)")
      }
    }
    #expect(counts[.valid, default: 0] * 10 > Samples.rounds || lies > 0, "\(counts)")
    if lies > 0 { #expect(counts[.invalid, default: 0] * 20 > Samples.rounds, "\(counts)") }
  }

  @Test(arguments: [0.0, 0.1, 0.3])
  func `A linearizable set allows no stale read`(_ lies: Double) {
    var random = SeededRandom(seed: 4, purpose: "linearizable \(lies)")
    for round in 0..<Samples.rounds {
      var samples = JepsenSamples(.set, lies: lies, random: random)
      let (history, rest) = samples.make()
      random = rest
      let verdict = FullSet(isLinearizable: true).check(history)
      let truth = PlainJepsen.fullSet(history, isLinearizable: true)
      #expect(verdict.result == truth, "\(round): \(verdict.summary)")
      if lies == 0 { #expect(truth != .invalid, "an honest set is linearizable") }
    }
  }

  @Test(
    "A growing history is refused where the finished one is",
    arguments: models.filter { $0 != .set }, [0.0, 0.2])
  func growing(_ model: HistoryModel, _ lies: Double) {
    var random = SeededRandom(seed: 12, purpose: "\(model) \(lies)")
    var early = 0
    for round in 0..<Samples.rounds {
      var samples = JepsenSamples(model, lies: lies, random: random)
      let (history, rest) = samples.make()
      random = rest
      let verdict = Self.checker(model).check(history)
      var online = OnlineCheck(options: Self.options(model))
      var found = history.followedEvents.flatMap { online.handle($0) }
      if !found.isEmpty { early += 1 }
      found += online.finish()
      if model == .bank { continue }
      // An addition that failed in the end was possible until then.
      if model == .counter, history.operations.contains(where: { $0.outcome == .fail }) {
        #expect(found.isEmpty || verdict.result == .invalid, "\(model) \(round)")
        continue
      }
      #expect(
        !found.isEmpty == (verdict.result == .invalid),
        "\(model) \(lies) \(round): \(verdict.summary); online \(found.first?.summary ?? "none")")
    }
    if lies > 0 { #expect(early > 0, "some are told while the history grows") }
  }
}
