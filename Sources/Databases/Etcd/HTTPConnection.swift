import NIOCore
import NIOHTTP1
import NIOPosix
import Vocabulary

/// A whole answer of a server.
struct HTTPAnswer: Sendable {
  var status: Int
  var headers: HTTPHeaders
  var body: ByteBuffer
}

/// Why there was no whole answer, and whether the server may have seen the request.
struct HTTPFault: Error, Sendable {
  /// False only where not one byte of the request was handed to the kernel.
  var mayHaveArrived: Bool
  var message: String
}

/// One keep-alive connection, opened when first needed and opened again after it broke.
///
/// Shape:  one request in flight; head, body and end leave in one write.
/// Limits: a second `send` before the first has returned is a programmer's error.
/// Errors: `HTTPFault`; after any of them the connection is closed, so a late answer cannot be
///         taken for the answer to the next request.
final class HTTPConnection: Sendable {
  let eventLoop: any EventLoop
  private let host: String
  private let port: Int
  private let state: NIOLoopBoundBox<State>

  private struct State {
    var channel: (any Channel)?
    var exchange: HTTPExchange?
    var isBusy = false
  }

  init(host: String, port: Int, eventLoop: any EventLoop) {
    self.host = host
    self.port = port
    self.eventLoop = eventLoop
    state = .makeBoxSendingValue(State(), eventLoop: eventLoop)
  }

  /// Sends one request and waits for its whole answer, for the connection and the answer together
  /// at most `timeout`.
  func send(
    _ method: HTTPMethod, _ path: String, body: ByteBuffer?, timeout: Nanoseconds
  ) async -> Result<HTTPAnswer, HTTPFault> {
    await withCheckedContinuation { continuation in
      let request = HTTPExchange.Request(
        head: head(method, path, length: body?.readableBytes ?? 0), body: body,
        deadline: .now() + .nanoseconds(timeout.rawValue)
      ) { continuation.resume(returning: $0) }
      if eventLoop.inEventLoop {
        start(request)
      } else {
        eventLoop.execute { self.start(request) }
      }
    }
  }

  /// Closes the connection; an answer still awaited becomes a fault.
  func close() {
    eventLoop.execute {
      self.state.value.channel?.close(promise: nil)
      self.state.value.channel = nil
    }
  }

  private func head(_ method: HTTPMethod, _ path: String, length: Int) -> HTTPRequestHead {
    var headers = HTTPHeaders()
    headers.reserveCapacity(2)
    headers.add(name: "host", value: host)
    if method != .GET || length > 0 { headers.add(name: "content-length", value: String(length)) }
    return HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
  }

  private func start(_ request: HTTPExchange.Request) {
    precondition(!state.value.isBusy, "one connection carries one request at a time")
    state.value.isBusy = true
    if let channel = state.value.channel, channel.isActive, let exchange = state.value.exchange {
      exchange.begin(request, on: channel) { self.finish($0, request) }
      return
    }
    let left = max(.nanoseconds(1), request.deadline - .now())
    let exchange = NIOLoopBound(HTTPExchange(), eventLoop: eventLoop)
    ClientBootstrap(group: eventLoop).connectTimeout(left)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHTTPClientHandlers(
            enableOutboundHeaderValidation: false)
          try channel.pipeline.syncOperations.addHandler(exchange.value)
        }
      }
      .connect(host: host, port: port)
      .assumeIsolated()
      .whenComplete { result in
        switch result {
        case .success(let channel):
          self.state.value.channel = channel
          self.state.value.exchange = exchange.value
          exchange.value.begin(request, on: channel) { self.finish($0, request) }
        case .failure(let error):
          let fault = HTTPFault(
            mayHaveArrived: false, message: "cannot connect: \(ConnectionTrouble.describe(error))")
          self.finish(.failure(fault), request)
        }
      }
  }

  private func finish(_ result: HTTPExchange.Completion, _ request: HTTPExchange.Request) {
    state.value.isBusy = false
    switch result {
    case .answer(let answer, let keepAlive):
      if !keepAlive { drop() }
      request.complete(.success(answer))
    case .failure(let fault):
      drop()
      request.complete(.failure(fault))
    }
  }

  private func drop() {
    state.value.channel?.close(promise: nil)
    state.value.channel = nil
    state.value.exchange = nil
  }
}
