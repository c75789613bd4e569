import Foundation
import NIOCore
import NIOPosix

/// A peer that says byte for byte what a test wants, and hears what comes back.
final class RawPeer: Sendable {
  /// What came back, taken apart.
  struct Answer: Sendable {
    var status: Int
    /// Names in lower case.
    var headers: [(name: String, value: String)]
    var body: String

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    init?(_ text: String) {
      guard let end = text.range(of: "\r\n\r\n") else { return nil }
      let lines = text[..<end.lowerBound].split(separator: "\r\n").map(String.init)
      guard let first = lines.first?.split(separator: " "), first.count >= 2,
        let status = Int(first[1])
      else { return nil }
      self.status = status
      headers = lines.dropFirst().compactMap { line in
        let halves = line.split(separator: ":", maxSplits: 1)
        guard halves.count == 2 else { return nil }
        return (halves[0].lowercased(), halves[1].trimmingSpaces)
      }
      body = String(text[end.upperBound...])
    }
  }

  private let channel: any Channel
  private let incoming: AsyncStream<[UInt8]>

  private init(_ channel: any Channel, _ incoming: AsyncStream<[UInt8]>) {
    self.channel = channel
    self.incoming = incoming
  }

  /// Connects to the console; with `readsNothing` what comes stays in the kernel.
  static func connect(_ port: Int, readsNothing: Bool = false) async throws -> RawPeer {
    let (incoming, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.minutes(5))
      .channelOption(.autoRead, value: !readsNothing)
      .channelOption(.socketOption(.so_rcvbuf), value: readsNothing ? 4 << 10 : 1 << 18)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Ear(continuation))
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
    return RawPeer(channel, incoming)
  }

  func send(_ bytes: [UInt8]) async throws {
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
  }

  func send(_ text: String) async throws { try await send(Array(text.utf8)) }

  /// All that came until its end is enough or the other end hangs up; one reader at a time.
  func hear(until isEnough: (String) -> Bool = { _ in false }) async -> String {
    var bytes: [UInt8] = []
    for await part in incoming {
      bytes += part
      if isEnough(String(decoding: bytes.suffix(2_000), as: UTF8.self)) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads from now on what it did not read.
  func beginToRead() async throws {
    try await channel.setOption(.autoRead, value: true).get()
    channel.read()
  }

  func hangUp() { channel.close(promise: nil) }

  /// One request and its whole answer on a connection of its own.
  static func ask(
    _ port: Int, _ method: String, _ path: String, headers: [(String, String)] = [],
    body: [UInt8] = [], host: String? = nil
  ) async throws -> Answer {
    let peer = try await connect(port)
    defer { peer.hangUp() }
    var head = "\(method) \(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    head += "Connection: close\r\nContent-Length: \(body.count)\r\n\r\n"
    // A server may answer and hang up before it was told everything; the answer decides.
    try? await peer.send(Array(head.utf8) + body)
    let text = await peer.hear()
    guard let answer = Answer(text) else { throw NoAnswer(said: text) }
    return answer
  }

  struct NoAnswer: Error { var said: String }
}

/// Hands on what arrives, and the end.
private final class Ear: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let continuation: AsyncStream<[UInt8]>.Continuation

  init(_ continuation: AsyncStream<[UInt8]>.Continuation) { self.continuation = continuation }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    continuation.yield(Array(unwrapInboundIn(data).readableBytesView))
  }

  func channelInactive(context: ChannelHandlerContext) { continuation.finish() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " })
  }
}
