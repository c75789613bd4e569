import Foundation
import LoopbackEtcd
import NIOCore
import NIOPosix
import Synchronization
import Vocabulary

@testable import Databases

/// What a PostgreSQL says, as bytes: the opposite direction of `PostgresRequest`.
enum Said {
  static func message(_ kind: Unicode.Scalar, _ body: [UInt8]) -> [UInt8] {
    let length = UInt32(body.count + 4)
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) }
    return [UInt8(ascii: kind)] + bytes + body
  }

  static func text(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }

  static func parameter(_ name: String, _ value: String) -> [UInt8] {
    message("S", text(name) + text(value))
  }

  static func ready(_ block: PostgresBlock = .idle) -> [UInt8] { message("Z", [block.rawValue]) }

  static func complete(_ tag: String) -> [UInt8] { message("C", text(tag)) }

  static func row(_ values: [String?]) -> [UInt8] {
    var body: [UInt8] = [0, UInt8(values.count)]
    for value in values {
      guard let value else {
        body += [255, 255, 255, 255]
        continue
      }
      body += [0, 0, 0, UInt8(value.utf8.count)] + Array(value.utf8)
    }
    return message("D", body)
  }

  static func failure(
    _ severity: String, _ code: String, _ words: String = "words", detail: String = "",
    kind: Unicode.Scalar = "E"
  ) -> [UInt8] {
    var body: [UInt8] = []
    for (field, value) in [
      ("S", severity), ("V", severity), ("C", code), ("M", words), ("D", detail), ("F", "x.c"),
    ] where !value.isEmpty {
      body += Array(field.utf8) + text(value)
    }
    return message(kind, body + [0])
  }

  /// One after the other.
  static func all(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }

  /// What stands at the start of each session.
  static func welcome(standby: Bool = false) -> [UInt8] {
    all(
      message("R", [0, 0, 0, 0]), parameter("server_version", "15.18"),
      parameter("in_hot_standby", standby ? "on" : "off"),
      parameter("default_transaction_read_only", "off"),
      message("K", Array(repeating: 7, count: 8)), ready())
  }

  /// A whole answer to a statement that was sent for the first time.
  static func answer(rows: [[String?]] = [], _ tag: String) -> [UInt8] {
    all(
      message("1", []), message("2", []), Array(rows.map { row($0) }.joined()), complete(tag),
      ready())
  }
}

/// A server that does with each request what a script says, as a PostgreSQL.
final class PostgresDouble: Sendable {
  /// What happens to one request.
  enum Reaction: Sendable {
    /// Never an answer.
    case silence
    /// These bytes.
    case bytes([UInt8])
    /// These bytes, and the connection is closed.
    case bytesThenClose([UInt8])
  }

  let endpoint: MemberEndpoint
  private let channel: any Channel
  private let heard: Heard

  /// What it was asked, shared with its connections.
  final class Heard: Sendable {
    let requests = Mutex<[String]>([])
    let connections = Atomic(0)
  }

  /// Texts of simple queries and names of prepared statements, in order.
  var requests: [String] { heard.requests.withLock { $0 } }
  var connections: Int { heard.connections.load(ordering: .relaxed) }

  init(
    name: HostName = "n1", welcome: Reaction = .bytes(Said.welcome()),
    _ react: @escaping @Sendable (String) -> Reaction = { _ in .silence }
  ) async throws {
    let heard = Heard()
    self.heard = heard
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        heard.connections.add(1, ordering: .relaxed)
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Script(welcome, react, heard))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    endpoint = loopback(channel.localAddress?.port ?? 0, name: name)
  }

  func close() async { try? await channel.close() }

  private final class Script: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let welcome: Reaction
    private let react: @Sendable (String) -> Reaction
    private let heard: Heard
    private var isWelcome = false
    private var bound = ""
    private var buffer = ByteBuffer()

    init(
      _ welcome: Reaction, _ react: @escaping @Sendable (String) -> Reaction, _ heard: Heard
    ) {
      self.welcome = welcome
      self.react = react
      self.heard = heard
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      var part = unwrapInboundIn(data)
      buffer.writeBuffer(&part)
      while let request = nextRequest() {
        switch request {
        case .hello: carryOut(welcome, context.channel)
        case .asked(let text):
          heard.requests.withLock { $0.append(text) }
          carryOut(react(text), context.channel)
        case .other: break
        }
      }
    }

    private enum Heed {
      case hello
      case asked(String)
      case other
    }

    private func nextRequest() -> Heed? {
      let header = isWelcome ? 1 : 0
      guard
        let length: Int32 = buffer.getInteger(at: buffer.readerIndex + header),
        buffer.readableBytes >= Int(length) + header
      else { return nil }
      let kind: UInt8 = isWelcome ? buffer.readInteger() ?? 0 : 0
      buffer.moveReaderIndex(forwardBy: 4)
      let body = buffer.readBytes(length: Int(length) - 4) ?? []
      guard isWelcome else {
        isWelcome = true
        return .hello
      }
      let texts = body.split(separator: 0, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      switch kind {
      case UInt8(ascii: "Q"): return .asked(texts[0])
      case UInt8(ascii: "B"):
        bound = texts[1]
        return .other
      case UInt8(ascii: "S"): return .asked(bound)
      default: return .other
      }
    }

    private func carryOut(_ reaction: Reaction, _ channel: any Channel) {
      switch reaction {
      case .silence: break
      case .bytes(let bytes): channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
      case .bytesThenClose(let bytes):
        channel.writeAndFlush(ByteBuffer(bytes: bytes)).assumeIsolated().whenComplete { _ in
          channel.close(promise: nil)
        }
      }
    }
  }
}
