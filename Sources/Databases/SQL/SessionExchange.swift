import NIOCore

/// The last handler of a connection: pairs the one request in flight with its answer.
///
/// Errors: after the first the connection is closed, for nobody knows what the server does with it.
final class SessionExchange<Language: SessionLanguage>: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// A request, when its answer must be there, and whom to tell.
  struct Request: Sendable {
    var content: Language.Content
    var deadline: NIODeadline
    var complete: @Sendable (Result<Language.Reply, SessionFault<Language.Words>>) -> Void
  }

  private var pending: Request?
  private var timer = RequestTimer()
  private var received = ByteBuffer()
  /// Said while no request waited: why the connection ends.
  private var end: (message: String, words: Language.Words?)?
  /// What is known of the session by now.
  private(set) var language = Language()
  /// Whether nothing can be sent any more.
  private(set) var isBroken = false

  /// Writes the request; `complete` is called once, with the answer or with why there is none.
  func begin(_ request: Request, on channel: any Channel) {
    precondition(pending == nil, "a connection has one request in flight")
    guard !isBroken, request.deadline > .now() else {
      let message =
        end?.message
        ?? (isBroken ? "the connection is broken" : "no time left to send the request")
      return request.complete(
        .failure(
          SessionFault(mayHaveArrived: false, lastWords: end?.words, message: message)))
    }
    pending = request
    if timer.isLate(for: request.deadline) { arm(for: request.deadline, on: channel) }
    let bytes = language.ask(request.content)
    if bytes.readableBytes > 0 { channel.writeAndFlush(bytes, promise: nil) }
    // What the server said before anybody asked may be part of the answer.
    hear(on: channel)
  }

  private func arm(for deadline: NIODeadline, on channel: any Channel) {
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    timer.arm(for: deadline, on: channel.eventLoop) { bound.value.look(on: channel) }
  }

  /// Gives up where the request is late; else waits until it could be.
  private func look(on channel: any Channel) {
    timer.disarm()
    guard let pending else { return }
    guard pending.deadline <= .now() else { return arm(for: pending.deadline, on: channel) }
    fail("no answer in time")
    channel.close(promise: nil)
  }

  // As in `SQLClient.perform`: NIO calls it as any handler's.
  @_specialize(where Language == PostgresLanguage)
  @_specialize(where Language == MariaDBLanguage)
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var part = unwrapInboundIn(data)
    if received.readableBytes == 0 { received = part } else { received.writeBuffer(&part) }
    hear(on: context.channel)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail("the connection broke: \(error)")
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail("the server closed the connection before it had answered")
    context.fireChannelInactive()
  }

  private func hear(on channel: any Channel) {
    do throws(MalformedMessage) {
      while !isBroken,
        let event = try language.hear(&received, isAsked: pending != nil)
      {
        take(event, channel)
      }
      received.discardReadBytes()
    } catch {
      fail(error.message, isGarbage: true)
      channel.close(promise: nil)
    }
  }

  private func take(
    _ event: SessionEvent<Language.Reply, Language.Words>, _ channel: any Channel
  ) {
    switch event {
    case .more: break
    case .say(let bytes): channel.writeAndFlush(bytes, promise: nil)
    case .end(let message, let words):
      end = (message, words)
      fail(message)
      channel.close(promise: nil)
    case .reply(let reply):
      guard let done = pending else {
        fail("an answer that nobody asked for", isGarbage: true)
        channel.close(promise: nil)
        return
      }
      pending = nil
      done.complete(.success(reply))
    }
  }

  private func fail(_ message: String, isGarbage: Bool = false) {
    isBroken = true
    timer.disarm()
    guard let lost = pending else { return }
    pending = nil
    lost.complete(
      .failure(
        SessionFault(
          mayHaveArrived: true, isGarbage: isGarbage, lastWords: end?.words, message: message)))
  }
}
