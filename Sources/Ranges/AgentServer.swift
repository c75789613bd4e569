import Foundation
import Glibc
import LinuxHost
import Synchronization
package import Vocabulary

/// The agent's main loop: answers controllers at a socket, expires leases, ends when told or left.
///
/// Limits: an agent whose controller is gone heals when leases run out, and ends after `linger`.
package final class AgentServer: Sendable {
  private let agent: Agent
  private let listener: Int32
  private let audience: Audience
  private let linger: Nanoseconds?
  private let isRemote: Bool

  /// Everyone who is connected, each with a lock for whole lines.
  private final class Audience: Sendable {
    let state = Mutex(State())
    struct State {
      var connections: Set<Int32> = []
      var lastPresence = MonotonicClock.now()
      /// Whether anybody has ever connected.
      var isKnown = false
      var control = ControllerSeat()
    }

    func say(_ message: AgentMessage, to descriptor: Int32? = nil) {
      guard let line = try? CanonicalJSON.line(message) else { return }
      state.withLock { state in
        for connection in descriptor.map({ [$0] }) ?? Array(state.connections) {
          _ = UnixSocket.send(line + "\n", to: connection)
        }
      }
    }
  }

  /// Listens at the range's socket; nobody can reach it before this returns.
  ///
  /// - Parameter linger: how long the range outlives its last controller; nil is for ever.
  ///   `isRemote` is for an agent on a machine of an inventory: it first heals what its journal
  ///   still holds, obeys one controller at a time, and stays while anything is held.
  package init(
    places: RangePlaces, linger: Nanoseconds?, isRemote: Bool = false
  ) throws(RangeError) {
    self.isRemote = isRemote
    let audience = Audience()
    self.audience = audience
    self.linger = linger
    agent = try Agent(places: places) { audience.say(AgentMessage(id: 0, say: $0)) }
    if isRemote { agent.recover() }
    listener = try UnixSocket.listen(at: places.socket)
  }

  /// Serves until the range is taken down or left alone; then everything in it is ended.
  package func run() {
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 { return }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        audience.state.withLock { _ = $0.connections.insert(connection) }
        Thread.detachNewThread { [self] in serve(connection, ended: ended) }
      }
    }
    // Apart from the leases, which must not wait for a database that will not die.
    Thread.detachNewThread { [agent] in
      while true {
        usleep(100_000)
        agent.keepUp()
      }
    }
    while ended.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      agent.expireLeases()
      if isLeftAlone() { break }
    }
    agent.shutDown()
  }

  private func isLeftAlone() -> Bool {
    if isRemote, agent.isHolding { return false }
    return audience.state.withLock { state in
      if !state.connections.isEmpty {
        state.lastPresence = MonotonicClock.now()
        state.isKnown = true
      }
      // Who started this range and never came may have died before it was written down anywhere.
      guard let patience = linger ?? (state.isKnown ? nil : .seconds(30)) else { return false }
      return MonotonicClock.now() > state.lastPresence + patience
    }
  }

  private func serve(_ connection: Int32, ended: DispatchSemaphore) {
    LineReader(descriptor: connection).eachLine { line in
      guard let request = try? CanonicalJSON.decode(AgentRequest.self, from: line) else {
        let shown = String(line.prefix(80))
        audience.say(
          AgentMessage(id: 0, say: .failed(message: "not a request: \(shown)")), to: connection)
        return
      }
      // A thread a request: a proof may take seconds, and a renewal must not wait for it.
      Thread.detachNewThread { [self] in
        request.ask.raisePriority()
        let say = refusal(of: request.ask, from: connection) ?? agent.answer(request.ask)
        audience.say(AgentMessage(id: request.id, say: say), to: connection)
        if request.ask.isLast, case .done = say { ended.signal() }
      }
    }
    audience.state.withLock {
      $0.connections.remove(connection)
      $0.control.leave(connection)
    }
    close(connection)
  }

  /// Why this controller may not ask this now; nil where it may.
  private func refusal(
    of ask: AgentRequest.Ask, from connection: Int32
  ) -> AgentMessage.Say? {
    guard isRemote else { return nil }
    let isHolding = agent.isHolding
    let words = audience.state.withLock {
      $0.control.refusal(of: ask, from: connection, isHolding: isHolding, at: MonotonicClock.now())
    }
    return words.map { .failed(message: $0) }
  }
}

extension AgentRequest.Ask {
  /// Whether the agent ends after it.
  fileprivate var isLast: Bool {
    switch self {
    case .down, .retire: true
    default: false
    }
  }

  /// Faults come and go at once on every host, however busy the databases keep the machine.
  fileprivate func raisePriority() {
    switch self {
    case .inject, .heal: ThreadPriority.raise()
    default: break
    }
  }
}
