import Databases
import Histories
import NIOCore
import NIOPosix
import Vocabulary

/// Puts transactions on the database and writes their history at the end.
///
/// Shape:  one thread for all clients, as in `LoadDriver`; no final reads, for a list that was read
///         by any transaction tells its own past. Where the order names a file for transactions,
///         the history grows meanwhile and has each transaction as one operation: an append to the
///         key `transactions` where it writes anything, a read of it otherwise.
/// Limits: a driver that dies leaves no transactions.
/// Errors: `DriveError`; whatever the database does is in the history and the summary.
enum TransactionDriver {
  static func run(
    _ load: TransactionLoad, order: DriveOrder, clock: @escaping @Sendable () -> Nanoseconds,
    input: AsyncStream<String>
  ) async throws(DriveError) -> DriveSummary {
    guard let database = DatabaseCatalogue.database(order.database) else {
      throw .badOrder("there is no database '\(order.database)'")
    }
    let log = TransactionLog(load.objects)
    let recorder = try order.transactionsPath.map { _ throws(DriveError) in
      try LoadDriver.naming { () throws(HistoryError) in
        try HistoryRecorder(creating: order.historyPath)
      }
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    var workers: [TransactionWorker] = []
    for index in 0..<order.workload.clients {
      let first = index % order.endpoints.count
      let made = database.storeClient(
        for: ClientOrder(
          endpoints: Array(order.endpoints[first...] + order.endpoints[..<first]),
          cluster: order.cluster, group: group, timeout: order.workload.timeoutNs))
      guard let client = made as? any TransactionClient else {
        throw .badOrder("\(order.database) cannot serve the workload '\(order.workload.kind)'")
      }
      workers.append(
        TransactionWorker(
          client: client, load: load, log: log, recorder: recorder, clock: clock,
          level: order.workload.isolation ?? .serializable, stride: order.workload.clients,
          process: index, random: SeededRandom(seed: order.seed, purpose: "client \(index)")))
    }
    let started = clock()
    let (tally, stop) = await drive(order, workers, recorder, input, started)
    let ended = clock()
    for worker in workers { worker.client.close() }
    try? await group.shutdownGracefully()
    try LoadDriver.naming { () throws(HistoryError) in
      try log.history.write(to: order.transactionsPath ?? order.historyPath)
      try recorder?.close()
    }
    return DriveSummary(
      startedNs: started, finalPhaseNs: ended, endedNs: clock(), stop: stop, load: tally,
      finalReads: LoadTally(), keysUnread: [])
  }

  private enum Event: Sendable {
    case worker(LoadTally)
    case stop(DriveSummary.StopReason)
  }

  /// Runs all clients until something ends the load.
  private static func drive(
    _ order: DriveOrder, _ workers: [TransactionWorker], _ recorder: HistoryRecorder?,
    _ input: AsyncStream<String>, _ started: Nanoseconds
  ) async -> (LoadTally, DriveSummary.StopReason) {
    await withTaskGroup(of: Event.self) { group in
      for worker in workers {
        group.addTask(executorPreference: worker.client.executor) {
          var worker = worker
          await worker.run(order.workload, from: started)
          return .worker(worker.tally)
        }
      }
      group.addTask {
        for await line in input where line == "stop" { return .stop(.told) }
        return .stop(.abandoned)
      }
      if let recorder {
        group.addTask {
          await LoadDriver.keepFlushing(recorder)
          return .stop(.historyFailed)
        }
      }
      group.addTask {
        let duration = min(order.durationNs ?? DriveOrder.longest, DriveOrder.longest)
        try? await Task.sleep(for: duration.duration)
        return .stop(.timeOver)
      }
      var tally = LoadTally()
      var reason: DriveSummary.StopReason?
      for await event in group {
        switch event {
        case .worker(let part): tally.add(part)
        case .stop(let first):
          // The other ends because of the first, with a reason that is none.
          if reason == nil { reason = first }
          group.cancelAll()
        }
      }
      return (tally, reason ?? .abandoned)
    }
  }
}

/// One logical client of transactions.
struct TransactionWorker: Sendable {
  let client: any TransactionClient
  let load: TransactionLoad
  let log: TransactionLog
  /// Where each transaction is one operation; nil where nobody follows the load.
  let recorder: HistoryRecorder?
  let clock: @Sendable () -> Nanoseconds
  let level: TransactionLevel
  /// How far apart this client's process numbers are.
  let stride: Int
  var process: Int
  var random: SeededRandom
  var tally = LoadTally()

  /// At the pace of a schedule, or as fast as answers come, until the task is cancelled.
  mutating func run(_ workload: WorkloadSpecification, from start: Nanoseconds) async {
    var schedule = workload.ratePerS.map { rate in
      ArrivalSchedule(
        ratePerS: rate / Double(workload.clients), start: start, patience: workload.timeoutNs,
        random: &random)
    }
    var refusals = 0
    while !Task.isCancelled {
      let now = clock()
      if case .wait(let until)? = schedule?.next(now: now) {
        await client.executor.sleep(for: until - now)
        continue
      }
      if await perform() == .ok {
        refusals = 0
      } else if schedule == nil {
        // A dead cluster refuses at once: without a pause the history would fill with refusals.
        refusals = min(refusals + 1, 5)
        await client.executor.sleep(for: .milliseconds(2 << refusals))
      }
    }
    schedule?.end(now: clock())
    tally.arrivalsSkipped += schedule?.skipped ?? 0
  }

  /// One transaction from its invocation to its completion.
  ///
  /// Where it is given up for another's sake the client tries another one, as an application does:
  /// each is in the history of transactions, and together they are one operation.
  private mutating func perform() async -> Outcome {
    var steps = load.next(random: &random)
    var transaction = StoreTransaction(.steps(steps), level: level)
    var number = log.invoke(process: process, steps, at: clock())
    let operation = recorder?.invoke(
      process: process, kind: transaction.isRead ? .read : .append, key: "transactions",
      argument: transaction.isRead ? nil : Int64(number), at: clock())
    var result = await client.perform(transaction)
    for _ in 1..<BankWorkload.mostTries {
      guard case .failed(let fault) = result, fault.kind == .conflict, !Task.isCancelled
      else { break }
      log.complete(number, steps, outcome: .fail, at: clock())
      let isRead = transaction.isRead
      repeat {
        // Values are written once only, so that whoever reads one knows whose it is.
        steps = load.next(random: &random)
        transaction = StoreTransaction(.steps(steps), level: level)
      } while transaction.isRead != isRead
      number = log.invoke(process: process, steps, at: clock())
      result = await client.perform(transaction)
    }
    let outcome: Outcome
    var seen: [[Int64]] = []
    switch result {
    case .ok(let answer):
      (outcome, seen) = (.ok, answer.seen)
      tally.ok += 1
      if !transaction.isRead { tally.acknowledgedWrites += 1 }
    case .failed(let fault):
      outcome = .fail
      tally.fail += 1
      tally.count(fault: "\(fault.endpoint.name): \(fault.message)")
    case .unknown(let fault):
      outcome = .info
      tally.info += 1
      tally.count(fault: "\(fault.endpoint.name): \(fault.message)")
    }
    log.complete(number, steps, outcome: outcome, seen: seen, at: clock())
    if let operation { recorder?.complete(operation, outcome: outcome, at: clock()) }
    if outcome == .info { process += stride }
    return outcome
  }
}
