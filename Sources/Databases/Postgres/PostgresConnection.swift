import NIOCore
import NIOPosix
import Vocabulary

/// One session at a PostgreSQL, opened when first needed and again after it broke.
///
/// Shape:  one request in flight. Nobody has a password: the server listens inside a range that
///         no other machine reaches, and trusts whoever is in it. A secret would prove nothing
///         there, and would lie in the run folder for everybody to read.
/// Limits: no TLS; a server that asks for a password is refused.
/// Errors: `PostgresFault`; after any of them the connection is closed.
final class PostgresConnection: Sendable {
  let eventLoop: any EventLoop
  private let host: String
  private let port: Int
  private let user: String
  private let database: String
  private let state: NIOLoopBoundBox<State>

  private struct State {
    var channel: (any Channel)?
    var exchange: PostgresExchange?
  }

  init(
    host: String, port: Int, user: String = PatroniDatabase.user,
    database: String = PatroniDatabase.catalog, eventLoop: any EventLoop
  ) {
    self.host = host
    self.port = port
    self.user = user
    self.database = database
    self.eventLoop = eventLoop
    state = .makeBoxSendingValue(State(), eventLoop: eventLoop)
  }

  /// Sends one request and waits for its answer, for the connection and the answer together at
  /// most until the deadline.
  func send(
    _ content: PostgresRequest, before deadline: NIODeadline
  ) async -> Result<PostgresReply, PostgresFault> {
    await withCheckedContinuation { continuation in
      let request = PostgresExchange.Request(content: content, deadline: deadline) {
        continuation.resume(returning: $0)
      }
      onLoop { self.start(request) }
    }
  }

  /// Settings as the server told them, with a session opened where there is none.
  func parameters(before deadline: NIODeadline) async -> Result<[String: String], PostgresFault> {
    await withCheckedContinuation { continuation in
      onLoop {
        self.opened(before: deadline) { result in
          continuation.resume(returning: result.map { $0.value.exchange.parameters })
        }
      }
    }
  }

  /// Leaves; an answer still awaited becomes a fault.
  func close() {
    eventLoop.execute {
      if let channel = self.state.value.channel, channel.isActive {
        channel.writeAndFlush(PostgresRequest.terminate, promise: nil)
        channel.close(promise: nil)
      }
      self.state.value = State()
    }
  }

  private struct Session {
    var channel: any Channel
    var exchange: PostgresExchange
  }

  private func onLoop(_ body: @escaping @Sendable () -> Void) {
    if eventLoop.inEventLoop { body() } else { eventLoop.execute(body) }
  }

  private func start(_ request: PostgresExchange.Request) {
    opened(before: request.deadline) { result in
      switch result {
      case .success(let session):
        session.value.exchange.begin(request, on: session.value.channel)
      case .failure(let fault): request.complete(.failure(fault))
      }
    }
  }

  /// The session that is there, or a new one that has said who it is.
  private func opened(
    before deadline: NIODeadline,
    _ done: @escaping @Sendable (Result<NIOLoopBound<Session>, PostgresFault>) -> Void
  ) {
    if let channel = state.value.channel, let exchange = state.value.exchange, channel.isActive,
      !exchange.isBroken
    {
      let session = Session(channel: channel, exchange: exchange)
      return done(.success(NIOLoopBound(session, eventLoop: eventLoop)))
    }
    state.value = State()
    let exchange = NIOLoopBound(PostgresExchange(), eventLoop: eventLoop)
    ClientBootstrap(group: eventLoop)
      .connectTimeout(max(.nanoseconds(1), deadline - .now()))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(exchange.value)
        }
      }
      .connect(host: host, port: port)
      .assumeIsolated()
      .whenComplete { result in
        switch result {
        case .success(let channel):
          self.introduce(
            Session(channel: channel, exchange: exchange.value), before: deadline, done)
        case .failure(let error):
          done(
            .failure(
              PostgresFault(
                mayHaveArrived: false, message: "cannot connect: \(Self.describe(error))")))
        }
      }
  }

  /// Says who we are; nothing of what goes wrong here has anything to do with a request.
  private func introduce(
    _ session: Session, before deadline: NIODeadline,
    _ done: @escaping @Sendable (Result<NIOLoopBound<Session>, PostgresFault>) -> Void
  ) {
    let bound = NIOLoopBound(session, eventLoop: eventLoop)
    let startup = PostgresExchange.Request(
      content: .startup(user: user, database: database), deadline: deadline
    ) { result in
      switch result {
      case .success:
        self.state.value = State(channel: bound.value.channel, exchange: bound.value.exchange)
        done(.success(bound))
      case .failure(var fault):
        bound.value.channel.close(promise: nil)
        fault.mayHaveArrived = false
        done(.failure(fault))
      }
    }
    session.exchange.begin(startup, on: session.channel)
  }

  private static func describe(_ error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError:
      error.connectionErrors.first.map { "\($0.error)" } ?? "no address for \(error.host)"
    case let error as IOError: error.description
    case ChannelError.connectTimeout: "no answer to the connection request in time"
    default: "\(error)"
    }
  }
}
