import Foundation
import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// Carries out actions up to the first that fails; gives the moment at which each host was done.
  @discardableResult
  func perform(_ actions: [HostAction]) throws -> [String: Nanoseconds] {
    let (done, failure) = carryOut(actions, goesOn: false)
    if let failure { throw failure }
    return done
  }

  /// Tries every action, for one undo that fails must not keep the others from healing.
  func attempt(
    _ actions: [HostAction]
  ) -> (done: [String: Nanoseconds], failure: (any Error)?) {
    carryOut(actions, goesOn: true)
  }

  /// Hosts whose settings change are changed at once, each in order; all else one by one.
  ///
  /// Databases keep the order of the list, as a rolling restart is no restart of all; and packet
  /// filters take turns anyway.
  private func carryOut(
    _ actions: [HostAction], goesOn: Bool
  ) -> (done: [String: Nanoseconds], failure: (any Error)?) {
    let byHost = Dictionary(grouping: actions, by: \.host)
    let outcome = Outcome()
    guard byHost.count > 1, actions.allSatisfy(\.isSetting) else {
      carryOut(actions, goesOn: goesOn, into: outcome)
      return outcome.all
    }
    let hosts = byHost.keys.sorted()
    let lanes = min(hosts.count, Self.mostLanes)
    let group = DispatchGroup()
    for lane in 0..<lanes {
      let share = stride(from: lane, to: hosts.count, by: lanes).map { byHost[hosts[$0]] ?? [] }
      group.enter()
      Thread.detachNewThread { [self] in
        ThreadPriority.raise()
        for actions in share { carryOut(actions, goesOn: goesOn, into: outcome) }
        group.leave()
      }
    }
    group.wait()
    return outcome.all
  }

  /// More threads than this only wait for each other.
  private static var mostLanes: Int { 8 }

  private func carryOut(_ actions: [HostAction], goesOn: Bool, into outcome: Outcome) {
    for action in actions {
      do {
        let host = try host(action.host)
        try host.actions.withLock { _ in try perform(action, on: host) }
        outcome.note(host.name, at: MonotonicClock.now())
      } catch {
        outcome.note(error)
        if !goesOn { return }
      }
    }
  }
}

/// What several threads have done so far.
private final class Outcome: Sendable {
  private let state = Mutex(State())

  private struct State {
    var done: [String: Nanoseconds] = [:]
    var failure: (any Error)?
  }

  /// When each host was done, and the first failure.
  var all: (done: [String: Nanoseconds], failure: (any Error)?) {
    state.withLock { ($0.done, $0.failure) }
  }

  func note(_ host: HostName, at time: Nanoseconds) {
    state.withLock { $0.done[host.rawValue] = time }
  }

  func note(_ failure: any Error) {
    state.withLock { $0.failure = $0.failure ?? failure }
  }
}

extension HostAction {
  /// Whether it changes what faults share of a host, and may be done on several at once.
  fileprivate var isSetting: Bool {
    switch self {
    // A victim must come to run before it stops, which many urgent threads would keep it from.
    case .set(_, _, let setting): setting.part == .disk || setting.part == .links
    case .clear(_, _, let part): part == .disk || part == .links
    default: false
    }
  }
}
