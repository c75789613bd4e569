package import Histories
package import Vocabulary

/// What a check is told beside the history.
package struct CheckOptions: Sendable {
  /// What the history is about; nil where its operations are to tell.
  package var model: HistoryModel?
  /// What a bank's balances add up to; nil where the reads are to tell.
  package var total: Int64?
  /// Whether a bank's account may go below nothing.
  package var allowsNegative = false
  /// Whether sets, counters, queues, and the registers of transactions, are promised to be
  /// linearizable one by one.
  package var isLinearizable = false
  /// What a history of transactions is promised to be.
  package var level = IsolationLevel.strictSerializable
  /// Whether durability and availability are measured where what decides finds nothing.
  package var measures = false

  /// Nothing told.
  package init() {}
}

/// A history with the verdicts of all checkers that its model asks for.
package struct HistoryCheck: Sendable {
  /// What it was taken to be about; nil where nothing told.
  package var model: HistoryModel?
  /// Why it was taken so.
  package var reason: String
  /// Invocations.
  package var operations: Int
  /// One for each checker, those that decide first; those that measure only where the history is
  /// not valid, or where that was asked.
  package var verdicts: [Verdict]
  /// The worst verdict of those that decide; durability and availability only measure here.
  package var result: Validity

  /// Reads a history in any form and checks it.
  package init(
    importing path: String, format: HistoryFormat? = nil, options: CheckOptions = CheckOptions()
  ) throws(HistoryError) {
    var holdsTransactions = options.model?.isOfTransactions ?? false
    if options.model == nil, format == nil {
      holdsTransactions = try TransactionHistory.isHeld(in: path)
    }
    if holdsTransactions {
      self.init(try TransactionHistory(importing: path), options: options)
    } else {
      self.init(try History(importing: path, format: format), options: options)
    }
  }

  /// Checks a history of operations.
  package init(_ history: History, options: CheckOptions = CheckOptions()) {
    let found = HistoryModel.detect(history)
    model = options.model ?? found.model
    reason = options.model == nil ? found.reason : "it was told"
    operations = history.operations.count
    verdicts = []
    result = .unknown
    guard let model, !history.operations.isEmpty else { return }
    if let stranger = model.stranger(in: history) {
      let operation = history.operations[stranger.index]
      verdicts = [
        Verdict(
          checker: model.rawValue, result: .unknown,
          summary: "operation \(stranger.rawValue) is no operation of the model "
            + "\(model.rawValue): \(history.label(of: operation))")
      ]
      return
    }
    let deciding = Self.deciding(model, options)
    verdicts = deciding.map { $0.check(history) }
    result = verdicts.reduce(.valid) { $0.merged(with: $1.result) }
    guard options.measures || result != .valid else { return }
    verdicts += Self.measuring(model).map { $0.check(history) }
  }

  /// Checks a history of transactions.
  package init(_ history: TransactionHistory, options: CheckOptions = CheckOptions()) {
    let isRegister = history.objects == .registers
    let held = isRegister ? HistoryModel.transactionRegister : .listAppend
    model = options.model ?? held
    reason =
      options.model == nil
      ? "its transactions hold \(isRegister ? "registers" : "lists")" : "it was told"
    operations = history.count
    verdicts = []
    result = .unknown
    guard history.count > 0 else {
      reason = "the history holds no transaction"
      return
    }
    guard model == held || history.objects == .undetermined else {
      verdicts = [
        Verdict(
          checker: TransactionIsolation.name, result: .unknown,
          summary: "its transactions hold \(isRegister ? "registers" : "lists"), "
            + "not what --model says")
      ]
      return
    }
    verdicts = [
      TransactionIsolation(
        claimed: options.level, hasLinearizableKeys: options.isLinearizable
      ).check(history)
    ]
    result = verdicts[0].result
  }

  private static func deciding(
    _ model: HistoryModel, _ options: CheckOptions
  ) -> [any Checker] {
    // Stricter than Jepsen's checkers of the same histories, so only where it is promised.
    func objects(_ model: LinearizableModel) -> [any Checker] {
      options.isLinearizable ? [LinearizableObjects(model)] : []
    }
    return switch model {
    case .register: [LinearizableRegister()]
    case .set: [FinalSet(), FullSet(isLinearizable: options.isLinearizable)] + objects(.set)
    case .setFull: [FullSet(isLinearizable: options.isLinearizable)]
    case .bank: [BankTotals(total: options.total, allowsNegative: options.allowsNegative)]
    case .counter: [CounterBounds()] + objects(.counter)
    case .longFork: [LongFork()]
    case .uniqueIDs: [UniqueIDs()]
    case .queue: [TotalQueue()] + objects(.queue)
    case .mutex: [MutualExclusion()]
    case .listAppend, .transactionRegister: []
    }
  }

  private static func measuring(_ model: HistoryModel) -> [any Checker] {
    model == .register ? [Durability(), Availability()] : [Availability()]
  }

  /// The anomaly to draw: the first of the checker that decided.
  package var anomaly: Anomaly? {
    verdicts.first { $0.result == .invalid }?.anomalies.first
  }
}
