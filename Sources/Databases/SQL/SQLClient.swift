import NIOCore
import Synchronization
import Vocabulary

/// One logical client of a replicated SQL database, as client libraries with several hosts work.
///
/// Shape:  connects to one member after the other, from its own on, until one does not refuse;
///         then stays with it for as long as it answers. One request in flight. After anything but
///         an answer, or a conflict with another client, it leaves and begins with the next member.
///         So a client that stands beside a member which was cut off stays there until that one
///         refuses. Where the dialect says so it knocks at its own member again after a while.
/// Units:  `timeout` is for one request, the search for a member included.
/// Limits: it never cancels a statement; it leaves, and the server finishes by itself what it has
///         begun.
/// Errors: never thrown: a database that fails is a `ClientResult`.
/// Source: libpq, several hosts with `target_session_attrs=read-write`; MariaDB Connector/J,
///         "Failover and High availability", mode `sequential`; MySQL
///         Connector/J, `queriesBeforeRetrySource`.
final class SQLClient<Dialect: SQLTransactionDialect>: StoreClient {
  /// Where the connections live.
  let executor: EventLoopExecutor
  private let eventLoop: any EventLoop
  private let members: [MemberEndpoint]
  private let timeout: Nanoseconds
  private let state = Mutex(State())

  private struct State {
    var member = 0
    var place: Place?
    /// Requests since it left its own member.
    var abroad = 0
  }

  /// A session at the member that is asked.
  private struct Place: Sendable {
    var endpoint: MemberEndpoint
    var connection: SessionConnection<Dialect.Language>
  }

  private struct Search: Error {
    var fault: ClientFault
  }

  /// A client that tries the first of these members first.
  init(members: [MemberEndpoint], group: any EventLoopGroup, timeout: Nanoseconds) {
    precondition(!members.isEmpty, "a client needs at least one member")
    self.members = members
    self.timeout = timeout
    eventLoop = group.next()
    executor = EventLoopExecutor(eventLoop)
  }

  /// Sends one request to the member that it stays with.
  ///
  /// Whoever calls it knows the protocol alone, so without being told the compiler would look each
  /// type up again at each request.
  @_specialize(where Dialect == PostgresDialect)
  @_specialize(where Dialect == MariaDBDialect)
  func perform(_ request: StoreRequest) async -> ClientResult<StoreAnswer> {
    let deadline = deadline
    let place: Place
    do throws(Search) {
      place = try await find(before: deadline)
    } catch {
      // Nothing was sent yet, so nothing happened.
      return .failed(error.fault)
    }
    let result = await place.connection.send(Dialect.request(request), before: deadline)
    do throws(SQLTrouble) {
      let reply = try Dialect.check(result, mayCommit: !request.isRead)
      return .ok(try Dialect.answer(reply, to: request))
    } catch {
      if error.kind != .conflict { leave() }
      let fault = fault(error, at: place)
      return request.isRead || error.isDefinite ? .failed(fault) : .unknown(fault)
    }
  }

  /// Drops the connection; the next request looks for a member again.
  func close() {
    let left = state.withLock { state in
      defer { state.place = nil }
      return state.place
    }
    left?.connection.close()
  }

  /// When a request that begins now must be over.
  private var deadline: NIODeadline { NIODeadline.now() + .nanoseconds(timeout.rawValue) }

  /// Drops the connection and turns to the next member.
  private func leave() {
    close()
    state.withLock { $0.member = ($0.member + 1) % members.count }
  }

  private func fault(_ trouble: SQLTrouble, at place: Place) -> ClientFault {
    ClientFault(kind: trouble.kind, message: trouble.message, endpoint: place.endpoint)
  }

  /// The member that this client stays with, found anew where it has none.
  private func find(before deadline: NIODeadline) async throws(Search) -> Place {
    let (known, first, isHomesick) = state.withLock { state in
      if state.member != 0 { state.abroad += 1 }
      let isHomesick = Dialect.requestsAbroad.map { state.abroad >= $0 } ?? false
      if isHomesick { state.abroad = 0 }
      return (state.place, state.member, isHomesick)
    }
    if let known { return isHomesick ? await home(from: known, before: deadline) : known }
    var fault = ClientFault(
      kind: .unreachable, message: "no time left to look for a member",
      endpoint: members[first])
    for offset in members.indices {
      let index = (first + offset) % members.count
      guard deadline > .now() else { break }
      do throws(Search) {
        let place = try await ask(members[index], before: min(share, deadline))
        state.withLock { state in
          state.place = place
          state.member = index
        }
        return place
      } catch {
        fault = error.fault
      }
    }
    state.withLock { $0.member = (first + 1) % members.count }
    throw Search(fault: fault)
  }

  /// Knocks at the client's own member, and goes there where that one serves again.
  private func home(from known: Place, before deadline: NIODeadline) async -> Place {
    do throws(Search) {
      let home = try await ask(members[0], before: min(share, deadline))
      known.connection.close()
      state.withLock { state in
        state.place = home
        state.member = 0
      }
      return home
    } catch {
      return known
    }
  }

  /// A member that is silent must leave time to try the others.
  private var share: NIODeadline {
    NIODeadline.now() + .nanoseconds(timeout.rawValue / Int64(members.count + 1))
  }

  /// Opens a session; what the server says of itself may tell that it is of no use.
  private func ask(
    _ member: MemberEndpoint, before deadline: NIODeadline
  ) async throws(Search) -> Place {
    let connection = Dialect.connection(to: member, on: eventLoop)
    guard let message = await Dialect.refusal(at: connection, before: deadline) else {
      return Place(endpoint: member, connection: connection)
    }
    connection.close()
    throw Search(fault: ClientFault(kind: .unreachable, message: message, endpoint: member))
  }
}

/// Transactions, one statement after the other, as an application with a session sends them.
///
/// Shape:  the values that a transfer writes are computed by the client from what it read, so what
///         the level does not forbid shows.
/// Source: Jepsen's `append` and `bank` tests of PostgreSQL.
extension SQLClient: TransactionClient {
  /// Begins, executes, commits; where another transaction has to go first, rolls back and stays.
  @_specialize(where Dialect == PostgresDialect)
  @_specialize(where Dialect == MariaDBDialect)
  func perform(_ transaction: StoreTransaction) async -> ClientResult<TransactionAnswer> {
    let deadline = deadline
    let place: Place
    do throws(Search) {
      place = try await find(before: deadline)
    } catch {
      return .failed(error.fault)
    }
    let session = SQLTransaction<Dialect>(connection: place.connection, deadline: deadline)
    let answer: TransactionAnswer?
    do throws(SQLTrouble) {
      try await session.begin(transaction.level)
      answer = try await session.execute(transaction.body)
    } catch {
      // Nothing was asked to be committed, so nothing was.
      if await !session.rollBack(after: error) { leave() }
      return .failed(fault(error, at: place))
    }
    guard let answer else {
      if await !session.rollBack(after: nil) { leave() }
      let refusal = SQLTrouble(
        kind: .refused, message: "the account holds too little", isDefinite: true)
      return .failed(fault(refusal, at: place))
    }
    do throws(SQLTrouble) {
      try await session.commit()
      return .ok(answer)
    } catch {
      if await !session.rollBack(after: error) { leave() }
      let fault = fault(error, at: place)
      return error.isDefinite || transaction.isRead ? .failed(fault) : .unknown(fault)
    }
  }
}
