package import NIOCore
import Synchronization
package import Vocabulary

/// One logical client of a Redis that Sentinels watch over, as their client libraries work.
///
/// Shape:  asks one Sentinel after the other, from its own on, who the primary is; asks that one
///         whether it thinks so too; then stays with it for as long as it answers. One request in
///         flight. After anything but an answer it drops the connection and begins with the next
///         Sentinel. So a client that stands beside a primary which was cut off stays there, for
///         nothing tells it that another one was elected.
/// Units:  `timeout` is for one request, the search for the primary included.
/// Limits: values are whole numbers in decimal; no TLS, no password.
/// Errors: never thrown: a database that fails is a `ClientResult`.
/// Source: redis.io, "Guidelines for Redis clients with support for Redis Sentinel".
package final class RedisClient: StoreClient {
  /// Where the connections live.
  package let executor: EventLoopExecutor
  private let eventLoop: any EventLoop
  private let sentinels: [MemberEndpoint]
  private let master: String
  private let timeout: Nanoseconds
  private let state = Mutex(State())

  private struct State {
    var sentinel = 0
    var primary: Primary?
  }

  private struct Primary {
    var endpoint: MemberEndpoint
    var connection: RedisConnection
  }

  private struct Search: Error {
    var fault: ClientFault
  }

  /// A client that asks the first of these Sentinels first; `master` is what they call the primary.
  package init(
    sentinels: [MemberEndpoint], master: String, group: any EventLoopGroup, timeout: Nanoseconds
  ) {
    precondition(!sentinels.isEmpty, "a client needs at least one Sentinel")
    self.sentinels = sentinels
    self.master = master
    self.timeout = timeout
    eventLoop = group.next()
    executor = EventLoopExecutor(eventLoop)
  }

  /// The primary that the next request is sent to; nil where it would have to be found first.
  package var primary: MemberEndpoint? { state.withLock { $0.primary?.endpoint } }

  /// Sends one request to the primary.
  package func perform(_ request: StoreRequest) async -> ClientResult<StoreAnswer> {
    let deadline = NIODeadline.now() + .nanoseconds(timeout.rawValue)
    let primary: Primary
    do throws(Search) {
      primary = try await find(before: deadline)
    } catch {
      // Nothing was sent yet, so nothing happened.
      return .failed(error.fault)
    }
    let result = await primary.connection.send(
      [RedisRequest.words(request)], timeout: Self.left(until: deadline))
    switch Self.interpret(result, request) {
    case .success(let answer): return .ok(answer)
    case .failure(let trouble):
      leave()
      let fault = ClientFault(
        kind: trouble.kind, message: trouble.message, endpoint: primary.endpoint)
      return request.isRead || trouble.isDefinite ? .failed(fault) : .unknown(fault)
    }
  }

  /// Drops the connection; the next request looks for the primary again.
  package func close() {
    let left = state.withLock { state in
      defer { state.primary = nil }
      return state.primary
    }
    left?.connection.close()
  }

  /// Drops the connection and turns to the next Sentinel.
  private func leave() {
    close()
    state.withLock { $0.sentinel = ($0.sentinel + 1) % sentinels.count }
  }

  private static func interpret(
    _ result: Result<[RESPValue], RedisFault>, _ request: StoreRequest
  ) -> Result<StoreAnswer, RedisTrouble> {
    switch result {
    case .failure(let fault): .failure(RedisTrouble(fault))
    case .success(let replies):
      replies.first.map { RedisRequest.answer($0, to: request) }
        ?? .failure(.garbage("no reply at all"))
    }
  }

  private static func left(until deadline: NIODeadline) -> Nanoseconds {
    Nanoseconds(rawValue: max(0, (deadline - .now()).nanoseconds))
  }

  /// The primary that this client stays with, found anew where it has none.
  private func find(before deadline: NIODeadline) async throws(Search) -> Primary {
    let (known, first) = state.withLock { ($0.primary, $0.sentinel) }
    if let known { return known }
    var fault = ClientFault(
      kind: .unreachable, message: "no time left to look for the primary",
      endpoint: sentinels[first])
    for offset in sentinels.indices {
      let index = (first + offset) % sentinels.count
      // A Sentinel that is silent must leave time to ask the others.
      let share = timeout.rawValue / Int64(sentinels.count + 1)
      let patience = min(Self.left(until: deadline), Nanoseconds(rawValue: share))
      guard patience > .zero else { break }
      do throws(Search) {
        let primary = try await ask(sentinels[index], within: patience, before: deadline)
        state.withLock { state in
          state.primary = primary
          state.sentinel = index
        }
        return primary
      } catch {
        fault = error.fault
      }
    }
    state.withLock { $0.sentinel = (first + 1) % sentinels.count }
    throw Search(fault: fault)
  }

  /// Asks one Sentinel, and then the member that it names whether it is the primary.
  private func ask(
    _ sentinel: MemberEndpoint, within patience: Nanoseconds, before deadline: NIODeadline
  ) async throws(Search) -> Primary {
    let asked = RedisConnection(
      host: sentinel.address, port: sentinel.port, eventLoop: eventLoop)
    let told = await asked.send(
      [["SENTINEL", "GET-MASTER-ADDR-BY-NAME", master]], timeout: patience)
    asked.close()
    let place = try Self.reply(told, of: sentinel)
    guard let pair = place.elements, pair.count == 2, let address = pair[0].text,
      let port = pair[1].text.flatMap({ Int($0) })
    else { throw Self.search(sentinel, "it knows no primary called \(master): \(place)") }
    let name = sentinels.first { $0.address == address }?.name ?? HostName(rawValue: address)
    let endpoint = MemberEndpoint(name: name, address: address, port: port)
    let connection = RedisConnection(host: address, port: port, eventLoop: eventLoop)
    let patience = min(patience, Self.left(until: deadline))
    let role = await connection.send([["ROLE"]], timeout: patience)
    do throws(Search) {
      let reply = try Self.reply(role, of: endpoint)
      guard reply.elements?.first?.text == "master" else {
        throw Self.search(
          endpoint, "\(sentinel.name) calls it the primary, and it does not: \(reply)")
      }
    } catch {
      connection.close()
      throw error
    }
    return Primary(endpoint: endpoint, connection: connection)
  }

  private static func reply(
    _ result: Result<[RESPValue], RedisFault>, of endpoint: MemberEndpoint
  ) throws(Search) -> RESPValue {
    switch result {
    case .success(let replies):
      if case .error(let message)? = replies.first { throw search(endpoint, message) }
      return replies.first ?? .array(nil)
    case .failure(let fault): throw search(endpoint, fault.message)
    }
  }

  private static func search(_ endpoint: MemberEndpoint, _ message: String) -> Search {
    Search(fault: ClientFault(kind: .unreachable, message: message, endpoint: endpoint))
  }
}
