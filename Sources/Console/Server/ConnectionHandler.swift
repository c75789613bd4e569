import NIOCore
import NIOHTTP1

/// One connection: collects a request within its limits, has it answered, writes the answer.
///
/// Shape: requests of a connection are answered in order, one at a time; the pipeline sees to it.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart
  typealias Answer = @Sendable (WebRequest) async -> WebResponse

  private let limits: ConnectionLimits
  private let answer: Answer
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()
  /// Whether the connection is about to close whatever still comes.
  private var isRefused = false
  private var deadline: Scheduled<Void>?
  private var answering: Task<Void, Never>?

  init(limits: ConnectionLimits, answer: @escaping Answer) {
    self.limits = limits
    self.answer = answer
  }

  func channelActive(context: ChannelHandlerContext) {
    expect(within: limits.firstHead, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    answering?.cancel()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      expect(within: limits.body, context)
      self.head = head
      body.clear()
    case .body(var part):
      guard let head else { return }
      guard body.readableBytes + part.readableBytes <= mostBytes(of: head) else {
        return refuse(.payloadTooLarge, context)
      }
      body.writeBuffer(&part)
    case .end:
      guard let head else { return }
      self.head = nil
      deadline?.cancel()
      begin(head, context)
    }
  }

  private func mostBytes(of head: HTTPRequestHead) -> Int {
    head.uri.hasPrefix("/in/") ? limits.alertBytes : limits.bodyBytes
  }

  /// Hangs up on who does not come to an end in time.
  private func expect(within amount: TimeAmount, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: amount) { channel.close(promise: nil) }
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    guard let parts = WebRequest.parts(ofTarget: head.uri) else {
      return refuse(.notFound, context)
    }
    let request = WebRequest(
      method: head.method.rawValue, path: parts.path, query: parts.query, headers: head.headers,
      body: Array(body.readableBytesView), peer: context.remoteAddress?.ipAddress ?? "")
    body.clear()
    let own = NIOLoopBound(Own(handler: self, context: context), eventLoop: context.eventLoop)
    let writer = BodyWriter(channel: context.channel, patience: limits.patience)
    let answer = answer
    let keepAlive = head.isKeepAlive
    answering = Task {
      let response = await answer(request)
      await ConnectionHandler.send(response, keepAlive: keepAlive, writer: writer, own: own)
    }
  }

  /// What only the connection's own loop may touch.
  private struct Own {
    let handler: ConnectionHandler
    let context: ChannelHandlerContext
  }

  private static func send(
    _ response: WebResponse, keepAlive: Bool, writer: BodyWriter, own: NIOLoopBound<Own>
  ) async {
    let loop = writer.channel.eventLoop
    switch response.body {
    case .bytes(let bytes):
      loop.execute {
        let (handler, context) = (own.value.handler, own.value.context)
        handler.writeHead(response, length: bytes.count, keepAlive: keepAlive, context)
        let buffer = context.channel.allocator.buffer(bytes: bytes)
        context.write(handler.wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        handler.finish(keepAlive: keepAlive, context)
      }
    case .stream(let write):
      loop.execute {
        let (handler, context) = (own.value.handler, own.value.context)
        handler.writeHead(response, length: nil, keepAlive: keepAlive, context)
        context.flush()
      }
      // An error here is a reader that went away.
      try? await write(writer)
      loop.execute {
        let (handler, context) = (own.value.handler, own.value.context)
        handler.finish(keepAlive: keepAlive, context)
      }
    }
  }

  private func writeHead(
    _ response: WebResponse, length: Int?, keepAlive: Bool, _ context: ChannelHandlerContext
  ) {
    var headers = HTTPHeaders()
    for (name, value) in SecurityHeaders.common(over: response.headers) + response.headers {
      headers.add(name: name, value: value)
    }
    if let length { headers.add(name: "Content-Length", value: String(length)) }
    if !keepAlive { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(version: .http1_1, status: response.status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
  }

  /// Ends the answer; the next request is expected before the pipeline may hand it on.
  private func finish(keepAlive: Bool, _ context: ChannelHandlerContext) {
    answering = nil
    guard context.channel.isActive else { return }
    expect(within: limits.idle, context)
    let channel = context.channel
    let hangUp = context.eventLoop.scheduleTask(in: limits.patience) {
      channel.close(promise: nil)
    }
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.whenComplete { _ in
      hangUp.cancel()
      if !keepAlive { channel.close(promise: nil) }
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
  }

  /// A no of the connection itself, after which it is closed.
  private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
    head = nil
    isRefused = true
    let response = WebResponse.text(
      "\(status.code) \(status.reasonPhrase)\n", type: "text/plain; charset=utf-8", status: status)
    guard case .bytes(let bytes) = response.body else { return }
    writeHead(response, length: bytes.count, keepAlive: false, context)
    let buffer = context.channel.allocator.buffer(bytes: bytes)
    context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    // Closed a little later: bytes that are still arriving would turn the answer into a reset.
    expect(within: .milliseconds(500), context)
  }
}
