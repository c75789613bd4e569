import NIOCore
import NIOHTTP1

/// The last handler of a connection: pairs the one request in flight with its answer.
final class HTTPExchange: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  /// A request, when it must be over, and whom to tell.
  struct Request: Sendable {
    var head: HTTPRequestHead
    var body: ByteBuffer?
    var deadline: NIODeadline
    var complete: @Sendable (Result<HTTPAnswer, HTTPFault>) -> Void
  }

  /// How an exchange ended.
  enum Completion {
    case answer(HTTPAnswer, keepAlive: Bool)
    case failure(HTTPFault)
  }

  /// A server that answers more than this is not the one we mean to talk to.
  static let largestBody = 16 << 20

  private var done: ((Completion) -> Void)?
  private var timeout: Scheduled<Void>?
  private var head: HTTPResponseHead?
  private var body = ByteBuffer()

  /// Writes the request and calls `done` once: with the answer, or with why there is none.
  func begin(_ request: Request, on channel: any Channel, done: @escaping (Completion) -> Void) {
    guard request.deadline > .now() else {
      let fault = HTTPFault(mayHaveArrived: false, message: "no time left to send the request")
      return done(.failure(fault))
    }
    self.done = done
    head = nil
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    timeout = channel.eventLoop.scheduleTask(deadline: request.deadline) {
      bound.value.fail("no answer in time")
    }
    channel.write(HTTPClientRequestPart.head(request.head), promise: nil)
    if let body = request.body {
      channel.write(HTTPClientRequestPart.body(.byteBuffer(body)), promise: nil)
    }
    channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
    case .body(var part):
      guard body.readableBytes + part.readableBytes <= Self.largestBody else {
        return fail("the answer is larger than \(Self.largestBody) bytes")
      }
      if body.readableBytes == 0 { body = part } else { body.writeBuffer(&part) }
    case .end:
      guard let head else { return fail("an answer without a head") }
      let answer = HTTPAnswer(
        status: Int(head.status.code), headers: head.headers, body: body)
      finish(.answer(answer, keepAlive: head.isKeepAlive))
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail("the connection broke: \(error)")
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail("the server closed the connection before it had answered")
    context.fireChannelInactive()
  }

  private func fail(_ message: String) {
    finish(.failure(HTTPFault(mayHaveArrived: true, message: message)))
  }

  private func finish(_ completion: Completion) {
    timeout?.cancel()
    timeout = nil
    guard let done else { return }
    self.done = nil
    done(completion)
  }
}
