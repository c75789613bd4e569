import NIOCore
import NIOHTTP1
import NIOPosix
import Vocabulary

/// A server's answer as it came: nothing followed, nothing decoded.
struct PlainAnswer: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]
  /// False where the time was up before the end, as it is with a stream of events.
  var isWhole: Bool

  var text: String { String(decoding: body, as: UTF8.self) }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }
}

/// Why there was no answer at all.
struct NoAnswer: Error, CustomStringConvertible {
  var description: String
}

/// A client that adds nothing of its own: one request, one connection, one answer.
struct PlainHTTP: Sendable {
  var port: Int
  /// What goes with each request, such as a cookie.
  var headers: [(name: String, value: String)] = []

  func send(
    _ method: String, _ path: String, headers more: [(name: String, value: String)] = [],
    body: String = "", within limit: Nanoseconds = .seconds(10)
  ) async throws -> PlainAnswer {
    var fields = HTTPHeaders([("host", "127.0.0.1:\(port)"), ("connection", "close")])
    for (name, value) in headers + more { fields.replaceOrAdd(name: name, value: value) }
    if method != "GET" { fields.replaceOrAdd(name: "content-length", value: "\(body.utf8.count)") }
    let head = HTTPRequestHead(
      version: .http1_1, method: HTTPMethod(rawValue: method), uri: path, headers: fields)
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let answered = loop.makePromise(of: PlainAnswer.self)
    let channel: any Channel
    do {
      channel = try await ClientBootstrap(group: loop).connectTimeout(.seconds(5))
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHTTPClientHandlers(
              enableOutboundHeaderValidation: false)
            try channel.pipeline.syncOperations.addHandler(
              AnswerCollector(answered: answered, limit: .nanoseconds(limit.rawValue)))
          }
        }
        .connect(host: "127.0.0.1", port: port).get()
    } catch {
      answered.fail(error)
      throw NoAnswer(description: "cannot connect to 127.0.0.1:\(port): \(error)")
    }
    channel.write(HTTPClientRequestPart.head(head), promise: nil)
    if !body.isEmpty {
      let bytes = ByteBuffer(string: body)
      channel.write(HTTPClientRequestPart.body(.byteBuffer(bytes)), promise: nil)
    }
    channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    return try await answered.futureResult.get()
  }
}

/// Collects one answer; when the time is up, what there is of it.
private final class AnswerCollector: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  private var answered: EventLoopPromise<PlainAnswer>?
  private let limit: TimeAmount
  private var answer: PlainAnswer?
  private var timeout: Scheduled<Void>?

  init(answered: EventLoopPromise<PlainAnswer>, limit: TimeAmount) {
    self.answered = answered
    self.limit = limit
  }

  func channelActive(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context.channel), eventLoop: context.eventLoop)
    timeout = context.eventLoop.scheduleTask(in: limit) {
      bound.value.0.finish("no answer in time")
      bound.value.1.close(promise: nil)
    }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      answer = PlainAnswer(
        status: Int(head.status.code), headers: head.headers.map { ($0.name, $0.value) }, body: [],
        isWhole: false)
    case .body(let part): answer?.body.append(contentsOf: part.readableBytesView)
    case .end:
      answer?.isWhole = true
      finish("an answer without a head")
      context.close(promise: nil)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    finish("the connection broke: \(error)")
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish("the server closed the connection without an answer")
    context.fireChannelInactive()
  }

  private func finish(_ reason: String) {
    timeout?.cancel()
    guard let answered else { return }
    self.answered = nil
    if let answer { answered.succeed(answer) } else { answered.fail(NoAnswer(description: reason)) }
  }
}
