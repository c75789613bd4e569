import Databases
import Foundation
import LoopbackEtcd
import NIOCore
import NIOPosix
import Synchronization

/// A server that does with each request what a script says, to misbehave as no etcd can be made to.
final class ServerDouble: Sendable {
  /// What happens to one request.
  enum Reaction: Sendable {
    /// Never an answer.
    case silence
    /// These bytes, and the connection stays open.
    case bytes(String)
    /// These bytes once the client has sent something else or closed.
    case bytesThenReset(String)
    /// These bytes after a while.
    case late(String, milliseconds: Int64)
  }

  let endpoint: MemberEndpoint
  private let channel: any Channel
  private let counts: Counts

  final class Counts: Sendable {
    let connections = Atomic(0)
    let requests = Atomic(0)
  }

  var connections: Int { counts.connections.load(ordering: .relaxed) }
  var requests: Int { counts.requests.load(ordering: .relaxed) }

  /// A server whose n-th request meets the n-th reaction, the last one repeated.
  init(_ reactions: Reaction...) async throws {
    let counts = Counts()
    self.counts = counts
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        counts.connections.add(1, ordering: .relaxed)
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            Script(reactions: reactions, counts: counts))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    endpoint = loopback(channel.localAddress?.port ?? 0)
  }

  func close() async { try? await channel.close() }

  /// A whole HTTP answer around a body.
  static func answer(_ body: String, status: String = "200 OK") -> Reaction {
    .bytes(http(body, status: status))
  }

  static func http(_ body: String, status: String = "200 OK") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  private final class Script: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    let reactions: [Reaction]
    let counts: Counts
    private var seen = ""

    init(reactions: [Reaction], counts: Counts) {
      self.reactions = reactions
      self.counts = counts
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      seen += String(buffer: unwrapInboundIn(data))
      // Every request of the client's ends in the brace that closes its body.
      guard seen.hasSuffix("}") else { return }
      seen = ""
      let number = counts.requests.add(1, ordering: .relaxed).oldValue
      let channel = context.channel
      switch reactions[min(number, reactions.count - 1)] {
      case .silence: break
      case .bytes(let text): channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
      case .bytesThenReset(let text):
        channel.writeAndFlush(ByteBuffer(string: text)).assumeIsolated().whenComplete { _ in
          // A close without lingering is a reset.
          let reset = linger(l_onoff: 1, l_linger: 0)
          (channel as? any SocketOptionProvider)?.setSoLinger(reset)
            .whenComplete { _ in channel.close(promise: nil) }
        }
      case .late(let text, let milliseconds):
        channel.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {
          channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }
      }
    }
  }
}
