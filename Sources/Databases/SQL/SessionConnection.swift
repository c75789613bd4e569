import NIOCore
import NIOPosix

/// One session at a server, opened when first needed and again after it broke.
///
/// Shape:  one request in flight. Nobody has a password: the server listens inside a range that
///         no other machine reaches, and trusts whoever is in it. A secret would prove nothing
///         there, and would lie in the run folder for everybody to read.
/// Limits: no TLS; a server that asks for a password is refused.
/// Errors: `SessionFault`; after any of them the connection is closed.
final class SessionConnection<Language: SessionLanguage>: Sendable {
  typealias Fault = SessionFault<Language.Words>
  typealias Exchange = SessionExchange<Language>

  let eventLoop: any EventLoop
  private let host: String
  private let port: Int
  private let hello: Language.Content
  private let state: NIOLoopBoundBox<State>

  private struct State {
    var channel: (any Channel)?
    var exchange: Exchange?
  }

  /// A session that begins with `hello`.
  init(host: String, port: Int, hello: Language.Content, eventLoop: any EventLoop) {
    self.host = host
    self.port = port
    self.hello = hello
    self.eventLoop = eventLoop
    state = .makeBoxSendingValue(State(), eventLoop: eventLoop)
  }

  /// Sends one request and waits for its answer, for the connection and the answer together at
  /// most until the deadline.
  func send(
    _ content: Language.Content, before deadline: NIODeadline
  ) async -> Result<Language.Reply, Fault> {
    await withCheckedContinuation { continuation in
      let request = Exchange.Request(content: content, deadline: deadline) {
        continuation.resume(returning: $0)
      }
      onLoop { self.start(request) }
    }
  }

  /// What the server told of itself, with a session opened where there is none.
  func language(before deadline: NIODeadline) async -> Result<Language, Fault> {
    await withCheckedContinuation { continuation in
      onLoop {
        self.opened(before: deadline) { result in
          continuation.resume(returning: result.map { $0.value.exchange.language })
        }
      }
    }
  }

  /// Leaves; an answer still awaited becomes a fault.
  func close() {
    eventLoop.execute {
      if let channel = self.state.value.channel, channel.isActive {
        channel.writeAndFlush(Language.farewell, promise: nil)
        channel.close(promise: nil)
      }
      self.state.value = State()
    }
  }

  private struct Session {
    var channel: any Channel
    var exchange: Exchange
  }

  private func onLoop(_ body: @escaping @Sendable () -> Void) {
    if eventLoop.inEventLoop { body() } else { eventLoop.execute(body) }
  }

  private func start(_ request: Exchange.Request) {
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
    _ done: @escaping @Sendable (Result<NIOLoopBound<Session>, Fault>) -> Void
  ) {
    if let channel = state.value.channel, let exchange = state.value.exchange, channel.isActive,
      !exchange.isBroken
    {
      let session = Session(channel: channel, exchange: exchange)
      return done(.success(NIOLoopBound(session, eventLoop: eventLoop)))
    }
    state.value = State()
    let exchange = NIOLoopBound(Exchange(), eventLoop: eventLoop)
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
              Fault(
                mayHaveArrived: false,
                message: "cannot connect: \(ConnectionTrouble.describe(error))")))
        }
      }
  }

  /// Says who we are; nothing of what goes wrong here has anything to do with a request.
  private func introduce(
    _ session: Session, before deadline: NIODeadline,
    _ done: @escaping @Sendable (Result<NIOLoopBound<Session>, Fault>) -> Void
  ) {
    let bound = NIOLoopBound(session, eventLoop: eventLoop)
    let introduction = Exchange.Request(content: hello, deadline: deadline) { result in
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
    session.exchange.begin(introduction, on: session.channel)
  }
}
