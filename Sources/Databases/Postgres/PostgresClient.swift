package import NIOCore
import Synchronization
package import Vocabulary

/// One logical client of a replicated PostgreSQL, as client libraries with several hosts work.
///
/// Shape:  connects to one member after the other, from its own on, until one says that it takes
///         writes; then stays with it for as long as it answers. One request in flight. After
///         anything but an answer it leaves and begins with the next member. So a client that
///         stands beside a primary which was cut off stays there until Patroni stops that one.
/// Units:  `timeout` is for one request, the search for the primary included.
/// Limits: it never cancels a statement, for that ends the wait for a synchronous standby in a
///         success; it leaves, and the server finishes by itself what it has begun.
/// Errors: never thrown: a database that fails is a `ClientResult`.
/// Source: libpq, several hosts with `target_session_attrs=read-write`.
package final class PostgresClient: StoreClient {
  /// Where the connections live.
  package let executor: EventLoopExecutor
  private let eventLoop: any EventLoop
  private let members: [MemberEndpoint]
  private let timeout: Nanoseconds
  private let state = Mutex(State())

  private struct State {
    var member = 0
    var primary: Primary?
  }

  /// A session at the member that takes writes.
  struct Primary: Sendable {
    var endpoint: MemberEndpoint
    var connection: PostgresConnection
  }

  struct Search: Error {
    var fault: ClientFault
  }

  /// A client that tries the first of these members first.
  package init(members: [MemberEndpoint], group: any EventLoopGroup, timeout: Nanoseconds) {
    precondition(!members.isEmpty, "a client needs at least one member")
    self.members = members
    self.timeout = timeout
    eventLoop = group.next()
    executor = EventLoopExecutor(eventLoop)
  }

  /// The primary that the next request is sent to; nil where it would have to be found first.
  package var primary: MemberEndpoint? { state.withLock { $0.primary?.endpoint } }

  /// When a request that begins now must be over.
  var deadline: NIODeadline { NIODeadline.now() + .nanoseconds(timeout.rawValue) }

  /// Sends one request to the primary.
  package func perform(_ request: StoreRequest) async -> ClientResult<StoreAnswer> {
    let deadline = deadline
    let primary: Primary
    do throws(Search) {
      primary = try await find(before: deadline)
    } catch {
      // Nothing was sent yet, so nothing happened.
      return .failed(error.fault)
    }
    let result = await primary.connection.send(PostgresStore.request(request), before: deadline)
    do throws(PostgresTrouble) {
      let reply = try PostgresTrouble.check(result, mayCommit: !request.isRead)
      return .ok(try PostgresStore.answer(reply, to: request))
    } catch {
      leave()
      let fault = fault(error, at: primary)
      return request.isRead || error.isDefinite ? .failed(fault) : .unknown(fault)
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

  /// Drops the connection and turns to the next member.
  func leave() {
    close()
    state.withLock { $0.member = ($0.member + 1) % members.count }
  }

  func fault(_ trouble: PostgresTrouble, at primary: Primary) -> ClientFault {
    ClientFault(kind: trouble.kind, message: trouble.message, endpoint: primary.endpoint)
  }

  /// The primary that this client stays with, found anew where it has none.
  func find(before deadline: NIODeadline) async throws(Search) -> Primary {
    let (known, first) = state.withLock { ($0.primary, $0.member) }
    if let known { return known }
    var fault = ClientFault(
      kind: .unreachable, message: "no time left to look for the primary",
      endpoint: members[first])
    for offset in members.indices {
      let index = (first + offset) % members.count
      // A member that is silent must leave time to try the others.
      let share = NIODeadline.now() + .nanoseconds(timeout.rawValue / Int64(members.count + 1))
      guard deadline > .now() else { break }
      do throws(Search) {
        let primary = try await ask(members[index], before: min(share, deadline))
        state.withLock { state in
          state.primary = primary
          state.member = index
        }
        return primary
      } catch {
        fault = error.fault
      }
    }
    state.withLock { $0.member = (first + 1) % members.count }
    throw Search(fault: fault)
  }

  /// Opens a session; what the server says of itself at its start tells whether it takes writes.
  private func ask(
    _ member: MemberEndpoint, before deadline: NIODeadline
  ) async throws(Search) -> Primary {
    let connection = PostgresConnection(
      host: member.address, port: member.port, eventLoop: eventLoop)
    func search(_ message: String) -> Search {
      connection.close()
      return Search(
        fault: ClientFault(kind: .unreachable, message: message, endpoint: member))
    }
    switch await connection.parameters(before: deadline) {
    case .failure(let fault): throw search(fault.message)
    case .success(let settings):
      if settings["in_hot_standby"] == "on" { throw search("it is a standby") }
      if settings["default_transaction_read_only"] == "on" { throw search("it only reads") }
      return Primary(endpoint: member, connection: connection)
    }
  }
}
