import Foundation
import LoopbackEtcd
import NIOCore
import NIOPosix
import Synchronization
import Vocabulary

@testable import Databases

/// A server that does with each command what a script says, as Redis or as a Sentinel.
final class RedisDouble: Sendable {
  /// What happens to one command.
  enum Reaction: Sendable {
    /// Never an answer.
    case silence
    /// These bytes.
    case bytes(String)
    /// These bytes, and the connection is reset.
    case bytesThenReset(String)
  }

  let endpoint: MemberEndpoint
  private let channel: any Channel
  private let heard: Heard

  /// What it was asked, shared with its connections.
  final class Heard: Sendable {
    let commands = Mutex<[[String]]>([])
    let connections = Atomic(0)
  }

  var commands: [[String]] { heard.commands.withLock { $0 } }
  var connections: Int { heard.connections.load(ordering: .relaxed) }

  /// The first words of all commands, in order.
  var words: [String] { commands.map { $0[0] } }

  init(
    name: HostName = "n1", _ react: @escaping @Sendable ([String]) -> Reaction
  ) async throws {
    let heard = Heard()
    self.heard = heard
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        heard.connections.add(1, ordering: .relaxed)
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Script(react, heard))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    endpoint = loopback(channel.localAddress?.port ?? 0, name: name)
  }

  func close() async { try? await channel.close() }

  /// A Sentinel that calls this member the primary.
  static func sentinel(
    naming primary: MemberEndpoint, as name: HostName = "s1"
  ) async throws -> RedisDouble {
    try await RedisDouble(name: name) { words in
      words.first == "SENTINEL"
        ? .bytes(
          "*2\r\n$9\r\n127.0.0.1\r\n$\("\(primary.port)".utf8.count)\r\n\(primary.port)\r\n")
        : .silence
    }
  }

  /// A primary that does with all but the question for its role what the script says.
  static func primary(
    _ react: @escaping @Sendable ([String]) -> Reaction
  ) async throws -> RedisDouble {
    try await RedisDouble { words in
      words == ["ROLE"] ? .bytes("*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n") : react(words)
    }
  }

  private final class Script: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let react: @Sendable ([String]) -> Reaction
    private let heard: Heard
    private var parser = RESPParser()
    private var buffer = ByteBuffer()

    init(_ react: @escaping @Sendable ([String]) -> Reaction, _ heard: Heard) {
      self.react = react
      self.heard = heard
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      var part = unwrapInboundIn(data)
      buffer.writeBuffer(&part)
      while let command = try? parser.next(&buffer) {
        let words = (command.elements ?? []).compactMap(\.text)
        heard.commands.withLock { $0.append(words) }
        carryOut(react(words), context.channel)
      }
    }

    private func carryOut(_ reaction: Reaction, _ channel: any Channel) {
      switch reaction {
      case .silence: break
      case .bytes(let text): channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
      case .bytesThenReset(let text):
        channel.writeAndFlush(ByteBuffer(string: text)).assumeIsolated().whenComplete { _ in
          // A close without lingering is a reset.
          let reset = linger(l_onoff: 1, l_linger: 0)
          (channel as? any SocketOptionProvider)?.setSoLinger(reset)
            .whenComplete { _ in channel.close(promise: nil) }
        }
      }
    }
  }
}
