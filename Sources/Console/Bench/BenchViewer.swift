import NIOCore
import NIOPosix
import Vocabulary

/// What one viewer saw.
struct ViewerFigures: Sendable {
  /// From telling to seeing, in milliseconds, in the order of the events.
  var latenciesMs: [Double] = []
  /// The last number, and whether each followed the one before.
  var last = 0
  var isInOrder = true
}

/// A viewer over a connection of its own: reads the stream and looks at the clock.
final class BenchViewer: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let clock: @Sendable () -> Nanoseconds
  private let done: EventLoopPromise<ViewerFigures>
  private var figures = ViewerFigures()
  private var rest: [UInt8] = []

  private init(
    clock: @escaping @Sendable () -> Nanoseconds, done: EventLoopPromise<ViewerFigures>
  ) {
    self.clock = clock
    self.done = done
  }

  /// Connects; the figures come when the stream has ended.
  static func watch(
    port: Int, group: MultiThreadedEventLoopGroup, clock: @escaping @Sendable () -> Nanoseconds
  ) async throws -> EventLoopFuture<ViewerFigures> {
    let done = group.next().makePromise(of: ViewerFigures.self)
    let channel = try await ClientBootstrap(group: group)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(BenchViewer(clock: clock, done: done))
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
    let request =
      "GET /x/\(BenchHall.code)/events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
      + "Authorization: Bearer \(BenchHall.session)\r\n\r\n"
    try await channel.writeAndFlush(ByteBuffer(string: request)).get()
    return done.futureResult
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    rest += unwrapInboundIn(data).readableBytesView
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      read(String(decoding: rest[..<end], as: UTF8.self))
      rest.removeSubrange(...end)
    }
  }

  func channelInactive(context: ChannelHandlerContext) { done.succeed(figures) }

  private func read(_ line: String) {
    if line.hasPrefix("id: "), let number = Int(line.dropFirst(4)) {
      figures.isInOrder = figures.isInOrder && number == figures.last + 1
      figures.last = number
    } else if line.hasPrefix("data: "), let place = line.firstRange(of: "\"time_ns\":") {
      let told = Int64(line[place.upperBound...].prefix { $0.isNumber }) ?? 0
      figures.latenciesMs.append((clock() - Nanoseconds(rawValue: told)).inMilliseconds)
    }
  }
}
