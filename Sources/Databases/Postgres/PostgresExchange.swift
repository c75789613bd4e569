import NIOCore

/// Why there was no whole answer, and whether the server may have seen the request.
struct PostgresFault: Error, Sendable {
  /// False only where not one byte of the request was handed to the kernel.
  var mayHaveArrived: Bool
  /// Whether something answered, but not as PostgreSQL does.
  var isGarbage = false
  /// What the server said last where it ended the connection; nil where it said nothing.
  var lastWords: PostgresNotice?
  var message: String
}

/// The last handler of a connection: pairs the one request in flight with its answer.
///
/// Shape:  an answer is over when the server is ready for the next request, and not before: what
///         was executed is settled only then.
/// Errors: after the first the connection is closed, for nobody knows what the server does with it.
final class PostgresExchange: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// A request, when its answer must be there, and whom to tell.
  struct Request: Sendable {
    var content: PostgresRequest
    var deadline: NIODeadline
    var complete: @Sendable (Result<PostgresReply, PostgresFault>) -> Void
  }

  private struct Pending {
    var request: Request
    var reply = PostgresReply()
    var timeout: Scheduled<Void>
  }

  private var pending: Pending?
  private var received = ByteBuffer()
  /// Said while no request waited: why the connection ends.
  private var lastWords: PostgresNotice?
  private var prepared: Set<PostgresStatement> = []
  /// Settings as the server told them last.
  private(set) var parameters: [String: String] = [:]
  /// Whether nothing can be sent any more.
  private(set) var isBroken = false

  /// Writes the request; `complete` is called once, with the answer or with why there is none.
  func begin(_ request: Request, on channel: any Channel) {
    precondition(pending == nil, "a connection has one request in flight")
    guard !isBroken, request.deadline > .now() else {
      let message =
        lastWords?.text
        ?? (isBroken ? "the connection is broken" : "no time left to send the request")
      return request.complete(
        .failure(
          PostgresFault(mayHaveArrived: false, lastWords: lastWords, message: message)))
    }
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    let timeout = channel.eventLoop.scheduleTask(deadline: request.deadline) {
      bound.value.fail("no answer in time")
      channel.close(promise: nil)
    }
    pending = Pending(request: request, timeout: timeout)
    var isKnown = false
    if case .prepared(let statement, _) = request.content {
      isKnown = prepared.contains(statement)
    }
    channel.writeAndFlush(request.content.bytes(isKnown: isKnown), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var part = unwrapInboundIn(data)
    if received.readableBytes == 0 { received = part } else { received.writeBuffer(&part) }
    do throws(PostgresParser.Malformed) {
      while let message = try PostgresParser.next(&received) { take(message, context) }
      received.discardReadBytes()
    } catch {
      fail("not PostgreSQL's: \(error.message)", isGarbage: true)
      context.close(promise: nil)
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

  private func take(_ message: PostgresMessage, _ context: ChannelHandlerContext) {
    switch message {
    case .authentication(0), .other: break
    case .authentication(let method):
      fail("the server wants a password (method \(method)), and a range has none")
      context.close(promise: nil)
    case .parameter(let name, let value): parameters[name] = value
    case .row(let values): pending?.reply.rows.append(values)
    case .complete(let tag): pending?.reply.tags.append(tag)
    case .parsed:
      if case .prepared(let statement, _)? = pending?.request.content {
        prepared.insert(statement)
      }
    case .notice(let notice):
      pending?.reply.notices.append(notice)
    case .failure(let notice) where notice.isFatal || pending == nil:
      lastWords = notice
      fail(notice.text)
      context.close(promise: nil)
    case .failure(let notice): pending?.reply.failure = notice
    case .ready(let block): finish(block, context)
    }
  }

  private func finish(_ block: PostgresBlock, _ context: ChannelHandlerContext) {
    guard var done = pending else {
      fail("an answer that nobody asked for", isGarbage: true)
      context.close(promise: nil)
      return
    }
    pending = nil
    done.timeout.cancel()
    done.reply.block = block
    done.request.complete(.success(done.reply))
  }

  private func fail(_ message: String, isGarbage: Bool = false) {
    isBroken = true
    guard let lost = pending else { return }
    pending = nil
    lost.timeout.cancel()
    lost.request.complete(
      .failure(
        PostgresFault(
          mayHaveArrived: true, isGarbage: isGarbage, lastWords: lastWords, message: message)))
  }
}
