import Databases
import Histories
import Vocabulary

/// One logical, single-threaded client: draws a request, records it, sends it, records the answer.
///
/// Shape:  after an `info` outcome its process number is retired and the next one is its old one
///         plus the number of clients, as in Jepsen, for the old process may still be at work.
struct LoadClient: Sendable {
  let client: any StoreClient
  let workload: any Workload
  let recorder: HistoryRecorder
  let clock: @Sendable () -> Nanoseconds
  /// How far apart this client's process numbers are.
  let stride: Int
  var process: Int
  var random: SeededRandom
  var tally = LoadTally()

  /// As fast as answers come, until the task is cancelled; refusals are not hammered.
  mutating func runClosedLoop() async {
    var refusals = 0
    while !Task.isCancelled {
      if await perform(workload.next(random: &random)) == .ok {
        refusals = 0
      } else {
        // A dead cluster refuses at once: without a pause the history would fill with refusals.
        refusals = min(refusals + 1, 5)
        await client.executor.sleep(for: .milliseconds(2 << refusals))
      }
    }
  }

  /// At the pace of a schedule, until the task is cancelled.
  mutating func runOpenLoop(_ schedule: ArrivalSchedule) async {
    var schedule = schedule
    while !Task.isCancelled {
      let now = clock()
      switch schedule.next(now: now) {
      case .wait(let until):
        await client.executor.sleep(for: until - now)
      case .start(let lateness):
        tally.latenessMaxNs = max(tally.latenessMaxNs, lateness)
        tally.latenessSumNs = tally.latenessSumNs + lateness
        _ = await perform(workload.next(random: &random))
      }
    }
    schedule.end(now: clock())
    tally.arrivalsSkipped += schedule.skipped
  }

  /// One request from its invocation to its completion.
  mutating func perform(_ request: WorkloadRequest) async -> Outcome {
    let key = workload.keys[request.key]
    let number = recorder.invoke(
      process: process, kind: request.kind, key: key, argument: request.argument,
      expected: request.expected, list: request.list, at: clock())
    let completion = await workload.send(request, through: client)
    recorder.complete(
      number, outcome: completion.outcome, value: completion.value, matched: completion.matched,
      revision: completion.revision,
      list: completion.list ?? completion.elements.map { HistoryList(.elements, $0) },
      at: clock())
    learn(request, completion)
    return completion.outcome
  }

  private mutating func learn(_ request: WorkloadRequest, _ completion: WorkloadAnswer) {
    switch completion.outcome {
    case .ok:
      tally.ok += 1
      let wrote = [.write, .add, .transfer].contains(request.kind) || completion.matched == true
      if wrote { tally.acknowledgedWrites += 1 }
      workload.observe(wrote ? request.argument : completion.value, of: request.key)
    case .fail: tally.fail += 1
    case .info:
      tally.info += 1
      process += stride
    }
    if let fault = completion.fault {
      tally.count(fault: "\(fault.endpoint.name): \(fault.message)")
    }
  }
}
