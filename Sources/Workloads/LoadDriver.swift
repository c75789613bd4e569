import Databases
import Histories
import NIOCore
import NIOPosix
package import Vocabulary

/// Puts the ordered load on the database and writes the history: what `cygnet drive` runs.
///
/// Shape:  one thread for all clients; a second flushes the history every 20 ms, so a reader is
///         never far behind and a crash loses little.
/// Effect: the load, then, once every client has its last answer, one linearizable read of every
///         key, tried again for up to 10 s, then the history is closed.
///         Loads of transactions are `TransactionDriver`'s.
/// Limits: ends by itself after the order's duration, when told, and when its input closes, in
///         each case within one timeout and the final phase's 10 s and one timeout.
/// Errors: `DriveError`; whatever the database does is in the history and the summary.
package enum LoadDriver {
  static let flushInterval = Duration.milliseconds(20)

  /// Drives the load that `order` describes.
  ///
  /// `clock` is CLOCK_MONOTONIC in a driver, so that its times compare with other processes'.
  /// `input` are the lines of standard input: the line `stop`, or their end, ends the load.
  /// `finalPatience` is how long the final reads are tried.
  package static func run(
    order: DriveOrder, clock: @escaping @Sendable () -> Nanoseconds, input: AsyncStream<String>,
    finalPatience: Nanoseconds = .seconds(10)
  ) async throws(DriveError) -> DriveSummary {
    try order.validate()
    if let load = TransactionLoad(order.workload) {
      return try await TransactionDriver.run(load, order: order, clock: clock, input: input)
    }
    guard let database = DatabaseCatalogue.database(order.database) else {
      throw .badOrder("there is no database '\(order.database)'")
    }
    guard let workload = WorkloadCatalogue.workload(order.workload) else {
      throw .unknownWorkload(order.workload.kind)
    }
    let recorder = try naming { () throws(HistoryError) in
      try HistoryRecorder(creating: order.historyPath)
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let clients = (0..<order.workload.clients).map { index in
      let first = index % order.endpoints.count
      return LoadClient(
        client: database.storeClient(
          for: ClientOrder(
            endpoints: Array(order.endpoints[first...] + order.endpoints[..<first]),
            cluster: order.cluster, group: group, timeout: order.workload.timeoutNs)),
        workload: workload, recorder: recorder, clock: clock, stride: order.workload.clients,
        process: index, random: SeededRandom(seed: order.seed, purpose: "client \(index)"))
    }
    let started = clock()
    let (loaded, stop) = await load(order, clients, recorder, input, started)
    let finalPhase = clock()
    let (read, unread) = await readEveryKey(loaded, recorder, finalPhase + finalPatience)
    for client in clients { client.client.close() }
    try? await group.shutdownGracefully()
    try naming { () throws(HistoryError) in try recorder.close() }
    return DriveSummary(
      startedNs: started, finalPhaseNs: finalPhase, endedNs: clock(), stop: stop,
      load: total(loaded), finalReads: read, keysUnread: unread)
  }

  private enum Event: Sendable {
    case client(Int, LoadClient)
    case stop(DriveSummary.StopReason)
  }

  /// Runs all clients until something ends the load; gives them back as they are then.
  private static func load(
    _ order: DriveOrder, _ clients: [LoadClient], _ recorder: HistoryRecorder,
    _ input: AsyncStream<String>, _ started: Nanoseconds
  ) async -> ([LoadClient], DriveSummary.StopReason) {
    await withTaskGroup(of: Event.self) { group in
      for (index, client) in clients.enumerated() {
        group.addTask(executorPreference: client.client.executor) {
          var client = client
          if let rate = order.workload.ratePerS {
            let schedule = ArrivalSchedule(
              ratePerS: rate / Double(clients.count), start: started,
              patience: order.workload.timeoutNs, random: &client.random)
            await client.runOpenLoop(schedule)
          } else {
            await client.runClosedLoop()
          }
          return .client(index, client)
        }
      }
      group.addTask {
        for await line in input where line == "stop" { return .stop(.told) }
        return .stop(.abandoned)
      }
      group.addTask {
        let duration = min(order.durationNs ?? DriveOrder.longest, DriveOrder.longest)
        try? await Task.sleep(for: duration.duration)
        return .stop(.timeOver)
      }
      group.addTask {
        await keepFlushing(recorder)
        return .stop(.historyFailed)
      }
      var after = clients
      var reason: DriveSummary.StopReason?
      for await event in group {
        switch event {
        case .client(let index, let client): after[index] = client
        case .stop(let first):
          // The others end because of the first, each with a reason that is none.
          if reason == nil { reason = first }
          group.cancelAll()
        }
      }
      return (after, reason ?? .abandoned)
    }
  }

  /// Reads every key once, linearizably, each by one of the clients; says which could not be read.
  private static func readEveryKey(
    _ clients: [LoadClient], _ recorder: HistoryRecorder, _ deadline: Nanoseconds
  ) async -> (LoadTally, [String]) {
    async let _ = keepFlushing(recorder)
    return await withTaskGroup(of: (LoadTally, [String]).self) { group in
      for (index, client) in clients.enumerated() {
        group.addTask(executorPreference: client.client.executor) {
          var client = client
          client.tally = LoadTally()
          var unread: [String] = []
          let keys = client.workload.keys
          for key in stride(from: index, to: keys.count, by: clients.count) {
            if await !client.readPersistently(key, until: deadline) { unread.append(keys[key]) }
          }
          return (client.tally, unread)
        }
      }
      var tally = LoadTally()
      var unread: [String] = []
      for await (part, missing) in group {
        tally.add(part)
        unread += missing
      }
      return (tally, unread.sorted())
    }
  }

  /// Flushes the history at its interval until it cannot, or until the task is cancelled.
  static func keepFlushing(_ recorder: HistoryRecorder) async {
    while !Task.isCancelled {
      guard (try? recorder.flush()) != nil else { return }
      try? await Task.sleep(for: flushInterval)
    }
  }

  private static func total(_ clients: [LoadClient]) -> LoadTally {
    var tally = LoadTally()
    for client in clients { tally.add(client.tally) }
    return tally
  }

  static func naming<Value>(
    _ body: () throws(HistoryError) -> Value
  ) throws(DriveError) -> Value {
    do throws(HistoryError) { return try body() } catch { throw .history(error.description) }
  }
}

extension LoadClient {
  /// Reads one key, again and again until it is answered or the time is over.
  fileprivate mutating func readPersistently(_ key: Int, until deadline: Nanoseconds) async -> Bool
  {
    var request = WorkloadRequest(kind: .read, key: key)
    request.isFinal = true
    repeat {
      if await perform(request) == .ok { return true }
      try? await Task.sleep(for: .milliseconds(50))
    } while clock() < deadline
    return false
  }
}
