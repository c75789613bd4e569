import Foundation
import Glibc
import Synchronization
import Vocabulary

/// A controller's way to an agent: requests with answers, and a stream of events.
///
/// Errors: an agent that goes away fails every open request, and ends the stream.
package final class RangeConnection: AgentLine {
  private let descriptor: Int32
  private let state = Mutex(State())
  /// What agents say of their own accord; ends when the agent is gone.
  package let events: AsyncStream<AgentMessage.Say>
  private let yield: AsyncStream<AgentMessage.Say>.Continuation

  private struct State {
    var next = 1
    var waiting: [Int: CheckedContinuation<AgentMessage.Say, Never>] = [:]
    var isGone = false
  }

  /// Connects to the agent that listens at the socket.
  package convenience init(socket path: String) throws(RangeError) {
    self.init(descriptor: try UnixSocket.connect(to: path))
  }

  /// Speaks over a socket that is connected already, and owns it from now on.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    (events, yield) = AsyncStream.makeStream(of: AgentMessage.Say.self)
    Thread.detachNewThread { [self] in
      LineReader(descriptor: descriptor).eachLine { receive($0) }
      lose()
    }
  }

  /// Hangs up; the agent goes on by itself.
  package func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Asks and waits for the answer; a `failed` answer is thrown.
  @discardableResult
  package func ask(_ ask: AgentRequest.Ask) async throws(RangeError) -> AgentMessage.Say {
    let answer = await withCheckedContinuation { continuation in
      let id: Int? = state.withLock { state in
        guard !state.isGone else { return nil }
        let id = state.next
        state.next += 1
        state.waiting[id] = continuation
        return id
      }
      guard let id else {
        continuation.resume(returning: .failed(message: Self.gone))
        return
      }
      let line = (try? CanonicalJSON.line(AgentRequest(id: id, ask: ask))) ?? "{}"
      if !state.withLock({ _ in UnixSocket.send(line + "\n", to: descriptor) }) { lose() }
    }
    if case .failed(let message) = answer {
      throw RangeError(message, hint: "see hosts/agent.log of the run")
    }
    return answer
  }

  static let gone = "the range's agent is gone"

  private func receive(_ line: String) {
    guard let message = try? CanonicalJSON.decode(AgentMessage.self, from: line) else { return }
    if message.id == 0 {
      yield.yield(message.say)
    } else {
      state.withLock { $0.waiting.removeValue(forKey: message.id) }?.resume(returning: message.say)
    }
  }

  private func lose() {
    let waiting = state.withLock { state in
      state.isGone = true
      defer { state.waiting = [:] }
      return state.waiting
    }
    for continuation in waiting.values {
      continuation.resume(returning: .failed(message: Self.gone))
    }
    yield.finish()
  }
}
