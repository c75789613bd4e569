import NIOCore
import NIOPosix
import Vocabulary

/// One connection to a Redis or a Sentinel, opened when first needed and again after it broke.
///
/// Shape:  pipelined: requests leave at once, also while others wait, and are answered in order.
/// Errors: `RedisFault`; after any of them the connection is closed, so a late reply cannot be
///         taken for the reply to the next request.
final class RedisConnection: Sendable {
  let eventLoop: any EventLoop
  private let host: String
  private let port: Int
  private let state: NIOLoopBoundBox<State>

  private struct State {
    var channel: (any Channel)?
    var exchange: RedisExchange?
    var isOpening = false
    var waiting: [RedisExchange.Request] = []
  }

  init(host: String, port: Int, eventLoop: any EventLoop) {
    self.host = host
    self.port = port
    self.eventLoop = eventLoop
    state = .makeBoxSendingValue(State(), eventLoop: eventLoop)
  }

  /// Sends commands at once and waits for all replies, for the connection and the replies together
  /// at most `timeout`.
  func send(
    _ commands: [[String]], timeout: Nanoseconds
  ) async -> Result<[RESPValue], RedisFault> {
    precondition(!commands.isEmpty, "nothing sent would never be answered")
    return await withCheckedContinuation { continuation in
      let request = RedisExchange.Request(
        bytes: RESPCommand.bytes(commands), replies: commands.count,
        deadline: .now() + .nanoseconds(timeout.rawValue)
      ) { continuation.resume(returning: $0) }
      if eventLoop.inEventLoop {
        start(request)
      } else {
        eventLoop.execute { self.start(request) }
      }
    }
  }

  /// Closes the connection; replies still awaited become faults.
  func close() {
    eventLoop.execute {
      self.state.value.channel?.close(promise: nil)
      self.state.value.channel = nil
      self.state.value.exchange = nil
    }
  }

  private func start(_ request: RedisExchange.Request) {
    if let channel = state.value.channel, let exchange = state.value.exchange, channel.isActive,
      !exchange.isBroken
    {
      return exchange.begin(request, on: channel)
    }
    state.value.waiting.append(request)
    guard !state.value.isOpening else { return }
    state.value.isOpening = true
    open(within: max(.nanoseconds(1), request.deadline - .now()))
  }

  private func open(within limit: TimeAmount) {
    let exchange = NIOLoopBound(RedisExchange(), eventLoop: eventLoop)
    ClientBootstrap(group: eventLoop).connectTimeout(limit)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(exchange.value)
        }
      }
      .connect(host: host, port: port)
      .assumeIsolated()
      .whenComplete { result in
        let waiting = self.state.value.waiting
        self.state.value.waiting = []
        self.state.value.isOpening = false
        switch result {
        case .success(let channel):
          self.state.value.channel = channel
          self.state.value.exchange = exchange.value
          for request in waiting { exchange.value.begin(request, on: channel) }
        case .failure(let error):
          let fault = RedisFault(
            mayHaveArrived: false, message: "cannot connect: \(ConnectionTrouble.describe(error))")
          for request in waiting { request.complete(.failure(fault)) }
        }
      }
  }
}
