import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// What a probe sees of one fault on a disk; what the fault did to the database is said as well.
  func lookAtDisk(of host: AgentHost, expecting wanted: DiskExpectation) throws -> (Bool, String) {
    let disk = try host.passThroughDisk("probe the disk")
    var (seen, text) = try look(at: wanted, on: host, disk)
    let report = try disk.readChosenFiles()
    if wanted.isThere, let pattern = wanted.files {
      let count = report.chosenFiles?[wanted.fault] ?? 0
      seen = seen && count > 0
      text += ", \(count) files of \(host.name) match \(pattern)"
    }
    if let did = report.tallies[wanted.fault]?.words, !did.isEmpty {
      text += ", of the database's calls so far \(did)"
    }
    return (seen, text)
  }

  private func look(
    at wanted: DiskExpectation, on host: AgentHost, _ disk: DiskControl
  ) throws -> (Bool, String) {
    let directory = places.disk(host.name)
    switch wanted.look {
    case .delay(let call, let samples, let limit):
      let took = try DiskProbe.meanLatency(
        of: call, samples: samples, fault: wanted.fault, directory: directory)
      let words = samples == 1 ? "took" : "took on average of \(samples)"
      return (
        wanted.isThere ? took >= limit : took <= limit,
        "a \(call.rawValue) on \(host.name) \(words) \(Self.milliseconds(took)) ms"
      )
    case .error(let calls, let code, let ratio):
      return try lookForErrors(calls, code, ratio, wanted, on: host)
    case .full(let leave):
      let error = try DiskProbe.growth(
        by: leave + 4_096, fault: wanted.fault, directory: directory)
      let isRefused = DiskProbe.isFull(error)
      let free = try DiskProbe.freeBytes(directory: directory)
      return (
        wanted.isThere ? isRefused : error == 0,
        "\(leave + 4_096) more bytes on \(host.name) \(isRefused ? "gave ENOSPC" : "were taken"), "
          + "\(free) are free"
      )
    case .stall(let calls):
      return try lookForStall(calls, wanted, on: host)
    case .loss, .torn, .rot:
      return try lookAtCanary(wanted, on: host, disk)
    }
  }

  private func lookForErrors(
    _ calls: [DiskCall], _ code: DiskError.Code, _ ratio: Double, _ wanted: DiskExpectation,
    on host: AgentHost
  ) throws -> (Bool, String) {
    // So many that none of them failing by chance is seen less than once in 20,000 probes.
    let attempts = ratio >= 1 ? 3 : Int((10 / ratio).rounded(.up))
    var texts: [String] = []
    for call in calls {
      let (count, others) = try DiskProbe.errors(
        of: call, attempts: attempts, expecting: code, fault: wanted.fault,
        directory: places.disk(host.name))
      texts.append("\(count) of \(attempts) \(call.rawValue) calls")
      let isRight =
        wanted.isThere ? count > 0 && others == 0 && (ratio < 1 || count == attempts) : count == 0
      if !isRight { return (false, "\(texts.last ?? "") on \(host.name) gave \(code.rawValue)") }
    }
    return (true, "\(texts.joined(separator: ", ")) on \(host.name) gave \(code.rawValue)")
  }

  /// Calls that were started to see a stall are kept, for they must come back once it is healed.
  private func lookForStall(
    _ calls: [DiskCall], _ wanted: DiskExpectation, on host: AgentHost
  ) throws -> (Bool, String) {
    let key = "\(host.name) \(wanted.fault)"
    var pending = state.withLock { $0.pendingDiskCalls[key] ?? [] }
    if wanted.isThere || pending.isEmpty {
      let waiting = Set(pending.filter { $0.result(within: .zero) == nil }.map(\.call))
      pending = pending.filter { waiting.contains($0.call) }
      for call in calls where !waiting.contains(call) {
        pending.append(
          try DiskProbe.start(call, fault: wanted.fault, directory: places.disk(host.name)))
      }
      let started = pending
      state.withLock { $0.pendingDiskCalls[key] = started }
    }
    let deadline = MonotonicClock.now() + (wanted.isThere ? .milliseconds(250) : .seconds(1))
    let back = pending.filter {
      $0.result(within: max(.zero, deadline - MonotonicClock.now())) != nil
    }
    let words = "\(pending.count - back.count) of \(pending.count) calls on \(host.name) wait"
    if wanted.isThere { return (back.isEmpty && !pending.isEmpty, words) }
    let isHealed = back.count == pending.count && back.allSatisfy { $0.result(within: .zero) == 0 }
    if isHealed { state.withLock { $0.pendingDiskCalls[key] = nil } }
    return (isHealed, words)
  }
}

extension DiskExpectation.Look {
  /// Whether the effect is a call that took long, which it did from its start.
  var isTimed: Bool { if case .delay = self { true } else { false } }
}
