import Foundation
import Glibc
import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// Looks again and again until every probe has seen what it expects, or the limit is over.
  func prove(_ probes: [HostProbe], within limit: Nanoseconds) throws -> ProbeResult {
    let deadline = MonotonicClock.now() + limit
    // Links are measured all at once, for each measurement takes its time.
    let links = try proveLinks(probes, before: deadline)
    guard links.seen else { return links }
    var texts = links.text.isEmpty ? [] : [links.text]
    var seenAt = links.atNs
    var stopped: Nanoseconds?
    for probe in probes where !probe.measuresLink {
      var result = try look(probe)
      while !result.seen {
        guard MonotonicClock.now() < deadline else { return result }
        usleep(5_000)
        result = try look(probe)
      }
      texts.append(result.text)
      seenAt = max(seenAt, result.atNs)
      stopped = [stopped, result.stoppedNs].compactMap { $0 }.max()
    }
    return ProbeResult(
      seen: true, atNs: seenAt, text: texts.joined(separator: "; "), stoppedNs: stopped)
  }

  private func look(_ probe: HostProbe) throws -> ProbeResult {
    let (seen, text): (Bool, String)
    let start = MonotonicClock.now()
    switch probe {
    case .links(let blocked, let open, let payloadOnly):
      (seen, text) = try lookAtLinks(blocked: blocked, open: open, payloadOnly: payloadOnly)
    case .tableHit(let name, let table):
      let filter = try host(name).filter
      // A look before the fault finds no table, which is an answer and no error.
      let isThere = try filter.listTables().contains(table)
      let packets = isThere ? try filter.counters(table: table).packets : 0
      (seen, text) = (
        packets > 0, isThere ? "\(name) dropped \(packets) packets" : "\(name) has no \(table)"
      )
    case .tableGone(let name, let table):
      let isThere = try host(name).filter.listTables().contains(table)
      (seen, text) = (!isThere, isThere ? "\(table) is on \(name)" : "no rule left on \(name)")
    case .fsync(let name, let least, let most):
      let took = try DiskProbe.fsyncLatency(directory: places.disk(name))
      (seen, text) = (
        took >= least ?? .zero && took <= most ?? Nanoseconds(rawValue: .max),
        "an fsync on \(name) took \(Self.milliseconds(took)) ms"
      )
    case .database(let name, let state):
      (seen, text) = try lookAtDatabase(on: try host(name), expecting: state)
    case .databaseRestarted(let name):
      let isRestarted = try host(name).isRestarted
      let word = isRestarted ? "was stopped and started again" : "was not restarted"
      (seen, text) = (isRestarted, "the database on \(name) \(word)")
    case .databaseArgument(let name, let argument):
      let pid = try host(name).database?.pid
      let line = pid.flatMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
      let words = (line ?? Data()).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      seen = words.contains(argument)
      text = "the database on \(name) \(seen ? "runs" : "does not run") with \(argument)"
    case .link(let link, let wanted):
      (seen, text) = try measure(link, expecting: wanted)
    case .disk(let name, let wanted):
      (seen, text) = try lookAtDisk(of: try host(name), expecting: wanted)
    case .clock(let name, let wanted):
      (seen, text) = try lookAtClock(of: try host(name), expecting: wanted)
    case .process(let name, let wanted):
      (seen, text) = try lookAtProcesses(of: try host(name), expecting: wanted)
    case .command(let name, let arguments, let wanted):
      (seen, text) = try look(arguments, on: try host(name), expecting: wanted)
    }
    // A sync that is slow was slow from its start; everything else is known when it was seen.
    let isSlowSync =
      switch probe {
      case .fsync(_, .some, _): true
      case .disk(_, let wanted): wanted.isThere && wanted.look.isTimed
      default: false
      }
    let stopped: Nanoseconds? =
      if case .clock(let name, _) = probe { try host(name).clock.longestHeldNs } else { nil }
    return ProbeResult(
      seen: seen, atNs: isSlowSync ? start : MonotonicClock.now(), text: text, stoppedNs: stopped)
  }

  static func milliseconds(_ span: Nanoseconds) -> String {
    let tenths = (span.inMilliseconds * 10).rounded() / 10
    return tenths >= 100 ? "\(Int(tenths))" : "\(tenths)"
  }

  /// `1 process`, `7 processes`.
  static func counted(_ processes: [some Any]) -> String {
    "\(processes.count) \(processes.count == 1 ? "process" : "processes")"
  }

  private func lookAtDatabase(
    on host: AgentHost, expecting wanted: HostProbe.DatabaseState
  ) throws -> (Bool, String) {
    let processes = host.databaseProcesses
    let found: HostProbe.DatabaseState
    if processes.isEmpty {
      found = .gone
    } else if processes.allSatisfy(\.isStopped) {
      found = .stopped
    } else {
      found = .running
    }
    if wanted == .serving, found == .running, let readiness = host.service?.readiness {
      let answers = ReadinessProbe.answers(address: host.address, readiness: readiness)
      return (answers, "the database on \(host.name) \(answers ? "serves" : "does not serve")")
    }
    let word = found == .gone ? "no process" : "\(Self.counted(processes)), \(found.rawValue)"
    // Why it ended it says itself.
    let end =
      found == .gone && wanted != .gone ? LogEnd.line(of: places.databaseLog(host.name)) : nil
    let why = end.map { "; its log ends with “\($0)”" } ?? ""
    return (found == wanted, "the database on \(host.name): \(word)\(why)")
  }
}
