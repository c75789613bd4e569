import NIOCore

/// Why there were no whole replies, and whether the server may have seen the commands.
struct RedisFault: Error, Sendable {
  /// False only where not one byte of the commands was handed to the kernel.
  var mayHaveArrived: Bool
  /// Whether something answered, but not as Redis does.
  var isGarbage = false
  var message: String
}

/// The last handler of a connection: pairs what was sent with the replies, in their order.
///
/// Shape:  any number of requests in flight, each of one command or more.
/// Errors: the first that fails takes all others with it and closes the connection, for behind it
///         nobody knows which reply belongs to which request.
final class RedisExchange: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Commands, when their replies must be there, and whom to tell.
  struct Request: Sendable {
    var bytes: ByteBuffer
    var replies: Int
    var deadline: NIODeadline
    var complete: @Sendable (Result<[RESPValue], RedisFault>) -> Void
  }

  private struct Pending {
    var request: Request
    var replies: [RESPValue] = []
  }

  private var pending: CircularBuffer<Pending> = []
  private var timer = RequestTimer()
  private var parser = RESPParser()
  private var received = ByteBuffer()
  /// Whether nothing can be sent any more.
  private(set) var isBroken = false

  /// Writes the commands; `complete` is called once, with all replies or with why there are none.
  func begin(_ request: Request, on channel: any Channel) {
    guard !isBroken, request.deadline > .now() else {
      let message = isBroken ? "the connection is broken" : "no time left to send the commands"
      return request.complete(
        .failure(RedisFault(mayHaveArrived: false, message: message)))
    }
    pending.append(Pending(request: request))
    if timer.isLate(for: request.deadline) { arm(for: request.deadline, on: channel) }
    channel.writeAndFlush(request.bytes, promise: nil)
  }

  private func arm(for deadline: NIODeadline, on channel: any Channel) {
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    timer.arm(for: deadline, on: channel.eventLoop) { bound.value.look(on: channel) }
  }

  /// Gives up where a request is late; else waits for the next one that could be.
  private func look(on channel: any Channel) {
    timer.disarm()
    guard let next = pending.map(\.request.deadline).min() else { return }
    guard next <= .now() else { return arm(for: next, on: channel) }
    fail("no answer in time")
    channel.close(promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var part = unwrapInboundIn(data)
    if received.readableBytes == 0 { received = part } else { received.writeBuffer(&part) }
    do throws(RESPParser.Malformed) {
      while let reply = try parser.next(&received) { take(reply, context) }
      received.discardReadBytes()
    } catch {
      fail("not Redis's: \(error.message)", isGarbage: true)
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

  private func take(_ reply: RESPValue, _ context: ChannelHandlerContext) {
    guard !pending.isEmpty else {
      fail("a reply that nobody asked for", isGarbage: true)
      context.close(promise: nil)
      return
    }
    pending[pending.startIndex].replies.append(reply)
    guard let first = pending.first, first.replies.count == first.request.replies else { return }
    pending.removeFirst()
    first.request.complete(.success(first.replies))
  }

  private func fail(_ message: String, isGarbage: Bool = false) {
    isBroken = true
    timer.disarm()
    let lost = pending
    pending = []
    for one in lost {
      one.request.complete(
        .failure(RedisFault(mayHaveArrived: true, isGarbage: isGarbage, message: message)))
    }
  }
}
